// Settles where and when the claims of a report took place, together.
//
// A first look decides claim by claim, from what stands around each; it keeps the values that it was not sure of (weigh). The
// second look (settle_places, settle_times) goes over all claims again with what the first thought of the others: the claims
// before and after, those of the same word, of the same type, of the same day or place, and of most. It adds to the scores of
// the first look (stacking: Wolpert, Neural Networks 5, 1992; Cohen, Carvalho: Stacked sequential learning, IJCAI 2005), so it
// is learned on first looks at reports that the weights of the first look have not seen (tools/train/rounds.h).
//
// Linear in claims; nothing allocated when warm.
#ifndef RAWI_CLAIMS_SETTLE_H
#define RAWI_CLAIMS_SETTLE_H

#include "claims/decider.h"

namespace rawi {

// What a place or a time says, whatever mention says it; times of one day say the same. 0: none.
uint64_t place_key(const Document& document, uint32_t place);
uint64_t time_key(const Document& document, uint32_t time);

// Fills document.prominent_places and prominent_times.
void find_prominent(Document& document);

// The first look: the mention to take for a claim's place or time, or kNobody, among the decider's candidates, whose features
// are given. The scores of mentions that say one thing are joined; what is worth a second look is appended to `weighed`.
uint32_t weigh(Decider& decider, uint32_t token, uint64_t (*key)(const Document&, uint32_t), Weighed& weighed);

// The second look, for document.told: replaces Told::place, and Told::time.
void settle_places(Decider& decider);
void settle_times(Decider& decider);

}  // namespace rawi

#endif  // RAWI_CLAIMS_SETTLE_H
