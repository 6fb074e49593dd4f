#include "mentions/names.h"

#include <gtest/gtest.h>

#include "fixture_lexicon.h"

namespace rawi {
namespace {

// The names in a text as "surface:kinds", p place, a actor, w weapon, n relational adjective; "+" cued.
std::string names_in(std::string_view text) {
  const Lexicon& lexicon = test::fixture_lexicon();
  Tokens tokens;
  tokenize(text, lexicon, tokens);
  std::vector<NameMention> names;
  find_names(text, tokens, lexicon, names);
  std::string out;
  for (const NameMention& m : names) {
    out += out.empty() ? "" : " | ";
    out += text.substr(m.span.begin, m.span.size());
    out += ':';
    for (const auto& [bit, letter] : {std::pair{kNamesPlace, 'p'}, {kNamesActor, 'a'}, {kNamesWeapon, 'w'}, {kNamesNisba, 'n'}})
      if (m.kinds & bit) out += letter;
    if (m.cued) out += '+';
  }
  return out;
}

TEST(Names, LongestMatchWins) {
  EXPECT_EQ(names_in("أعلنت الولايات المتحدة الأميركية موقفها"), "الولايات المتحدة الأميركية:p");
  EXPECT_EQ(names_in("أعلنت الولايات المتحدة موقفها"), "الولايات المتحدة:pa");
  EXPECT_EQ(names_in("الولايات الجنوبية"), "");
}

TEST(Names, CarryProclitics) {
  EXPECT_EQ(names_in("زار لبنان والعراق وسوريا"), "لبنان:p | العراق:pa | سوريا:pa");
  EXPECT_EQ(names_in("قادمين من ليبيا وبالموصل"), "ليبيا:p | الموصل:p");
  EXPECT_EQ(names_in("موقف بلبنان ثم للعراق"), "لبنان:p | عراق:pa");
}

TEST(Names, SpellingsOfNamesMeet) {
  EXPECT_EQ(names_in("قاعدة عين الاسد"), "قاعدة عين الاسد:p");
  EXPECT_EQ(names_in("مدينه الرقه"), "الرقه:p");
}

TEST(Names, CommonWordsNeedACue) {
  EXPECT_EQ(names_in("وصلته الأخبار ففتح الباب"), "");
  EXPECT_EQ(names_in("قالت صحيفة «الأخبار» إن"), "صحيفة «الأخبار:a");
  EXPECT_EQ(names_in("كتبت «الأخبار» أن"), "الأخبار:a+");
  EXPECT_EQ(names_in("في مدينة الباب"), "الباب:p+");
}

TEST(Names, WordsOfTheLexiconNeedANounOfTheirKind) {
  EXPECT_EQ(names_in("شكل المجلس الجديد"), "");
  EXPECT_EQ(names_in("وصل إلى مدينة الجديد"), "الجديد:p+");
  EXPECT_EQ(names_in("وصل إلى المدينة الجديد"), "");          // an adjective after a definite noun
  EXPECT_EQ(names_in("في قاعدة الجديد"), "");
}

TEST(Names, OneCueServesTheWholeReport) {
  EXPECT_EQ(names_in("قتيل في الباب. دخل الجيش مدينة الباب وفتح الباب"), "الباب:p+ | الباب:p+");
}

TEST(Names, WellKnownNamesCountAlways) { EXPECT_EQ(names_in("قال سكان عدن"), "عدن:p"); }

TEST(Names, VillagesOfOneUnknownWordWantAPreposition) {
  EXPECT_EQ(names_in("نصبت الخيام هناك"), "");
  EXPECT_EQ(names_in("قصف في الخيام"), "الخيام:p");
  EXPECT_EQ(names_in("قصف بلدة الخيام"), "الخيام:p+");
}

TEST(Names, ExtraPlacesNeedACueToo) {
  EXPECT_EQ(names_in("عمت الزرقة السماء"), "");
  EXPECT_EQ(names_in("في قرية الزرقة"), "الزرقة:p+");
}

TEST(Names, NumbersAndLatinArePartsOfNames) {
  EXPECT_EQ(names_in("طائرات إف 16 وطائرات F-16"), "إف 16:w | F-16:w");
  EXPECT_EQ(names_in("أطلقت صواريخ غراد على القرية"), "صواريخ غراد:w");
}

TEST(Names, RelationalAdjectives) {
  EXPECT_EQ(names_in("القوات العراقية والأميركية"), "العراقية:n | الأميركية:n");
}

TEST(Names, DoNotRunOverLines) {
  EXPECT_EQ(names_in("الأمم\nالمتحدة"), "");
  EXPECT_EQ(names_in("الأمم المتحدة"), "الأمم المتحدة:a");
  EXPECT_EQ(names_in("الأمم، المتحدة"), "");
}

TEST(Names, AnyBytesAreFine) {
  EXPECT_EQ(names_in(""), "");
  EXPECT_EQ(names_in("\xFF\xFEالموصل\xC0"), "الموصل:p");
}

}  // namespace
}  // namespace rawi
