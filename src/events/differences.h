// Differences between the claims of one event: contradictions, revisions, and what only looks like one; denials; drift.
//
// Numbers are compared for the same thing counted and the same group: intervals that overlap are compatible ("at least
// 5" and 7); a later figure of the same origin, or a later and greater one, is a revision. A report's parts (3 here, 4
// there) are not compared with its own sum: a report's figure for a count is the greatest it gives for the event.
#ifndef RAWI_EVENTS_DIFFERENCES_H
#define RAWI_EVENTS_DIFFERENCES_H

#include <vector>

#include "rawi/events.h"

namespace rawi {

std::vector<Difference> find_differences(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                                         const std::vector<EventMember>& members);

std::vector<Drift> find_drifts(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                               const std::vector<EventMember>& members);

}  // namespace rawi

#endif  // RAWI_EVENTS_DIFFERENCES_H
