#include "events/cluster.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <unordered_map>

#include "events/meet.h"
#include "events/sets.h"

namespace rawi {
namespace {

constexpr float kAlikeElsewhere = 0.28f; // likeness from which different places are no bar
constexpr int32_t kCopiedWithin = 3;      // days
constexpr float kAlikeCopy = 0.45f;      // ... from which a reprint's strand is a copy
constexpr float kAlikeAtAll = 0.12f;     // below it place and day alone do not make one event
constexpr float kAlikeUndated = 0.25f;   // ... where neither report has a date
constexpr float kDense = 0.2f, kDenseWords = 0.3f;  // of the pairs between two groups that must look alike for them to join: fights, all else
constexpr float kDenseMany = 0.45f;     // ... where they hold more than a few strands, unless these are fights of one day: series chain
constexpr size_t kFew = 8;
constexpr float kVerbatim = 0.95f;      // likeness of the very same sentences
constexpr float kHalfCopied = 0.5f;
constexpr int32_t kCarriedAstray = 4;    // days by which a day that another sentence gave may be wrong
constexpr float kRareName = 2.25f;      // weight of a name that few reports of the week have
constexpr float kRareWord = 2.f;        // ... of a word that no lexicon knows as well
constexpr float kOtherNames = 0.3f;     // below this share of them two strands speak of others
constexpr float kForOtherNames = 3.f, kForOtherGuests = 6.f;  // in a fight, in all else
constexpr float kForOtherDoers = 6.f;
constexpr float kSpokenOf = 0.6f;       // of the names of who did it that the other has where it means them
constexpr float kForOtherPeople = 1.5f; // meetings, aid, words of other people, by whatever place and day
constexpr float kForNoGround = 3.f;     // nothing but words that such stories share
constexpr float kMostForNumbers = 2.5f;
constexpr float kWholeCopy = 0.8f;      // of the text
constexpr int64_t kUnsureDays = 3;       // by which a report's date may be unsure
constexpr int32_t kFarApart = 12;       // days between publications
constexpr int32_t kSameStory = 6;       // ... up to which a story that says no day is told on; later it is the next of its kind

float likeness(const Strand& a, const Strand& b) {
  const float shared = in_common(a.content, b.content).second;
  const float size = std::sqrt(a.weight * b.weight);
  return size > 0 ? shared / std::max(size, 12.f) : 0;
}

// In how many counts two strands agree: the dead and the wounded say more than either. Small figures alone say nothing.
size_t same_numbers(const Strand& a, const Strand& b) {
  std::vector<CountOf> counts;
  bool telling = false;
  for (const EventNumber& x : a.numbers)
    for (const EventNumber& y : b.numbers) {
      if (x.of != y.of || x.of == CountOf::kOther || x.min != y.min || x.max != y.max || x.min == kUnbounded || x.min <= 1) continue;
      telling = telling || x.min > 2;
      if (std::find(counts.begin(), counts.end(), x.of) == counts.end()) counts.push_back(x.of);
    }
  return telling ? counts.size() : 0;
}

// Of the names that are rare in their week, the share that the strand with fewer of them has in common with the other. What
// is written by formula (verdicts, audiences, condolences) shares its words with others of its kind, but not its names. Who
// tells of a fight takes no part in it: of one fight reports name other officers.
float same_names(const Strand& a, const Strand& b) {
  const auto counts = [&](EventWord w) {
    const auto tells = [&](const Strand& s) { return std::binary_search(s.tellers.begin(), s.tellers.end(), w.word); };
    return w.weight >= kRareName && !(a.family == Family::kForce && (tells(a) || tells(b)));
  };
  size_t shared = 0, in_a = 0, in_b = 0;
  for (const EventWord w : a.content) in_a += counts(w);
  for (size_t i = 0, j = 0; j < b.content.size(); ++j) {
    if (!counts(b.content[j])) continue;
    ++in_b;
    while (i < a.content.size() && a.content[i].word < b.content[j].word) ++i;
    shared += i < a.content.size() && a.content[i].word == b.content[j].word;
  }
  const size_t fewer = std::min(in_a, in_b);
  return fewer == 0 ? 1.f : static_cast<float>(shared) / static_cast<float>(fewer);
}

// Whether anything says that both speak of one happening, not only of one kind: a name, the same said place or day, a number, a
// copy of nearly all. What is written by formula shares half of its text with others of its kind.
bool grounded(const Strand& a, const Strand& b, Fit place, float shared) {
  if (place == Fit::kSame && a.place_said && b.place_said) return true;
  if (a.days_said && b.days_said && a.days.overlaps(b.days)) return true;
  if (shared >= kWholeCopy || same_numbers(a, b) > 0) return true;
  const float rare = a.family == Family::kForce ? kRareWord : kRareName;
  for (size_t i = 0, j = 0; i < a.content.size() && j < b.content.size();) {
    if (a.content[i].word < b.content[j].word) ++i;
    else if (b.content[j].word < a.content[i].word) ++j;
    else if (std::min(a.content[i].weight, b.content[j].weight) >= rare) return true;
    else ++i, ++j;
  }
  return false;
}

// Whether both reports tell one of a series, and not the same one: the third plane, the fourth plane. A fight that they speak of
// besides may be one.
bool other_ordinal(const Strand& a, const Strand& b) {
  if (a.family == Family::kForce && !(a.lead && b.lead)) return false;
  const auto has = [](const Strand& s, uint64_t of, int64_t number) {
    return std::any_of(s.ordinals.begin(), s.ordinals.end(), [&](const EventOrdinal& x) { return x.of == of && x.number == number; });
  };
  for (const EventOrdinal& x : a.ordinals)
    for (const EventOrdinal& y : b.ordinals)
      if (x.of == y.of && !has(a, y.of, y.number) && !has(b, x.of, x.number)) return true;
  return false;
}

bool speaks_of(const Strand& s, const std::vector<uint64_t>& names) {
  const auto held = std::count_if(names.begin(), names.end(), [&](uint64_t name) {
    return std::binary_search(s.content.begin(), s.content.end(), EventWord{name}, [](EventWord x, EventWord y) { return x.word < y.word; });
  });
  return static_cast<float>(held) >= kSpokenOf * static_cast<float>(names.size());
}

// Whether both name who did it, and neither speaks of whom the other names: a word, a visit, a gift of somebody is his own.
bool other_doers(const Strand& a, const Strand& b) {
  return a.family != Family::kForce && !a.doers.empty() && !b.doers.empty() && !speaks_of(b, a.doers) && !speaks_of(a, b.doers);
}

// A report dated by its year alone says no more of what is told in it than one without a date.
bool dated(const EventReport& r) { return r.published.known() && int64_t{r.published.last} - r.published.first <= kUnsureDays; }

// Below 0: excluded.
float by_time(const Strand& a, const Strand& b, const EventReport& ra, const EventReport& rb) {
  const bool both = a.days.known() && b.days.known();
  if (both && a.days.overlaps(b.days)) return a.days.day_exact() && b.days.day_exact() ? 2.f : 1.f;
  if (both && a.days.overlaps(b.days, 1)) return -0.5f;
  if (both) return !(a.days_firm && b.days_firm) && a.days.overlaps(b.days, kCarriedAstray) ? -1.f : -10.f;
  if (!a.window.overlaps(b.window)) return -10.f;
  if (!dated(ra) || !dated(rb)) return both ? 0.f : -1.f;
  const int64_t apart = std::abs(int64_t{ra.published.first} - rb.published.first);
  return apart > kFarApart ? -10.f : apart <= 1 ? 1.f : apart <= 3 ? 0.f : apart <= kSameStory ? -1.5f : -2.f;
}

// The same sentences in two reports of one outlet that are no copies of each other: what it closes or opens its pages with.
bool furniture(const EventReport& ra, const EventReport& rb, float alike, float shared) {
  return alike >= kVerbatim && shared < kHalfCopied && !ra.outlet.empty() && ra.outlet == rb.outlet;
}

// Groups under way: what each holds, and how many pairs that look alike lie between any two.
class Groups {
 public:
  Groups(const std::vector<Strand>& strands, const std::vector<ScoredPair>& pairs)
      : strands_(strands), parent_(strands.size()), place_(strands.size()), days_(strands.size()), members_(strands.size()), walls_(strands.size()), alike_(strands.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (uint32_t i = 0; i < strands.size(); ++i) place_[i] = strands[i].place, days_[i] = strands[i].days_firm ? strands[i].days : DayRange(), members_[i] = {i};
    for (const ScoredPair& p : pairs) ++alike_[p.a][p.b], ++alike_[p.b][p.a];
  }
  uint32_t root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // What people have decided, newest first: a newer word stands against an older one.
  void decide() {
    std::map<int64_t, std::vector<std::pair<uint32_t, Mark>>, std::greater<>> decisions;
    for (uint32_t i = 0; i < strands_.size(); ++i)
      for (const Mark& m : strands_[i].marks) decisions[m.decision].emplace_back(i, m);
    for (const auto& [id, marked] : decisions) {
      const DecisionKind kind = marked.front().second.kind;
      const uint8_t together = kind == DecisionKind::kMerge ? 0 : 1;
      if (kind != DecisionKind::kExclude) join_side(marked, together);
      if (kind != DecisionKind::kMerge) raise_wall(marked);
    }
  }
  // A person has said that they are two.
  bool set_apart(uint32_t a, uint32_t b) { return walled(root(a), root(b)); }
  // Joins the two where all that they hold stays consistent, and enough of it looks alike.
  bool join(uint32_t a, uint32_t b, bool elsewhere, bool copy) {
    a = root(a), b = root(b);
    if (a == b) return true;
    if (walled(a, b)) return false;
    if (!elsewhere && fit_places(place_[a], place_[b]) == Fit::kConflict) return false;
    if (!copy && days_[a].known() && days_[b].known() && !days_[a].overlaps(days_[b], 1)) return false;
    if (!dense(a, b)) return false;
    if (members_[a].size() < members_[b].size()) std::swap(a, b);
    unite(a, b);
    return true;
  }

