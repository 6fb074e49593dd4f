// Differences between the claims of one event: contradictions, revisions, and what only looks like one; denials; drift.
//
// Numbers (figures.cc) are compared for the same thing counted: intervals that overlap are compatible ("at least 5" and
// 7), as are figures of another window of days, of a part of those counted, or of another size altogether; a later figure of
// the same origin, or a later and greater one, is a revision. A report's parts (3 here, 4 there), whoever tells them, are not
// compared with the sum in its own voice, and figures of its sources only where two sides give them or they are nearly the same.
// Other values (values.cc) are compared for one word of the event, where reports say them in its own sentence and early.
#ifndef RAWI_EVENTS_DIFFERENCES_H
#define RAWI_EVENTS_DIFFERENCES_H

#include <vector>

#include "rawi/events.h"

namespace rawi {

std::vector<Difference> find_differences(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                                         const std::vector<EventMember>& members);

// Parts of it.
void compare_figures(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out);
void compare_values(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out);
void compare_denials(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out);

std::vector<Drift> find_drifts(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                               const std::vector<EventMember>& members);

// Whether both intervals can hold one number.
bool compatible(const EventNumber& a, const EventNumber& b);

// Adds a claim, and who tells it, to a side.
void put(const std::vector<EventReport>& reports, const EventMember& member, Side& side);

}  // namespace rawi

#endif  // RAWI_EVENTS_DIFFERENCES_H
