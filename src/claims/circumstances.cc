#include "claims/circumstances.h"

#include <algorithm>
#include <functional>

#include "claims/features.h"

namespace rawi {
namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr size_t kMostCandidates = 14;

// Where a mention stands as seen from the trigger. The same for places and times.
struct Standing {
  uint64_t side;      // 0 before, 1 after, 2 an earlier sentence, 3 a later one, 4 the report's first sentence
  uint64_t gap;       // bucket of tokens, in the sentence
  uint64_t back;      // sentences back
  uint64_t barrier;   // comma, complementizer, verb, other event between
  uint64_t order;     // how many mentions of its kind stand between
  uint64_t before;    // the word before the mention
};

Standing standing(const Document& d, uint32_t i, uint32_t first, uint32_t last) {
  Standing s{};
  const uint32_t here = d.structure.sentence_of[i], there = d.structure.sentence_of[first];
  const uint64_t clitic = d.tags[first].proclitics & (kBa | kLi | kKa | kWa);
  s.before = clitic ? clitic : lemma_at(d, static_cast<int64_t>(first) - 1, d.sentence_at(first));
  if (here != there) {
    s.side = there > here ? 3 : there == 0 ? 4 : 2;
    s.back = std::min(there > here ? there - here : here - there, 9u);
    s.gap = 9;
    return s;
  }
  s.side = first > i;
  s.gap = bucket(first > i ? first - i : i - std::min(i, last));
  const uint32_t a = first > i ? i + 1 : last, b = first > i ? first : i;
  for (uint32_t k = a; k < b; ++k) {
    if (d.tokens.all[k].kind == TokenKind::kMark && d.tokens.all[k].mark != '(') s.barrier |= 1;
    if (d.is(k, Class::kComplementizer) || d.is(k, Class::kRelative)) s.barrier |= 2;
    if (d.tags[k].verb()) s.barrier |= 4;
  }
  auto other = std::lower_bound(d.triggers.begin(), d.triggers.end(), a, [](const Trigger& t, uint32_t k) { return t.token < k; });
  for (; other != d.triggers.end() && other->token < b; ++other)
    if (other->type != Plover::kNone) s.barrier |= 8;
  return s;
}

// The features of one candidate; `kind` is what the mention is, `same` whether the claim before has it.
void add_standing(Choice& c, const Document& d, const Trigger& t, const Standing& s, uint64_t kind, uint64_t same) {
  const auto type = static_cast<uint64_t>(t.type);
  const uint64_t form = form_of(d.tags[t.token]) & 7;
  const uint64_t where = mix(s.side, s.order);
  uint64_t salt = 40;
  const auto add = [&](uint64_t a, uint64_t b) { c.add(mix(salt++, a, b)); };
  add(s.side, kind);
  add(where, s.gap);
  add(where, mix(s.barrier, kind));
  add(mix(where, s.barrier), form);
  add(mix(s.side, s.gap), mix(s.barrier, form));
  add(mix(s.side, s.before), kind);
  add(mix(s.side, s.before), mix(s.barrier, s.gap));
  add(mix(s.side, s.back), mix(s.order, kind));
  add(mix(s.side, s.back), type);
  add(mix(where, s.barrier), d.lemma[t.token]);
  add(mix(s.side, s.before), d.lemma[t.token]);
  add(s.side, d.lemma[t.token]);
  add(same, mix(s.side, s.back));
  add(same, mix(type, s.side));
  add(kind, type);
  add(mix(kind, same), d.sentence_at(t.token).headline);
}

void add_none(Choice& c, const Document& d, const Trigger& t, uint64_t in_sentence, uint64_t previous, uint64_t told_none) {
  const uint64_t form = form_of(d.tags[t.token]) & 7;
  const auto type = static_cast<uint64_t>(t.type);
  c.add(mix(1, in_sentence, previous));
  c.add(mix(2, type, in_sentence));
  c.add(mix(3, type, form));
  c.add(mix(4, d.lemma[t.token], in_sentence));
  c.add(mix(5, d.lemma[t.token], form));
  c.add(mix(6, d.sentence_at(t.token).headline, in_sentence));
  c.add(mix(7, lemma_at(d, static_cast<int64_t>(t.token) - 1, d.sentence_at(t.token)), in_sentence));
  c.add(mix(8, told_none, in_sentence));
  c.add(mix(9, told_none, mix(form, d.tags[t.token].definite())));
}

// For "none": whether earlier claims of the same word or type had none.
template <typename Of>
uint64_t told_without(const Document& d, const Trigger& t, Of of) {
  uint64_t bits = d.told.empty() ? 16 : 0;
  for (const Told& told : d.told) {
    const bool had = of(told) != kNobody;
    bits |= had ? 1 : 2;
    if (told.type == t.type && told.lemma == d.lemma[t.token]) bits |= had ? 4 : 8;
  }
  return bits;
}

// Offers mentions around the trigger: its sentence, the sentences before, the report's first mentions, and the one that
// the claim before has. `Mention` has first, last; `usable(k)`; `kind(k)`.
// What earlier claims say for a candidate: did one of the same word have it, one of the same type, how many had it.
// `of(told)` is the mention that a claim had; `same(a, b)`: do two mentions have one value?
template <typename Of, typename Same>
uint64_t told_before(const Document& d, const Trigger& t, uint32_t candidate, Of of, Same same) {
  uint64_t same_word = 0, same_type = 0, votes = 0;
  for (const Told& told : d.told) {
    const bool has = of(told) != kNobody && same(of(told), candidate);
    votes += has;
    if (told.type != t.type) continue;
    same_type |= has;
    if (told.lemma == d.lemma[t.token]) same_word |= has ? 1 : 2;
  }
  return same_word | same_type << 2 | std::min<uint64_t>(votes, 3) << 3;
}

template <typename Mention, typename Usable, typename Kind, typename Likeness, typename Of, typename Same>
void offer_mentions(Decider& decider, const Trigger& t, const std::vector<Mention>& mentions, uint32_t previous, Usable usable, Kind kind,
                    Likeness likeness, Of of, Same same) {
  const Document& d = decider.document;
  const uint32_t here = d.structure.sentence_of[t.token];
  const auto at = static_cast<size_t>(std::lower_bound(mentions.begin(), mentions.end(), t.token,
                      [](const Mention& m, uint32_t token) { return m.first < token; }) - mentions.begin());
  const auto offered = [&](size_t k) {
    return std::find(decider.candidates.begin(), decider.candidates.end(), static_cast<uint32_t>(k)) != decider.candidates.end();
  };
  const auto offer = [&](size_t k, uint64_t order) {
    if (offered(k) || !usable(k) || decider.candidates.size() > kMostCandidates) return;
    Standing s = standing(d, t.token, mentions[k].first, mentions[k].last);
    s.order = std::min<uint64_t>(order, 4);
    decider.next(static_cast<uint32_t>(k));
    add_standing(decider.choice, d, t, s, kind(k), likeness(k));
    const uint64_t told = told_before(d, t, static_cast<uint32_t>(k), of, same);
    const uint64_t form = form_of(d.tags[t.token]) & 7;
    decider.choice.add(mix(60, told, s.side));
    decider.choice.add(mix(61, told, mix(s.side, static_cast<uint64_t>(t.type))));
    decider.choice.add(mix(62, told, mix(form, d.tags[t.token].definite())));
    decider.choice.add(mix(63, told, mix(mix(s.side, s.barrier), std::min<uint64_t>(s.back, 4))));
  };
  uint64_t order = 0;
  for (size_t k = at; k < mentions.size() && d.structure.sentence_of[mentions[k].first] == here; ++k) offer(k, order++);
  order = 0;
  for (size_t k = at; k-- > 0;) {
    const uint32_t there = d.structure.sentence_of[mentions[k].first];
    if (there + kSentencesBack < here) break;
    offer(k, order++);
  }
  if (previous != kNobody) offer(previous, 4);
  for (size_t k = d.told.size(); k-- > 0 && k + 12 > d.told.size();)
    if (d.told[k].type == t.type && of(d.told[k]) != kNobody) offer(of(d.told[k]), 4);
  for (size_t k = 0; k < mentions.size() && k < 4; ++k) offer(k, k);
  if (d.sentence_at(t.token).headline)
    for (size_t k = at; k < mentions.size() && d.structure.sentence_of[mentions[k].first] <= here + 2; ++k) offer(k, order++);
}

template <typename Mention>
uint64_t mentions_in_sentence(const Document& d, uint32_t token, const std::vector<Mention>& mentions) {
  const Sentence& s = d.sentence_at(token);
  uint64_t n = 0;
  for (const Mention& m : mentions) n += m.first >= s.first && m.first < s.last;
  return std::min<uint64_t>(n, 3);
}

uint64_t place_kind(const Document& d, const PlaceMention& m, const Situation& situation) {
  const EntityKind kind = m.ref.entity == kNoEntity ? EntityKind::kNone : d.lexicon->entity(m.ref.entity).kind;
  uint64_t level = 3;
  if (kind == EntityKind::kCountry) level = 0;
  else if (kind == EntityKind::kAdmin1 || kind == EntityKind::kRegion) level = 1;
  else if (kind == EntityKind::kAdmin2) level = 2;
  else if (kind >= EntityKind::kMilitaryBase) level = 4;
  uint64_t role = 0;
  for (const uint32_t p : {situation.participants.actor, situation.participants.target}) {
    role *= 2;
    if (p != kNobody) role += d.phrases[p].first <= m.first && m.first < d.phrases[p].last ? 1 : 0;
  }
  // does a finer place of the same country stand in the same sentence?
  bool finer = false;
  uint32_t here = 0, all = 0;  // how much of the report's named places lie in its country
  for (const PlaceMention& other : d.places) {
    if (other.ref.entity != kNoEntity && m.ref.entity != kNoEntity && d.category[other.first] != Category::kNisba) {
      const Entity &a = d.lexicon->entity(other.ref.entity), &b = d.lexicon->entity(m.ref.entity);
      ++all;
      here += a.country[0] == b.country[0] && a.country[1] == b.country[1];
    }
    if (&other == &m || d.structure.sentence_of[other.first] != d.structure.sentence_of[m.first]) continue;
    if (other.ref.entity == kNoEntity || m.ref.entity == kNoEntity) continue;
    const Entity &a = d.lexicon->entity(other.ref.entity), &b = d.lexicon->entity(m.ref.entity);
    finer |= a.country[0] == b.country[0] && a.country[1] == b.country[1] && a.kind > b.kind;
  }
  const bool adjective = d.category[m.first] == Category::kNisba;
  const uint64_t share = all == 0 ? 4 : 4 * here / all;
  return share << 9 | level | (adjective ? 256 : 0) | role << 3 | (finer ? 64 : 0) | static_cast<uint64_t>(m.ref.relation == PlaceRelation::kBorder) << 7;
}

// How a place lies to the one of the claim before: the same, in the same country, elsewhere, or none before.
uint64_t relation_to_previous(const Document& d, const PlaceMention& m, const Situation& situation) {
  if (situation.previous_place == kNobody) return 3;
  const PlaceMention& before = d.places[situation.previous_place];
  if (before.ref.entity == m.ref.entity) return 0;
  const Entity &a = d.lexicon->entity(before.ref.entity), &b = d.lexicon->entity(m.ref.entity);
  return a.country[0] == b.country[0] && a.country[1] == b.country[1] ? 1 : 2;
}

struct WeaponClass {
  Class c;
  Weapon weapon;
};
constexpr WeaponClass kWeapons[] = {
    {Class::kWeaponRocket, Weapon::kRocket},       {Class::kWeaponMissile, Weapon::kMissile},
    {Class::kWeaponDrone, Weapon::kDrone},         {Class::kWeaponArtillery, Weapon::kArtillery},
    {Class::kWeaponAirstrike, Weapon::kAirstrike}, {Class::kWeaponExplosive, Weapon::kExplosive},
    {Class::kWeaponFirearm, Weapon::kFirearm},     {Class::kWeaponOther, Weapon::kOther}};

// The weapon that a word names, by class or as a known model.
Weapon weapon_of(const Document& d, uint32_t i) {
  Lexeme any;  // of all classes that a reading has
  const auto join = [&](const Lexeme& l) { std::transform(std::begin(any.classes), std::end(any.classes), l.classes, any.classes, std::bit_or<>()); };
  if (d.tags[i].lexeme) join(*d.tags[i].lexeme);
  for (const Reading1& r : d.tokens.read(d.tokens.all[i])) join(d.lexicon->lexeme(r.lexeme));
  for (const WeaponClass& w : kWeapons)
    if (any.is(w.c)) return w.weapon;
  const int32_t n = d.name_of[i];
  if (n < 0) return Weapon::kNone;
  const uint32_t entity = d.names[static_cast<size_t>(n)].entity;
  if (entity == kNoEntity) return Weapon::kNone;
  const EntityKind k = d.lexicon->entity(entity).kind;
  if (!is_weapon(k)) return Weapon::kNone;
  return static_cast<Weapon>(static_cast<int>(k) - static_cast<int>(EntityKind::kWeaponRocket) + static_cast<int>(Weapon::kRocket));
}

}  // namespace

