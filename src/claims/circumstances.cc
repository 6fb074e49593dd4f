#include "claims/circumstances.h"

#include <algorithm>
#include <span>

#include "claims/features.h"
#include "claims/settle.h"
#include "claims/standing.h"

namespace rawi {
namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr size_t kMostCandidates = 14;
constexpr size_t kToldBack = 64;  // claims: all of a usual report

std::span<const Told> told_lately(const Document& d) { return std::span(d.told).last(std::min(d.told.size(), kToldBack)); }

// What a claim is for all its candidates. Small numbers stand side by side in one word, so that a feature costs one product.
struct Asked {
  Asked(const Document& d, const Trigger& t)
      : type(static_cast<uint64_t>(t.type)), form(form_of(d.tags[t.token]) & 7), lemma(d.lemma[t.token]), headline(d.sentence_at(t.token).headline),
        definite(d.tags[t.token].definite()) {}
  uint64_t type;      // below 32
  uint64_t form;      // below 8
  uint64_t lemma;
  uint64_t headline, definite;
};

// The features of one candidate; `kind` is what the mention is, `same` (below 16) whether the claim before has it.
void add_standing(Choice::Bag<1>& bag, const Asked& claim, const Standing& s, uint64_t kind, uint64_t same) {
  const uint64_t side = s.side, where = side | s.order << 3, barred = where | s.barrier << 6;  // below 8, 64, 1024
  uint64_t number = 40;
  const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
  add(kind, side);
  add(where, s.gap);
  add(kind, barred);
  add(barred, claim.form);
  add(side | s.gap << 3 | s.barrier << 7, claim.form);
  add(s.before, kind << 3 | side);
  add(s.before, side | s.barrier << 3 | s.gap << 7);
  add(kind, where | s.back << 6);
  add(side | s.back << 3, claim.type);
  add(claim.lemma, barred);
  add(s.before, claim.lemma + side);
  add(claim.lemma, side);
  add(same, side | s.back << 3);
  add(same | side << 4, claim.type);
  add(kind, claim.type);
  add(kind, same | claim.headline << 4);
}

void add_none(Choice& c, const Document& d, const Trigger& t, const Asked& claim, uint64_t in_sentence, uint64_t previous, uint64_t told_none) {
  const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { c.add(feature(number, a, b)); };
  add(1, in_sentence, previous);
  add(2, claim.type, in_sentence);
  add(3, claim.type, claim.form);
  add(4, claim.lemma, in_sentence);
  add(5, claim.lemma, claim.form);
  add(6, claim.headline, in_sentence);
  add(7, lemma_at(d, static_cast<int64_t>(t.token) - 1, d.sentence_at(t.token)), in_sentence);
  add(8, told_none, in_sentence);
  add(9, told_none, claim.form | claim.definite << 3);
}

// For "none": whether earlier claims of the same word or type had none.
template <typename Of>
uint64_t told_without(const Document& d, const Trigger& t, Of of) {
  uint64_t bits = d.told.empty() ? 16 : 0;
  for (const Told& told : told_lately(d)) {
    const bool had = of(told) != kNobody;
    bits |= had ? 1 : 2;
    if (told.type == t.type && told.lemma == d.lemma[t.token]) bits |= had ? 4 : 8;
  }
  return bits;
}

// What earlier claims say for a candidate: did one of the same word have it, one of the same type, how many had it. Below 64.
// `of(told)` is the mention that a claim had; `same(a, b)`: do two mentions have one value?
template <typename Of, typename Same>
uint64_t told_before(const Document& d, const Trigger& t, uint32_t candidate, Of of, Same same) {
  uint64_t same_word = 0, same_type = 0, votes = 0;
  for (const Told& told : told_lately(d)) {
    const bool has = of(told) != kNobody && same(of(told), candidate);
    votes += has;
    if (told.type != t.type) continue;
    same_type |= has;
    if (told.lemma == d.lemma[t.token]) same_word |= has ? 1 : 2;
  }
  return same_word | same_type << 2 | std::min<uint64_t>(votes, 3) << 3;
}

// Offers mentions around the trigger: its sentence, the sentences before, the report's first mentions, and the one that
// the claim before has. `Mention` has first, last; `usable(k)`; `look_at(k)`: what it is, `kind` among it; `told(k)`: told_before.
template <typename Mention, typename Usable, typename LookAt, typename Likeness, typename Of, typename ToldOf, typename More>
void offer_mentions(Decider& decider, const Trigger& t, const Asked& claim, const std::vector<Mention>& mentions, const Prominence& prominent,
                    uint32_t previous, Usable usable, LookAt look_at, Likeness likeness, Of of, ToldOf told_of, More more) {
  const Document& d = decider.document;
  const uint32_t here = d.structure.sentence_of[t.token];
  const auto at = static_cast<size_t>(std::lower_bound(mentions.begin(), mentions.end(), t.token,
                      [](const Mention& m, uint32_t token) { return m.first < token; }) - mentions.begin());
  // Mentions of the trigger's own sentence that could be taken: what is carried over depends on them.
  uint64_t own = 0;
  const auto in_sentence = [&](size_t k) { return d.structure.sentence_of[mentions[k].first] == here; };
  for (size_t k = at; k-- > 0 && in_sentence(k);) own += usable(k) && d.category[mentions[k].first] != Category::kNisba;
  for (size_t k = at; k < mentions.size() && in_sentence(k); ++k) own += usable(k) && d.category[mentions[k].first] != Category::kNisba;
  own = std::min<uint64_t>(own, 3);
  const auto offered = [&](size_t k) {
    return std::find(decider.candidates.begin(), decider.candidates.end(), static_cast<uint32_t>(k)) != decider.candidates.end();
  };
  const auto offer = [&](size_t k, uint64_t order) {
    if (decider.candidates.size() > kMostCandidates || offered(k) || !usable(k)) return;
    Standing s = standing(d, t.token, mentions[k].first, mentions[k].last);
    s.order = std::min<uint64_t>(order, 4);
    decider.next(static_cast<uint32_t>(k));
    const auto look = look_at(k);
    const uint64_t kind = look.kind, like = likeness(k), told = told_of(k), prominence = prominent.of[k], side = s.side;
    // Below 512, 2048, 4.
    const uint64_t where = side | s.order << 3 | std::min<uint64_t>(s.back, 4) << 6, own_where = where | own << 9;
    Choice::Bag<1> bag(decider.choice);
    const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { bag.add(feature(number, a, b)); };
    add_standing(bag, claim, s, kind, like);
    add(60, told, side);
    add(61, told, side | claim.type << 3);
    add(62, told, claim.form | claim.definite << 3);
    add(63, told, side | s.barrier << 3 | std::min<uint64_t>(s.back, 4) << 7);
    add(64, own_where, 0);
    add(70, prominence, where);
    add(71, prominence, side | claim.type << 3);
    add(72, kind, side | prominence << 3 | own << 8);
    more(bag, k, look, where);
    add(65, kind, own_where);
    add(66, like, own_where);
    add(67, own | side << 2, s.barrier | claim.form << 4);
    add(68, own | side << 2, claim.type);
    add(69, own_where, like | told << 4);
    bag.put();
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
  if (prominent.most != kNobody) offer(prominent.most, 4);
  for (size_t k = d.told.size(); k-- > 0 && k + 12 > d.told.size();)
    if (d.told[k].type == t.type && of(d.told[k]) != kNobody) offer(of(d.told[k]), 4);
  for (size_t k = 0; k < mentions.size() && k < 4; ++k) offer(k, k);
  if (d.sentence_at(t.token).headline)
    for (size_t k = at; k < mentions.size() && d.structure.sentence_of[mentions[k].first] <= here + 2; ++k) offer(k, order++);
}

template <typename Mention>
uint64_t mentions_in_sentence(const Document& d, uint32_t token, const std::vector<Mention>& mentions) {
  const Sentence& s = d.sentence_at(token);
  const auto before = [](const Mention& m, uint32_t t) { return m.first < t; };
  const auto first = std::lower_bound(mentions.begin(), mentions.end(), s.first, before);
  return static_cast<uint64_t>(std::min<std::ptrdiff_t>(std::lower_bound(first, mentions.end(), s.last, before) - first, 3));
}

PlaceLook look_of(const Document& d, const PlaceMention& m, const Countries& countries) {
  const Entity& place = d.lexicon->entity(m.ref.entity);
  uint64_t level = 3;
  if (place.kind == EntityKind::kCountry) level = 0;
  else if (place.kind == EntityKind::kAdmin1 || place.kind == EntityKind::kRegion) level = 1;
  else if (place.kind == EntityKind::kAdmin2) level = 2;
  else if (place.kind >= EntityKind::kMilitaryBase) level = 4;
  // Does a finer place of the same country stand in the same sentence?
  const auto finer_than_it = [&](const PlaceMention& other) {
    if (other.ref.entity == kNoEntity) return false;
    const Entity& e = d.lexicon->entity(other.ref.entity);
    return e.country[0] == place.country[0] && e.country[1] == place.country[1] && e.kind > place.kind;
  };
  bool finer = false;
  const uint32_t sentence = d.structure.sentence_of[m.first];
  const auto at = static_cast<size_t>(&m - d.places.data());
  for (size_t k = at; !finer && k-- > 0 && d.structure.sentence_of[d.places[k].first] == sentence;) finer = finer_than_it(d.places[k]);
  for (size_t k = at + 1; !finer && k < d.places.size() && d.structure.sentence_of[d.places[k].first] == sentence; ++k) finer = finer_than_it(d.places[k]);
  const bool adjective = d.category[m.first] == Category::kNisba;
  const uint64_t border = m.ref.relation == PlaceRelation::kBorder;
  return {level | (adjective ? 8 : 0) | (finer ? 16 : 0) | border << 5, countries.quarters(place)};
}

// Does the place stand in the actor, or in the target?
uint64_t role_of(const Document& d, const PlaceMention& m, const Participants& participants) {
  uint64_t role = 0;
  for (const uint32_t p : {participants.actor, participants.target}) {
    role *= 2;
    if (p != kNobody) role += d.phrases[p].first <= m.first && m.first < d.phrases[p].last ? 1 : 0;
  }
  return role;
}

struct TimeLook {
  uint64_t kind;
};

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
  ClassSet any = d.tokens.all[i].classes;
  if (d.tags[i].lexeme) any.join(*d.tags[i].lexeme);
  for (const WeaponClass& w : kWeapons)
    if (any.is(w.c)) return w.weapon;
  if (any.is(Class::kAircraft)) return Weapon::kAirstrike;
  const int32_t n = d.name_of[i];
  if (n < 0) return Weapon::kNone;
  const uint32_t entity = d.names[static_cast<size_t>(n)].entity;
  if (entity == kNoEntity) return Weapon::kNone;
  const EntityKind k = d.lexicon->entity(entity).kind;
  if (!is_weapon(k)) return Weapon::kNone;
  return static_cast<Weapon>(static_cast<int>(k) - static_cast<int>(EntityKind::kWeaponRocket) + static_cast<int>(Weapon::kRocket));
}

constexpr uint32_t kNoWeapon = 0xffffffff;

// The nearest word of each weapon class in a sentence.
struct NearWeapons {
  uint32_t token[9];
  uint32_t gap[9];  // kNoWeapon: none of the class
  uint64_t classes = 0;
  uint64_t nearest = kNoWeapon;
};

const NamedWeapons& weapons_of_sentence(Document& d, uint32_t sentence) {
  NamedWeapons& named = d.named_weapons;
  if (named.sentence == sentence) return named;
  named.sentence = sentence;
  named.words.clear();
  const Sentence& s = d.structure.sentences[sentence];
  for (uint32_t i = s.first; i < s.last; ++i) {
    if (d.time_of[i] >= 0) continue;  // "at dawn" is spelled like "he blew up"
    if (const Weapon w = weapon_of(d, i); w != Weapon::kNone) named.words.push_back({i, w});
  }
  return named;
}

NearWeapons weapons_near(Document& d, uint32_t trigger) {
  NearWeapons near;
  std::fill(std::begin(near.gap), std::end(near.gap), kNoWeapon);
  for (const auto& [i, weapon] : weapons_of_sentence(d, d.structure.sentence_of[trigger]).words) {
    const auto w = static_cast<size_t>(weapon);
    const uint32_t gap = i > trigger ? i - trigger : trigger - i;
    near.classes += near.gap[w] == kNoWeapon;
    if (gap < near.gap[w]) near.gap[w] = gap, near.token[w] = i;
    near.nearest = std::min<uint64_t>(near.nearest, gap);
  }
  return near;
}

}  // namespace

