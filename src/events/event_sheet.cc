#include "events/event_sheet.h"

#include <algorithm>
#include <map>
#include <set>

#include "events/origins.h"
#include "ledger/columns.h"
#include "ledger/json_out.h"
#include "ledger/sheet.h"
#include "rawi/views.h"
#include "views/text_of.h"

namespace rawi {
namespace {

constexpr int64_t kMicrosecondsADay = 86400LL * 1'000'000;

std::string good(std::string_view words) {
  std::string out;
  append_utf8(words, out);
  return out;
}

std::string day(int32_t days) { return iso_time(days * kMicrosecondsADay).substr(0, 10); }

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out.append(out.empty() ? "" : "; ").append(good(s));
  return out;
}

// What several formats say of an event.
struct Brief {
  Brief(const Events& all, const Event& event, const Resources& resources) : events(all), e(event) {
    if (!e.place.chain.empty()) place = place_called(resources, e.place.chain[0]);
    std::set<uint32_t> told;
    for (const EventMember& m : e.claims) told.insert(m.report);
    reports.assign(told.begin(), told.end());
  }

  const EventReport& report(const EventMember& m) const { return events.reports[m.report]; }
  const EventClaim& claim(const EventMember& m) const { return report(m).claims[m.claim]; }
  std::string words(const EventMember& m, Span s) const { return good(std::string_view(report(m).text).substr(s.begin, s.size())); }

  bool dated() const { return e.days.known() && e.days.first != INT32_MIN; }
  std::string first_day() const { return dated() ? day(e.days.first) : std::string(); }
  std::string time() const {
    if (!e.days.known()) return {};
    if (e.days.first == e.days.last) return day(e.days.first);
    return (e.days.first == INT32_MIN ? ".." : day(e.days.first)) + "/" + (e.days.last == INT32_MAX ? ".." : day(e.days.last));
  }
  int64_t days_long() const { return e.days.last == INT32_MAX ? INT64_MAX : int64_t{e.days.last} - e.days.first + 1; }
  std::string place_name() const { return !place ? "" : std::string(place->name_en.empty() ? place->name_ar : place->name_en); }
  std::string_view precision() const { return place ? precision_of(PlaceRelation::kAt, place->kind) : std::string_view(); }
  std::string latitude() const { return place && place->located ? coordinate(place->lat) : ""; }
  std::string longitude() const { return place && place->located ? coordinate(place->lon) : ""; }

