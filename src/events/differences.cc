#include "events/differences.h"

#include <algorithm>
#include <map>
#include <set>

#include "events/origins.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr int64_t kOtherScope = 20;  // figures so many times apart count different things
constexpr int32_t kGrowthDays = 2;  // a greater toll so much later has grown

struct Figure {
  EventNumber number;
  EventMember member;
  std::string origin;      // name; empty: the report's own voice
  std::string origin_key;
};

bool compatible(const EventNumber& a, const EventNumber& b) {
  return (a.min == kUnbounded || b.max == kUnbounded || a.min <= b.max) && (b.min == kUnbounded || a.max == kUnbounded || b.min <= a.max);
}

std::string worded(const EventNumber& n) {
  if (n.min == kUnbounded) return "at most " + std::to_string(n.max);
  if (n.max == kUnbounded) return "at least " + std::to_string(n.min);
  return n.min == n.max ? std::to_string(n.min) : std::to_string(n.min) + " to " + std::to_string(n.max);
}

int64_t size_of(const EventNumber& n) { return n.max == kUnbounded ? n.min : n.max; }

Side& side_for(Difference& d, const Figure& f) {
  for (Side& s : d.sides)
    if (s.min == f.number.min && s.max == f.number.max) return s;
  d.sides.push_back({worded(f.number), f.number.min, f.number.max, {}, {}});
  return d.sides.back();
}

void put(Difference& d, const Figure& f) {
  Side& s = side_for(d, f);
  s.claims.push_back(f.member);
  if (!f.origin.empty() && std::find(s.origins.begin(), s.origins.end(), f.origin) == s.origins.end()) s.origins.push_back(f.origin);
}

Figure figure_of(const std::vector<EventReport>& reports, const EventMember& m, const EventNumber& n) {
  Figure f{n, m, {}, {}};
  const EventReport& r = reports[m.report];
  if (const int32_t origin = origin_of(r, r.claims[m.claim]); origin >= 0) {
    const EventSource& s = r.sources[static_cast<size_t>(origin)];
    f.origin = s.name;
    f.origin_key = s.key.empty() || s.in_report ? s.key + "@" + s.name + "@" + r.id : s.key;
  } else {
    f.origin_key = "own@" + r.id;
  }
  return f;
}

// One figure a report, origin and group: the greatest.
std::vector<Figure> figures_of(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, CountOf of) {
  std::map<std::pair<uint32_t, std::string>, Figure> greatest;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    if (c.status == Status::kDenied || c.status == Status::kPlanned) continue;
    for (const EventNumber& n : c.numbers) {
      if (n.of != of || n.scope != 0 || (n.min == 1 && n.max == 1)) continue;  // one: mostly a noun in the singular
      Figure f = figure_of(reports, m, n);
      const auto [at, fresh] = greatest.try_emplace({m.report, f.origin_key}, f);
      if (!fresh && size_of(n) > size_of(at->second.number)) at->second = f;
    }
  }
  std::vector<Figure> out;
  for (auto& [key, f] : greatest) out.push_back(std::move(f));
  return out;
}

DifferenceKind kind_of(const Figure& a, const Figure& b, const std::vector<EventReport>& reports) {
  if (compatible(a.number, b.number)) return DifferenceKind::kCompatible;
  const int64_t x = size_of(a.number), y = size_of(b.number);
  if (std::max(x, y) / std::max<int64_t>(1, std::min(x, y)) >= kOtherScope) return DifferenceKind::kCompatible;
  const DayRange pa = reports[a.member.report].published, pb = reports[b.member.report].published;
  if (!pa.known() || !pb.known()) return DifferenceKind::kContradiction;
  const bool a_first = pa.first < pb.first;
  const Figure &early = a_first ? a : b, &late = a_first ? b : a;
  const int64_t apart = std::abs(int64_t{pa.first} - pb.first);
  if (apart > 0 && a.origin_key == b.origin_key) return DifferenceKind::kRevision;
  if (apart >= kGrowthDays && size_of(late.number) > size_of(early.number)) return DifferenceKind::kRevision;
  return DifferenceKind::kContradiction;
}