void Countries::count(const Document& d) {
  std::fill(std::begin(places_), std::end(places_), 0u);
  all_ = 0;
  for (const PlaceMention& m : d.places)
    if (m.ref.entity != kNoEntity && d.category[m.first] != Category::kNisba) ++places_[slot(d.lexicon->entity(m.ref.entity))], ++all_;
}

void look_at_places(Document& d, const Countries& countries) {
  d.place_looks.clear();
  for (const PlaceMention& m : d.places) d.place_looks.push_back(m.ref.entity == kNoEntity ? PlaceLook{} : look_of(d, m, countries));
}

uint32_t decide_place(Decider& decider, const Trigger& t, const Situation& situation) {
  Document& d = decider.document;
  const Asked claim(d, t);
  decider.start(Section::kPlace);
  decider.next(kNobody);
  add_none(decider.choice, d, t, claim, mentions_in_sentence(d, t.token, d.places), situation.previous_place != kNobody, 0);
  // Told places are not looked back to: a wrong one spreads (measured: place 0.50 without, 0.44 with).
  const auto none_told = [](const Told&) { return kNobody; };
  const uint64_t told = told_before(d, t, 0, none_told, [](uint32_t, uint32_t) { return false; });
  offer_mentions(decider, t, claim, d.places, d.prominent_places, situation.previous_place,
                 [&](size_t k) { return d.places[k].ref.entity != kNoEntity; },
                 [&](size_t k) { return d.place_looks[k]; },
                 [&](size_t k) { return relation_to_previous(d, d.places[k], situation); }, none_told, [told](size_t) { return told; },
                 [&](Choice::Bag<1>& bag, size_t k, const PlaceLook& look, uint64_t where) {
                   const uint64_t role = role_of(d, d.places[k], situation.participants), share = look.share;  // below 4, 8
                   const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { bag.add(feature(number, a, b)); };
                   add(80, role, where);
                   add(81, role, look.kind);
                   add(82, share, where);
                   add(83, share, look.kind);
                   add(84, look.kind, role | claim.type << 2);
                   add(85, look.kind, where | share << 9);
                 });
  return weigh(decider, t.token, place_key, d.weighed_places);
}

