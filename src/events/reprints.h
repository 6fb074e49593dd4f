// Copied and lightly edited text across reports.
//
// Sentences are cut into shingles of words; of each run of shingles the smallest hash is kept (winnowing: Schleimer,
// Wilkerson, Aiken 2003), so any passage of kShingle + kWindow - 1 words in common is met in an index by hash, and a
// report costs by what it shares. Prints are looked for among reports of the same month and those on either side: copies are
// made while it is news, and a ledger of many years costs no more than one of a few months. Reports without a date are
// looked for among themselves. A pair that shares enough hashes is aligned sentence by sentence. Prints that very
// many reports have (page furniture) lead to no pair. Pure functions.
#ifndef RAWI_EVENTS_REPRINTS_H
#define RAWI_EVENTS_REPRINTS_H

#include <vector>

#include "rawi/events.h"

namespace rawi {

inline constexpr size_t kShingle = 4, kWindow = 8;

// The kept prints of a report, sorted, each once.
std::vector<uint64_t> winnow(const EventReport& report);

// Where a print is kept and looked for. Months are of 30 days.
struct PrintPlace {
  uint64_t print = 0;
  int32_t month = 0;
  uint64_t key() const;
  std::vector<uint64_t> near() const;  // the keys of its month and of those on either side
};
std::vector<PrintPlace> placed_prints(const EventReport& report);

// Aligns the sentences of two reports; `shared` is of the shorter one's sentences that count (four words or more).
Reprint align(const EventReport& a, const EventReport& b);

inline constexpr size_t kMostReports = 64;  // a print in more reports of a month is page furniture
inline constexpr int kFewestPrints = 2;     // in common, to be worth aligning

// Aligns a and b, and says who likely copied whom; false: less than half of the shorter one is shared.
bool is_reprint(const EventReport& a, const EventReport& b, uint32_t number_a, uint32_t number_b, Reprint& out);

// All pairs of which at least half of the shorter one is shared, in canonical order.
std::vector<Reprint> find_reprints(const std::vector<EventReport>& reports);

}  // namespace rawi

#endif  // RAWI_EVENTS_REPRINTS_H
