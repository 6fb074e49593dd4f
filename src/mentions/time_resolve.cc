// Turns points in time into dates, counting from an anchor.
#include <algorithm>

#include "mentions/times.h"

namespace rawi {
namespace {

int64_t days(Date d) { return days_from_date({d.year, d.month ? d.month : 1, d.day ? d.day : 1}); }

int number_of(std::string_view s, size_t at, size_t count) {
  int n = 0;
  if (at + count > s.size()) return -1;
  for (size_t i = at; i < at + count; ++i) {
    if (s[i] < '0' || s[i] > '9') return -1;
    n = n * 10 + (s[i] - '0');
  }
  return n;
}

// A date in either calendar, while the year is being chosen.
struct Calendar {
  bool hijri;
  int64_t to_days(Date d) const { return hijri ? days_from_hijri(d) : days_from_date(d); }
  Date from_days(int64_t n) const { return hijri ? hijri_from_days(n) : date_from_days(n); }
  int length(int32_t y, int32_t m) const { return hijri ? days_in_hijri_month(y, m) : days_in_month(y, m); }
};

// A month of the Hijri calendar with a later year than this is said with the year of the common one: "Ramadan 2016".
constexpr int32_t kLastHijriYear = 1600;

// The Hijri year of the first such day (or month's first) in a year of the common calendar; there always is one, for its year is longer.
int32_t hijri_year_in(int32_t year, int32_t month, int32_t day) {
  const int32_t h = hijri_from_days(days_from_date({year, 1, 1})).year;
  return date_from_days(days_from_hijri({h, month, std::max(day, 1)})).year == year ? h : h + 1;
}

class Resolver {
 public:
  Resolver(const TimePoint& p, const Anchor& anchor, const Convention& how)
      : p_(p), anchor_(anchor), how_(how), calendar_{p.hijri} {
    if (anchor.known) today_ = days(anchor.date);
  }

  Moment run() {
    if (p_.holiday) holiday();
    else if (p_.nth) nth();
    else if (p_.framed && !(p_.day && p_.month) && !(p_.unit < Unit::kMonth && (p_.month || p_.year))) framed();
    else if (p_.year || p_.month || p_.day) calendar_date();
    else if (p_.weekday) weekday();
    else if (p_.clock()) clock_only();
    finish();
    return m_;
  }

 private:
  bool daily_anchor() const { return anchor_.known && anchor_.precision >= Precision::kDay; }

  void set_day(int64_t n) {
    m_.precision = Precision::kDay;
    m_.date = date_from_days(n);
  }

  // --- relative frames: yesterday, last week, next month, two years ago -----------------------------------

  void framed() {
    if (p_.hijri) return hijri_frame();
    if (!anchor_.known) return;
    if (p_.unit <= Unit::kWeek && !daily_anchor()) return;
    relative_ = true;
    const Date d = anchor_.date;
    switch (p_.unit) {
      case Unit::kSecond:
      case Unit::kMinute:
      case Unit::kHour: return shift_clock();
      case Unit::kDay: return set_day(near_weekday(today_ + p_.shift));
      case Unit::kWeek: return p_.counted ? set_day(on_or_after_weekday(today_ + 7 * p_.shift)) : calendar_week();
      case Unit::kMonth: return frame_month(add_months({d.year, d.month ? d.month : 1, d.day}, p_.shift));
      case Unit::kYear: return frame_year(d);
      case Unit::kDecade: return frame_years(d, 10);
      default: return frame_years(d, 100);
    }
  }

  // "today Wednesday" in a report dated Thursday is the day before: the weekday is right, and not to come.
  int64_t near_weekday(int64_t n) const {
    if (!p_.weekday) return n;
    const int off = (p_.weekday - weekday_of(n) + 7) % 7;
    if (p_.counted || p_.shift > 0) return n + off;
    return today_ - (weekday_of(today_) - p_.weekday + 7) % 7;
  }
  int64_t on_or_after_weekday(int64_t n) const { return p_.weekday ? n + (p_.weekday - weekday_of(n) + 7) % 7 : n; }

