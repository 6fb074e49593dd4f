#include "events/differences.h"

#include <algorithm>
#include <set>

#include "events/origins.h"

namespace rawi {

void put(const std::vector<EventReport>& reports, const EventMember& member, Side& side) {
  side.claims.push_back(member);
  const std::string name = teller_of(reports, member).name;
  if (!name.empty() && std::find(side.origins.begin(), side.origins.end(), name) == side.origins.end()) side.origins.push_back(name);
}

namespace {

// Who speaks for themselves: not a medium, and not anybody.
bool stands_for_somebody(const Teller& t) { return t.named && !t.agency && !t.party.empty(); }

// The words that a denial denies: of the claim that it points to, else of those next to it.
void add_denied(const EventReport& r, const EventMember& m, std::set<uint64_t>& what) {
  const EventClaim& c = r.claims[m.claim];
  if (c.denies >= 0 && static_cast<size_t>(c.denies) < r.claims.size()) {
    what.insert(r.claims[static_cast<size_t>(c.denies)].lemma);
    return;
  }
  if (!c.denier) {
    what.insert(c.lemma);
    return;
  }
  for (const EventClaim& other : r.claims)
    if (other.sentence_number == c.sentence_number && !other.denier) what.insert(other.lemma);
}

}  // namespace

// Somebody says that it did not happen, somebody else that it did: told in the word that is denied, by another side. A word
// that is only negated counts where somebody who stands for a side negates it and somebody else tells it.
void compare_denials(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  Side denied{"denied", kUnbounded, kUnbounded, {}, {}}, told{"told", kUnbounded, kUnbounded, {}, {}};
  std::set<std::string> who_denies;  // tellers and what they belong to
  std::set<uint64_t> denied_words, negated_words;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Teller teller = teller_of(reports, m);
    const bool denies = c.denier && c.status == Status::kDenied;
    if (!denies && (c.status != Status::kDenied || !stands_for_somebody(teller))) continue;
    add_denied(reports[m.report], m, denies ? denied_words : negated_words);
    who_denies.insert(teller.key);
    if (!teller.party.empty()) who_denies.insert(teller.party);
    put(reports, m, denied);
  }
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Teller teller = teller_of(reports, m);
    if (c.status != Status::kHappened || c.denier || c.denies >= 0) continue;
    if (!denied_words.contains(c.lemma) && (teller.name.empty() || !negated_words.contains(c.lemma))) continue;
    if (who_denies.contains(teller.key) || (!teller.party.empty() && who_denies.contains(teller.party))) continue;
    put(reports, m, told);
  }
  if (told.claims.empty() || denied.claims.empty()) return;
  out.push_back({DifferenceKind::kContradiction, "happened", "told by one side, denied by another", {std::move(told), std::move(denied)}});
}

std::vector<Difference> find_differences(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                                         const std::vector<EventMember>& members) {
  (void)reprints;
  std::vector<Difference> out;
  compare_figures(reports, members, out);
  compare_values(reports, members, out);
  compare_denials(reports, members, out);
  return out;
}

}  // namespace rawi
