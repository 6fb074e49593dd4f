#include "report/junk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixture_lexicon.h"

namespace rawi {
namespace {

using Found = std::vector<std::pair<JunkKind, std::string>>;

Found junk_in(const std::string& text) {
  Tokens tokens;
  tokenize(text, test::fixture_lexicon(), tokens);
  std::vector<Segment> segments;
  std::vector<Junk> junk;
  find_junk(text, tokens, test::fixture_lexicon(), segments, junk);
  Found found;
  for (const Junk& j : junk) found.emplace_back(j.kind, text.substr(j.words.begin, j.words.size()));
  return found;
}

const std::string kParagraph = "قال وزير الدفاع إن القوات انسحبت من المدينة مساء أمس بعد محادثات طويلة.";

TEST(Junk, APlainReportHasNone) {
  EXPECT_EQ(junk_in("انسحاب القوات من الموصل\n\n" + kParagraph + "\n" + kParagraph + "\n"), Found());
}

TEST(Junk, NumbersOnLinesOfTheirOwnAreCounters) {
  EXPECT_EQ(junk_in("انسحاب القوات\n\n0\n83\n\n" + kParagraph),
            (Found{{JunkKind::kCounter, "0"}, {JunkKind::kCounter, "83"}}));
  EXPECT_EQ(junk_in(kParagraph + "\n١٢٠٠ مشاهدة\n"), (Found{{JunkKind::kCounter, "١٢٠٠ مشاهدة"}}));
}

TEST(Junk, ADateIsNoCounter) { EXPECT_EQ(junk_in("3/8/2015\n" + kParagraph), Found()); }

TEST(Junk, ReadAlsoTakesTheShortLinesAfterIt) {
  EXPECT_EQ(junk_in(kParagraph + "\nروابط ذات علاقة\nاعتقال قاض في حلب\nانسحاب جديد\n" + kParagraph),
            (Found{{JunkKind::kReadAlso, "روابط ذات علاقة"}, {JunkKind::kReadAlso, "اعتقال قاض في حلب"}, {JunkKind::kReadAlso, "انسحاب جديد"}}));
}

TEST(Junk, ReadAlsoWithItsTitleTakesOneLine) {
  EXPECT_EQ(junk_in("اقرأ أيضا: اعتقال قاض في حلب\nانسحاب القوات\n" + kParagraph),
            (Found{{JunkKind::kReadAlso, "اقرأ أيضا: اعتقال قاض في حلب"}}));
}

TEST(Junk, ARowOfSectionsOnAFlattenedPage) {
  EXPECT_EQ(junk_in("الرئيسية      العالم \t\t  منوعات      رياضة      انسحاب القوات من الموصل       " + kParagraph).size(), 4u);
  EXPECT_EQ(junk_in("شبكة الفرات / تقارير\n" + kParagraph), (Found{{JunkKind::kSection, "شبكة الفرات / تقارير"}}));
}

TEST(Junk, OneSectionWordAloneIsText) { EXPECT_EQ(junk_in(kParagraph + "\nالعالم\n" + kParagraph), Found()); }

TEST(Junk, ClosingCreditsAndBylines) {
  EXPECT_EQ(junk_in(kParagraph + " (أ ف ب)\n"), (Found{{JunkKind::kCredit, "(أ ف ب)"}}));
  EXPECT_EQ(junk_in(kParagraph + "\nالمصدر: وكالات\n"), (Found{{JunkKind::kCredit, "المصدر: وكالات"}}));
  EXPECT_EQ(junk_in(kParagraph + "\n// انتهى //\n"), (Found{{JunkKind::kCredit, "// انتهى //"}}));
  EXPECT_EQ(junk_in("سعاد حسن – متابعات\n" + kParagraph), (Found{{JunkKind::kCredit, "سعاد حسن – متابعات"}}));
  EXPECT_EQ(junk_in(kParagraph + "\nصحيفة الأخبار\n"), (Found{{JunkKind::kCredit, "صحيفة الأخبار"}}));
}

TEST(Junk, ASpeakerCalledTheSourceIsText) {
  EXPECT_EQ(junk_in("المصدر: القوات انسحبت من المدينة\n" + kParagraph + "\n" + kParagraph + "\n" + kParagraph), Found());
}

TEST(Junk, CaptionsTagsAndStamps) {
  EXPECT_EQ(junk_in(kParagraph + " (صورة أرشيفية)\n"), (Found{{JunkKind::kCaption, "(صورة أرشيفية)"}}));
  EXPECT_EQ(junk_in(kParagraph + " سمات الموصل سوريا\n"), (Found{{JunkKind::kOther, "سمات الموصل سوريا"}}));
  EXPECT_EQ(junk_in("آخر تحديث:   الاثنين، 3 آب 2015\n" + kParagraph).size(), 2u);
}

TEST(Junk, AFooterGluedToAnAddress) {
  EXPECT_EQ(junk_in(kParagraph + "\nwriter@paper.exampleسمات الموصل سوريا\n"), (Found{{JunkKind::kOther, "writer@paper.exampleسمات الموصل سوريا"}}));
  EXPECT_EQ(junk_in(kParagraph + "\nتويتر: @writer سمات الموصل\n"), (Found{{JunkKind::kOther, "تويتر: @writer سمات الموصل"}}));
  EXPECT_EQ(junk_in(kParagraph + "\nكتب @writer أن القوات انسحبت من المدينة.\n" + kParagraph), Found());
}

TEST(Junk, RemainsOfHtml) {
  EXPECT_EQ(junk_in("alt=\"القوات في الموقع\" /> " + kParagraph), (Found{{JunkKind::kOther, "alt=\"القوات في الموقع\" />"}}));
  EXPECT_EQ(junk_in(kParagraph + "<br/>\n<script>var a = 1;</script>\n" + kParagraph),
            (Found{{JunkKind::kOther, "<br/>"}, {JunkKind::kOther, "<script>var a = 1;</script>"}}));
  EXPECT_EQ(junk_in("none in source\n\n" + kParagraph), (Found{{JunkKind::kOther, "none in source"}}));
}

}  // namespace
}  // namespace rawi
