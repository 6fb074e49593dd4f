#include "claims/speakers.h"

#include <algorithm>

#include "claims/sources.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr Class kSaying[] = {Class::kSay, Class::kSayAgain, Class::kSayDeny, Class::kSayClaim,
                             Class::kSayConfirm, Class::kSayReveal, Class::kSayWarn, Class::kSayExpect};

bool finite(Feats f) { return f.shape() == Shape::kPast || f.shape() == Shape::kPresent; }

template <typename Classes>
bool of_saying(const Classes& l) {
  return std::any_of(std::begin(kSaying), std::end(kSaying), [&](Class c) { return l.is(c); });
}

// Has a verb a reading that `is` accepts? Rows of one spelling (naqala: carried, relayed) share their forms.
template <typename Is>
bool verb_reads(const Document& d, uint32_t i, Is is) {
  if (!d.tags[i].verb()) return false;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    if (finite(r.feats) && is(d.lexicon->lexeme(r.lexeme))) return true;
  return false;
}

}  // namespace

bool Speakers::says(uint32_t i) const { return of_saying(token(i).classes) && verb_reads(d_, i, of_saying<Lexeme>); }

bool Speakers::relays(uint32_t i) const {
  return token(i).may_be(Class::kRelay) && verb_reads(d_, i, [](const Lexeme& l) { return l.is(Class::kRelay); });
}

// People, bodies, groups, media, names, and words nobody knows; not things and acts.
bool Speakers::plausible(const Phrase& p) const {
  if (p.event || p.construct || d_.time_of[p.head] >= 0 || token(p.head).kind == TokenKind::kNumber) return false;
  if (p.preposition < 0 && tag(p.head).feats.accusative()) return false;
  switch (d_.category[p.head]) {
    case Category::kSource: case Category::kWitness: case Category::kOfficial: case Category::kBody: case Category::kMilitary:
    case Category::kGroup: case Category::kMedia: case Category::kFighter: case Category::kSoldier: case Category::kCivilian:
    case Category::kPerson: case Category::kDetainee: case Category::kNisba: case Category::kStateName: case Category::kPlaceName:
    case Category::kBodyName: case Category::kGroupName: case Category::kMediaName: case Category::kPersonName: case Category::kGivenName:
    case Category::kUnknown: case Category::kPart: return true;
    default: break;
  }
  if (is_organisation(d_, p.head)) return true;
  for (uint32_t i = p.first; i < p.last; ++i)
    if (d_.is(i, Class::kGivenName) || d_.category[i] == Category::kPersonName) return true;
  return false;
}

// "The report showed that", "reports said that", "the inquiry found that".
bool Speakers::document(const Phrase& p) const {
  const Tag& h = tag(p.head);
  if (d_.time_of[p.head] >= 0 || token(p.head).kind == TokenKind::kNumber || h.feats.accusative() || h.suffix) return false;
  if (is_carrier(d_, p.head)) return true;
  const Category c = d_.category[p.head];
  return p.definite && (c == Category::kNoun || c == Category::kEventNoun || c == Category::kSayVerb);
}

bool Speakers::authored(const Phrase& p) const { return is_carrier(d_, p.head) && p.head + 1 < p.last; }

bool Speakers::verb_between(uint32_t a, uint32_t b) const {
  for (uint32_t i = a + 1; i < b; ++i)
    if ((tag(i).verb() && d_.name_of[i] < 0) || tag(i).is(Class::kComplementizer)) return true;
  return false;
}

size_t Speakers::first_from(uint32_t token) const {
  return d_.phrase_from[std::min<size_t>(token, d_.tokens.all.size())];
}

int32_t Speakers::following(uint32_t i) const {
  const size_t k = first_from(i + 1);
  return k < d_.phrases.size() && d_.phrases[k].first == i + 1 && i + 1 < end_ ? static_cast<int32_t>(k) : -1;
}

bool Speakers::preposition_is(const Phrase& p, std::string_view folded) const {
  return p.preposition >= 0 && static_cast<uint32_t>(p.preposition) < p.first &&
         d_.tokens.fold(token(static_cast<uint32_t>(p.preposition))) == folded;
}

