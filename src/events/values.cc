// Values that are no numbers, compared for one word of the event: see differences.h.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "events/differences.h"
#include "events/origins.h"
#include "events/strands.h"

namespace rawi {
namespace {

constexpr uint32_t kToldWithin = 8; // ... and in which it tells of it
constexpr uint32_t kEarly = 4;      // sentences in which a report says what it is about
constexpr int32_t kSlipDays = 3;    // days further apart are no contradiction but another time

struct Value {
  std::string words;
  const EventClaim* claim = nullptr;
  EventMember member;
};

using ValueOf = std::function<std::optional<std::string>(const EventClaim&)>;
using Apart = std::function<bool(const EventClaim&, const EventClaim&)>;

// Per word of the event and report, what the report says of it.
using Told = std::map<uint64_t, std::map<uint32_t, std::vector<Value>>>;

Told tell(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, const ValueOf& value_of) {
  Told told;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    if (c.status != Status::kHappened || c.denier || c.sentence_number >= kEarly) continue;
    if (const std::optional<std::string> v = value_of(c)) told[c.lemma][m.report].push_back({*v, &c, m});
  }
  return told;
}

// A value counts where two reports give it: one slip of the pen is no side.
bool stands(const std::vector<EventMember>& members) {
  return std::any_of(members.begin(), members.end(), [&](const EventMember& m) { return m.report != members.front().report; });
}

// Two reports contradict each other where every value of one is apart from every value of the other.
void compare(const std::vector<EventReport>& reports, const Told& told, const char* attribute, const char* reason, const Apart& apart,
             std::vector<Difference>& out) {
  std::map<std::string, std::vector<EventMember>> sides;
  for (const auto& [lemma, by_report] : told)
    for (auto a = by_report.begin(); a != by_report.end(); ++a)
      for (auto b = std::next(a); b != by_report.end(); ++b) {
        const bool all = std::all_of(a->second.begin(), a->second.end(), [&](const Value& x) {
          return std::all_of(b->second.begin(), b->second.end(), [&](const Value& y) { return x.words != y.words && apart(*x.claim, *y.claim); });
        });
        if (!all) continue;
        for (const std::vector<Value>* side : {&a->second, &b->second})
          for (const Value& v : *side) sides[v.words].push_back(v.member);
      }
  std::erase_if(sides, [&](const auto& side) { return !stands(side.second); });
  if (sides.size() < 2) return;
  Difference d{DifferenceKind::kContradiction, attribute, reason, {}};
  for (auto& [words, members] : sides) {
    std::sort(members.begin(), members.end(), [](const EventMember& x, const EventMember& y) { return std::pair(x.report, x.claim) < std::pair(y.report, y.claim); });
    members.erase(std::unique(members.begin(), members.end(), [](const EventMember& x, const EventMember& y) { return x.report == y.report && x.claim == y.claim; }), members.end());
    Side& s = d.sides.emplace_back();
    s.value = words;
    for (const EventMember& m : members) put(reports, m, s);
  }
  out.push_back(std::move(d));
}

// Weapons that nobody takes for one another.
const char* weapon_family(Weapon w) {
  switch (w) {
    case Weapon::kRocket: case Weapon::kMissile: case Weapon::kArtillery: return "rocket, missile or artillery";
    case Weapon::kDrone: case Weapon::kAirstrike: return "air strike";
    case Weapon::kExplosive: return "explosive";
    case Weapon::kFirearm: return "firearm";
    default: return nullptr;
  }
}

// Who takes responsibility: two that are not one.
void compare_responsibility(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  std::map<std::string, Side> sides;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Teller teller = teller_of(reports, m);
    if (!c.responds || c.status != Status::kHappened || !teller.named || !teller.party.starts_with("e:a:grp")) continue;
    Side& s = sides[teller.party];
    s.value = teller.name;
    put(reports, m, s);
  }
  if (sides.size() < 2) return;
  Difference d{DifferenceKind::kContradiction, "responsibility", "more than one takes it", {}};
  for (auto& [party, side] : sides) d.sides.push_back(std::move(side));
  out.push_back(std::move(d));
}

// Weapons name a deed.
Cause cause_of(const EventClaim& c) {
  return c.cause == Cause::kNone && weapon_family(c.weapon) ? Cause::kDeed : c.cause;
}

// What brought it about: two tellers who each give one cause, and not the same. A weapon alone is a cause only against one that is
// said in so many words.
void compare_causes(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  std::map<std::string, std::pair<Cause, std::vector<EventMember>>> tellers;
  bool said = false;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Cause cause = cause_of(c);
    if (cause == Cause::kNone || c.status != Status::kHappened || c.denier || c.sentence_number >= kToldWithin) continue;
    auto& [given, claims] = tellers[teller_of(reports, m).key];
    given = given == Cause::kNone || given == cause ? cause : Cause::kMixed;
    claims.push_back(m);
    said = said || c.cause == Cause::kMishap || c.cause == Cause::kNature;
  }
  std::map<Cause, Side> sides;
  for (const auto& [key, told] : tellers) {
    const auto& [cause, claims] = told;
    if (cause == Cause::kMixed) continue;
    Side& side = sides[cause];
    side.value = cause == Cause::kMishap ? "a mishap" : cause == Cause::kDeed ? "somebody's deed" : "nature or illness";
    for (const EventMember& m : claims) put(reports, m, side);
  }
  if (!said || sides.size() < 2) return;
  Difference d{DifferenceKind::kContradiction, "cause", "something else is said to have brought it about", {}};
  for (auto& [cause, side] : sides) d.sides.push_back(std::move(side));
  out.push_back(std::move(d));
}

}  // namespace

void compare_values(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  compare(reports, tell(reports, members, [](const EventClaim& c) -> std::optional<std::string> {
            return c.days_said && c.days.day_exact() ? std::optional(iso_date(c.days.first)) : std::nullopt;
          }), "time", "other days for the same", [](const EventClaim& a, const EventClaim& b) {
            return std::abs(int64_t{a.days.first} - b.days.first) <= kSlipDays;
          }, out);
  compare(reports, tell(reports, members, [](const EventClaim& c) -> std::optional<std::string> {
            return c.place_said && c.place.fine == 3 ? std::optional(std::to_string(c.place.chain[0])) : std::nullopt;
          }), "place", "other places for the same", [](const EventClaim& a, const EventClaim& b) {
            return fit_places(a.place, b.place) == Fit::kConflict;
          }, out);
  compare(reports, tell(reports, members, [](const EventClaim& c) -> std::optional<std::string> {
            const char* family = weapon_family(c.weapon);
            return family ? std::optional<std::string>(family) : std::nullopt;
          }), "weapon", "other means for the same", [](const EventClaim&, const EventClaim&) { return true; }, out);
  compare(reports, tell(reports, members, [](const EventClaim& c) -> std::optional<std::string> {
            const bool force = c.type == Plover::kAssault || c.type == Plover::kCoerce;
            return !force || c.actor.empty() || c.parties.empty() ? std::nullopt : std::optional(c.parties.front());
          }), "actor", "somebody else is said to have done it", [](const EventClaim&, const EventClaim&) { return true; }, out);
  compare_responsibility(reports, members, out);
  compare_causes(reports, members, out);
}

}  // namespace rawi