  void shift_clock() {
    const int64_t unit = p_.unit == Unit::kHour ? 60 : p_.unit == Unit::kMinute ? 1 : 0;
    if (anchor_.hour < 0) {
      if (unit == 0) return;  // "now" adds nothing to a day
      if (unit == 60 && (p_.shift > 23 || p_.shift < -23)) return set_day(today_ + p_.shift / 24);
      return set_day(today_);
    }
    int64_t at = today_ * 1440 + anchor_.hour * 60 + anchor_.minute + unit * p_.shift;
    set_day(at >= 0 ? at / 1440 : (at - 1439) / 1440);
    at -= days(m_.date) * 1440;
    m_.hour = static_cast<int>(at / 60);
    m_.minute = static_cast<int>(at % 60);
    m_.precision = Precision::kMinute;
  }

  void calendar_week() {
    const int since = (weekday_of(today_) - how_.week_start + 7) % 7;
    const int64_t start = today_ - since + 7 * p_.shift;
    if (p_.weekday) return set_day(start + (p_.weekday - how_.week_start + 7) % 7);
    set_week(start);
    if (how_.edges == Edges::kHalves) edge_of_week(start);
  }

  void set_week(int64_t start) {
    set_day(start);
    m_.precision = Precision::kWeek;
    m_.last = date_from_days(start + 6);
  }

  void set_days(int64_t first, int64_t last) {
    set_day(first);
    m_.precision = Precision::kWeek;
    m_.last = date_from_days(last);
  }

  // The weekend is the end of the week that the report is of; of another one its second half is.
  void edge_of_week(int64_t start) {
    const bool weekend = p_.edge == Edge::kWeekend || (p_.edge == Edge::kEnd && !p_.wide_edge && p_.shift == 0);
    if (weekend) set_days(start + 5, start + 6);
    else if (p_.edge == Edge::kBeginning) set_days(start, start + 2);
    else if (p_.edge == Edge::kMiddle) set_days(start + 1, start + 4);
    else if (p_.edge == Edge::kEnd) set_days(start + 3, start + 6);
  }

  void frame_month(Date d) {
    if (p_.counted && p_.weekday) return set_day(on_or_after_weekday(days(d)));
    d.day = p_.day ? std::min<int32_t>(p_.day, days_in_month(d.year, d.month)) : 0;
    m_.date = d;
    m_.precision = d.day ? Precision::kDay : Precision::kMonth;
    if (!d.day) edge_of_month();
  }

  void frame_year(Date d) {
    d.year += p_.shift;
    if (p_.month) return said(d.year);
    m_.date = {d.year, 0, 0};
    m_.precision = Precision::kYear;
    edge_of_year();
  }

  void frame_years(Date d, int length) {
    if (!p_.counted) return;
    m_.date = {d.year + p_.shift * length, 0, 0};
    m_.precision = Precision::kYear;
  }

  void hijri_frame() {
    if (!daily_anchor()) return;
    Date h = hijri_from_days(today_);
    if (p_.unit == Unit::kYear) h.year += p_.shift;
    if (p_.unit == Unit::kMonth) {
      const int n = h.year * 12 + h.month - 1 + p_.shift;
      h.year = n / 12;
      h.month = n % 12 + 1;
    }
    relative_ = true;
    hijri_span(p_.unit == Unit::kYear ? Date{h.year, p_.month, p_.day} : Date{h.year, h.month, p_.day});
  }

  // --- dates of a calendar ------------------------------------------------------------------------------

  void calendar_date() {
    if (p_.year) {
      said(p_.year);
    } else if (p_.month && anchor_.known) {
      relative_ = true;
      said(choose_year());
    } else if (p_.day && daily_anchor() && !p_.hijri) {
      relative_ = true;
      day_of_month();
    }
    if (p_.nth_unit == Unit::kDecade && m_.precision == Precision::kYear) return set_days(days_from_date({p_.year, 1, 1}), days_from_date({p_.year + 10, 1, 1}) - 1);
    if (p_.nth_unit != Unit::kWeek || m_.precision != Precision::kDay) return;  // the week of that day
    const int64_t n = days(m_.date);
    set_week(n - (weekday_of(n) - how_.week_start + 7) % 7);
  }

  // A day of no month that is said: of this month, or of the last one before or the next one after today; its weekday decides.
  void day_of_month() {
    const bool ahead = how_.dates == Prefer::kFuture;
    const bool over = ahead ? p_.day < anchor_.date.day : how_.dates != Prefer::kSame && p_.day > anchor_.date.day;
    const int first = over ? (ahead ? 1 : -1) : 0;
    for (const int shift : {first, 0, -1, 1}) {
      const Date month = add_months({anchor_.date.year, anchor_.date.month, 1}, shift);
      if (p_.day > days_in_month(month.year, month.month)) continue;
      const int64_t n = days_from_date({month.year, month.month, p_.day});
      if (!p_.weekday || weekday_of(n) == p_.weekday) return set_day(n);
    }
  }

