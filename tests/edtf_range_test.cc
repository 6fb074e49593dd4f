#include "ledger/edtf.h"

#include <gtest/gtest.h>

namespace rawi {
namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kThirdOfAugust = 1438560000;  // 2015-08-03T00:00Z

struct Case {
  const char* edtf;
  int64_t from, to;
};

TEST(EdtfRange, DaysMonthsYearsClocksAndIntervals) {
  const Case cases[] = {
      {"2015-08-03", kThirdOfAugust, kThirdOfAugust + kDay},
      {"2015-08", kThirdOfAugust - 2 * kDay, kThirdOfAugust + 29 * kDay},
      {"2015-12", 1448928000, 1451606400},
      {"2015", 1420070400, 1451606400},
      {"2015-08-03T14:30", kThirdOfAugust + 52200, kThirdOfAugust + 52260},
      {"2015-08-03T14:30:05", kThirdOfAugust + 52205, kThirdOfAugust + 52206},
      {"2015-08-03T03:00+03:00", kThirdOfAugust, kThirdOfAugust + 60},
      {"2015-08-03T14Z", kThirdOfAugust + 50400, kThirdOfAugust + 54000},
      {"2015-08-03/2015-08-04", kThirdOfAugust, kThirdOfAugust + 2 * kDay},
      {"2015-08-03/..", kThirdOfAugust, kNoEnd},
      {"../2015-08-03", kNoBegin, kThirdOfAugust + kDay},
      {"1969-12-31", -kDay, 0},
  };
  for (const Case& c : cases) {
    const auto range = edtf_range(c.edtf);
    ASSERT_TRUE(range) << c.edtf;
    EXPECT_EQ(range->from, c.from) << c.edtf;
    EXPECT_EQ(range->to, c.to) << c.edtf;
    EXPECT_FALSE(range->approximate) << c.edtf;
  }
  EXPECT_TRUE(edtf_range("2015-08~")->approximate);
  EXPECT_TRUE(edtf_range("2015?/2016")->approximate);
}

TEST(EdtfRange, RefusesWhatIsNoDate) {
  for (const char* bad : {"", "yesterday", "2015-13", "2015-02-30", "2015-8-3", "2015-08-03T25x", "2016/2015", "2015-08-03 x", "20150803"})
    EXPECT_FALSE(edtf_range(bad)) << bad;
}

}  // namespace
}  // namespace rawi
