// The desk: what `rawi serve` answers from. Routes are functions over it; desk.cc lists them.
//
// One Desk a server; any thread. Reading routes borrow a connection each; writing ones open the ledger for as long as they write.
#ifndef RAWI_SERVER_DESK_H
#define RAWI_SERVER_DESK_H

#include <memory>
#include <mutex>
#include <string>

#include "server/board.h"
#include "server/exchange.h"
#include "server/jobs.h"
#include "server/readers.h"

namespace rawi::server {

struct Desk {
  Desk(const std::string& path, const Resources& words, std::vector<Policy> policies, std::chrono::milliseconds patience = kPatience);

  const Resources& resources;
  Readers readers;
  Boards boards;
  Jobs jobs;
  std::mutex correcting;   // one correction at a time
  std::string instance;    // which ledger and program: the part of an ETag that the state does not say

  // The state that `as_of` names, as this lease sees it; with its board.
  std::shared_ptr<const Board> board(const Lease& lease, const std::string& as_of);
  std::string tag(const Lease& lease) const;
};

using Route = void (*)(Desk& desk, const Lease& lease, Ask& ask, Answer& answer);

// Finds the route of a path below /api/v1 and answers. Throws Problem, or Error.
void answer(Desk& desk, const std::string& path, const std::string& if_none_match, Ask& ask, Answer& out);

// Of the paths. What is not named here is no path.
void get_health(Desk&, const Lease&, Ask&, Answer&);
void get_openapi(Desk&, const Lease&, Ask&, Answer&);
void get_ledger(Desk&, const Lease&, Ask&, Answer&);
void get_events(Desk&, const Lease&, Ask&, Answer&);
void get_events_light(Desk&, const Lease&, Ask&, Answer&);
void get_events_map(Desk&, const Lease&, Ask&, Answer&);
void get_events_timeline(Desk&, const Lease&, Ask&, Answer&);
void get_events_facets(Desk&, const Lease&, Ask&, Answer&);
void get_events_export(Desk&, const Lease&, Ask&, Answer&);
void get_event(Desk&, const Lease&, Ask&, Answer&);
void get_claims(Desk&, const Lease&, Ask&, Answer&);
void get_claims_export(Desk&, const Lease&, Ask&, Answer&);
void get_claim(Desk&, const Lease&, Ask&, Answer&);
void get_sources(Desk&, const Lease&, Ask&, Answer&);
void get_source(Desk&, const Lease&, Ask&, Answer&);
void get_reports(Desk&, const Lease&, Ask&, Answer&);
void post_report(Desk&, const Lease&, Ask&, Answer&);
void get_report(Desk&, const Lease&, Ask&, Answer&);
void get_report_raw(Desk&, const Lease&, Ask&, Answer&);
void get_search(Desk&, const Lease&, Ask&, Answer&);
void get_entities(Desk&, const Lease&, Ask&, Answer&);
void get_review(Desk&, const Lease&, Ask&, Answer&);
void get_corrections(Desk&, const Lease&, Ask&, Answer&);
void post_correction(Desk&, const Lease&, Ask&, Answer&);
void get_jobs(Desk&, const Lease&, Ask&, Answer&);
void get_job(Desk&, const Lease&, Ask&, Answer&);
void delete_job(Desk&, const Lease&, Ask&, Answer&);

}  // namespace rawi::server

#endif  // RAWI_SERVER_DESK_H
