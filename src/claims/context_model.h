// The weights of the net that reads a report in context (claims/context.h), mapped from a file of their own (model/context.model;
// docs/training.md, "The context net").
//
// A ContextModel owns its mapping; opening throws Error with what to do. Any number of threads may read.
#ifndef RAWI_CLAIMS_CONTEXT_MODEL_H
#define RAWI_CLAIMS_CONTEXT_MODEL_H

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>

#include "bytes/mapped_file.h"
#include "claims/context_input.h"
#include "claims/pairing.h"

namespace rawi {

// The shape is fixed when rawi is compiled; a file of another shape is refused.
struct ContextShape {
  static constexpr uint32_t kWord = 64;      // of what a word is by itself
  static constexpr uint32_t kHidden = 128;   // of what the words around say of it: half from before, half from behind
  static constexpr uint32_t kGates = 3 * kHidden;
  static constexpr uint32_t kWindow = 3;     // words that a gate sees at once
  static constexpr uint32_t kBoth = kHidden + kWord;
  static constexpr uint32_t kPair = 64, kInner = 32, kAnswers = 16;
  static constexpr uint32_t kSections = 6;   // actor, target, place, time, chain, quantity
  static constexpr uint32_t kFacts = std::accumulate(kContextFactSizes.begin(), kContextFactSizes.end(), 0u);
};

// Matrices are [input][output].
struct ContextSection {
  using S = ContextShape;
  float trigger[S::kBoth][S::kPair], trigger_bias[S::kPair];
  float match[S::kPair][S::kPair];  // of a trigger's vector: what its candidate's should be like
  float gaps[Pairing::kGaps][S::kPair], sentences[Pairing::kSentences][S::kPair], orders[Pairing::kOrders][S::kPair];
  float inside[2][S::kPair], looks[Pairing::kLooks][S::kPair];
  float none[S::kPair];             // in place of a mention's vector
  float inner[S::kPair][S::kInner], inner_bias[S::kInner];
  float out[S::kInner][S::kAnswers], out_bias[S::kAnswers];  // a quantity's answers; of the others the first column alone
};

struct ContextWeights {
  using S = ContextShape;
  float facts[S::kFacts][S::kWord];
  float window[S::kWindow][S::kWord][S::kGates], window_bias[S::kGates];  // gates: input, forget, output
  float mention[S::kBoth][S::kPair], mention_bias[S::kPair], before[S::kHidden][S::kPair];
  ContextSection sections[S::kSections];
  float status_inner[S::kBoth][S::kInner], status_bias[S::kInner], status_out[S::kInner][S::kAnswers], status_out_bias[S::kAnswers];
};

class ContextModel {
 public:
  explicit ContextModel(const std::string& path);
  ContextModel(const ContextModel&) = delete;
  ContextModel& operator=(const ContextModel&) = delete;

  const ContextWeights& weights() const { return *weights_; }
  uint32_t lemmas() const { return lemmas_; }
  // 0: no lemma that training met.
  uint32_t row_of(uint64_t lemma) const {
    for (uint64_t i = lemma & (table_.size() - 1); table_[i]; i = (i + 1) & (table_.size() - 1))
      if ((table_[i] ^ lemma) >> 32 == 0) return static_cast<uint32_t>(table_[i]);
    return 0;
  }
  const int8_t* row(uint32_t lemma) const { return &rows_[size_t{lemma} * ContextShape::kWord]; }
  float unit() const { return unit_; }  // of a row
  std::string_view version() const { return version_; }

 private:
  MappedFile file_;
  const ContextWeights* weights_ = nullptr;
  std::span<const uint64_t> table_;  // open addressing: (upper half of the hash) << 32 | row; 0 is empty
  std::span<const int8_t> rows_;
  uint32_t lemmas_ = 0;
  float unit_ = 0;
  std::string version_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_MODEL_H
