#include "events/speakers.h"

#include <algorithm>

namespace rawi {
namespace {

constexpr uint32_t kLongest = 16;  // tokens of a name with all that belongs to it

bool office(const Document& d, uint32_t i) { return d.is(i, Class::kOfficial) || d.is(i, Class::kSpokesman) || d.is(i, Class::kTitle); }

bool body(Category c) {
  return c == Category::kBody || c == Category::kMilitary || c == Category::kGroup || c == Category::kMedia;
}

bool personal(const Document& d, uint32_t i) {
  const Category c = d.category[i];
  return c == Category::kPersonName || c == Category::kGivenName || (c == Category::kUnknown && d.tokens.all[i].kind == TokenKind::kWord);
}

bool known_person(const Document& d, uint32_t i) { return d.category[i] == Category::kPersonName || d.category[i] == Category::kGivenName; }

// A name of two words, one of them known as a person's, or a known one alone.
bool names_person(const Document& d, const Phrase& p) {
  if (p.event || !personal(d, p.first)) return false;
  return known_person(d, p.first) || (p.first + 1 < p.last && known_person(d, p.first + 1));
}

// Something that sets a body or an office apart: a place, an actor, a nationality, another body. Whom somebody tells it to
// does not.
bool sets_apart(const Document& d, const Phrase& p) {
  bool found = false;
  for (uint32_t i = p.first; i < p.last; ++i) {
    const Category c = d.category[i];
    if (c == Category::kMedia || c == Category::kMediaName || c == Category::kPersonName || d.time_of[i] >= 0) return false;
    found = found || d.name_of[i] >= 0 || c == Category::kNisba || c == Category::kBody || c == Category::kGroup || c == Category::kMilitary ||
            c == Category::kSite;
  }
  return found && !p.event;
}

bool opens_with(const Document& d, const Phrase& p, uint32_t last) {
  return p.preposition >= 0 && static_cast<uint32_t>(p.preposition) == p.first && p.first == last && !(d.tags[p.first].proclitics & kKa);
}

bool follows_preposition(const Document& d, const Phrase& p, uint32_t last) {
  return p.preposition >= 0 && static_cast<uint32_t>(p.preposition) == last && p.first == last + 1 && d.category[last] == Category::kPreposition;
}

bool comma(const Document& d, uint32_t i) { return i < d.tokens.all.size() && d.tokens.all[i].kind == TokenKind::kMark && d.tokens.all[i].mark == ','; }

size_t phrase_from(const Document& d, uint32_t token) {
  return static_cast<size_t>(std::lower_bound(d.phrases.begin(), d.phrases.end(), token, [](const Phrase& p, uint32_t t) { return p.first < t; }) -
                             d.phrases.begin());
}

bool has_office(const Document& d, TokenRange r) {
  for (uint32_t i = r.first; i < r.second; ++i)
    if (office(d, i)) return true;
  return false;
}

// "N. N., the head of the council": the phrase before the office.
TokenRange person_before(const Document& d, TokenRange name) {
  const uint32_t sentence = d.sentence_at(name.first).first;
  uint32_t end = name.first;
  if (end > sentence && comma(d, end - 1)) --end;
  if (end == sentence || d.phrase_of[end - 1] < 0) return {};
  const Phrase& p = d.phrases[static_cast<size_t>(d.phrase_of[end - 1])];
  if (p.last != end || !names_person(d, p) || p.last - p.first > 4) return {};
  return {p.first, p.last};
}

}  // namespace

Described described(const Document& d, TokenRange name) {
  Described out{name, {}};
  if (name.first >= name.second) return out;
  const uint32_t sentence = d.sentence_at(name.first).last;
  const bool led = has_office(d, name);
  uint32_t last = name.second;
  for (size_t k = phrase_from(d, last); k < d.phrases.size(); ++k) {
    const Phrase& p = d.phrases[k];
    if (p.last > sentence || p.last > name.first + kLongest) break;
    const bool after_comma = comma(d, last) && p.first == last + 1;
    if (led && p.preposition < 0 && !p.coordinated && (p.first == last || after_comma) && names_person(d, p)) {
      out.person = {p.first, p.last};
      last = p.last;
      break;
    }
    if (!(opens_with(d, p, last) || follows_preposition(d, p, last)) || !sets_apart(d, p)) break;
    last = p.last;
  }
  out.words = {name.first, last};
  if (led && out.person.first == out.person.second) out.person = person_before(d, name);
  return out;
}

uint32_t body_meant(const Document& d, TokenRange name) {
  uint64_t lemma = 0;
  for (uint32_t i = name.first; i < name.second; ++i) {
    if (d.category[i] == Category::kNisba || (d.name_of[i] >= 0 && !known_person(d, i))) return kNoEntity;
    if (body(d.category[i]) && d.tags[i].definite()) {
      if (lemma != 0) return kNoEntity;
      lemma = d.lemma[i];
    }
  }
  if (lemma == 0) return kNoEntity;
  uint32_t found = kNoEntity;
  for (const NameMention& n : d.names) {
    if (n.first >= name.first) break;
    if (n.entity == kNoEntity || is_place(d.lexicon->entity(n.entity).kind)) continue;
    for (uint32_t i = n.first; i <= n.last; ++i)
      if (d.lemma[i] == lemma) found = n.entity;
  }
  return found;
}

}  // namespace rawi
