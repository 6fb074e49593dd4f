// Numbers: every amount and rank that a report writes in digits or words, as an exact value and an interval.
//
//   "2.5 million"                   num 2500000 den 1       min = max = 2500000
//   "at least twenty"               bound kAtLeast          min 20, max open
//   "tens of thousands"             vague                   20000 .. 99999
//   "between 20 and 30"             one mention             20 .. 30
//   "the fifteenth"                 ordinal                 num 15
// Not a number here: one half on its own is one with `fraction` set (den 2), for times need it.
// The output vector is cleared and filled in text order; nothing is allocated when it is warm.
#ifndef RAWI_MENTIONS_NUMBERS_H
#define RAWI_MENTIONS_NUMBERS_H

#include <cstdint>
#include <vector>

#include "mentions/cues.h"
#include "rawi/claim.h"

namespace rawi {

enum class Bound : uint8_t { kExact, kAbout, kAtLeast, kMoreThan, kAtMost, kLessThan, kBetween };

struct NumberMention {
  Span span;                  // the number, without bounds before it
  Span bounds;                // with the words of the bound
  uint32_t first = 0, last = 0;  // tokens of `span`, half open
  uint32_t outer = 0;         // first token of the bound, or `first`
  int64_t num = 0, den = 1;   // the value as written; of a pair the first number
  int64_t min = 0, max = 0;   // closed interval, kUnbounded: open
  Bound bound = Bound::kExact;
  bool ordinal = false;
  bool definite = false;      // with the article: the ten
  bool percent = false;
  bool vague = false;         // tens of, several
  bool vague_of = false;      // a number of: counts what follows min
  bool fraction = false;      // less than one, in words
  bool digits = false;        // only digits
  bool glued = false;         // part of a code: joined to letters or other digits by no space
  bool multiplied = false;    // has a word for thousand or more
};

void find_numbers(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, std::vector<NumberMention>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_NUMBERS_H
