// The ledger as a whole, claims, search, entities.
#include <algorithm>

#include "events/strands.h"
#include "ledger/sheet.h"
#include "lexicon/lexicon.h"
#include "rawi/error.h"
#include "rawi/views.h"
#include "server/claim_query.h"
#include "server/desk.h"
#include "server/scribe.h"
#include "tokens/tokens.h"

namespace rawi::server {
namespace {

void engines(const Lease& lease, const AsOf& m, JsonOut& json) {
  Statement s(lease.db(), "SELECT e.program, e.lexicon, e.model, count(*) FROM reading r JOIN engine e ON e.id = r.engine WHERE r.id <= ?1"
                          " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id AND x.batch <= ?2) GROUP BY e.id ORDER BY e.id");
  s.integer(1, m.reading).integer(2, m.batch);
  json.key("engines").open_list();
  while (s.step())
    json.open().field("program", s.text_at(0)).field("lexicon", s.text_at(1)).field("model", s.text_at(2)).field("reports", s.integer_at(3)).close();
  json.close_list();
}

void policies(const std::vector<Policy>& all, JsonOut& json) {
  json.key("policies").open_list();
  for (const Policy& p : all) {
    json.open().field("policy", p.name).field("title", p.title).field("source", p.source).key("grades").open_list();
    std::vector<std::string> seen;
    for (const Rule& r : p.rules)
      if (std::find(seen.begin(), seen.end(), r.grade) == seen.end()) json.string(r.grade), seen.push_back(r.grade);
    json.close_list().key("types").open_list();
    for (const Plover t : p.types) json.string(plover_name(t));
    json.close_list().close();
  }
  json.close_list();
}

int64_t count(const Lease& lease, const std::string& sql, int64_t first, int64_t second) {
  Statement s(lease.db(), sql);
  s.integer(1, first).integer(2, second);
  return s.step() ? s.integer_at(0) : 0;
}

void claim_page(const Lease& lease, const LedgerPage<LedgerClaim>& page, Answer& out) {
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const LedgerClaim& c : page.rows) scribe.claim(c, json);
  json.close_list().field_or_null("next", page.next).close();
}

// Entities that a name leads to, then those of the ledger that are named so in English, the best known first.
std::vector<uint32_t> entities_called(const std::string& name, const Lexicon& lexicon) {
  std::vector<uint32_t> out;
  Tokens tokens;
  tokenize(name, lexicon, tokens);
  uint32_t node = Lexicon::kRoot;
  for (const Token& t : tokens.all)
    if (node != Lexicon::kNowhere && (t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin)) node = lexicon.step(node, t.key);
  if (node != Lexicon::kNowhere && node != Lexicon::kRoot)
    for (const NameEntry& e : lexicon.names(node)) out.push_back(e.entity);
  const auto lower = [](std::string_view s) {
    std::string small(s);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return small;
  };
  const std::string wanted = lower(name);
  for (uint32_t i = 0; i < lexicon.entity_count(); ++i)
    if (const Entity& e = lexicon.entity(i); name == lexicon.string(e.id) || lower(lexicon.string(e.name_en)) == wanted) out.push_back(i);
  std::stable_sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) { return lexicon.entity(a).population > lexicon.entity(b).population; });
  std::vector<uint32_t> once;
  for (const uint32_t e : out)
    if (std::find(once.begin(), once.end(), e) == once.end()) once.push_back(e);
  return once;
}

}  // namespace

ClaimFilter claim_filter(Query& query) {
  ClaimFilter f;
  f.text = query.text("q"), f.type = query.text("type"), f.status = query.text("status"), f.weapon = query.text("weapon");
  f.from = query.date("from"), f.to = query.date("to"), f.place = query.text("place"), f.within = query.text("within");
  f.actor = query.text("actor"), f.target = query.text("target"), f.source = query.text("source"), f.origin = query.text("origin");
  f.outlet = query.text("outlet"), f.report = query.text("report"), f.as_of = query.date("as_of");
  return f;
}

