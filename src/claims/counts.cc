// Which numbers of its sentence a claim states, and what they count.
#include <algorithm>

#include "claims/circumstances.h"
#include "claims/features.h"
#include "claims/standing.h"

namespace rawi {
namespace {

// Does the quantity stand in the actor's or the target's phrase?
uint64_t role_of(const Document& d, const Situation& situation, const QuantityMention& q) {
  const auto in = [&](uint32_t p) { return p != kNobody && d.phrases[p].first < q.last && q.first < d.phrases[p].last; };
  return (in(situation.participants.actor) ? 1u : 0u) | (in(situation.participants.target) ? 2u : 0u);
}

// Other events of the sentence that stand nearer to the quantity than this one: 1 before it, 2 after it, 3 both.
uint64_t events_nearer(const Document& d, const Trigger& t, const QuantityMention& q) {
  const Sentence& s = d.sentence_at(t.token);
  const auto gap = [&](uint32_t token) { return token > q.first ? token - q.first : q.first - token; };
  uint64_t nearer = 0;
  auto other = std::lower_bound(d.triggers.begin(), d.triggers.end(), s.first, [](const Trigger& a, uint32_t k) { return a.token < k; });
  for (; other != d.triggers.end() && other->token < s.last; ++other)
    if (other->type != Plover::kNone && other->token != t.token && gap(other->token) < gap(t.token)) nearer |= other->token < q.first ? 1 : 2;
  return nearer;
}

// What a number can count for an event: what its noun says; people and bare numbers, whatever the event does to them.
constexpr CountOf kOfPeople[] = {CountOf::kKilled,    CountOf::kWounded,  CountOf::kCasualties, CountOf::kDetained, CountOf::kDisplaced,
                                 CountOf::kAbducted,  CountOf::kTroops,   CountOf::kPeople,     CountOf::kAttacks,  CountOf::kOther};

// `taken`: what the claim's numbers so far count, the last one first: 4 bits each, 0 for none.
void add_counts(Decider& decider, const Trigger& t, const QuantityMention& q, const Standing& st, uint64_t role, uint64_t nearer, uint64_t taken) {
  const Document& d = decider.document;
  const auto type = static_cast<uint64_t>(t.type);
  const uint64_t form = form_of(d.tags[t.token]) & 7, lemma = d.lemma[t.token];
  const uint64_t sort = static_cast<uint64_t>(q.people) | static_cast<uint64_t>(q.bare) << 1 | static_cast<uint64_t>(q.single) << 2 |
                        static_cast<uint64_t>(q.dual) << 3 | static_cast<uint64_t>(q.occasions) << 4;
  const uint64_t noun = q.noun < d.tokens.all.size() ? d.lemma[q.noun] : 0;
  const uint64_t category = q.noun < d.tokens.all.size() ? static_cast<uint64_t>(d.category[q.noun]) : 0;
  // Small numbers side by side. Below 2, 32, 4, 4, 8, 8, 16.
  const auto self = static_cast<uint64_t>(q.first <= t.token && t.token < q.last), said = static_cast<uint64_t>(q.of);
  const uint64_t last = taken & 15, order = st.order, side = st.side, gap = st.gap, barrier = st.barrier;
  const uint64_t near = side | gap << 3 | barrier << 7 | nearer << 11 | self << 13, own = role | (sort & 6) << 2, next = nearer | sort << 2;
  const uint64_t bars = side | barrier << 3, ordered = side | order << 3;
  decider.start(Section::kQuantity);
  const auto offer = [&](uint32_t of) {
    decider.next(of);
    Choice::Bag<1> bag(decider.choice);
    uint64_t number = 1;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
    if (of != kNobody) {
      const uint64_t as = said | uint64_t{of} << 8 | (sort & 3) << 16;
      add(as, 0);
      add(as, type);
      add(lemma, as);
      add(noun, of);
      add(category, of | type << 8);
      add(lemma, category | uint64_t{of} << 8);
      add(lemma, of | sort << 8);
      add(of, type | self << 5);
      add(as, role | type << 2);
      add(last | uint64_t{of} << 4, sort);
      add(last | uint64_t{of} << 4, type | order << 5);
    } else {
      number = 20;
      add(near, sort);
      add(near, type | (sort & 6) << 5);
      add(own, type | nearer << 5);
      add(lemma, own | nearer << 8);
      add(own, near);
      add(own, ordered);
      add(own, form | bars << 3);
      add(ordered, barrier | form << 4);
      add(next, side | self << 3);
      add(lemma, next);
      add(st.before, side | sort << 3);
      add(type | said << 5, side | sort << 3);
      add(lemma, side | gap << 3 | (sort & 6) << 7);
      add(gap | side << 4 | said << 8, next);
      add(noun, next);
      add(noun, type | role << 5);
      add(category, role | type << 2 | sort << 7);
      add(taken & 255, sort | side << 5);
      add(last, type | next << 5);
    }
    bag.put();
  };
  const auto noun_says = static_cast<uint32_t>(q.of);
  if (q.people || q.bare) {
    for (const CountOf of : kOfPeople) offer(static_cast<uint32_t>(of));
    if (std::find(std::begin(kOfPeople), std::end(kOfPeople), q.of) == std::end(kOfPeople)) offer(noun_says);
  } else {
    offer(noun_says);
    if (q.of != CountOf::kOther) offer(static_cast<uint32_t>(CountOf::kOther));
    if (q.occasions && q.of != CountOf::kAttacks) offer(static_cast<uint32_t>(CountOf::kAttacks));
  }
  offer(kNobody);
}

// What one thing or person can be to an event: "a farmer was wounded", "they brought the helicopter down".
constexpr CountOf kOfOne[] = {CountOf::kKilled,   CountOf::kWounded,  CountOf::kDetained, CountOf::kAbducted,
                              CountOf::kVehicles, CountOf::kAircraft, CountOf::kShips,    CountOf::kMunitions};

bool may_be_one(const Document& d, const Trigger& t, uint32_t phrase) {
  if (phrase == kNobody || d.phrases[phrase].counted) return false;
  if (t.type != Plover::kAssault && t.type != Plover::kCoerce && t.type != Plover::kSanction && t.type != Plover::kConcede) return false;
  return d.tags[d.phrases[phrase].head].feats.number() <= 1;
}

// Does the claim's target, which no number counts, count as one?
uint32_t decide_one(Decider& decider, const Trigger& t, uint32_t phrase) {
  const Document& d = decider.document;
  const Phrase& p = d.phrases[phrase];
  const Tag& head = d.tags[p.head];
  const auto type = static_cast<uint64_t>(t.type), category = static_cast<uint64_t>(d.category[p.head]);
  const uint64_t lemma = d.lemma[t.token], noun = d.lemma[p.head], form = form_of(d.tags[t.token]) & 7;
  const uint64_t look = static_cast<uint64_t>(p.definite) | static_cast<uint64_t>(d.name_of[p.head] >= 0) << 1 |
                        static_cast<uint64_t>(head.feats.number()) << 2 | static_cast<uint64_t>(p.coordinated) << 4;
  const uint64_t near = (p.first > t.token ? 2u : 0u) | (d.structure.sentence_of[p.first] == d.structure.sentence_of[t.token] ? 1u : 0u);
  const uint64_t next = p.last < d.tokens.all.size() ? category_at(d, p.last, d.sentence_at(p.head)) : 0;
  decider.start(Section::kQuantity);
  const auto offer = [&](uint32_t of) {
    decider.next(of);
    Choice::Bag<1> bag(decider.choice);
    uint64_t number = 50;
    const uint64_t as = uint64_t{of} << 32;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b | as)); };
    add(lemma, form);
    add(lemma, category);
    add(lemma, look);
    add(category, type | look << 5);
    add(noun, type);
    add(noun ^ lemma * 3, look);
    add(look, near | form << 2);
    add(next, look | form << 8);
    add(d.lemma[p.first], look | type << 8);
    add(p.last - p.first, look);
    add(d.sentence_at(t.token).headline, look);
    bag.put();
  };
  for (const CountOf of : kOfOne) offer(static_cast<uint32_t>(of));
  offer(kNobody);
  return decider.decide(t.token, kImplied);
}

