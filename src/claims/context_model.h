// The weights of the net that reads a report in context (claims/context.h), mapped from a file of their own (model/context.model;
// docs/training.md, "The context net").
//
// Everything is in whole numbers, so that the same scores come out everywhere. A vector's numbers are worth a kUnits-th each; a matrix has
// a unit of its own. Sums of products fit 32 bits: no number of a matrix is above kMostWeight, none of a vector above kMostValue.
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
  static constexpr uint32_t kEventHidden = 48, kTypes = 16, kEvent = kEventHidden + kTypes;
  static constexpr uint32_t kFacts = std::accumulate(kContextFactSizes.begin(), kContextFactSizes.end(), 0u);
  static constexpr int kUnits = 256, kMostValue = 4095, kMostWeight = 2047;
};

// out = bias + unit * (rows times in), in floats; `unit` has the vector's in it.
template <uint32_t kIn, uint32_t kOut>
struct ContextMatrix {
  static constexpr uint32_t kSize = kIn, kCount = kOut;

  int16_t rows[kOut][kIn];
  float bias[kOut];
  float unit, unused[7];
};

// Rows are vectors.
struct ContextSection {
  using S = ContextShape;
  ContextMatrix<S::kBoth, S::kPair> trigger;
  ContextMatrix<S::kPair, S::kPair> match;  // of a trigger's vector: what its candidate's should be like
  int16_t gaps[Pairing::kGaps][S::kPair], sentences[Pairing::kSentences][S::kPair], orders[Pairing::kOrders][S::kPair];
  int16_t inside[2][S::kPair], looks[Pairing::kLooks][S::kPair];
  int16_t none[S::kPair];                   // in place of a mention's vector
  ContextMatrix<S::kPair, S::kInner> inner;
  ContextMatrix<S::kInner, S::kAnswers> out;  // a quantity's answers; of the others the first alone
};

struct alignas(64) ContextWeights {  // a row behind them is a line of the cache
  using S = ContextShape;
  int16_t facts[S::kFacts][S::kWord];
  ContextMatrix<S::kWord, S::kWindow * S::kGates> window;  // by half, word of the window, gate (input, forgetting, output) and channel
  ContextMatrix<S::kBoth, S::kPair> mention;
  ContextMatrix<S::kHidden, S::kPair> before;
  ContextSection sections[S::kSections];
  ContextMatrix<S::kBoth, S::kInner> status_inner;
  ContextMatrix<S::kInner, S::kAnswers> status_out;
  ContextMatrix<S::kBoth, S::kEvent> event;                // hidden units, then types; the facts of claims/event_input.h are added
  ContextMatrix<S::kEventHidden, S::kTypes> event_out;
  float shares[8];  // of what the linear model says: of each section, then of status; the last is unused
};

class ContextModel {
 public:
  using S = ContextShape;

  explicit ContextModel(const std::string& path);
  ContextModel(const ContextModel&) = delete;
  ContextModel& operator=(const ContextModel&) = delete;

  const ContextWeights& weights() const { return *weights_; }
  uint32_t lemmas() const { return lemmas_; }
  // The row of a lemma, of an event's fact; 0: none that training met.
  uint32_t lemma(uint64_t hash) const { return find(lemma_table_, hash); }
  uint32_t event_fact(uint64_t hash) const { return find(event_table_, hash); }
  void fetch_event_fact(uint64_t hash) const { __builtin_prefetch(&event_table_[hash & (event_table_.size() - 1)]); }
  const int8_t* lemma_row(uint32_t lemma) const { return &lemma_rows_[size_t{lemma} * S::kWord]; }
  const int8_t* event_row(uint32_t fact) const { return &event_rows_[size_t{fact} * S::kEvent]; }
  int lemma_units() const { return lemma_units_; }  // how many of a vector's units one of a lemma's row is
  int event_units() const { return event_units_; }  // and one of a fact's
  std::string_view version() const { return version_; }

 private:
  static uint32_t find(std::span<const uint64_t> table, uint64_t hash) {
    for (uint64_t i = hash & (table.size() - 1); table[i]; i = (i + 1) & (table.size() - 1))
      if ((table[i] ^ hash) >> 32 == 0) return static_cast<uint32_t>(table[i]);
    return 0;
  }

  MappedFile file_;
  const ContextWeights* weights_ = nullptr;
  std::span<const uint64_t> lemma_table_, event_table_;  // open addressing: (upper half of the hash) << 32 | row; 0 is empty
  std::span<const int8_t> lemma_rows_, event_rows_;
  uint32_t lemmas_ = 0;
  int lemma_units_ = 0, event_units_ = 0;
  std::string version_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_MODEL_H
