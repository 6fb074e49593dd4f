#include "claims/net.h"

#include <algorithm>
#include <cstring>

#include "bytes/wide.h"

namespace rawi {
namespace {

constexpr int kEmbedding = NetShape::kEmbedding, kHidden = NetShape::kHidden, kTypes = NetShape::kTypes, kRow = NetShape::kRow;
constexpr uint32_t kNoProduct = 0xffffffff;

// Sixteen columns of a sum, in one wide register; and as a row of facts holds them.
using Words = int16_t __attribute__((vector_size(32)));
using Bytes = int8_t __attribute__((vector_size(16)));
constexpr int kColumns = 16, kSums = kRow / kColumns, kHiddenSums = kHidden / kColumns;
static_assert(kRow % kColumns == 0 && kHidden % kColumns == 0);

// Bias, products and rows, added up in registers: a row is met once, and nothing is stored between.
RAWI_WIDE void add_up(const int16_t* bias, const int16_t* const* products, int roles, const int8_t* const* rows, uint32_t facts,
                      int16_t* __restrict sum) {
  Words sums[kSums], words;
  Bytes bytes;
  std::memcpy(sums, bias, sizeof sums);
  for (int r = 0; r < roles; ++r)
#pragma GCC unroll 8
    for (int k = 0; k < kHiddenSums; ++k) {
      std::memcpy(&words, products[r] + k * kColumns, sizeof words);
      sums[k] += words;
    }
  for (uint32_t f = 0; f < facts; ++f)
#pragma GCC unroll 8
    for (int k = 0; k < kSums; ++k) {
      std::memcpy(&bytes, rows[f] + k * kColumns, sizeof bytes);
      sums[k] += __builtin_convertvector(bytes, Words);
    }
  std::memcpy(sum, sums, sizeof sums);
}

using Floats = float __attribute__((vector_size(32)));
constexpr int kFloats = 8, kTypeSums = kTypes / kFloats, kStrands = 4;
static_assert(kTypes % kFloats == 0 && kHidden % kStrands == 0);

// `out` is kHidden x kTypes. Half of the hidden units are 0, but which is not to be foretold: no branch asks. Four sums side by
// side, every fourth unit in each, so that no addition waits for the one before.
RAWI_WIDE void add_types(const int16_t* sum, float unit, const float* out, float* __restrict logits) {
  float hidden[kHidden];
  for (int k = 0; k < kHidden; ++k) hidden[k] = static_cast<float>(std::max<int16_t>(sum[k], 0)) * unit;
  Floats sums[kStrands][kTypeSums] = {}, column;
  for (int k = 0; k < kHidden; k += kStrands)
#pragma GCC unroll 4
    for (int s = 0; s < kStrands; ++s)
#pragma GCC unroll 2
      for (int t = 0; t < kTypeSums; ++t) {
        std::memcpy(&column, out + (k + s) * kTypes + t * kFloats, sizeof column);
        sums[s][t] += column * hidden[k + s];
      }
  for (int t = 0; t < kTypeSums; ++t) sums[0][t] = (sums[0][t] + sums[1][t]) + (sums[2][t] + sums[3][t]);
  std::memcpy(logits, sums[0], sizeof sums[0]);
  for (int t = 0; t < kTypes; ++t) logits[t] += static_cast<float>(sum[kHidden + t]) * unit;
}

RAWI_WIDE void multiply(const float* embedding, const float* projection, float units, int16_t* __restrict out) {
  constexpr int kColumnSums = kHidden / kFloats;
  Floats sums[kColumnSums] = {}, column;
  for (int e = 0; e < kEmbedding; ++e)
#pragma GCC unroll 6
    for (int k = 0; k < kColumnSums; ++k) {
      std::memcpy(&column, projection + e * kHidden + k * kFloats, sizeof column);
      sums[k] += column * embedding[e];
    }
  float values[kHidden];
  std::memcpy(values, sums, sizeof values);
  for (int k = 0; k < kHidden; ++k) {
    const float value = std::min(std::max(values[k] * units, -16000.0f), 16000.0f);
    out[k] = static_cast<int16_t>(value + (value < 0 ? -0.5f : 0.5f));
  }
}

// Takes the next `count` values of a file's rest; false when it is too short.
template <typename T>
bool take(std::span<const char>& rest, size_t count, std::span<const T>& out) {
  const size_t bytes = (count * sizeof(T) + Net::kLine - 1) / Net::kLine * Net::kLine;
  if (rest.size() < bytes) return false;
  out = {reinterpret_cast<const T*>(rest.data()), count};
  rest = rest.subspan(bytes);
  return true;
}

bool rows_below(std::span<const uint64_t> table, uint32_t rows) {
  return std::all_of(table.begin(), table.end(), [&](uint64_t e) { return static_cast<uint32_t>(e) < rows; }) &&
         std::find(table.begin(), table.end(), 0u) != table.end();
}

}  // namespace

bool Net::map(std::span<const char> bytes) {
  if (bytes.size() < sizeof header_) return false;
  std::memcpy(&header_, bytes.data(), sizeof header_);
  const uint32_t shape[] = {NetInput::kLemmas, kEmbedding, kHidden, kTypes};
  if (!std::equal(std::begin(shape), std::end(shape), header_.shape) || header_.lemma_bits > 24 || header_.fact_bits > 24) return false;
  std::span<const char> rest = bytes.subspan(sizeof header_);
  return take(rest, size_t{1} << header_.lemma_bits, view_.lemma_table) && take(rest, size_t{1} << header_.fact_bits, view_.fact_table) &&
         take(rest, size_t{header_.lemmas} * kEmbedding, view_.embeddings) &&
         take(rest, size_t{NetInput::kLemmas} * kEmbedding * kHidden, view_.projections) &&
         take(rest, size_t{kTypes} * kHidden, view_.out) && take(rest, size_t{kRow}, view_.bias) &&
         take(rest, size_t{header_.facts} * kRow, view_.rows) && rest.empty() && rows_below(view_.lemma_table, header_.lemmas) &&
         rows_below(view_.fact_table, header_.facts);
}

NetScorer::NetScorer(const Net* net) : net_(net) {
  if (!net_) return;
  const NetView& v = net_->view();
  out_.resize(v.out.size());
  for (size_t t = 0; t < kTypes; ++t)
    for (size_t k = 0; k < kHidden; ++k) out_[k * kTypes + t] = v.out[t * kHidden + k];
  product_of_.assign(v.embeddings.size() / kEmbedding * NetInput::kLemmas, kNoProduct);
}

uint32_t NetScorer::product(size_t role, uint32_t lemma) {
  uint32_t& at = product_of_[size_t{lemma} * NetInput::kLemmas + role];
  if (at == kNoProduct) {
    at = static_cast<uint32_t>(products_.size());
    products_.resize(products_.size() + kHidden);
    const NetView& v = net_->view();
    multiply(&v.embeddings[size_t{lemma} * kEmbedding], &v.projections[role * kEmbedding * kHidden], 1 / net_->unit(), &products_[at]);
  }
  return at;
}

int NetScorer::find_products(const NetInput& input, const int16_t** rows) {
  uint32_t lemmas[NetInput::kLemmas], begins[NetInput::kLemmas];
  for (size_t role = 0; role < NetInput::kLemmas; ++role) {
    lemmas[role] = net_->lemma(input.lemmas[role]);
    __builtin_prefetch(&product_of_[size_t{lemmas[role]} * NetInput::kLemmas + role]);
  }
  int known = 0;
  for (size_t role = 0; role < NetInput::kLemmas; ++role) {
    if (lemmas[role] == 0) continue;
    begins[known] = product(role, lemmas[role]);
    for (size_t k = 0; k < kHidden; k += 32) __builtin_prefetch(&products_[begins[known] + k]);
    ++known;
  }
  for (int r = 0; r < known; ++r) rows[r] = &products_[begins[r]];  // only now: they move while new ones come
  return known;
}

// Rows are in more memory than the nearest caches hold: all are asked for before any is used. The table's entries were by who made the input.
uint32_t NetScorer::find_rows(const NetInput& input, const int8_t** rows) const {
  uint32_t known = 0;
  for (uint32_t f = 0; f < input.count; ++f) {
    const uint32_t row = net_->fact(input.facts[f]);
    if (row == 0) continue;
    rows[known] = &net_->view().rows[size_t{row} * kRow];
    __builtin_prefetch(rows[known++]);
  }
  return known;
}

void NetScorer::score(const NetInput& input, float (&logits)[kTypes + 1]) {
  const int16_t* products[NetInput::kLemmas];
  const int8_t* rows[NetInput::kMostFacts];
  const int roles = find_products(input, products);
  const uint32_t facts = find_rows(input, rows);
  int16_t sum[kRow];
  add_up(net_->view().bias.data(), products, roles, rows, facts, sum);
  logits[0] = 0;
  add_types(sum, net_->unit(), out_.data(), logits + 1);
}

}  // namespace rawi
