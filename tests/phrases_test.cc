// Noun phrases: where they begin and end, their heads, and what governs them.
#include "mentions/phrases.h"

#include <gtest/gtest.h>

#include "claims_reader.h"

namespace rawi {
namespace {

class Phrases : public testing::Test {
 protected:
  void read(std::string_view text) { r_.read(text); }

  // The phrase around the first occurrence of `words`, or null.
  const Phrase* at(std::string_view words) const {
    const size_t begin = r_.report.text.find(words);
    const Document& d = r_.document();
    for (size_t i = 0; i < d.tokens.all.size(); ++i)
      if (d.tokens.all[i].span.begin == begin) return d.phrase_of[i] < 0 ? nullptr : &d.phrases[static_cast<size_t>(d.phrase_of[i])];
    return nullptr;
  }
  std::string words(const Phrase* p) const { return p ? r_.words(p->span) : "none"; }
  std::string head(const Phrase* p) const { return p ? r_.words(r_.document().tokens.all[p->head].span) : "none"; }

  ClaimsReader& r_ = claims_reader();
};

TEST_F(Phrases, AConstructIsOnePhraseWithItsFirstNounAsHead) {
  read("زار وزير الخارجية العراقي العاصمة.");
  EXPECT_EQ(words(at("وزير")), "وزير الخارجية العراقي");
  EXPECT_EQ(head(at("وزير")), "وزير");
}

TEST_F(Phrases, EndsBeforeAPrepositionWhichGovernsTheNext) {
  read("وصل الوفد إلى المدينة في الصباح.");
  EXPECT_EQ(words(at("الوفد")), "الوفد");
  ASSERT_TRUE(at("المدينة"));
  ASSERT_GE(at("المدينة")->preposition, 0);
  EXPECT_EQ(r_.words(r_.document().tokens.all[static_cast<size_t>(at("المدينة")->preposition)].span), "إلى");
  EXPECT_LT(at("الوفد")->preposition, 0);
}

TEST_F(Phrases, AnAttachedPrepositionIsNotInTheSpan) {
  read("سافر الوزير بطائرة عسكرية.");
  const Phrase* p = at("بطائرة");
  ASSERT_TRUE(p);
  EXPECT_EQ(words(p), "طائرة عسكرية");
  EXPECT_EQ(p->preposition, static_cast<int32_t>(p->first));
}

TEST_F(Phrases, AGeneralIsNoYear) {
  read("استقبل الأمين العام الوفد، ثم غادر الوزير العام الماضي.");
  EXPECT_EQ(words(at("الأمين")), "الأمين العام");
  EXPECT_EQ(words(at("الوزير")), "الوزير");  // "last year"
}

TEST_F(Phrases, APlaceAfterADefiniteNounIsAnother) {
  read("استقبلت بغداد الوزير، وزار الرئيس السوري إيران.");
  EXPECT_EQ(words(at("الرئيس")), "الرئيس السوري");
  EXPECT_EQ(words(at("إيران")), "إيران");
}

TEST_F(Phrases, WaOpensAnotherOne) {
  read("التقى وزير الدفاع وقائد الجيش في بغداد.");
  EXPECT_EQ(words(at("وزير")), "وزير الدفاع");
  const Phrase* p = at("وقائد");
  ASSERT_TRUE(p);
  EXPECT_TRUE(p->coordinated);
  EXPECT_EQ(words(p), "قائد الجيش");
}

TEST_F(Phrases, TheHeadLooksThroughACount) {
  read("وصل ثلاثة جنود إلى القرية.");
  const Phrase* p = at("ثلاثة");
  ASSERT_TRUE(p);
  EXPECT_TRUE(p->counted);
  EXPECT_EQ(head(p), "جنود");
}

TEST_F(Phrases, AnEventNounStandsAloneBeforeItsParticipant) {
  read("أدى قصف الجيش إلى دمار واسع.");
  const Phrase* event = at("قصف");
  const Phrase* army = at("الجيش");
  ASSERT_TRUE(event && army);
  EXPECT_TRUE(event->event);
  EXPECT_EQ(event->last, event->first + 1);
  EXPECT_TRUE(army->construct);
}

TEST_F(Phrases, AQuotedNameBelongsToItsNoun) {
  read("هاجم مقاتلو جماعة «أبناء الجبل» القرية.");
  const Phrase* p = at("جماعة");
  ASSERT_TRUE(p);
  EXPECT_NE(words(p).find("أبناء الجبل"), std::string::npos);
}

TEST_F(Phrases, AQuotedNameEndsWithItsMark) {
  read("قالت وكالة \"رويترز\" إن قوات \"الحرس الشعبي\" و\"لواء الجبل\" دخلت القرية.");
  EXPECT_EQ(words(at("وكالة")), "وكالة \"رويترز\"");
  EXPECT_EQ(words(at("قوات")), "قوات \"الحرس الشعبي\"");
  read("نشرت صحيفة «النهار» اللبنانية الخبر، وذكرت صحيفة «النهار» المقال.");
  EXPECT_EQ(words(at("صحيفة")), "صحيفة «النهار» اللبنانية");
  read("ذكرت صحيفة «النهار» المقال.");
  EXPECT_EQ(words(at("صحيفة")), "صحيفة «النهار»");
}

TEST_F(Phrases, WhatIsSaidToAPaperIsNoPartOfWhoSaysIt) {
  read("قال عضو المجلس سالم الراشدي \"لعمان\" إن اللقاء تأجل.");
  EXPECT_EQ(words(at("عضو")), "عضو المجلس سالم الراشدي");
}

TEST_F(Phrases, TwoPeopleInARowAreTwo) {
  read("استقبل رئيس الوزراء سالم الراشدي الوزير الأردني محمود حسن في العاصمة.");
  EXPECT_EQ(words(at("رئيس")), "رئيس الوزراء سالم الراشدي");
  EXPECT_EQ(words(at("الوزير")), "الوزير الأردني محمود حسن");
  read("انتقد النائب سالم الراشدي حماس بسبب الاعتقالات.");
  EXPECT_EQ(words(at("النائب")), "النائب سالم الراشدي");
  read("قال المتحدث باسم حماس الدكتور محمود حسن إن اللقاء لم يعقد.");
  EXPECT_EQ(words(at("المتحدث")), "المتحدث باسم حماس الدكتور محمود حسن");
}

TEST_F(Phrases, WhatBefallsThemIsNoPartOfThem) {
  read("لقي ثلاثة مدنيين مصرعهم قرب كركوك، ولقي خمسة جنود حتفهم.");
  EXPECT_EQ(words(at("ثلاثة")), "ثلاثة مدنيين");
  EXPECT_EQ(words(at("خمسة")), "خمسة جنود");
  read("شكر الوزير أفراد حمايته.");
  EXPECT_EQ(words(at("أفراد")), "أفراد حمايته");
}

TEST_F(Phrases, NothingIsPossessedBehindAQuality) {
  read("أكد مصدر أمني مقتل خمسة جنود، وأكدت مصادر محلية مصرع قائد.");
  EXPECT_EQ(words(at("مصدر")), "مصدر أمني");
  EXPECT_EQ(words(at("مصادر")), "مصادر محلية");
  read("طالبت منظمة حقوقية دولية السلطات السورية بالكشف عن مصيرهم.");
  EXPECT_EQ(words(at("منظمة")), "منظمة حقوقية دولية");
  read("وقال مسؤول رفيع المستوى إن القرية آمنة.");
  EXPECT_EQ(words(at("مسؤول")), "مسؤول رفيع المستوى");
}

TEST_F(Phrases, WhatIsQuotedBehindANameIsNotOfIt) {
  read("قال إن الرئيس خالد العبدلي «وافق على القصف» أمس.");
  EXPECT_EQ(words(at("الرئيس")), "الرئيس خالد العبدلي");
  read("هاجمت حركة «أنصار الله» القرية.");
  EXPECT_EQ(words(at("حركة")), "حركة «أنصار الله»");
}

TEST_F(Phrases, ASurnameMayMeanSomethingElse) {
  read("قال المتحدث باسم الجيش خالد العسكري إن اللقاء تأجل.");
  EXPECT_EQ(words(at("المتحدث")), "المتحدث باسم الجيش خالد العسكري");
  read("انتقد خالد العسكري الذي هرب.");
  EXPECT_EQ(words(at("خالد")), "خالد");  // "the soldier who fled"
}

TEST_F(Phrases, StandInOrderAndDoNotOverlap) {
  read("قال المتحدث باسم وزارة الدفاع، العميد سالم الراشدي، إن ثلاثة من قادة الجماعة قتلوا قرب مدينة الموصل.");
  const std::vector<Phrase>& all = r_.document().phrases;
  ASSERT_GE(all.size(), 4u);
  for (size_t k = 0; k < all.size(); ++k) {
    EXPECT_LT(all[k].first, all[k].last);
    EXPECT_LE(all[k].first, all[k].head);
    EXPECT_LT(all[k].head, all[k].last);
    if (k > 0) {
      EXPECT_LE(all[k - 1].last, all[k].first);
    }
  }
}

}  // namespace
}  // namespace rawi
