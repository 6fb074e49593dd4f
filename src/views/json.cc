#include <simdjson.h>

#include <utility>

#include "lexicon/latin.h"
#include "lexicon/lexicon.h"
#include "mentions/places.h"
#include "rawi/input.h"
#include "rawi/views.h"
#include "views/json_text.h"
#include "views/text_of.h"

namespace rawi {
namespace {

struct ParticipantKeys {
  std::string_view words, span, entity;
};
constexpr ParticipantKeys kActor{"actor", "actor_span", "actor_entity"}, kTarget{"target", "target_span", "target_entity"};

class Json {
 public:
  Json(const Report& report, const Reading& reading, const Resources& resources, std::string& out)
      : report_(report), reading_(reading), resources_(resources), out_(out), points_(report),
        good_(simdjson::validate_utf8(report.text.data(), report.text.size())) {}

  void claim(const Claim& c, int number);
  void report();

 private:
  void carried();
  // Of the lexicon, or of rawi itself: good UTF-8.
  void field(std::string_view name, std::string_view value) {
    out_.key(name);
    out_.string(value);
  }
  void field_or_null(std::string_view name, std::string_view value) {
    out_.key(name);
    value.empty() ? out_.null() : out_.string(value);
  }
  // As it came in.
  void given(std::string_view name, std::string_view value) { field(name, good_utf8(value)); }
  void given_or_null(std::string_view name, std::string_view value) { field_or_null(name, good_utf8(value)); }
  void words(std::string_view name, Span s) { field(name, words_of(s)); }
  void words_or_null(std::string_view name, Span s) { field_or_null(name, words_of(s)); }
  std::string_view words_of(Span s) {
    const std::string_view words = report_.words(s);
    return good_ && whole(s) ? words : good_utf8(words);
  }
  // Does the span begin and end between characters?
  bool whole(Span s) const {
    const auto inside = [&](uint32_t at) { return at < report_.text.size() && (report_.text[at] & 0xC0) == 0x80; };
    return !inside(s.begin) && !inside(s.end);
  }
  std::string_view good_utf8(std::string_view s) {
    if (simdjson::validate_utf8(s.data(), s.size())) return s;
    scratch_.clear();
    append_utf8(s, scratch_);
    return scratch_;
  }
  void number(std::string_view name, int64_t value) {
    out_.key(name);
    out_.number(value);
  }
  void limit(std::string_view name, int64_t value) {
    out_.key(name);
    value == kUnbounded ? out_.null() : out_.number(value);
  }
  void span(std::string_view name, Span s) {
    out_.key(name);
    if (s.empty()) return out_.null();
    out_.open_list();
    out_.number(s.begin);
    out_.number(s.end);
    out_.close_list();
  }
  // The entity's id, or null.
  void entity(std::string_view name, uint32_t id) {
    field_or_null(name, id == kNoEntity ? std::string_view() : resources_.lexicon().string(resources_.lexicon().entity(id).id));
  }

  void chain(const Claim& c);
  void participant(const ParticipantKeys& keys, const Participant& p);
  void place(const PlaceRef& p);
  void quantities(const Claim& c);
  void rules(const Claim& c);
  void published();
  void mention(const Mention& m);

  const Report& report_;
  const Reading& reading_;
  const Resources& resources_;
  JsonText out_;
  CodePoints points_;
  const bool good_;  // all of its text is UTF-8
  std::string scratch_;
};

void Json::chain(const Claim& c) {
  out_.key("chain");
  out_.open_list();
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading_.links[c.first_link + i];
    out_.open();
    words("name", link.name);
    field("kind", source_kind_name(link.kind));
    span("span", link.name);
    span("cited", link.cited);
    entity("entity", link.entity);
    out_.close();
  }
  out_.close_list();
}

void Json::participant(const ParticipantKeys& keys, const Participant& p) {
  words_or_null(keys.words, p.words);
  span(keys.span, p.words);
  entity(keys.entity, p.entity);
}

std::string_view relation_name(PlaceRelation relation) {
  constexpr std::string_view names[] = {"at", "near", "north-of", "south-of", "east-of", "west-of", "border", "in"};
  return names[static_cast<size_t>(relation)];
}

std::string_view precision_name(PlacePrecision precision) {
  constexpr std::string_view names[] = {"site", "town", "district", "province", "area", "country", "border"};
  return names[static_cast<size_t>(precision)];
}

void Json::place(const PlaceRef& p) {
  out_.key("place");
  if (p.words.empty() || p.entity == kNoEntity) {
    out_.null();
    return;
  }
  const EntityFacts e = resources_.entity(p.entity);
  out_.open();
  if (p.relation == PlaceRelation::kIn)
    given("name", latin_name(resources_.lexicon(), report_.words(p.words), e.country));
  else
    field("name", e.name_en.empty() ? e.name_ar : e.name_en);
  field_or_null("country", p.relation == PlaceRelation::kBorder ? std::string_view() : e.country);
  for (const auto& [name, value] : {std::pair{"lat", e.lat}, std::pair{"lon", e.lon}}) {
    out_.key(name);
    if (e.located)
      out_.coordinate(value);
    else
      out_.null();
  }
  field("kind", e.kind);
  field("precision", precision_name(precision(p, resources_.lexicon())));
  field("relation", relation_name(p.relation));
  field("entity", e.id);
  entity("other", p.other);
  words("words", p.words);
  span("span", p.words);
  out_.close();
}

void Json::quantities(const Claim& c) {
  out_.key("quantities");
  out_.open_list();
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity& q = reading_.quantities[c.first_quantity + i];
    out_.open();
    field("of", count_name(q.of));
    limit("min", q.min);
    limit("max", q.max);
    span("span", q.words);
    out_.close();
  }
  out_.close_list();
}

