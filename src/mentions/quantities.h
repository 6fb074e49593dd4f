// Quantities: how many of what. A number with its noun, a dual noun, one single person or victim.
//
//   "at least 5 soldiers"      of kTroops  people  5 .. open     noun = the token of "soldiers"
//   "three of the leaders"     of kPeople  people  3 .. 3
//   "wounding of 7"            of kOther   bare    7 .. 7        no noun: only the event can tell
//   "two rockets" (dual)       of kMunitions       2 .. 2
//   "a soldier"                of kTroops  people  single  1 .. 1
// Not quantities: years, dates, clocks, percentages, measures and calibres, ages, numbers of places, codes, ranks.
// `people`: the noun names people, so that the event decides between killed, wounded, detained and so on.
// The output vector is cleared and filled in text order.
#ifndef RAWI_MENTIONS_QUANTITIES_H
#define RAWI_MENTIONS_QUANTITIES_H

#include <cstdint>
#include <vector>

#include "mentions/numbers.h"
#include "mentions/times.h"
#include "rawi/claim.h"

namespace rawi {

inline constexpr uint32_t kNoToken = 0xffffffff;

struct QuantityMention {
  Span span;
  uint32_t first = 0, last = 0;  // tokens, half open: bounds, number, noun
  uint32_t noun = kNoToken;
  int64_t min = 0, max = 0;      // kUnbounded: open
  CountOf of = CountOf::kOther;  // as the noun alone says
  bool people = false;
  bool bare = false;             // a number without a noun
  bool single = false;           // a singular noun without a number
  bool dual = false;             // a dual noun without a number
  bool occasions = false;        // counts times: "145 times", "twice"
};

void find_quantities(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues,
                     const std::vector<NumberMention>& numbers, const std::vector<TimeMention>& times,
                     std::vector<QuantityMention>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_QUANTITIES_H
