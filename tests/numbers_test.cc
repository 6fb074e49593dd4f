#include "mentions/numbers.h"

#include <gtest/gtest.h>

#include "mentions_reader.h"

namespace rawi {
namespace {

// All numbers of a text as "num/den min..max", ranks as "#num", percentages with %.
std::string shown(const char* text) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  std::string out;
  for (const NumberMention& n : r.numbers) {
    if (!out.empty()) out += " ";
    if (n.ordinal) {
      out += "#" + std::to_string(n.num);
      continue;
    }
    out += std::to_string(n.num);
    if (n.den != 1) out += "/" + std::to_string(n.den);
    if (n.percent) out += "%";
    const auto end = [](int64_t v) { return v == kUnbounded ? std::string("*") : std::to_string(v); };
    if (n.min != n.max) out += "[" + end(n.min) + ".." + end(n.max) + "]";
  }
  return out;
}

TEST(Numbers, Digits) {
  EXPECT_EQ(shown("قتل 12 شخصا"), "12");
  EXPECT_EQ(shown("قتل ١٢ شخصا"), "12");
  EXPECT_EQ(shown("قتل ۱۲ شخصا"), "12");
  EXPECT_EQ(shown("نزح 1,250,000 شخص"), "1250000");
  EXPECT_EQ(shown("بلغ 2.5 في اليوم"), "5/2");
  EXPECT_EQ(shown("بلغت -7 درجات"), "-7");
}

TEST(Numbers, WordsInEveryCaseAndGender) {
  EXPECT_EQ(shown("ثلاثة جنود وثلاث سيارات"), "3 3");
  EXPECT_EQ(shown("خمسة عشر جنديا وخمس عشرة سيارة"), "15 15");
  EXPECT_EQ(shown("عشرون جنديا، عشرين جنديا"), "20 20");
  EXPECT_EQ(shown("اثنا عشر رجلا واثنتي عشرة امرأة"), "12 12");
  EXPECT_EQ(shown("بستة صواريخ ولسبعة أيام"), "6 7");
}

TEST(Numbers, Compounds) {
  EXPECT_EQ(shown("مئة وخمسة وعشرين ألفا"), "125000");
  EXPECT_EQ(shown("ثلاثمئة وسبعة وأربعون شخصا"), "347");
  EXPECT_EQ(shown("ثلاث مائة ألف"), "300000");
  EXPECT_EQ(shown("ألفين ومئتي شخص"), "2200");
  EXPECT_EQ(shown("مليونان وخمسمئة ألف"), "2500000");
  EXPECT_EQ(shown("ألف و200 شخص"), "1200");
  EXPECT_EQ(shown("2.5 مليون دولار"), "2500000");
  EXPECT_EQ(shown("نحو 18.500 شخص"), "18500");  // groups of three, as in the Maghreb
  EXPECT_EQ(shown("بلغ 0.125 في اليوم"), "1/8");
  EXPECT_EQ(shown("مليون ونصف المليون"), "1500000");
  EXPECT_EQ(shown("نصف مليون نازح"), "500000");
  EXPECT_EQ(shown("5 ملايين و300 ألف"), "5300000");
}

TEST(Numbers, SeparateNumbersStaySeparate) {
  EXPECT_EQ(shown("ستة و عشرة"), "6 10");
  EXPECT_EQ(shown("3 و5"), "3 5");
  EXPECT_EQ(shown("خمسة جنود وعشرون مدنيا"), "5 20");
}

TEST(Numbers, Vague) {
  EXPECT_EQ(shown("بضعة جنود"), "3[3..9]");
  EXPECT_EQ(shown("عدد من النواب"), "3[3..9]");
  EXPECT_EQ(shown("عدد القتلى كبير"), "");
  EXPECT_EQ(shown("عشرات الصواريخ"), "20[20..99]");
  EXPECT_EQ(shown("مئات المتظاهرين"), "200[200..999]");
  EXPECT_EQ(shown("آلاف المحتجين"), "2000[2000..9999]");
  EXPECT_EQ(shown("عشرات الآلاف من النازحين"), "20000[20000..99999]");
  EXPECT_EQ(shown("مئات الآلاف"), "200000[200000..999999]");
}

TEST(Numbers, Bounds) {
  EXPECT_EQ(shown("ما لا يقل عن 5 جنود"), "5[5..*]");
  EXPECT_EQ(shown("أكثر من مئة شخص"), "100[100..*]");
  EXPECT_EQ(shown("وأكثر من 145 مرة"), "145[145..*]");
  EXPECT_EQ(shown("لا يزيد على عشرة"), "10[*..10]");
  EXPECT_EQ(shown("أقل من 20 كيلومترا"), "20[*..20]");
  EXPECT_EQ(shown("نحو 40 جريحا"), "40");
  EXPECT_EQ(shown("20 على الأقل"), "20[20..*]");
  EXPECT_EQ(shown("بين 20 و30 قتيلا"), "20[20..30]");
  EXPECT_EQ(shown("بين خمسة وعشرين شخصا"), "5[5..20]");
  EXPECT_EQ(shown("بين 5 و7 آلاف"), "5[5000..7000]");
  EXPECT_EQ(shown("من 20 إلى 30 شخصا"), "20[20..30]");
  EXPECT_EQ(shown("20-30 شخصا"), "20[20..30]");
}

TEST(Numbers, RanksAndParts) {
  EXPECT_EQ(shown("اليوم الثالث"), "#3");
  EXPECT_EQ(shown("القرن الحادي والعشرين"), "#21");
  EXPECT_EQ(shown("الثالثة عشرة"), "#13");
  EXPECT_EQ(shown("15 في المئة"), "15%");
  EXPECT_EQ(shown("خمسة بالمئة"), "5%");
  EXPECT_EQ(shown("7%"), "7%");
  EXPECT_EQ(shown("ثلاثة أرباع"), "3/4");
}

TEST(Numbers, PartsOfCodesAreMarked) {
  MentionsReader& r = mentions_reader();
  r.read("طائرة F16 وهاتف 650-701-8887");
  for (const NumberMention& n : r.numbers) EXPECT_TRUE(n.glued) << r.words(n.span);
}

}  // namespace
}  // namespace rawi