void Json::rules(const Claim& c) {
  out_.key("rules");
  out_.open_list();
  out_.string(resources_.rule_name(c.lexeme));
  for (uint32_t i = 0; i < c.rules; ++i) out_.string(reading_.rules[c.first_rule + i]);
  out_.close_list();
}

void Json::claim(const Claim& c, int number_of_claim) {
  const std::string_view edtf = c.time.time < 0 ? std::string_view() : std::string_view(reading_.times[static_cast<size_t>(c.time.time)].edtf);
  out_.open();
  given("report", report_.id);
  number("claim", number_of_claim);
  number("at", points_.before(c.trigger.begin));
  words("trigger", c.trigger);
  span("trigger_span", c.trigger);
  field("type", plover_name(c.type));
  field_or_null("mode", resources_.mode_name(c.mode));
  field("cameo", cameo_root(c, resources_));
  field("status", status_name(c.status));
  out_.key("denies");
  c.denies < 0 ? out_.null() : out_.number(c.denies);
  chain(c);
  participant(kActor, c.actor);
  participant(kTarget, c.target);
  place(c.place);
  field_or_null("time", edtf);
  words_or_null("time_words", c.time.words);
  span("time_span", c.time.words);
  quantities(c);
  field_or_null("weapon", weapon_name(c.weapon));
  span("weapon_span", c.weapon_words);
  span("sentence_span", c.sentence);
  rules(c);
  out_.close();
  out_.end_line();
}

void Json::published() {
  out_.key("published");
  out_.open();
  given_or_null("edtf", reading_.published.edtf);
  field("basis", basis_name(reading_.published.basis));
  words_or_null("words", reading_.published.words);
  span("span", reading_.published.words);
  out_.close();
}

void Json::mention(const Mention& m) {
  out_.open();
  field("kind", mention_name(m.kind));
  words("words", m.words);
  span("span", m.words);
  if (m.kind == MentionKind::kTime) {
    field_or_null("edtf", m.time < 0 ? std::string_view() : std::string_view(reading_.times[static_cast<size_t>(m.time)].edtf));
  } else if (m.kind == MentionKind::kNumber) {
    limit("min", m.min);
    limit("max", m.max);
  } else {
    entity("entity", m.entity);
  }
  out_.close();
}

// What its carrier said, and how far each of it can be trusted.
void Json::carried() {
  field("type", type_name(report_.type));
  field("standing", standing_name(report_.standing));
  given_or_null("language", report_.language);
  given_or_null("author", report_.author);
  given_or_null("modified", report_.modified);
  out_.key("basis");
  out_.open();
  const auto& b = report_.basis;
  for (const auto& [name, basis] : {std::pair("title", b.title), {"outlet", b.outlet}, {"author", b.author}, {"published", b.published},
                                    {"modified", b.modified}, {"url", b.url}, {"language", b.language}, {"text", b.text}})
    field_or_null(name, field_basis_name(basis));
  out_.close();
}

void Json::report() {
  out_.open();
  given("id", report_.id);
  given_or_null("outlet", report_.outlet);
  given_or_null("title", report_.title);
  given_or_null("url", report_.url);
  carried();
  given("encoding", report_.encoding);
  number("bytes", static_cast<int64_t>(report_.text.size()));
  number("broken", report_.broken);
  published();
  out_.key("junk");
  out_.open_list();
  for (const Junk& j : reading_.junk) {
    out_.open();
    field("kind", junk_name(j.kind));
    words("words", j.words);
    span("span", j.words);
    out_.close();
  }
  out_.close_list();
  number("claims", static_cast<int64_t>(reading_.claims.size()));
  out_.key("mentions");
  out_.open_list();
  for (const Mention& m : reading_.mentions) mention(m);
  out_.close_list();
  out_.close();
  out_.end_line();
}

}  // namespace

void write_claims_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out) {
  Json json(report, reading, resources, out);
  for (size_t i = 0; i < reading.claims.size(); ++i) json.claim(reading.claims[i], static_cast<int>(i));
}

void write_report_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out) {
  Json(report, reading, resources, out).report();
}

}  // namespace rawi
