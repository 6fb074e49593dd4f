// Calendars: Gregorian days, and the Hijri months of Umm al-Qura (1343..1500 AH, 1924..2077 CE).
//
// Days are counted from 1970-01-01. Conversions of Hijri dates outside the table fall back on the tabular
// calendar (30 years of 10631 days), which may be a day or two off. Nothing fails; months out of range are clamped.
#ifndef RAWI_MENTIONS_CALENDAR_H
#define RAWI_MENTIONS_CALENDAR_H

#include <cstdint>

namespace rawi {

struct Date {
  int32_t year = 0;
  int32_t month = 0;  // 1..12, 0: only the year is meant
  int32_t day = 0;    // 1..31, 0: only the month is meant
  friend bool operator==(const Date&, const Date&) = default;
};

int64_t days_from_date(Date d);
Date date_from_days(int64_t days);
int days_in_month(int32_t year, int32_t month);
int weekday_of(int64_t days);                   // 1 Monday .. 7 Sunday
Date add_months(Date d, int64_t months);        // the day is cut to the month's length; day 0 stays 0
Date easter(int32_t year);                      // of the western churches

int64_t days_from_hijri(Date d);
Date hijri_from_days(int64_t days);
int days_in_hijri_month(int32_t year, int32_t month);

}  // namespace rawi

#endif  // RAWI_MENTIONS_CALENDAR_H
