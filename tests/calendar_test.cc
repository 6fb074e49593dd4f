#include "mentions/calendar.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace rawi {
namespace {

TEST(Calendar, DaysAndDatesAreInverse) {
  EXPECT_EQ(days_from_date({1970, 1, 1}), 0);
  EXPECT_EQ(days_from_date({2000, 3, 1}), 11017);
  for (int64_t d = -800000; d < 60000; d += 17) ASSERT_EQ(days_from_date(date_from_days(d)), d);
}

TEST(Calendar, Weekdays) {
  EXPECT_EQ(weekday_of(days_from_date({2024, 1, 22})), 1);
  EXPECT_EQ(weekday_of(days_from_date({2022, 5, 21})), 6);
  EXPECT_EQ(weekday_of(days_from_date({1960, 1, 3})), 7);
}

TEST(Calendar, MonthsAreCutToTheirLength) {
  EXPECT_EQ(add_months({2024, 1, 31}, 1), (Date{2024, 2, 29}));
  EXPECT_EQ(add_months({2024, 1, 31}, -2), (Date{2023, 11, 30}));
  EXPECT_EQ(add_months({2024, 1, 0}, -1), (Date{2023, 12, 0}));
}

TEST(Calendar, Easter) {
  EXPECT_EQ(easter(2013), (Date{2013, 3, 31}));
  EXPECT_EQ(easter(2024), (Date{2024, 3, 31}));
  EXPECT_EQ(easter(2019), (Date{2019, 4, 21}));
}

TEST(Calendar, HijriKnownDays) {
  EXPECT_EQ(date_from_days(days_from_hijri({1445, 9, 1})), (Date{2024, 3, 11}));
  EXPECT_EQ(hijri_from_days(days_from_date({2019, 8, 31})), (Date{1441, 1, 1}));
}

TEST(Calendar, HijriThereAndBack) {
  for (int64_t d = days_from_date({1924, 8, 1}); d < days_from_date({2077, 11, 16}); ++d)
    ASSERT_EQ(days_from_hijri(hijri_from_days(d)), d);
}

TEST(Calendar, HijriOutsideTheTable) {
  EXPECT_EQ(date_from_days(days_from_hijri({1, 1, 1})), (Date{622, 7, 19}));
  for (int64_t d = days_from_date({700, 1, 1}); d < days_from_date({1900, 1, 1}); d += 5)
    ASSERT_EQ(days_from_hijri(hijri_from_days(d)), d);
}

TEST(Calendar, HijriMonthStartsOfTheTable) {
  std::ifstream table(RAWI_SOURCE_DIR "/../shared/suites/hijri/month_starts.csv");
  if (!table) GTEST_SKIP() << "no ../shared here";
  std::string line;
  std::getline(table, line);
  int rows = 0;
  while (std::getline(table, line)) {
    int y, m, gy, gm, gd;
    ASSERT_EQ(sscanf(line.c_str(), "%d,%d,%d-%d-%d", &y, &m, &gy, &gm, &gd), 5) << line;
    EXPECT_EQ(date_from_days(days_from_hijri({y, m, 1})), (Date{gy, gm, gd})) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 1896);
}

}  // namespace
}  // namespace rawi
