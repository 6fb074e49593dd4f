// Claims in the columns and graphs that others use. docs/ledger.md has the tables of what is mapped to what.
#include <cmath>

#include "ledger/columns.h"
#include "ledger/edtf.h"
#include "ledger/json_out.h"
#include "ledger/sheet.h"
#include "rawi/views.h"
#include "views/text_of.h"

namespace rawi {
namespace {

constexpr int64_t kDay = 86400;

std::string good(std::string_view words) {
  std::string out;
  append_utf8(words, out);
  return out;
}

// "20150803" of the claim's first day.
std::string compact_day(const LedgerClaim& c) {
  if (c.time_from == kNoBegin) return {};
  std::string day = iso_time(c.time_from * 1'000'000).substr(0, 10);
  std::erase(day, '-');
  return day;
}

std::string killed(const LedgerClaim& c) {
  for (const Quantity& q : c.quantities)
    if (q.of == CountOf::kKilled && q.min != kUnbounded) return std::to_string(q.min);
  return {};
}

}  // namespace

void Sheet::export_head(Export what, std::string& out) {
  first_ = true;
  switch (what) {
    case Export::kAcled: return acled_head(out);
    case Export::kGdelt: return gdelt_head(out);
    case Export::kGeoJson: return geojson_head(out);
    case Export::kJsonLd: return jsonld_head(out);
  }
}

void Sheet::export_tail(Export what, std::string& out) {
  if (what == Export::kGeoJson || what == Export::kJsonLd) collection_tail(out);
}

void Sheet::export_claim(Export what, const LedgerClaim& c, std::string& out) {
  switch (what) {
    case Export::kAcled: return acled(c, out);
    case Export::kGdelt: return gdelt(c, out);
    case Export::kGeoJson: return feature(c, out);
    case Export::kJsonLd: return linked_data(c, out);
  }
}

void Sheet::acled(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  const LedgerEntity& e = entity(c.place);
  const AcledType type = acled_type(c.type, c.mode, c.weapon);
  const bool dated = c.time_from != kNoBegin;
  const std::string day = dated ? iso_time(c.time_from * 1'000'000).substr(0, 10) : "";
  const std::string origin = c.links.empty() ? p.row.outlet : good(p.text.words(c.links.back().name));
  append_csv({"rawi-" + std::to_string(c.id), day, day.substr(0, day.empty() ? 0 : 4), dated ? acled_time_precision((c.time_to - c.time_from) / kDay) : "", type.disorder, type.event,
              type.sub_event, good(p.text.words(c.actor.words)), "", "", good(p.text.words(c.target.words)), "", "", "", "", e.country, "", e.country,
              e.kind == "admin1" ? e.name_en : e.admin1, e.kind == "admin2" ? e.name_en : "", "", e.name_en.empty() ? e.name_ar : e.name_en,
              e.located ? coordinate(e.lat) : "", e.located ? coordinate(e.lon) : "", e.id ? acled_place_precision(precision_of(c.relation, e.kind)) : "",
              origin, "", good(p.text.words(c.sentence)), killed(c),
              "status=" + std::string(status_name(c.status)) + "; plover=" + std::string(plover_name(c.type)) + "; report=" + p.row.name,
              std::to_string(p.row.recorded_at / 1'000'000)},
             out);
}

void Sheet::gdelt(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  const std::string day = compact_day(c);
  std::vector<std::string> cells = {std::to_string(c.id), day, day.substr(0, std::min<size_t>(6, day.size())), day.substr(0, std::min<size_t>(4, day.size())), ""};
  for (const LedgerParticipant& who : {c.actor, c.target}) {
    cells.insert(cells.end(), {"", good(p.text.words(who.words)), entity(who.entity).country});
    cells.resize(cells.size() + 7);
  }
  cells.insert(cells.end(), {c.status == Status::kHappened ? "1" : "0", c.cameo, c.cameo, c.cameo, quad_class(c.cameo), "", "1", "1", "1", ""});
  cells.resize(cells.size() + 16);
  const LedgerEntity& e = entity(c.place);
  const std::string_view precision = e.id ? precision_of(c.relation, e.kind) : std::string_view();
  const char* geo_type = !e.id ? "" : gdelt_place_type(precision);
  cells.insert(cells.end(), {geo_type, e.name_en, e.country, e.admin1, "", e.located ? coordinate(e.lat) : "", e.located ? coordinate(e.lon) : "", e.key});
  std::string added = iso_time(p.row.recorded_at);
  std::erase_if(added, [](char x) { return x < '0' || x > '9'; });
  cells.insert(cells.end(), {added, p.row.url.empty() ? p.row.name : p.row.url});
  append_csv(cells, out);
}

void Sheet::feature(const LedgerClaim& c, std::string& out) {
  const LedgerEntity& e = entity(c.place);
  if (!e.located) return;
  const Page& p = page(c.report);
  if (!first_) out += ",\n";
  first_ = false;
  JsonOut json(out);
  json.open().field("type", "Feature").field("id", c.id).key("geometry").open().field("type", "Point");
  json.key("coordinates").open_list().real(e.lon).real(e.lat).close_list().close();
  json.key("properties").open().field("claim", c.id).field("report", p.row.name).field_or_null("outlet", p.row.outlet);
  json.field("plover", plover_name(c.type)).field_or_null("mode", c.mode).field("status", status_name(c.status)).field_or_null("time", c.edtf);
  json.field("place", e.name_en.empty() ? e.name_ar : e.name_en).field_or_null("country", e.country);
  json.field("precision", precision_of(c.relation, e.kind)).field("entity", e.key);
  json.field_or_null("actor", p.text.words(c.actor.words)).field_or_null("target", p.text.words(c.target.words));
  json.field_or_null("weapon", weapon_name(c.weapon)).field_or_null("quantities", quantities_text(c));
  json.field_or_null("origin", c.links.empty() ? std::string_view() : p.text.words(c.links.back().name));
  json.field("sentence", p.text.words(c.sentence)).close().close();
}

// A claim is an entity of PROV, derived from the report; each link of the chain is a statement attributed to its
// source and derived from the next one. The words are targets of a Web Annotation.
void Sheet::linked_data(const LedgerClaim& c, std::string& out) {
  const Page& p = page(c.report);
  if (!first_) out += ",\n";
  first_ = false;
  const std::string id = "urn:rawi:claim:" + std::to_string(c.id), report = "urn:sha256:" + p.row.digest;
  JsonOut json(out);
  json.open().field("@id", id).field("@type", "prov:Entity").field("rawi:type", plover_name(c.type)).field("rawi:status", status_name(c.status));
  if (!c.edtf.empty()) json.field("rawi:time", c.edtf);
  if (const LedgerEntity& e = entity(c.place); e.id) json.field("rawi:place", e.key);
  json.key("prov:wasDerivedFrom").open().field("@id", c.links.empty() ? report : id + ":0").close();
  json.key("prov:hadPrimarySource").open().field("@id", report).close().close();
  for (size_t i = 0; i < c.links.size(); ++i) {
    const LedgerSource& s = source_of(c.links[i].source);
    out += ",\n";
    JsonOut link(out);
    link.open().field("@id", id + ":" + std::to_string(i)).field("@type", "prov:Entity");
    link.key("prov:wasAttributedTo").open().field("@id", "urn:rawi:source:" + std::to_string(s.id));
    link.field("@type", s.kind == SourceKind::kPerson ? "prov:Person" : s.kind == SourceKind::kUnnamed ? "prov:Agent" : "prov:Organization");
    link.field("rawi:name", p.text.words(c.links[i].name)).close();
    link.key("prov:wasDerivedFrom").open().field("@id", i + 1 < c.links.size() ? id + ":" + std::to_string(i + 1) : report).close().close();
  }
  out += ",\n";
  JsonOut note(out);
  CodePoints points(p.text);
  const uint32_t begin = points.before(c.sentence.begin), trigger = points.before(c.trigger.begin), trigger_end = points.before(c.trigger.end),
                 end = points.before(c.sentence.end);
  note.open().field("id", id + ":words").field("type", "Annotation").field("motivation", "identifying").field("body", id).key("target").open_list();
  const auto target = [&](uint32_t from, uint32_t to, std::string_view words) {
    note.open().field("source", report).key("selector").open_list();
    note.open().field("type", "TextPositionSelector").field("start", from).field("end", to).close();
    note.open().field("type", "TextQuoteSelector").field("exact", words).close().close_list().close();
  };
  target(trigger, trigger_end, p.text.words(c.trigger));
  target(begin, end, p.text.words(c.sentence));
  note.close_list().close();
}

}  // namespace rawi
