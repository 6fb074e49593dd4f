#include "mentions/time_spans.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

uint32_t skip_article(const TimeParser& parser, uint32_t i) {
  if (parser.kind(i) != TokenKind::kWord || parser.tokens().all[i].fold_size != 2) return i;
  const std::string_view f = parser.tokens().fold(parser.tokens().all[i]);
  return static_cast<unsigned char>(f[0]) == letter::kAlef && static_cast<unsigned char>(f[1]) == letter::kLam ? i + 1 : i;
}

uint32_t read_last(const TimeParser& parser, uint32_t i, TimeMention& m) {
  bool about = false;
  if (parser.cue(i + 1).is(Class::kTimeUnit) && parser.cue(i + 1).unit_count != 2) return i;
  const uint32_t end = read_length(parser, i + 1, m, about);
  if (end == i + 1 || m.count == 0 || parser.is_min(end)) return i;
  m.relation = TimeRelation::kLast;
  return end;
}

bool whole(const TimeParser& parser, uint32_t i) { return parser.fold_is(i, word::kKamil) || parser.fold_is(i, word::kKamila); }

// One of a unit: "for a week", "a whole year".
bool one_unit(const TimeParser& parser, uint32_t i) {
  const Cue& c = parser.cue(i);
  if (!c.is(Class::kTimeUnit) || c.unit_count != 1 || c.proclitics & ~kLi) return false;
  return whole(parser, i + 1) || (i > 0 && !c.proclitics && (parser.fold_is(i - 1, word::kLimudda) || parser.fold_is(i - 1, word::kMudda)));
}

// "a year, a month and 21 days": all in the smallest unit, a month of 30 days, a year of 365.
uint32_t add_lengths(const TimeParser& parser, uint32_t end, TimeMention& m) {
  constexpr int64_t kSeconds[] = {0, 1, 60, 3600, 86400, 604800, 2592000, 31536000, 315360000, 3153600000};
  while (m.count > 0 && m.count_den == 1) {
    const uint32_t next = parser.cue(end).lone_wa ? end + 1 : end;
    TimeMention more;
    bool about = false;
    const bool joined = next != end || parser.cue(next).wa() || parser.number_at(next);
    const uint32_t last = joined ? read_length(parser, next, more, about) : next;
    if (last == next || more.unit >= m.unit || more.count <= 0 || more.count_den != 1) break;
    m.count = (m.count * kSeconds[static_cast<int>(m.unit)]) / kSeconds[static_cast<int>(more.unit)] + more.count;
    m.unit = more.unit;
    end = last;
  }
  return end;
}

}  // namespace

uint32_t read_window(const TimeParser& parser, uint32_t i, TimeMention& m) {
  const Cue& c = parser.cue(i);
  m.count = 1;
  m.count_den = 1;
  if (c.is(Class::kLast) && !c.al()) return read_last(parser, i, m);
  uint32_t at = i;
  bool counted = false;
  const NumberMention* n = parser.number_at(i);
  if (n && n->definite && !n->ordinal && !n->vague && parser.cue(n->last).is(Class::kTimeUnit)) {  // the 24 hours past
    m.count = n->num;
    m.count_den = n->den;
    at = n->last;
    counted = true;
  } else if (!c.is(Class::kTimeUnit) || !c.al() || c.unit_count < 2) {
    return i;
  }
  const Cue& u = parser.cue(at);
  m.unit = u.unit == 10 ? Unit::kDay : static_cast<Unit>(u.unit);
  if (!counted) m.count = u.unit_count == 2 ? 2 : 0;
  at = skip_article(parser, at + 1);
  n = parser.number_at(at);
  if (!counted && n && !n->ordinal && n->definite && n->den == 1) {
    m.count = n->num;
    at = n->last;
  }
  Which which = Which::kAny;
  const uint32_t end = parser.read_which(at, which);
  if (end == at || (which != Which::kPast && which != Which::kNext)) return i;
  m.relation = which == Which::kPast ? TimeRelation::kLast : TimeRelation::kNext;
  m.vague = m.count == 0;
  return end;
}

bool throughout(const TimeParser& parser, uint32_t i) {
  const Cue& c = parser.cue(i);
  if (i == 0 || !c.is(Class::kTimeUnit) || c.unit_count != 1 || c.proclitics & ~kAl) return false;
  Which which = Which::kAny;
  return (parser.fold_is(i - 1, word::kTiwal) || parser.fold_is(i - 1, word::kTila)) && parser.read_which(i + 1, which) == i + 1;
}

uint32_t read_for(const TimeParser& parser, uint32_t i, TimeMention& m) {
  const NumberMention* n = parser.number_at(i);
  const bool counted = n && !n->ordinal && parser.cue(n->last).is(Class::kTimeUnit);
  if (throughout(parser, i) && parser.cue(i).al()) {
    m.relation = TimeRelation::kFor;
    m.unit = static_cast<Unit>(parser.cue(i).unit == 10 ? 4 : parser.cue(i).unit);
    m.count = m.count_den = 1;
    return i + 1;
  }
  if (!counted && !one_unit(parser, i) && !throughout(parser, i) && !(parser.cue(i).is(Class::kTimeUnit) && parser.cue(i).unit_count == 2)) return i;
  bool about = false;
  uint32_t end = read_length(parser, i, m, about);
  if (end == i) return i;
  if (whole(parser, end)) ++end;
  end = add_lengths(parser, end, m);
  m.relation = TimeRelation::kFor;
  m.vague = m.count == 0;
  return end;
}

}  // namespace rawi
