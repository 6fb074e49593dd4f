// Frames: who is made to say what, construction by construction.
#include "claims/frames.h"

#include <gtest/gtest.h>

#include "claims_reader.h"

namespace rawi {
namespace {

ClaimsReader& read(std::string_view text) {
  claims_reader().read(text);
  return claims_reader();
}

TEST(Frames, VerbBeforeItsSubject) {
  ClaimsReader& r = read("قال وزير الداخلية إن مسلحين هاجموا نقطة تفتيش في الموصل.");
  const Frame* f = r.frame("قال");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kVerb);
  EXPECT_TRUE(f->complement);
  EXPECT_FALSE(f->carried);
  EXPECT_EQ(r.cited(f), "وزير الداخلية");
  EXPECT_TRUE(r.covers(f, "هاجموا"));
  EXPECT_FALSE(r.covers(f, "وزير"));
}

TEST(Frames, VerbAfterItsSubject) {
  ClaimsReader& r = read("وزارة الدفاع أعلنت أن قواتها دخلت المدينة.");
  const Frame* f = r.frame("أعلنت");
  ASSERT_TRUE(f);
  EXPECT_EQ(r.cited(f), "وزارة الدفاع");
  EXPECT_TRUE(r.covers(f, "دخلت"));
}

TEST(Frames, ParticipleGoesOnWithTheSpeaker) {
  ClaimsReader& r = read("قال رئيس البلدية إن القصف توقف، مضيفا أن السكان عادوا إلى منازلهم.");
  const Frame* f = r.frame("مضيفا");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kParticiple);
  EXPECT_EQ(r.named(f), "رئيس البلدية");
  EXPECT_TRUE(r.covers(f, "عادوا"));
  EXPECT_FALSE(r.covers(f, "القصف"));
}

TEST(Frames, AccordAfterWhatItCovers) {
  ClaimsReader& r = read("قتل ثلاثة جنود في الموصل، بحسب مصدر أمني.");
  const Frame* f = r.frame("بحسب");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kAccord);
  EXPECT_EQ(r.cited(f), "مصدر أمني");
  EXPECT_EQ(r.source(f).kind, SourceKind::kUnnamed);
  EXPECT_TRUE(r.covers(f, "جنود"));
}

TEST(Frames, AccordBeforeWhatItCovers) {
  ClaimsReader& r = read("ووفقا لوزارة الدفاع، قتل ثلاثة جنود في الموصل.");
  const Frame* f = r.frame("ووفقا");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kAccord);
  EXPECT_NE(r.cited(f).find("وزارة الدفاع"), std::string::npos);
  EXPECT_TRUE(r.covers(f, "جنود"));
}

TEST(Frames, ToldToAMediumInQuotes) {
  ClaimsReader& r = read("وقال مصدر عسكري لـ«الأخبار» إن الهجوم بدأ فجرا.");
  const Frame* f = r.frame("وقال");
  ASSERT_TRUE(f);
  EXPECT_EQ(r.cited(f), "مصدر عسكري");
  EXPECT_TRUE(r.covers(f, "الهجوم"));
  const Frame* medium = r.parent(f);
  ASSERT_TRUE(medium);
  EXPECT_EQ(medium->kind, FrameKind::kRelay);
  EXPECT_EQ(r.cited(medium), "الأخبار");
}

TEST(Frames, ColonOfAHeadline) {
  ClaimsReader& r = read("وزير الخارجية: الحوار مستمر مع دول الجوار\n\nبدأت المحادثات أمس.");
  const Frame* f = r.frame(":");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kColon);
  EXPECT_EQ(r.cited(f), "وزير الخارجية");
  EXPECT_TRUE(r.covers(f, "الحوار"));
  EXPECT_FALSE(r.covers(f, "المحادثات"));
}

TEST(Frames, AStatementSpeaksForItsAuthor) {
  ClaimsReader& r = read("وجاء في بيان وزارة الداخلية أن الشرطة اعتقلت أربعة أشخاص.");
  const Frame* f = r.frame("بيان");
  ASSERT_TRUE(f);
  EXPECT_EQ(r.cited(f), "وزارة الداخلية");
  EXPECT_EQ(r.source(f).kind, SourceKind::kBody);
  EXPECT_TRUE(r.covers(f, "اعتقلت"));
}

