// Figures of one event against each other: see differences.h.
#include <algorithm>
#include <map>
#include <set>

#include "events/differences.h"
#include "events/origins.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr uint32_t kTold = 8;        // sentences in which a report tells of the event; what stands later is of what was before
constexpr uint32_t kFirst = 3;       // ... the first of which say the toll, where they say one
constexpr int64_t kOtherScope = 20;  // figures so many times apart count different things
constexpr int64_t kNearly = 7, kNearlyOf = 5;  // 7 to 5: figures no further apart may count the same
constexpr int64_t kSeveral = 3, kMostSeveral = 9;  // what words for several are read as
constexpr int32_t kGrowthDays = 2;   // a greater toll so much later has grown
constexpr int32_t kWindowDays = 2;   // days so far apart are another window

struct Figure {
  EventNumber number;
  EventMember member;
  Teller teller;
  DayRange days;  // that its sentence says
  bool first = false;  // in the first sentences
};

// How two figures relate; in this order a pair of reports is told apart by the worst.
enum class Relation : uint8_t { kSame, kBound, kPart, kSize, kWindow, kLater, kGrown, kApart };
constexpr size_t kRelations = 8;

struct Meaning {
  DifferenceKind kind;
  const char* reason;
};
constexpr Meaning kMeanings[kRelations] = {
    {DifferenceKind::kCompatible, "the same"},
    {DifferenceKind::kCompatible, "bound: within the bounds of one another"},
    {DifferenceKind::kCompatible, "subset: one counts only some of them"},
    {DifferenceKind::kCompatible, "scope: so far apart that they count different things"},
    {DifferenceKind::kCompatible, "window: they count other days"},
    {DifferenceKind::kRevision, "a later figure of the same origin"},
    {DifferenceKind::kRevision, "a later and greater figure: the toll grew"},
    {DifferenceKind::kContradiction, "cannot both be true as of one moment"}};

std::string worded(const EventNumber& n) {
  if (n.min == kUnbounded) return "at most " + std::to_string(n.max);
  if (n.max == kUnbounded) return "at least " + std::to_string(n.min);
  return n.min == n.max ? std::to_string(n.min) : std::to_string(n.min) + " to " + std::to_string(n.max);
}

int64_t size_of(const EventNumber& n) { return n.max == kUnbounded ? n.min : n.max; }
bool same(const EventNumber& a, const EventNumber& b) { return a.min == b.min && a.max == b.max; }

// Narrowed kept scopes lose their lower half.
bool civilians(const EventNumber& n) { return n.scope == kCivilians || n.scope == kCivilians >> 32; }
// Civilians and people are told apart by no report; soldiers and the dead are.
bool part(const EventNumber& a, const EventNumber& b) {
  if (a.scope == b.scope) return false;
  return !((a.scope == 0 && civilians(b)) || (b.scope == 0 && civilians(a)));
}

// In one report, which tells of several happenings and what came of each: two sides' figures of one, or nearly the same number. What the
// report says itself sums up what its sources say.
bool at_odds(const Figure& a, const Figure& b) {
  if (a.teller.key == b.teller.key || a.teller.name.empty() || b.teller.name.empty()) return false;
  if (!a.teller.party.empty() && !b.teller.party.empty()) return a.teller.party != b.teller.party;
  const int64_t x = size_of(a.number), y = size_of(b.number);
  return std::max(x, y) * kNearlyOf <= std::min(x, y) * kNearly;
}

Relation relation(const Figure& a, const Figure& b, const std::vector<EventReport>& reports) {
  if (same(a.number, b.number)) return Relation::kSame;
  if (a.member.report == b.member.report && !at_odds(a, b)) return Relation::kPart;
  if (compatible(a.number, b.number)) return Relation::kBound;
  if (part(a.number, b.number)) return Relation::kPart;
  const int64_t x = size_of(a.number), y = size_of(b.number);
  if (std::max(x, y) / std::max<int64_t>(1, std::min(x, y)) >= kOtherScope) return Relation::kSize;
  if (a.days.known() && b.days.known() && !a.days.overlaps(b.days, kWindowDays)) return Relation::kWindow;
  const DayRange pa = reports[a.member.report].published, pb = reports[b.member.report].published;
  if (pa.overlaps(pb)) return Relation::kApart;  // which came first is not known: of one day, or of a year alone
  const bool a_first = pa.last < pb.first;
  const Figure &early = a_first ? a : b, &late = a_first ? b : a;
  const int64_t apart = a_first ? int64_t{pb.first} - pa.last : int64_t{pa.first} - pb.last;
  if (a.teller.key == b.teller.key) return Relation::kLater;
  if (apart >= kGrowthDays && size_of(late.number) > size_of(early.number)) return Relation::kGrown;
  return Relation::kApart;
}

// Figures that count: of what is told to have happened, and more than one (a noun in the singular is mostly no figure); "a
// number of" is none.
std::vector<Figure> figures_of(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, CountOf of) {
  std::vector<Figure> out;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    if (c.status == Status::kDenied || c.status == Status::kPlanned || c.sentence_number >= kTold) continue;
    for (const EventNumber& n : c.numbers) {
      if (n.of != of || (n.min == 1 && n.max == 1) || (n.min == kSeveral && n.max == kMostSeveral)) continue;
      out.push_back({n, m, teller_of(reports, m), c.days_said ? c.days : DayRange(), c.sentence_number < kFirst});
      break;  // two figures of one word: one of them counts something else
    }
  }
  return out;
}

