#include "server/scribe.h"

#include <algorithm>

#include "events/strands.h"
#include "ledger/sheet.h"
#include "ledger/store.h"
#include "rawi/views.h"
#include "server/corrections.h"

namespace rawi::server {
namespace {

constexpr size_t kMostPages = 256;
constexpr const char* kRelations[] = {"at", "near", "north-of", "south-of", "east-of", "west-of", "border", "in"};
static_assert(std::size(kRelations) == static_cast<size_t>(PlaceRelation::kIn) + 1, "a relation without a name");
constexpr const char* kNumbers[] = {"", "one", "two", "several"};

void limit(JsonOut& json, const char* key, int64_t value) {
  json.key(key);
  value == kUnbounded ? json.null() : json.number(value);
}

template <typename Fields>
void or_null(const LedgerEntity& e, JsonOut& json, const Fields& fields) {
  if (e.key.empty()) {
    json.null();
    return;
  }
  json.open();
  fields();
  json.close();
}

}  // namespace

const Scribe::Page& Scribe::page(int64_t report) {
  const auto found = pages_.find(report);
  if (found != pages_.end()) return found->second;
  if (pages_.size() >= kMostPages) pages_.clear();
  Page& page = pages_[report];
  page.row = lease_.store().report(report);
  page.text = lease_.store().original(report);
  page.units = std::make_unique<Utf16>(page.text.text);
  return page;
}

const LedgerEntity& Scribe::entity(int64_t row) {
  const auto found = entities_.find(row);
  return found != entities_.end() ? found->second : entities_.emplace(row, row ? lease_.store().entity(row) : LedgerEntity{}).first->second;
}

const LedgerSource& Scribe::source(int64_t id) {
  const auto found = sources_.find(id);
  return found != sources_.end() ? found->second : sources_.emplace(id, lease_.store().source(id)).first->second;
}

void Scribe::words(int64_t report, Span s, JsonOut& json) {
  if (s.empty()) {
    json.null();
    return;
  }
  const Page& p = page(report);
  json.open().field("text", p.text.words(s)).key("bytes");
  range(s.begin, s.end, json);
  json.key("utf16");
  range(p.units->before(s.begin), p.units->before(s.end), json);
  json.close();
}

void Scribe::span(int64_t report, Span s, JsonOut& json) {
  const Page& p = page(report);
  json.open().key("bytes");
  range(s.begin, s.end, json);
  json.key("utf16");
  range(p.units->before(s.begin), p.units->before(s.end), json);
  json.close();
}

void Scribe::entity_fields(const LedgerEntity& e, JsonOut& json) const {
  json.field("entity", e.key).field("name_ar", e.name_ar).field("name_en", e.name_en).field("kind", e.kind).field_or_null("country", e.country);
  json.key("lat"), e.located ? json.real(e.lat) : json.null();
  json.key("lon"), e.located ? json.real(e.lon) : json.null();
}

void Scribe::entity_json(const LedgerEntity& e, JsonOut& json) const {
  or_null(e, json, [&] { entity_fields(e, json); });
}

void Scribe::place_json(const LedgerEntity& e, JsonOut& json) const {
  or_null(e, json, [&] {
    entity_fields(e, json);
    json.field("precision", rawi::precision_of(PlaceRelation::kAt, e.kind));
  });
}

void Scribe::quote(int64_t claim, JsonOut& json) {
  const LedgerClaim c = lease_.store().claim(claim);
  const Page& p = page(c.report);
  const uint32_t begin = p.units->before(c.sentence.begin);
  json.open().field("claim", c.id).field("report", c.report).field("name", p.row.name).field_or_null("outlet", p.row.outlet);
  json.field_or_null("published", p.row.published.edtf).field("text", p.text.words(c.sentence)).key("trigger");
  range(p.units->before(c.trigger.begin) - begin, p.units->before(c.trigger.end) - begin, json);
  json.close();
}

// --- claims -------------------------------------------------------------------------------------------------------

void Scribe::claim(const LedgerClaim& c, JsonOut& json) {
  const Page& p = page(c.report);
  json.open().field("claim", c.id).field("number", c.number).field("report", c.report).field("name", p.row.name).field("version", p.row.version);
  json.field_or_null("outlet", p.row.outlet).field_or_null("published", p.row.published.edtf).field("recorded_at", iso_time(p.row.recorded_at));
  json.field("type", plover_name(c.type)).field_or_null("mode", c.mode).field("cameo", c.cameo).field("status", status_name(c.status));
  json.key("score").real(static_cast<double>(c.score)).key("trigger");
  words(c.report, c.trigger, json);
  json.key("sentence");
  words(c.report, c.sentence, json);
  json.key("actor");
  participant(c.report, c.actor, json);
  json.key("target");
  participant(c.report, c.target, json);
  circumstances(c, json);
  numbers(c, json);
  chain(c, json);
  json.key("denies"), c.denies ? json.number(c.denies) : json.null();
  json.key("rules").open_list();
  for (size_t at = 0; at <= c.rules.size();) {
    const size_t end = std::min(c.rules.find('\n', at), c.rules.size());
    json.string(std::string_view(c.rules).substr(at, end - at));
    at = end + 1;
  }
  json.close_list();
  standing(c, json);
  json.close();
}

void Scribe::participant(int64_t report, const LedgerParticipant& p, JsonOut& json) {
  if (p.words.empty() && p.entity == 0) {
    json.null();
    return;
  }
  json.open().key("words");
  words(report, p.words, json);
  json.key("entity");
  entity_json(entity(p.entity), json);
  json.close();
}

void Scribe::circumstances(const LedgerClaim& c, JsonOut& json) {
  json.key("place");
  if (const LedgerEntity& e = entity(c.place); e.id) {
    json.open().key("words");
    words(c.report, c.place_words, json);
    json.field("relation", kRelations[static_cast<size_t>(c.relation)]).field("precision", rawi::precision_of(c.relation, e.kind)).key("entity");
    entity_json(e, json);
    json.key("other");
    entity_json(entity(c.place_other), json);
    json.close();
  } else {
    json.null();
  }
  json.key("time");
  if (c.time_words.empty() && c.edtf.empty()) {
    json.null();
  } else {
    json.open().key("words");
    words(c.report, c.time_words, json);
    json.field_or_null("edtf", c.edtf).close();
  }
  json.key("weapon");
  if (c.weapon == Weapon::kNone) {
    json.null();
    return;
  }
  json.open().field("kind", weapon_name(c.weapon)).key("words");
  words(c.report, c.weapon_words, json);
  json.close();
}

void Scribe::numbers(const LedgerClaim& c, JsonOut& json) {
  json.key("quantities").open_list();
  for (const Quantity& q : c.quantities) {
    json.open().field("of", count_name(q.of));
    limit(json, "min", q.min), limit(json, "max", q.max);
    json.key("words");
    words(c.report, q.words, json);
    json.close();
  }
  json.close_list();
}

void Scribe::chain(const LedgerClaim& c, JsonOut& json) {
  json.key("chain").open_list();
  for (const LedgerLink& l : c.links) {
    json.open().field("source", l.source).field("kind", source_kind_name(l.kind)).key("name");
    words(c.report, l.name, json);
    json.key("cited");
    words(c.report, l.cited, json);
    json.key("entity");
    entity_json(entity(source(l.source).entity), json);
    json.close();
  }
  json.close_list();
}

// Whether it still counts, in which events it is, and what people said of it.
void Scribe::standing(const LedgerClaim& c, JsonOut& json) {
  Statement gone(lease_.db(), "SELECT 1 FROM superseded WHERE reading = ?");
  gone.integer(1, c.reading);
  json.key("superseded").boolean(gone.step()).key("events").open_list();
  Statement events(lease_.db(), "SELECT s.event, m.certainty FROM membership m JOIN event_state s ON s.id = m.state WHERE m.claim = ?"
                                " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id) ORDER BY m.certainty DESC, s.event");
  events.integer(1, c.id);
  while (events.step()) json.open().field("event", events.text_at(0)).key("certain").boolean(events.integer_at(1) == 2).close();
  json.close_list().key("corrections").open_list();
  for (const Correction& correction : corrections_of_claim(lease_, c)) correction_json(correction, json);
  json.close_list();
}

// --- reports and sources ------------------------------------------------------------------------------------------

void Scribe::report_row(const LedgerReport& r, JsonOut& json) const {
  json.open().field("report", r.id).field("name", r.name).field("version", r.version).key("superseded").boolean(r.superseded);
  json.field_or_null("outlet", r.outlet).field_or_null("title", r.title).field_or_null("url", r.url).field_or_null("published", r.published.edtf);
  json.field("basis", basis_name(r.published.basis)).field("encoding", r.encoding).field("broken", r.broken);
  json.field("bytes", static_cast<int64_t>(r.bytes)).field("text_bytes", static_cast<int64_t>(r.text_bytes)).field("claims", static_cast<int64_t>(r.claims));
  json.field("sha256", r.digest).field("came_from", r.came_from).field("recorded_at", iso_time(r.recorded_at));
  intake_fields(r, json);
  json.close();
}

void Scribe::source_row(const LedgerSource& s, JsonOut& json) {
  json.open().field("source", s.id).field("kind", source_kind_name(s.kind)).field("name", s.name).field_or_null("key", s.key).key("entity");
  entity_json(entity(s.entity), json);
  json.field_or_null("nationality", s.nationality).field_or_null("body", s.body).field_or_null("role", s.role);
  json.field_or_null("number", kNumbers[s.number & 3]).field_or_null("anonymity", s.anonymity).key("report");
  s.report ? json.number(s.report) : json.null();
  json.field("claims", static_cast<int64_t>(s.claims)).field("reports", static_cast<int64_t>(s.reports)).close();
}

// --- events -------------------------------------------------------------------------------------------------------

std::string edtf_of(DayRange d) {
  if (!d.known()) return {};
  if (d.first == d.last) return iso_date(d.first);
  return (d.first == INT32_MIN ? ".." : iso_date(d.first)) + "/" + (d.last == INT32_MAX ? ".." : iso_date(d.last));
}

void day_or_null(JsonOut& json, const char* key, int32_t day, bool open) { json.field_or_null(key, open ? std::string() : iso_date(day)); }

void time_json(const BoardEvent& e, JsonOut& json) {
  const DayRange shown = e.shown();
  json.open().field_or_null("edtf", edtf_of(e.days));
  day_or_null(json, "from", shown.first, shown.first == INT32_MIN);
  day_or_null(json, "to", shown.last, shown.last == INT32_MAX);
  json.field("basis", e.days.known() ? "stated" : shown.known() ? "published" : "unknown").close();
}

void Scribe::event_row(const Board& board, const BoardEvent& e, JsonOut& json) {
  json.open().field("event", e.id).field("type", plover_name(e.type)).key("statuses").open_list();
  for (int i = 0; i < 4; ++i)
    if (e.statuses >> i & 1) json.string(status_name(static_cast<Status>(i)));
  json.close_list().key("time");
  time_json(e, json);
  json.key("place");
  const LedgerEntity* place = board.entity(e.place);
  place_json(place ? *place : LedgerEntity{}, json);
  json.field("reports", e.reports).field("claims", e.claims).field("possible", e.possible);
  json.key("origins").open().field("min", e.min).field("max", e.max).close().field("contradictions", e.contradictions);
  json.key("weapons").open_list();
  for (int i = 1; i < 9; ++i)
    if (e.weapons >> i & 1) json.string(weapon_name(static_cast<Weapon>(i)));
  json.close_list().key("actors").open_list();
  for (const Name actor : e.actors) entity_json(*board.entity(board.entity_row.at(actor)), json);
  json.close_list().key("outlets").open_list();
  for (const Name outlet : e.outlets) json.string(outlet);
  json.close_list().key("grades").open_list();
  for (const std::string_view grade : e.grades) {
    const size_t colon = grade.find(':');
    json.open().field("policy", grade.substr(0, colon)).field("grade", grade.substr(colon + 1)).close();
  }
  json.close_list().key("sentence");
  quote(e.first_claim, json);
  json.close();
}

}  // namespace rawi::server
