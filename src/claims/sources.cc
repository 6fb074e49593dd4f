#include "claims/sources.h"

#include <algorithm>
#include <string_view>

#include "claims/speakers.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr size_t kSourcesBack = 256;                             // mentions that a mention is compared with
constexpr size_t kMentionedBack = 8;                             // a phrase may be the source of several cues near each other
constexpr std::string_view kNaib = "\xE6\xC7\xC6\xC8";           // na'ib: a deputy, from or for somewhere
constexpr std::string_view kIssued = "\xD5\xC7\xCF\xD1";          // sadir, sadira
constexpr std::string_view kLada = "\xE4\xCF\xEA";               // lada: accredited to
constexpr std::string_view kMasul = "\xE5\xD3\xC4\xE8\xE4";      // mas'ul: an official, whoever he is

EntityKind name_kind(const Document& d, uint32_t token) {
  const int32_t n = d.name_of[token];
  if (n < 0) return EntityKind::kNone;
  const NameMention& name = d.names[static_cast<size_t>(n)];
  return name.entity == kNoEntity ? EntityKind::kCity : d.lexicon->entity(name.entity).kind;
}

bool starts_with_article(const Document& d, uint32_t i) {
  const std::string_view f = d.tokens.fold(d.tokens.all[i]);
  return f.size() > 3 && f[0] == '\xC7' && f[1] == '\xE4';
}

// A word of a person's name by what the lexicon knows: not where it is part of a place's or body's name.
bool given(const Document& d, uint32_t i) {
  const EntityKind k = name_kind(d, i);
  if (k == EntityKind::kPerson) return true;
  if (d.tokens.fold(d.tokens.all[i]) == word::kInTheName) return false;  // "in the name of", far oftener than Basim
  if (k != EntityKind::kNone && d.category[i] != Category::kGivenName) return false;
  if (d.is(i, Class::kGivenName) || d.is(i, Class::kFamilyName)) return true;
  if (d.tags[i].verb() || !d.tokens.all[i].may_be(Class::kGivenName)) return false;
  if (d.is(i, Class::kOfficial) && d.tags[i].proclitics & kAl) return false;  // the secretary, seldom al-Amin
  for (const Reading1& r : d.tokens.read(d.tokens.all[i])) {
    const Lexeme& l = d.lexicon->lexeme(r.lexeme);
    if (l.is(Class::kGivenName) && !l.is(Class::kWeak) && r.proclitics == 0) return true;
  }
  return false;
}

// A word that may be part of a person's name: a given name, or a word nobody knows.
bool personal(const Document& d, uint32_t i) {
  return given(d, i) || (d.tokens.all[i].kind == TokenKind::kWord && d.tokens.all[i].readings == 0 && d.name_of[i] < 0);
}

// "`ali" and the like: a name only where one goes on.
bool weak_name(const Document& d, uint32_t i) {
  if (!d.tokens.all[i].may_be(Class::kGivenName)) return false;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    if (d.lexicon->lexeme(r.lexeme).is(Class::kGivenName) && r.proclitics == 0) return true;
  return false;
}

// Does [first, last) name a person: a name that the lexicon knows, or two unknown words in a row, the first without article?
bool names_person(const Document& d, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i) {
    if (i > first && d.tokens.fold(d.tokens.all[i - 1]) == word::kInTheName) continue;  // of him whose spokesman it is
    if (given(d, i) || (i + 1 < last && weak_name(d, i) && personal(d, i + 1))) return true;
    if (personal(d, i) && !starts_with_article(d, i) && i + 1 < last && personal(d, i + 1)) return true;
  }
  return false;
}

SourceKind kind_of_entity(EntityKind k) {
  if (k == EntityKind::kMediaOutlet || k == EntityKind::kNewsAgency) return SourceKind::kMedia;
  if (k == EntityKind::kArmedGroup) return SourceKind::kGroup;
  if (k == EntityKind::kPerson) return SourceKind::kPerson;
  return SourceKind::kBody;
}

// Heads whose source is a person, or people, so that place, side and name may follow: "an official in the ministry of X".
bool heads_person(const Document& d, uint32_t i) {
  for (const Class c : {Class::kOfficial, Class::kSpokesman, Class::kTitle, Class::kSourceNoun, Class::kWitness, Class::kSoldier,
                        Class::kFighter, Class::kPerson, Class::kKin, Class::kCivilian})
    if (d.is(i, c)) return true;
  return given(d, i);
}

