#include "claims/settle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "claims/features.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

// A value that scores this much less than the best has lost (e^-5 of its weight).
constexpr float kLost = 5;
// Claims on either side that are looked at: all of a usual report, and a huge one stays linear.
constexpr size_t kAround = 24;

std::string_view day_of(std::string_view edtf) { return edtf.substr(0, edtf.find('T')); }

float joined(float a, float b) { return std::max(a, b) + std::log1p(std::exp(-std::fabs(a - b))); }

// How a value lies to what another claim has.
enum Relation : uint64_t { kBothNone, kOnlyOther, kOnlyThis, kSame, kWithin, kAround_, kRelated, kApart, kNoClaim };

Relation relate_places(const Document& d, uint32_t a, uint32_t b) {
  const PlaceMention &x = d.places[a], &y = d.places[b];
  if (place_key(d, a) == place_key(d, b)) return kSame;
  const Entity &e = d.lexicon->entity(x.ref.entity), &f = d.lexicon->entity(y.ref.entity);
  const bool one_country = e.country[0] == f.country[0] && e.country[1] == f.country[1];
  if (e.parent == y.ref.entity || (one_country && f.kind == EntityKind::kCountry)) return kWithin;
  if (f.parent == x.ref.entity || (one_country && e.kind == EntityKind::kCountry)) return kAround_;
  return one_country ? kRelated : kApart;
}

Relation relate_times(const Document& d, uint32_t a, uint32_t b) {
  const std::string_view x = day_of(d.time_values[a].view()), y = day_of(d.time_values[b].view());
  if (x == y) return kSame;
  if (x.starts_with(y)) return kWithin;
  if (y.starts_with(x)) return kAround_;
  return x.substr(0, 7) == y.substr(0, 7) ? kRelated : kApart;
}

// One kind: places or times. `other` is the kind that was decided besides.
struct Kind {
  Section section;
  Weighed Document::*weighed;
  uint32_t Told::*own;
  uint32_t Told::*other;
  uint64_t (*key)(const Document&, uint32_t);
  uint64_t (*other_key)(const Document&, uint32_t);
  Relation (*relate)(const Document&, uint32_t, uint32_t);
};

// The claims that a claim is seen with; -1: there is none.
struct Company {
  enum Who { kBefore, kAfter, kSecondBefore, kSecondAfter, kWordBefore, kWordAfter, kTypeBefore, kTypeAfter, kPartner, kWhos };
  std::array<int32_t, kWhos> of;
  std::array<uint64_t, kWhos> where;  // how many sentences off, 0..3
};

class Settler {
 public:
  Settler(Decider& decider, const Kind& kind) : decider_(decider), d_(decider.document), kind_(kind), first_(d_.first_look), base_(d_.bases) {}

  void run() {
    const Weighed& w = d_.*kind_.weighed;
    first_.clear();
    d_.first_keys.clear();
    d_.other_keys.clear();
    for (const Told& t : d_.told) {
      first_.push_back(t.*kind_.own);
      d_.first_keys.push_back(t.*kind_.own == kNobody ? 0 : kind_.key(d_, t.*kind_.own));
      d_.other_keys.push_back(t.*kind_.other == kNobody ? 0 : kind_.other_key(d_, t.*kind_.other));
    }
    for (size_t i = 0; i < d_.told.size(); ++i) {
      if (w.ends[i] - w.first(i) < 2) continue;
      d_.told[i].*kind_.own = decide(i, std::span(w.values).subspan(w.first(i), w.ends[i] - w.first(i)));
    }
  }

 private:
  uint32_t decide(size_t i, std::span<const Weighed::Value> values) {
    const Company company = company_of(i);
    const auto others = before(i).size() + after(i).size();
    const auto all = static_cast<uint64_t>(others) - static_cast<uint64_t>(std::ranges::count(before(i), 0u) + std::ranges::count(after(i), 0u));
    decider_.start(kind_.section);
    base_.clear();
    float best = -INFINITY;
    for (const auto& v : values) best = std::max(best, v.score);
    for (const auto& v : values) {
      decider_.next(v.mention);
      base_.push_back(v.score);
      describe(i, company, all, v, best);
    }
    return decider_.decide(d_.told[i].token, 0, base_);
  }

