// Features that several decisions share: what stands around a word.
#ifndef RAWI_CLAIMS_FEATURES_H
#define RAWI_CLAIMS_FEATURES_H

#include <cstdint>
#include <span>
#include <vector>

#include "claims/choice.h"
#include "claims/document.h"

namespace rawi {

// What every word of a lexeme has in common, worked out when one is first met. One a thread.
class LexemeLooks {
 public:
  explicit LexemeLooks(const Lexicon& lexicon) : lexicon_(lexicon), looks_(lexicon.lexeme_count()) {}

  void fetch(uint32_t lexeme) const { __builtin_prefetch(&looks_[lexeme]); }
  uint64_t lemma(uint32_t lexeme) { return look(lexeme).lemma; }
  Category category(uint32_t lexeme, bool finite) { return finite ? look(lexeme).as_verb : look(lexeme).as_noun; }

 private:
  struct Look {
    uint64_t lemma = 0;
    Category as_verb = Category::kUnknown, as_noun = Category::kUnknown;
    bool known = false;
  };
  const Look& look(uint32_t lexeme) {
    Look& l = looks_[lexeme];
    if (!l.known) find(lexeme, l);
    return l;
  }
  void find(uint32_t lexeme, Look& look) const;

  const Lexicon& lexicon_;
  std::vector<Look> looks_;
};

// Fills document.lemma, category, stops, verb_before and verb_after once names, times and tags are there.
void describe_words(Document& document, LexemeLooks& looks);

// Fills document.phrase_of and phrase_from.
void index_phrases(Document& document);

// Distances in few steps: 0 1 2 3 4-5 6-8 9-13 14-21 22+.
constexpr uint64_t bucket(uint32_t n) {
  return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : 8;
}

// The lemma of token i, or a fixed number outside the sentence [first, last).
inline uint64_t lemma_at(const Document& d, int64_t i, const Sentence& s) {
  if (i < s.first) return 11;
  if (i >= s.last) return 12;
  return d.lemma[static_cast<size_t>(i)];
}
inline uint64_t category_at(const Document& d, int64_t i, const Sentence& s) {
  if (i < s.first) return 101;
  if (i >= s.last) return 102;
  return static_cast<uint64_t>(d.category[static_cast<size_t>(i)]);
}

// Shape, clitics and definiteness of a word as one number.
inline uint64_t form_of(const Tag& t) {
  return static_cast<uint64_t>(t.feats.shape()) | static_cast<uint64_t>(t.proclitics) << 3 | (t.suffix ? 1ull << 12 : 0) |
         static_cast<uint64_t>(t.pos) << 13;
}

// What stands at tokens [first, last): bits of Stop.
inline uint64_t stops_between(const Document& d, uint32_t first, uint32_t last) {
  uint8_t bits = 0;
  for (uint32_t k = first; k < last; ++k) bits |= d.stops[k];
  return bits;
}

// The frames that can hold words of a sentence: its own and those of the sentence before (a quotation may go on).
std::span<const Frame> frames_around(const Document& d, uint32_t sentence);

}  // namespace rawi

#endif  // RAWI_CLAIMS_FEATURES_H
