// All events of one state of the ledger in memory, as much of each as lists, maps, timelines and facets ask for.
//
// The ledger answers what needs its indices (words, names); everything else is one walk over these rows, so that a filter
// costs milliseconds whatever it is made of. 60,000 events take about 30 MB. A Board does not change: when the ledger
// has grown, Boards makes the next one from what is new and shares the rows that stayed.
#ifndef RAWI_SERVER_BOARD_H
#define RAWI_SERVER_BOARD_H

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "rawi/events.h"
#include "rawi/policies.h"
#include "server/readers.h"

namespace rawi::server {

// Names are kept for the life of the program (rawi::lasting): equal names are one pointer.
using Name = const char*;

struct BoardEvent {
  int64_t state = 0;
  std::string id;
  Plover type = Plover::kNone;
  uint8_t statuses = 0;               // a bit each
  uint16_t weapons = 0;
  int64_t place = 0;                  // row of `entity`; 0: none
  Name place_name = nullptr;          // its entity id
  int64_t time_from = 0;              // as event_state's: what lists are ordered by
  DayRange days;                      // of the event; not known: undated
  DayRange published;                 // of an undated event: of its first report
  uint32_t claims = 0, possible = 0, reports = 0;
  int min = 0, max = 0;               // independent origins
  uint32_t contradictions = 0;
  int64_t first_claim = 0;
  std::vector<Name> actors;           // entity ids of who acts or is acted on, each once
  std::vector<Name> outlets;          // those that have a name
  std::vector<Name> grades;           // "policy:grade"
  std::vector<int64_t> sources;       // in the chain of one of its claims, rising

  DayRange shown() const { return days.known() ? days : published; }
};

struct Board {
  int64_t batch = -1;
  std::vector<std::shared_ptr<const BoardEvent>> events;      // the newest first
  std::unordered_map<int64_t, LedgerEntity> entities;         // by row; those that were there then
  std::unordered_map<Name, int64_t> entity_row;               // the last row of an entity id

  const LedgerEntity* entity(int64_t row) const;
  const BoardEvent* called(const std::string& id) const;
  std::unordered_map<std::string, size_t> by_id;
};

class Boards {
 public:
  explicit Boards(std::vector<Policy> policies) : policies_(std::move(policies)) {}
  // The board of that batch, as the lease sees the ledger; made when nobody has asked for it before.
  std::shared_ptr<const Board> at(const Lease& lease, int64_t batch);
  const std::vector<Policy>& policies() const { return policies_; }

 private:
  std::shared_ptr<const Board> make(const Lease& lease, int64_t batch, const Board* near) const;

  std::vector<Policy> policies_;
  std::mutex mutex_;  // held while a board is made: who asks for the same one waits
  std::vector<std::shared_ptr<const Board>> made_;  // the last few, the latest asked for first
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_BOARD_H
