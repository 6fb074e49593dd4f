#include "server/event_whole.h"

#include <algorithm>

#include "events/pack.h"
#include "ledger/sheet.h"
#include "ledger/sql.h"
#include "rawi/error.h"
#include "rawi/event_book.h"
#include "rawi/policies.h"
#include "server/corrections.h"
#include "server/desk.h"

namespace rawi::server {
namespace {

void limit(JsonOut& json, const char* key, int64_t value) {
  json.key(key);
  value == kUnbounded ? json.null() : json.number(value);
}

class Writer {
 public:
  Writer(Desk& desk, const Lease& lease, const WholeEvent& whole, JsonOut& json) : desk_(desk), lease_(lease), whole_(whole), scribe_(lease), json_(json) {}

  void write(const Board& board, const BoardEvent& row, const std::string& asked, const std::string& as_of) {
    const Event& e = whole_.event();
    const Parties parties = parties_of(e);
    json_.open().key("row");
    scribe_.event_row(board, row, json_);
    json_.field("asked", asked).field_or_null("as_of", as_of);
    reports();
    json_.key("accounts");
    accounts_json(whole_, parties, lease_, scribe_, json_);
    members("claims", e.claims);
    members("possible", e.possible);
    echoes();
    json_.key("independence").open().field("min", e.independence.min).field("max", e.independence.max).key("tree").open_list();
    for (const OriginNode& n : e.independence.tree) node(n);
    json_.close_list().close().key("chain");
    chain_json(whole_, parties, lease_, scribe_, json_);
    differences("contradictions", DifferenceKind::kContradiction);
    differences("revisions", DifferenceKind::kRevision);
    differences("not_contradictions", DifferenceKind::kCompatible);
    copies();
    drifts();
    grades();
    json_.key("parties").open_list();
    for (const std::string& name : parties.names) json_.string(name);
    json_.close_list();
    corrections(row.id);
    history(row);
    json_.close();
  }

 private:
  void reports() {
    std::set<uint32_t> told;
    for (const EventMember& m : whole_.event().claims) told.insert(m.report);
    std::vector<uint32_t> order(told.begin(), told.end());
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return published(a) < published(b); });
    json_.key("reports").open_list();
    for (const uint32_t r : order) scribe_.report_row(scribe_.page(whole_.reports[r]).row, json_);
    json_.close_list();
  }
  int32_t published(uint32_t r) const {
    const DayRange d = whole_.events.reports[r].published;
    return d.known() ? d.first : INT32_MAX;
  }
  void members(const char* key, const std::vector<EventMember>& list) {
    json_.key(key).open_list();
    for (const EventMember& m : list) scribe_.claim(lease_.store().claim(whole_.claim(m)), json_);
    json_.close_list();
  }
  void echoes() {
    json_.key("echoes").open_list();
    for (const auto& [r, n] : whole_.event().echoes) {
      json_.open().field("report", whole_.reports[r]).key("words");
      scribe_.words(whole_.reports[r], whole_.events.reports[r].echoes[n].word, json_);
      json_.close();
    }
    json_.close_list();
  }
  void node(const OriginNode& n) {
    json_.open().field_or_null("name", n.name).field("reason", n.reason).key("counts_min").boolean(n.counts_min).key("counts_max").boolean(n.counts_max);
    json_.key("party").boolean(n.party).key("claims").open_list();
    for (const auto& [r, c] : n.claims) json_.number(whole_.claim(r, c));
    json_.close_list().key("under").open_list();
    for (const OriginNode& under : n.under) node(under);
    json_.close_list().close();
  }
  void side(const Side& s) {
    json_.open().field("value", s.value);
    limit(json_, "min", s.min), limit(json_, "max", s.max);
    json_.key("origins").open_list();
    for (const std::string& o : s.origins) json_.string(o);
    json_.close_list().key("claims").open_list();
    for (const EventMember& m : s.claims) json_.number(whole_.claim(m));
    json_.close_list().key("words").open_list();
    std::vector<EventMember> order = s.claims;
    std::stable_sort(order.begin(), order.end(), [&](const EventMember& a, const EventMember& b) { return published(a.report) < published(b.report); });
    for (const EventMember& m : order) scribe_.quote(whole_.claim(m), json_);
    json_.close_list().close();
  }
  void differences(const char* key, DifferenceKind kind) {
    json_.key(key).open_list();
    for (const Difference& d : whole_.event().differences) {
      if (d.kind != kind) continue;
      json_.open().field("attribute", d.attribute).field("reason", d.reason).key("values").open_list();
      for (const Side& s : d.sides) side(s);
      json_.close_list().close();
    }
    json_.close_list();
  }
  void copies() {
    json_.key("copies").open_list();
    for (const uint32_t i : whole_.event().reprints) {
      const Reprint& r = whole_.events.reprints[i];
      const int64_t first = whole_.reports[r.first], second = whole_.reports[r.second];
      json_.open().field("first", first).field("second", second).key("directed").boolean(r.directed).key("shared").real(static_cast<double>(r.shared));
      json_.key("passages").open_list();
      for (const auto& [a, b] : r.passages) {
        if (a.empty() || b.empty()) continue;
        json_.open().key("first");
        scribe_.words(first, a, json_);
        json_.key("second");
        scribe_.words(second, b, json_);
        json_.close();
      }
      json_.close_list().close();
    }
    json_.close_list();
  }
  void drifts() {
    json_.key("drifts").open_list();
    for (const Drift& d : whole_.event().drifts) {
      json_.open().field("kind", d.kind).key("from");
      scribe_.quote(whole_.claim(d.from), json_);
      json_.key("to");
      scribe_.quote(whole_.claim(d.to), json_);
      json_.close();
    }
    json_.close_list();
  }
  void grades() {
    json_.key("grades").open_list();
    for (const Grade& g : grade_event(whole_.events.reports, whole_.event(), desk_.boards.policies())) {
      json_.open().field("policy", g.policy).field("grade", g.grade).field("reason", g.reason).key("facts").open();
      for (const auto& [fact, n] : g.facts) json_.field(fact_name(fact), n);
      json_.close().close();
    }
    json_.close_list();
  }
  void corrections(const std::string& id) {
    std::set<int64_t> claims;
    for (const EventMember& m : whole_.event().claims) claims.insert(whole_.claim(m));
    json_.key("corrections").open_list();
    for (const Correction& c : corrections_about(lease_, id, whole_.reports)) {
      const bool names = std::any_of(c.claims.begin(), c.claims.end(), [&](int64_t n) { return claims.contains(n); });
      if (names || c.event == id || std::find(c.events.begin(), c.events.end(), id) != c.events.end()) correction_json(c, json_);
    }
    json_.close_list();
  }
  // Its states so far: those of its name, and those that held its first claim.
  void history(const BoardEvent& row) {
    Statement s(lease_.db(), "SELECT s.event, b.recorded_at, b.kind, s.reports, s.claims, s.origins_min, s.origins_max, s.contested FROM event_state s"
                             " JOIN batch b ON b.id = s.batch WHERE s.id <= ?1 AND (s.event = ?2 OR s.id IN (SELECT state FROM membership WHERE claim = ?3 AND certainty = 2))"
                             " ORDER BY s.id");
    s.integer(1, row.state).text(2, row.id).integer(3, row.first_claim);
    json_.key("history").open_list();
    while (s.step()) {
      json_.open().field("event", s.text_at(0)).field("recorded_at", iso_time(s.integer_at(1))).field("kind", s.text_at(2));
      json_.field("reports", s.integer_at(3)).field("claims", s.integer_at(4));
      json_.key("origins").open().field("min", s.integer_at(5)).field("max", s.integer_at(6)).close().field("contradictions", s.integer_at(7)).close();
    }
    json_.close_list();
  }

