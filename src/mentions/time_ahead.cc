// Which bare weekdays are to come, by the words around them.
#include "mentions/times.h"

namespace rawi {
namespace {

constexpr uint32_t kReachBack = 14, kReachOn = 2;

bool of_the_future(const Tag& t) {
  return (t.verb() && t.proclitics & kSa) || t.is(Class::kWill) || t.is(Class::kIntend);
}

bool bare_weekday(const TimeMention& m) {
  const TimePoint& p = m.from;
  return m.relation == TimeRelation::kAt && p.weekday && !p.framed && !p.day && !p.month && !p.year && p.which == Which::kAny;
}

// A verb in the past between the weekday and what is to come ends the search: "said on Monday that ..." tells of a past Monday.
bool lies_ahead(const Sentence& s, std::span<const Tag> tags, const TimeMention& m) {
  for (uint32_t i = m.first, seen = 0; i > s.first && seen < kReachBack; ++seen) {
    const Tag& t = tags[--i];
    if (of_the_future(t)) return true;
    if (t.verb() && t.feats.shape() == Shape::kPast) return false;
  }
  for (uint32_t i = m.last; i < s.last && i < m.last + kReachOn; ++i)
    if (tags[i].verb()) return of_the_future(tags[i]);
  return false;
}

}  // namespace

void mark_ahead(const Structure& structure, std::span<const Tag> tags, std::vector<TimeMention>& times) {
  for (TimeMention& m : times)
    if (bare_weekday(m)) m.from.ahead = lies_ahead(structure.sentences[structure.sentence_of[m.first]], tags, m);
}

}  // namespace rawi