uint32_t decide_place(Decider& decider, const Trigger& t, const Situation& situation) {
  const Document& d = decider.document;
  decider.start(Section::kPlace);
  decider.next(kNobody);
  add_none(decider.choice, d, t, mentions_in_sentence(d, t.token, d.places), situation.previous_place != kNobody, 0);
  offer_mentions(decider, t, d.places, situation.previous_place,
                 [&](size_t k) { return d.places[k].ref.entity != kNoEntity; },
                 [&](size_t k) { return place_kind(d, d.places[k], situation); },
                 [&](size_t k) { return relation_to_previous(d, d.places[k], situation); },
                 // Told places are not looked back to: a wrong one spreads (measured: place 0.50 without, 0.44 with).
                 [](const Told&) { return kNobody; },
                 [&](uint32_t a, uint32_t b) { return d.places[a].ref.entity == d.places[b].ref.entity; });
  return decider.decide(t.token);
}

uint32_t decide_time(Decider& decider, const Trigger& t, const Situation& situation) {
  const Document& d = decider.document;
  decider.start(Section::kTime);
  decider.next(kNobody);
  add_none(decider.choice, d, t, mentions_in_sentence(d, t.token, d.times), situation.previous_time != kNobody,
           told_without(d, t, [](const Told& told) { return told.time; }));
  offer_mentions(decider, t, d.times, situation.previous_time,
                 [&](size_t k) { return !d.time_values[k].empty(); },
                 [&](size_t k) {
                   const TimeMention& m = d.times[k];
                   return mix(static_cast<uint64_t>(m.relation), static_cast<uint64_t>(d.time_values[k].size),
                              static_cast<uint64_t>(m.from.weekday > 0) | static_cast<uint64_t>(m.from.framed) << 1);
                 },
                 [&](size_t k) {
                   if (situation.previous_time == kNobody) return uint64_t{3} + (situation.previous == nullptr);
                   const auto a = d.time_values[k].view(), b = d.time_values[situation.previous_time].view();
                   return static_cast<uint64_t>(a == b ? 0 : 1) | static_cast<uint64_t>(situation.previous->token >= d.sentence_at(t.token).first) << 3;
                 },
                 [](const Told& told) { return told.time; },
                 [&](uint32_t a, uint32_t b) { return d.time_values[a].view() == d.time_values[b].view(); });
  return decider.decide(t.token);
}