// "kanat tahran (qad) ittahamat ...": what stands between kana and its verb is the subject of both.
int32_t Speakers::between_verbs(uint32_t cue) const {
  const uint32_t at = cue > begin_ && tag(cue - 1).is(Class::kQad) ? cue - 1 : cue;
  for (size_t k = first_from(at); k-- > 0 && d_.phrases[k].first > begin_;) {
    const Phrase& p = d_.phrases[k];
    if (p.last < at) break;
    if (p.last == at && tag(p.first - 1).is(Class::kCopula) && tag(p.first - 1).verb() && p.preposition < 0 && plausible(p)) return static_cast<int32_t>(k);
  }
  return -1;
}

int32_t Speakers::subject(uint32_t cue, uint32_t limit, bool content) const {
  if (const int32_t both = between_verbs(cue); both >= 0) return both;
  const int32_t behind = after(cue, limit, content);
  if (behind >= 0 && d_.phrases[static_cast<size_t>(behind)].first == cue + 1 && plausible(d_.phrases[static_cast<size_t>(behind)])) return behind;
  const bool joined = tag(cue).proclitics & (kWa | kFa), topic = tag(cue).proclitics & kFa && d_.is(begin_, Class::kConjunction);  // amma X fa-qala
  if (tag(cue).suffix || (joined && !topic)) return behind;
  const int32_t ahead = before(cue, content);
  if (behind < 0 || ahead < 0) return ahead < 0 ? behind : ahead;
  return opens_clause(d_.phrases[static_cast<size_t>(ahead)]) ? ahead : behind;
}

// "hadhdhara l-sulutat min anna ...": a masculine verb right before a feminine body or state, whom he warns, is not of it. What one only
// says (qala) is said to nobody in this place: there it is a slip of the pen.
bool Speakers::disagrees(uint32_t cue, const Phrase& p) const {
  if (tag(cue).feats.gender() != 1 || tag(cue).suffix || tag(cue).is(Class::kSay) || tag(cue).is(Class::kSayAgain)) return false;
  switch (d_.category[p.head]) {
    case Category::kBody: case Category::kStateName: case Category::kMilitary: break;
    default: return false;
  }
  const std::string_view f = d_.tokens.fold(token(p.head));
  const auto end = static_cast<unsigned char>(f.back());
  return end == letter::kTehMarbuta || (f.size() > 4 && end == letter::kAlef) || (f.size() > 5 && f.ends_with("\xC7\xCA"));
}

// "ablagha l-suhufiyyin anna", "akhbara a`da' al-barlaman bi-anna": right behind the verb, whom it is told. A plural in -in is no
// subject; of those who are told something, the speaker comes first ("ablagha masdar al-wikala").
bool Speakers::told(uint32_t cue, size_t k) const {
  const Phrase& p = d_.phrases[k];
  if (p.first != cue + 1 || p.head != p.first || p.number < 2 || d_.name_of[p.head] >= 0) return false;
  const std::string_view head = d_.tokens.fold(token(p.head));
  if (head.size() > 4 && head.ends_with("\xEA\xE6")) return true;
  if (!token(cue).may_be(Class::kTell) || tag(cue).suffix || head.ends_with("\xE8\xE6") || p.last >= end_) return false;
  bool known = p.definite;
  for (uint32_t i = p.head + 1; i < p.last; ++i) {
    if (token(i).kind != TokenKind::kWord) return false;  // "ablagha sukkan al-qarya "ruytirz" anna"
    known = known || tag(i).definite();
  }
  return known && tag(p.last).is(Class::kComplementizer);
}

int32_t Speakers::after(uint32_t cue, uint32_t limit, bool content) const {
  for (size_t k = first_from(cue + 1); k < d_.phrases.size(); ++k) {
    const Phrase& p = d_.phrases[k];
    if (p.first >= limit || p.first >= end_ || p.first > cue + kReach) return -1;
    if (verb_between(cue, p.first)) return -1;
    if (p.preposition >= 0 || p.coordinated || p.adjective) continue;
    if (told(cue, k) || (p.first == cue + 1 && disagrees(cue, p))) return -1;
    if (plausible(p)) return static_cast<int32_t>(k);
    if (content && p.first <= cue + 2 && document(p)) return static_cast<int32_t>(k);
  }
  return -1;
}

bool Speakers::opens_clause(const Phrase& p) const {
  if (p.first == begin_ || tag(p.first).proclitics & (kWa | kFa)) return true;
  const uint32_t i = p.first - 1;
  return token(i).kind == TokenKind::kMark || tag(i).is(Class::kComplementizer) || tag(i).is(Class::kConjunction) ||
         tag(i).is(Class::kCopula) || d_.time_of[i] >= 0;
}

