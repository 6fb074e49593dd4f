// Amounts: numbers as one would compute them, and ranges with open or closed ends.
//
// News writes whole numbers and decimals, and numbers.h reads those and no more. Whoever asks for the value of an expression gets
// it here, from the numbers of a text and what stands around them:
//
//   "salib khamsa"  -5       "3/4", "3 `ala 4"  0.75       "1 3/4"  1.75       "1 234 567"       "1e10", "2^3"       ".25"
//   "akbar min 10 wa-asghar min 20"    (10, 20)      bounds said apart that enclose something are one range
//   "200 aw akthar"                    [200, open)
//   "min 200 ila 300", "200 - 300"     [200, 300)    the end is not part of a range from one number to another
//
// Nothing of this feeds claims. Total; the output is cleared first and nothing is allocated when it is warm.
#ifndef RAWI_MENTIONS_AMOUNTS_H
#define RAWI_MENTIONS_AMOUNTS_H

#include <cstdint>
#include <limits>
#include <vector>

#include "mentions/numbers.h"

namespace rawi {

struct Amount {
  Span span;
  uint32_t first = 0, last = 0;  // tokens, half open
  double value = 0, top = 0;     // of a pair both numbers; else the same
  bool percent = false;
  bool glued = false;            // part of an address
};

// Ranks and vague amounts are no amounts.
void find_amounts(const Tokens& tokens, const std::vector<NumberMention>& numbers, std::vector<Amount>& out);

struct NumberRange {
  static constexpr double kOpen = std::numeric_limits<double>::infinity();
  Span span;
  double low = -kOpen, high = kOpen;  // -kOpen, kOpen: no end
  bool low_in = false, high_in = false;  // the end belongs to the range
};

void find_number_ranges(const Tokens& tokens, const Lexicon& lexicon, const std::vector<Amount>& amounts, std::vector<NumberRange>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_AMOUNTS_H
