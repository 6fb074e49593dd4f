#include "date_value.h"

#include <cstdio>

#include "mentions/calendar.h"

namespace rawi::evaluation {
namespace {

// A point of an EDTF interval, as far as it is said.
struct Point {
  Date date;
  std::string clock;  // "16:00:00", empty: a date

  bool said() const { return date.year != 0; }
};

Point point_of(std::string text) {
  while (!text.empty() && (text.back() == '~' || text.back() == 'Z')) text.pop_back();
  Point p;
  int hour = 0, minute = 0, second = 0;
  const int n = std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d", &p.date.year, &p.date.month, &p.date.day, &hour, &minute, &second);
  if (n < 1) return {};
  if (n > 3) {
    char out[16];
    std::snprintf(out, sizeof out, "%02d:%02d:%02d", hour, minute, second);
    p.clock = out;
  }
  return p;
}

std::string day_text(Date d) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, d.month ? d.month : 1, d.day ? d.day : 1);
  return out;
}

std::string text_of(const Point& p, bool with_day) {
  if (!p.said()) return {};
  if (p.clock.empty()) return day_text(p.date);
  return with_day ? day_text(p.date) + " " + p.clock : p.clock;
}

// The first day after a day, a month, a year.
Date after(Date d) {
  if (d.month == 0) return {d.year + 1, 1, 1};
  if (d.day == 0) return d.month == 12 ? Date{d.year + 1, 1, 1} : Date{d.year, d.month + 1, 1};
  return date_from_days(days_from_date(d) + 1);
}

std::string name_of(DayPart part) {
  switch (part) {
    case DayPart::kNone: return {};
    case DayPart::kDawn:
    case DayPart::kMorning:
    case DayPart::kForenoon: return "TMO";
    case DayPart::kNoon:
    case DayPart::kAfternoon: return "TAF";
    case DayPart::kEvening:
    case DayPart::kLateEvening: return "TEV";
    case DayPart::kNight: return "TNI";
  }
  return {};
}

std::string seconds_of(const TimeMention& t) {
  constexpr double kSeconds[] = {0, 1, 60, 3600, 86400, 604800, 2592000, 31536000, 315360000, 3153600000};
  char out[40];
  const int64_t count = t.vague ? 3 : t.count;  // "some minutes": three, as the source has it
  std::snprintf(out, sizeof out, "%.12g", kSeconds[static_cast<int>(t.unit)] * static_cast<double>(count) / static_cast<double>(t.count_den));
  return out;
}

bool dated(const TimeMention& t) { return t.from.dated() || t.to.dated(); }

// "since" and "after" have no end, "until" and "before" no beginning; the rest as EDTF has it.
std::string edtf_of(const TimeMention& t, const Anchor& anchor, const Convention& how) {
  if (t.relation != TimeRelation::kSince) return std::string(resolve(t, anchor, how).view());
  TimeMention open = t;
  open.relation = TimeRelation::kAfter;
  return std::string(resolve(open, anchor, how).view());
}

// A period, its end as the source gives it: the first day after a whole week, month or year, else the last one that is said.
void add_period(const TimeMention& t, const Point& first, Point last, DateValues& out) {
  const bool clock = !first.clock.empty() || !last.clock.empty(), day = dated(t);
  if (t.relation == TimeRelation::kAt && t.from.edge != Edge::kRest && last.said()) last.date = after(last.date);
  const auto text = [&](bool with_day) { return text_of(first, with_day) + "," + text_of(last, with_day); };
  if (clock && !day) out.push_back({"timerange", text(false)});
  if (clock) out.push_back({"datetimerange", text(true)});
  else out.push_back({"daterange", text(true)});
}

void add_point(const TimeMention& t, const Point& p, DateValues& out) {
  const std::string part = name_of(t.from.part);
  if (!p.clock.empty()) {
    if (!dated(t) && !t.from.counted) out.push_back({"time", p.clock});
    out.push_back({"datetime", text_of(p, true)});
  } else if (!part.empty()) {
    out.push_back({"datetimerange", day_text(p.date) + part});
  } else if (p.date.day) {
    out.push_back({"date", day_text(p.date)});
  } else {
    out.push_back({"daterange", day_text(p.date) + "," + day_text(after(p.date))});
  }
}

void add_values(const TimeMention& t, const Anchor& anchor, const Convention& how, DateValues& out) {
  const std::string edtf = edtf_of(t, anchor, how);
  if (edtf.empty()) return;
  const size_t slash = edtf.find('/');
  const Point first = point_of(edtf.substr(0, slash));
  if (slash == std::string::npos) add_point(t, first, out);
  else add_period(t, first, point_of(edtf.substr(slash + 1)), out);
}

}  // namespace

DateValues date_values(const TimeMention& t, const Anchor& anchor) {
  if (t.relation == TimeRelation::kFor) return {{"duration", seconds_of(t)}};
  DateValues out;
  for (const Prefer side : {Prefer::kFuture, Prefer::kPast}) add_values(t, anchor, {side, side, 1, Edges::kHalves}, out);
  if (!out.empty() || t.relation != TimeRelation::kAt || t.from.part == DayPart::kNone || dated(t)) return out;
  if (t.from.part == DayPart::kNoon) out.push_back({"time", "12:00:00"});
  out.push_back({"timerange", name_of(t.from.part)});
  return out;
}

}  // namespace rawi::evaluation
