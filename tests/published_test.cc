#include "mentions/published.h"

#include <gtest/gtest.h>

#include "mentions_reader.h"

namespace rawi {
namespace {

Published infer(const std::string& text, const char* given = "") {
  MentionsReader& r = mentions_reader();
  r.read(text);
  Published out;
  infer_published(r.tokens, r.times, given, out);
  return out;
}

TEST(Published, GivenStands) {
  const Published p = infer("بغداد 3 أيار 2021", "2024-01-22~");
  EXPECT_EQ(p.edtf, "2024-01-22~");
  EXPECT_EQ(p.basis, DateBasis::kGiven);
}

TEST(Published, TodayWithADate) {
  const Published p = infer("قتل شخص اليوم الأربعاء 3 أيار 2023 في بغداد");
  EXPECT_EQ(p.edtf, "2023-05-03");
  EXPECT_EQ(p.basis, DateBasis::kToday);
}

TEST(Published, YesterdayWithADateIsTheDayAfter) {
  EXPECT_EQ(infer("التقى الوزير أمس الأربعاء 31 أيار 2023 نظيره").edtf, "2023-06-01");
}

TEST(Published, Dateline) {
  const Published p = infer("بغداد، 3 أيار 2023\nقال متحدث إن القوات انسحبت في 2 كانون الثاني 2022.");
  EXPECT_EQ(p.edtf, "2023-05-03");
  EXPECT_EQ(p.basis, DateBasis::kStated);
}

TEST(Published, LatestDateIsApproximate) {
  std::string text;
  while (text.size() < 800) text += "قال المتحدث إن القوات لم تنسحب من المدينة. ";
  const Published p = infer(text + "وقع الهجوم في 2 كانون الثاني 2022 بعد هجوم في 5 آذار 2021.");
  EXPECT_EQ(p.edtf, "2022-01-02~");
  EXPECT_EQ(p.basis, DateBasis::kLatest);
}

TEST(Published, UnknownStaysUnknown) {
  const Published p = infer("قتل شخص أمس في بغداد");
  EXPECT_EQ(p.edtf, "");
  EXPECT_EQ(p.basis, DateBasis::kUnknown);
}

}  // namespace
}  // namespace rawi
