#include "mentions/quantities.h"

#include <gtest/gtest.h>

#include "mentions_reader.h"

namespace rawi {
namespace {

std::string shown(const char* text) {
  constexpr const char* names[] = {"killed", "wounded", "casualties", "detained", "displaced", "abducted", "troops", "vehicles",
                                   "aircraft", "ships", "munitions", "attacks", "people", "money", "other"};
  MentionsReader& r = mentions_reader();
  r.read(text);
  std::string out;
  for (const QuantityMention& q : r.quantities) {
    if (q.single) continue;
    const auto end = [](int64_t v) { return v == kUnbounded ? std::string("*") : std::to_string(v); };
    out += (out.empty() ? "" : " ") + std::string(q.bare ? "bare" : names[static_cast<int>(q.of)]) + ":" + end(q.min);
    if (q.min != q.max) out += ".." + end(q.max);
  }
  return out;
}

TEST(Quantities, NumberAndNoun) {
  EXPECT_EQ(shown("مقتل 17 شخصا"), "people:17");
  EXPECT_EQ(shown("سقوط 9 قتلى و9 جرحى"), "killed:9 wounded:9");
  EXPECT_EQ(shown("دخول أكثر من 120 شاحنة"), "vehicles:120..*");
  EXPECT_EQ(shown("استهدفوا القاعدة بستة صواريخ"), "munitions:6");
  EXPECT_EQ(shown("دفع 2.7 مليار دولار"), "money:2700000000");
  EXPECT_EQ(shown("تعرضت القوات للهجوم أكثر من 145 مرة"), "attacks:145..*");
}

TEST(Quantities, BoundsAfterTheNoun) {
  EXPECT_EQ(shown("إصابة 5 جنود أميركيين على الأقل بجروح"), "troops:5..*");
  EXPECT_EQ(shown("مصرع 100 شخص، على الأقل، وجرح 7"), "people:100..* bare:7");
}

TEST(Quantities, OfAndVague) {
  EXPECT_EQ(shown("اعتقلت عددا من المواطنين"), "people:3..9");
  EXPECT_EQ(shown("نزوح آلاف المدنيين"), "people:2000..9999");
  EXPECT_EQ(shown("مقتل ثلاثة من المسلحين"), "people:3");
}

TEST(Quantities, BareNumbers) {
  EXPECT_EQ(shown("مقتل 3 وإصابة 7"), "bare:3 bare:7");
  EXPECT_EQ(shown("أصيب 40 آخرون"), "people:40");
  EXPECT_EQ(shown("أصيب العشرات بجروح"), "bare:20..99");
}

TEST(Quantities, DualsAndSingles) {
  EXPECT_EQ(shown("سقط صاروخان قرب القاعدة"), "munitions:2");
  EXPECT_EQ(shown("استهدفت القاعدة مرتين"), "attacks:2");
  EXPECT_EQ(shown("القبض على عنصرين مسلحين"), "people:2");
  MentionsReader& r = mentions_reader();
  r.read("قتل جندي أمس");
  ASSERT_EQ(r.quantities.size(), 1u);
  EXPECT_TRUE(r.quantities[0].single);
}

TEST(Quantities, NumbersBehindADefinitePlural) {
  EXPECT_EQ(shown("عاد الجنود الخمسة إلى القاعدة"), "troops:5");
  EXPECT_EQ(shown("أفرج عن المعتقلين السياسيين الستة"), "detained:6");
  EXPECT_EQ(shown("عدد الضحايا لم يتجاوز الـ 14 حتى الآن"), "casualties:*..14");
  EXPECT_EQ(shown("وصل الوفد الساعة الخامسة"), "");
}

TEST(Quantities, PeopleOfABody) {
  EXPECT_EQ(shown("مقتل خمسة من طاقم الدبابة"), "bare:5");
  EXPECT_EQ(shown("اعتقال 6 من خلية مسلحة"), "bare:6");
}

TEST(Quantities, PlacesOnlyWithANumber) {
  EXPECT_EQ(shown("دمر القصف ثلاثة منازل"), "other:3");
  EXPECT_EQ(shown("تدمير مئات المنازل"), "other:200..999");
  EXPECT_EQ(shown("دمر القصف منزلا"), "");
}

TEST(Quantities, RangesAndVerbsOfMore) {
  EXPECT_EQ(shown("غادر 80 إلى 100 شخص"), "people:80..100");
  EXPECT_EQ(shown("ما بين 35 ألف إلى 50 ألف جندي"), "troops:35000..50000");
  EXPECT_EQ(shown("خسائر فاقت 300 قتيل"), "killed:300..*");
  EXPECT_EQ(shown("نزح 55 ألفا من المنطقة"), "bare:55000");
}

TEST(Quantities, Others) {
  EXPECT_EQ(shown("وأصيب آخران بجروح"), "people:2");
  EXPECT_EQ(shown("وأصيب عدد آخر بجروح"), "bare:3..9");
  EXPECT_EQ(shown("شهدت المدينة هجومين آخرين"), "attacks:2");
  EXPECT_EQ(shown("مقتل ضابطين من الشرطة"), "troops:2");
}

TEST(Quantities, WhatIsNone) {
  EXPECT_EQ(shown("على بعد 20 كيلومترا"), "");
  EXPECT_EQ(shown("عمره 30 عاما"), "");
  EXPECT_EQ(shown("بنسبة 15 في المئة"), "");
  EXPECT_EQ(shown("في 7 تشرين الأول 2023"), "");
  EXPECT_EQ(shown("الساعة 10:30 مساء"), "");
  EXPECT_EQ(shown("الفقرة 7 من القرار"), "");
  EXPECT_EQ(shown("في ثلاث مدن"), "");
}

}  // namespace
}  // namespace rawi
