// A report's reading -> what can be compared with other reports: prints of sentences, sources with identity,
// places with all that contains them, days.
#include <algorithm>
#include <cmath>

#include "claims/document.h"
#include "events/pack.h"
#include "events/parallel.h"
#include "events/speakers.h"
#include "ledger/edtf.h"
#include "ledger/identity.h"
#include "rawi/events.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr int64_t kDay = 86400;
constexpr uint32_t kCreditBytes = 400;  // a credit stands this near to the report's begin or end
constexpr uint32_t kOfficeWithin = 4, kOfficeWords = 8;  // tokens after a name
constexpr uint32_t kNegatedWithin = 6;  // tokens that a negation before a cause reaches
constexpr size_t kOutletLetters = 3;    // of a name that an outlet is known by
constexpr float kEchoDoubt = 1.5f;      // words that were less sure to be no claim may be echoes
constexpr uint32_t kDatelineTokens = 8; // a dateline ends within so many tokens of its sentence
constexpr float kNameWeight = 2.5f, kStateWeight = 0.5f, kWordWeight = 1.0f;

int32_t day_of(int64_t seconds) { return static_cast<int32_t>(seconds >= 0 ? seconds / kDay : -((kDay - 1 - seconds) / kDay)); }

DayRange days_of(std::string_view edtf) {
  DayRange days;
  if (edtf.empty()) return days;
  const std::optional<TimeRange> range = edtf_range(edtf);
  if (!range) return days;
  if (range->from != kNoBegin) days.first = day_of(range->from);
  if (range->to != kNoEnd) days.last = day_of(range->to - 1);
  return days;
}

// Words that say nothing of what happened.
bool empty_word(Category c) {
  switch (c) {
    case Category::kMark: case Category::kPreposition: case Category::kConjunction: case Category::kComplementizer:
    case Category::kNegation: case Category::kParticle: case Category::kSayVerb: case Category::kTimeWord:
    case Category::kPart: case Category::kLight: case Category::kCarrier: case Category::kSource:
      return true;
    default: return false;
  }
}

// Words for those who say something.
bool speaks_for(Category c) {
  switch (c) {
    case Category::kSource: case Category::kWitness: case Category::kOfficial: case Category::kBody: case Category::kMilitary:
    case Category::kGroup: case Category::kMedia: case Category::kMediaName: case Category::kBodyName: case Category::kGroupName:
    case Category::kPersonName: case Category::kStateName: case Category::kCivilian: case Category::kCarrier: return true;
    default: return false;
  }
}