// Has the word a reading as a noun of this class? What is spelled like a verbal noun (tanzim, idara) is an organisation here.
const Reading1* noun_reading(const Document& d, uint32_t i, Class c) {
  if (!d.tokens.all[i].may_be(c)) return nullptr;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i])) {
    const Lexeme& l = d.lexicon->lexeme(r.lexeme);
    if (l.is(c) && l.pos != Pos::kVerb) return &r;
  }
  return nullptr;
}

constexpr uint32_t kLongestSource = 18;

bool mark(const Document& d, uint32_t i, char m) { return d.tokens.all[i].kind == TokenKind::kMark && d.tokens.all[i].mark == m; }

bool quotes(const Document& d, uint32_t i) {
  const TokenKind k = d.tokens.all[i].kind;
  return k == TokenKind::kOpenQuote || k == TokenKind::kCloseQuote || k == TokenKind::kQuote;
}

// Does phrase `p` stand right behind a quotation mark that its words do not close?
bool opens_quote(const Document& d, const Phrase& p) {
  if (p.first == 0 || !quotes(d, p.first - 1)) return false;
  for (uint32_t i = p.first; i < p.last; ++i)
    if (quotes(d, i)) return false;
  return true;
}

// Does phrase `p` go on from a source that ends before token `last`, as where or whose it is? The words in which something is
// said ("fi bayan"), whom it is told to, and times do not.
bool belongs(const Document& d, const Phrase& p, uint32_t last) {
  if (p.preposition < 0 || p.event || is_carrier(d, p.head) || d.time_of[p.head] >= 0) return false;
  if (is_medium(d, p) && d.category[p.head] != Category::kNoun) return false;  // "the affairs of the Middle East" are none
  const bool own = static_cast<uint32_t>(p.preposition) == p.first;            // the preposition is written into the word
  const bool quoted = !own && quotes(d, last + 1) && d.tokens.fold(d.tokens.all[last]) == word::kIn;
  if (p.first != last + (own ? 0u : quoted ? 2u : 1u)) return false;
  if (own) return !(d.tags[p.first].proclitics & kKa) && !((d.tags[p.first].proclitics & kLi) && d.is(p.head, Class::kWitness));
  const std::string_view f = d.tokens.fold(d.tokens.all[last]);
  return f == word::kIn || f == word::kOf || f == word::kLi || f == word::kInTheName || (f == kLada && (is_organisation(d, p.head) || d.name_of[p.head] >= 0)) || (f == word::kFrom && d.lemma[last - 1] == form_hash(kNaib));
}

// Past the adjectives of a document that is spelled like an event ("istitla` almani hadith"), and what it is for ("li-l-ra'y").
uint32_t described(const Document& d, uint32_t i, uint32_t sentence) {
  const auto describes = [&](uint32_t k) {
    if (d.tags[k].proclitics & ~kAl || !d.tags[k].noun() || d.time_of[k] >= 0) return false;
    const auto readings = d.tokens.read(d.tokens.all[k]);
    return std::any_of(readings.begin(), readings.end(), [&](const Reading1& r) { return d.lexicon->lexeme(r.lexeme).pos == Pos::kAdjective || d.lexicon->lexeme(r.lexeme).is(Class::kNisba); });
  };
  if (i < sentence && d.tags[i].proclitics & kLi && d.tags[i].noun() && d.category[i] == Category::kNoun) ++i;
  while (i < sentence && describes(i)) ++i;
  return i;
}

// "Al-mas'ulun fi al-baladiyya": where they work, not where they speak, as it may be of a minister in parliament. "Al-amin
// al-`amm li-l-ittihad": over what he is, not whom he tells it, as where only his land is said ("al-wazir al-suri").
bool works_for(const Document& d, const Phrase& p, const Phrase& n) {
  if (!d.is(p.head, Class::kOfficial) || !(is_organisation(d, n.head) || d.name_of[n.head] >= 0)) return false;
  const auto before = static_cast<uint32_t>(n.preposition);
  if (before < n.first && d.tokens.fold(d.tokens.all[before]) == kLada) return true;
  if (before < n.first)
    return (p.number == 3 || d.lemma[p.head] == form_hash(kMasul)) && d.tokens.fold(d.tokens.all[before]) == word::kIn;
  const bool general = p.last > p.head + 1 && n.first == p.last && !d.is(p.last - 1, Class::kNisba) && d.name_of[p.last - 1] < 0;
  return general && d.tags[n.first].proclitics & kLi;
}