  Company company_of(size_t i) const {
    Company c;
    c.of.fill(-1);
    c.where.fill(0);
    const auto n = d_.told.size();
    const Told& t = d_.told[i];
    const auto note = [&](Company::Who who, size_t j) {
      if (c.of[who] >= 0) return;
      const uint32_t a = d_.structure.sentence_of[d_.told[j].token], b = d_.structure.sentence_of[t.token];
      c.of[who] = static_cast<int32_t>(j);
      c.where[who] = std::min(a > b ? a - b : b - a, 3u);
    };
    const auto look = [&](size_t j, Company::Who word, Company::Who type) {
      const Told& o = d_.told[j];
      if (o.type != t.type) return;
      note(o.lemma == t.lemma ? word : type, j);
      if (d_.other_keys[i] != 0 && d_.other_keys[i] == d_.other_keys[j]) note(Company::kPartner, j);
    };
    for (size_t k = 1; k <= kAround; ++k) {
      if (k <= i) look(i - k, Company::kWordBefore, Company::kTypeBefore);
      if (i + k < n) look(i + k, Company::kWordAfter, Company::kTypeAfter);
    }
    if (i > 0) note(Company::kBefore, i - 1);
    if (i > 1) note(Company::kSecondBefore, i - 2);
    if (i + 1 < n) note(Company::kAfter, i + 1);
    if (i + 2 < n) note(Company::kSecondAfter, i + 2);
    return c;
  }

  Relation relation(uint32_t mention, int32_t claim) const {
    if (claim < 0) return kNoClaim;
    const uint32_t other = first_[static_cast<size_t>(claim)];
    if (mention == kNobody) return other == kNobody ? kBothNone : kOnlyOther;
    return other == kNobody ? kOnlyThis : kind_.relate(d_, mention, other);
  }

  // What the claims around have, but the claim itself.
  std::span<const uint64_t> before(size_t i) const { return std::span(d_.first_keys).subspan(i - std::min(i, kAround), std::min(i, kAround)); }
  std::span<const uint64_t> after(size_t i) const { return std::span(d_.first_keys).subspan(i + 1, std::min(d_.told.size(), i + kAround) - i - 1); }

  // 0..4: how many of the claims around have this value; `all`: how many have any.
  uint64_t votes(size_t i, uint32_t mention, uint64_t all) const {
    const uint64_t key = mention == kNobody ? 0 : kind_.key(d_, mention);
    const auto with = key == 0 ? 0 : static_cast<uint64_t>(std::ranges::count(before(i), key) + std::ranges::count(after(i), key));
    return all == 0 ? 5 : key == 0 ? std::min<uint64_t>(4, 5 * all / (2 * kAround)) : with == 0 ? 0 : std::min<uint64_t>(4, 1 + 4 * with / all);
  }

  void describe(size_t i, const Company& company, uint64_t all, const Weighed::Value& v, float best) {
    const Told& t = d_.told[i];
    const bool none = v.mention == kNobody;
    // Small numbers side by side: below 32, 16, 8, 8.
    const auto type = static_cast<uint64_t>(t.type);
    const uint64_t shape = (form_of(d_.tags[t.token]) & 7) | static_cast<uint64_t>(d_.tags[t.token].definite()) << 3;
    const auto behind = static_cast<uint64_t>(std::min(4.0f, 1.5f * (best - v.score)));
    const uint64_t stands = none ? 2 : standing_of(t, v.mention), lemma = d_.lemma[t.token];
    std::array<uint64_t, Company::kWhos> r, rel;  // below 16; with how far, below 64
    for (size_t who = 0; who < r.size(); ++who) r[who] = relation(v.mention, company.of[who]), rel[who] = r[who] | company.where[who] << 4;
    Choice::Bag<1> bag(decider_.choice);
    uint64_t number = 1;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
    for (const auto who : {Company::kBefore, Company::kAfter}) {
      const int32_t other = company.of[who];
      add(rel[who], stands);
      add(rel[who], type);
      add(rel[who], shape);
      add(rel[who], behind);
      add(lemma, r[who] | static_cast<uint64_t>(company.where[who] == 0) << 4);
      add(rel[who], other < 0 ? 1023 : type | static_cast<uint64_t>(d_.told[static_cast<size_t>(other)].type) << 5);
    }
    const uint64_t both = r[Company::kBefore] | r[Company::kAfter] << 4;
    add(both, company.where[Company::kBefore] | company.where[Company::kAfter] << 2);
    add(both, stands | behind << 3);
    for (const auto who : {Company::kSecondBefore, Company::kSecondAfter, Company::kWordBefore, Company::kWordAfter, Company::kTypeBefore,
                           Company::kTypeAfter, Company::kPartner}) {
      add(rel[who], stands);
      add(r[who], type | shape << 5);
    }
    add(r[Company::kWordBefore] | r[Company::kWordAfter] << 4, stands | shape << 3);
    const uint64_t voted = votes(i, v.mention, all) | static_cast<uint64_t>(none) << 3;
    add(voted, stands);
    add(voted, type);
    add(voted, behind | stands << 3);
    add(stands, behind);
    add(d_.sentence_at(t.token).headline, relation(v.mention, i == 0 ? -1 : 0) | stands << 4);
    bag.put();
  }

