#include <rapidjson/writer.h>
#include <simdjson.h>

#include <cmath>
#include <utility>

#include "lexicon/lexicon.h"
#include "mentions/places.h"
#include "rawi/input.h"
#include "rawi/views.h"
#include "views/string_out.h"
#include "views/text_of.h"

namespace rawi {
namespace {

// Coordinates are floats: five decimals are a metre, and more than any gazetteer knows.
constexpr int kCoordinateDecimals = 5;

class Json {
 public:
  Json(const Report& report, const Reading& reading, const Resources& resources, std::string& out)
      : report_(report), reading_(reading), resources_(resources), stream_{out}, writer_(stream_), points_(report) {
    writer_.SetMaxDecimalPlaces(kCoordinateDecimals);
  }

  void claim(const Claim& c, int number);
  void report();

 private:
  void carried();
  void key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void string(std::string_view s) {
    if (!simdjson::validate_utf8(s.data(), s.size())) {
      scratch_.clear();
      append_utf8(s, scratch_);
      s = scratch_;
    }
    writer_.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
  }
  void field(std::string_view name, std::string_view value) {
    key(name);
    string(value);
  }
  void field_or_null(std::string_view name, std::string_view value) {
    key(name);
    if (value.empty())
      writer_.Null();
    else
      string(value);
  }
  void number(std::string_view name, int64_t value) {
    key(name);
    writer_.Int64(value);
  }
  void limit(std::string_view name, int64_t value) {
    key(name);
    if (value == kUnbounded)
      writer_.Null();
    else
      writer_.Int64(value);
  }
  void span(std::string_view name, Span s) {
    key(name);
    if (s.empty()) {
      writer_.Null();
      return;
    }
    writer_.StartArray();
    writer_.Uint(s.begin);
    writer_.Uint(s.end);
    writer_.EndArray();
  }
  // The entity's id, or null.
  void entity(std::string_view name, uint32_t id) {
    field_or_null(name, id == kNoEntity ? std::string_view() : resources_.entity(id).id);
  }

  void chain(const Claim& c);
  void participant(std::string_view name, const Participant& p);
  void place(const PlaceRef& p);
  void quantities(const Claim& c);
  void rules(const Claim& c);
  void published();
  void mention(const Mention& m);

  const Report& report_;
  const Reading& reading_;
  const Resources& resources_;
  StringOut stream_;
  rapidjson::Writer<StringOut> writer_;
  CodePoints points_;
  std::string scratch_, joined_;
};

void Json::chain(const Claim& c) {
  key("chain");
  writer_.StartArray();
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading_.links[c.first_link + i];
    writer_.StartObject();
    field("name", report_.words(link.name));
    field("kind", source_kind_name(link.kind));
    span("span", link.name);
    span("cited", link.cited);
    entity("entity", link.entity);
    writer_.EndObject();
  }
  writer_.EndArray();
}

void Json::participant(std::string_view name, const Participant& p) {
  const auto part = [&](std::string_view suffix) -> std::string_view {
    joined_.assign(name).append(suffix);
    return joined_;
  };
  field_or_null(name, report_.words(p.words));
  span(part("_span"), p.words);
  entity(part("_entity"), p.entity);
}

std::string_view relation_name(PlaceRelation relation) {
  constexpr std::string_view names[] = {"at", "near", "north-of", "south-of", "east-of", "west-of", "border"};
  return names[static_cast<size_t>(relation)];
}

std::string_view precision_name(PlacePrecision precision) {
  constexpr std::string_view names[] = {"site", "town", "district", "province", "area", "country", "border"};
  return names[static_cast<size_t>(precision)];
}

void Json::place(const PlaceRef& p) {
  key("place");
  if (p.words.empty() || p.entity == kNoEntity) {
    writer_.Null();
    return;
  }
  const EntityFacts e = resources_.entity(p.entity);
  writer_.StartObject();
  field("name", e.name_en.empty() ? e.name_ar : e.name_en);
  field_or_null("country", p.relation == PlaceRelation::kBorder ? std::string_view() : e.country);
  for (const auto& [name, value] : {std::pair{"lat", e.lat}, std::pair{"lon", e.lon}}) {
    key(name);
    if (e.located)
      writer_.Double(std::round(value * 1e5) / 1e5);
    else
      writer_.Null();
  }
  field("kind", e.kind);
  field("precision", precision_name(precision(p, resources_.lexicon())));
  field("relation", relation_name(p.relation));
  field("entity", e.id);
  entity("other", p.other);
  field("words", report_.words(p.words));
  span("span", p.words);
  writer_.EndObject();
}

void Json::quantities(const Claim& c) {
  key("quantities");
  writer_.StartArray();
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity& q = reading_.quantities[c.first_quantity + i];
    writer_.StartObject();
    field("of", count_name(q.of));
    limit("min", q.min);
    limit("max", q.max);
    span("span", q.words);
    writer_.EndObject();
  }
  writer_.EndArray();
}

