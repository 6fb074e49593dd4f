#include "claims/source_extent.h"

#include <algorithm>
#include <string_view>

#include "claims/sources.h"
#include "claims/speakers.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr uint32_t kLongestSource = 18;                     // tokens
constexpr std::string_view kNaib = "\xE6\xC7\xC6\xC8";      // na'ib: a deputy, from or for somewhere
constexpr std::string_view kMasul = "\xE5\xD3\xC4\xE8\xE4";  // mas'ul
constexpr std::string_view kLada = "\xE4\xCF\xEA";          // lada: accredited to

bool starts_with_article(const Document& d, uint32_t i) {
  const std::string_view f = d.tokens.fold(d.tokens.all[i]);
  return f.size() > 3 && f[0] == '\xC7' && f[1] == '\xE4';
}

// "`ali" and the like: a name only where one goes on.
bool weak_name(const Document& d, uint32_t i) {
  if (!d.tokens.all[i].may_be(Class::kGivenName)) return false;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    if (d.lexicon->lexeme(r.lexeme).is(Class::kGivenName) && r.proclitics == 0) return true;
  return false;
}

// Heads whose source is a person, or people, so that place, side and name may follow: "an official in the ministry of X".
bool heads_person(const Document& d, uint32_t i) {
  for (const Class c : {Class::kOfficial, Class::kSpokesman, Class::kTitle, Class::kSourceNoun, Class::kWitness, Class::kSoldier,
                        Class::kFighter, Class::kPerson, Class::kKin, Class::kCivilian})
    if (d.is(i, c)) return true;
  return given(d, i);
}

// Who can be told something, or work for somebody: not a field or a purpose.
bool somebody(const Document& d, uint32_t i) { return d.name_of[i] >= 0 || heads_person(d, i) || is_organisation(d, i); }

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
  const uint8_t written = d.tags[p.first].proclitics;
  if (static_cast<uint32_t>(p.preposition) == p.first)  // the preposition is written into the word
    return p.first == last && !(written & kKa) && !((written & kLi) && d.is(p.head, Class::kWitness));
  const std::string_view f = d.tokens.fold(d.tokens.all[last]);
  if (p.first == last + 2 && quotes(d, last + 1)) return f == word::kIn;  // "al-qiyadi fi "fatah""
  if (p.first != last + 1) return false;
  if (f == word::kFrom) return d.lemma[last - 1] == form_hash(kNaib);
  if (f == kLada) return is_organisation(d, p.head) || d.name_of[p.head] >= 0;
  return f == word::kIn || f == word::kOf || f == word::kLi || f == word::kInTheName;
}

// Past the adjectives of a document that is spelled like an event ("istitla` almani hadith"), and what it is for ("li-l-ra'y").
uint32_t described(const Document& d, uint32_t i, uint32_t sentence) {
  if (i < sentence && d.tags[i].proclitics & kLi && d.tags[i].noun() && d.category[i] == Category::kNoun) ++i;
  while (i < sentence && !(d.tags[i].proclitics & ~kAl) && d.tags[i].noun() && d.time_of[i] < 0 && may_be_adjective(d, i)) ++i;
  return i;
}

// "Al-mas'ulun fi al-baladiyya": where they work, not where they speak, as it may be of a minister in parliament. "Al-amin
// al-`amm li-l-ittihad": over what he is, not whom he tells it, as where only his land is said ("al-wazir al-suri").
bool works_for(const Document& d, const Phrase& p, const Phrase& n) {
  if (!d.is(p.head, Class::kOfficial) || !(is_organisation(d, n.head) || d.name_of[n.head] >= 0)) return false;
  if (const auto before = static_cast<uint32_t>(n.preposition); before < n.first) {
    const std::string_view f = d.tokens.fold(d.tokens.all[before]);
    return f == kLada || (f == word::kIn && (p.number == 3 || plain_official(d, p.head)));
  }
  const bool general = p.last > p.head + 1 && n.first == p.last && !d.is(p.last - 1, Class::kNisba) && d.name_of[p.last - 1] < 0;
  return general && d.tags[n.first].proclitics & kLi;
}

// "Al-hay'a al-`amma li-l-isti`lamat": past what a body is for, if its words say what it is like, too.
uint32_t charged(const Document& d, size_t index) {
  const Phrase& p = d.phrases[index];
  if (index + 1 >= d.phrases.size() || p.last == p.head + 1 || !d.tags[p.head].definite() || !noun_reading(d, p.head, Class::kBody)) return p.last;
  const Phrase& n = d.phrases[index + 1];
  const uint8_t to_the = kLi | kAl;
  if (n.first != p.last || n.head != n.first || (d.tags[n.head].proclitics & to_the) != to_the) return p.last;
  const bool told = somebody(d, n.head) || d.tokens.all[n.head].may_be(Class::kWitness) || d.is(n.head, Class::kMedia);  // "to the journalists"
  return told || d.time_of[n.head] >= 0 ? p.last : n.last;
}

