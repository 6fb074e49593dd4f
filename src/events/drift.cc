// What a claim loses on its way into a copy: see differences.h.
#include "events/differences.h"

namespace rawi {
namespace {

void compare_numbers(const EventClaim& a, const EventClaim& b, const EventMember& from, const EventMember& to, std::vector<Drift>& out) {
  if (a.numbers.size() != 1 || b.numbers.size() != 1) return;
  const EventNumber &x = a.numbers[0], &y = b.numbers[0];
  if (x.of != y.of || x.scope != y.scope) return;
  const bool bounded = x.min == kUnbounded || x.max == kUnbounded;
  if (bounded && y.min == y.max && (y.min == x.min || y.max == x.max)) out.push_back({"bound lost", from, to});
  else if (!compatible(x, y)) out.push_back({"number changed", from, to});
}

void compare(const std::vector<EventReport>& reports, const EventMember& from, const EventMember& to, std::vector<Drift>& out) {
  const EventClaim &a = reports[from.report].claims[from.claim], &b = reports[to.report].claims[to.claim];
  if (a.type != b.type || a.lemma != b.lemma) return;
  if (!a.chain.empty() && b.chain.empty()) out.push_back({"attribution lost", from, to});
  // "claimed" to "said" or "confirmed", "said" to "confirmed".
  if (a.voiced != Voiced::kNone && b.voiced > a.voiced) out.push_back({"verb hardened", from, to});
  compare_numbers(a, b, from, to, out);
}

}  // namespace

// Along aligned passages, original to copy: the claims in them side by side.
std::vector<Drift> find_drifts(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                               const std::vector<EventMember>& members) {
  std::vector<Drift> out;
  for (const Reprint& r : reprints) {
    if (!r.directed) continue;
    for (const auto& [x, y] : r.passages)
      for (const EventMember& from : members) {
        if (from.report != r.first || !x.contains(reports[r.first].claims[from.claim].trigger)) continue;
        for (const EventMember& to : members)
          if (to.report == r.second && y.contains(reports[r.second].claims[to.claim].trigger)) compare(reports, from, to, out);
      }
  }
  return out;
}

}  // namespace rawi
