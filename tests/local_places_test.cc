// Places that the gazetteer does not have: names, what contains them, and the claims that have them.
#include "mentions/local_places.h"

#include <gtest/gtest.h>

#include "claims_reader.h"
#include "lexicon/latin.h"

namespace rawi {
namespace {

// "words in English name of what contains it | ..."
std::string local_places(std::string_view text) {
  ClaimsReader& r = claims_reader();
  r.read(text);
  std::string out;
  for (const LocalPlace& p : r.document().local_places)
    out += (out.empty() ? "" : " | ") + r.words(p.ref.words) + " in " + std::string(r.resources.entity(p.ref.entity).name_en);
  return out;
}

TEST(LocalPlaces, AreWhereTheWordsBesideThemSay) {
  EXPECT_EQ(local_places("اندلعت اشتباكات في قرية زرنوقية بمحافظة صلاح الدين مساء الخميس."), "زرنوقية in Saladin Governorate");
  EXPECT_EQ(local_places("انفجرت عبوة في حي «الخزامية» في بغداد."), "الخزامية in Baghdad");
}

TEST(LocalPlaces, BesideATownAreNotInIt) {
  EXPECT_EQ(local_places("قصف الطيران بلدة الشنبرية شرق حلب أمس."), "الشنبرية in Aleppo Governorate");
}

TEST(LocalPlaces, WithNothingBesideThemAreInTheCountryOfTheReport) {
  EXPECT_EQ(local_places("أعلن الجيش العراقي دخول بلدة الشنبرية. وقال متحدث في بغداد إن العراق آمن، وإن البصرة هادئة."), "الشنبرية in Iraq");
}

TEST(LocalPlaces, CountAgainWithoutTheirNoun) {
  EXPECT_EQ(local_places("قصف الطيران بلدة الشنبرية في محافظة حلب. وقال سكان في بلدة الشنبرية إن القصف تكرر."),
            "الشنبرية in Aleppo Governorate | الشنبرية in Aleppo Governorate");
}

TEST(LocalPlaces, AreNoCommonWords) {
  EXPECT_EQ(local_places("نقل الجرحى من موقع الحادث في منطقة حدودية قرب مدينة كبيرة في العراق."), "");
  EXPECT_EQ(local_places("وصل الوزير إلى بغداد والتقى سكان قرية نائية في العراق."), "");
}

// The gazetteer's places are linked, not local.
TEST(LocalPlaces, AreNotInTheGazetteer) { EXPECT_EQ(local_places("قصف الطيران مدينة حلب في سوريا."), ""); }

TEST(LocalPlaces, AreFinerThanWhatContainsThem) {
  ClaimsReader& r = claims_reader();
  r.read("قُتل خمسة مدنيين في قصف على بلدة الشنبرية شرق حلب أمس.");
  const Claim* c = r.claim("قصف");
  ASSERT_TRUE(c);
  EXPECT_EQ(c->place.relation, PlaceRelation::kIn);
  EXPECT_EQ(r.words(c->place.words), "الشنبرية");
  EXPECT_EQ(r.resources.entity(c->place.entity).country, "SY");
}

std::string latin(std::string_view words, std::string_view country) { return latin_name(claims_reader().resources.lexicon(), words, country); }

TEST(Latin, LearnsFromTheGazetteer) {
  EXPECT_EQ(latin("الزنبرية", "IQ"), "Al-Zanbariyah");
  EXPECT_EQ(latin("شنقيبة", "SY"), "Shanqibah");
  EXPECT_EQ(latin("", "SY"), "");
}

TEST(Latin, TakesTheGazetteersOwnNameFirst) {
  EXPECT_EQ(latin("حلب", "SY"), "Aleppo");
  EXPECT_EQ(latin("دمشق", ""), "Damascus");
}

}  // namespace
}  // namespace rawi