  Desk& desk_;
  const Lease& lease_;
  const WholeEvent& whole_;
  Scribe scribe_;
  JsonOut& json_;
};

void collect(const OriginNode& n, Parties& out) {
  if (n.party) {
    out.claims.insert(n.claims.begin(), n.claims.end());
    if (!n.name.empty() && std::find(out.names.begin(), out.names.end(), n.name) == out.names.end()) out.names.push_back(n.name);
  }
  for (const OriginNode& under : n.under) collect(under, out);
}

}  // namespace

Parties parties_of(const Event& event) {
  Parties out;
  for (const OriginNode& n : event.independence.tree) collect(n, out);
  return out;
}

WholeEvent open_whole(const Lease& lease, int64_t state) {
  WholeEvent out;
  Statement data(lease.db(), "SELECT data FROM event_state WHERE id = ?");
  data.integer(1, state);
  if (!data.step()) throw Error("there is no state " + std::to_string(state) + " of an event");
  PackedEvent packed = unpack_event(data.blob_at(0));
  Statement reading(lease.db(), "SELECT c.data, r.report, r.first_claim FROM comparable c JOIN reading r ON r.id = c.reading WHERE c.reading = ?");
  for (const int64_t id : packed.readings) {
    reading.reset();
    reading.integer(1, id);
    if (!reading.step()) throw Error("reading " + std::to_string(id) + " of an event has nothing to be compared by: `rawi verify` says more");
    out.events.reports.push_back(unpack_report(reading.blob_at(0)));
    out.reports.push_back(reading.integer_at(1));
    out.first_claim.push_back(reading.integer_at(2));
  }
  out.events.reprints = std::move(packed.reprints);
  out.events.events.push_back(std::move(packed.event));
  return out;
}

void get_event(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::string as_of = ask.query.date("as_of"), asked = ask.parts.at(0);
  ask.query.done();
  const std::shared_ptr<const Board> board = desk.board(lease, as_of);
  EventBook book(lease.ledger(), desk.resources);
  const BoardEvent* row = board->called(asked);
  if (!row) {
    int64_t state = 0;
    try {
      state = book.called(asked, as_of);
    } catch (const Error& error) {
      throw Problem(404, "no-event", error.what(), {{"event", asked}});
    }
    for (const auto& e : board->events)
      if (e->state == state) row = e.get();
    if (!row) throw Problem(404, "no-event-then", "there is no event " + asked + " at that time", {{"event", asked}});
  }
  const WholeEvent whole = open_whole(lease, row->state);
  JsonOut json(out.body);
  Writer(desk, lease, whole, json).write(*board, *row, asked, as_of);
}

}  // namespace rawi::server
