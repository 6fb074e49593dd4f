#include "mentions/amounts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "mentions_reader.h"

namespace rawi {
namespace {

std::string shown(double v) {
  char out[40];
  std::snprintf(out, sizeof out, "%g", v);
  return std::isinf(v) ? "" : out;
}

std::string amounts(const std::string& text) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  std::vector<Amount> found;
  find_amounts(r.tokens, r.numbers, found);
  std::string out;
  for (const Amount& a : found) out += (out.empty() ? "" : " ") + shown(a.value);
  return out;
}

std::string ranges(const std::string& text) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  std::vector<Amount> found;
  std::vector<NumberRange> out;
  find_amounts(r.tokens, r.numbers, found);
  find_number_ranges(r.tokens, r.lexicon, found, out);
  std::string all;
  for (const NumberRange& n : out)
    all += std::string(all.empty() ? "" : " ") + (n.low_in ? "[" : "(") + shown(n.low) + "," + shown(n.high) + (n.high_in ? "]" : ")") + r.words(n.span);
  return all;
}

TEST(Amounts, SignsAndQuotients) {
  EXPECT_EQ(amounts("الحرارة سالب سبعة"), "-7");
  EXPECT_EQ(amounts("ناقص اثنين على خمسة"), "-0.4");
  EXPECT_EQ(amounts("شرب 3/4 الكأس"), "0.75");
  EXPECT_EQ(amounts("بعد 2 1/2 ساعة"), "2.5");
  EXPECT_EQ(amounts("في 3/4/2020"), "3 4 2020");
  EXPECT_EQ(amounts("ضربة 7 على مدينة 3 مرات"), "7 3");
}

TEST(Amounts, PowersGroupsPoints) {
  EXPECT_EQ(amounts("2^3"), "8");
  EXPECT_EQ(amounts("5e3"), "5000");
  EXPECT_EQ(amounts("بلغ 2 345 678 طنا"), "2.34568e+06");
  EXPECT_EQ(amounts("نحو .5 متر"), "0.5");
  EXPECT_EQ(amounts("عدد 12 345"), "12345");
  EXPECT_EQ(amounts("عددان 12 34"), "12 34");
}

TEST(Amounts, SharesPartsAndWhatHasAUnit) {
  EXPECT_EQ(amounts("واحد من ألف"), "0.001");
  EXPECT_EQ(amounts("اثنان وعشرون خمس"), "4.4");
  EXPECT_EQ(amounts("دفع 35دينارا"), "");
  EXPECT_EQ(amounts("العنوان 10.20.3.4"), "10 20 3 4");
}

TEST(NumberRanges, OneEnd) {
  EXPECT_EQ(ranges("العدد أكبر من 12"), "(12,)أكبر من 12");
  EXPECT_EQ(ranges("العدد أكبر من أو يساوي 12"), "[12,)أكبر من أو يساوي 12");
  EXPECT_EQ(ranges("يكفي 12 أو أكثر"), "[12,)12 أو أكثر");
  EXPECT_EQ(ranges("وزنه لا أقل من 12"), "[12,)لا أقل من 12");
  EXPECT_EQ(ranges("عمره تحت 12"), "(,12)تحت 12");
  EXPECT_EQ(ranges("وصل 12 رجلا"), "");
}

TEST(NumberRanges, TwoEnds) {
  EXPECT_EQ(ranges("العدد أكبر من 12 وأصغر من 30"), "(12,30)أكبر من 12 وأصغر من 30");
  EXPECT_EQ(ranges("إما أكبر من 30 أو أصغر من 12"), "(30,)أكبر من 30 (,12)أصغر من 12");
  EXPECT_EQ(ranges("من 12 إلى 30"), "[12,30)من 12 إلى 30");
}

}  // namespace
}  // namespace rawi
