// An event made of the strands that were joined: its claims, summary, origins and differences.
#ifndef RAWI_EVENTS_MAKE_H
#define RAWI_EVENTS_MAKE_H

#include <vector>

#include "events/cluster.h"

namespace rawi {

// Depends on nothing but the reports that have a strand in `group`, and the reprints among them.
Event make_event(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints, const std::vector<Strand>& strands, const Group& group);

}  // namespace rawi

#endif  // RAWI_EVENTS_MAKE_H
