// A quasi-recurrent net (Bradbury, Merity, Xiong, Socher: Quasi-Recurrent Neural Networks, ICLR 2017) that reads a report from both ends
// and says, for a trigger and the candidates of a decision, how well they go together. What it says is added to what the features say
// (claims/choice.h).
//
//   word    = row of the lemma + rows of its facts (form, category, where it stands)
//   gates   = window over three words;  z = tanh, f and o = logistic
//   c       = f * c of the word before (or behind) + (1 - f) * z;   hidden = o * tanh(c)
//   score   = a small net over the trigger's vector, the mention's and their Pairing (claims/pairing.h)
//
// In that simplest form a word would cost 74 thousand products. So (1) the product of a lemma's row with the window is kept,
// and that of a set of facts: whole numbers, which are added up for each word; (2) a mention's vector is made when it is first
// asked for. Sums are in one order whatever the processor: the same scores everywhere.
//
// One ContextReader a thread; steady reading allocates nothing.
#ifndef RAWI_CLAIMS_CONTEXT_H
#define RAWI_CLAIMS_CONTEXT_H

#include <cstdint>
#include <span>
#include <vector>

#include "bytes/huge_pages.h"
#include "claims/choice.h"
#include "claims/context_model.h"
#include "claims/document.h"

namespace rawi {

class ContextReader {
 public:
  // Longer reports are read without: memory stays bounded.
  static constexpr uint32_t kMostTokens = 1 << 15;

  explicit ContextReader(const ContextModel* model);  // null: none

  // Begins a report; it is read when it is first asked about, its frames found by then.
  void begin(const Document& document);
  bool reads() const { return model_ && document_; }

  // Log odds, one a candidate, until the next call. Sections as in pairing.h; `without` gets 0, and is not counted among the orders.
  std::span<const float> scores(Section section, uint32_t token, std::span<const uint32_t> candidates, size_t without);
  // Of what a quantity counts: the candidates are CountOf or kNobody; `item` as in oracle.h.
  std::span<const float> counts(uint32_t token, uint32_t item, std::span<const uint32_t> candidates);
  // Of the four statuses.
  std::span<const float> statuses(uint32_t token);

 private:
  using S = ContextShape;
  static constexpr uint32_t kRow = S::kWindow * S::kGates;
  // Products by what they are of, in sets of two: the first comer stays, others take turns.
  struct Products {
    static constexpr uint64_t kNone = ~uint64_t{0};
    std::vector<uint64_t, HugePages<uint64_t>> keys;
    std::vector<int16_t, HugePages<int16_t>> rows;

    void resize(uint32_t count);  // a power of two
    int16_t* at(uint64_t key, bool& fresh);
  };

  void read();
  void add_products(uint32_t token);
  void multiply(const float* word, int16_t* row) const;
  const int16_t* lemma_product(uint64_t lemma);
  const int16_t* facts_product(const ContextFacts& facts);
  void lemma_word(uint64_t row, float* out) const;
  void add_facts(const ContextFacts& facts, float* out) const;
  void both_of(uint32_t token, float* out) const;
  const float* mention_of(uint32_t head);
  const float* before_of(uint32_t token);
  void trigger_of(const ContextSection& section, uint32_t token, float* out) const;
  void pair(const ContextSection& section, const float* trigger, const Pairing& p, float* inner);

  const ContextModel* model_;
  const Document* document_ = nullptr;
  bool is_read_ = false;
  Products lemmas_, facts_;                   // of lemmas; of sets of facts
  std::vector<int16_t, HugePages<int16_t>> fact_rows_;  // of single facts
  std::vector<uint8_t> fact_known_;
  std::vector<uint8_t> stands_;               // per token
  std::vector<int16_t> gates_;                // per token
  std::vector<float> hidden_;                 // per token
  std::vector<int32_t> mention_at_, before_at_;  // per token: where its vector begins in vectors_, or -1
  std::vector<float> vectors_, out_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_H
