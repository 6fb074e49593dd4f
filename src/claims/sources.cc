#include "claims/sources.h"

#include <algorithm>
#include <string_view>

namespace rawi {
namespace {

EntityKind name_kind(const Document& d, uint32_t token) {
  const int32_t n = d.name_of[token];
  if (n < 0) return EntityKind::kNone;
  const NameMention& name = d.names[static_cast<size_t>(n)];
  return name.entity == kNoEntity ? EntityKind::kCity : d.lexicon->entity(name.entity).kind;
}

// A word that can only be part of a person's name: a given name, or a word nobody knows without article.
bool personal(const Document& d, uint32_t i) {
  const Tag& t = d.tags[i];
  if (t.is(Class::kGivenName) || t.is(Class::kFamilyName) || name_kind(d, i) == EntityKind::kPerson) return true;
  return d.tokens.all[i].kind == TokenKind::kWord && d.tokens.all[i].readings == 0 && d.name_of[i] < 0;
}

bool has_personal_name(const Document& d, const Phrase& p) {
  for (uint32_t i = p.first; i < p.last; ++i)
    if (personal(d, i)) return true;
  return false;
}

SourceKind kind_of_entity(EntityKind k) {
  if (k == EntityKind::kMediaOutlet || k == EntityKind::kNewsAgency) return SourceKind::kMedia;
  if (k == EntityKind::kArmedGroup) return SourceKind::kGroup;
  if (k == EntityKind::kPerson) return SourceKind::kPerson;
  return SourceKind::kBody;
}

// The spokesman of a body: the phrase goes on over "bismi ..." to the name.
uint32_t full_extent(const Document& d, uint32_t index) {
  const Phrase& p = d.phrases[index];
  if (!d.is(p.head, Class::kSpokesman) && !d.is(p.head, Class::kOfficial)) return p.last;
  if (index + 1 >= d.phrases.size()) return p.last;
  const Phrase& next = d.phrases[index + 1];
  const std::string_view fold = d.tokens.fold(d.tokens.all[next.first]);
  if (next.first != p.last || fold != std::string_view("\xC8\xC7\xD3\xE5")) return p.last;  // bism
  return next.last;
}

bool same_words(const Document& d, uint32_t a, uint32_t b) {
  return d.tokens.all[a].key == d.tokens.all[b].key || d.lemma[a] == d.lemma[b];
}

struct Extent {
  uint32_t first, last;
};
Extent tokens_of(const Document& d, Span s) {
  const auto begin = std::lower_bound(d.tokens.all.begin(), d.tokens.all.end(), s.begin,
                                      [](const Token& t, uint32_t at) { return t.span.begin < at; });
  auto end = begin;
  while (end != d.tokens.all.end() && end->span.end <= s.end) ++end;
  return {static_cast<uint32_t>(begin - d.tokens.all.begin()), static_cast<uint32_t>(end - d.tokens.all.begin())};
}

// Does some word of name `a` (not a title, not a preposition) occur in `b`?
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

// A person again: by the surname, and by all names where several are given; or by the bare title, for the one who bore it.
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
  if (names == 0) return same_title && m.last - m.first <= 2;
  return last_shared && 2 * shared >= names + (names > 1);
}

// Can mention `m` mean the earlier source `e`?
bool means(const Document& d, const Source& m, const Source& e) {
  if (m.entity != kNoEntity && m.entity == e.entity) return true;
  const Extent me = tokens_of(d, m.cited), ee = tokens_of(d, e.name);
  const bool definite = d.tags[m.head].definite();
  const bool same_head = same_words(d, m.head, e.head);
  if (m.kind == SourceKind::kUnnamed || e.kind == SourceKind::kUnnamed)
    return definite && same_head && !says_other(d, me);
  if (m.kind != e.kind) return false;
  const int shared = shared_name_words(d, me, ee);
  if (m.kind == SourceKind::kPerson) return same_person(d, me, ee, definite && same_head);
  return same_head && shared > 0 && (definite || shared >= static_cast<int>(me.last - me.first));
}

}  // namespace

