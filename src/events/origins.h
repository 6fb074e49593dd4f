// Independent origins: how many voices that do not rest on each other stand behind an event, as an interval.
//
// max counts apart whatever the reports do not show to be one: every named source once (a body, who speaks for it and who leads
// it are one), every unnamed one, every agency credited, every report that tells the event in its own voice and names nobody.
// min counts only what must be apart: states, groups and bodies, of one state the persons or the bodies that are named twice;
// all agencies and papers that tell it themselves as one. Unnamed sources may be one of the named; reprints are one report; what
// hardly names anybody counts nowhere. So min is never above the truth as far as the reading is right. Where several reports
// tell the event, only what more than one of them tells, at its place and day, is asked about.
#ifndef RAWI_EVENTS_ORIGINS_H
#define RAWI_EVENTS_ORIGINS_H

#include <vector>

#include "rawi/events.h"

namespace rawi {

// Of all claims in `members`; `place`, `days`: of the event.
Independence count_origins(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                           const std::vector<EventMember>& members, const EventPlace& place, DayRange days);

// The origin of a claim: the last link of its chain, else the report's credit, else -1 (its own voice).
int32_t origin_of(const EventReport& report, const EventClaim& claim);

// Who tells a claim: its origin, or the report itself.
struct Teller {
  std::string name;   // empty: the report's own voice
  std::string key;    // the same for the same teller, in whatever report where that can be known
  std::string party;  // empty: unknown
  bool named = false;
  bool agency = false;
};
Teller teller_of(const std::vector<EventReport>& reports, const EventMember& member);

}  // namespace rawi

#endif  // RAWI_EVENTS_ORIGINS_H
