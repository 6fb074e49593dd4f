// Ranks: places in an order, counted from its start, from where one stands, or from its end.
//
//   "al-kitab al-thalathun" (the thirtieth book)           30 from the start
//   "al-safha al-sabiqa" (the page before)                 -1 from the current one
//   "qabl al-akhir" (the last but one), "akhir kitab"      -1, 0 from the end
// Not a rank: al-thalathun with nothing before it (thirty of them).
// Nothing of this feeds claims. Total; the output is cleared first and nothing is allocated when it is warm.
#ifndef RAWI_MENTIONS_RANKS_H
#define RAWI_MENTIONS_RANKS_H

#include <cstdint>
#include <vector>

#include "mentions/numbers.h"

namespace rawi {

enum class RankFrom : uint8_t { kStart, kCurrent, kEnd };

struct Rank {
  Span span;
  uint32_t first = 0, last = 0;  // tokens, half open
  int64_t offset = 0;
  RankFrom from = RankFrom::kStart;
};

void find_ranks(const Tokens& tokens, const Cues& cues, const std::vector<NumberMention>& numbers, std::vector<Rank>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_RANKS_H