  // Writes down year, month, day as they were said.
  void said(int32_t year) {
    Date d{year, p_.month, p_.day};
    if (p_.hijri && d.month && year > kLastHijriYear) d.year = hijri_year_in(year, d.month, d.day);
    if (p_.hijri) return hijri_span(d);
    if (d.month && d.day > days_in_month(d.year, d.month)) return;
    m_.date = d;
    m_.precision = d.day ? Precision::kDay : d.month ? Precision::kMonth : Precision::kYear;
    if (m_.precision == Precision::kMonth) edge_of_month();
    if (m_.precision == Precision::kYear) edge_of_year();
  }

  void hijri_span(Date h) {
    if (h.day) return set_day(days_from_hijri(h));
    const int64_t first = days_from_hijri({h.year, h.month ? h.month : 1, 1});
    const Date next = h.month == 0 || h.month == 12 ? Date{h.year + 1, 1, 1} : Date{h.year, h.month + 1, 1};
    set_day(first);
    if (p_.edge == Edge::kBeginning && how_.edges != Edges::kWhole) return;
    m_.last = date_from_days(days_from_hijri(next) - 1);
    m_.precision = Precision::kWeek;
  }

  // The year of a month or a day that has none: the last one, the next one, or as its adjective says.
  int32_t choose_year() const {
    const Date now = calendar_.from_days(today_);
    const int32_t y = now.year;
    const bool same_month = p_.month == now.month;
    const bool day_known = p_.day && anchor_.precision >= Precision::kDay;
    const bool later = p_.month > now.month || (same_month && day_known && p_.day > now.day);
    const bool earlier = p_.month < now.month || (same_month && day_known && p_.day < now.day);
    switch (p_.which) {
      case Which::kPast: return earlier ? y : y - 1;
      case Which::kBeforeLast: return (earlier ? y : y - 1) - 1;
      case Which::kThis: return y;
      case Which::kNext: return later ? y : y + 1;
      case Which::kAfterNext: return (later ? y : y + 1) + 1;
      default: break;
    }
    if (how_.dates == Prefer::kSame) return y;
    const bool soon = how_.dates == Prefer::kNear && later_by(now) <= kSoonMonths;
    const int32_t best = how_.dates == Prefer::kFuture || soon ? (earlier ? y + 1 : y) : (later ? y - 1 : y);
    if (!p_.weekday || !p_.day) return best;
    for (const int32_t year : {best, y, y - 1, y + 1})  // the weekday said with it decides
      if (weekday_of(calendar_.to_days({year, p_.month, p_.day})) == p_.weekday) return year;
    return best;
  }

  // How many months the month that is said lies ahead; this month, where its day is over: twelve.
  int later_by(Date now) const {
    const int months = (p_.month - now.month + 12) % 12;
    return months == 0 && !(p_.day && p_.day > now.day) ? 12 : months;
  }
  static constexpr int kSoonMonths = 3;

  void edge_of_month() {
    if (how_.edges == Edges::kWhole || p_.edge == Edge::kNone || p_.edge == Edge::kRest) return;
    if (how_.edges == Edges::kHalves) {
      const int64_t first = days_from_date({m_.date.year, m_.date.month, 1}), last = first + days_in_month(m_.date.year, m_.date.month) - 1;
      return p_.edge == Edge::kBeginning ? set_days(first, first + 14) : p_.edge == Edge::kMiddle ? set_days(first + 9, first + 19) : set_days(first + 15, last);
    }
    if (p_.wide_edge) {  // its first, second, last ten days
      const int first = p_.edge == Edge::kBeginning ? 1 : p_.edge == Edge::kMiddle ? 11 : 21;
      m_.date.day = first;
      m_.last = m_.date;
      m_.last.day = p_.edge == Edge::kEnd ? days_in_month(m_.date.year, m_.date.month) : first + 9;
      m_.precision = Precision::kWeek;
      return;
    }
    m_.date.day = p_.edge == Edge::kBeginning ? 1 : p_.edge == Edge::kMiddle ? 15 : days_in_month(m_.date.year, m_.date.month);
    m_.precision = Precision::kDay;
  }