// Nothing stands between a subject and its verb that ends the clause: a verb, a dash of a dateline, a colon.
bool Speakers::reaches(const Phrase& p, uint32_t cue) const {
  if (verb_between(p.last - 1, cue)) return false;
  for (uint32_t i = p.last; i < cue; ++i) {
    if (mark(i, ':') || mark(i, ';') || mark(i, '/')) return false;
    if (mark(i, '-') && p.first == begin_ && !mark(cue - 1, '-')) return false;  // "Aden - Reuters"; not "X - who ... - said"
  }
  return true;
}

// "Muhammad al-Tahir, al-khabir fi ..., qala": phrase k says what the person named before the comma is.
bool Speakers::stands_beside(size_t k) const {
  const Phrase &p = d_.phrases[k], &name = d_.phrases[k - 1];
  if (p.first < 2 || !mark(p.first - 1, ',') || name.last + 1 != p.first || name.first < begin_ || name.preposition >= 0 || !opens_clause(name)) return false;
  const bool office = d_.is(p.head, Class::kOfficial) || d_.is(p.head, Class::kTitle) || d_.is(p.head, Class::kPerson) || d_.is(p.head, Class::kSpokesman);
  return office && (d_.category[name.head] == Category::kPersonName || d_.category[name.head] == Category::kGivenName);
}

int32_t Speakers::before(uint32_t cue, bool content) const {
  int32_t best = -1;
  for (size_t k = first_from(cue); k-- > 0;) {
    const Phrase& p = d_.phrases[k];
    if (p.first < begin_ || p.first + kReach < cue || !reaches(p, cue)) break;
    const bool governed = p.preposition >= 0;
    // "after reports (that) said", "the sources that said": the noun before a relative clause, however governed
    const bool relative = p.last == cue ? !p.definite : p.last + 1 == cue && tag(p.last).is(Class::kRelative);
    if (relative && (plausible(p) || (content && document(p)))) return static_cast<int32_t>(k);
    if (governed || p.adjective || !plausible(p) || (p.coordinated && p.first != begin_)) continue;
    best = static_cast<int32_t>(k);
    if (k > 0 && stands_beside(k)) best = static_cast<int32_t>(k - 1);
    if (opens_clause(p)) break;
  }
  return best;
}

// A medium by its kind, by quotation marks after li-, or by any entity of its name ("al-Jazeera" is an island, too).
bool Speakers::medium(const Phrase& p) const {
  if (is_medium(d_, p)) return true;
  for (uint32_t i = p.first + 1; i < p.last && p.preposition >= 0 && d_.is(p.head, Class::kWitness); ++i)
    if (d_.is(i, Class::kMedia) || d_.category[i] == Category::kMediaName) return true;  // to the correspondent of X
  const int32_t n = d_.name_of[p.head];
  if (n < 0 || p.preposition < 0 || d_.names[static_cast<size_t>(n)].node == Lexicon::kNowhere) return false;
  for (const NameEntry& e : d_.lexicon->names(d_.names[static_cast<size_t>(n)].node)) {
    const EntityKind k = d_.lexicon->entity(e.entity).kind;
    if (k == EntityKind::kMediaOutlet || k == EntityKind::kNewsAgency) return true;
  }
  return false;
}

int32_t Speakers::told_to(uint32_t first, uint32_t last) const {
  bool spoken = false;  // a word for what was said or where: "in an interview with"
  uint32_t seen = first;
  for (size_t k = first_from(first); k < d_.phrases.size() && d_.phrases[k].first < std::min(last, end_); ++k) {
    const Phrase& p = d_.phrases[k];
    for (; seen < p.first; ++seen) spoken = spoken || is_carrier(d_, seen);
    if (!medium(p)) continue;
    const bool relayed = p.preposition < 0 && p.first > first && tag(p.first - 1).suffix && (relays(p.first - 1) || says(p.first - 1));
    if (relayed || (spoken && (preposition_is(p, word::kWith) || preposition_is(p, word::kTo)))) return static_cast<int32_t>(k);
    const bool li = p.preposition == static_cast<int32_t>(p.first) ? tag(p.first).proclitics & kLi : preposition_is(p, word::kLi);
    if (li) return static_cast<int32_t>(k);
  }
  return -1;
}

}  // namespace rawi
