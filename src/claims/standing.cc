#include "claims/standing.h"

#include <algorithm>

#include "claims/features.h"

namespace rawi {

Standing standing(const Document& d, uint32_t i, uint32_t first, uint32_t last) {
  Standing s{};
  const uint32_t here = d.structure.sentence_of[i], there = d.structure.sentence_of[first];
  const uint64_t clitic = d.tags[first].proclitics & (kBa | kLi | kKa | kWa);
  s.before = clitic ? clitic : lemma_at(d, static_cast<int64_t>(first) - 1, d.sentence_at(first));
  if (here != there) {
    s.side = there > here ? 3 : there == 0 ? 4 : 2;
    s.back = std::min(there > here ? there - here : here - there, 9u);
    s.gap = 9;
    return s;
  }
  s.side = first > i;
  s.gap = bucket(first > i ? first - i : i - std::min(i, last));
  const uint32_t a = first > i ? i + 1 : last, b = first > i ? first : i;
  s.barrier = stops_between(d, a, b) & (kMarkStop | kClauseStop | kVerbStop);
  auto other = std::lower_bound(d.triggers.begin(), d.triggers.end(), a, [](const Trigger& t, uint32_t k) { return t.token < k; });
  for (; other != d.triggers.end() && other->token < b; ++other)
    if (other->type != Plover::kNone) s.barrier |= 8;
  return s;
}

}  // namespace rawi