void Json::rules(const Claim& c) {
  key("rules");
  writer_.StartArray();
  string(resources_.rule_name(c.lexeme));
  for (uint32_t i = 0; i < c.rules; ++i) string(reading_.rules[c.first_rule + i]);
  writer_.EndArray();
}

void Json::claim(const Claim& c, int number_of_claim) {
  const std::string_view edtf = c.time.time < 0 ? std::string_view() : std::string_view(reading_.times[static_cast<size_t>(c.time.time)].edtf);
  writer_.Reset(stream_);
  writer_.StartObject();
  field("report", report_.id);
  number("claim", number_of_claim);
  number("at", points_.before(c.trigger.begin));
  field("trigger", report_.words(c.trigger));
  span("trigger_span", c.trigger);
  field("type", plover_name(c.type));
  field_or_null("mode", resources_.mode_name(c.mode));
  field("cameo", cameo_root(c, resources_));
  field("status", status_name(c.status));
  key("denies");
  c.denies < 0 ? writer_.Null() : writer_.Int(c.denies);
  chain(c);
  participant("actor", c.actor);
  participant("target", c.target);
  place(c.place);
  field_or_null("time", edtf);
  field_or_null("time_words", report_.words(c.time.words));
  span("time_span", c.time.words);
  quantities(c);
  field_or_null("weapon", weapon_name(c.weapon));
  span("weapon_span", c.weapon_words);
  span("sentence_span", c.sentence);
  rules(c);
  writer_.EndObject();
}

void Json::published() {
  key("published");
  writer_.StartObject();
  field_or_null("edtf", reading_.published.edtf);
  field("basis", basis_name(reading_.published.basis));
  field_or_null("words", report_.words(reading_.published.words));
  span("span", reading_.published.words);
  writer_.EndObject();
}

void Json::mention(const Mention& m) {
  writer_.StartObject();
  field("kind", mention_name(m.kind));
  field("words", report_.words(m.words));
  span("span", m.words);
  if (m.kind == MentionKind::kTime) {
    field_or_null("edtf", m.time < 0 ? std::string_view() : std::string_view(reading_.times[static_cast<size_t>(m.time)].edtf));
  } else if (m.kind == MentionKind::kNumber) {
    limit("min", m.min);
    limit("max", m.max);
  } else {
    entity("entity", m.entity);
  }
  writer_.EndObject();
}

// What its carrier said, and how far each of it can be trusted.
void Json::carried() {
  field("type", type_name(report_.type));
  field("standing", standing_name(report_.standing));
  field_or_null("language", report_.language);
  field_or_null("author", report_.author);
  field_or_null("modified", report_.modified);
  key("basis");
  writer_.StartObject();
  const auto& b = report_.basis;
  for (const auto& [name, basis] : {std::pair("title", b.title), {"outlet", b.outlet}, {"author", b.author}, {"published", b.published},
                                    {"modified", b.modified}, {"url", b.url}, {"language", b.language}, {"text", b.text}})
    field_or_null(name, field_basis_name(basis));
  writer_.EndObject();
}

void Json::report() {
  writer_.StartObject();
  field("id", report_.id);
  field_or_null("outlet", report_.outlet);
  field_or_null("title", report_.title);
  field_or_null("url", report_.url);
  carried();
  field("encoding", report_.encoding);
  number("bytes", static_cast<int64_t>(report_.text.size()));
  number("broken", report_.broken);
  published();
  key("junk");
  writer_.StartArray();
  for (const Junk& j : reading_.junk) {
    writer_.StartObject();
    field("kind", junk_name(j.kind));
    field("words", report_.words(j.words));
    span("span", j.words);
    writer_.EndObject();
  }
  writer_.EndArray();
  number("claims", static_cast<int64_t>(reading_.claims.size()));
  key("mentions");
  writer_.StartArray();
  for (const Mention& m : reading_.mentions) mention(m);
  writer_.EndArray();
  writer_.EndObject();
}

}  // namespace

void write_claims_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out) {
  Json json(report, reading, resources, out);
  for (size_t i = 0; i < reading.claims.size(); ++i) {
    json.claim(reading.claims[i], static_cast<int>(i));
    out += '\n';
  }
}

void write_report_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out) {
  Json(report, reading, resources, out).report();
  out += '\n';
}

}  // namespace rawi
