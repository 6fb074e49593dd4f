// Features that several decisions share: what stands around a word.
#ifndef RAWI_CLAIMS_FEATURES_H
#define RAWI_CLAIMS_FEATURES_H

#include <cstdint>
#include <span>

#include "claims/choice.h"
#include "claims/document.h"

namespace rawi {

// Fills document.lemma and document.category once names, times and tags are there.
void describe_words(Document& document, const std::vector<uint64_t>& lemma_of_lexeme);

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

// The frames that can hold words of a sentence: its own and those of the sentence before (a quotation may go on).
std::span<const Frame> frames_around(const Document& d, uint32_t sentence);

// The nearest finite verb before token i in its sentence, or -1.
int64_t verb_before(const Document& d, uint32_t i);

}  // namespace rawi

#endif  // RAWI_CLAIMS_FEATURES_H
