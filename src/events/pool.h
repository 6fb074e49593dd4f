// The reports that count now, as far as a step needs them: loaded from the ledger when they are asked for.
//
// Ownership: a Pool lives for one step and hands out references that stay good for its life, but for full(): the last
// few hundred of those do. One thread.
#ifndef RAWI_EVENTS_POOL_H
#define RAWI_EVENTS_POOL_H

#include <list>
#include <unordered_map>
#include <vector>

#include "events/tables.h"

namespace rawi {

class Pool {
 public:
  explicit Pool(EventTables& tables) : tables_(tables) {}

  struct Kept {
    EventReport head;                          // name, outlet and publication; no sentences, claims or sources
    std::vector<Strand> strands;               // weighed
    std::vector<std::vector<Ground>> grounds;  // per strand
  };
  const Kept& at(int64_t reading);
  const Strand& strand(StrandId id) { return at(reading_of(id)).strands[number_of(id)]; }
  const EventReport& full(int64_t reading);

  // Whether a stands before b in the canonical order: by the report's name, then by number.
  bool before(StrandId a, StrandId b);

  // Strands made of a report as it is kept, not weighed.
  std::vector<Strand> strands_of(int64_t reading, const std::string& marks);

 private:
  uint32_t seen(int32_t week, uint64_t word);

  EventTables& tables_;
  std::unordered_map<int64_t, Kept> kept_;
  std::list<std::pair<int64_t, EventReport>> full_;  // newest first
  std::unordered_map<int64_t, std::list<std::pair<int64_t, EventReport>>::iterator> full_at_;
  std::unordered_map<int32_t, std::unordered_map<uint64_t, uint32_t>> common_;  // week: words that many reports have
};

}  // namespace rawi

#endif  // RAWI_EVENTS_POOL_H