TEST(Frames, ASpeakerIsCarriedToTheNextSentence) {
  ClaimsReader& r = read("قال وزير الداخلية إن الهجوم انتهى. وأضاف أن الشرطة اعتقلت خمسة أشخاص.");
  const Frame* f = r.frame("وأضاف");
  ASSERT_TRUE(f);
  EXPECT_TRUE(f->carried);
  EXPECT_EQ(r.named(f), "وزير الداخلية");
  EXPECT_TRUE(r.covers(f, "اعتقلت"));
}

TEST(Frames, ACarriedSpeakerAgreesInGender) {
  ClaimsReader& r = read("قال وزير الداخلية إن الهجوم انتهى. وقالت وزارة الصحة إن المستشفى مفتوح. وأضاف أن الشرطة اعتقلت خمسة أشخاص.");
  const Frame* f = r.frame("وأضاف");
  ASSERT_TRUE(f);
  EXPECT_TRUE(f->carried);
  EXPECT_EQ(r.named(f), "وزير الداخلية");
}

TEST(Frames, TheSourceIsTheOneBeforeAndAnotherSourceIsNot) {
  ClaimsReader& r = read("قال مصدر أمني إن الهجوم انتهى. وأوضح المصدر أن جنديا أصيب. وذكر مصدر آخر أن الطريق مغلق.");
  const Frame* first = r.frame("قال");
  const Frame* same = r.frame("وأوضح");
  const Frame* other = r.frame("وذكر");
  ASSERT_TRUE(first && same && other);
  EXPECT_EQ(root_of(r.document(), same->source), root_of(r.document(), first->source));
  EXPECT_NE(root_of(r.document(), other->source), root_of(r.document(), first->source));
  EXPECT_EQ(r.source(other).kind, SourceKind::kUnnamed);
}

TEST(Frames, ARelayedSpeakerStandsBehindTheMedium) {
  for (const char* text : {"نقلت وكالة رويترز عن مسؤول محلي قوله إن مسلحين هاجموا القرية.", "ونقلت وكالة رويترز عن مسؤول محلي أن مسلحين هاجموا القرية."}) {
    ClaimsReader& r = read(text);
    const Frame* f = r.frame("مسؤول");
    ASSERT_TRUE(f) << text;
    EXPECT_EQ(r.cited(f), "مسؤول محلي");
    EXPECT_EQ(r.source(f).kind, SourceKind::kUnnamed);
    EXPECT_TRUE(r.covers(f, "هاجموا"));
    ASSERT_TRUE(r.parent(f)) << text;
    EXPECT_EQ(r.cited(r.parent(f)), "وكالة رويترز");
  }
}

TEST(Frames, ARelayWithoutAnOriginSpeaksItself) {
  ClaimsReader& r = read("ونقلت مواقع محلية أن الجيش قصف القرية.");
  const Frame* f = r.frame("ونقلت");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->kind, FrameKind::kVerb);
  EXPECT_EQ(r.cited(f), "مواقع محلية");
}

TEST(Frames, ToldToBeforeTheVerb) {
  ClaimsReader& r = read("وفي حديث لـ«الوادي»، قال المحافظ سامر العبدلي إن المدارس ستفتح غدا.");
  const Frame* f = r.frame("قال");
  ASSERT_TRUE(f);
  ASSERT_TRUE(r.parent(f));
  EXPECT_EQ(r.cited(r.parent(f)), "الوادي");
  EXPECT_EQ(r.source(r.parent(f)).kind, SourceKind::kMedia);
}

TEST(Frames, AMediumNamedAfterTheWordsStandsAroundTheSpeaker) {
  ClaimsReader& r = read("قال وزير الداخلية إن الشرطة اعتقلت خمسة أشخاص، وفق ما أوردت وكالة رويترز.");
  const Frame* f = r.frame("قال");
  ASSERT_TRUE(f && r.parent(f));
  EXPECT_EQ(r.cited(r.parent(f)), "وكالة رويترز");
}

TEST(Frames, AFrameWithAParentStandsOnceMoreWithout) {
  ClaimsReader& r = read("وقال مصدر عسكري لـ«الأخبار» إن الهجوم بدأ فجرا.");
  const Frame* twin = r.frame("وقال", 2);
  ASSERT_TRUE(twin);
  EXPECT_TRUE(twin->twin);
  EXPECT_EQ(twin->parent, -1);
  EXPECT_EQ(r.cited(twin), "مصدر عسكري");
}

