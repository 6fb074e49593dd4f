#include "mentions/times.h"

#include <gtest/gtest.h>

#include "mentions_reader.h"

namespace rawi {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : " ") + p;
  return out;
}

// The values of the times of a text, published on a day.
std::string at(const char* published, const char* text) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  return joined(r.edtf(published));
}

constexpr char kMonday[] = "2024-01-22";

TEST(Times, DatesInEveryMonthNaming) {
  EXPECT_EQ(at("", "في 7 تشرين الأول 2023"), "2023-10-07");
  EXPECT_EQ(at("", "في 7 أكتوبر 2023"), "2023-10-07");
  EXPECT_EQ(at("", "في 7 أكتوبر/تشرين الأول 2023"), "2023-10-07");
  EXPECT_EQ(at("", "في السابع من تشرين الأول (أكتوبر) 2023"), "2023-10-07");
  EXPECT_EQ(at("", "في 7 جويلية 2023"), "2023-07-07");
  EXPECT_EQ(at("", "في كانون الثاني/يناير 2024"), "2024-01");
  EXPECT_EQ(at("", "في 20 رمضان 1445 هـ"), "2024-03-30");
  EXPECT_EQ(at("", "في العاشر من ذي الحجة 1444"), "2023-06-28");
}

TEST(Times, DatesInDigits) {
  EXPECT_EQ(at("", "يوم ٣٠ / ٥ / ٢٠٢٢"), "2022-05-30");
  EXPECT_EQ(at("", "بتاريخ 30-5-2022"), "2022-05-30");
  EXPECT_EQ(at("", "بتاريخ 2022-05-30"), "2022-05-30");
  EXPECT_EQ(at("", "النتيجة 3-1"), "");
}

TEST(Times, WithoutYearTheLastOne) {
  EXPECT_EQ(at(kMonday, "منذ 7 تشرين الأول"), "2023-10-07/2024-01-22");
  EXPECT_EQ(at("2022-05-31", "في 30 نيسان الماضي"), "2022-04-30");
  EXPECT_EQ(at("2010-01-13", "في ديسمبر/ كانون الأول الماضي"), "2009-12");
  EXPECT_EQ(at("2017-06-19", "يوم 7 جوان الجاري"), "2017-06-07");
  EXPECT_EQ(at(kMonday, "في آذار المقبل"), "2024-03");
  EXPECT_EQ(at("2020-04-02", "في يناير/ كانون الثاني"), "2020-01");
}

TEST(Times, InNewsABareDateMayBeNearAhead) {
  const auto news = [](const char* published, const char* text) {
    MentionsReader& r = mentions_reader();
    r.read(text);
    return joined(r.edtf(published, Convention{.dates = Prefer::kNear}));
  };
  EXPECT_EQ(news("2009-10-12", "في 26 أكتوبر"), "2009-10-26");
  EXPECT_EQ(news("2009-11-14", "في السابع من ديسمبر"), "2009-12-07");
  EXPECT_EQ(news("2009-10-12", "في 26 سبتمبر"), "2009-09-26");
  EXPECT_EQ(news("2009-10-12", "في مارس"), "2009-03");
}

TEST(Times, ABareWeekdayOfSomethingToComeIsTheNext) {
  const auto read = [](const char* text) {
    MentionsReader& r = mentions_reader();
    r.read(text);
    Structure structure;
    std::vector<Tag> tags;
    find_sentences(r.tokens, structure);
    tag(r.tokens, structure, r.lexicon, tags);
    mark_ahead(structure, tags, r.times);
    return joined(r.edtf(kMonday));
  };
  EXPECT_EQ(read("سيلتقي الوزيران في بغداد الخميس."), "2024-01-25");
  EXPECT_EQ(read("ومن المقرر أن يجتمع المجلس الخميس."), "2024-01-25");
  EXPECT_EQ(read("التقى الوزيران في بغداد الخميس."), "2024-01-18");
  EXPECT_EQ(read("وقال الوزير الخميس إن الوفد سيغادر."), "2024-01-18");
}

TEST(Times, WhatHangsOnSinceIsADayAndADuration) {
  EXPECT_EQ(at("2015-08-01", "منذ اندلاع القتال في 20 تموز"), "2015-07-20 2015-07-20/2015-08-01");
}

TEST(Times, Weekdays) {
  EXPECT_EQ(at(kMonday, "يوم الخميس الماضي"), "2024-01-18");
  EXPECT_EQ(at(kMonday, "الاثنين"), "2024-01-22");
  EXPECT_EQ(at(kMonday, "الاثنين الماضي"), "2024-01-15");
  EXPECT_EQ(at(kMonday, "الأحد المقبل"), "2024-01-28");
  EXPECT_EQ(at("2020-04-02", "اليوم الأربعاء"), "2020-04-01");
  EXPECT_EQ(at("2020-04-02", "مساء أمس الأربعاء"), "2020-04-01");
  EXPECT_EQ(at(kMonday, "الثلاثاء 16 كانون الثاني"), "2024-01-16");
}