 private:
  using Marked = std::vector<std::pair<uint32_t, Mark>>;
  void join_side(const Marked& marked, uint8_t side) {
    for (size_t i = 0; i < marked.size(); ++i)
      for (size_t j = 0; j < i; ++j) {
        if (marked[i].second.side != side || marked[j].second.side != side) continue;
        const uint32_t a = root(marked[j].first), b = root(marked[i].first);
        if (a != b && !walled(a, b)) unite(a, b);
      }
  }
  // Between the sides; not within a group that a newer word has made of both.
  void raise_wall(const Marked& marked) {
    std::map<uint32_t, int> sides;
    for (const auto& [strand, m] : marked) sides[root(strand)] |= 1 << m.side;
    for (const auto& [group, both] : sides)
      if (both != 3) walls_[group].push_back({marked.front().second.decision, both == 2});
  }
  bool walled(uint32_t a, uint32_t b) const {
    for (const auto& [decision, side] : walls_[a])
      for (const auto& [other, other_side] : walls_[b])
        if (decision == other && side != other_side) return true;
    return false;
  }
  bool dense(uint32_t a, uint32_t b) const {
    size_t between = 0;
    for (const uint32_t x : members_[a])
      for (const uint32_t y : members_[b]) between += strands_[x].report != strands_[y].report;
    const auto found = alike_[a].find(b);
    return found != alike_[a].end() && static_cast<float>(found->second) >= needed(a, b) * static_cast<float>(between);
  }
  // The share of their pairs that must look alike. Fights of one day at one place are no series.
  float needed(uint32_t a, uint32_t b) const {
    const bool fight = strands_[a].family == Family::kForce;
    const bool one_day = days_[a].day_exact() && days_[b].day_exact() && days_[a].overlaps(days_[b]);
    if (members_[a].size() + members_[b].size() > kFew && !(fight && one_day)) return kDenseMany;
    return fight ? kDense : kDenseWords;
  }
  void unite(uint32_t a, uint32_t b) {
    parent_[b] = a;
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    walls_[a].insert(walls_[a].end(), walls_[b].begin(), walls_[b].end());
    for (const auto& [other, n] : alike_[b]) {
      if (other == a) continue;
      alike_[a][other] += n;
      alike_[other][a] += n;
      alike_[other].erase(b);
    }
    alike_[a].erase(b);
    alike_[b].clear();
    if (place_[b].fine > place_[a].fine) place_[a] = place_[b];
    if (!days_[a].known()) days_[a] = days_[b];
    else if (days_[b].known() && days_[a].overlaps(days_[b]))
      days_[a] = {std::max(days_[a].first, days_[b].first), std::min(days_[a].last, days_[b].last)};
  }

