// Times that are more than points: hours from one to another, lengths, windows that end or begin now. Used by times.cc.
//
// Readers as those of time_parser.h: from the token where they begin to the token after what they read, which is the first again, and
// nothing changed that is looked at, where nothing of their kind is there.
#ifndef RAWI_MENTIONS_TIME_SPANS_H
#define RAWI_MENTIONS_TIME_SPANS_H

#include "mentions/time_parser.h"

namespace rawi {

// The hour that ends a range of clock times: "from 1:30 to 3".
uint32_t hour_alone(const TimeParser& parser, uint32_t i, TimePoint& p);

// "from 5 to 6 in the evening", "from 3 to 3:30": the first hour is a mere number, the second shows what it is.
uint32_t read_hours(const TimeParser& parser, uint32_t i, TimeMention& m);

// What one end of a range says and the other leaves out.
void share_ends(TimeMention& m);

// A length into the mention; `about`: it is said to be rough.
inline uint32_t read_length(const TimeParser& parser, uint32_t i, TimeMention& m, bool& about) {
  return parser.read_length(i, m.unit, m.count, m.count_den, about);
}

// the last ten days, the 24 past hours, the last two weeks, the coming months.
uint32_t read_window(const TimeParser& parser, uint32_t i, TimeMention& m);

// "throughout the week", with nothing that says which week.
bool throughout(const TimeParser& parser, uint32_t i);

// "for nine hours": a length with a number, in the dual, or of one whole unit.
uint32_t read_for(const TimeParser& parser, uint32_t i, TimeMention& m);

}  // namespace rawi

#endif  // RAWI_MENTIONS_TIME_SPANS_H