uint32_t decide_time(Decider& decider, const Trigger& t, const Situation& situation) {
  Document& d = decider.document;
  const Asked claim(d, t);
  const auto time_of = [](const Told& told) { return told.time; };
  const auto same = [&](uint32_t a, uint32_t b) { return d.time_values[a].view() == d.time_values[b].view(); };
  decider.start(Section::kTime);
  decider.next(kNobody);
  add_none(decider.choice, d, t, claim, mentions_in_sentence(d, t.token, d.times), situation.previous_time != kNobody, told_without(d, t, time_of));
  offer_mentions(decider, t, claim, d.times, d.prominent_times, situation.previous_time,
                 [&](size_t k) { return !d.time_values[k].empty(); },
                 [&](size_t k) {
                   const TimeMention& m = d.times[k];
                   return TimeLook{static_cast<uint64_t>(m.relation) | static_cast<uint64_t>(d.time_values[k].size) << 8 |
                                   static_cast<uint64_t>(m.from.weekday > 0) << 16 | static_cast<uint64_t>(m.from.framed) << 17};
                 },
                 [&](size_t k) {
                   if (situation.previous_time == kNobody) return uint64_t{3} + (situation.previous == nullptr);
                   return static_cast<uint64_t>(same(static_cast<uint32_t>(k), situation.previous_time) ? 0 : 1) |
                          static_cast<uint64_t>(situation.previous->token >= d.sentence_at(t.token).first) << 3;
                 },
                 time_of, [&](size_t k) { return told_before(d, t, static_cast<uint32_t>(k), time_of, same); },
                 [](Choice::Bag<1>&, size_t, const TimeLook&, uint64_t) {});
  return weigh(decider, t.token, time_key, d.weighed_times);
}