TEST(Frames, AnotherSpeakerEndsWhatWasSaidBefore) {
  ClaimsReader& r = read("قال وزير الداخلية إن الشرطة انسحبت، وقالت وزارة الصحة إن ثلاثة جنود قتلوا.");
  const Frame *first = r.frame("قال"), *second = r.frame("وقالت");
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(r.covers(first, "انسحبت"));
  EXPECT_FALSE(r.covers(first, "قتلوا"));
  EXPECT_EQ(second->parent, -1);
}

TEST(Frames, AnAccordThatOpensAClauseCoversWhatFollows) {
  ClaimsReader& r = read("وسيطر المسلحون على المدينة، وبحسب مصادر طبية فإن ثلاثة جنود قتلوا.");
  const Frame* f = r.frame("وبحسب");
  ASSERT_TRUE(f);
  EXPECT_TRUE(r.covers(f, "قتلوا"));
  EXPECT_FALSE(r.covers(f, "المسلحون"));
}

TEST(Frames, ReportsAndNewsSpeak) {
  ClaimsReader& r = read("كما ذكرت أنباء أن الجيش قصف القرية.");
  EXPECT_EQ(r.cited(r.frame("ذكرت")), "أنباء");
  read("أفادت تقارير محلية بأن الجيش قصف القرية.");
  EXPECT_EQ(r.cited(r.frame("أفادت")), "تقارير محلية");
  EXPECT_EQ(r.source(r.frame("أفادت")).kind, SourceKind::kUnnamed);
  read("كشفت وثائق سرية أن الجيش قصف القرية.");  // "secret", not a company of soldiers
  EXPECT_EQ(r.cited(r.frame("كشفت")), "وثائق سرية");
}

TEST(Frames, ADatelineDoesNotSpeak) {
  ClaimsReader& r = read("عدن - رويترز: أعلنت أن الجيش قصف القرية.");
  for (const Frame& f : r.document().frames) EXPECT_NE(r.cited(&f), "عدن");
}

