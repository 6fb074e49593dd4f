// A person's word on events: merge, split, exclude.
//
//   merge     the claims named tell one event (side 0)
//   split     those of side 1 tell one event, and another one than those of side 0
//   exclude   those of side 1 do not belong with those of side 0
// A newer word outweighs an older one. It names claims by report and words, so that it holds however often the report is
// read again. Clustering heeds it in two places: claims of different sides are never put into one strand
// (find_strands), and groups of different sides are never joined (join_strands). Pure functions.
#ifndef RAWI_EVENTS_DECISIONS_H
#define RAWI_EVENTS_DECISIONS_H

#include <string>
#include <vector>

#include "rawi/events.h"

namespace rawi {

// What decisions say of one claim.
struct Mark {
  int64_t decision = 0;
  DecisionKind kind = DecisionKind::kMerge;
  uint8_t side = 0;

  bool operator==(const Mark&) const = default;
};
using ClaimMarks = std::vector<std::vector<Mark>>;  // per claim of a report, by rising decision; empty: none at all

// Of the claims of `report` whose triggers overlap the words decided on.
ClaimMarks marks_of(const EventReport& report, const std::vector<Decision>& decisions);

// Claims with different numbers are never of one strand.
uint64_t apart(const std::vector<Mark>& marks);

std::string packed_marks(const ClaimMarks& marks);   // as text; empty: none
ClaimMarks unpacked_marks(std::string_view text, size_t claims);

}  // namespace rawi

#endif  // RAWI_EVENTS_DECISIONS_H
