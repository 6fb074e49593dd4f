// Clustering: strands of many reports into events.
//
// Strands that meet (meet.h) are scored with reasons, and joined from the best pair down where the whole of what is
// joined stays consistent in place and day. The order of pairs is by score, then by the strands' canonical order, so the
// result depends on the set of reports alone; and it falls apart along pairs above the threshold, so that a new
// report changes only the groups it is paired with.
#ifndef RAWI_EVENTS_CLUSTER_H
#define RAWI_EVENTS_CLUSTER_H

#include <vector>

#include "events/strands.h"
#include "rawi/events.h"

namespace rawi {

struct PairScore {
  float score = 0;
  const char* reason = "";  // the strongest ground
  bool copy = false;        // of shared text
};

// How much two strands look like one event; 0 where place, day or family exclude it. `shared`: of their reports' text.
PairScore compare(const Strand& a, const Strand& b, const EventReport& ra, const EventReport& rb, float shared);

inline constexpr float kSure = 4.4f, kPossibly = 3.8f;

// Two strands that look alike: at least kPossibly. a < b in the canonical order of strands (report, then number).
struct ScoredPair {
  uint32_t a = 0, b = 0;
  PairScore score;
};

struct Group {
  std::vector<uint32_t> strands;  // sorted
  std::vector<EventMember> possible;
};

// Joins from the best pair down. What pairs at least kSure do not connect does not change one another's groups.
std::vector<Group> join_strands(const std::vector<Strand>& strands, std::vector<ScoredPair> pairs);

}  // namespace rawi

#endif  // RAWI_EVENTS_CLUSTER_H