// "Al-hay'a al-`amma li-l-isti`lamat": past what a body is for, if its words say what it is like, too.
uint32_t charged(const Document& d, uint32_t index) {
  const Phrase& p = d.phrases[index];
  if (index + 1 >= d.phrases.size() || p.last == p.head + 1 || !d.tags[p.head].definite() || !noun_reading(d, p.head, Class::kBody)) return p.last;
  const Phrase& n = d.phrases[index + 1];
  const uint8_t to_the = kLi | kAl;
  if (n.first != p.last || n.head != n.first || (d.tags[n.head].proclitics & to_the) != to_the) return p.last;
  const bool told = d.name_of[n.head] >= 0 || heads_person(d, n.head) || d.tokens.all[n.head].may_be(Class::kWitness) || d.is(n.head, Class::kMedia) ||
                    is_organisation(d, n.head);  // "to the journalists", "to the party"
  return told || d.time_of[n.head] >= 0 ? p.last : n.last;
}

// "Wazir al-tijara wa-l-sina`a": the phrase up to which the fields of an office or body go on; `index` itself without any.
size_t last_field(const Document& d, size_t index) {
  const Phrase& p = d.phrases[index];
  if (p.last == p.head + 1 || !(d.is(p.head, Class::kOfficial) || d.is(p.head, Class::kBody))) return index;
  for (size_t k = index; k + 1 < d.phrases.size(); ++k) {
    const uint32_t last = d.phrases[k].last;
    const Phrase& n = d.phrases[k + 1];
    const Tag& before = d.tags[last - 1];
    if (n.first != last || d.tags[n.first].proclitics != (kWa | kAl) || n.head != n.first || !before.definite() || d.name_of[last - 1] >= 0) return k;
    if (before.pos == Pos::kAdjective || before.is(Class::kNisba) || d.is(last - 1, Class::kOfficial) || d.tokens.all[n.head].readings == 0) return k;
    if (d.name_of[n.head] >= 0 || d.time_of[n.head] >= 0 || heads_person(d, n.head) || is_organisation(d, n.head) || d.tags[n.head].pos == Pos::kAdjective) return k;
  }
  return d.phrases.size() - 1;
}

// The end of a source's fullest words from phrase `index` on: over "bismi", "fi", "min", the name in apposition, with or
// without a comma. What belongs to a definite title only counts when a name follows ("the chief of police in the city, X").
uint32_t full_extent(const Document& d, uint32_t index) {
  const Phrase& p = d.phrases[index];
  const uint32_t sentence = d.sentence_at(p.first).last;
  const size_t fields = last_field(d, index);
  uint32_t kept = d.phrases[fields].last;
  if (fields > index && d.phrases[fields].event && kept < sentence && d.tags[kept].definite() && d.tags[kept].pos == Pos::kAdjective) ++kept;  // "wa-l-bahth al-`ilmi"
  uint32_t last = kept;
  if (p.event && is_carrier(d, p.head)) return described(d, p.last, sentence);
  if (!heads_person(d, p.head)) return fields == index ? charged(d, index) : kept;
  const bool bare_name = names_person(d, p.first, kept);
  const bool indefinite = !p.definite || d.is(p.head, Class::kSpokesman);
  for (size_t k = fields + 1; k < d.phrases.size(); ++k) {
    const Phrase& n = d.phrases[k];
    if (n.last > sentence || n.last > p.first + kLongestSource) break;
    const bool named = n.preposition < 0 && !n.coordinated && names_person(d, n.first, n.last);
    if (n.first == last + 1 && n.preposition == static_cast<int32_t>(last) && weak_name(d, last) && personal(d, n.first)) {
      kept = last = n.last;  // "`ali al-dabbagh", whose first word is spelled like "upon"
    } else if (!bare_name && belongs(d, n, last)) {
      last = n.last;
      if (last < sentence && opens_quote(d, n) && quotes(d, last)) ++last;
      if (indefinite || names_person(d, n.head + 1, n.last) || works_for(d, p, n)) kept = last;
    } else if (n.first == last && n.preposition < 0 && (named || d.tokens.fold(d.tokens.all[last - 1]) == word::kInTheName) &&
               !(personal(d, last - 1) && heads_person(d, n.head) && !given(d, n.head))) {  // "Bin Ladin al-ra'is Obama": two people
      kept = last = n.last;
    } else if (n.first == last + 1 && mark(d, last, ',') && n.preposition < 0 && !n.coordinated && !n.event && n.last < sentence &&
               (named ? !names_person(d, p.first, last) : names_person(d, p.first, last) && heads_person(d, n.head)) &&
               (mark(d, n.last, ',') || mark(d, n.last, ':') || d.is(n.last, Class::kComplementizer))) {
      kept = last = n.last;
    } else {
      break;
    }
  }
  return kept;
}

