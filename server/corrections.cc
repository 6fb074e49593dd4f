#include "server/corrections.h"

#include <algorithm>
#include <charconv>

#include "ledger/notes.h"
#include "ledger/sheet.h"
#include "ledger/sql.h"
#include "rawi/error.h"
#include "server/exchange.h"

namespace rawi::server {
namespace {

constexpr size_t kMostClaims = 200;

int64_t number_of(const std::string& id) {
  int64_t n = 0;
  std::from_chars(id.data() + 1, id.data() + id.size(), n);
  return n;
}

Correction correction_of(const Note& n) {
  Correction c;
  c.id = "n" + std::to_string(n.id), c.kind = n.kind, c.who = n.who, c.why = n.reason, c.recorded_at = n.recorded_at, c.holds = n.holds;
  if (n.undoes) c.undoes = "n" + std::to_string(n.undoes);
  c.event = n.event, c.field = n.field, c.value = n.value, c.was = n.was;
  if (n.report) c.reports.push_back(n.report);
  return c;
}

std::vector<Correction> decisions(const Lease& lease) {
  std::vector<Correction> out;
  std::vector<int64_t> undone;
  Statement s(lease.db(), "SELECT d.id, d.kind, d.undoes, d.who, d.reason, b.recorded_at, d.batch FROM decision d JOIN batch b ON b.id = d.batch ORDER BY d.id DESC");
  while (s.step()) {
    Correction& c = out.emplace_back();
    c.id = "d" + std::to_string(s.integer_at(0)), c.kind = s.text_at(1), c.who = s.text_at(3), c.why = s.text_at(4);
    c.recorded_at = s.integer_at(5);
    c.holds = std::find(undone.begin(), undone.end(), s.integer_at(0)) == undone.end();
    if (s.null_at(2)) continue;
    c.undoes = "d" + std::to_string(s.integer_at(2));
    if (c.holds) undone.push_back(s.integer_at(2));
  }
  return out;
}

struct Place {
  int64_t report = 0;
  Span trigger;
};

// Of which words a correction speaks; of split and exclude those set apart.
std::vector<Place> places(const Lease& lease, const Correction& c) {
  std::vector<Place> out;
  const bool decision = c.id[0] == 'd';
  Statement s(lease.db(), decision ? "SELECT report, trigger_begin, trigger_end FROM decision_claim WHERE decision = ?1 AND (side = 1 OR ?2) ORDER BY n LIMIT ?3"
                                   : "SELECT report, trigger_begin, trigger_end FROM note WHERE id = ?1 AND trigger_end IS NOT NULL AND (?2 OR 1) LIMIT ?3");
  s.integer(1, number_of(c.id)).integer(2, c.kind == "merge").integer(3, static_cast<int64_t>(kMostClaims));
  while (s.step()) out.push_back({s.integer_at(0), {static_cast<uint32_t>(s.integer_at(1)), static_cast<uint32_t>(s.integer_at(2))}});
  return out;
}

void add_once(std::vector<int64_t>& list, int64_t n) {
  if (std::find(list.begin(), list.end(), n) == list.end()) list.push_back(n);
}

// Those whose ids the statement gives; filled, the newest first.
std::vector<Correction> called(const Lease& lease, Statement& ids) {
  std::vector<std::string> wanted;
  while (ids.step()) wanted.emplace_back(ids.text_at(0));
  std::vector<Correction> out;
  if (wanted.empty()) return out;
  for (Correction& c : all_corrections(lease)) {
    if (std::find(wanted.begin(), wanted.end(), c.id) == wanted.end()) continue;
    fill(lease, c);
    out.push_back(std::move(c));
  }
  return out;
}

// A JSON value: "3..5" of a count becomes [3, 5].
void value_json(const std::string& field, const std::string& value, JsonOut& json) {
  const size_t dots = value.find("..");
  if (value.empty() || dots == std::string::npos || field == "time") {
    json.string_or_null(value);
    return;
  }
  json.open_list();
  for (const std::string& end : {value.substr(0, dots), value.substr(dots + 2)}) end.empty() ? json.null() : json.number(std::stoll(end));
  json.close_list();
}

}  // namespace

std::vector<Correction> all_corrections(const Lease& lease) {
  std::vector<Correction> out = decisions(lease);
  for (const Note& n : notes_of(lease.store())) out.push_back(correction_of(n));
  std::stable_sort(out.begin(), out.end(), [](const Correction& a, const Correction& b) { return a.recorded_at > b.recorded_at; });
  return out;
}

void fill(const Lease& lease, Correction& c) {
  Statement claim(lease.db(), "SELECT c.id FROM reading r JOIN claim c ON c.id BETWEEN r.first_claim AND r.first_claim + r.claims - 1 WHERE r.report = ?"
                              " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id) AND c.trigger_begin < ? AND ? < c.trigger_end");
  Statement event(lease.db(), "SELECT s.event FROM membership m JOIN event_state s ON s.id = m.state WHERE m.claim = ? AND m.certainty = 2"
                              " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id)");
  for (const Place& p : places(lease, c)) {
    add_once(c.reports, p.report);
    claim.reset();
    claim.integer(1, p.report).integer(2, p.trigger.end).integer(3, p.trigger.begin);
    while (claim.step()) {
      add_once(c.claims, claim.integer_at(0));
      event.reset();
      event.integer(1, claim.integer_at(0));
      while (event.step())
        if (std::find(c.events.begin(), c.events.end(), event.text_at(0)) == c.events.end()) c.events.emplace_back(event.text_at(0));
    }
  }
  if (!c.event.empty() && c.events.empty()) {
    Statement live(lease.db(), "SELECT 1 FROM event_state s WHERE s.event = ? AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id)");
    live.text(1, c.event);
    if (live.step()) c.events.push_back(c.event);
  }
}

Correction correction_called(const Lease& lease, const std::string& id) {
  for (Correction& c : all_corrections(lease))
    if (c.id == id) return fill(lease, c), c;
  throw Problem(404, "no-correction", "there is no correction " + id, {{"correction", id}});
}

std::vector<Correction> corrections_of_claim(const Lease& lease, const LedgerClaim& claim) {
  Statement ids(lease.db(), "SELECT 'n' || id FROM note WHERE report = ?1 AND trigger_begin < ?2 AND ?3 < trigger_end"
                            " UNION ALL SELECT DISTINCT 'd' || decision FROM decision_claim WHERE report = ?1 AND trigger_begin < ?2 AND ?3 < trigger_end");
  ids.integer(1, claim.report).integer(2, claim.trigger.end).integer(3, claim.trigger.begin);
  std::vector<Correction> out = called(lease, ids);
  std::erase_if(out, [](const Correction& c) { return !c.holds; });
  return out;
}

std::vector<Correction> corrections_about(const Lease& lease, const std::string& event, const std::vector<int64_t>& reports) {
  const std::string list = sql_list(reports);
  Statement ids(lease.db(), "SELECT 'n' || id FROM note WHERE event = ?1 OR report IN " + list +
                                " UNION ALL SELECT DISTINCT 'd' || decision FROM decision_claim WHERE report IN " + list);
  ids.text(1, event);
  return called(lease, ids);
}

void correction_json(const Correction& c, JsonOut& json) {
  json.open().field("correction", c.id).field("kind", c.kind).field("who", c.who).field("why", c.why).field("recorded_at", iso_time(c.recorded_at));
  json.key("holds").boolean(c.holds).field_or_null("undoes", c.undoes).field_or_null("event", c.event);
  json.key("events").open_list();
  for (const std::string& e : c.events) json.string(e);
  json.close_list().key("claims").open_list();
  for (const int64_t n : c.claims) json.number(n);
  json.close_list().key("reports").open_list();
  for (const int64_t n : c.reports) json.number(n);
  json.close_list().field_or_null("field", c.field).key("value");
  value_json(c.field, c.value, json);
  json.key("was");
  value_json(c.field, c.was, json);
  json.close();
}

}  // namespace rawi::server