  void edge_of_year() {
    if (how_.edges == Edges::kWhole || p_.edge == Edge::kNone || p_.edge == Edge::kRest) return;
    if (how_.edges == Edges::kHalves && p_.edge != Edge::kMiddle) {
      const int month = p_.edge == Edge::kBeginning ? 1 : 7;
      return set_days(days_from_date({m_.date.year, month, 1}), days_from_date({m_.date.year + (month == 7), month == 7 ? 1 : 7, 1}) - 1);
    }
    m_.date.month = p_.edge == Edge::kBeginning ? 1 : p_.edge == Edge::kMiddle ? 6 : 12;
    m_.precision = Precision::kMonth;
  }

  // --- weekdays, clocks, ranks, holidays ----------------------------------------------------------------

  void weekday() {
    if (!daily_anchor()) return;
    relative_ = true;
    const int back = (weekday_of(today_) - p_.weekday + 7) % 7;  // 0: today
    const int ahead = (7 - back) % 7;
    switch (p_.which) {
      case Which::kPast: return set_day(today_ - (back ? back : 7));
      case Which::kBeforeLast: return set_day(today_ - (back ? back : 7) - 7);
      case Which::kNext: return set_day(today_ + (ahead ? ahead : 7));
      case Which::kAfterNext: return set_day(today_ + (ahead ? ahead : 7) + 7);
      default: return set_day(how_.weekdays == Prefer::kPast && !p_.ahead ? today_ - back : today_ + ahead);
    }
  }

  void clock_only() {
    if (!daily_anchor()) return;
    relative_ = true;
    set_day(today_);
  }

  // The third Friday, the last day, the first week: within the month or year that the rest says.
  void nth() {
    TimePoint frame = p_;
    frame.nth = 0;
    frame.weekday = 0;
    frame.which = p_.which;
    const Moment whole = Resolver(frame, anchor_, Convention{how_.weekdays, how_.dates, how_.week_start, Edges::kWhole}).run();
    if (whole.precision == Precision::kNone || whole.precision >= Precision::kDay) return;
    relative_ = !p_.year;
    int64_t first = days(whole.date);
    int64_t last = first;
    if (whole.precision == Precision::kMonth) last = first + days_in_month(whole.date.year, whole.date.month) - 1;
    if (whole.precision == Precision::kYear) last = days_from_date({whole.date.year, 12, 31});
    if (whole.last.year) last = days_from_date(whole.last);
    if (p_.nth_unit == Unit::kWeek) return nth_week(first, last);
    if (!p_.weekday) return set_day(p_.nth > 0 ? first + p_.nth - 1 : last);
    int64_t day = p_.nth > 0 ? first + (p_.weekday - weekday_of(first) + 7) % 7 + 7 * (p_.nth - 1)
                             : last - (weekday_of(last) - p_.weekday + 7) % 7;
    if (day >= first && day <= last) set_day(day);
  }

  // Weeks whose first day falls in the month.
  void nth_week(int64_t first, int64_t last) {
    const int64_t start = p_.nth > 0 ? first + (how_.week_start - weekday_of(first) + 7) % 7 + 7 * (p_.nth - 1)
                                     : last - (weekday_of(last) - how_.week_start + 7) % 7;
    set_day(start);
    m_.precision = Precision::kWeek;
    m_.last = date_from_days(start + 6);
  }

  static int64_t weekday_in(int32_t year, int month, int weekday, int nth) {
    const int64_t first = days_from_date({year, month, 1});
    return first + (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1);
  }

  // The day of a holiday in a Gregorian year; INT64_MIN when its calendar has none there.
  static int64_t holiday_in(int code, int32_t year) {
    struct Fixed { int8_t code, month, day; };
    static constexpr Fixed kHijri[] = {{1, 10, 1}, {2, 12, 10}, {3, 1, 1}, {4, 1, 10}, {5, 3, 12}, {6, 12, 9}, {11, 9, 27}, {12, 7, 27}};
    static constexpr Fixed kGregorian[] = {{7, 1, 1}, {8, 12, 25}, {10, 5, 1}, {13, 3, 21}, {14, 2, 14}, {15, 3, 8}};
    if (code == 18) return weekday_in(year, 11, 4, 4);  // Thanksgiving: the fourth Thursday of November
    if (code == 19) return weekday_in(year, 6, 7, 3);   // Father's day: the third Sunday of June
    for (const Fixed& f : kGregorian)
      if (f.code == code) return days_from_date({year, f.month, f.day});
    const int64_t sunday = days_from_date(easter(year));
    if (code == 9) return sunday;
    if (code == 16) return sunday - 2;
    if (code == 17) return sunday - 7;
    for (const Fixed& f : kHijri)
      if (f.code == code) return days_from_hijri({hijri_year_in(year, f.month, f.day), f.month, f.day});
    return INT64_MIN;
  }

