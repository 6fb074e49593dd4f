#include "claims/context_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "rawi/error.h"

namespace rawi {
namespace {

using S = ContextShape;

struct Head {
  char magic[8];
  uint32_t version;
  uint32_t weights;                            // bytes of ContextWeights: its shape
  uint64_t checksum;                           // XXH3 of all that follows the head
  uint32_t lemma_bits, lemmas, lemma_units;    // size of the table, as a power of two; rows, row 0 is "not met"; worth of a number
  uint32_t event_bits, event_facts, event_units;
  uint32_t reserved[4];
};
static_assert(sizeof(Head) == 64 && sizeof(ContextWeights) % 64 == 0);
constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'C', 'T', 'X', '\n'};
constexpr uint32_t kVersion = 2;
constexpr uint32_t kMostLemmaUnits = 4, kMostEventUnits = 3;  // so that the facts of a word, 127 of them each at most, add up to 16 bits

// Takes the next `count` values of a file's rest; false when it is too short.
template <typename T>
bool take(std::span<const char>& rest, size_t count, std::span<const T>& out) {
  if (rest.size() < count * sizeof(T)) return false;
  out = {reinterpret_cast<const T*>(rest.data()), count};
  rest = rest.subspan(count * sizeof(T));
  return true;
}

bool rows_below(std::span<const uint64_t> table, uint32_t rows) {
  return std::all_of(table.begin(), table.end(), [&](uint64_t e) { return static_cast<uint32_t>(e) < rows; }) &&
         std::find(table.begin(), table.end(), 0u) != table.end();
}

bool is_within(const int16_t* first, const int16_t* last, int most) {
  return std::all_of(first, last, [most](int16_t v) { return std::abs(v) <= most; });
}

template <typename Matrix>
bool is_bounded(const Matrix& m) {
  return is_within(m.rows[0], m.rows[0] + Matrix::kSize * Matrix::kCount, S::kMostWeight);
}

template <size_t kRows, size_t kSize>
bool is_bounded(const int16_t (&vectors)[kRows][kSize]) {
  return is_within(vectors[0], vectors[0] + kRows * kSize, S::kMostValue);
}

bool is_bounded(const ContextSection& s) {
  return is_bounded(s.gaps) && is_bounded(s.sentences) && is_bounded(s.orders) && is_bounded(s.inside) && is_bounded(s.looks) &&
         is_within(s.none, s.none + S::kPair, S::kMostValue) && is_bounded(s.trigger) && is_bounded(s.match) && is_bounded(s.inner) && is_bounded(s.out);
}

bool is_bounded(const ContextWeights& w) {
  return is_bounded(w.facts) && is_bounded(w.window) && is_bounded(w.mention) && is_bounded(w.before) && is_bounded(w.status_inner) && is_bounded(w.status_out) && is_bounded(w.event) &&
         is_bounded(w.event_out) && std::all_of(std::begin(w.sections), std::end(w.sections), [](const ContextSection& s) { return is_bounded(s); });
}

}  // namespace

ContextModel::ContextModel(const std::string& path) : file_(path, "context model", sizeof(Head), "", "train it anew (docs/training.md)") {
  Head head;
  std::memcpy(&head, file_.data(), sizeof head);
  std::span<const char> rest(file_.data() + sizeof head, file_.size() - sizeof head);
  std::span<const ContextWeights> weights;
  const bool whole = std::memcmp(head.magic, kMagic, sizeof kMagic) == 0 && head.version == kVersion && head.weights == sizeof(ContextWeights) &&
                     head.lemma_bits <= 24 && head.event_bits <= 24 && head.lemma_units <= kMostLemmaUnits && head.event_units <= kMostEventUnits &&
                     head.checksum == XXH3_64bits(rest.data(), rest.size()) && head.lemmas > 0 && head.event_facts > 0 &&
                     take(rest, 1, weights) && take(rest, size_t{1} << head.lemma_bits, lemma_table_) && take(rest, size_t{1} << head.event_bits, event_table_) &&
                     take(rest, size_t{head.lemmas} * S::kWord, lemma_rows_) && take(rest, size_t{head.event_facts} * S::kEvent, event_rows_) && rest.empty() &&
                     rows_below(lemma_table_, head.lemmas) && rows_below(event_table_, head.event_facts) && is_bounded(weights.front());
  if (!whole) throw Error("context model '" + path + "' is damaged or of another version: train it anew (docs/training.md)");
  weights_ = weights.data();
  lemmas_ = head.lemmas;
  lemma_units_ = static_cast<int>(head.lemma_units);
  event_units_ = static_cast<int>(head.event_units);
  version_ = digest_text(head.checksum);
}

}  // namespace rawi
