#include <gtest/gtest.h>

#include "paradigm.h"

namespace rawi {
namespace {

using test::has;
using test::has_form;
using test::verb;
using test::with;

constexpr Feats k3ms = feats(Shape::kPast, 3, 1, 1), k3fs = feats(Shape::kPast, 3, 2, 1),
                k3mp = feats(Shape::kPast, 3, 1, 3), k1s = feats(Shape::kPast, 1, 0, 1);
constexpr Feats kYa = feats(Shape::kPresent, 3, 1, 1), kYaPlural = feats(Shape::kPresent, 3, 1, 3);

// Past: he, she, they, I; present: he, they, they (nun dropped), jussive; participles; masdar.
struct Row {
  const char *past, *present, *masdar;  // as a lexicon row has them; masdar may be empty
  const char *she, *they, *i, *they_do, *they_would, *let_him, *active, *passive, *verbal;
};

class Verbs : public testing::TestWithParam<Row> {};

TEST_P(Verbs, HaveTheirParadigm) {
  const Row& r = GetParam();
  const auto p = *r.masdar ? verb(r.past, r.present, {r.masdar}) : verb(r.past, r.present);
  EXPECT_TRUE(has(p, r.past, k3ms));
  EXPECT_TRUE(has(p, r.she, k3fs)) << r.she;
  EXPECT_TRUE(has(p, r.they, k3mp)) << r.they;
  EXPECT_TRUE(has(p, r.i, k1s)) << r.i;
  EXPECT_TRUE(has(p, r.present, kYa));
  EXPECT_TRUE(has(p, r.they_do, kYaPlural)) << r.they_do;
  EXPECT_TRUE(has(p, r.they_would, with(kYaPlural, kFeatConstruct))) << r.they_would;
  const bool jussive_differs = fold(r.let_him) != fold(r.present);
  EXPECT_TRUE(has(p, r.let_him, with(kYa, jussive_differs ? kFeatConstruct : 0))) << r.let_him;
  EXPECT_TRUE(has(p, r.active, feats(Shape::kActive, 0, 1, 1))) << r.active;
  EXPECT_TRUE(has(p, r.passive, feats(Shape::kPassiveParticiple, 0, 1, 1))) << r.passive;
  if (*r.verbal) {
    EXPECT_TRUE(has_form(p, r.verbal)) << r.verbal;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Inflect, Verbs,
    testing::Values(
        Row{"هاجم", "يهاجم", "", "هاجمت", "هاجموا", "هاجمت", "يهاجمون", "يهاجموا", "يهاجم", "مهاجم", "مهاجم", "مهاجمة"},
        Row{"قال", "يقول", "قول", "قالت", "قالوا", "قلت", "يقولون", "يقولوا", "يقل", "قائل", "مقول", "قول"},
        Row{"دعا", "يدعو", "دعوة", "دعت", "دعوا", "دعوت", "يدعون", "يدعوا", "يدع", "داع", "مدعو", "دعوات"},
        Row{"رمى", "يرمي", "رمي", "رمت", "رموا", "رميت", "يرمون", "يرموا", "يرم", "رام", "مرمي", "رمي"},
        Row{"لقي", "يلقى", "لقاء", "لقيت", "لقوا", "لقيت", "يلقون", "يلقوا", "يلق", "لاق", "ملقي", "لقاءات"},
        Row{"مد", "يمد", "مد", "مدت", "مدوا", "مددت", "يمدون", "يمدوا", "يمدد", "ماد", "ممدود", "مد"},
        Row{"رد", "يرد", "رد", "ردت", "ردوا", "رددت", "يردون", "يردوا", "يردد", "راد", "مردود", "رد"},
        Row{"وصل", "يصل", "وصول", "وصلت", "وصلوا", "وصلت", "يصلون", "يصلوا", "يصل", "واصل", "موصول", "وصول"},
        Row{"أخذ", "يأخذ", "أخذ", "أخذت", "أخذوا", "أخذت", "يأخذون", "يأخذوا", "يأخذ", "آخذ", "مأخوذ", "أخذ"},
        Row{"قرأ", "يقرأ", "قراءة", "قرأت", "قرؤوا", "قرأت", "يقرأون", "يقرؤوا", "يقرأ", "قارئ", "مقروء", "قراءات"},
        Row{"اختار", "يختار", "", "اختارت", "اختاروا", "اخترت", "يختارون", "يختاروا", "يختر", "مختار", "مختار", "اختيار"},
        Row{"استقال", "يستقيل", "", "استقالت", "استقالوا", "استقلت", "يستقيلون", "يستقيلوا", "يستقل", "مستقيل", "مستقال", "استقالة"},
        Row{"انسحب", "ينسحب", "", "انسحبت", "انسحبوا", "انسحبت", "ينسحبون", "ينسحبوا", "ينسحب", "منسحب", "منسحب", "انسحاب"},
        Row{"اعتقل", "يعتقل", "", "اعتقلت", "اعتقلوا", "اعتقلت", "يعتقلون", "يعتقلوا", "يعتقل", "معتقل", "معتقل", "اعتقالات"},
        Row{"أطلق", "يطلق", "", "أطلقت", "أطلقوا", "أطلقت", "يطلقون", "يطلقوا", "يطلق", "مطلق", "مطلق", "إطلاق"},
        Row{"نفى", "ينفي", "نفي", "نفت", "نفوا", "نفيت", "ينفون", "ينفوا", "ينف", "ناف", "منفي", "نفي"},
        Row{"أكد", "يؤكد", "", "أكدت", "أكدوا", "أكدت", "يؤكدون", "يؤكدوا", "يؤكد", "مؤكد", "مؤكد", "تأكيد"},
        Row{"جاء", "يجيء", "مجيء", "جاءت", "جاؤوا", "جئت", "يجيئون", "يجيئوا", "يجئ", "جائي", "مجيء", "مجيء"},
        Row{"أجرى", "يجري", "", "أجرت", "أجروا", "أجريت", "يجرون", "يجروا", "يجر", "مجر", "مجرى", "إجراءات"},
        Row{"أدان", "يدين", "", "أدانت", "أدانوا", "أدنت", "يدينون", "يدينوا", "يدن", "مدين", "مدان", "إدانة"},
        Row{"أصر", "يصر", "", "أصرت", "أصروا", "أصررت", "يصرون", "يصروا", "يصرر", "مصر", "مصر", "إصرار"},
        Row{"احتل", "يحتل", "", "احتلت", "احتلوا", "احتللت", "يحتلون", "يحتلوا", "يحتلل", "محتل", "محتل", "احتلال"},
        Row{"اتهم", "يتهم", "", "اتهمت", "اتهموا", "اتهمت", "يتهمون", "يتهموا", "يتهم", "متهم", "متهم", "اتهامات"},
        Row{"استمر", "يستمر", "استمرار", "استمرت", "استمروا", "استمررت", "يستمرون", "يستمروا", "يستمرر", "مستمر", "مستمر", "استمرار"},
        Row{"استمع", "يستمع", "استماع", "استمعت", "استمعوا", "استمعت", "يستمعون", "يستمعوا", "يستمع", "مستمع", "مستمع", "استماع"},
        Row{"استولى", "يستولي", "", "استولت", "استولوا", "استوليت", "يستولون", "يستولوا", "يستول", "مستول", "مستولى", "استيلاء"},
        Row{"أنشأ", "ينشئ", "", "أنشأت", "أنشأوا", "أنشأت", "ينشئون", "ينشئوا", "ينشئ", "منشئ", "منشأ", "إنشاء"},
        Row{"تولى", "يتولى", "", "تولت", "تولوا", "توليت", "يتولون", "يتولوا", "يتول", "متول", "متولى", "تولي"},
        Row{"قدّم", "يقدم", "", "قدمت", "قدموا", "قدمت", "يقدمون", "يقدموا", "يقدم", "مقدم", "مقدم", "تقديم"},
        Row{"أوقف", "يوقف", "", "أوقفت", "أوقفوا", "أوقفت", "يوقفون", "يوقفوا", "يوقف", "موقف", "موقف", "إيقاف"},
        Row{"نادى", "ينادي", "", "نادت", "نادوا", "ناديت", "ينادون", "ينادوا", "يناد", "مناد", "منادى", "مناداة"},
        Row{"آخذ", "يؤاخذ", "", "آخذت", "آخذوا", "آخذت", "يؤاخذون", "يؤاخذوا", "يؤاخذ", "مؤاخذ", "مؤاخذ", "مؤاخذة"},
        Row{"آمن", "يؤمن", "", "آمنت", "آمنوا", "آمنت", "يؤمنون", "يؤمنوا", "يؤمن", "مؤمن", "مؤمن", "إيمان"},
        Row{"تساءل", "يتساءل", "", "تساءلت", "تساءلوا", "تساءلت", "يتساءلون", "يتساءلوا", "يتساءل", "متسائل", "متساءل", "تساؤلات"}));

// What can only be passive is said to be; what is spelled as the active is not.
TEST(InflectPassive, IsMarkedWhereSpellingTells) {
  const Feats passive = with(k3ms, kFeatPassive);
  EXPECT_TRUE(has(verb("اختار", "يختار"), "اختير", passive));
  EXPECT_TRUE(has(verb("هاجم", "يهاجم"), "هوجم", passive));
  EXPECT_TRUE(has(verb("دعا", "يدعو"), "دعي", passive));
  EXPECT_TRUE(has(verb("دعا", "يدعو"), "يدعى", with(kYa, kFeatPassive)));
  EXPECT_TRUE(has(verb("أدان", "يدين"), "يدان", with(kYa, kFeatPassive)));
  EXPECT_TRUE(has(verb("وصف", "يصف"), "يوصف", with(kYa, kFeatPassive)));
  EXPECT_TRUE(has(verb("أجرى", "يجري"), "أجريت", with(k3fs, kFeatPassive)));
  EXPECT_TRUE(has(verb("أخذ", "يأخذ"), "يؤخذ", with(kYa, kFeatPassive)));
  EXPECT_TRUE(has(verb("قرأ", "يقرأ"), "قرئ", passive));
  EXPECT_FALSE(has(verb("اعتقل", "يعتقل"), "اعتقل", passive));
  EXPECT_FALSE(has_form(verb("عاد", "يعود"), "عيد"));
}

TEST(InflectPassive, OfHollowVerbsIsListed) {
  lexc::Verb v;
  v.past = lexc::spell("قال");
  v.present = lexc::spell("يقول");
  v.passive_past.push_back(lexc::spell("قيل"));
  lexc::Paradigm p;
  inflect_verb(v, p);
  EXPECT_TRUE(has(p, "قيل", with(k3ms, kFeatPassive)));
  EXPECT_TRUE(has(p, "يقال", with(kYa, kFeatPassive)));
}

TEST(InflectVerb, LeavesOutParticiplesThatAreOtherWords) {
  lexc::Verb v;
  v.past = lexc::spell("دخل");
  v.present = lexc::spell("يدخل");
  lexc::Paradigm with_both, with_none;
  inflect_verb(v, with_both);
  EXPECT_TRUE(has_form(with_both, "داخل"));
  v.no_active = v.no_passive = true;
  inflect_verb(v, with_none);
  EXPECT_FALSE(has_form(with_none, "داخل"));
  EXPECT_FALSE(has_form(with_none, "مدخول"));
  EXPECT_TRUE(has_form(with_none, "دخلت"));
}

TEST(InflectVerb, FormsBeforePronouns) {
  EXPECT_TRUE(has(verb("رمى", "يرمي"), "رما", with(k3ms, kFeatNeedsSuffix)));
  EXPECT_TRUE(has(verb("هاجم", "يهاجم"), "هاجمو", with(k3mp, kFeatNeedsSuffix)));
  EXPECT_TRUE(has(verb("قرأ", "يقرأ"), "يقرؤ", with(kYa, kFeatNeedsSuffix)));
}

TEST(InflectVerb, FirstPersonMeetsHamza) {
  EXPECT_TRUE(has(verb("أخذ", "يأخذ"), "آخذ", feats(Shape::kPresent, 1, 0, 1)));
  EXPECT_TRUE(has(verb("أكد", "يؤكد"), "أؤكد", feats(Shape::kPresent, 1, 0, 1)));
}

TEST(InflectVerb, Imperatives) {
  const Feats you = feats(Shape::kImperative, 2, 1, 1);
  EXPECT_TRUE(has(verb("قال", "يقول"), "قل", you));
  EXPECT_TRUE(has(verb("أخذ", "يأخذ"), "خذ", you));
  EXPECT_TRUE(has(verb("كتب", "يكتب"), "اكتب", you));
  EXPECT_TRUE(has(verb("وصل", "يصل"), "صل", you));
}

TEST(InflectVerb, RefusesWhatIsNoVerb) {
  lexc::Verb v;
  v.past = lexc::spell("قال");
  v.present = lexc::spell("قول");
  EXPECT_NE(lexc::verb_problem(v), "");
  v.present = lexc::spell("يستقيلون");
  EXPECT_NE(lexc::verb_problem(v), "");
  v.present = lexc::spell("يقول");
  EXPECT_EQ(lexc::verb_problem(v), "");
}

}  // namespace
}  // namespace rawi
