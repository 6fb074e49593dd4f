// A small feed-forward net that reads one word: does it evoke an event, and of which type?
//
//   hidden = bias + sum over lemma roles of Projection[role] * Embedding[lemma] + sum over facts of Row[fact]
//   logit[type] = the last kTypes columns of that sum + Out[type] * relu(the first kHidden columns);   logit[none] = 0
//
// A net is the last part of a model file (docs/training.md, "The file") and maps it: it owns nothing, and any number of
// threads may read it. A lemma or fact that training has not met adds nothing.
// NetScorer computes the logits; one a thread. It keeps the product of a role and a lemma once it has been asked for: news
// repeats its words, and the product costs fifty times its sum. Steady reading allocates nothing.
#ifndef RAWI_CLAIMS_NET_H
#define RAWI_CLAIMS_NET_H

#include <cstdint>
#include <span>
#include <vector>

#include "bytes/huge_pages.h"
#include "claims/net_input.h"

namespace rawi {

// The shape is fixed when rawi is compiled; a file of another shape is refused.
struct NetShape {
  static constexpr int kEmbedding = 48, kHidden = 48, kTypes = 16, kRow = kHidden + kTypes;
};

// As a file holds it: this header, then the arrays in the order of NetView. Fixed-point: a unit of a sum is worth `unit`.
struct NetHeader {
  uint32_t shape[4];                // NetInput::kLemmas, kEmbedding, kHidden, kTypes
  uint32_t lemma_bits, fact_bits;   // sizes of the hash tables, as powers of two
  uint32_t lemmas, facts;           // rows; row 0 is "not met"
  float unit;
  uint32_t reserved[7];
};
static_assert(sizeof(NetHeader) == 64);

// Each begins on a cache line, as bytes of the file do: a row of facts is one. Open addressing: an entry is (upper half of the hash) << 32 | row; 0 is empty.
struct NetView {
  std::span<const uint64_t> lemma_table, fact_table;
  std::span<const float> embeddings;   // lemmas x kEmbedding
  std::span<const float> projections;  // kLemmas x kEmbedding x kHidden
  std::span<const float> out;          // kTypes x kHidden
  std::span<const int16_t> bias;       // kRow
  std::span<const int8_t> rows;        // facts x kRow
};

class Net {
 public:
  // False when the bytes are no net of this shape. `bytes` must be aligned to kLine and outlive the net.
  bool map(std::span<const char> bytes);

  void fetch_lemma(uint64_t hash) const { __builtin_prefetch(&view_.lemma_table[hash & (view_.lemma_table.size() - 1)]); }
  void fetch_fact(uint64_t hash) const { __builtin_prefetch(&view_.fact_table[hash & (view_.fact_table.size() - 1)]); }
  uint32_t lemma(uint64_t hash) const { return find(view_.lemma_table, hash); }
  uint32_t fact(uint64_t hash) const { return find(view_.fact_table, hash); }
  const NetView& view() const { return view_; }
  float unit() const { return header_.unit; }

  static constexpr size_t kLine = 64;
  static constexpr uint64_t entry(uint64_t hash, uint32_t row) { return (hash & 0xffffffff00000000ull) | row; }

 private:
  static uint32_t find(std::span<const uint64_t> table, uint64_t hash) {
    for (uint64_t i = hash & (table.size() - 1); table[i]; i = (i + 1) & (table.size() - 1))
      if ((table[i] ^ hash) >> 32 == 0) return static_cast<uint32_t>(table[i]);
    return 0;
  }

  NetHeader header_{};
  NetView view_;
};

class NetScorer {
 public:
  // `net` may be null only while training.
  explicit NetScorer(const Net* net);

  // Ask memory for what score() will look up first, once it is known.
  void fetch_lemma(uint64_t hash) const {
    if (net_) net_->fetch_lemma(hash);
  }
  void fetch_fact(uint64_t hash) const {
    if (net_) net_->fetch_fact(hash);
  }

  // logits[0]: no event, always 0; logits[t]: type t.
  void score(const NetInput& input, float (&logits)[NetShape::kTypes + 1]);

 private:
  uint32_t product(size_t role, uint32_t lemma);
  // Products of the roles' lemmas, and rows of the facts, that training has met; they return how many. Until the next call.
  int find_products(const NetInput& input, const int16_t** rows);
  uint32_t find_rows(const NetInput& input, const int8_t** rows) const;

  const Net* net_;
  std::vector<float> out_;            // kHidden x kTypes: turned, so that types are summed side by side
  std::vector<uint32_t, HugePages<uint32_t>> product_of_;  // lemma x role -> begin in products_, kNoProduct before it is asked for
  std::vector<int16_t, HugePages<int16_t>> products_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_NET_H