void get_ledger(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::string as_of = ask.query.date("as_of");
  ask.query.done();
  const AsOf m = lease.store().at(as_of);
  const std::shared_ptr<const Board> board = desk.board(lease, as_of);
  int32_t first = INT32_MAX, last = INT32_MIN;
  for (const auto& e : board->events) {
    if (e->days.first != INT32_MIN) first = std::min(first, e->days.first);
    if (e->days.known() && e->days.last != INT32_MAX) last = std::max(last, e->days.last);
  }
  JsonOut json(out.body);
  json.open().field("state", m.batch).field_or_null("recorded_at", m.batch ? iso_time(m.recorded_at) : std::string());
  json.field("reports", count(lease, "SELECT count(*) FROM report p WHERE p.id <= ?1 AND NOT EXISTS (SELECT 1 FROM report_superseded x WHERE x.report = p.id AND x.batch <= ?2)", m.report, m.batch));
  json.field("claims", count(lease, "SELECT coalesce(sum(r.claims), 0) FROM reading r WHERE r.id <= ?1 AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id AND x.batch <= ?2)", m.reading, m.batch));
  json.field("events", static_cast<int64_t>(board->events.size()));
  json.field("sources", count(lease, "SELECT count(*) FROM source WHERE key IS NOT NULL AND batch <= ?1 AND ?2 >= 0", m.batch, 0));
  json.field_or_null("from", first == INT32_MAX ? std::string() : iso_date(first)).field_or_null("to", last == INT32_MIN ? std::string() : iso_date(last));
  engines(lease, m, json);
  policies(desk.boards.policies(), json);
  std::set<Name> outlets;
  for (const auto& e : board->events) outlets.insert(e->outlets.begin(), e->outlets.end());
  json.field("outlets", static_cast<int64_t>(outlets.size())).close();
}

void get_claims(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const ClaimFilter filter = claim_filter(ask.query);
  const auto order = static_cast<ClaimOrder>(ask.query.choice("sort", {"added", "newest", "oldest"}, 0));
  const PageOptions page{static_cast<size_t>(ask.query.number("limit", 1, 200, 50)), ask.query.text("cursor")};
  ask.query.done();
  claim_page(lease, lease.ledger().claims(filter, desk.resources, page, order), out);
}

void get_claim(Desk&, const Lease& lease, Ask& ask, Answer& out) {
  const int64_t id = ask.id();
  ask.query.done();
  if (id > lease.moment().claim) throw Problem(404, "no-claim", "there is no claim " + std::to_string(id), {{"claim", std::to_string(id)}});
  Scribe scribe(lease);
  JsonOut json(out.body);
  scribe.claim(lease.store().claim(id), json);
}

void get_search(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::string words = ask.query.text("q"), as_of = ask.query.date("as_of");
  const bool in_claims = ask.query.choice("in", {"reports", "claims"}, 0) == 1;
  const PageOptions options{static_cast<size_t>(ask.query.number("limit", 1, 200, 50)), ask.query.text("cursor")};
  ask.query.done();
  if (words.empty()) throw Problem(400, "no-words", "q: give words to look for");
  const LedgerPage<Hit> page = lease.ledger().search(words, in_claims, desk.resources, options, as_of);
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const Hit& h : page.rows) {
    const Scribe::Page& p = scribe.page(h.report);
    json.open().field("report", h.report).field("name", p.row.name).field_or_null("title", p.row.title).field_or_null("outlet", p.row.outlet);
    json.field_or_null("published", p.row.published.edtf).key("part");
    scribe.words(h.report, h.part, json);
    json.key("words").open_list();
    const uint32_t begin = p.units->before(h.part.begin);
    for (const Span s : h.words) scribe.range(p.units->before(s.begin) - begin, p.units->before(s.end) - begin, json);
    json.close_list().key("claims").open_list();
    for (const int64_t c : h.claims) json.number(c);
    json.close_list().close();
  }
  json.close_list().field_or_null("next", page.next).close();
}

void get_entities(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::string name = ask.query.text("q");
  const size_t kind = ask.query.choice("kind", {"place", "actor", "any"}, 2);
  auto left = ask.query.number("limit", 1, 50, 10);
  ask.query.done();
  if (name.empty()) throw Problem(400, "no-words", "q: give a name");
  const Lexicon& lexicon = desk.resources.lexicon();
  const Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const uint32_t id : entities_called(name, lexicon)) {
    const EntityKind k = lexicon.entity(id).kind;
    if (kind == 0 ? !is_place(k) : kind == 1 ? !is_actor(k) : !is_place(k) && !is_actor(k)) continue;
    if (left-- == 0) break;
    const EntityFacts facts = desk.resources.entity(id);
    LedgerEntity e;
    e.key = facts.id, e.name_ar = facts.name_ar, e.name_en = facts.name_en, e.kind = facts.kind, e.country = facts.country;
    e.located = facts.located, e.lat = facts.lat, e.lon = facts.lon;
    scribe.entity_json(e, json);
  }
  json.close_list().close();
}

}  // namespace rawi::server