// What its first sentences say is the toll, before what is told further down; of two the greater, of which the smaller is a part.
bool outweighs(const Figure& a, const Figure& b) {
  return a.first != b.first ? a.first : size_of(a.number) > size_of(b.number);
}

// A report's figure is the greatest of its first sentences, else the greatest; smaller ones are parts of it, but for those of
// another origin that is told apart. Those of a narrower scope (attackers among the dead) stand for themselves.
std::vector<Figure> greatest(const std::vector<Figure>& all) {
  std::map<std::pair<uint32_t, uint64_t>, Figure> most;
  for (const Figure& f : all) {
    const auto [at, fresh] = most.try_emplace({f.member.report, f.number.scope}, f);
    if (!fresh && outweighs(f, at->second)) at->second = f;
  }
  std::map<std::tuple<uint32_t, uint64_t, std::string>, Figure> others;
  for (const Figure& f : all) {
    const Teller& first = most.at({f.member.report, f.number.scope}).teller;
    if (f.teller.key == first.key || f.teller.name.empty()) continue;
    if (!first.party.empty() && f.teller.party == first.party) continue;
    const auto [at, fresh] = others.try_emplace({f.member.report, f.number.scope, f.teller.key}, f);
    if (!fresh && outweighs(f, at->second)) at->second = f;
  }
  std::vector<Figure> out;
  out.reserve(most.size() + others.size());
  for (auto& [key, f] : most) out.push_back(std::move(f));
  for (auto& [key, f] : others) out.push_back(std::move(f));
  return out;
}

using Sides = std::vector<const Figure*>;

void write(const std::vector<EventReport>& reports, const std::vector<Figure>& figures, const Sides& met, Relation r, const std::string& attribute,
           std::vector<Difference>& out) {
  Difference d{kMeanings[static_cast<size_t>(r)].kind, attribute, kMeanings[static_cast<size_t>(r)].reason, {}};
  for (const Figure* f : met)
    if (std::none_of(d.sides.begin(), d.sides.end(), [&](const Side& s) { return s.min == f->number.min && s.max == f->number.max; }))
      d.sides.push_back({worded(f->number), f->number.min, f->number.max, {}, {}});
  for (Side& s : d.sides)
    for (const Figure& f : figures)
      if (s.min == f.number.min && s.max == f.number.max) put(reports, f.member, s);
  std::sort(d.sides.begin(), d.sides.end(), [](const Side& x, const Side& y) { return std::pair(x.min, x.max) < std::pair(y.min, y.max); });
  out.push_back(std::move(d));
}

// Figures that their own origin has since replaced: they stand against nobody's.
std::vector<bool> revised(const std::vector<Figure>& figures, const std::vector<EventReport>& reports) {
  std::vector<bool> out(figures.size());
  for (size_t i = 0; i < figures.size(); ++i)
    for (size_t j = 0; j < figures.size(); ++j)
      if (i != j && relation(figures[i], figures[j], reports) == Relation::kLater &&
          reports[figures[i].member.report].published.first < reports[figures[j].member.report].published.first)
        out[i] = true;
  return out;
}

void compare_counts(const std::vector<EventReport>& reports, const std::vector<Figure>& all, const std::string& attribute, std::vector<Difference>& out) {
  const std::vector<Figure> figures = greatest(all);
  Sides met[kRelations];
  const std::vector<bool> gone = revised(figures, reports);
  for (size_t i = 0; i < figures.size(); ++i)
    for (size_t j = i + 1; j < figures.size(); ++j) {
      const Figure &a = figures[i], &b = figures[j];
      const Relation r = relation(a, b, reports);
      if (r == Relation::kSame || (r == Relation::kApart && (gone[i] || gone[j]))) continue;
      met[static_cast<size_t>(r)].push_back(&a), met[static_cast<size_t>(r)].push_back(&b);
    }
  for (size_t r = 1; r < kRelations; ++r)
    if (!met[r].empty()) write(reports, figures, met[r], static_cast<Relation>(r), attribute, out);
}

}  // namespace

bool compatible(const EventNumber& a, const EventNumber& b) {
  return (a.min == kUnbounded || b.max == kUnbounded || a.min <= b.max) && (b.min == kUnbounded || a.max == kUnbounded || b.min <= a.max);
}

void compare_figures(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  constexpr int kCounts = static_cast<int>(CountOf::kPeople) + 1;
  std::vector<Figure> all[kCounts];
  std::map<std::pair<int64_t, int64_t>, std::map<int, std::set<uint32_t>>> counted;  // value -> what it counts -> reports
  for (int of = 0; of < kCounts; ++of) {
    all[of] = figures_of(reports, members, static_cast<CountOf>(of));
    for (const Figure& f : all[of]) counted[{f.number.min, f.number.max}][of].insert(f.member.report);
  }
  for (int of = 0; of < kCounts; ++of) {
    // A figure that more reports give for something else was counted wrongly.
    std::erase_if(all[of], [&](const Figure& f) {
      const auto& uses = counted.at({f.number.min, f.number.max});
      return std::any_of(uses.begin(), uses.end(), [&](const auto& use) { return use.second.size() > uses.at(of).size(); });
    });
    compare_counts(reports, all[of], std::string(count_name(static_cast<CountOf>(of))), out);
  }
}

}  // namespace rawi
