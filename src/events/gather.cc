// A report's reading -> what can be compared with other reports: prints of sentences, sources with identity,
// places with all that contains them, days.
#include <algorithm>
#include <cmath>

#include "events/gather.h"
#include "events/pack.h"
#include "events/parallel.h"
#include "events/sets.h"
#include "ledger/edtf.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr int64_t kDay = 86400;
constexpr uint32_t kCreditBytes = 400;  // a credit stands this near to the report's begin or end
constexpr uint32_t kNegatedWithin = 6;  // tokens that a negation before a cause reaches
constexpr float kEchoDoubt = 1.5f;      // words that were less sure to be no claim may be echoes
constexpr uint32_t kDatelineTokens = 8; // a dateline ends within so many tokens of its sentence
constexpr float kStateWeight = 0.5f, kWordWeight = 1.0f;
constexpr float kRareWord = 2.f;       // what no lexicon knows and nobody is called
constexpr uint32_t kOrdinalSentences = 3;  // a report says in its first sentences which of a series it tells
constexpr uint32_t kOrdinalWithin = 4;  // tokens before an ordinal that may be what it counts

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

// Entries of the lexicon.
bool named(Category c) {
  return c == Category::kPlaceName || c == Category::kBodyName || c == Category::kGroupName || c == Category::kPersonName;
}

// Whether a name that the tagger found holds the token.
bool tagged(const Document& d, uint32_t token) {
  const auto after = std::upper_bound(d.tagged.begin(), d.tagged.end(), token, [](uint32_t t, const TaggedName& n) { return t < n.first; });
  return after != d.tagged.begin() && token <= std::prev(after)->last;
}

}  // namespace

bool empty_word(Category c) {
  switch (c) {
    case Category::kMark: case Category::kPreposition: case Category::kConjunction: case Category::kComplementizer:
    case Category::kNegation: case Category::kParticle: case Category::kSayVerb: case Category::kTimeWord:
    case Category::kPart: case Category::kLight: case Category::kCarrier: case Category::kSource:
      return true;
    default: return false;
  }
}

bool may_be_name(const Document& d, uint32_t token) {
  const Category c = d.category[token];
  if (c == Category::kStateName || c == Category::kNisba) return false;
  return named(c) || c == Category::kGivenName || c == Category::kUnknown || d.tokens.all[token].readings == 0;
}

// A word that no lexicon knows, or that may be a given name, is a name where the tagger reads it as one.
float weight_of(const Document& d, uint32_t token) {
  const Category c = d.category[token];
  if (c == Category::kStateName || c == Category::kNisba) return kStateWeight;
  if (!may_be_name(d, token)) return kWordWeight;
  const bool unknown = d.tokens.all[token].readings == 0;
  return named(c) || d.tagged.empty() || tagged(d, token) ? kHeavyName : unknown ? kRareWord : kWordWeight;
}

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

// Words that tell one from another: names, states, bodies; not offices and titles.
void EventReader::Work::names_in(Span span, std::vector<uint64_t>& out) const {
  const auto [first, last] = tokens_in(span);
  for (uint32_t i = first; i < last; ++i) {
    const Category c = doc().category[i];
    if (c == Category::kStateName || c == Category::kNisba || c == Category::kBody || weight_of(doc(), i) >= kHeavyName) out.push_back(doc().lemma[i]);
  }
  sort_once(out);
}

// Which of a series the first sentences tell: the third plane. What an office or a day is called ("the second deputy", "Kanun the
// Second") is none.
void EventReader::Work::ordinals(EventReport& out) const {
  const Document& d = doc();
  for (const NumberMention& n : d.numbers) {
    if (!n.ordinal || d.structure.sentence_of[n.first] >= kOrdinalSentences || d.time_of[n.first] >= 0 || d.name_of[n.first] >= 0) continue;
    const auto counts = [&](uint32_t i) {
      const Category c = d.category[i];
      if (!d.tags[i].noun() || d.name_of[i] >= 0 || empty_word(c)) return false;
      return c != Category::kNisba && c != Category::kAdjective && c != Category::kOfficial && c != Category::kNumber;
    };
    if (!n.definite && n.last < d.tokens.all.size() && d.tokens.all[n.last].kind == TokenKind::kWord && counts(n.last)) {  // "a fourth plane" in one of two orders
      out.ordinals.push_back({d.lemma[n.last], n.num});
      continue;
    }
    const uint32_t begin = d.structure.sentences[d.structure.sentence_of[n.first]].first;
    for (uint32_t i = n.first; i-- > begin && n.first - i <= kOrdinalWithin && d.tokens.all[i].kind == TokenKind::kWord;)
      if (counts(i)) out.ordinals.push_back({d.lemma[i], n.num});
  }
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

EventReader::Work::Work(const Resources& r) : resources(r), identifier(r) {
  const Lexicon& lexicon = resources.lexicon();
  for (uint32_t i = 0; i < lexicon.entity_count(); ++i) {
    const Entity& e = lexicon.entity(i);
    if (e.kind != EntityKind::kAdmin2 || e.parent == kNoEntity) continue;
    const std::string_view name = resources.entity(i).name_ar;
    districts.try_emplace({e.parent, name}, i);
    if (const size_t space = name.find(' '); space != std::string_view::npos) districts.try_emplace({e.parent, name.substr(space + 1)}, i);
  }
}

// The district that is called after its town: reports name an event's place by the one or the other.
uint32_t EventReader::Work::district_of(uint32_t town) const {
  const Entity& e = resources.lexicon().entity(town);
  if (e.kind < EntityKind::kCity || e.kind > EntityKind::kVillage || e.parent == kNoEntity) return kNoEntity;
  const auto at = districts.find({e.parent, resources.entity(town).name_ar});
  return at == districts.end() ? kNoEntity : at->second;
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
  if (const uint32_t district = district_of(ref.entity); district != kNoEntity) p.chain.insert(p.chain.begin() + 1, district);
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
  names_in(c.actor.words, e.doers);
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
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading->links[c.first_link + i];
    e.chain.push_back(source(report, link, c.sentence, out));
    if (link.kind == SourceKind::kPerson) names_in(link.name, e.tellers);
  }
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
    const bool joined = d.tags[words.first].proclitics & kWa;  // "N. N. wa-wikalat"
    const Span span{after_letters(report.text, d.tokens.all[words.first].span, joined), d.tokens.all[words.second - 1].span.end};
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
    if (!d.is(i, Class::kMedia) || d.name_of[i] >= 0 || !credited(report, {i, i + 1})) continue;
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
  w.ordinals(out);
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