void compare_figures(const std::vector<EventReport>& reports, const std::vector<Figure>& figures, CountOf of, std::vector<Difference>& out) {
  const std::string attribute(count_name(of));
  Difference by_kind[3];
  const char* reasons[] = {"cannot both be true as of one moment", "a later figure of the same origin, or a toll that grew",
                           "within the bounds of one another, or so far apart that they count different things"};
  for (size_t i = 0; i < figures.size(); ++i)
    for (size_t j = i + 1; j < figures.size(); ++j) {
      const Figure &a = figures[i], &b = figures[j];
      if (a.number.min == b.number.min && a.number.max == b.number.max) continue;
      // Within a report two figures differ only where two origins are named.
      if (a.member.report == b.member.report && (a.origin.empty() || b.origin.empty())) continue;
      Difference& d = by_kind[static_cast<size_t>(kind_of(a, b, reports))];
      if (std::none_of(d.sides.begin(), d.sides.end(), [&](const Side& s) { return s.min == a.number.min && s.max == a.number.max; })) put(d, a);
      if (std::none_of(d.sides.begin(), d.sides.end(), [&](const Side& s) { return s.min == b.number.min && s.max == b.number.max; })) put(d, b);
    }
  for (size_t k = 0; k < 3; ++k) {
    if (by_kind[k].sides.empty()) continue;
    Difference& d = by_kind[k];
    for (Side& s : d.sides) s.claims.clear(), s.origins.clear();
    for (const Figure& f : figures)
      for (const Side& s : d.sides)
        if (s.min == f.number.min && s.max == f.number.max) {
          put(d, f);
          break;
        }
    d.kind = static_cast<DifferenceKind>(k), d.attribute = attribute, d.reason = reasons[k];
    std::sort(d.sides.begin(), d.sides.end(), [](const Side& x, const Side& y) { return std::pair(x.min, x.max) < std::pair(y.min, y.max); });
    out.push_back(std::move(d));
  }
}

void name_origin(Side& side, const std::string& origin) {
  if (!origin.empty() && std::find(side.origins.begin(), side.origins.end(), origin) == side.origins.end()) side.origins.push_back(origin);
}

// What is denied: the words of the event that somebody, named or not, says did not happen.
std::vector<EventMember> denials(const std::vector<EventReport>& reports, const std::vector<EventMember>& members) {
  std::vector<EventMember> out;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    if (c.denies >= 0 || (c.status == Status::kDenied && !c.chain.empty())) out.push_back(m);
  }
  return out;
}

// Somebody says that it did not happen, somebody else that it did.
void compare_denials(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  Side denied{"denied", kUnbounded, kUnbounded, {}, {}}, told{"told", kUnbounded, kUnbounded, {}, {}};
  std::set<std::string> who_denies;
  std::set<uint64_t> what;
  for (const EventMember& m : denials(reports, members)) {
    const EventReport& r = reports[m.report];
    const EventClaim& c = r.claims[m.claim];
    const bool points = c.denies >= 0 && static_cast<size_t>(c.denies) < r.claims.size();
    what.insert(points ? r.claims[static_cast<size_t>(c.denies)].lemma : c.lemma);
    const Figure f = figure_of(reports, m, {});
    who_denies.insert(f.origin_key);
    denied.claims.push_back(m);
    name_origin(denied, f.origin);
  }
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Figure f = figure_of(reports, m, {});
    if (c.status != Status::kHappened || c.denies >= 0 || !what.contains(c.lemma) || who_denies.contains(f.origin_key)) continue;
    told.claims.push_back(m);
    name_origin(told, f.origin);
  }
  if (told.claims.empty()) return;
  out.push_back({DifferenceKind::kContradiction, "happened", "told by one side, denied by another", {std::move(told), std::move(denied)}});
}

}  // namespace

std::vector<Difference> find_differences(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                                         const std::vector<EventMember>& members) {
  (void)reprints;
  std::vector<Difference> out;
  for (int of = 0; of <= static_cast<int>(CountOf::kPeople); ++of) {
    const auto count = static_cast<CountOf>(of);
    compare_figures(reports, figures_of(reports, members, count), count, out);
  }
  compare_denials(reports, members, out);
  return out;
}

// Along aligned passages, original to copy: the claims in them side by side.
std::vector<Drift> find_drifts(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                               const std::vector<EventMember>& members) {
  std::vector<Drift> out;
  const auto compare = [&](const EventMember& from, const EventMember& to) {
    const EventClaim &a = reports[from.report].claims[from.claim], &b = reports[to.report].claims[to.claim];
    if (a.type != b.type || a.trigger.size() != b.trigger.size()) return;
    if (!a.chain.empty() && b.chain.empty()) out.push_back({"attribution lost", from, to});
    for (const EventNumber& x : a.numbers)
      for (const EventNumber& y : b.numbers) {
        if (x.of != y.of || x.scope != y.scope || a.numbers.size() != 1 || b.numbers.size() != 1) continue;
        const bool bounded = x.min == kUnbounded || x.max == kUnbounded;
        if (bounded && y.min == y.max && (y.min == x.min || y.max == x.max)) out.push_back({"bound lost", from, to});
        else if (!compatible(x, y)) out.push_back({"number changed", from, to});
      }
  };
  for (const Reprint& r : reprints) {
    if (!r.directed) continue;
    for (const auto& [x, y] : r.passages)
      for (const EventMember& from : members) {
        if (from.report != r.first || !x.contains(reports[r.first].claims[from.claim].trigger)) continue;
        for (const EventMember& to : members)
          if (to.report == r.second && y.contains(reports[r.second].claims[to.claim].trigger)) compare(from, to);
      }
  }
  return out;
}

}  // namespace rawi
