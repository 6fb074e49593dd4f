// Clustering: strands of many reports into events.
//
// Pairs of strands are met in buckets (family x day bucket x a place or a name that both have), scored with reasons, and
// joined from the best pair down where the whole of what is joined stays consistent in place and day. The order of pairs
// is by score, then by the strands' canonical order, so the result depends on the set of reports alone; and it
// falls apart along pairs above the threshold, so that a new report changes only the groups it is paired with.
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

inline constexpr float kSure = 5.0f, kPossible = 3.8f;

struct Group {
  std::vector<uint32_t> strands;  // sorted
  std::vector<EventMember> possible;
};
std::vector<Group> group_strands(const std::vector<Strand>& strands, const std::vector<EventReport>& reports,
                                 const std::vector<Reprint>& reprints);

}  // namespace rawi

#endif  // RAWI_EVENTS_CLUSTER_H
