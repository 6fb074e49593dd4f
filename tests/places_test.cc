#include "mentions/places.h"

#include <gtest/gtest.h>

#include "fixture_lexicon.h"

namespace rawi {
namespace {

// The places of a text as "words=id", with the relation after a colon and the second side of a border after "/".
std::string places_in(std::string_view text) {
  static PlaceScratch scratch;  // reused, as a reader does
  const Lexicon& lexicon = test::fixture_lexicon();
  Tokens tokens;
  tokenize(text, lexicon, tokens);
  std::vector<NameMention> names;
  find_names(text, tokens, lexicon, names);
  std::vector<PlaceMention> places;
  link_places(tokens, lexicon, names, scratch, places);
  constexpr const char* kRelations[] = {"", ":near", ":north", ":south", ":east", ":west", ":border"};
  std::string out;
  for (const PlaceMention& p : places) {
    out += out.empty() ? "" : " | ";
    out += text.substr(p.ref.words.begin, p.ref.words.size());
    out += std::string("=") + lexicon.string(lexicon.entity(p.ref.entity).id);
    if (p.ref.other != kNoEntity) out += std::string("/") + lexicon.string(lexicon.entity(p.ref.other).id);
    out += kRelations[static_cast<int>(p.ref.relation)];
  }
  return out;
}

TEST(Places, SizeDecidesWhenNothingElseDoes) { EXPECT_EQ(places_in("وقع انفجار في طرابلس"), "طرابلس=tripoli-ly"); }

TEST(Places, TheCountryNamedDecides) {
  EXPECT_EQ(places_in("اندلعت اشتباكات في طرابلس. وقال الجيش في لبنان إنه تدخل. وأعلن لبنان الحداد."),
            "طرابلس=tripoli-lb | لبنان=c-lb | لبنان=c-lb");
}

TEST(Places, TheContainerBesideDecides) {
  EXPECT_EQ(places_in("في قرية الحمرا بمحافظة نينوى"), "الحمرا=hamra-iq | محافظة نينوى=a1-ninawa");
  EXPECT_EQ(places_in("في قرية الحمرا في ريف حلب"), "الحمرا=hamra-sy | حلب=aleppo");
}

TEST(Places, DistanceToSurePlacesDecides) {
  EXPECT_EQ(places_in("تقدمت القوات من مدينة الموصل إلى الحمرا"), "الموصل=mosul | الحمرا=hamra-iq");
}

TEST(Places, TheNounSaysTheKind) {
  EXPECT_EQ(places_in("في محافظة كركوك"), "محافظة كركوك=a1-kirkuk");
  EXPECT_EQ(places_in("في مدينة كركوك"), "كركوك=kirkuk");
  EXPECT_EQ(places_in("قصف على كركوك"), "كركوك=kirkuk");
  EXPECT_EQ(places_in("في محافظتي حلب والرقة"), "حلب=a1-aleppo | الرقة=a1-raqqa");
}

TEST(Places, AQuarterLiesInATownOfTheReport) {
  EXPECT_EQ(places_in("انفجار في حي الحمرا في مدينة الموصل"), "الحمرا=hamra-iq | الموصل=mosul");
  EXPECT_EQ(places_in("انفجار في حي الحمرا في مدينة كركوك"), "كركوك=kirkuk");
}

TEST(Places, ABareNounIsNoName) {
  EXPECT_EQ(places_in("دخلت القوات حلب ثم انتشرت في المدينة"), "حلب=aleppo");
  EXPECT_EQ(places_in("في قرية المدينة في ريف حلب"), "المدينة=madina-sy | حلب=aleppo");
}

TEST(Places, RelationsToTheName) {
  EXPECT_EQ(places_in("قتل جندي جنوب كركوك"), "جنوب كركوك=kirkuk:south");
  EXPECT_EQ(places_in("انفجار شمال شرق مدينة الموصل"), "شمال شرق مدينة الموصل=mosul:north");
  EXPECT_EQ(places_in("انفجار إلى الغرب من الرقة"), "الغرب من الرقة=raqqa:west");
  EXPECT_EQ(places_in("انفجار قرب قاعدة عين الأسد"), "قرب قاعدة عين الأسد=ain-asad:near");
  EXPECT_EQ(places_in("انفجار في شمال العراق"), "العراق=c-iq");
}

TEST(Places, Borders) {
  EXPECT_EQ(places_in("على الحدود العراقية السورية"), "الحدود العراقية السورية=c-iq/c-sy:border");
  EXPECT_EQ(places_in("على الحدود العراقية – السورية"), "الحدود العراقية – السورية=c-iq/c-sy:border");
  EXPECT_EQ(places_in("على الحدود السورية مع العراق"), "الحدود السورية مع العراق=c-sy/c-iq:border");
  EXPECT_EQ(places_in("الحدود بين سوريا والعراق"), "الحدود بين سوريا والعراق=c-sy/c-iq:border");
  EXPECT_EQ(places_in("الحدود مع لبنان"), "الحدود مع لبنان=c-lb:border");
}

TEST(Places, AdjectivesAloneAreNoPlaces) {
  EXPECT_EQ(places_in("القوات الأميركية"), "");
  EXPECT_EQ(places_in("في الأراضي السورية"), "الأراضي السورية=c-sy");
}

TEST(Places, ExtraPlacesNeedTheirProvinceOrCountry) {
  EXPECT_EQ(places_in("في قرية الزرقة"), "");
  EXPECT_EQ(places_in("في قرية الزرقة بمحافظة نينوى"), "الزرقة=v-zarqa | محافظة نينوى=a1-ninawa");
  EXPECT_EQ(places_in("قال الجيش العراقي إنه دخل قرية الزرقة"), "الزرقة=v-zarqa");
}

TEST(Places, PrecisionByKind) {
  const Lexicon& lexicon = test::fixture_lexicon();
  PlaceRef ref;
  ref.entity = lexicon.country_place("IQ");
  EXPECT_EQ(precision(ref, lexicon), PlacePrecision::kCountry);
  ref.relation = PlaceRelation::kBorder;
  EXPECT_EQ(precision(ref, lexicon), PlacePrecision::kBorder);
}

TEST(Places, Distance) {
  Entity a{}, b{};
  a.lat = 33.34f, a.lon = 44.40f;  // Baghdad
  b.lat = 36.34f, b.lon = 43.12f;  // Mosul
  EXPECT_NEAR(distance_km(a, b), 353, 5);
  EXPECT_NEAR(distance_km(a, a), 0, 1e-6);
}

}  // namespace
}  // namespace rawi
