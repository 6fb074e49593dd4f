#include "mentions/ranks.h"

#include <gtest/gtest.h>

#include <string>

#include "mentions_reader.h"

namespace rawi {
namespace {

// "11", "current-1", "end+0", with the words of each.
std::string ranks(const char* text) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  std::vector<Rank> found;
  find_ranks(r.tokens, r.cues, r.numbers, found);
  std::string out;
  for (const Rank& rank : found) {
    if (!out.empty()) out += "; ";
    out += rank.from == RankFrom::kStart ? "" : rank.from == RankFrom::kEnd ? "end" : "current";
    out += rank.from != RankFrom::kStart && rank.offset >= 0 ? "+" : "";
    out += std::to_string(rank.offset) + " " + r.words(rank.span);
  }
  return out;
}

TEST(Ranks, Ordinals) {
  EXPECT_EQ(ranks("فاز بالمركز الثالث"), "3 الثالث");
  EXPECT_EQ(ranks("الدورة الحادية والعشرون"), "21 الحادية والعشرون");
}

TEST(Ranks, CardinalsWithTheArticleBehindWhatTheyRank) {
  EXPECT_EQ(ranks("الفصل الأربعون طويل"), "40 الأربعون");
  EXPECT_EQ(ranks("الصفحة المئة والسابعة"), "107 المئة والسابعة");
  EXPECT_EQ(ranks("وصل الأربعون جنديا"), "");
}

TEST(Ranks, Relative) {
  EXPECT_EQ(ranks("افتح الباب التالي"), "current+1 التالي");
  EXPECT_EQ(ranks("عاد إلى الفصل السابق"), "current-1 السابق");
  EXPECT_EQ(ranks("الفصل قبل الأخير"), "end-1 قبل الأخير");
  EXPECT_EQ(ranks("قرأ آخر فصل"), "end+0 آخر");
  EXPECT_EQ(ranks("الأسبوع الأخير"), "");
}

}  // namespace
}  // namespace rawi
