// Writes resolved times as EDTF level 1: points, weeks as intervals, since, until, between.
#include <algorithm>

#include "mentions/times.h"

namespace rawi {
namespace {

void append(Edtf& out, char c) {
  if (out.size + 1u < sizeof out.text) out.text[out.size++] = c;
}

void append(Edtf& out, int value, int width) {
  char digits[12];
  int n = 0;
  for (; n < width || value > 0; value /= 10) digits[n++] = static_cast<char>('0' + value % 10);
  while (n > 0) append(out, digits[--n]);
}

void append(Edtf& out, const Date& d, Precision precision) {
  append(out, d.year, 4);
  if (precision == Precision::kYear || d.month == 0) return;
  append(out, '-');
  append(out, d.month, 2);
  if (precision == Precision::kMonth || d.day == 0) return;
  append(out, '-');
  append(out, d.day, 2);
}

void append_point(Edtf& out, const Moment& m) {
  append(out, m.date, m.precision);
  if (m.precision >= Precision::kHour) {
    append(out, 'T');
    append(out, m.hour, 2);
    append(out, ':');
    append(out, m.minute, 2);
    if (m.second >= 0) {
      append(out, ':');
      append(out, m.second, 2);
    }
    if (m.utc) append(out, 'Z');
  }
  if (m.approximate) append(out, '~');
}

// A point; a week or a Hijri month as an interval of days.
void append_whole(Edtf& out, const Moment& m) {
  append_point(out, m);
  if (!m.last.year) return;
  append(out, '/');
  append(out, m.last, Precision::kDay);
  if (m.approximate) append(out, '~');
}

void append_anchor(Edtf& out, const Anchor& a) {
  append(out, a.date, a.precision);
  if (a.approximate) append(out, '~');
}

Moment last_day_of(Moment m) {
  if (m.last.year) m.date = m.last;
  return m;
}

// The far end of "the last two months": a day, also when it counts months; years stay years.
Moment window_end(Unit unit, int64_t count, int sign, const Anchor& anchor, const Convention& how) {
  TimePoint p;
  p.framed = p.counted = true;
  p.unit = unit;
  p.shift = static_cast<int32_t>(sign * count);
  if (unit == Unit::kHour) {
    p.unit = Unit::kDay;
    p.shift = static_cast<int32_t>(sign * ((count + 23) / 24));
  }
  Moment m = resolve(p, anchor, how);
  if (m.precision == Precision::kMonth && anchor.precision >= Precision::kDay) {
    const Date d = add_months(anchor.date, p.shift);
    m.date = d;
    m.precision = Precision::kDay;
    m.approximate = anchor.approximate;
  }
  return m;
}

Edtf since(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  if (!anchor.known) return out;
  const Moment m = t.from.counted ? window_end(t.from.unit, -t.from.shift, -1, anchor, how) : resolve(t.from, anchor, how);
  if (m.precision == Precision::kNone) return out;
  Moment start = m;
  if (start.precision > Precision::kDay) start.precision = Precision::kDay;
  append_point(out, start);
  append(out, '/');
  const bool ahead = days_from_date({start.date.year, std::max(start.date.month, 1), std::max(start.date.day, 1)}) > days_from_date(anchor.date) && anchor.precision >= Precision::kDay;
  if (ahead) append(out, '.'), append(out, '.');  // from tomorrow on
  else append_anchor(out, anchor);
  return out;
}

Edtf range(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  TimePoint a = t.from;
  const Moment end = resolve(t.to, anchor, how);
  if (!a.year && a.month && end.precision != Precision::kNone && !t.to.hijri && t.to.month)
    a.year = end.date.year - (a.month > t.to.month ? 1 : 0);
  Moment start = resolve(a, anchor, how);
  if (start.precision == Precision::kNone || end.precision == Precision::kNone) return out;
  if (t.from.weekday && !t.from.day && !t.from.framed && t.to.weekday && days_from_date(start.date) > days_from_date(end.date))
    start.date = date_from_days(days_from_date(start.date) - 7);
  Moment close = last_day_of(end);
  if (start.date == close.date && close.precision == Precision::kMinute && close.hour * 60 + close.minute < start.hour * 60 + start.minute)
    close.date = date_from_days(days_from_date(close.date) + 1);  // until midnight, past midnight
  append_point(out, start);
  append(out, '/');
  append_point(out, close);
  return out;
}

Edtf window(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  if (!anchor.known || t.count <= 0 || t.unit < Unit::kHour) return out;
  const bool last = t.relation == TimeRelation::kLast;
  const Moment far = window_end(t.unit, t.count / t.count_den, last ? -1 : 1, anchor, how);
  if (far.precision == Precision::kNone) return out;
  if (!last) append_anchor(out, anchor);
  if (!last) append(out, '/');
  append_point(out, far);
  if (last) append(out, '/');
  if (last) append_anchor(out, anchor);
  return out;
}

// The rest of today, this week, month, year: from the anchor to its last day.
Edtf rest(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  Moment m = resolve(t.from, anchor, how);
  if (m.precision == Precision::kNone || anchor.precision < Precision::kDay) return out;
  if (m.precision == Precision::kYear) m.date = {m.date.year, 12, 31};
  if (m.precision == Precision::kMonth) m.date.day = days_in_month(m.date.year, m.date.month);
  m.precision = Precision::kDay;
  const bool today = t.from.unit == Unit::kDay && anchor.hour >= 0;
  Moment now;
  now.precision = Precision::kMinute, now.date = anchor.date, now.hour = anchor.hour, now.minute = anchor.minute;
  if (today) append_point(out, now), m.precision = Precision::kMinute, m.hour = 23, m.minute = m.second = 59;
  else append_anchor(out, anchor);
  append(out, '/');
  append_point(out, last_day_of(m));
  return out;
}

// ../D and D/..
Edtf half_open(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  const bool after = t.relation == TimeRelation::kAfter;
  const Moment m = resolve(after ? t.from : t.to, anchor, how);
  if (m.precision == Precision::kNone) return out;
  if (!after) append(out, '.'), append(out, '.'), append(out, '/');
  append_point(out, after ? last_day_of(m) : m);
  if (after) append(out, '/'), append(out, '.'), append(out, '.');
  return out;
}

}  // namespace

Edtf resolve(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  Edtf out;
  if (t.vague) return out;
  switch (t.relation) {
    case TimeRelation::kSince: return since(t, anchor, how);
    case TimeRelation::kRange: return range(t, anchor, how);
    case TimeRelation::kLast:
    case TimeRelation::kNext: return window(t, anchor, how);
    case TimeRelation::kUntil:
    case TimeRelation::kBefore:
    case TimeRelation::kAfter: return half_open(t, anchor, how);
    case TimeRelation::kFor: return out;
    case TimeRelation::kAt: break;
  }
  if (t.from.edge == Edge::kRest) return rest(t, anchor, how);
  // In a narrative "two days later" counts from what was told, not from the report's own day.
  if (t.from.counted && t.from.shift > 0 && (how.dates == Prefer::kPast || how.dates == Prefer::kNear)) return out;
  const Moment m = resolve(t.from, anchor, how);
  if (m.precision != Precision::kNone) append_whole(out, m);
  return out;
}

}  // namespace rawi