float weight_of(const Document& d, uint32_t token) {
  switch (d.category[token]) {
    case Category::kStateName: case Category::kNisba: return kStateWeight;
    case Category::kPlaceName: case Category::kBodyName: case Category::kGroupName: case Category::kPersonName:
    case Category::kGivenName: case Category::kUnknown: return kNameWeight;
    default: return d.tokens.all[token].readings == 0 ? kNameWeight : kWordWeight;
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

void sort_once(std::vector<uint64_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

struct EventReader::Work {
  explicit Work(const Resources& r) : resources(r), identifier(r) {}

  void sentences(EventReport& out) const;
  void claim(const Report& report, const Claim& c, EventReport& out);
  int32_t source(const Report& report, const Link& link, Span sentence, EventReport& out);
  EventSource source_of(const Report& report, const Link& link, Span sentence);
  void take_body(uint32_t entity, const Link& link, EventSource& s) const;
  void take_state(TokenRange name, EventSource& s) const;
  bool is_outlet(uint32_t entity, std::string_view outlet) const;
  std::string party_at(uint32_t token) const;
  std::string group_in(TokenRange words) const;
  std::string party_after(Span name, Span sentence) const;
  void describe(const Link& link, EventSource& s) const;
  EventPlace place(const PlaceRef& ref) const;
  void words_in(Span span, std::vector<uint64_t>& out) const;
  EventNumber number(const Quantity& q) const;
  bool credited(const Report& report, TokenRange words) const;
  void credits(const Report& report, EventReport& out);
  void echoes(EventReport& out) const;
  bool said(Span words, Span sentence) const;
  Voiced voiced(const Link& origin, Span trigger) const;
  Cause cause(Span sentence) const;
  std::string party_of(uint32_t entity) const;
  std::pair<uint32_t, uint32_t> tokens_in(Span span) const;
  const Document& doc() const { return *document; }

  const Resources& resources;
  std::unique_ptr<Reader> reader;      // where reports are not read already
  Identifier identifier;
  Reading own_reading;
  const Document* document = nullptr;  // of the report under way
  const Reading* reading = nullptr;
  SourceIdentity identity;
};

EventReader::EventReader(const Resources& resources) : work_(std::make_unique<Work>(resources)) {}
EventReader::~EventReader() = default;

std::pair<uint32_t, uint32_t> EventReader::Work::tokens_in(Span span) const {
  const std::vector<Token>& all = doc().tokens.all;
  auto first = std::lower_bound(all.begin(), all.end(), span.begin, [](const Token& t, uint32_t b) { return t.span.end <= b; });
  auto last = first;
  while (last != all.end() && last->span.begin < span.end) ++last;
  return {static_cast<uint32_t>(first - all.begin()), static_cast<uint32_t>(last - all.begin())};
}

void EventReader::Work::words_in(Span span, std::vector<uint64_t>& out) const {
  const auto [first, last] = tokens_in(span);
  for (uint32_t i = first; i < last; ++i)
    if (!empty_word(doc().category[i]) && doc().category[i] != Category::kNumber) out.push_back(doc().lemma[i]);
  sort_once(out);
}

void EventReader::Work::sentences(EventReport& out) const {
  const Document& d = doc();
  for (uint32_t s = 0; s < d.structure.sentences.size(); ++s) {
    const Sentence& sentence = d.structure.sentences[s];
    SentencePrint& print = out.sentences.emplace_back();
    print.span = sentence.span;
    if (s < d.junk.size() && d.junk[s]) continue;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& t = d.tokens.all[i];
      if (t.kind == TokenKind::kNumber) print.words.push_back(static_cast<uint64_t>(t.number) * 0x9E3779B97F4A7C15u + 1);
      if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) continue;
      print.words.push_back(t.key);
      if (!empty_word(d.category[i])) print.content.push_back({d.lemma[i], weight_of(d, i)});
    }
    std::sort(print.content.begin(), print.content.end(), [](EventWord a, EventWord b) { return a.word < b.word; });
    print.content.erase(std::unique(print.content.begin(), print.content.end(), [](EventWord a, EventWord b) { return a.word == b.word; }),
                        print.content.end());
  }
}

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
    const bool surname = link.kind == SourceKind::kPerson && i > all.words.first && d.category[i] == Category::kNisba && weight_of(d, i - 1) == kNameWeight;
    if (s.party.empty() && !told_to && !surname) s.party = party_at(i);
    if (!s.agency && is_medium(s.party)) s.party.clear();  // whom it was told to
    if (empty_word(d.category[i]) || d.category[i] == Category::kNumber) continue;
    const bool title = d.tags[i].is(Class::kOfficial) || d.tags[i].is(Class::kSpokesman) || d.tags[i].is(Class::kTitle);
    if (link.kind != SourceKind::kPerson || (!title && weight_of(d, i) == kNameWeight)) s.words.push_back(d.tokens.all[i].key);
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

EventPlace EventReader::Work::place(const PlaceRef& ref) const {
  EventPlace p;
  if (ref.entity == kNoEntity) return p;
  const Lexicon& lexicon = resources.lexicon();
  uint32_t at = ref.entity;
  for (int depth = 0; depth < 6 && at != kNoEntity; ++depth) {
    const Entity& e = lexicon.entity(at);
    if (std::find(p.chain.begin(), p.chain.end(), at) != p.chain.end()) break;
    p.chain.push_back(at);
    at = is_place(lexicon.entity(at).kind) ? e.parent : kNoEntity;
  }
  const Entity& e = lexicon.entity(ref.entity);
  if (e.country[0]) {
    p.country[0] = e.country[0], p.country[1] = e.country[1];
    const uint32_t country = lexicon.country_place(std::string_view(e.country, 2));
    if (country != kNoEntity && std::find(p.chain.begin(), p.chain.end(), country) == p.chain.end()) p.chain.push_back(country);
  }
  if (ref.other != kNoEntity) p.chain.push_back(ref.other);
  for (uint32_t& link : p.chain) link = place_key(resources.entity(link).id);
  p.fine = e.kind == EntityKind::kCountry ? 1 : e.kind <= EntityKind::kAdmin2 ? 2 : 3;
  p.located = !std::isnan(e.lat) && e.kind != EntityKind::kCountry;
  if (p.located) p.lat = e.lat, p.lon = e.lon;
  return p;
}

// Who is counted, where the words narrow it: policemen, attackers, civilians; the dead as such do not.
EventNumber EventReader::Work::number(const Quantity& q) const {
  EventNumber n{q.of, q.min, q.max, 0, q.words};
  const auto [first, last] = tokens_in(q.words);
  for (uint32_t i = first; i < last; ++i) {
    const Tag& t = doc().tags[i];
    if (t.is(Class::kFighter) || t.is(Class::kSoldier)) n.scope = doc().lemma[i];
    else if (n.scope == 0 && t.is(Class::kCivilian)) n.scope = kCivilians;
  }
  return n;
}

// Whether the sentence itself says it, not its dateline: what stands before an early dash, colon or bracket.
bool EventReader::Work::said(Span words, Span sentence) const {
  if (words.empty() || !sentence.contains(words)) return false;
  const std::vector<Token>& all = doc().tokens.all;
  const auto [first, last] = tokens_in(sentence);
  const uint32_t after = tokens_in(words).second;
  for (uint32_t i = after; i < std::min(last, first + kDatelineTokens); ++i) {
    if (all[i].kind == TokenKind::kWord && doc().name_of[i] < 0) return true;
    if (const char c = doc().report->text[all[i].span.begin]; c == '-' || c == ':' || c == '(') return false;
  }
  return true;
}

// The word of speech of the frame that ties the claim to its origin.
Voiced EventReader::Work::voiced(const Link& origin, Span trigger) const {
  const Document& d = doc();
  const uint32_t at = tokens_in(trigger).first;
  for (const Frame& f : d.frames) {
    if (f.source < 0 || d.sources[static_cast<size_t>(f.source)].cited != origin.cited || at < f.scope_first || at >= f.scope_last) continue;
    if (d.is(f.cue, Class::kSayClaim)) return Voiced::kClaimed;
    if (d.is(f.cue, Class::kSayConfirm)) return Voiced::kConfirmed;
    if (d.is(f.cue, Class::kSay) || d.is(f.cue, Class::kSayAgain) || d.is(f.cue, Class::kSayReveal)) return Voiced::kSaid;
  }
  return Voiced::kNone;
}

// What the sentence says by a fixed phrase to have brought it about, but for what it negates.
Cause EventReader::Work::cause(Span sentence) const {
  const Document& d = doc();
  const auto [first, last] = tokens_in(sentence);
  Cause found = Cause::kNone;
  uint32_t negated = 0;  // up to this token
  for (uint32_t i = first; i < last; ++i) {
    if (d.is(i, Class::kNegation) || d.is(i, Class::kSayDeny)) negated = i + kNegatedWithin;
    const Lexeme* lexeme = nullptr;
    if (phrase_at(d.tokens, *d.lexicon, i, &lexeme) == 0 || !lexeme->is(Class::kCause) || i < negated) continue;
    const auto cause = static_cast<Cause>(lexeme->value);
    found = found == Cause::kNone || found == cause ? cause : Cause::kMixed;
  }
  return found;
}

// Event words that were dropped by a small margin.
void EventReader::Work::echoes(EventReport& out) const {
  const Document& d = doc();
  for (const Trigger& t : d.triggers) {
    if (t.type != Plover::kNone || t.margin > kEchoDoubt || t.lexeme == kNoLexeme) continue;
    const Plover type = d.lexicon->lexeme(t.lexeme).type();
    const uint32_t sentence = d.structure.sentence_of[t.token];
    if (type != Plover::kNone)
      out.echoes.push_back({d.tokens.all[t.token].span, d.structure.sentences[sentence].span, sentence, type, d.lemma[t.token], t.margin});
  }
}

void EventReader::Work::claim(const Report& report, const Claim& c, EventReport& out) {
  EventClaim e;
  e.trigger = c.trigger, e.sentence = c.sentence;
  const std::vector<Sentence>& all = doc().structure.sentences;
  while (e.sentence_number + 1 < all.size() && all[e.sentence_number].span.end <= c.trigger.begin) ++e.sentence_number;
  e.headline = !all.empty() && all[e.sentence_number].headline && e.sentence_number == 0;
  e.type = c.type, e.status = c.status, e.weapon = c.weapon, e.denies = c.denies;
  const auto [first, last] = tokens_in(c.trigger);
  for (uint32_t i = first; i < last; ++i) {
    if (!empty_word(doc().category[i]) || e.lemma == 0) e.lemma = doc().lemma[i];
    e.definite = e.definite || (doc().tags[i].noun() && doc().tags[i].definite());
    e.denier = e.denier || doc().is(i, Class::kSayDeny);
    e.responds = e.responds || doc().is(i, Class::kRespond);
  }
  e.place = place(c.place);
  e.place_said = said(c.place.words, c.sentence);
  e.days_said = said(c.time.words, c.sentence);
  if (c.time.time >= 0) e.days = days_of(reading->times[static_cast<size_t>(c.time.time)].edtf);
  words_in(c.actor.words, e.participants);
  words_in(c.target.words, e.participants);
  e.cause = !out.claims.empty() && out.claims.back().sentence_number == e.sentence_number ? out.claims.back().cause : cause(c.sentence);
  e.actor_words = c.actor.words, e.target_words = c.target.words;
  e.mode = resources.mode_name(c.mode), e.cameo = cameo_root(c, resources);
  if (c.actor.entity != kNoEntity) e.actor = resources.entity(c.actor.entity).id;
  for (const uint32_t entity : {c.actor.entity, c.target.entity})
    if (entity != kNoEntity)
      if (std::string party = party_of(entity); !party.empty()) e.parties.push_back(std::move(party));
  if (c.links > 0) e.voiced = voiced(reading->links[c.first_link + c.links - 1], c.trigger);
  for (uint32_t i = 0; i < c.quantities; ++i) e.numbers.push_back(number(reading->quantities[c.first_quantity + i]));
  for (uint32_t i = 0; i < c.links; ++i) e.chain.push_back(source(report, reading->links[c.first_link + i], c.sentence, out));
  out.claims.push_back(std::move(e));
}

// Whether tokens stand alone in brackets, before a dash, or in a line of their own, near the begin or the end.
bool EventReader::Work::credited(const Report& report, TokenRange words) const {
  const std::vector<Token>& all = doc().tokens.all;
  const auto [first, last] = words;
  if (last > all.size() || first >= last) return false;
  if (all[first].span.begin > kCreditBytes && all[last - 1].span.end + kCreditBytes < report.text.size()) return false;
  const auto edge = [&](uint32_t i) { return all[i].kind != TokenKind::kWord && all[i].kind != TokenKind::kNumber; };
  const bool opens = first == 0 || edge(first - 1) || all[first].lines_before > 0 || doc().tags[first].proclitics & kWa;  // "N. N. and agencies"
  return opens && (last == all.size() || edge(last) || all[last].lines_before > 0);
}

// Agencies credited for the whole report, by name or as such ("agencies").
void EventReader::Work::credits(const Report& report, EventReport& out) {
  const Document& d = doc();
  const auto add = [&](TokenRange words, SourceKind kind, uint32_t entity) {
    const Span span{d.tokens.all[words.first].span.begin, d.tokens.all[words.second - 1].span.end};
    const int32_t s = source(report, {span, span, kind, entity}, span, out);
    if (std::find(out.credits.begin(), out.credits.end(), s) == out.credits.end()) out.credits.push_back(s);
    return s;
  };
  for (const NameMention& name : d.names) {
    const TokenRange words{name.first, name.last + 1};
    if (name.entity == kNoEntity || resources.lexicon().entity(name.entity).kind != EntityKind::kNewsAgency || !credited(report, words)) continue;
    add(words, SourceKind::kMedia, name.entity);
  }
  for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
    if (d.category[i] != Category::kMedia || d.name_of[i] >= 0 || !credited(report, {i, i + 1})) continue;
    EventSource& s = out.sources[static_cast<size_t>(add({i, i + 1}, SourceKind::kUnnamed, kNoEntity))];
    s.agency = true, s.bare = false, s.doubtful = false;
  }
}

EventReport EventReader::read(const Report& report) {
  Work& w = *work_;
  if (!w.reader) w.reader = std::make_unique<Reader>(w.resources);
  w.reader->read(report, w.own_reading);
  return compare_ready(*w.reader, report, w.own_reading);
}

EventReport EventReader::compare_ready(const Reader& reader, const Report& report, const Reading& reading) {
  Work& w = *work_;
  w.document = &reader.document(), w.reading = &reading;
  EventReport out;
  out.id = report.id, out.outlet = report.outlet, out.text = report.text;
  out.published_edtf = reading.published.edtf;
  out.published = days_of(reading.published.edtf);
  w.sentences(out);
  for (const Claim& c : reading.claims) w.claim(report, c, out);
  w.credits(report, out);
  w.echoes(out);
  narrow(out);
  return out;
}

std::vector<EventReport> read_all(const Resources& resources, const std::vector<Report>& reports) {
  std::vector<EventReport> out(reports.size());
  for_each_index(reports.size(), [&] {
    return [&, reader = std::make_shared<EventReader>(resources)](size_t i) { out[i] = reader->read(reports[i]); };
  });
  return out;
}

}  // namespace rawi
