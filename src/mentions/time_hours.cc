#include "mentions/time_spans.h"

namespace rawi {

uint32_t hour_alone(const TimeParser& parser, uint32_t i, TimePoint& p) {
  const NumberMention* n = parser.number_at(i);
  if (!n || n->ordinal || n->den != 1 || n->num < 1 || n->num > 24 || n->percent || n->vague || n->multiplied) return i;
  if (parser.kind(n->last) == TokenKind::kWord && parser.cue(n->last).bits == 0) return i;
  if (parser.cue(n->last).is(Class::kTimeUnit)) return i;
  p.hour = static_cast<int8_t>(n->num % 24);
  p.minute = 0;
  return n->last;
}

uint32_t read_hours(const TimeParser& parser, uint32_t i, TimeMention& m) {
  const bool between = parser.cue(i).is(Class::kBetween);
  if (!between && !(i > 0 && parser.is_min(i - 1))) return i;
  const uint32_t at = between ? i + 1 : i;
  const NumberMention* n = parser.number_at(at);
  if (!n || n->ordinal || n->den != 1 || n->num < 1 || n->num > 24 || n->percent || n->vague || n->multiplied) return i;
  uint32_t second = at + 1;
  if (n->bound == Bound::kBetween) second = n->last - 1;
  else if (n->last == second && parser.cue(second).is(Class::kUntil)) ++second;
  else return i;
  TimePoint to;
  uint32_t end = parser.read_clock(second, to);
  if (end == second) {
    if (n->bound == Bound::kBetween && n->max <= 24 && n->last == second + 1) to.hour = static_cast<int8_t>(n->max % 24), to.minute = 0, end = n->last;
    else end = hour_alone(parser, second, to);
    if (end == second) return i;
    const uint32_t part = parser.is_fi(end) ? end + 1 : end;
    TimePoint q;
    const uint32_t last = parser.cue(part).wa() ? part : parser.read_part(part, q);
    if (q.part == DayPart::kNone) return i;
    to.part = q.part;
    end = last;
  }
  if (!to.clock()) return i;
  m.from.hour = static_cast<int8_t>(n->num % 24);
  m.from.minute = 0;
  m.to = to;
  m.relation = TimeRelation::kRange;
  share_ends(m);
  return end;
}

void share_ends(TimeMention& m) {
  TimePoint &a = m.from, &b = m.to;
  if (a.month && b.month && b.year && !a.year) a.year = b.year;
  if (a.day && b.day && b.month && !a.month) a.month = b.month, a.year = b.year, a.hijri = b.hijri;
  if (a.clock() && b.clock()) {
    const bool two_days = a.dated() && b.dated();
    if (a.part == DayPart::kNone && b.part != DayPart::kNone && a.hour <= b.hour && !two_days) a.part = b.part;  // from 10 to 2 in the afternoon
    if (b.part == DayPart::kNone && a.part != DayPart::kNone && !two_days) b.part = a.part;
    if (b.dated() && !a.dated()) {
      const TimePoint clock = a;
      a = b;
      a.hour = clock.hour, a.minute = clock.minute, a.second = clock.second;
      a.part = clock.part;
    }
    if (a.dated() && !b.dated()) {
      const TimePoint clock = b;
      b = a;
      b.hour = clock.hour, b.minute = clock.minute, b.second = clock.second;
      b.part = clock.part;
    }
  }
}

}  // namespace rawi
