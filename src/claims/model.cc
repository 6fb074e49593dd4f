#include "claims/model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "claims/context_model.h"
#include "rawi/error.h"

namespace rawi {
namespace {

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t slot_bits;
  float scale;  // what one unit of a slot is worth
  uint32_t reserved;
  uint64_t look_bytes;
  uint64_t checksum;  // XXH3 of all that follows
  uint64_t reserved_more[3];
};
static_assert(sizeof(Header) == 64);
constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'M', 'D', 'L', '\n'};
constexpr uint32_t kVersion = 5;
constexpr size_t kSlots = size_t{1} << Model::kSlotBits;

}  // namespace

Model::Model(const std::string& path)
    : file_(path, "model", sizeof(Header) + kSlots, "; give its path with --model", "train it anew with rawi-train") {
  Header h;
  std::memcpy(&h, file_.data(), sizeof h);
  const std::span<const char> body(file_.data() + sizeof h, file_.size() - sizeof h), parts = body.subspan(kSlots);
  slots_ = reinterpret_cast<const int8_t*>(body.data());
  scale_ = h.scale;
  has_look_ = h.look_bytes > 0;
  const bool whole = std::memcmp(h.magic, kMagic, sizeof kMagic) == 0 && h.version == kVersion && h.slot_bits == kSlotBits &&
                     h.look_bytes == parts.size() && h.checksum == XXH3_64bits(body.data(), body.size());
  if (!whole || (has_look_ && !look_.map(parts)))
    throw Error("model '" + path + "' is damaged or of another version: train it anew with rawi-train");
  near_.reserve(HugePages<int8_t>::kPage);
  near_.assign(slots_, slots_ + kSlots);
  slots_ = near_.data();
  version_ = digest_text(h.checksum);
}

Model::~Model() = default;

void Model::tag_with(std::unique_ptr<TaggerModel> names) {
  names_ = std::move(names);
  version_.append("-").append(names_->version());
}

void Model::read_with(std::unique_ptr<ContextModel> context) {
  context_ = std::move(context);
  version_.append("-").append(context_->version());
}

void Model::write(const std::string& path, std::span<const float> weights, std::span<const char> look) {
  float top = 0;
  for (const float w : weights) top = std::max(top, std::fabs(w));
  Header h{};
  std::memcpy(h.magic, kMagic, sizeof kMagic);
  h.version = kVersion;
  h.slot_bits = kSlotBits;
  h.scale = top > 0 ? top / 127 : 1.0f;
  h.look_bytes = look.size();
  std::vector<char> body(kSlots);
  for (size_t i = 0; i < kSlots; ++i) body[i] = static_cast<char>(std::lround(weights[i] / h.scale));
  body.insert(body.end(), look.begin(), look.end());
  h.checksum = XXH3_64bits(body.data(), body.size());
  write_whole(path, "model", {{reinterpret_cast<const char*>(&h), sizeof h}, {body.data(), body.size()}});
}

}  // namespace rawi