TEST(Times, Deictics) {
  EXPECT_EQ(at(kMonday, "أمس"), "2024-01-21");
  EXPECT_EQ(at(kMonday, "أول من أمس"), "2024-01-20");
  EXPECT_EQ(at(kMonday, "أمس الأول"), "2024-01-20");
  EXPECT_EQ(at(kMonday, "غدا"), "2024-01-23");
  EXPECT_EQ(at(kMonday, "بعد غد"), "2024-01-24");
  EXPECT_EQ(at(kMonday, "صباح اليوم"), "2024-01-22");
  EXPECT_EQ(at(kMonday, "اليوم العاشر للحرب"), "");
  EXPECT_EQ(at(kMonday, "في اليوم نفسه، وفي ذلك اليوم"), "");
  EXPECT_EQ(at(kMonday, "الليلة الماضية"), "2024-01-21");
}

TEST(Times, WeeksMonthsYears) {
  EXPECT_EQ(at("2024-05-01~", "الأسبوع الفائت"), "2024-04-22~/2024-04-28~");
  EXPECT_EQ(at("2022-05-19", "الشهر الماضي"), "2022-04");
  EXPECT_EQ(at("2009-07-19", "في الثلاثين من الشهر الماضي"), "2009-06-30");
  EXPECT_EQ(at("2022-05-21", "العام الماضي"), "2021");
  EXPECT_EQ(at("2015-10-22", "في نهاية يوليو/ تموز الماضي"), "2015-07");
  EXPECT_EQ(at(kMonday, "عام 2005"), "2005");
  EXPECT_EQ(at(kMonday, "في 2018"), "2018");
  EXPECT_EQ(at(kMonday, "في الربع الأول من 2023"), "2023");
  EXPECT_EQ(at(kMonday, "في هذا الشهر، وفي تلك السنة"), "2024-01");
  EXPECT_EQ(at(kMonday, "في آذار من العام الماضي"), "2023-03");
}

TEST(Times, CountedBack) {
  EXPECT_EQ(at("2024-08-18~", "قبل نحو أسبوعين"), "2024-08-04~");
  EXPECT_EQ(at(kMonday, "قبل ثلاثة أيام"), "2024-01-19");
  EXPECT_EQ(at(kMonday, "قبل يومين من الانتخابات"), "");
  EXPECT_EQ(at("2024-08-18~", "خلال الأسبوعين الماضيين"), "2024-08-04~/2024-08-18~");
  EXPECT_EQ(at("2024-08-18~", "خلال الأيام الـ10 الأخيرة"), "2024-08-08~/2024-08-18~");
  EXPECT_EQ(at("2024-05-01~", "في الأشهر الستة الماضية"), "2023-11-01~/2024-05-01~");
  EXPECT_EQ(at(kMonday, "منذ شهرين"), "2023-11-22/2024-01-22");
  EXPECT_EQ(at(kMonday, "الأشهر الأخيرة"), "");
  EXPECT_EQ(at(kMonday, "مؤخرا"), "");
}

TEST(Times, Ranges) {
  EXPECT_EQ(at(kMonday, "بين عامي 2011 و2014"), "2011/2014");
  EXPECT_EQ(at(kMonday, "من 13 تموز إلى 15 تموز 2023"), "2023-07-13/2023-07-15");
  EXPECT_EQ(at(kMonday, "بين 7 و12 تشرين الأول 2023"), "2023-10-07/2023-10-12");
  EXPECT_EQ(at(kMonday, "من الخامس إلى العاشر من أيار 2023"), "2023-05-05/2023-05-10");
  EXPECT_EQ(at(kMonday, "يومي 17 و18 جوان 2023"), "2023-06-17/2023-06-18");
  EXPECT_EQ(at(kMonday, "أمس من الساعة الرابعة عصرا حتى الساعة الـ12 ليلا"), "2024-01-21T16:00/2024-01-22T00:00");
  EXPECT_EQ(at(kMonday, "حتى نهاية 2023"), "../2023");
  EXPECT_EQ(at(kMonday, "منذ عام 2008"), "2008/2024-01-22");
}

TEST(Times, Clocks) {
  EXPECT_EQ(at(kMonday, "الساعة العاشرة والنصف مساء أمس"), "2024-01-21T22:30");
  EXPECT_EQ(at(kMonday, "الثالثة فجرا"), "2024-01-22T03:00");
  EXPECT_EQ(at(kMonday, "يوم 20-1-2024 الساعة 22:25"), "2024-01-20T22:25");
  EXPECT_EQ(at(kMonday, "الساعة الخامسة إلا ربعا عصر أمس"), "2024-01-21T16:45");
}

TEST(Times, RanksWithin) {
  EXPECT_EQ(at(kMonday, "آخر يوم من شهر شباط 2023"), "2023-02-28");
  EXPECT_EQ(at(kMonday, "الثلاثاء الأخير من آذار 2013"), "2013-03-26");
  EXPECT_EQ(at(kMonday, "عيد الفطر 2013"), "2013-08-08");
}

