#include "events/differences.h"

#include <algorithm>
#include <set>

#include "events/origins.h"
#include "events/sets.h"

namespace rawi {

void put(const std::vector<EventReport>& reports, const EventMember& member, Side& side) {
  side.claims.push_back(member);
  const std::string name = teller_of(reports, member).name;
  if (!name.empty() && std::find(side.origins.begin(), side.origins.end(), name) == side.origins.end()) side.origins.push_back(name);
}

namespace {

constexpr float kDeniedThing = 3, kNegatedThing = 8;  // weight of words in common by which two sentences are of one thing

// Who speaks for themselves: not a medium, and not anybody.
bool stands_for_somebody(const Teller& t) { return t.named && !t.agency && !t.party.empty(); }

// What a denial denies: a word, in a sentence.
struct Denied {
  uint64_t lemma = 0;
  uint32_t report = 0, sentence = 0;
  bool negated = false;  // by a particle, not by a word that denies
};

// Of the claim that a denial points to, else of the next one of its sentence ("denied that they fired"), else of the one before
// ("say that they fired, which he denies").
void add_denied(const EventReport& r, const EventMember& m, std::vector<Denied>& what) {
  const EventClaim& c = r.claims[m.claim];
  const auto add = [&](const EventClaim& of, bool negated) { what.push_back({of.lemma, m.report, c.sentence_number, negated}); };
  if (!c.denier) return add(c, true);
  if (c.denies >= 0 && static_cast<size_t>(c.denies) < r.claims.size()) return add(r.claims[static_cast<size_t>(c.denies)], false);
  const auto beside = [&](uint32_t other) { return other < r.claims.size() && r.claims[other].sentence_number == c.sentence_number && !r.claims[other].denier; };
  if (beside(m.claim + 1)) add(r.claims[m.claim + 1], false);
  else if (m.claim > 0 && beside(m.claim - 1)) add(r.claims[m.claim - 1], false);
}

const std::vector<EventWord>& content_of(const EventReport& r, uint32_t sentence) {
  static const std::vector<EventWord> kNone;
  return sentence < r.sentences.size() ? r.sentences[sentence].content : kNone;
}

// Whether a claim tells what is denied: in the same word, and of the same thing. What somebody merely negates must be told in
// many of the same words.
bool tells(const std::vector<EventReport>& reports, const EventMember& m, const Denied& d) {
  const EventClaim& c = reports[m.report].claims[m.claim];
  if (c.lemma != d.lemma) return false;
  if (m.report == d.report && c.sentence_number == d.sentence) return !d.negated;
  const float shared = in_common(content_of(reports[m.report], c.sentence_number), content_of(reports[d.report], d.sentence)).second;
  return shared >= (d.negated ? kNegatedThing : kDeniedThing);
}

}  // namespace

// Somebody says that it did not happen, somebody else that it did: told in the word that is denied, by another side. A word
// that is only negated counts where somebody who stands for a side negates it and somebody else tells it.
void compare_denials(const std::vector<EventReport>& reports, const std::vector<EventMember>& members, std::vector<Difference>& out) {
  Side denied{"denied", kUnbounded, kUnbounded, {}, {}}, told{"told", kUnbounded, kUnbounded, {}, {}};
  std::set<std::string> who_denies;  // tellers and what they belong to
  std::vector<Denied> what;
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Teller teller = teller_of(reports, m);
    if (c.status != Status::kDenied || (!c.denier && !stands_for_somebody(teller))) continue;
    add_denied(reports[m.report], m, what);
    who_denies.insert(teller.key);
    if (!teller.party.empty()) who_denies.insert(teller.party);
    put(reports, m, denied);
  }
  for (const EventMember& m : members) {
    const EventClaim& c = reports[m.report].claims[m.claim];
    const Teller teller = teller_of(reports, m);
    if (c.status != Status::kHappened || c.denier || c.denies >= 0) continue;
    if (who_denies.contains(teller.key) || (!teller.party.empty() && who_denies.contains(teller.party))) continue;
    const bool tells_it = std::any_of(what.begin(), what.end(), [&](const Denied& d) { return (!d.negated || !teller.name.empty()) && tells(reports, m, d); });
    if (tells_it) put(reports, m, told);
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
