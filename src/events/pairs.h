// The pairs of strands that look alike, of all reports at once. (events/keeper.h finds them report by report.)
#ifndef RAWI_EVENTS_PAIRS_H
#define RAWI_EVENTS_PAIRS_H

#include <vector>

#include "events/cluster.h"

namespace rawi {

// Weighs the strands first, by what the reports of their week have in common. They stand in the order of reports.
std::vector<ScoredPair> find_pairs(std::vector<Strand>& strands, const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints);

}  // namespace rawi

#endif  // RAWI_EVENTS_PAIRS_H