int32_t root_of(const Document& d, int32_t source) {
  while (source >= 0 && d.sources[static_cast<size_t>(source)].same_as >= 0) source = d.sources[static_cast<size_t>(source)].same_as;
  return source;
}

SourceKind source_kind(const Document& d, const Phrase& p) {
  const Tag& h = d.tags[p.head];
  if (h.is(Class::kSourceNoun) || h.is(Class::kWitness)) return SourceKind::kUnnamed;
  if (h.is(Class::kMedia) || d.tokens.all[p.head].kind == TokenKind::kLatin) return SourceKind::kMedia;
  const bool named = has_personal_name(d, p);
  if (h.is(Class::kSpokesman)) return named ? SourceKind::kPerson : SourceKind::kUnnamed;
  if (h.is(Class::kOfficial) || h.is(Class::kTitle))
    return named || p.definite || p.last - p.first > 2 ? (named || h.feats.number() != 3 ? SourceKind::kPerson : SourceKind::kUnnamed)
                                                       : SourceKind::kUnnamed;
  if (h.is(Class::kBody) || h.is(Class::kMilitary)) return SourceKind::kBody;
  if (h.is(Class::kGroup) || h.is(Class::kFighter)) return SourceKind::kGroup;
  if (d.name_of[p.head] >= 0) return kind_of_entity(name_kind(d, p.head));
  if (named) return SourceKind::kPerson;
  for (uint32_t i = p.first; i < p.last; ++i)
    if (d.name_of[i] >= 0 && !is_place(name_kind(d, i))) return kind_of_entity(name_kind(d, i));
  return SourceKind::kUnnamed;
}

bool is_medium(const Document& d, const Phrase& p) {
  if (source_kind(d, p) == SourceKind::kMedia) return true;
  if (p.preposition < 0 || p.first == 0) return false;
  const Token& before = d.tokens.all[p.first - 1];
  const bool quoted = before.kind == TokenKind::kOpenQuote || before.kind == TokenKind::kQuote;
  const auto prep = static_cast<uint32_t>(p.preposition);
  const bool li = prep < p.first && d.tokens.fold(d.tokens.all[prep]) == std::string_view("\xE4");
  return quoted && li && p.last - p.first <= 4;
}

namespace {

// A document speaks for its author: of "bayan al-lajna" the committee is left.
Phrase author_of(const Document& d, Phrase p) {
  while (d.is(p.head, Class::kCarrier) && p.head + 1 < p.last && d.tags[p.head + 1].noun()) {
    p.first = p.head = p.head + 1;
    p.span.begin = d.tokens.all[p.first].span.begin;
    p.definite = d.tags[p.head].definite() || d.name_of[p.head] >= 0;
  }
  return p;
}

}  // namespace

int32_t mention_source(Document& d, uint32_t index) {
  const Phrase p = author_of(d, d.phrases[index]);
  Source s;
  const uint32_t last = full_extent(d, index);
  s.cited = Span{p.span.begin, d.tokens.all[last - 1].span.end};
  s.name = s.cited;
  s.head = p.head;
  s.gender = p.gender;
  s.words = last - p.first;
  s.kind = source_kind(d, p);
  if (last > p.last && s.kind == SourceKind::kUnnamed && index + 1 < d.phrases.size() && has_personal_name(d, d.phrases[index + 1]))
    s.kind = SourceKind::kPerson;
  if (d.name_of[p.head] >= 0) s.entity = d.names[static_cast<size_t>(d.name_of[p.head])].entity;
  for (size_t k = d.sources.size(); k-- > 0;) {
    if (!means(d, s, d.sources[k])) continue;
    s.same_as = static_cast<int32_t>(k);
    Source& root = d.sources[static_cast<size_t>(root_of(d, s.same_as))];
    if (s.cited.size() > root.name.size() && s.kind != SourceKind::kUnnamed) root.name = s.cited;
    break;
  }
  d.sources.push_back(s);
  return static_cast<int32_t>(d.sources.size()) - 1;
}

}  // namespace rawi
