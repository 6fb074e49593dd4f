#include "claims/sources.h"

#include <algorithm>
#include <string_view>

#include "claims/source_extent.h"
#include "claims/speakers.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr size_t kSourcesBack = 256;                             // mentions that a mention is compared with
constexpr size_t kMentionedBack = 8;                             // a phrase may be the source of several cues near each other
constexpr std::string_view kIssued = "\xD5\xC7\xCF\xD1";          // sadir, sadira

SourceKind kind_of_entity(EntityKind k) {
  if (k == EntityKind::kMediaOutlet || k == EntityKind::kNewsAgency) return SourceKind::kMedia;
  if (k == EntityKind::kArmedGroup) return SourceKind::kGroup;
  if (k == EntityKind::kPerson) return SourceKind::kPerson;
  return SourceKind::kBody;
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
  if (!plain_official(d, m.head) || !h.definite() || h.feats.number() == 3 || h.suffix) return false;
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
  if (plain_official(d, p.head)) return SourceKind::kUnnamed;
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
  return i + 1 == last && !d.tags[i].definite() && d.name_of[i] < 0 && may_be_adjective(d, i);
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
    const bool by = (li && !names_purpose(d, n.head)) || (from && (n.first > p.last + 1 || issued(d, p)));
    if (by && can_author(d, n.head) && !is_medium(d, n)) return k;
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
