#include "claims/context_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

#include "rawi/error.h"

namespace rawi {
namespace {

struct Head {
  char magic[8];
  uint32_t version;
  uint32_t weights;                 // bytes of ContextWeights: its shape
  uint64_t checksum;                // XXH3 of all that follows the head
  uint32_t lemma_bits, lemmas;      // size of the table, as a power of two; rows, row 0 is "not met"
  float unit;
  uint32_t reserved[7];
};
static_assert(sizeof(Head) == 64 && sizeof(ContextWeights) % alignof(uint64_t) == 0);
constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'C', 'T', 'X', '\n'};
constexpr uint32_t kVersion = 1;

}  // namespace

ContextModel::ContextModel(const std::string& path) : file_(path, "context model", sizeof(Head), "", "train it anew (docs/training.md)") {
  Head head;
  std::memcpy(&head, file_.data(), sizeof head);
  const char* body = file_.data() + sizeof head;
  const size_t size = file_.size() - sizeof head;
  const bool known = std::memcmp(head.magic, kMagic, sizeof kMagic) == 0 && head.version == kVersion && head.weights == sizeof(ContextWeights) &&
                     head.lemma_bits <= 24 && head.checksum == XXH3_64bits(body, size);
  const size_t table = known ? size_t{1} << head.lemma_bits : 0, rows = size_t{head.lemmas} * ContextShape::kWord;
  bool whole = known && head.lemmas > 0 && size == sizeof(ContextWeights) + table * sizeof(uint64_t) + rows;
  if (whole) {
    weights_ = reinterpret_cast<const ContextWeights*>(body);
    table_ = {reinterpret_cast<const uint64_t*>(body + sizeof(ContextWeights)), table};
    rows_ = {reinterpret_cast<const int8_t*>(body + sizeof(ContextWeights) + table * sizeof(uint64_t)), rows};
    whole = std::find(table_.begin(), table_.end(), 0u) != table_.end() &&
            std::all_of(table_.begin(), table_.end(), [&](uint64_t e) { return static_cast<uint32_t>(e) < head.lemmas; });
  }
  if (!whole) throw Error("context model '" + path + "' is damaged or of another version: train it anew (docs/training.md)");
  lemmas_ = head.lemmas;
  unit_ = head.unit;
  version_ = digest_text(head.checksum);
}

}  // namespace rawi
