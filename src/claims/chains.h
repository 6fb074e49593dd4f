// Chains: in whose words a claim stands, from the medium nearest to the reader to the origin.
#ifndef RAWI_CLAIMS_CHAINS_H
#define RAWI_CLAIMS_CHAINS_H

#include <vector>

#include "claims/decider.h"

namespace rawi {

// The frame whose words the trigger belongs to: an index into document.frames, or kNobody (the report's own voice).
uint32_t decide_frame(Decider& decider, const Trigger& trigger);

// Appends the links of a frame, nearest to the reader first; returns how many.
uint32_t append_links(const Document& document, uint32_t frame, std::vector<Link>& out);

// Who claims responsibility ends the chain (the guide's decision 6): appends the phrase's link to the last `links` of `out`, which are
// the claim's, unless they have it; returns how many.
uint32_t append_claimant(Document& document, uint32_t phrase, uint32_t links, std::vector<Link>& out);

}  // namespace rawi

#endif  // RAWI_CLAIMS_CHAINS_H