bool same_words(const Document& d, uint32_t a, uint32_t b) {
  return d.tokens.all[a].key == d.tokens.all[b].key || d.lemma[a] == d.lemma[b];
}

struct Extent {
  uint32_t first, last;
};
// `near`: a token that most likely stands in the span; a search through all tokens costs ten times as much.
Extent tokens_of(const Document& d, Span s, uint32_t near) {
  const std::vector<Token>& all = d.tokens.all;
  auto first = near;
  if (near < all.size() && s.contains(all[near].span)) {
    while (first > 0 && all[first - 1].span.end > s.begin) --first;
  } else {
    first = static_cast<uint32_t>(std::lower_bound(all.begin(), all.end(), s.begin, [](const Token& t, uint32_t at) { return t.span.end <= at; }) -
                                  all.begin());
  }
  uint32_t last = first;
  while (last < all.size() && all[last].span.end <= s.end) ++last;
  return {first, last};
}

// How many words of name `a` (not particles) occur in `b`?
int shared_name_words(const Document& d, Extent a, Extent b) {
  int shared = 0;
  for (uint32_t i = a.first; i < a.last; ++i) {
    if (d.tokens.all[i].kind != TokenKind::kWord || d.tags[i].pos == Pos::kParticle) continue;
    for (uint32_t j = b.first; j < b.last; ++j)
      if (d.tokens.all[j].kind == TokenKind::kWord && same_words(d, i, j)) {
        ++shared;
        break;
      }
  }
  return shared;
}

// "akhar", "thani": another one, not the same.
bool says_other(const Document& d, Extent e) {
  for (uint32_t i = e.first; i < e.last; ++i) {
    const std::string_view f = d.tokens.fold(d.tokens.all[i]);
    if (f == std::string_view("\xC7\xCE\xD1") || f == std::string_view("\xC7\xCE\xD1\xEA") || f == std::string_view("\xC7\xCE\xD1\xE8\xE6") ||
        f == std::string_view("\xCB\xC7\xE6"))
      return true;
  }
  return false;
}

// A person again: by the surname, and by all names where several are given; or by the bare title ("the Korean minister"), for
// the one who bore it.
bool same_person(const Document& d, Extent m, Extent e, bool same_title) {
  int names = 0, shared = 0;
  bool last_shared = false;
  for (uint32_t i = m.first; i < m.last; ++i) {
    if (!personal(d, i)) continue;
    ++names;
    last_shared = false;
    for (uint32_t j = e.first; j < e.last && !last_shared; ++j) last_shared = personal(d, j) && same_words(d, i, j);
    shared += last_shared;
  }
  if (d.is(m.first, Class::kPart) || d.is(m.first, Class::kKin) || d.tokens.all[m.first].kind == TokenKind::kNumber) return false;
  if (names == 0 || (same_title && shared == 0 && !names_person(d, m.first, m.last))) return same_title && m.last - m.first <= 4;
  return last_shared && 2 * shared >= names + (names > 1);
}

// One word that stands in `e` right after a word of a person's name: the surname, though a place is called so, too.
bool surname_of(const Document& d, Extent m, Extent e) {
  if (m.last - m.first != 1) return false;
  for (uint32_t i = e.first + 1; i < e.last; ++i)
    if (given(d, i - 1) && d.tokens.all[i].key == d.tokens.all[m.first].key) return true;
  return false;
}