// "A man was killed and fifteen were wounded": of two counts of one kind, one of them a single person or thing, the single one goes
// where it stands farther from the event. Returns how many are left of the last `taken`.
uint32_t drop_far_single(const Document& d, const Trigger& t, uint32_t taken, std::vector<Quantity>& out) {
  const auto first = out.end() - static_cast<std::ptrdiff_t>(taken);
  const uint32_t at = d.tokens.all[t.token].span.begin;
  const auto gap = [&](const Quantity& q) { return q.words.begin > at ? q.words.begin - at : at - q.words.begin; };
  const auto far = std::find_if(first, out.end(), [&](const Quantity& q) {
    return q.min == 1 && q.max == 1 && std::any_of(first, out.end(), [&](const Quantity& o) { return &o != &q && o.of == q.of && gap(o) < gap(q); });
  });
  if (far == out.end()) return taken;
  out.erase(far);
  return taken - 1;
}

}  // namespace

uint32_t decide_quantities(Decider& decider, const Trigger& t, const Situation& situation, std::vector<Quantity>& out) {
  const Document& d = decider.document;
  const Sentence& s = d.sentence_at(t.token);
  uint32_t taken = 0;
  uint64_t order_after = 0, so_far = 0;
  const size_t before = out.size();
  auto k = static_cast<uint32_t>(std::lower_bound(d.quantities.begin(), d.quantities.end(), s.first,
               [](const QuantityMention& q, uint32_t token) { return q.first < token; }) - d.quantities.begin());
  for (; k < d.quantities.size() && d.quantities[k].first < s.last; ++k) {
    const QuantityMention& q = d.quantities[k];
    Standing st = standing(d, t.token, q.first, q.last);
    if (st.side == 1) st.order = std::min<uint64_t>(order_after++, 3);
    add_counts(decider, t, q, st, role_of(d, situation, q), events_nearer(d, t, q), so_far);
    const uint32_t of = decider.decide(t.token, k);
    if (of == kNobody) continue;
    so_far = so_far << 4 | (of + 1);
    const Quantity found{static_cast<CountOf>(of), q.min, q.max, q.span};
    const auto told = [&](const Quantity& other) { return other.of == found.of && other.min == found.min && other.max == found.max; };
    if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), told)) continue;
    out.push_back(found);
    ++taken;
  }
  const uint32_t target = situation.participants.target;
  if (taken > 0) return drop_far_single(d, t, taken, out);
  if (!may_be_one(d, t, target)) return 0;
  const uint32_t of = decide_one(decider, t, target);
  if (of == kNobody) return 0;
  out.push_back(Quantity{static_cast<CountOf>(of), 1, 1, d.phrases[target].span});
  return 1;
}

}  // namespace rawi