  // The commonest words for who acts (or is acted on); the earlier of equals.
  std::string commonest(Span EventClaim::* who) const {
    std::map<std::string, size_t> seen;
    std::string best;
    for (const EventMember& m : e.claims)
      if (const Span s = claim(m).*who; !s.empty()) ++seen[words(m, s)];
    for (const auto& [name, n] : seen)
      if (best.empty() || n > seen[best]) best = name;
    return best;
  }
  std::string_view commonest_text(std::string EventClaim::* what) const {
    std::map<std::string_view, size_t> seen;
    std::string_view best;
    for (const EventMember& m : e.claims)
      if (claim(m).type == e.type && !(claim(m).*what).empty() && ++seen[claim(m).*what] > (best.empty() ? 0 : seen[best])) best = claim(m).*what;
    return best;
  }
  Weapon weapon() const {
    for (const EventMember& m : e.claims)
      if (claim(m).weapon != Weapon::kNone) return claim(m).weapon;
    return Weapon::kNone;
  }
  // Least and greatest of what reports give: each its greatest figure.
  std::pair<std::string, std::string> figures(CountOf of) const {
    std::map<uint32_t, int64_t> greatest;
    for (const EventMember& m : e.claims) {
      if (claim(m).status == Status::kDenied || claim(m).status == Status::kPlanned) continue;
      for (const EventNumber& n : claim(m).numbers)
        if (n.of == of && n.min != kUnbounded) greatest[m.report] = std::max(greatest[m.report], n.min);
    }
    if (greatest.empty()) return {};
    const auto less = [](const auto& a, const auto& b) { return a.second < b.second; };
    return {std::to_string(std::min_element(greatest.begin(), greatest.end(), less)->second),
            std::to_string(std::max_element(greatest.begin(), greatest.end(), less)->second)};
  }
  std::vector<std::string> origins() const {
    std::vector<std::string> out;
    for (const EventMember& m : e.claims) {
      const int32_t s = origin_of(report(m), claim(m));
      if (s < 0) continue;
      const std::string& name = report(m).sources[static_cast<size_t>(s)].name;
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
    return out;
  }
  std::string statuses() const {
    std::set<Status> seen;
    for (const EventMember& m : e.claims) seen.insert(claim(m).status);
    std::string out;
    for (const Status s : seen) out.append(out.empty() ? "" : " ").append(status_name(s));
    return out;
  }
  size_t differences(DifferenceKind kind) const {
    return static_cast<size_t>(std::count_if(e.differences.begin(), e.differences.end(), [&](const Difference& d) { return d.kind == kind; }));
  }
  std::string outlets() const {
    std::vector<std::string> names;
    for (const uint32_t r : reports)
      if (const std::string& o = events.reports[r].outlet; !o.empty() && std::find(names.begin(), names.end(), o) == names.end()) names.push_back(o);
    return joined(names);
  }

  const Events& events;
  const Event& e;
  std::optional<EntityFacts> place;
  std::vector<uint32_t> reports;
};

}  // namespace

void EventSheet::head(std::string& out) const {
  switch (format_) {
    case EventFormat::kCsv:
      return append_csv({"event", "type", "statuses", "time", "place", "country", "latitude", "longitude", "precision", "place_id", "reports", "claims",
                         "possible", "origins_min", "origins_max", "contradictions", "revisions", "killed_min", "killed_max", "wounded_min",
                         "wounded_max", "actor", "target", "origins", "outlets", "first_report", "sentence"},
                        out);
    case EventFormat::kAcled: return acled_head(out);
    case EventFormat::kGdelt: return gdelt_head(out);
    case EventFormat::kGeoJson: return geojson_head(out);
    case EventFormat::kJsonLd: return jsonld_head(out);
    default: return;
  }
}

void EventSheet::tail(std::string& out) const {
  if (format_ == EventFormat::kGeoJson || format_ == EventFormat::kJsonLd) collection_tail(out);
}

void EventSheet::event(const Events& events, const Event& e, const EventNotes& notes, std::string& out) {
  switch (format_) {
    case EventFormat::kText: return write_event_text(events, e, resources_, whole_, out, notes);
    case EventFormat::kJsonLines: return write_event_json(events, e, resources_, out, notes);
    case EventFormat::kCsv: return csv(events, e, out);
    case EventFormat::kAcled: return acled(events, e, out);
    case EventFormat::kGdelt: return gdelt(events, e, out);
    case EventFormat::kGeoJson: return feature(events, e, out);
    case EventFormat::kJsonLd: return linked_data(events, e, notes, out);
  }
}

void EventSheet::csv(const Events& events, const Event& e, std::string& out) const {
  const Brief b(events, e, resources_);
  const auto [killed_min, killed_max] = b.figures(CountOf::kKilled);
  const auto [wounded_min, wounded_max] = b.figures(CountOf::kWounded);
  append_csv({e.id, std::string(plover_name(e.type)), b.statuses(), b.time(), b.place_name(), b.place ? std::string(b.place->country) : "", b.latitude(),
              b.longitude(), std::string(b.precision()), b.place ? std::string(b.place->id) : "", std::to_string(b.reports.size()),
              std::to_string(e.claims.size()), std::to_string(e.possible.size()), std::to_string(e.independence.min), std::to_string(e.independence.max),
              std::to_string(b.differences(DifferenceKind::kContradiction)), std::to_string(b.differences(DifferenceKind::kRevision)), killed_min,
              killed_max, wounded_min, wounded_max, b.commonest(&EventClaim::actor_words), b.commonest(&EventClaim::target_words), joined(b.origins()),
              b.outlets(), b.report(e.claims[0]).id, b.words(e.claims[0], b.claim(e.claims[0]).sentence)},
             out);
}

void EventSheet::acled(const Events& events, const Event& e, std::string& out) const {
  const Brief b(events, e, resources_);
  const AcledType type = acled_type(e.type, b.commonest_text(&EventClaim::mode), b.weapon());
  const std::string date = b.first_day(), country = b.place ? std::string(b.place->country) : "";
  const std::string_view precision = b.precision();
  append_csv({e.id, date, date.substr(0, std::min<size_t>(4, date.size())), b.dated() ? acled_time_precision(b.days_long()) : "", type.disorder, type.event,
              type.sub_event, b.commonest(&EventClaim::actor_words), "", "", b.commonest(&EventClaim::target_words), "", "", "", "", country, "", country,
              precision == "province" ? b.place_name() : "", precision == "district" ? b.place_name() : "", "", b.place_name(), b.latitude(),
              b.longitude(), b.place ? acled_place_precision(precision) : "", b.origins().empty() ? b.outlets() : joined(b.origins()), "",
              b.words(e.claims[0], b.claim(e.claims[0]).sentence), b.figures(CountOf::kKilled).first,
              "plover=" + std::string(plover_name(e.type)) + "; statuses=" + b.statuses() + "; origins=" + std::to_string(e.independence.min) + ".." +
                  std::to_string(e.independence.max) + "; contradictions=" + std::to_string(b.differences(DifferenceKind::kContradiction)),
              ""},
             out);
}

void EventSheet::gdelt(const Events& events, const Event& e, std::string& out) const {
  const Brief b(events, e, resources_);
  std::string date = b.first_day();
  std::erase(date, '-');
  const std::string cameo(b.commonest_text(&EventClaim::cameo));
  std::vector<std::string> cells = {e.id, date, date.substr(0, std::min<size_t>(6, date.size())), date.substr(0, std::min<size_t>(4, date.size())), ""};
  for (Span EventClaim::* who : {&EventClaim::actor_words, &EventClaim::target_words}) {
    cells.insert(cells.end(), {"", b.commonest(who), ""});
    cells.resize(cells.size() + 7);
  }
  const bool happened = b.statuses().starts_with("happened");
  cells.insert(cells.end(), {happened ? "1" : "0", cameo, cameo, cameo, cameo.empty() ? "" : quad_class(cameo), "", std::to_string(e.claims.size()),
                             std::to_string(e.independence.max), std::to_string(b.reports.size()), ""});
  cells.resize(cells.size() + 16);
  cells.insert(cells.end(), {b.place ? gdelt_place_type(b.precision()) : "", b.place_name(), b.place ? std::string(b.place->country) : "", "", "",
                             b.latitude(), b.longitude(), b.place ? std::string(b.place->id) : "", "", b.report(e.claims[0]).id});
  append_csv(cells, out);
}

void EventSheet::feature(const Events& events, const Event& e, std::string& out) {
  const Brief b(events, e, resources_);
  if (!b.place || !b.place->located) return;
  if (!first_) out += ",\n";
  first_ = false;
  const auto [killed_min, killed_max] = b.figures(CountOf::kKilled);
  JsonOut json(out);
  json.open().field("type", "Feature").field("id", e.id).key("geometry").open().field("type", "Point");
  json.key("coordinates").open_list().real(b.place->lon).real(b.place->lat).close_list().close();
  json.key("properties").open().field("event", e.id).field("plover", plover_name(e.type)).field("statuses", b.statuses()).field_or_null("time", b.time());
  json.field("place", b.place_name()).field_or_null("country", b.place->country).field("precision", b.precision()).field("entity", b.place->id);
  json.field("reports", static_cast<int64_t>(b.reports.size())).field("claims", static_cast<int64_t>(e.claims.size()));
  json.field("origins_min", e.independence.min).field("origins_max", e.independence.max);
  json.field("contradictions", static_cast<int64_t>(b.differences(DifferenceKind::kContradiction)));
  json.field_or_null("killed_min", killed_min).field_or_null("killed_max", killed_max);
  json.field_or_null("actor", b.commonest(&EventClaim::actor_words)).field_or_null("target", b.commonest(&EventClaim::target_words));
  json.field("sentence", b.words(e.claims[0], b.claim(e.claims[0]).sentence)).close().close();
}

// An event is an entity of PROV, derived from its claims; a claim from its chain, as in Sheet::linked_data; contradictions
// are annotations that assess the event.
void EventSheet::linked_data(const Events& events, const Event& e, const EventNotes& notes, std::string& out) {
  const Brief b(events, e, resources_);
  const std::string id = "urn:rawi:event:" + e.id;
  std::vector<std::string> claims;
  for (size_t i = 0; i < e.claims.size(); ++i) {
    const auto number = notes.claims.find({e.claims[i].report, e.claims[i].claim});
    claims.push_back(number == notes.claims.end() ? id + "/" + std::to_string(i) : "urn:rawi:claim:" + std::to_string(number->second));
  }
  if (!first_) out += ",\n";
  first_ = false;
  {
    JsonOut json(out);
    json.open().field("@id", id).field("@type", "prov:Entity").field("rawi:type", plover_name(e.type));
    if (!b.time().empty()) json.field("rawi:time", b.time());
    if (b.place) json.field("rawi:place", b.place->id);
    json.field("rawi:originsMin", e.independence.min).field("rawi:originsMax", e.independence.max);
    json.key("prov:wasDerivedFrom").open_list();
    for (const std::string& claim : claims) json.open().field("@id", claim).close();
    json.close_list().close();
  }
  for (size_t i = 0; i < e.claims.size(); ++i) linked_claim(events, e.claims[i], claims[i], out);
  for (const Difference& d : e.differences) {
    if (d.kind == DifferenceKind::kCompatible) continue;
    out += ",\n";
    JsonOut note(out);
    note.open().field("type", "Annotation").field("motivation", "assessing").field("target", id).key("body").open();
    note.field("rawi:kind", d.kind == DifferenceKind::kContradiction ? "contradiction" : "revision").field("rawi:attribute", d.attribute);
    note.key("rawi:values").open_list();
    for (const Side& s : d.sides) note.string(side_words(events, d, s, resources_) + (s.origins.empty() ? "" : " (" + joined(s.origins) + ")"));
    note.close_list().close().close();
  }
}

void EventSheet::linked_claim(const Events& events, const EventMember& m, const std::string& id, std::string& out) {
  const EventReport& r = events.reports[m.report];
  const EventClaim& c = r.claims[m.claim];
  Report text;
  text.text = r.text;
  const std::string report = "urn:rawi:report:" + r.id;
  out += ",\n";
  {
    JsonOut json(out);
    json.open().field("@id", id).field("@type", "prov:Entity").field("rawi:type", plover_name(c.type)).field("rawi:status", status_name(c.status));
    json.key("prov:wasDerivedFrom").open().field("@id", c.chain.empty() ? report : id + ":0").close();
    json.key("prov:hadPrimarySource").open().field("@id", report).close().close();
  }
  for (size_t i = 0; i < c.chain.size(); ++i) {
    const EventSource& s = r.sources[static_cast<size_t>(c.chain[i])];
    out += ",\n";
    JsonOut link(out);
    link.open().field("@id", id + ":" + std::to_string(i)).field("@type", "prov:Entity").key("prov:wasAttributedTo").open();
    link.field("@type", s.kind == SourceKind::kPerson ? "prov:Person" : s.kind == SourceKind::kUnnamed ? "prov:Agent" : "prov:Organization");
    link.field("rawi:name", s.name).close();
    link.key("prov:wasDerivedFrom").open().field("@id", i + 1 < c.chain.size() ? id + ":" + std::to_string(i + 1) : report).close().close();
  }
  out += ",\n";
  JsonOut note(out);
  CodePoints points(text);
  note.open().field("id", id + ":words").field("type", "Annotation").field("motivation", "identifying").field("body", id).key("target").open();
  const uint32_t begin = points.before(c.trigger.begin), end = points.before(c.trigger.end);
  note.field("source", report).key("selector").open_list();
  note.open().field("type", "TextPositionSelector").field("start", begin).field("end", end).close();
  note.open().field("type", "TextQuoteSelector").field("exact", text.words(c.trigger)).close().close_list().close().close();
}

}  // namespace rawi