// "The Libyan official" is not "the American official": both say whose they are, and not the same.
bool of_another_side(const Document& d, const Source& m, Extent me, const Source& e, Extent ee) {
  bool said = false;
  for (uint32_t i = m.head + 1; i < me.last; ++i)
    if (d.is(i, Class::kNisba))
      for (uint32_t k = e.head + 1; k < ee.last; ++k)
        if (d.is(k, Class::kNisba)) {
          if (same_words(d, i, k)) return false;
          said = true;
        }
  return said;
}

// "The UN official": one official of whom nothing is said but what the words of `e` say, too.
bool bare_official(const Document& d, const Source& m, Extent me, Extent ee) {
  const Tag& h = d.tags[m.head];
  if (d.lemma[m.head] != form_hash(kMasul) || !h.definite() || h.feats.number() == 3 || h.suffix) return false;
  for (uint32_t i = m.head + 1; i < me.last; ++i) {
    bool said = false;
    for (uint32_t k = ee.first; k < ee.last && !said; ++k) said = same_words(d, i, k);
    if (!said) return false;
  }
  return true;
}

// Can mention `m` of tokens `me` mean the earlier source `e`?
bool means(const Document& d, const Source& m, Extent me, const Source& e) {
  if (m.entity != kNoEntity && m.entity == e.entity) return true;
  const Extent ee = tokens_of(d, e.name, e.head);
  if (e.kind == SourceKind::kPerson && surname_of(d, me, ee)) return true;
  const bool definite = d.tags[m.head].definite();
  const bool same_head = same_words(d, m.head, e.head);
  const bool plural = d.tags[m.head].feats.number() == 3, was_plural = d.tags[e.head].feats.number() == 3;
  if (e.kind == SourceKind::kPerson && !was_plural && !says_other(d, me) && bare_official(d, m, me, ee)) return true;
  if (m.kind == SourceKind::kUnnamed || e.kind == SourceKind::kUnnamed)
    return definite && same_head && plural == was_plural && !says_other(d, me) && !names_person(d, me.first, me.last) && !of_another_side(d, m, me, e, ee);
  if (definite && same_head && me.last - me.first == 1) return true;  // "the ministry", "the organisation"
  if (m.kind != e.kind) return false;
  const int shared = shared_name_words(d, me, ee);
  if (m.kind == SourceKind::kPerson) return same_person(d, me, ee, definite && same_head);
  return same_head && shared > 0 && (definite || shared >= static_cast<int>(me.last - me.first));
}

// What the head of [first, last) says that a source without a proper name is.
SourceKind kind_of_official(const Document& d, const Phrase& p) {
  const Tag& h = d.tags[p.head];
  if (h.is(Class::kSpokesman) || h.feats.number() == 3) return SourceKind::kUnnamed;
  if (d.lemma[p.head] == form_hash(kMasul)) return SourceKind::kUnnamed;
  // an office that one person holds: the minister of X, the president; not "a leader", "a military commander"
  bool one = h.definite();
  for (uint32_t i = p.head + 1; i < p.last && !one; ++i) one = (d.tags[i].definite() || d.name_of[i] >= 0) && d.tags[i].pos != Pos::kParticle;
  return one ? SourceKind::kPerson : SourceKind::kUnnamed;
}

bool has_medium(const Document& d, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i)
    if (d.is(i, Class::kMedia) || d.category[i] == Category::kMediaName) return true;
  return false;
}

SourceKind kind_of_document(const Document& d, const Phrase& p) {
  const Reading1* r = noun_reading(d, p.head, Class::kCarrier);
  const bool many = r ? r->feats.number() == 3 : d.tags[p.head].feats.number() == 3;
  return !many && (p.definite || p.last > p.head + 1) ? SourceKind::kBody : SourceKind::kUnnamed;
}

// People by what they are, not by an office or a name.
bool plain_people(const Tag& h) {
  return h.is(Class::kPerson) || h.is(Class::kCivilian) || h.is(Class::kKin) || h.is(Class::kSoldier);
}

