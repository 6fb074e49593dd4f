// The queue of what a person should look at, and the log of what people said.
#include <algorithm>

#include "ledger/notes.h"
#include "ledger/sql.h"
#include "server/corrections.h"
#include "server/desk.h"
#include "server/scribe.h"

namespace rawi::server {
namespace {

constexpr double kDoubtful = 0.25;     // margin below which a reading is worth a look: about one claim in eight
constexpr int64_t kMostCounted = 10000;

struct Join {
  const BoardEvent* candidate;
  int64_t claim;
};

// Claims that may belong to an event, those of events that most reports tell first; without those that somebody judged.
std::vector<Join> joins(const Lease& lease, const Board& board, const std::string& event) {
  std::vector<const BoardEvent*> events;
  for (const auto& e : board.events)
    if (e->possible > 0 && (event.empty() || e->id == event)) events.push_back(e.get());
  std::stable_sort(events.begin(), events.end(), [](const BoardEvent* a, const BoardEvent* b) { return a->reports > b->reports; });
  std::vector<Note> judged;
  for (Note& n : notes_of(lease.store()))
    if (n.holds && n.kind == "accept" && !n.event.empty()) judged.push_back(std::move(n));
  Statement s(lease.db(), "SELECT m.claim, r.report, c.trigger_begin, c.trigger_end FROM membership m JOIN claim c ON c.id = m.claim JOIN reading r ON r.id = c.reading"
                          " WHERE m.state = ? AND m.certainty = 1 ORDER BY m.claim");
  std::vector<Join> out;
  for (const BoardEvent* e : events) {
    s.reset();
    s.integer(1, e->state);
    while (s.step()) {
      const int64_t report = s.integer_at(1), begin = s.integer_at(2), end = s.integer_at(3);
      const auto about = [&](const Note& n) { return n.event == e->id && n.report == report && n.trigger.begin < end && begin < n.trigger.end; };
      if (std::none_of(judged.begin(), judged.end(), about)) out.push_back({e, s.integer_at(0)});
    }
    if (out.size() > static_cast<size_t>(kMostCounted)) break;
  }
  return out;
}

std::string doubtful(const Lease& lease, const Board& board, const std::string& event) {
  std::string sql = " FROM claim c JOIN reading r ON r.id = c.reading WHERE c.score < " + std::to_string(kDoubtful) +
                    " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading)";
  if (!event.empty()) {
    const BoardEvent* e = board.called(event);
    sql += " AND c.id IN (SELECT claim FROM membership WHERE certainty = 2 AND state = " + std::to_string(e ? e->state : 0) + ")";
  }
  std::vector<int64_t> judged;
  for (const Note& n : notes_of(lease.store()))
    if (n.holds && n.event.empty() && (n.kind == "accept" || n.kind == "field")) judged.push_back(n.id);
  if (!judged.empty())
    sql += " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.report = r.report AND n.id IN " + sql_list(judged) +
           " AND n.trigger_begin < c.trigger_end AND c.trigger_begin < n.trigger_end)";
  return sql;
}

class Queue {
 public:
  Queue(const Lease& lease, const Board& board, JsonOut& json) : lease_(lease), board_(board), scribe_(lease), json_(json) {}

  void join(const Join& j) {
    json_.open().field("item", "j" + std::to_string(j.claim) + "-" + j.candidate->id).field("kind", "join");
    json_.field("reason", "the claim may belong to the candidate: what is known of both allows it and does not settle it");
    rest(j.claim, j.candidate);
  }
  void reading(int64_t claim) {
    json_.open().field("item", "r" + std::to_string(claim)).field("kind", "reading").field("reason", "it was read as a claim by a small margin");
    rest(claim, nullptr);
  }

 private:
  void rest(int64_t claim, const BoardEvent* candidate) {
    json_.key("claim");
    scribe_.claim(lease_.store().claim(claim), json_);
    Statement s(lease_.db(), "SELECT s.event FROM membership m JOIN event_state s ON s.id = m.state WHERE m.claim = ? AND m.certainty = 2"
                             " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id)");
    s.integer(1, claim);
    const BoardEvent* in = s.step() ? board_.called(std::string(s.text_at(0))) : nullptr;
    for (const auto& [key, e] : {std::pair("event", in), std::pair("candidate", candidate)}) {
      json_.key(key);
      if (e) scribe_.event_row(board_, *e, json_);
      else json_.null();
    }
    json_.close();
  }

  const Lease& lease_;
  const Board& board_;
  Scribe scribe_;
  JsonOut& json_;
};

int64_t offset_of(const std::string& cursor) { return cursor.empty() ? 0 : std::max<int64_t>(0, integer_of(cursor)); }

}  // namespace

void get_review(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const size_t kind = ask.query.choice("kind", {"join", "reading", ""}, 2);
  const std::string event = ask.query.text("event");
  const int64_t limit = ask.query.number("limit", 1, 200, 50), skip = offset_of(ask.query.text("cursor"));
  ask.query.done();
  const std::shared_ptr<const Board> board = desk.board(lease, {});
  std::vector<Join> first;
  if (kind != 1) first = joins(lease, *board, event);
  const auto joined = static_cast<int64_t>(first.size());
  int64_t readings = 0;
  const std::string from = doubtful(lease, *board, event);
  if (kind != 0) readings = lease.db().integer("SELECT count(*) FROM (SELECT 1" + from + " LIMIT " + std::to_string(kMostCounted) + ")");
  JsonOut json(out.body);
  Queue queue(lease, *board, json);
  json.open().key("items").open_list();
  int64_t shown = 0;
  for (; skip + shown < joined && shown < limit; ++shown) queue.join(first[static_cast<size_t>(skip + shown)]);
  if (kind != 0 && shown < limit) {
    Statement s(lease.db(), "SELECT c.id" + from + " ORDER BY c.score, c.id LIMIT " + std::to_string(limit - shown) + " OFFSET " +
                                std::to_string(std::max<int64_t>(0, skip - joined)));
    for (; s.step(); ++shown) queue.reading(s.integer_at(0));
  }
  const bool more = skip + shown < joined + readings && shown == limit;
  json.close_list().field_or_null("next", more ? std::to_string(skip + shown) : std::string()).field("total", std::min(kMostCounted, joined + readings)).close();
}

void get_corrections(Desk&, const Lease& lease, Ask& ask, Answer& out) {
  const std::string event = ask.query.text("event"), who = ask.query.text("who"), kind = ask.query.text("kind");
  const int64_t claim = ask.query.number("claim", 1, INT64_MAX, 0), report = ask.query.number("report", 1, INT64_MAX, 0);
  const int64_t limit = ask.query.number("limit", 1, 200, 50);
  int64_t skip = offset_of(ask.query.text("cursor")), shown = 0;
  const int64_t begin = skip;
  ask.query.done();
  const auto has = [](const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); };
  bool more = false;
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (Correction& c : all_corrections(lease)) {
    if ((!who.empty() && c.who != who) || (!kind.empty() && c.kind != kind)) continue;
    const bool looks = !event.empty() || claim || report;
    if (looks) fill(lease, c);
    if ((!event.empty() && c.event != event && !has(c.events, event)) || (claim && !has(c.claims, claim)) || (report && !has(c.reports, report))) continue;
    if (skip > 0) {
      --skip;
      continue;
    }
    if (shown == limit) {
      more = true;
      break;
    }
    if (!looks) fill(lease, c);
    correction_json(c, json);
    ++shown;
  }
  json.close_list().field_or_null("next", more ? std::to_string(begin + shown) : std::string()).close();
}

}  // namespace rawi::server