  // Does the mention stand in the claim's sentence, before it, after it?
  uint64_t standing_of(const Told& t, uint32_t mention) const {
    const uint32_t at = kind_.section == Section::kPlaceAgain ? d_.places[mention].first : d_.times[mention].first;
    const uint32_t here = d_.structure.sentence_of[t.token], there = d_.structure.sentence_of[at];
    return here == there ? (at > t.token ? 1 : 0) : there > here ? 3 : there + 1 == here ? 4 : 5;
  }

  Decider& decider_;
  Document& d_;
  const Kind& kind_;
  std::vector<uint32_t>& first_;  // what the first look chose, per claim
  std::vector<float>& base_;
};

// Sentences whose mentions are of the lead: headline and first sentence.
constexpr uint32_t kLead = 2;

// `key(k)`: what mention k says; 0: nothing that counts.
template <typename First, typename Key>
void count_sayings(const Document& d, size_t mentions, Prominence& p, First first, Key key) {
  p.of.assign(mentions, 0);
  p.most = kNobody;
  p.sorted.clear();
  for (uint32_t k = 0; k < mentions; ++k)
    if (const uint64_t says = key(k)) p.sorted.emplace_back(says, k);
  std::sort(p.sorted.begin(), p.sorted.end());
  size_t most = 0;
  for (size_t begin = 0, end = 0; begin < p.sorted.size(); begin = end) {
    while (end < p.sorted.size() && p.sorted[end].first == p.sorted[begin].first) ++end;
    const size_t n = end - begin;
    const uint32_t earliest = p.sorted[begin].second;
    const bool lead = d.structure.sentence_of[first(earliest)] < kLead;
    for (size_t k = begin; k < end; ++k)
      p.of[p.sorted[k].second] = static_cast<uint8_t>((n > 7 ? 3 : n > 3 ? 2 : n > 1 ? 1 : 0) | (lead ? 4 : 0));
    if (n > most || (n == most && earliest < p.most)) most = n, p.most = earliest;
  }
  for (const auto& [says, k] : p.sorted)
    if (says == key(p.most)) p.of[k] |= 8;
}

}  // namespace

uint64_t place_key(const Document& d, uint32_t place) {
  const PlaceRef& p = d.places[place].ref;
  return (static_cast<uint64_t>(p.entity) + 1) | static_cast<uint64_t>(p.other) << 32;
}

uint64_t time_key(const Document& d, uint32_t time) { return form_hash(day_of(d.time_values[time].view())) | 1; }

void find_prominent(Document& d) {
  count_sayings(d, d.places.size(), d.prominent_places, [&](uint32_t k) { return d.places[k].first; },
                [&](uint32_t k) { return d.places[k].ref.entity == kNoEntity || d.category[d.places[k].first] == Category::kNisba ? 0 : place_key(d, k); });
  count_sayings(d, d.times.size(), d.prominent_times, [&](uint32_t k) { return d.times[k].first; },
                [&](uint32_t k) { return d.time_values[k].empty() ? 0 : time_key(d, k); });
}

uint32_t weigh(Decider& decider, uint32_t token, uint64_t (*key)(const Document&, uint32_t), Weighed& weighed) {
  const uint32_t first_choice = decider.decide(token);
  if (!decider.choice.has_model()) {
    weighed.ends.push_back(static_cast<uint32_t>(weighed.values.size()));
    return first_choice;
  }
  const size_t begin = weighed.values.size();
  std::vector<Weighed::Value>& values = weighed.values;
  for (size_t k = 0; k < decider.candidates.size(); ++k) {
    const uint32_t mention = decider.candidates[k];
    const uint64_t says = mention == kNobody ? 0 : key(decider.document, mention);
    const float score = decider.choice.score(k);
    const auto same = std::find_if(values.begin() + static_cast<std::ptrdiff_t>(begin), values.end(), [&](const auto& v) { return v.key == says; });
    if (same == values.end()) values.push_back({mention, says, score, score});
    else {
      if (score > same->best) same->mention = mention, same->best = score;
      same->score = joined(same->score, score);
    }
  }
  const auto from = values.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto best = std::max_element(from, values.end(), [](const auto& a, const auto& b) { return a.score < b.score; });
  const uint32_t chosen = best->mention;
  values.erase(std::remove_if(from, values.end(), [top = best->score](const auto& v) { return v.score < top - kLost; }), values.end());
  weighed.ends.push_back(static_cast<uint32_t>(values.size()));
  return chosen;
}

void settle_places(Decider& decider) {
  static constexpr Kind kPlaces{Section::kPlaceAgain, &Document::weighed_places, &Told::place, &Told::time, place_key, time_key, relate_places};
  Settler(decider, kPlaces).run();
}

void settle_times(Decider& decider) {
  static constexpr Kind kTimes{Section::kTimeAgain, &Document::weighed_times, &Told::time, &Told::place, time_key, place_key, relate_times};
  Settler(decider, kTimes).run();
}

}  // namespace rawi
