#include "ledger/sheet.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "ledger/columns.h"
#include "ledger/json_out.h"
#include "ledger/store.h"
#include "rawi/input.h"
#include "rawi/views.h"
#include "views/text_of.h"

namespace rawi {
namespace {

constexpr const char* kIsolate = "\xE2\x81\xA8";     // U+2068 first strong isolate
constexpr const char* kEndIsolate = "\xE2\x81\xA9";  // U+2069
constexpr const char* kFrom = " \xE2\x86\x90 ";      // U+2190: heard from
constexpr const char* kTo = " \xE2\x86\x92 ";        // U+2192: acts on
constexpr size_t kMostPages = 64;

void isolated(std::string_view words, std::string& out) {
  out += kIsolate;
  append_printable(words, out);
  out += kEndIsolate;
}

std::string good(std::string_view words) {
  std::string out;
  append_utf8(words, out);
  return out;
}

std::string_view relation_name(PlaceRelation relation) {
  constexpr std::string_view names[] = {"at", "near", "north-of", "south-of", "east-of", "west-of", "border", "in"};
  return names[static_cast<size_t>(relation)];
}

const char* number_name(int number) { return number == 1 ? "one" : number == 2 ? "two" : number == 3 ? "several" : ""; }

void limit(JsonOut& json, std::string_view key, int64_t value) {
  json.key(key);
  value == kUnbounded ? json.null() : json.number(value);
}

}  // namespace

void append_csv(const std::vector<std::string>& cells, std::string& out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i) out += ',';
    const std::string& cell = cells[i];
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

std::string_view precision_of(PlaceRelation relation, std::string_view kind) {
  if (relation == PlaceRelation::kBorder) return "border";
  if (relation != PlaceRelation::kAt && relation != PlaceRelation::kIn) return "area";
  if (kind == "country") return "country";
  if (kind == "admin1" || kind == "region") return "province";
  if (kind == "admin2") return "district";
  for (const std::string_view town : {"city", "town", "village", "neighbourhood", "camp"})
    if (kind == town) return "town";
  for (const std::string_view area : {"sea", "strait", "river", "lake", "mountain", "canal", "island"})
    if (kind == area) return "area";
  return "site";
}

std::string iso_time(int64_t microseconds) {
  using namespace std::chrono;
  const sys_seconds at = floor<seconds>(sys_time<std::chrono::microseconds>(std::chrono::microseconds(microseconds)));
  const sys_days day = floor<days>(at);
  const year_month_day date = day;
  const hh_mm_ss clock(at - day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

std::string quantities_text(const LedgerClaim& c) {
  std::string out;
  for (const Quantity& q : c.quantities) {
    if (!out.empty()) out += "; ";
    out += std::string(count_name(q.of)) + " ";
    if (q.min != kUnbounded) out += std::to_string(q.min);
    if (q.min == q.max) continue;
    out += "..";
    if (q.max != kUnbounded) out += std::to_string(q.max);
  }
  return out;
}

const Sheet::Page& Sheet::page(int64_t report) {
  const auto found = pages_.find(report);
  if (found != pages_.end()) return found->second;
  if (pages_.size() >= kMostPages) pages_.clear();
  return pages_.emplace(report, Page{ledger_.report(report), ledger_.original(report)}).first->second;
}

const LedgerEntity& Sheet::entity(int64_t id) {
  const auto found = entities_.find(id);
  return found != entities_.end() ? found->second : entities_.emplace(id, id ? ledger_.entity(id) : LedgerEntity{}).first->second;
}

const LedgerSource& Sheet::source_of(int64_t id) {
  const auto found = sources_.find(id);
  return found != sources_.end() ? found->second : sources_.emplace(id, ledger_.store().source(id)).first->second;
}

// --- claims -----------------------------------------------------------------------------------------------------

void Sheet::claims_head(std::string& out) const {
  if (format_ == SheetFormat::kCsv)
    append_csv({"claim", "report", "version", "outlet", "published", "type", "mode", "cameo", "status", "time", "time_words", "place", "country",
                "latitude", "longitude", "precision", "place_id", "actor", "actor_id", "target", "target_id", "weapon", "quantities", "chain",
                "origin", "origin_kind", "origin_id", "trigger", "sentence", "url"},
               out);
}

void Sheet::claim(const LedgerClaim& c, std::string& out) {
  switch (format_) {
    case SheetFormat::kText: return claim_text(c, out);
    case SheetFormat::kJsonLines: return claim_json(c, out);
    case SheetFormat::kCsv: return claim_csv(c, out);
  }
}

// The fields of `rawi read --format jsonl`, and what only a ledger knows.
void Sheet::claim_json(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  JsonOut json(out);
  CodePoints points(p.text);
  json.open().field("id", c.id).field("report", p.row.name).field("version", p.row.version).field("claim", c.number);
  json.field("at", points.before(c.trigger.begin)).field("trigger", p.text.words(c.trigger)).key("trigger_span").span(c.trigger);
  json.field("type", plover_name(c.type)).field_or_null("mode", c.mode).field("cameo", c.cameo).field("status", status_name(c.status));
  json.key("denies");
  c.denies ? json.number(c.denies) : json.null();
  json.key("chain").open_list();
  for (const LedgerLink& l : c.links) {
    json.open().field("source", l.source).field("name", p.text.words(l.name)).field("kind", source_kind_name(l.kind));
    json.key("span").span(l.name).key("cited").span(l.cited);
    const LedgerSource& s = source_of(l.source);
    json.field_or_null("entity", s.entity ? entity(s.entity).key : std::string()).close();
  }
  json.close_list();
  for (const auto& [name, who] : {std::pair{"actor", c.actor}, std::pair{"target", c.target}}) {
    json.field_or_null(name, p.text.words(who.words)).key(std::string(name) + "_span").span(who.words);
    json.field_or_null(std::string(name) + "_entity", entity(who.entity).key);
  }
  json.key("place");
  if (const LedgerEntity& e = entity(c.place); e.id) {
    json.open().field("name", c.relation == PlaceRelation::kIn ? p.text.words(c.place_words) : e.name_en.empty() ? e.name_ar : e.name_en);
    json.field_or_null("country", c.relation == PlaceRelation::kBorder ? std::string() : e.country);
    json.key("lat"), e.located ? json.real(e.lat) : json.null();
    json.key("lon"), e.located ? json.real(e.lon) : json.null();
    json.field("kind", e.kind).field("precision", precision_of(c.relation, e.kind)).field("relation", relation_name(c.relation));
    json.field("entity", e.key).field_or_null("other", entity(c.place_other).key);
    json.field("words", p.text.words(c.place_words)).key("span").span(c.place_words).close();
  } else {
    json.null();
  }
  json.field_or_null("time", c.edtf).field_or_null("time_words", p.text.words(c.time_words)).key("time_span").span(c.time_words);
  json.key("quantities").open_list();
  for (const Quantity& q : c.quantities) {
    json.open().field("of", count_name(q.of));
    limit(json, "min", q.min), limit(json, "max", q.max);
    json.key("span").span(q.words).close();
  }
  json.close_list();
  json.field_or_null("weapon", weapon_name(c.weapon)).key("weapon_span").span(c.weapon_words);
  json.field("sentence", p.text.words(c.sentence)).key("sentence_span").span(c.sentence);
  json.key("rules").open_list();
  for (size_t at = 0; at <= c.rules.size();) {
    const size_t end = std::min(c.rules.find('\n', at), c.rules.size());
    json.string(std::string_view(c.rules).substr(at, end - at));
    at = end + 1;
  }
  json.close_list().field_or_null("outlet", p.row.outlet).field_or_null("published", p.row.published.edtf);
  json.field("recorded_at", iso_time(p.row.recorded_at)).close();
  out += '\n';
}

void Sheet::claim_csv(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  const LedgerEntity& where = entity(c.place);
  std::string chain;
  for (const LedgerLink& l : c.links) chain.append(chain.empty() ? "" : " | ").append(good(p.text.words(l.name)));
  const LedgerLink* origin = c.links.empty() ? nullptr : &c.links.back();
  append_csv({std::to_string(c.id), p.row.name, std::to_string(p.row.version), p.row.outlet, p.row.published.edtf, std::string(plover_name(c.type)),
              c.mode, c.cameo, std::string(status_name(c.status)), c.edtf, good(p.text.words(c.time_words)),
              where.name_en.empty() ? where.name_ar : where.name_en, where.country, where.located ? coordinate(where.lat) : "",
              where.located ? coordinate(where.lon) : "", where.id ? std::string(precision_of(c.relation, where.kind)) : "", where.key,
              good(p.text.words(c.actor.words)), entity(c.actor.entity).key, good(p.text.words(c.target.words)), entity(c.target.entity).key,
              std::string(weapon_name(c.weapon)), quantities_text(c), chain, origin ? good(p.text.words(origin->name)) : "",
              origin ? std::string(source_kind_name(origin->kind)) : "", origin ? std::to_string(origin->source) : "",
              good(p.text.words(c.trigger)), good(p.text.words(c.sentence)), p.row.url},
             out);
}

void Sheet::claim_text(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  out += std::to_string(c.id) + "  " + std::string(plover_name(c.type)) + (c.mode.empty() ? "" : "/" + c.mode) + "  " + std::string(status_name(c.status));
  if (!c.edtf.empty()) out += "  " + c.edtf;
  if (const LedgerEntity& e = entity(c.place); e.id) out += "  " + (e.name_en.empty() ? e.name_ar : e.name_en) + (e.country.empty() ? "" : ", " + e.country);
  if (!c.quantities.empty()) out += "  " + quantities_text(c);
  if (c.weapon != Weapon::kNone) out += "  " + std::string(weapon_name(c.weapon));
  out += "\n    ";
  isolated(p.text.words(c.sentence), out);
  out += '\n';
  if (!c.actor.words.empty() || !c.target.words.empty()) {
    out += "    ";
    if (!c.actor.words.empty()) isolated(p.text.words(c.actor.words), out);
    if (!c.target.words.empty()) out += kTo, isolated(p.text.words(c.target.words), out);
    out += '\n';
  }
  out += "    ";
  isolated(p.row.name, out);
  if (p.row.version > 1) out += " (version " + std::to_string(p.row.version) + ")";
  for (const LedgerLink& l : c.links) {
    out += kFrom;
    isolated(p.text.words(l.name), out);
    out += " [" + std::to_string(l.source) + "]";
  }
  out += '\n';
}

// --- sources ----------------------------------------------------------------------------------------------------

void Sheet::sources_head(std::string& out) const {
  if (format_ == SheetFormat::kCsv)
    append_csv({"source", "kind", "name", "key", "entity", "name_en", "country", "nationality", "body", "role", "number", "anonymity", "report", "claims", "reports"}, out);
}

void Sheet::source(const LedgerSource& s, std::string& out) {
  const LedgerEntity& e = entity(s.entity);
  const std::string report = s.report ? page(s.report).row.name : "";
  if (format_ == SheetFormat::kCsv)
    return append_csv({std::to_string(s.id), std::string(source_kind_name(s.kind)), good(s.name), s.key, e.key, e.name_en, e.country, s.nationality,
                       good(s.body), s.role, number_name(s.number), good(s.anonymity), report, std::to_string(s.claims), std::to_string(s.reports)},
                      out);
  if (format_ == SheetFormat::kJsonLines) {
    JsonOut json(out);
    json.open().field("source", s.id).field("kind", source_kind_name(s.kind)).field("name", s.name).field_or_null("key", s.key);
    json.field_or_null("entity", e.key).field_or_null("name_en", e.name_en).field_or_null("country", e.country);
    json.field_or_null("nationality", s.nationality).field_or_null("body", s.body).field_or_null("role", s.role);
    json.field_or_null("number", number_name(s.number)).field_or_null("anonymity", s.anonymity).field_or_null("report", report);
    json.field("claims", static_cast<int64_t>(s.claims)).field("reports", static_cast<int64_t>(s.reports)).key("names").open_list();
    for (const std::string& name : s.names) json.string(name);
    json.close_list().close();
    out += '\n';
    return;
  }
  char numbers[64];
  std::snprintf(numbers, sizeof numbers, "%8lld  %6llu claims in %5llu reports  %-7s  ", static_cast<long long>(s.id), static_cast<unsigned long long>(s.claims),
                static_cast<unsigned long long>(s.reports), std::string(source_kind_name(s.kind)).c_str());
  out += numbers;
  isolated(s.name, out);
  if (e.id) out += "  " + e.name_en;
  if (!s.nationality.empty()) out += "  " + s.nationality;
  if (!s.body.empty()) out += "  ", isolated(s.body, out);
  if (s.number) out += std::string("  ") + number_name(s.number);
  if (!s.anonymity.empty()) out += "  ", isolated(s.anonymity, out);
  out += '\n';
  for (const std::string& name : s.names)
    if (name != s.name) out += "          also ", isolated(name, out), out += '\n';
}

// --- reports ----------------------------------------------------------------------------------------------------

void Sheet::reports_head(std::string& out) const {
  if (format_ == SheetFormat::kCsv)
    append_csv({"report", "version", "superseded", "outlet", "published", "basis", "title", "url", "encoding", "broken", "bytes", "text_bytes", "claims", "sha256", "came_from", "recorded_at", "type", "standing", "language", "author", "modified", "found"}, out);
}

void Sheet::report(const LedgerReport& r, std::string& out) {
  if (format_ == SheetFormat::kCsv)
    return append_csv({r.name, std::to_string(r.version), r.superseded ? "1" : "0", r.outlet, r.published.edtf, std::string(basis_name(r.published.basis)), good(r.title), r.url,
                       r.encoding, std::to_string(r.broken), std::to_string(r.bytes), std::to_string(r.text_bytes), std::to_string(r.claims), r.digest, r.came_from, iso_time(r.recorded_at),
                       r.type, r.standing, r.language, good(r.author), r.modified, r.found},
                      out);
  if (format_ == SheetFormat::kJsonLines) {
    JsonOut json(out);
    json.open().field("id", r.id).field("report", r.name).field("version", r.version).key("superseded").boolean(r.superseded);
    json.field_or_null("outlet", r.outlet).field_or_null("published", r.published.edtf).field("basis", basis_name(r.published.basis));
    json.field_or_null("title", r.title).field_or_null("url", r.url).field("encoding", r.encoding).field("broken", r.broken);
    json.field("bytes", static_cast<int64_t>(r.bytes)).field("text_bytes", static_cast<int64_t>(r.text_bytes)).field("claims", static_cast<int64_t>(r.claims));
    json.field("sha256", r.digest).field("came_from", r.came_from).field("recorded_at", iso_time(r.recorded_at));
    intake_fields(r, json);
    json.close();
    out += '\n';
    return;
  }
  isolated(r.name, out);
  if (r.version > 1) out += " (version " + std::to_string(r.version) + ")";
  if (r.superseded) out += " (superseded)";
  out += "  " + (r.published.edtf.empty() ? "date unknown" : r.published.edtf) + "  " + std::to_string(r.claims) + " claims";
  for (const std::string& part : {r.outlet, r.title})
    if (!part.empty()) out += "  ", isolated(part, out);
  out += '\n';
  const bool plain = r.standing.empty() || r.standing == standing_name(ReportStanding::kArticle);
  if (plain && r.author.empty() && r.modified.empty()) return;
  out += "   ";
  if (!plain) out += " " + r.standing + (r.language.empty() ? "" : " (" + r.language + ")");
  if (!r.author.empty()) out += " by ", isolated(r.author, out);
  if (!r.modified.empty()) out += " changed " + r.modified;
  out += '\n';
}

void intake_fields(const LedgerReport& r, JsonOut& json) {
  json.field_or_null("type", r.type).field_or_null("standing", r.standing).field_or_null("language", r.language);
  json.field_or_null("author", r.author).field_or_null("modified", r.modified).key("found").open();
  for (std::string_view rest = r.found; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    json.field(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
  }
  json.close();
}

// --- words found ------------------------------------------------------------------------------------------------

void Sheet::hits_head(std::string& out) const {
  if (format_ == SheetFormat::kCsv) append_csv({"report", "outlet", "published", "title", "snippet", "begin", "end", "claims"}, out);
}

void Sheet::hit(const Hit& h, std::string& out) {
  const Page& p = page(h.report);
  std::string claims;
  for (const int64_t c : h.claims) claims.append(claims.empty() ? "" : " ").append(std::to_string(c));
  if (format_ == SheetFormat::kCsv)
    return append_csv({p.row.name, p.row.outlet, p.row.published.edtf, good(p.row.title), good(p.text.words(h.part)), std::to_string(h.part.begin), std::to_string(h.part.end), claims}, out);
  if (format_ == SheetFormat::kJsonLines) {
    JsonOut json(out);
    json.open().field("report", p.row.name).field_or_null("outlet", p.row.outlet).field_or_null("published", p.row.published.edtf);
    json.field_or_null("title", p.row.title).field("snippet", p.text.words(h.part)).key("span").span(h.part).key("found").open_list();
    for (const Span s : h.words) json.span(s);
    json.close_list().key("claims").open_list();
    for (const int64_t c : h.claims) json.number(c);
    json.close_list().close();
    out += '\n';
    return;
  }
  isolated(p.row.name, out);
  for (const std::string& part : {p.row.published.edtf, p.row.outlet, p.row.title})
    if (!part.empty()) out += "  ", isolated(part, out);
  out += "\n    ";
  std::string marked;
  uint32_t at = h.part.begin;
  for (const Span s : h.words) {
    marked.append(p.text.words({at, s.begin})).append("[").append(p.text.words(s)).append("]");
    at = s.end;
  }
  marked.append(p.text.words({at, h.part.end}));
  isolated(marked, out);
  out += '\n';
  if (!claims.empty()) out += "    claims " + claims + "\n";
}

}  // namespace rawi