  const std::vector<Strand>& strands_;
  std::vector<uint32_t> parent_;
  std::vector<EventPlace> place_;
  std::vector<DayRange> days_;
  std::vector<std::vector<uint32_t>> members_;
  std::vector<std::vector<std::pair<int64_t, bool>>> walls_;  // decision, side
  std::vector<std::unordered_map<uint32_t, uint32_t>> alike_;
};

}  // namespace

PairScore compare(const Strand& a, const Strand& b, const EventReport& ra, const EventReport& rb, float shared) {
  if (a.family != b.family) return {};
  const Fit place = fit_places(a.place, a.place_said, b.place, b.place_said);
  float time = by_time(a, b, ra, rb);
  const float alike = likeness(a, b);
  if (furniture(ra, rb, alike, shared) || other_ordinal(a, b)) return {};
  // A copy of the very words is of the same event, whatever day either's "yesterday" was taken for.
  const bool copy = shared > 0 && alike >= kAlikeCopy && ra.published.known() && ra.published.overlaps(rb.published, kCopiedWithin);
  if (copy) time = std::max(time, 0.f);
  // Reports name one event's place by the town, the province next to it, or their dateline: the same words outweigh that.
  if (time < -5 || alike < kAlikeAtAll || (place == Fit::kConflict && alike < kAlikeElsewhere)) return {};
  if (alike < kAlikeUndated && (!dated(ra) || !dated(rb))) return {};
  PairScore out;
  out.score = time;
  out.copy = copy;
  float most = 0;
  const auto add = [&](float points, const char* reason) {
    out.score += points;
    if (points > most) most = points, out.reason = reason;
  };
  out.score -= place == Fit::kConflict ? 1.5f : place == Fit::kWeakConflict ? 0.5f : 0.f;
  add(place == Fit::kSame ? (a.place.fine == 3 && b.place.fine == 3 ? 2.5f : 1.5f) : place == Fit::kLoose ? 0.5f : 0.f, "same place");
  add(std::min(4.f, 12.f * alike), "told in the same words");
  const bool same_people = share(a.participants, b.participants);
  if (same_people) add(1, "same participants");
  if (const size_t numbers = same_numbers(a, b)) add(std::min(kMostForNumbers, 0.5f + static_cast<float>(numbers)), "same number");
  if (a.lead && b.lead) add(1, "lead of both reports");
  if (shared > 0) add(3 * shared, "shared text");
  if (same_names(a, b) < kOtherNames) out.score -= a.family == Family::kForce ? kForOtherNames : kForOtherGuests;
  if (other_doers(a, b)) out.score -= kForOtherDoers;
  if (!grounded(a, b, place, shared)) out.score -= kForNoGround;
  if (shared <= 0 && !same_people && a.family != Family::kForce) out.score -= kForOtherPeople;
  return out;
}

std::vector<Group> join_strands(const std::vector<Strand>& strands, std::vector<ScoredPair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const ScoredPair& x, const ScoredPair& y) {
    if (x.score.score != y.score.score) return x.score.score > y.score.score;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  Groups sets(strands, pairs);
  sets.decide();
  std::vector<ScoredPair> unsure;
  for (const ScoredPair& p : pairs)
    if (p.score.score < kSure || !sets.join(p.a, p.b, p.score.score >= kSure + 1, p.score.copy)) unsure.push_back(p);
  std::vector<Group> groups;
  std::vector<int32_t> group_of(strands.size(), -1);
  for (uint32_t i = 0; i < strands.size(); ++i) {
    int32_t& g = group_of[sets.root(i)];
    if (g < 0) g = static_cast<int32_t>(groups.size()), groups.push_back({});
    groups[static_cast<size_t>(g)].strands.push_back(i);
  }
  for (const ScoredPair& p : unsure) {
    const auto ga = static_cast<size_t>(group_of[sets.root(p.a)]), gb = static_cast<size_t>(group_of[sets.root(p.b)]);
    if (ga == gb || sets.set_apart(p.a, p.b)) continue;
    for (const uint32_t c : strands[p.b].claims) groups[ga].possible.push_back({strands[p.b].report, c, p.score.score, p.score.reason});
    for (const uint32_t c : strands[p.a].claims) groups[gb].possible.push_back({strands[p.a].report, c, p.score.score, p.score.reason});
  }
  return groups;
}

}  // namespace rawi