// Is phrase `n` one more field of the office or body whose words end before it: "wazir al-tijara wa-l-sina`a"?
bool next_field(const Document& d, const Phrase& n, uint32_t last) {
  if (n.first != last || n.head != n.first || d.tags[n.head].proclitics != (kWa | kAl)) return false;
  const Tag& before = d.tags[last - 1];
  if (!before.definite() || before.pos == Pos::kAdjective || before.is(Class::kOfficial) || d.name_of[last - 1] >= 0) return false;
  return !somebody(d, n.head) && d.time_of[n.head] < 0 && d.tags[n.head].pos != Pos::kAdjective && d.tokens.all[n.head].readings > 0;
}

// The phrase up to which the fields of an office or body go on; `index` itself without any.
size_t last_field(const Document& d, size_t index, uint32_t sentence) {
  const Phrase& p = d.phrases[index];
  if (p.last == p.head + 1 || !(d.is(p.head, Class::kOfficial) || d.is(p.head, Class::kBody))) return index;
  const uint32_t limit = std::min(sentence, p.first + kLongestSource);
  size_t k = index;
  while (k + 1 < d.phrases.size() && d.phrases[k + 1].last <= limit && next_field(d, d.phrases[k + 1], d.phrases[k].last)) ++k;
  return k;
}

// Of people: on from token `kept`, over where and for whom they work, and names in apposition, from phrase `next` on.
uint32_t person_extent(const Document& d, const Phrase& p, size_t next, uint32_t kept, uint32_t sentence) {
  uint32_t last = kept;
  const bool bare_name = names_person(d, p.first, kept);
  const bool indefinite = !p.definite || d.is(p.head, Class::kSpokesman);
  for (size_t k = next; k < d.phrases.size(); ++k) {
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

}  // namespace

EntityKind name_kind(const Document& d, uint32_t token) {
  const int32_t n = d.name_of[token];
  if (n < 0) return EntityKind::kNone;
  const NameMention& name = d.names[static_cast<size_t>(n)];
  return name.entity == kNoEntity ? EntityKind::kCity : d.lexicon->entity(name.entity).kind;
}

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

bool personal(const Document& d, uint32_t i) {
  return given(d, i) || (d.tokens.all[i].kind == TokenKind::kWord && d.tokens.all[i].readings == 0 && d.name_of[i] < 0);
}

bool names_person(const Document& d, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i) {
    if (i > first && d.tokens.fold(d.tokens.all[i - 1]) == word::kInTheName) continue;  // of him whose spokesman it is
    if (given(d, i) || (i + 1 < last && weak_name(d, i) && personal(d, i + 1))) return true;
    if (personal(d, i) && !starts_with_article(d, i) && i + 1 < last && personal(d, i + 1)) return true;
  }
  return false;
}

bool plain_official(const Document& d, uint32_t i) { return d.lemma[i] == form_hash(kMasul); }

bool may_be_adjective(const Document& d, uint32_t i) {
  const auto readings = d.tokens.read(d.tokens.all[i]);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading1& r) { return d.lexicon->lexeme(r.lexeme).pos == Pos::kAdjective; });
}

const Reading1* noun_reading(const Document& d, uint32_t i, Class c) {
  if (!d.tokens.all[i].may_be(c)) return nullptr;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i])) {
    const Lexeme& l = d.lexicon->lexeme(r.lexeme);
    if (l.is(c) && l.pos != Pos::kVerb) return &r;
  }
  return nullptr;
}

uint32_t full_extent(const Document& d, size_t index) {
  const Phrase& p = d.phrases[index];
  const uint32_t sentence = d.sentence_at(p.first).last;
  if (p.event && is_carrier(d, p.head)) return described(d, p.last, sentence);
  const size_t fields = last_field(d, index, sentence);
  uint32_t end = d.phrases[fields].last;
  const bool act = fields > index && d.phrases[fields].event && end < sentence;  // "al-bahth al-`ilmi"
  if (act && d.tags[end].definite() && d.tags[end].pos == Pos::kAdjective) ++end;
  if (heads_person(d, p.head)) return person_extent(d, p, fields + 1, end, sentence);
  return fields == index ? charged(d, index) : end;
}

}  // namespace rawi