Weapon decide_weapon(Decider& decider, const Trigger& t, const Situation& situation, Span& words) {
  const Document& d = decider.document;
  const Sentence& s = d.sentence_at(t.token);
  uint32_t nearest[9];
  uint64_t gap[9];
  std::fill(std::begin(gap), std::end(gap), 99);
  for (uint32_t i = s.first; i < s.last; ++i) {
    const auto w = static_cast<size_t>(weapon_of(d, i));
    if (w == 0) continue;
    const uint64_t g = i > t.token ? i - t.token : t.token - i;
    if (g < gap[w]) gap[w] = g, nearest[w] = i;
  }
  const auto in_sentence = static_cast<uint64_t>(std::count_if(std::begin(gap), std::end(gap), [](uint64_t g) { return g != 99; }));
  decider.start(Section::kWeapon);
  const auto type = static_cast<uint64_t>(t.type);
  for (uint32_t w = 0; w < 9; ++w) {
    decider.next(w == 0 ? kNobody : w);
    const uint64_t near = gap[w] == 99 ? 99 : bucket(static_cast<uint32_t>(gap[w]));
    Choice& c = decider.choice;
    c.add(mix(1, w));
    c.add(mix(2, w, type));
    c.add(mix(3, w, d.lemma[t.token]));
    c.add(mix(4, near, mix(w, type)));
    c.add(mix(5, near, type));
    c.add(mix(6, gap[w] == 99 ? 0 : d.lemma[nearest[w]], mix(w, type)));
    c.add(mix(7, near, mix(w, d.lemma[t.token])));
    const bool carried = w != 0 && static_cast<Weapon>(w) == situation.previous_weapon;
    c.add(mix(10, carried, mix(near, type)));
    c.add(mix(11, carried, mix(near == 99, situation.previous && situation.previous->token >= s.first)));
    c.add(mix(12, mix(near, in_sentence), mix(carried, t.type == Plover::kAssault)));
    c.add(mix(8, lemma_at(d, static_cast<int64_t>(t.token) + 1, s), w));
    c.add(mix(9, mix(d.lemma[t.token], lemma_at(d, static_cast<int64_t>(t.token) + 1, s)), w));
  }
  const uint32_t chosen = decider.decide(t.token);
  if (chosen == kNobody) return Weapon::kNone;
  if (gap[chosen] != 99) words = d.tokens.all[nearest[chosen]].span;
  return static_cast<Weapon>(chosen);
}

