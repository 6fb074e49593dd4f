#include "mentions/calendar.h"

#include <algorithm>
#include <array>

#include "mentions/hijri_months.h"

namespace rawi {
namespace {

constexpr int kYears = kHijriLastYear - kHijriFirstYear + 1;

// Days of the first `months` months of a year of the table.
constexpr int days_of(int index, int months) {
  int days = 28 * months;
  for (int m = 0; m < months; ++m) days += kHijriMonths[index] >> 2 * m & 3;
  return days;
}

// First day of each year of the table, and of the year after it.
constexpr std::array<int32_t, kYears + 1> year_starts() {
  std::array<int32_t, kYears + 1> starts{};
  starts[0] = kHijriFirstDay;
  for (int i = 0; i < kYears; ++i) starts[i + 1] = starts[i] + days_of(i, 12);
  return starts;
}
constexpr auto kStarts = year_starts();

bool in_table(int32_t year) { return year >= kHijriFirstYear && year <= kHijriLastYear; }

// The tabular calendar: 11 leap years in 30, 1 Muharram 1 AH = 16 July 622 (Julian).
constexpr int64_t kHijriEpoch = -492148;
int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
int64_t tabular_days(Date d) {
  return kHijriEpoch + d.day - 1 + 29 * (d.month - 1) + d.month / 2 + int64_t{354} * (d.year - 1) + floor_div(3 + int64_t{11} * d.year, 30);
}

}  // namespace

int64_t days_from_date(Date d) {  // Howard Hinnant, chrono-compatible low-level date algorithms
  const int64_t y = d.year - (d.month <= 2);
  const int64_t era = floor_div(y, 400);
  const int64_t yoe = y - era * 400;
  const int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

Date date_from_days(int64_t days) {
  days += 719468;
  const int64_t era = floor_div(days, 146097);
  const int64_t doe = days - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  Date d;
  d.day = static_cast<int32_t>(doy - (153 * mp + 2) / 5 + 1);
  d.month = static_cast<int32_t>(mp < 10 ? mp + 3 : mp - 9);
  d.year = static_cast<int32_t>(yoe + era * 400 + (d.month <= 2));
  return d;
}

int days_in_month(int32_t year, int32_t month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int weekday_of(int64_t days) { return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1; }

Date add_months(Date d, int64_t months) {
  const int64_t n = int64_t{d.year} * 12 + d.month - 1 + months;
  d.year = static_cast<int32_t>(floor_div(n, 12));
  d.month = static_cast<int32_t>(n - int64_t{d.year} * 12 + 1);
  if (d.day > 0) d.day = std::min(d.day, days_in_month(d.year, d.month));
  return d;
}

Date easter(int32_t y) {  // the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)
  const int a = y % 19, b = y / 100, c = y % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Date{y, n / 31, n % 31 + 1};
}

int days_in_hijri_month(int32_t year, int32_t month) {
  if (in_table(year)) return 28 + static_cast<int>(kHijriMonths[year - kHijriFirstYear] >> 2 * (month - 1) & 3);
  return month % 2 ? 30 : 29;
}

int64_t days_from_hijri(Date d) {
  d.month = std::clamp(d.month, 1, 12);
  if (!in_table(d.year)) return tabular_days(d);
  const int year = d.year - kHijriFirstYear;
  return kStarts[year] + days_of(year, d.month - 1) + d.day - 1;
}

Date hijri_from_days(int64_t days) {
  Date d;
  if (days < kStarts.front() || days >= kStarts.back()) {
    d.year = static_cast<int32_t>(floor_div(30 * (days - kHijriEpoch) + 10646, 10631));
    d.month = 1;
    while (d.month < 12 && tabular_days({d.year, d.month + 1, 1}) <= days) ++d.month;
    d.day = static_cast<int32_t>(days - tabular_days({d.year, d.month, 1})) + 1;
    return d;
  }
  const auto at = std::upper_bound(kStarts.begin(), kStarts.end(), days) - 1;
  d.year = kHijriFirstYear + static_cast<int32_t>(at - kStarts.begin());
  int64_t rest = days - *at;
  for (d.month = 1; rest >= days_in_hijri_month(d.year, d.month); ++d.month) rest -= days_in_hijri_month(d.year, d.month);
  d.day = static_cast<int32_t>(rest) + 1;
  return d;
}

}  // namespace rawi