TEST(Frames, ASourceIsItsFullestWords) {
  ClaimsReader& r = read("قال المتحدث باسم وزارة الدفاع العميد سامر العبدلي إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "المتحدث باسم وزارة الدفاع العميد سامر العبدلي");
  EXPECT_EQ(r.source(r.frame("قال")).kind, SourceKind::kPerson);
  read("قال المتحدث باسم وزارة الدفاع إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "المتحدث باسم وزارة الدفاع");
  EXPECT_EQ(r.source(r.frame("قال")).kind, SourceKind::kUnnamed);
  read("قال وزير الداخلية، سامر العبدلي، إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "وزير الداخلية، سامر العبدلي");
  read("قال مسؤول أمني في مطار بغداد الدولي لـCNN الأربعاء، إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "مسؤول أمني في مطار بغداد الدولي");
  EXPECT_EQ(r.cited(r.parent(r.frame("قال"))), "CNN");
}

TEST(Frames, ANameSpelledLikeAPrepositionAndABodySpelledLikeAMasdar) {
  ClaimsReader& r = read("قال علي محمود إن الجيش قصف القرية.");
  EXPECT_EQ(r.cited(r.frame("قال")), "علي محمود");
  read("قال الدكتور علي السامرائي إن الجيش قصف القرية.");
  EXPECT_EQ(r.cited(r.frame("قال")), "الدكتور علي السامرائي");
  read("قال على هامش القمة إن الجيش قصف القرية.");
  for (const Frame& f : r.document().frames) EXPECT_NE(r.cited(&f).substr(0, 6), "على");
  read("قالت المعارضة السورية إن الجيش قصف القرية.");
  EXPECT_EQ(r.cited(r.frame("قالت")), "المعارضة السورية");
}

TEST(Frames, AGovernorIsNoVerb) {
  ClaimsReader& r = read("قال حاكم الولاية سامر العبدلي إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "حاكم الولاية سامر العبدلي");
  read("قال المتحدث باسم حاكم الولاية إن الهجوم انتهى.");
  EXPECT_EQ(r.cited(r.frame("قال")), "المتحدث باسم حاكم الولاية");
}

TEST(Frames, WhoIsWarnedDoesNotSpeak) {
  ClaimsReader& r = read("وقال النائب سامر العبدلي إن الوضع خطير. وحذر الحكومة من أن مسلحين سيهاجمون القرية.");
  const Frame* f = r.frame("وحذر");
  ASSERT_TRUE(f);
  EXPECT_TRUE(f->carried);
  EXPECT_EQ(r.cited(f), "النائب سامر العبدلي");
  read("حذرت الحكومة من أن مسلحين سيهاجمون القرية.");
  EXPECT_EQ(r.cited(r.frame("حذرت")), "الحكومة");
}

TEST(Frames, WhoIsToldDoesNotSpeak) {
  for (const char* told : {"أقارب الضحايا أن", "الصحفيين أن", "أعضاء البرلمان بأن"}) {
    ClaimsReader& r = read("وقال النائب سامر العبدلي إن الوضع خطير. وأبلغ " + std::string(told) + " مسلحين هاجموا القرية.");
    const Frame* f = r.frame("وأبلغ");
    ASSERT_TRUE(f) << told;
    EXPECT_EQ(r.cited(f), "النائب سامر العبدلي");
  }
  ClaimsReader& r = read("وأبلغ مصدر أمني الوكالة أن مسلحين هاجموا القرية.");
  EXPECT_EQ(r.cited(r.frame("وأبلغ")), "مصدر أمني");
  read("وأبلغ مسؤولون في البلدية أن مسلحين هاجموا القرية.");
  EXPECT_EQ(r.cited(r.frame("وأبلغ")), "مسؤولون في البلدية");
}

TEST(Frames, WhomAStateAccusesIsNotOfIt) {
  ClaimsReader& r = read("اتهمت طهران القوات الأمريكية بانتهاك القوانين.");
  EXPECT_EQ(r.cited(r.frame("اتهمت")), "طهران");
  read("وطالبت سوريا الأمين العام بإدانة الهجوم.");
  EXPECT_EQ(r.cited(r.frame("وطالبت")), "سوريا");
}

TEST(Frames, SourcesInFull) {
  const struct {
    const char *verb, *text, *source;
  } cases[] = {
      {"قال", "محمد العبدلي، الخبير في الشأن الأمني، قال إن مسلحين هاجموا القرية.", "محمد العبدلي"},
      {"قال", "قال النائب عن كتلة التجديد في البرلمان سامر العبدلي إن مسلحين هاجموا القرية.", "النائب عن كتلة التجديد في البرلمان سامر العبدلي"},
      {"أظهر", "أظهر استطلاع للرأي أن السكان يرفضون الحرب.", "استطلاع للرأي"},
      {"وقالت", "وقالت القوات المسلحة إن مسلحين هاجموا القرية.", "القوات المسلحة"},
      {"قال", "قال المتحدث لوسائل الإعلام إن مسلحين هاجموا القرية.", "المتحدث"},
      {"وقال", "وقال القيادي في \"النهضة\" محمد العبدلي إن مسلحين هاجموا القرية.", "القيادي في \"النهضة\" محمد العبدلي"},
      {"وقال", "وقال الباحث في الشؤون السياسية، سردار العبدلي: \"مسلحون هاجموا القرية\".", "الباحث في الشؤون السياسية، سردار العبدلي"},
      {"وقال", "وقال الخبير بشؤون النزاعات المسلحة، الدكتور علي الزيات إن مسلحين هاجموا القرية.", "الخبير بشؤون النزاعات المسلحة، الدكتور علي الزيات"},
      {"وقال", "وقال الخبير في شؤون الشرق الأوسط سامر العبدلي إن مسلحين هاجموا القرية.", "الخبير في شؤون الشرق الأوسط سامر العبدلي"},
      {"وقال", "وقال رئيس المجلس الأعلى للقضاء سامر العبدلي إن مسلحين هاجموا القرية.", "رئيس المجلس الأعلى للقضاء سامر العبدلي"},
      {"وقال", "وقال الأمين العام لمجلس النهضة عبد الكريم العبدلي إن مسلحين هاجموا القرية.", "الأمين العام لمجلس النهضة عبد الكريم العبدلي"},
      {"وقال", "وقال الأمين العام المساعد للاتحاد إن مسلحين هاجموا القرية.", "الأمين العام المساعد للاتحاد"},
      {"وقالت", "وقالت المديرة التنفيذية للمنظمة إن مسلحين هاجموا القرية.", "المديرة التنفيذية للمنظمة"},
      {"وقال", "وقال الوزير السوري للوكالة إن مسلحين هاجموا القرية.", "الوزير السوري"},
      {"وقال", "وقال ياسر عبد ربه إن مسلحين هاجموا القرية.", "ياسر عبد ربه"},
      {"وقال", "وقال وزير الدفاع الفريق أول عبدالكريم العبدلي إن مسلحين هاجموا القرية.", "وزير الدفاع الفريق أول عبدالكريم العبدلي"},
      {"وقال", "وقال المتحدث باسم القوات الموالية ناصر العبدلي إن مسلحين هاجموا القرية.", "المتحدث باسم القوات الموالية ناصر العبدلي"},
      {"وقال", "وقال السفير الباكستاني لدى الأمم المتحدة إن مسلحين هاجموا القرية.", "السفير الباكستاني لدى الأمم المتحدة"},
      {"وقال", "وقال نادر موضحا إن مسلحين هاجموا القرية.", "نادر"},
      {"وقالت", "وقالت منظمات تعنى بحقوق السجناء إن مسلحين هاجموا القرية.", "منظمات"},
      {"وقال", "وقال بيان صادر عن وزارة الدفاع إن مسلحين هاجموا القرية.", "وزارة الدفاع"},
      {"وقالت", "وقالت الحكومة في بيان صادر عن وزارة الدفاع إن مسلحين هاجموا القرية.", "الحكومة"},
      {"وقال", "وقال وزير التجارة والصناعة سامر العبدلي إن مسلحين هاجموا القرية.", "وزير التجارة والصناعة سامر العبدلي"},
      {"وقالت", "وقالت وزارة التعليم والبحث العلمي إن مسلحين هاجموا القرية.", "وزارة التعليم والبحث العلمي"},
      {"وقالت", "وقالت وزارة الدفاع والشرطة إن مسلحين هاجموا القرية.", "وزارة الدفاع"},
      {"وقال", "وقال بيان صدر عن وزارة الدفاع إن مسلحين هاجموا القرية.", "وزارة الدفاع"},
      {"وقال", "وقال أمين سر المجلس سامر العبدلي إن مسلحين هاجموا القرية.", "أمين سر المجلس سامر العبدلي"},
      {"وقال", "وقال المسؤولون في البلدية إن مسلحين هاجموا القرية.", "المسؤولون في البلدية"},
      {"وقال", "وقال الوزير في البرلمان إن مسلحين هاجموا القرية.", "الوزير"},
      {"وقالت", "وقالت المتحدثة دانا ماركينو إن مسلحين هاجموا القرية.", "المتحدثة دانا ماركينو"},
      {"وقالت", "وقالت الهيئة العامة للاستعلامات إن مسلحين هاجموا القرية.", "الهيئة العامة للاستعلامات"},
      {"وقالت", "وقالت الهيئة العامة للصحفيين إن مسلحين هاجموا القرية.", "الهيئة العامة"},
      {"وقال", "وقال مصدر مطلع لـ\"الأيام\" إن مسلحين هاجموا القرية.", "مصدر مطلع"},
  };
  ClaimsReader& r = claims_reader();
  for (const auto& c : cases) {
    r.read(c.text);
    const Frame* f = r.frame(c.verb);
    ASSERT_TRUE(f) << c.text;
    EXPECT_EQ(r.cited(f), c.source);
  }
}

TEST(Frames, KindsOfSources) {
  const struct {
    const char* source;
    SourceKind kind;
  } cases[] = {
      {"قائد عسكري", SourceKind::kUnnamed},           {"قائد الجيش", SourceKind::kPerson},
      {"مسؤول أميركي", SourceKind::kUnnamed},          {"تنظيم القاعدة", SourceKind::kGroup},
      {"الناطق باسم الحكومة العراقية علي الدباغ", SourceKind::kPerson}, {"جنود عراقيون", SourceKind::kUnnamed},
      {"وكالة رويترز", SourceKind::kMedia},           {"إدارة السجون", SourceKind::kBody},
      {"مراسل وكالة رويترز", SourceKind::kMedia},      {"التقرير", SourceKind::kBody},
  };
  for (const auto& c : cases) {
    ClaimsReader& r = read("قال " + std::string(c.source) + " إن مسلحين هاجموا القرية.");
    const Frame* f = r.frame("قال");
    ASSERT_TRUE(f) << c.source;
    EXPECT_EQ(r.cited(f), c.source);
    EXPECT_EQ(r.source(f).kind, c.kind) << c.source;
  }
}

TEST(Frames, ADocumentSpeaksForItsAuthor) {
  ClaimsReader& r = read("أوضح بيان للجيش المصري أن مسلحين هاجموا القرية.");
  EXPECT_NE(r.cited(r.frame("أوضح")).find("لجيش المصري"), std::string::npos);
  read("قالت لجنة الأطباء إن متظاهرا قتل. وجاء في البيان أن الشرطة اعتقلت ثلاثة رجال.");
  const Frame *document = r.frame("البيان"), *author = r.frame("البيان", 1);
  ASSERT_TRUE(document && author);
  EXPECT_EQ(r.cited(document), "البيان");
  EXPECT_TRUE(author->twin);
  EXPECT_EQ(r.named(author), "لجنة الأطباء");
}

TEST(Frames, AShortQuotationOnTheWayIsAName) {
  ClaimsReader& r = read("وقال سيد جافيد مفوض إقليم \"مالاكاند\" الذي تتبع له \"بونر\" إن مليشيات الحركة انسحبت.");
  EXPECT_TRUE(r.covers(r.frame("وقال"), "انسحبت"));
}

TEST(Frames, ANounOfSpeechHasItsSpeaker) {
  ClaimsReader& r = read("ويأتي القتال بعد ساعات من إعلان الحكومة هدنة بين الجانبين.");
  EXPECT_EQ(r.cited(r.frame("إعلان")), "الحكومة");
}

TEST(Frames, ASurnameOrABareTitleMeansTheOneBefore) {
  ClaimsReader& r = read("قال المحافظ سامر العبدلي إن الوضع هادئ. وأكد العبدلي أن المدارس ستفتح غدا. وأضاف المحافظ أن الطرق مغلقة.");
  EXPECT_EQ(r.named(r.frame("وأكد")), "المحافظ سامر العبدلي");
  EXPECT_EQ(r.named(r.frame("وأضاف")), "المحافظ سامر العبدلي");
}

TEST(Frames, ABareOfficialMeansThePersonOfWhomItSaysNoMore) {
  ClaimsReader& r = read("قال المبعوث الأممي سامر العبدلي إن القتال توقف. وأضاف المسؤول الأممي أن الجيش انسحب. وذكر المسؤول الليبي أن الطرق مغلقة.");
  EXPECT_EQ(r.named(r.frame("وأضاف")), "المبعوث الأممي سامر العبدلي");
  EXPECT_EQ(r.named(r.frame("وذكر")), "المسؤول الليبي");
}

TEST(Frames, ASubjectOpensItsClauseBeforeTheVerb) {
  ClaimsReader& r = read("وكان الرئيس محمود العبدلي قال إن الجيش انسحب.");
  EXPECT_EQ(r.cited(r.frame("قال")), "الرئيس محمود العبدلي");
  read("وكانت السلطات المحلية تحدثت في البداية عن مقتل 14 جنديا.");
  EXPECT_EQ(r.cited(r.frame("تحدثت")), "السلطات المحلية");
}

TEST(Frames, PageJunkOpensNone) {
  ClaimsReader& r = read("اقرأ أيضا: قال وزير الداخلية إن الهجوم انتهى\n");
  ASSERT_FALSE(r.reading.junk.empty());
  EXPECT_TRUE(r.document().frames.empty());
}

TEST(Frames, TheSubjectOfKanaIsThatOfItsVerb) {
  ClaimsReader& r = claims_reader();
  r.read("وكانت الحكومة قد اتهمت الحركة بقصف القرية.");
  EXPECT_EQ(r.named(r.frame("اتهمت")), "الحكومة");
  r.read("اتهمت الحكومة الحركة بقصف القرية.");
  EXPECT_EQ(r.named(r.frame("اتهمت")), "الحكومة");
}

}  // namespace
}  // namespace rawi
