// Sources: the list, and one with what it said over time, told to whom, how often alone, denied, revised.
#include <algorithm>
#include <map>

#include "events/pack.h"
#include "rawi/views.h"
#include "server/desk.h"
#include "server/event_whole.h"
#include "server/scribe.h"

namespace rawi::server {
namespace {

constexpr size_t kMostEvents = 500;   // opened to see what was revised and contradicted

const std::string kNow = " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading)";
const std::string kOfSource = " FROM link l JOIN claim c ON c.id = l.claim";
const std::string kSaid = " WHERE l.source = ?1" + kNow;

void counts(const Lease& lease, int64_t source, const char* key, const char* column, std::string_view (*name)(int64_t), JsonOut& json) {
  Statement s(lease.db(), std::string("SELECT ") + column + ", count(*)" + kOfSource + kSaid + " GROUP BY 1 ORDER BY 1");
  s.integer(1, source);
  json.key(key).open();
  while (s.step()) json.field(name(s.integer_at(0)), s.integer_at(1));
  json.close();
}

void over_time(const Lease& lease, int64_t source, JsonOut& json) {
  Statement s(lease.db(), "SELECT strftime('%Y-%m', r.published_from, 'unixepoch'), count(*)" + kOfSource + " JOIN reading r ON r.id = c.reading" + kSaid +
                              " AND r.published_from IS NOT NULL GROUP BY 1 ORDER BY 1");
  s.integer(1, source);
  json.key("over_time").open_list();
  while (s.step()) json.open().field("month", s.text_at(0)).field("claims", s.integer_at(1)).close();
  json.close_list();
}

void named(const Lease& lease, int64_t source, const char* key, const std::string& sql, JsonOut& json) {
  Statement s(lease.db(), sql);
  s.integer(1, source);
  json.key(key).open_list();
  while (s.step()) {
    json.open().key("source");
    s.null_at(0) ? json.null() : json.number(s.integer_at(0));
    json.field("name", s.text_at(1)).field("claims", s.integer_at(2)).close();
  }
  json.close_list();
}

void numbers(const Lease& lease, int64_t source, const char* key, const std::string& sql, JsonOut& json) {
  Statement s(lease.db(), sql);
  s.integer(1, source);
  json.key(key).open_list();
  while (s.step()) json.number(s.integer_at(0));
  json.close_list();
}

int64_t one(const Lease& lease, int64_t source, const std::string& sql) {
  Statement s(lease.db(), sql);
  s.integer(1, source);
  return s.step() ? s.integer_at(0) : 0;
}

// Whether one of the source's claims stands on a side of such a difference.
bool stands_in(const WholeEvent& whole, const std::set<int64_t>& said, DifferenceKind kind) {
  for (const Difference& d : whole.event().differences) {
    if (d.kind != kind) continue;
    for (const Side& side : d.sides)
      if (std::any_of(side.claims.begin(), side.claims.end(), [&](const EventMember& m) { return said.contains(whole.claim(m)); })) return true;
  }
  return false;
}

void events(const Lease& lease, int64_t source, const Board& board, JsonOut& json) {
  std::set<int64_t> said;
  Statement claims(lease.db(), "SELECT claim FROM link WHERE source = ?");
  claims.integer(1, source);
  while (claims.step()) said.insert(claims.integer_at(0));
  int64_t all = 0, alone = 0;
  std::vector<std::string> revised, contradicted;
  size_t opened = 0;
  for (const auto& e : board.events) {
    if (!std::binary_search(e->sources.begin(), e->sources.end(), source)) continue;
    ++all;
    alone += e->max == 1;
    // An event of one claim has no sides.
    if (e->claims < 2 || ++opened > kMostEvents) continue;
    const WholeEvent whole = open_whole(lease, e->state);
    if (stands_in(whole, said, DifferenceKind::kRevision)) revised.push_back(e->id);
    if (stands_in(whole, said, DifferenceKind::kContradiction)) contradicted.push_back(e->id);
  }
  json.field("alone", alone);
  for (const auto& [key, list] : {std::pair("revised", &revised), std::pair("contradicted", &contradicted)}) {
    json.key(key).open_list();
    for (const std::string& e : *list) json.string(e);
    json.close_list();
  }
  json.field("events", all);
}

}  // namespace

void get_sources(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  SourceFilter f;
  f.name = ask.query.text("name"), f.kind = ask.query.text("kind"), f.as_of = ask.query.date("as_of");
  const PageOptions options{static_cast<size_t>(ask.query.number("limit", 1, 200, 50)), ask.query.text("cursor")};
  ask.query.done();
  const LedgerPage<LedgerSource> page = lease.ledger().sources(f, desk.resources, options);
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const LedgerSource& s : page.rows) scribe.source_row(s, json);
  json.close_list().field_or_null("next", page.next).close();
}

void get_source(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const int64_t id = ask.id();
  ask.query.done();
  if (id > lease.db().integer("SELECT max(id) FROM source")) throw Problem(404, "no-source", "there is no source " + std::to_string(id), {{"source", std::to_string(id)}});
  const LedgerSource row = lease.ledger().source(id);
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("row");
  scribe.source_row(row, json);
  json.key("names").open_list();
  for (const std::string& name : row.names) json.string(name);
  json.close_list();
  counts(lease, id, "statuses", "c.status", [](int64_t n) { return status_name(static_cast<Status>(n)); }, json);
  counts(lease, id, "types", "c.type", [](int64_t n) { return plover_name(static_cast<Plover>(n)); }, json);
  over_time(lease, id, json);
  named(lease, id, "outlets", "SELECT NULL, p.outlet, count(*)" + kOfSource + " JOIN reading r ON r.id = c.reading JOIN report p ON p.id = r.report" + kSaid +
                                  " AND p.outlet IS NOT NULL AND p.outlet <> '' GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 50", json);
  // Links run from the reader to the origin: whom it told stands before it.
  for (const auto& [key, step] : {std::pair("told_to", "- 1"), std::pair("heard_from", "+ 1")})
    named(lease, id, key, "SELECT s.id, s.name, count(*)" + kOfSource + " JOIN link o ON o.claim = l.claim AND o.n = l.n " + step +
                              " JOIN source s ON s.id = o.source" + kSaid + " GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 50", json);
  const std::string origin = " AND NOT EXISTS (SELECT 1 FROM link o WHERE o.claim = l.claim AND o.n > l.n)";
  json.field("as_origin", one(lease, id, "SELECT count(*)" + kOfSource + kSaid + origin));
  numbers(lease, id, "denied", "SELECT DISTINCT c.id" + kOfSource + kSaid + " AND EXISTS (SELECT 1 FROM reading r JOIN claim d ON d.id BETWEEN r.first_claim"
                               " AND r.first_claim + r.claims - 1 WHERE r.id = c.reading AND d.denies = c.id) ORDER BY c.id LIMIT 1000", json);
  numbers(lease, id, "denies", "SELECT DISTINCT c.id" + kOfSource + kSaid + " AND c.denies IS NOT NULL ORDER BY c.id LIMIT 1000", json);
  events(lease, id, *desk.board(lease, {}), json);
  json.close();
}

}  // namespace rawi::server