SourceKind kind_of_extent(const Document& d, const Phrase& p, uint32_t last) {
  const Tag& h = d.tags[p.head];
  const bool named = names_person(d, p.head, last);
  const EntityKind entity = name_kind(d, p.head);
  const bool group = noun_reading(d, p.head, Class::kGroup) && !h.verb();
  if (group && d.name_of[p.head] >= 0) return SourceKind::kGroup;  // a movement, though it may be a party, too
  if (entity != EntityKind::kNone && entity != EntityKind::kPerson && !given(d, p.head) && !is_place(entity)) return kind_of_entity(entity);
  if (h.is(Class::kMedia) || d.tokens.all[p.head].kind == TokenKind::kLatin) return SourceKind::kMedia;
  if (h.is(Class::kSourceNoun)) return SourceKind::kUnnamed;
  if (entity != EntityKind::kNone && entity != EntityKind::kPerson && !given(d, p.head)) return kind_of_entity(entity);
  if (h.is(Class::kWitness)) return named ? SourceKind::kPerson : has_medium(d, p.head + 1, p.last) ? SourceKind::kMedia : SourceKind::kUnnamed;
  if (h.is(Class::kSpokesman)) return named ? SourceKind::kPerson : SourceKind::kUnnamed;
  if (h.is(Class::kOfficial) || h.is(Class::kTitle)) return named ? SourceKind::kPerson : kind_of_official(d, p);
  if (is_carrier(d, p.head)) return kind_of_document(d, p);
  if (h.is(Class::kBody) || h.is(Class::kMilitary)) return SourceKind::kBody;
  if (h.is(Class::kGroup) || h.is(Class::kFighter)) return SourceKind::kGroup;
  if (plain_people(h)) return named ? SourceKind::kPerson : SourceKind::kUnnamed;
  if (group) return SourceKind::kGroup;
  if (noun_reading(d, p.head, Class::kBody)) return SourceKind::kBody;
  if (named) return SourceKind::kPerson;
  for (uint32_t i = p.first; i < p.last; ++i)
    if (d.name_of[i] >= 0 && !is_place(name_kind(d, i))) return kind_of_entity(name_kind(d, i));
  if (d.tokens.all[p.head].readings == 0) return SourceKind::kPerson;  // a name that nobody knows
  return SourceKind::kUnnamed;
}

}  // namespace

bool is_carrier(const Document& d, uint32_t i) {
  if (d.is(i, Class::kCarrier)) return true;
  return d.tags[i].noun() && noun_reading(d, i, Class::kCarrier) != nullptr;
}

bool is_organisation(const Document& d, uint32_t i) {
  return !d.tags[i].verb() && (noun_reading(d, i, Class::kBody) || noun_reading(d, i, Class::kGroup) || noun_reading(d, i, Class::kMilitary));
}

bool issued(const Document& d, const Phrase& p) {
  return p.last > p.head + 1 && d.tokens.fold(d.tokens.all[p.last - 1]).find(kIssued) != std::string_view::npos;
}

int32_t root_of(const Document& d, int32_t source) {
  while (source >= 0 && d.sources[static_cast<size_t>(source)].same_as >= 0) source = d.sources[static_cast<size_t>(source)].same_as;
  return source;
}

SourceKind source_kind(const Document& d, const Phrase& p) { return kind_of_extent(d, p, p.last); }

bool is_medium(const Document& d, const Phrase& p) {
  if (source_kind(d, p) == SourceKind::kMedia) return true;
  if (p.preposition < 0 || p.first == 0) return false;
  const Token& before = d.tokens.all[p.first - 1];
  const bool quoted = before.kind == TokenKind::kOpenQuote || before.kind == TokenKind::kQuote;
  const auto prep = static_cast<uint32_t>(p.preposition);
  const bool li = prep < p.first && d.tokens.fold(d.tokens.all[prep]) == word::kLi;
  return quoted && li && p.last - p.first <= 4;
}

namespace {

// "wathaiq sirriyya": what ends a phrase without an article and may be an adjective says what the documents are like, not whose.
bool only_describes(const Document& d, uint32_t i, uint32_t last) {
  if (i + 1 < last || d.tags[i].definite() || d.name_of[i] >= 0) return false;
  const auto readings = d.tokens.read(d.tokens.all[i]);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading1& r) { return d.lexicon->lexeme(r.lexeme).pos == Pos::kAdjective; });
}

bool can_author(const Document& d, uint32_t i) {
  switch (d.category[i]) {
    case Category::kBody: case Category::kMilitary: case Category::kGroup: case Category::kMedia: case Category::kOfficial: case Category::kBodyName:
    case Category::kGroupName: case Category::kMediaName: case Category::kPersonName: case Category::kGivenName: case Category::kStateName:
    case Category::kUnknown: return true;
    default: return d.tags[i].definite() && d.tags[i].pos != Pos::kAdjective && !d.is(i, Class::kNisba);
  }
}