  void holiday() {
    if (p_.year) {
      if (const int64_t n = holiday_in(p_.holiday, p_.year); n != INT64_MIN) set_day(n);
      return;
    }
    if (!daily_anchor()) return;
    relative_ = true;
    const bool ahead = p_.which == Which::kNext || (p_.which == Which::kAny && how_.dates != Prefer::kPast && how_.dates != Prefer::kNear);
    int64_t best = INT64_MIN;
    for (int32_t y = anchor_.date.year - 1; y <= anchor_.date.year + 1; ++y) {
      const int64_t n = holiday_in(p_.holiday, y);
      if (n == INT64_MIN) continue;
      if (ahead ? n >= today_ && best == INT64_MIN : n <= today_) best = n;
    }
    if (best != INT64_MIN) set_day(best);
  }

  // The hour of day from the hour as said and the part of the day.
  void finish() {
    m_.approximate = (relative_ && anchor_.approximate && m_.precision >= Precision::kWeek) || p_.about;
    if (m_.precision == Precision::kDay && p_.edge == Edge::kEnd && how_.edges == Edges::kHalves && !p_.clock()) {
      m_.hour = 23, m_.minute = 59;
      m_.precision = Precision::kMinute;
    }
    if (m_.precision != Precision::kDay || !p_.clock()) return;
    int hour = p_.hour;
    const bool pm = p_.part >= DayPart::kAfternoon && p_.part <= DayPart::kLateEvening;
    if (pm && hour < 12) hour += 12;
    if (p_.part == DayPart::kNoon && hour < 6 && hour > 0) hour += 12;
    if (p_.part == DayPart::kNight && hour >= 6 && hour < 12) hour += 12;
    if (p_.part == DayPart::kNight && hour == 12) hour = 0;
    if ((p_.part == DayPart::kDawn || p_.part == DayPart::kMorning) && hour == 12) hour = 0;
    m_.hour = hour;
    m_.minute = p_.minute;
    m_.second = p_.second;
    m_.precision = Precision::kMinute;
    m_.utc = p_.utc;
  }

  const TimePoint& p_;
  const Anchor& anchor_;
  const Convention& how_;
  Calendar calendar_;
  int64_t today_ = 0;
  bool relative_ = false;
  Moment m_;
};

}  // namespace

Anchor anchor_of(std::string_view edtf) {
  Anchor a;
  if (const size_t slash = edtf.find('/'); slash != std::string_view::npos) edtf = edtf.substr(0, slash);
  while (!edtf.empty() && (edtf.back() == '~' || edtf.back() == '?' || edtf.back() == '%')) {
    a.approximate = true;
    edtf.remove_suffix(1);
  }
  const int y = number_of(edtf, 0, 4);
  if (y <= 0) return a;
  a.known = true;
  a.date.year = y;
  a.precision = Precision::kYear;
  const int m = edtf.size() >= 7 && edtf[4] == '-' ? number_of(edtf, 5, 2) : 0;
  if (m < 1 || m > 12) return a;
  a.date.month = m;
  a.precision = Precision::kMonth;
  const int d = edtf.size() >= 10 && edtf[7] == '-' ? number_of(edtf, 8, 2) : 0;
  if (d < 1 || d > days_in_month(y, m)) return a;
  a.date.day = d;
  a.precision = Precision::kDay;
  if (edtf.size() >= 16 && edtf[10] == 'T') {
    const int hour = number_of(edtf, 11, 2), minute = number_of(edtf, 14, 2);
    if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) a.hour = hour, a.minute = minute;
  }
  return a;
}

Moment resolve(const TimePoint& point, const Anchor& anchor, const Convention& how) {
  return Resolver(point, anchor, how).run();
}

}  // namespace rawi