uint32_t decide_quantities(Decider& decider, const Trigger& t, std::vector<Quantity>& out) {
  const Document& d = decider.document;
  const Sentence& s = d.sentence_at(t.token);
  uint32_t taken = 0;
  uint64_t order_after = 0;
  const auto type = static_cast<uint64_t>(t.type);
  const uint64_t form = form_of(d.tags[t.token]) & 7;
  for (uint32_t k = 0; k < d.quantities.size(); ++k) {
    const QuantityMention& q = d.quantities[k];
    if (q.first < s.first || q.first >= s.last) continue;
    Standing st = standing(d, t.token, q.first, q.last);
    if (st.side == 1) st.order = std::min<uint64_t>(order_after++, 3);
    // the event that the quantity is next to: is it this one?
    uint64_t nearer = 0;
    for (const Trigger& other : d.triggers) {
      if (other.type == Plover::kNone || other.token == t.token || other.token < s.first || other.token >= s.last) continue;
      const auto dist = [&](uint32_t x) { return x > q.first ? x - q.first : q.first - x; };
      if (dist(other.token) < dist(t.token)) nearer |= other.token < q.first ? 1 : 2;
    }
    const uint64_t noun = q.noun < d.tokens.all.size() ? d.lemma[q.noun] : 0;
    const uint64_t category = q.noun < d.tokens.all.size() ? static_cast<uint64_t>(d.category[q.noun]) : 0;
    const bool self = q.first <= t.token && t.token < q.last;
    const uint64_t near = mix(mix(st.side, st.gap), st.barrier, nearer | (self ? 4 : 0));
    decider.start(Section::kQuantity);
    for (uint32_t of = 0; of <= 15; ++of) {  // 15: not this trigger's
      decider.next(of == 15 ? kNobody : of);
      Choice& c = decider.choice;
      const uint64_t take = of != 15;
      const uint64_t sort = mix(static_cast<uint64_t>(q.of), of);
      c.add(mix(1, take, near));
      c.add(mix(2, take, mix(near, type)));
      c.add(mix(3, take, mix(mix(st.side, st.order), mix(st.barrier, form))));
      c.add(mix(4, take, mix(nearer, mix(st.side, self))));
      c.add(mix(5, take, mix(nearer, d.lemma[t.token])));
      c.add(mix(6, sort));
      c.add(mix(7, sort, type));
      c.add(mix(8, sort, d.lemma[t.token]));
      c.add(mix(9, noun, of));
      c.add(mix(10, category, mix(of, type)));
      c.add(mix(11, category, mix(of, d.lemma[t.token])));
      c.add(mix(12, of, d.lemma[t.token]));
      c.add(mix(13, take, mix(st.before, st.side)));
      c.add(mix(14, take, mix(type, mix(static_cast<uint64_t>(q.of), st.side))));
      c.add(mix(15, take, mix(d.lemma[t.token], mix(st.side, st.gap))));
      c.add(mix(16, of, mix(type, self)));
      c.add(mix(17, take, mix(mix(st.gap, st.side), mix(static_cast<uint64_t>(q.of), nearer))));
    }
    const uint32_t of = decider.decide(t.token, k);
    if (of == kNobody) continue;
    out.push_back(Quantity{static_cast<CountOf>(of), q.min, q.max, q.span});
    ++taken;
  }
  return taken;
}

}  // namespace rawi
