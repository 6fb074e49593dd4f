// Independent origins: how many voices that do not rest on each other stand behind an event, as an interval.
//
// max counts apart whatever the reports do not show to be one: every named source once, every unnamed one, every report
// that tells the event in its own voice and names nobody. min counts only what must be apart: named sources that
// belong to different states, groups or bodies. Unnamed sources may be one of the named; a spokesman may be his
// ministry's voice; reprints are one report. So min is never above the truth as far as the reading is right.
#ifndef RAWI_EVENTS_ORIGINS_H
#define RAWI_EVENTS_ORIGINS_H

#include <vector>

#include "rawi/events.h"

namespace rawi {

// Of all claims in `members`; `actors`: entities that take part.
Independence count_origins(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                           const std::vector<EventMember>& members);

// The origin of a claim: the last link of its chain, else the report's credit, else -1 (its own voice).
int32_t origin_of(const EventReport& report, const EventClaim& claim);

}  // namespace rawi

#endif  // RAWI_EVENTS_ORIGINS_H
