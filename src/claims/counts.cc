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

void add_counts(Decider& decider, const Trigger& t, const QuantityMention& q, const Standing& st, uint64_t role, uint64_t nearer) {
  const Document& d = decider.document;
  const auto type = static_cast<uint64_t>(t.type);
  const uint64_t form = form_of(d.tags[t.token]) & 7, lemma = d.lemma[t.token];
  const uint64_t sort = static_cast<uint64_t>(q.people) | static_cast<uint64_t>(q.bare) << 1 | static_cast<uint64_t>(q.single) << 2 |
                        static_cast<uint64_t>(q.dual) << 3 | static_cast<uint64_t>(q.occasions) << 4;
  const uint64_t noun = q.noun < d.tokens.all.size() ? d.lemma[q.noun] : 0;
  const uint64_t category = q.noun < d.tokens.all.size() ? static_cast<uint64_t>(d.category[q.noun]) : 0;
  const bool self = q.first <= t.token && t.token < q.last;
  const uint64_t near = mix(mix(st.side, st.gap), st.barrier, nearer | (self ? 4 : 0));
  const uint64_t own = mix(role, sort & 6);
  decider.start(Section::kQuantity);
  const auto offer = [&](uint32_t of) {
    decider.next(of);
    Choice::Bag<1> bag(decider.choice);
    const uint64_t take = of != kNobody;
    const uint64_t as = mix(static_cast<uint64_t>(q.of), of, sort & 3);
    uint64_t salt = 1;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(salt++, a, b)); };
    if (take) {
      add(as, 0);
      add(as, type);
      add(as, lemma);
      add(noun, of);
      add(category, mix(of, type));
      add(category, mix(of, lemma));
      add(of, mix(lemma, sort));
      add(of, mix(type, self));
      add(mix(as, role), type);
    } else {
      salt = 20;
      add(near, sort);
      add(near, mix(type, sort & 6));
      add(own, mix(type, nearer));
      add(own, mix(lemma, nearer));
      add(own, near);
      add(own, mix(st.side, st.order));
      add(own, mix(form, mix(st.side, st.barrier)));
      add(mix(st.side, st.order), mix(st.barrier, form));
      add(mix(nearer, sort), mix(st.side, self));
      add(mix(nearer, sort), lemma);
      add(mix(st.before, st.side), sort);
      add(mix(type, static_cast<uint64_t>(q.of)), mix(st.side, sort));
      add(lemma, mix(st.side, mix(st.gap, sort & 6)));
      add(mix(st.gap, st.side), mix(static_cast<uint64_t>(q.of), mix(nearer, sort)));
      add(noun, mix(sort, nearer));
      add(noun, mix(type, role));
      add(category, mix(role, mix(type, sort)));
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

}  // namespace

uint32_t decide_quantities(Decider& decider, const Trigger& t, const Situation& situation, std::vector<Quantity>& out) {
  const Document& d = decider.document;
  const Sentence& s = d.sentence_at(t.token);
  uint32_t taken = 0;
  uint64_t order_after = 0;
  auto k = static_cast<uint32_t>(std::lower_bound(d.quantities.begin(), d.quantities.end(), s.first,
               [](const QuantityMention& q, uint32_t token) { return q.first < token; }) - d.quantities.begin());
  for (; k < d.quantities.size() && d.quantities[k].first < s.last; ++k) {
    const QuantityMention& q = d.quantities[k];
    Standing st = standing(d, t.token, q.first, q.last);
    if (st.side == 1) st.order = std::min<uint64_t>(order_after++, 3);
    add_counts(decider, t, q, st, role_of(d, situation, q), events_nearer(d, t, q));
    const uint32_t of = decider.decide(t.token, k);
    if (of == kNobody) continue;
    out.push_back(Quantity{static_cast<CountOf>(of), q.min, q.max, q.span});
    ++taken;
  }
  return taken;
}

}  // namespace rawi
