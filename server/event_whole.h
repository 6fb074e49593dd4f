// One event with everything that the ledger has of it, under the ledger's numbers.
#ifndef RAWI_SERVER_EVENT_WHOLE_H
#define RAWI_SERVER_EVENT_WHOLE_H

#include <set>
#include <utility>
#include <vector>

#include "rawi/events.h"
#include "server/readers.h"
#include "server/scribe.h"

namespace rawi::server {

struct WholeEvent {
  Events events;                          // its reports and itself, as EventBook::open
  std::vector<int64_t> reports;           // the ledger's number of each of Events::reports
  std::vector<int64_t> first_claim;       // of each: its claim 0

  const Event& event() const { return events.events[0]; }
  int64_t claim(uint32_t r, uint32_t c) const { return first_claim[r] + c; }
  int64_t claim(const EventMember& m) const { return claim(m.report, m.claim); }
};
WholeEvent open_whole(const Lease& lease, int64_t state);

// Claims (report, claim) of origins that take part in the event, and the names of those.
struct Parties {
  std::set<std::pair<uint32_t, uint32_t>> claims;
  std::vector<std::string> names;
};
Parties parties_of(const Event& event);

// Parts of the answer: event_parts.cc, chain.cc.
void accounts_json(const WholeEvent& whole, const Parties& parties, const Lease& lease, Scribe& scribe, JsonOut& json);
void chain_json(const WholeEvent& whole, const Parties& parties, const Lease& lease, Scribe& scribe, JsonOut& json);

}  // namespace rawi::server

#endif  // RAWI_SERVER_EVENT_WHOLE_H