TEST(Times, AHijriMonthWithAYearOfTheCommonCalendar) {
  EXPECT_EQ(at(kMonday, "في رمضان 2016"), "2016-06-06/2016-07-05");
  EXPECT_EQ(at(kMonday, "يوم 10 محرم 2018"), "2018-09-20");
  EXPECT_EQ(at(kMonday, "يوم 10 محرم 1440"), "2018-09-20");
}

TEST(Times, WithoutPublicationOnlyWhatIsExplicit) {
  EXPECT_EQ(at("", "أمس"), "");
  EXPECT_EQ(at("", "الخميس الماضي"), "");
  EXPECT_EQ(at("", "منذ 7 تشرين الأول 2023"), "");
  EXPECT_EQ(at("", "في 7 تشرين الأول"), "");
}

TEST(Times, CommonWordsAreNoTimes) {
  EXPECT_EQ(at(kMonday, "من جهة ثانية مارس الضغط على الأمين العام"), "");
  EXPECT_EQ(at(kMonday, "في أبين خلال يوم واحد"), "");
  EXPECT_EQ(at(kMonday, "قال شعبان إن صفر المكاسب آب إليه"), "");
}

TEST(Times, TheRestOfAWeekAMonthADay) {
  EXPECT_EQ(at(kMonday, "بقية الأسبوع"), "2024-01-22/2024-01-28");
  EXPECT_EQ(at(kMonday, "باقي هذا الشهر"), "2024-01-22/2024-01-31");
  EXPECT_EQ(at("2024-01-22T15:30", "بقية اليوم"), "2024-01-22T15:30/2024-01-22T23:59:59");
  EXPECT_EQ(at(kMonday, "بقية الجنود"), "");
}

TEST(Times, Decades) {
  EXPECT_EQ(at(kMonday, "في ثمانينيات القرن الماضي"), "1980-01-01/1989-12-31");
  EXPECT_EQ(at(kMonday, "في التسعينات"), "1990-01-01/1999-12-31");
  EXPECT_EQ(at(kMonday, "في ستينيات القرن التاسع عشر"), "1860-01-01/1869-12-31");
  EXPECT_EQ(at(kMonday, "رجل ستيني"), "");
}

TEST(Times, ADayWithNoMonth) {
  EXPECT_EQ(at(kMonday, "يوم 15"), "2024-01-15");
  EXPECT_EQ(at(kMonday, "يوم 27"), "2023-12-27");
  EXPECT_EQ(at(kMonday, "عمل 27 يوما"), "");
}

TEST(Times, ADayAndTheHoursSaidWithIt) {
  EXPECT_EQ(at(kMonday, "أمس بين الساعة 8 صباحا و 10 صباحا"), "2024-01-21T08:00/2024-01-21T10:00");
  EXPECT_EQ(at(kMonday, "غدا من 5 إلى 6 مساء"), "2024-01-23T17:00/2024-01-23T18:00");
  EXPECT_EQ(at(kMonday, "الساعة 8:05:09 صباح اليوم"), "2024-01-22T08:05:09");
}

TEST(Times, YesterdayWithAPrepositionAndBeforeIt) {
  EXPECT_EQ(at(kMonday, "وصل بالأمس"), "2024-01-21");
  EXPECT_EQ(at(kMonday, "قبل يوم أمس"), "2024-01-20");
}

TEST(Times, OfPlansOnlyWhereTheyAreSpoken) {
  MentionsReader& r = mentions_reader();
  r.read("نلتقي في الصباح");
  EXPECT_TRUE(r.times.empty());
  find_times(r.tokens, r.lexicon, r.cues, r.numbers, r.times, Register::kTalk);
  ASSERT_EQ(r.times.size(), 1u);
  EXPECT_EQ(r.times[0].from.part, DayPart::kMorning);
  r.read("نلتقي في السابعة");
  EXPECT_TRUE(r.times.empty());
  find_times(r.tokens, r.lexicon, r.cues, r.numbers, r.times, Register::kTalk);
  ASSERT_EQ(r.times.size(), 1u);
  EXPECT_EQ(r.times[0].from.hour, 7);
  r.read("قرأت الصفحة السابعة");
  find_times(r.tokens, r.lexicon, r.cues, r.numbers, r.times, Register::kTalk);
  EXPECT_TRUE(r.times.empty());
}

TEST(Times, HalvesOfAMonthAndAWeek) {
  const auto halves = [](const char* text) {
    MentionsReader& r = mentions_reader();
    r.read(text);
    return joined(r.edtf(kMonday, Convention{Prefer::kFuture, Prefer::kFuture, 1, Edges::kHalves}));
  };
  EXPECT_EQ(halves("مطلع الشهر المقبل"), "2024-02-01/2024-02-15");
  EXPECT_EQ(halves("نهاية هذا الأسبوع"), "2024-01-27/2024-01-28");
  EXPECT_EQ(halves("نهاية اليوم"), "2024-01-22T23:59");
}

}  // namespace
}  // namespace rawi
