// What people said, as the API tells it: decisions on events (src/events/decisions.h) and notes (src/ledger/notes.h) in one log.
//
// A correction's id is "d" or "n" and its number there. Reading only; correct.h writes.
#ifndef RAWI_SERVER_CORRECTIONS_H
#define RAWI_SERVER_CORRECTIONS_H

#include <string>
#include <vector>

#include "ledger/json_out.h"
#include "server/readers.h"

namespace rawi::server {

struct Correction {
  std::string id, kind, who, why, undoes, event, field, value, was;
  int64_t recorded_at = 0, batch = 0;
  bool holds = true;
  std::vector<int64_t> claims, reports;      // claims as they are numbered now
  std::vector<std::string> events;           // that hold them now
};

// All, the newest first. Claims and events are found by fill().
std::vector<Correction> all_corrections(const Lease& lease);
void fill(const Lease& lease, Correction& correction);
Correction correction_called(const Lease& lease, const std::string& id);  // filled; Problem 404 where there is none

// Those that hold and name this claim by its words, the newest first; filled.
std::vector<Correction> corrections_of_claim(const Lease& lease, const LedgerClaim& claim);

// Those on an event or on words of these reports, whether they hold or not, the newest first; filled.
std::vector<Correction> corrections_about(const Lease& lease, const std::string& event, const std::vector<int64_t>& reports);

void correction_json(const Correction& correction, JsonOut& json);

}  // namespace rawi::server

#endif  // RAWI_SERVER_CORRECTIONS_H