// "istitla` li-l-ra'y": what it is a document for, not whose it is.
bool names_purpose(const Document& d, uint32_t i) { return d.category[i] == Category::kNoun && !is_organisation(d, i); }

// A document speaks for its author: of "bayan al-lajna" the committee is left; so with "i`lan al-hukuma". What has an article
// is nobody's: "al-mu`arada al-suriyya".
Phrase author_of(const Document& d, Phrase p) {
  while ((is_carrier(d, p.head) || d.category[p.head] == Category::kSayVerb) && !(d.tags[p.head].proclitics & kAl) && p.head + 1 < p.last &&
         d.tags[p.head + 1].noun() && can_author(d, p.head + 1) && !only_describes(d, p.head + 1, p.last)) {
    p.first = p.head = p.head + 1;
    p.span.begin = d.tokens.all[p.first].span.begin;
    p.definite = d.tags[p.head].definite() || d.name_of[p.head] >= 0;
  }
  return p;
}

// The phrase that names the author of a document behind it: "bayan li-X", "bayan sadir `an X"; else `index` itself.
uint32_t author_behind(const Document& d, uint32_t index) {
  const Phrase& p = d.phrases[index];
  if (!is_carrier(d, p.head)) return index;
  for (uint32_t k = index + 1; k < d.phrases.size() && k <= index + 2 && d.phrases[k].first <= p.last + 2; ++k) {
    const Phrase& n = d.phrases[k];
    const bool li = n.first == p.last && d.tags[n.first].proclitics & kLi;
    const bool from = n.preposition >= 0 && static_cast<uint32_t>(n.preposition) + 1 == n.first &&
                      d.tokens.fold(d.tokens.all[static_cast<size_t>(n.preposition)]) == word::kFrom;
    if (((li && !names_purpose(d, n.head)) || (from && (n.first > p.last + 1 || issued(d, p)))) && can_author(d, n.head) && !is_medium(d, n)) return k;
  }
  return index;
}

// The source that a mention means again: the first mention of the latest that fits, so that no chain of them grows long.
int32_t meant(const Document& d, const Source& s) {
  const Extent me = tokens_of(d, s.cited, s.head);
  for (size_t k = d.sources.size(), seen = 0; k-- > 0 && seen < kSourcesBack; ++seen)
    if (means(d, s, me, d.sources[k])) return root_of(d, static_cast<int32_t>(k));
  return -1;
}

}  // namespace

int32_t mention_source(Document& d, uint32_t index) {
  index = author_behind(d, index);
  const Phrase p = author_of(d, d.phrases[index]);
  for (size_t k = d.sources.size(), seen = 0; k-- > 0 && seen < kMentionedBack; ++seen)
    if (d.sources[k].head == p.head) return static_cast<int32_t>(k);
  Source s;
  const uint32_t last = full_extent(d, index);
  s.cited = Span{p.span.begin, d.tokens.all[last - 1].span.end};
  s.name = s.cited;
  s.head = p.head;
  s.gender = p.gender;
  s.words = last - p.first;
  const bool medium = p.preposition >= 0 && is_medium(d, d.phrases[index]);  // told to "X", whatever X may be
  s.kind = medium ? SourceKind::kMedia : kind_of_extent(d, p, last);
  if (d.name_of[p.head] >= 0) s.entity = d.names[static_cast<size_t>(d.name_of[p.head])].entity;
  s.same_as = meant(d, s);
  if (s.same_as >= 0) {
    // The fullest mention names the source; a title never takes the place of a name, nor of an unnamed source's own words.
    Source& root = d.sources[static_cast<size_t>(root_of(d, s.same_as))];
    const Extent me = tokens_of(d, s.cited, s.head), re = tokens_of(d, root.name, root.head);
    const bool named = names_person(d, me.first, me.last), was_named = names_person(d, re.first, re.last);
    if (root.kind != SourceKind::kUnnamed && named >= was_named && s.cited.size() > root.name.size()) root.name = s.cited;
    if (s.kind == SourceKind::kPerson && named && root.kind == SourceKind::kUnnamed) root.kind = SourceKind::kPerson, root.name = s.cited;
  }
  d.sources.push_back(s);
  return static_cast<int32_t>(d.sources.size()) - 1;
}

}  // namespace rawi
