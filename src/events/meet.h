// How strands meet, and what the pool of reports changes in them.
//
// All that joins reports is made of five pure parts, so that events kept in a ledger can be made anew piece by piece and
// come out as if all had been made at once. Whoever changes clustering keeps to this:
//   1. a report's strands follow from the report alone (find_strands);
//   2. the pool changes a strand only by weigh(): in how many reports of its week of publication a word stands, in steps;
//   3. two strands are compared only where meet() says so; besides both strands it depends on which cells are crowded;
//   4. compare() and align() look at nothing but the two strands and reports;
//   5. joining (cluster.h) looks at nothing outside of what pairs connect.
// Pure functions.
#ifndef RAWI_EVENTS_MEET_H
#define RAWI_EVENTS_MEET_H

#include <cstdint>
#include <functional>
#include <vector>

#include "events/strands.h"
#include "rawi/events.h"

namespace rawi {

inline constexpr int32_t kBucketDays = 8;
inline constexpr int32_t kMostBuckets = 5;    // a window goes on no longer
inline constexpr size_t kMostInCell = 256;    // a ground that so many strands of a bucket have tells nothing

uint64_t blend(uint64_t a, uint64_t b);

// The week (of eight days) of publication; 0: not known.
int32_t week_of(const EventReport& report);

// The words of a report that count for others of its week: those of its strands, sorted.
std::vector<uint64_t> words_of(const std::vector<Strand>& strands);

// What the weight of a word in so many reports of a week is divided by: in wide steps, so that it seldom changes.
float common_as(uint32_t reports);
void weigh(Strand& strand, const std::function<uint32_t(uint64_t word)>& reports_of_week);

// The buckets in which a strand may have happened, both ends included.
struct Buckets {
  int32_t first = 0, last = 0;
  bool overlaps(Buckets o) const { return o.first <= last + 1 && first <= o.last + 1; }
};
Buckets buckets_of(const Strand& strand);
// Strands that overlap `b` begin in these.
inline Buckets beginnings_near(Buckets b) { return {b.first - kMostBuckets, b.last + 1}; }

// What strands meet by: a place or a name, of one family. A cell is a ground in one bucket, where windows begin.
struct Ground {
  uint64_t key = 0, word = 0;  // word 0: a place
};
std::vector<Ground> grounds_of(const Strand& strand);            // whatever words weigh in their week: sorted by key
bool counts(const Ground& ground, const Strand& weighed);         // a name that half the week has does not

}  // namespace rawi

#endif  // RAWI_EVENTS_MEET_H
