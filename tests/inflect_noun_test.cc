#include <gtest/gtest.h>

#include "paradigm.h"

namespace rawi {
namespace {

using test::has;
using test::has_form;
using test::noun;
using test::with;

constexpr Feats kOne = feats(Shape::kBase, 0, 1, 1), kOneF = feats(Shape::kBase, 0, 2, 1),
                kTwo = feats(Shape::kBase, 0, 1, 2), kMany = feats(Shape::kBase, 0, 1, 3),
                kManyF = feats(Shape::kBase, 0, 2, 3), kBroken = feats(Shape::kBase, 0, 0, 3);

lexc::Paradigm nouns(lexc::Noun n, std::initializer_list<const char*> plurals = {}) {
  for (const char* p : plurals) n.broken.push_back(lexc::spell(p));
  lexc::Paradigm out;
  inflect_noun(n, out);
  return out;
}

TEST(InflectNoun, SingularDualAndBrokenPlural) {
  const auto p = nouns(noun("قتيل"), {"قتلى"});
  EXPECT_TRUE(has(p, "قتيل", kOne));
  EXPECT_TRUE(has(p, "قتيلا", with(kOne, kFeatAccusative)));
  EXPECT_TRUE(has(p, "قتيلان", kTwo));
  EXPECT_TRUE(has(p, "قتيلين", kTwo));
  EXPECT_TRUE(has(p, "قتيلي", with(kTwo, kFeatConstruct)));
  EXPECT_TRUE(has(p, "قتلى", kBroken));
  EXPECT_TRUE(has(p, "قتلا", with(kBroken, kFeatNeedsSuffix)));
  EXPECT_FALSE(has_form(p, "قتيلون"));
}

TEST(InflectNoun, SoundMasculinePlural) {
  auto n = noun("مصاب");
  n.sound_masculine = true;
  const auto p = nouns(n);
  EXPECT_TRUE(has(p, "مصابون", kMany));
  EXPECT_TRUE(has(p, "مصابين", kMany));
  EXPECT_TRUE(has(p, "مصابو", with(kMany, kFeatConstruct)));
  EXPECT_TRUE(has(p, "مصابي", with(kMany, kFeatConstruct)));
}

TEST(InflectNoun, TaMarbuta) {
  const auto p = nouns(noun("محادثة"));
  EXPECT_TRUE(has(p, "محادثة", kOneF));
  EXPECT_TRUE(has(p, "محادثت", with(kOneF, kFeatNeedsSuffix)));
  EXPECT_TRUE(has(p, "محادثات", kManyF));
  EXPECT_TRUE(has(p, "محادثتان", feats(Shape::kBase, 0, 2, 2)));
  EXPECT_FALSE(has_form(nouns(noun("مدينة"), {"مدن"}), "مدينات"));
}

TEST(InflectNoun, MasdarWithListedPlural) {
  auto n = noun("هجوم");
  n.shape = Shape::kMasdar;
  const auto p = nouns(n, {"هجمات"});
  EXPECT_TRUE(has(p, "هجوم", feats(Shape::kMasdar, 0, 1, 1)));
  EXPECT_TRUE(has(p, "هجمات", feats(Shape::kMasdar, 0, 0, 3)));
  EXPECT_FALSE(has_form(p, "هجومات"));
  EXPECT_FALSE(has_form(p, "هجماتا"));
}

TEST(InflectNoun, HamzaTakesItsSeatBeforePronouns) {
  const auto p = nouns(noun("وزير"), {"وزراء"});
  EXPECT_TRUE(has(p, "وزراء", kBroken));
  EXPECT_TRUE(has(p, "وزراؤ", with(kBroken, kFeatNeedsSuffix)));
  EXPECT_TRUE(has(p, "وزرائ", with(kBroken, kFeatNeedsSuffix)));
  EXPECT_FALSE(has_form(p, "وزراءا"));
  EXPECT_TRUE(has(nouns(noun("شيء")), "شيئا", with(kOne, kFeatAccusative)));
  EXPECT_TRUE(has(nouns(noun("جزء")), "جزءا", with(kOne, kFeatAccusative)));
}

TEST(InflectNoun, AlifMaqsura) {
  const auto p = nouns(noun("مستشفى"), {"مستشفيات"});
  EXPECT_TRUE(has(p, "مستشفى", kOne));
  EXPECT_TRUE(has(p, "مستشفا", with(kOne, kFeatNeedsSuffix)));
  EXPECT_TRUE(has(p, "مستشفيات", kBroken));
  EXPECT_TRUE(has(p, "مستشفيين", kTwo));
}

TEST(InflectNoun, DroppedYa) {
  const auto p = nouns(noun("قاضٍ"), {"قضاة"});
  EXPECT_TRUE(has(p, "قاض", kOne));
  EXPECT_TRUE(has(p, "قاضي", kOne));
  EXPECT_TRUE(has(p, "قاضيا", with(kOne, kFeatAccusative)));
  EXPECT_TRUE(has(p, "قاضيان", kTwo));
  EXPECT_TRUE(has(p, "قضاة", kBroken));
  EXPECT_TRUE(has(p, "قضات", with(kBroken, kFeatNeedsSuffix)));
}

TEST(InflectAdjective, BothGendersAndAllNumbers) {
  lexc::Paradigm p;
  inflect_adjective(noun("عراقي"), p);
  EXPECT_TRUE(has(p, "عراقي", kOne));
  EXPECT_TRUE(has(p, "عراقية", kOneF));
  EXPECT_TRUE(has(p, "عراقيون", kMany));
  EXPECT_TRUE(has(p, "عراقيين", kMany));
  EXPECT_TRUE(has(p, "عراقيات", kManyF));
  EXPECT_TRUE(has(p, "عراقيتين", feats(Shape::kBase, 0, 2, 2)));
}

TEST(InflectAdjective, ListedFeminineReplacesTheRule) {
  auto a = noun("أكبر");
  a.feminine.push_back(lexc::spell("كبرى"));
  lexc::Paradigm p;
  inflect_adjective(a, p);
  EXPECT_TRUE(has(p, "كبرى", kOneF));
  EXPECT_FALSE(has_form(p, "أكبرة"));
}

}  // namespace
}  // namespace rawi
