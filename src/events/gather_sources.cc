// Who is behind a claim, as far as sources can be told apart: identity, belonging, kind. See gather.h.
#include "events/gather.h"

#include <algorithm>

#include "events/sets.h"

namespace rawi {
namespace {

constexpr uint32_t kOfficeWithin = 4, kOfficeWords = 8;  // tokens after a name
constexpr size_t kOutletLetters = 3;    // of a name that an outlet is known by

// Words for those who say something.
bool speaks_for(Category c) {
  switch (c) {
    case Category::kSource: case Category::kWitness: case Category::kOfficial: case Category::kBody: case Category::kMilitary:
    case Category::kGroup: case Category::kMedia: case Category::kMediaName: case Category::kBodyName: case Category::kGroupName:
    case Category::kPersonName: case Category::kStateName: case Category::kCivilian: case Category::kCarrier: return true;
    default: return false;
  }
}

bool quote(const Document& d, uint32_t i) {
  const TokenKind kind = d.tokens.all[i].kind;
  return kind == TokenKind::kQuote || kind == TokenKind::kOpenQuote;
}

bool is_medium(std::string_view party) { return party.starts_with("e:a:med-") || party.starts_with("e:a:agy-"); }

// Latin letters alone, small.
std::string letters_of(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c >= 'a' && c <= 'z') out += c;
    else if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

// The state of a body, or the group itself: whose voice it is.
std::string EventReader::Work::party_of(uint32_t entity) const {
  const Entity& e = resources.lexicon().entity(entity);
  const std::string id(resources.entity(entity).id);
  switch (e.kind) {
    case EntityKind::kIntlOrg: case EntityKind::kParty: case EntityKind::kArmedGroup: case EntityKind::kMediaOutlet:
    case EntityKind::kNewsAgency:
      return "e:" + id;
    default: return e.country[0] ? "c:" + std::string(e.country, 2) : is_actor(e.kind) ? "e:" + id : std::string();
  }
}

EventSource EventReader::Work::source_of(const Report& report, const Link& link, Span sentence) {
  EventSource s;
  identifier.identify(report.text, doc().tokens, link, sentence, identity);
  s.key = identity.key;
  s.in_report = identity.in_report;
  s.name = report.words(link.name);
  s.kind = link.kind;
  if (identity.entity != kNoEntity) {
    s.entity = resources.entity(identity.entity).id;
    s.party = party_of(identity.entity);
    const EntityKind kind = resources.lexicon().entity(identity.entity).kind;
    s.agency = kind == EntityKind::kNewsAgency || kind == EntityKind::kMediaOutlet;
  }
  const Document& d = doc();
  const TokenRange name = tokens_in(link.name);
  if (s.entity.empty() || link.kind == SourceKind::kPerson) take_body(body_meant(d, name), link, s);
  s.agency = s.agency || link.kind == SourceKind::kMedia;
  const Described all = described(d, name);
  for (uint32_t i = all.words.first; i < all.words.second; ++i) {
    const bool told_to = link.kind == SourceKind::kUnnamed && d.tags[i].proclitics & kLi &&
                         (d.category[i] == Category::kPlaceName || (i > 0 && quote(d, i - 1)));  // a paper's name
    const bool surname = link.kind == SourceKind::kPerson && i > all.words.first && d.category[i] == Category::kNisba && may_be_name(d, i - 1);
    if (s.party.empty() && !told_to && !surname) s.party = party_at(i);
    if (!s.agency && is_medium(s.party)) s.party.clear();  // whom it was told to
    if (empty_word(d.category[i]) || d.category[i] == Category::kNumber) continue;
    const bool title = d.tags[i].is(Class::kOfficial) || d.tags[i].is(Class::kSpokesman) || d.tags[i].is(Class::kTitle);
    if (link.kind != SourceKind::kPerson || (!title && may_be_name(d, i))) s.words.push_back(d.tokens.all[i].key);
  }
  for (uint32_t i = all.person.first; i < all.person.second; ++i) s.words.push_back(d.tokens.all[i].key);
  if (s.party.empty() && !identity.nationality.empty()) s.party = "c:" + identity.nationality;
  if (s.party.empty() && link.kind == SourceKind::kPerson) s.party = party_after(link.name, sentence);
  if (s.party.empty() && link.kind == SourceKind::kPerson) s.party = party_after(link.cited, sentence);
  if (!s.agency && is_medium(s.party)) s.party.clear();
  if (s.party.empty()) s.party = group_in(all.words);
  if (s.agency && !s.entity.empty()) take_state(name, s);
  sort_once(s.words);
  describe(link, s);
  if (s.agency && identity.entity != kNoEntity) s.doubtful = s.doubtful || is_outlet(identity.entity, report.outlet);
  return s;
}

// "The observatory" is the one that the report has named; its director belongs to it.
void EventReader::Work::take_body(uint32_t entity, const Link& link, EventSource& s) const {
  if (entity == kNoEntity) return;
  s.party = party_of(entity);
  if (link.kind == SourceKind::kPerson || link.kind == SourceKind::kUnnamed) return;
  s.entity = resources.entity(entity).id;
  const EntityKind kind = resources.lexicon().entity(entity).kind;
  s.agency = kind == EntityKind::kNewsAgency || kind == EntityKind::kMediaOutlet;
}

// "The Saudi news agency" speaks for its state.
void EventReader::Work::take_state(TokenRange name, EventSource& s) const {
  const Document& d = doc();
  bool agency = false;
  for (uint32_t i = name.first; i < name.second; ++i) {
    agency = agency || d.category[i] == Category::kMedia || d.name_of[i] >= 0;
    if (!d.tags[i].is(Class::kNisba) || d.tags[i].lexeme->entity == kNoEntity) continue;
    const Entity& e = resources.lexicon().entity(d.tags[i].lexeme->entity);
    if (agency && e.country[0] && resources.lexicon().entity(identity.entity).kind == EntityKind::kNewsAgency) s.party = "c:" + std::string(e.country, 2);
  }
}

// The outlet's own name in a dateline is its own voice: "CNN" of "cnnarabic".
bool EventReader::Work::is_outlet(uint32_t entity, std::string_view outlet) const {
  const std::string name = letters_of(resources.lexicon().string(resources.lexicon().entity(entity).name_en)), own = letters_of(outlet);
  return name.size() >= kOutletLetters && own.size() >= kOutletLetters && (own.starts_with(name) || name.starts_with(own));
}

// A group that the lexicon knows by no name ("a source in the resistance"): its word.
std::string EventReader::Work::group_in(TokenRange words) const {
  for (uint32_t i = words.first; i < words.second; ++i)
    if (doc().category[i] == Category::kGroup && doc().tags[i].definite())
      return "g:" + std::string(resources.lexicon().string(doc().tags[i].lexeme->lemma));
  return {};
}

// Whom the name or nationality at a token belongs to.
std::string EventReader::Work::party_at(uint32_t token) const {
  const Document& d = doc();
  std::string party;
  if (d.name_of[token] >= 0)
    if (const uint32_t entity = d.names[static_cast<size_t>(d.name_of[token])].entity;
        entity != kNoEntity && resources.lexicon().entity(entity).kind != EntityKind::kPerson)  // part of another's name, else identity has it
      party = party_of(entity);
  if (party.empty() && d.tags[token].is(Class::kNisba) && d.tags[token].lexeme->entity != kNoEntity) party = party_of(d.tags[token].lexeme->entity);
  return party;
}

// The office that stands beside a person's name, "N. N., director of the Syrian observatory": whom it belongs to.
std::string EventReader::Work::party_after(Span name, Span sentence) const {
  const Document& d = doc();
  const uint32_t first = tokens_in(name).second, last = tokens_in(sentence).second;
  uint32_t office = first;
  while (office < last && office < first + kOfficeWithin && !d.tags[office].is(Class::kOfficial) && !d.tags[office].is(Class::kSpokesman)) ++office;
  if (office >= last || office >= first + kOfficeWithin) return {};
  for (uint32_t i = office + 1; i < std::min(last, office + kOfficeWords); ++i) {
    const Category c = d.category[i];
    if (c == Category::kMark || c == Category::kVerb || c == Category::kSayVerb || c == Category::kComplementizer) return {};
    if (std::string party = party_at(i); !party.empty()) return party;
  }
  return {};
}

// What kind of source its words make it: which bodies they name, and whether they name anything at all.
void EventReader::Work::describe(const Link& link, EventSource& s) const {
  const Document& d = doc();
  const auto [first, last] = tokens_in(link.name);
  bool named = false, office = false, speaks = false;
  uint32_t words = 0;
  for (uint32_t i = first; i < last; ++i) {
    const Category c = d.category[i];
    const bool body = c == Category::kBody || c == Category::kMilitary || c == Category::kGroup || c == Category::kMedia;
    if (body || (c == Category::kBodyName && d.tags[i].is(Class::kBody))) s.bodies.push_back(d.lemma[i]);
    named = named || c == Category::kPersonName || c == Category::kGivenName || c == Category::kBodyName || c == Category::kGroupName ||
            c == Category::kMediaName || c == Category::kUnknown || c == Category::kNoun;
    office = office || d.tags[i].is(Class::kOfficial) || d.tags[i].is(Class::kSpokesman);
    speaks = speaks || speaks_for(c);
    words += !empty_word(c) && c != Category::kNumber;
  }
  sort_once(s.bodies);
  s.bare = s.kind == SourceKind::kUnnamed && (s.words.empty() || (first < last && d.tags[first].definite()));
  const bool country = s.party.starts_with("c:");
  s.state = country && !named && words <= 2 && s.bodies.size() <= 1;
  const bool nisba = last == first + 1 && d.category[first] == Category::kNisba;  // "the Egyptian" is nobody, or a surname
  // A surname alone, of whom the report says nothing else anywhere, was hardly a source.
  const bool surname = s.kind == SourceKind::kPerson && s.in_report && s.entity.empty() && s.party.empty() && !office && s.words.size() <= 1;
  s.doubtful = nisba || surname || (s.kind != SourceKind::kPerson && s.entity.empty() && !speaks && !office);
}

int32_t EventReader::Work::source(const Report& report, const Link& link, Span sentence, EventReport& out) {
  EventSource s = source_of(report, link, sentence);
  for (size_t i = 0; i < out.sources.size(); ++i)
    if (out.sources[i].key == s.key && (!s.key.empty() || out.sources[i].name == s.name)) return static_cast<int32_t>(i);
  out.sources.push_back(std::move(s));
  return static_cast<int32_t>(out.sources.size()) - 1;
}

}  // namespace rawi