Weapon decide_weapon(Decider& decider, const Trigger& t, const Situation& situation, Span& words) {
  Document& d = decider.document;
  const Sentence& s = d.sentence_at(t.token);
  const NearWeapons near = weapons_near(d, t.token);
  if (near.classes == 0 && situation.previous_weapon == Weapon::kNone && !decider.oracle) return Weapon::kNone;  // nothing to choose from
  // "Ballistic missiles" and "drone strike" name two classes in one breath: how many, and is this the nearest?
  decider.start(Section::kWeapon);
  decider.next(kNobody);
  const auto type = static_cast<uint64_t>(t.type);
  const uint64_t previous = static_cast<uint64_t>(situation.previous_weapon);
  const bool same_sentence = situation.previous && situation.previous->token >= s.first;
  Choice& c = decider.choice;
  const uint64_t lemma = d.lemma[t.token], classes = std::min<uint64_t>(near.classes, 9);
  c.add(feature(1, std::min<uint64_t>(near.classes, 2), type));
  c.add(feature(2, lemma, std::min<uint64_t>(near.classes, 2)));
  c.add(feature(3, near.nearest, type));
  c.add(feature(4, previous != 0, (near.classes != 0 ? 2u : 0u) | (same_sentence ? 1u : 0u)));
  for (uint32_t w = 1; w < 9; ++w) {
    const bool present = near.gap[w] != kNoWeapon, carried = w == previous;
    if (!present && !carried) continue;
    decider.next(w);
    Choice::Bag<1> bag(c);
    uint64_t number = 20;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
    const uint64_t whose = (carried ? 2u : 0u) | (present ? 1u : 0u);
    add(w, present);
    add(w, type);
    add(lemma, w | static_cast<uint64_t>(present) << 4);
    add(whose, type | static_cast<uint64_t>(same_sentence) << 5);
    add(whose, classes);
    if (present) {
      const uint32_t at = near.token[w];
      const Standing st = standing(d, t.token, at, at + 1);
      const uint64_t first = near.gap[w] == near.nearest, gap = st.side | st.gap << 3, barrier = st.side | st.barrier << 3, noun = d.lemma[at];
      add(gap, type);
      add(gap, st.barrier | first << 4);
      add(st.before, st.side | first << 3);
      add(st.before, st.side | type << 3);
      add(lemma, barrier);
      add(first, classes | type << 4);
      add(first | static_cast<uint64_t>(w) << 1, classes);
      add(noun, type);
      add(noun, gap);
      add(noun, lemma + st.side);
      add(barrier, (same_sentence ? 2u : 0u) | (carried ? 1u : 0u));
      add(at == t.token, w);
    }
    bag.put();
  }
  const uint32_t chosen = decider.decide(t.token);
  if (chosen == kNobody) return Weapon::kNone;
  if (near.gap[chosen] != kNoWeapon) words = d.tokens.all[near.token[chosen]].span;
  return static_cast<Weapon>(chosen);
}

}  // namespace rawi
