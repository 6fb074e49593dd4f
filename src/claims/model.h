// The learned weights, mapped from a model file.
//
// A Model owns its mapping; opening checks magic, version, size and checksum and throws Error with what
// to do. Any number of threads may read. File: header (model.cc), 2^kSlotBits weights as int8, a first look
// (claims/first_look.h); little endian, each on a cache line.
#ifndef RAWI_CLAIMS_MODEL_H
#define RAWI_CLAIMS_MODEL_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/huge_pages.h"
#include "bytes/mapped_file.h"
#include "claims/first_look.h"
#include "mentions/tagger_model.h"

namespace rawi {

class ContextModel;

class Model {
 public:
  static constexpr uint32_t kSlotBits = 20;

  explicit Model(const std::string& path);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // A feature's weight is the slot that its upper kSlotBits name, times the scale.
  const int8_t* slots() const { return slots_; }
  float scale() const { return scale_; }
  float weight(uint64_t feature) const { return static_cast<float>(slots_[feature >> (64 - kSlotBits)]) * scale_; }
  const FirstLook* look() const { return has_look_ ? &look_ : nullptr; }  // null: the file holds none
  // The name tagger's weights, a file of their own that comes with these; null: none.
  void tag_with(std::unique_ptr<TaggerModel> names);
  const TaggerModel* names() const { return names_.get(); }
  // The context net's, likewise; null: nothing says what is an event.
  void read_with(std::unique_ptr<ContextModel> context);
  const ContextModel* context() const { return context_.get(); }
  std::string_view version() const { return version_; }  // digests of the weights, hexadecimal, a file's after another's

  // Writes a model file: 2^kSlotBits weights, and the bytes of a first look (none: empty). Throws Error when it cannot be written.
  static void write(const std::string& path, std::span<const float> weights, std::span<const char> look);

 private:
  MappedFile file_;
  std::vector<int8_t, HugePages<int8_t>> near_;  // a copy of the weights, on one huge page: of all parts they are asked for most
  const int8_t* slots_ = nullptr;
  float scale_ = 0;
  FirstLook look_;
  bool has_look_ = false;
  std::string version_;
  std::unique_ptr<TaggerModel> names_;
  std::unique_ptr<ContextModel> context_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_MODEL_H
