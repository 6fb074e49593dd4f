// A quasi-recurrent net (Bradbury, Merity, Xiong, Socher: Quasi-Recurrent Neural Networks, ICLR 2017) that reads a report from both ends
// and says of a word whether it evokes an event, and of which type; and for a trigger and the candidates of a decision, how well they go
// together. This is added to what the features say (claims/choice.h).
//
//   word    = row of the lemma + rows of its facts (form, category, where it stands)
//   gates   = window over three words;  z = bend(.), f and o = 1/2 + bend(. / 2) / 2;  bend(x) = x - x |x| / 4, level beyond 2: nearly tanh
//   c       = f * c of the word before (or behind) + (1 - f) * z;   hidden = o * c;   both = (hidden, word)
//   event   = types of both and of the facts of claims/event_input.h, by way of a few hidden units and without
//   score   = a small net over the trigger's vector, the mention's and their Pairing (claims/pairing.h)
//
// In that simplest form a word would cost 74 thousand products. So (1) the product of a lemma's row with the window is kept, and that of a
// set of facts: a word's gates are the sum of six rows; (2) a mention's vector is made when it is first asked for; (3) a huge report is read
// in parts, so that memory stays bounded: of a mention in another part than the trigger, nothing but its word is seen. All is in whole numbers (context_model.h): sixteen at once, and the same scores everywhere.
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
#include "claims/event_input.h"

namespace rawi {

class ContextReader {
 public:
  using S = ContextShape;

  explicit ContextReader(const ContextModel* model);  // null only while training: it says nothing

  // Begins a report; it is read when it is first asked about, its frames found by then.
  void begin(const Document& document);
  bool reads() const { return model_ != nullptr; }

  // How much of what the linear model says counts beside what this says; 1: all. As much of actor as of target.
  float share(Section section) const;
  // Log odds of each type of event, from 1; logits[0], no event, is 0.
  void events(uint32_t token, const EventInput& input, float (&logits)[S::kTypes + 1]);
  // Asks memory for what events() will look up first.
  void fetch_fact(uint64_t fact) const {
    if (model_) model_->fetch_event_fact(fact);
  }
  // Which candidates are asked about: those of kNo and kTaken get kUnasked; kTaken is not counted among the orders (pairing.h), either.
  enum class Open : uint8_t { kNo, kYes, kTaken };
  static constexpr float kUnasked = -100;
  // Log odds, one a candidate, until the next call. Sections as in pairing.h.
  std::span<const float> scores(Section section, uint32_t token, std::span<const uint32_t> candidates, std::span<const Open> open);
  // Of what a quantity counts: the candidates are CountOf or kNobody; `item` as in oracle.h.
  std::span<const float> counts(uint32_t token, uint32_t item, std::span<const uint32_t> candidates);
  // Of the four statuses.
  std::span<const float> statuses(uint32_t token);

 private:
  static constexpr uint32_t kRow = S::kWindow * S::kGates;
  static constexpr uint32_t kNoRow = 0xffffffff;
  static constexpr uint32_t kPart = 1 << 14, kMargin = 256;  // tokens that are read at once; and of the parts beside, for what they say of them
  // Products of sets of facts with the window, by the set; the first row is zero.
  struct FactProducts {
    std::vector<uint64_t> keys;  // open addressing
    std::vector<uint32_t> rows_of;
    std::vector<int8_t, HugePages<int8_t>> rows;

    void clear();
    void grow();
    // The place of a set in `keys`, or where it would stand.
    size_t place(uint64_t key) const;
  };

  void read(uint32_t first);
  void read_half(uint32_t half);
  void fetch(size_t word, size_t first) const;
  bool has(uint32_t token) const { return token >= from_ && token < to_; }
  size_t at(uint32_t token) const { return token - from_; }
  uint32_t lemma_product(uint32_t lemma);
  uint32_t facts_product(const ContextFacts& facts);
  void lemma_vector(uint32_t lemma, int16_t* out) const;
  void fact_vectors(const ContextFacts& facts, const int16_t** out) const;
  void both_of(uint32_t token, int16_t* out) const;
  // The same of a trigger, whose part of the report is read first, unless it is the one that was read last.
  void trigger_of(uint32_t token, int16_t* out);
  uint32_t find_rows(const EventInput& input, const int8_t** rows) const;
  const int16_t* mention_of(uint32_t head);
  const int16_t* before_of(uint32_t token);
  void pair(const ContextSection& section, const int16_t* trigger, const Pairing& p, int16_t* inner);

  const ContextModel* model_;
  const Document* document_ = nullptr;
  uint32_t first_ = 0, last_ = 0;                        // the part that was read; none: empty
  uint32_t from_ = 0, to_ = 0;                           // the same with margins: what is "per token" below
  std::vector<uint32_t> lemma_rows_of_;                  // per lemma of the model: where its product begins in lemma_rows_, or kNoRow
  std::vector<int8_t, HugePages<int8_t>> lemma_rows_;    // the first is zero
  FactProducts fact_products_;
  std::vector<uint8_t> stands_;                          // per token of the report
  std::vector<uint32_t> lemma_of_;                       // per token: row in the model
  std::vector<uint32_t> lemma_product_of_, facts_product_of_;  // per token, and one more at each end
  std::vector<int16_t> hidden_;                          // per token
  std::vector<int32_t> mention_at_, before_at_;          // per token: where its vector begins in vectors_, or -1
  std::vector<int16_t> vectors_;
  std::vector<float> out_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_H
