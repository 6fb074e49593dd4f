#include "rawi/views.h"

#include <gtest/gtest.h>

#include <string>

#include "fixture_lexicon.h"
#include "rawi/reader.h"

namespace rawi {
namespace {

const Resources& resources() {
  static const Resources opened = Resources::open(test::fixture_image());
  return opened;
}

uint32_t entity(std::string_view id) {
  for (uint32_t i = 0; i < resources().lexicon().entity_count(); ++i)
    if (resources().entity(i).id == id) return i;
  return kNoEntity;
}

uint32_t lexeme(std::string_view lemma) {
  const Lexicon& lexicon = resources().lexicon();
  for (uint32_t i = 0; i < lexicon.lexeme_count(); ++i)
    if (lemma == lexicon.string(lexicon.lexeme(i).lemma)) return i;
  return 0;
}

class ViewsTest : public testing::Test {
 protected:
  void SetUp() override {
    report_.id = "r1";
    report_.text = "قالت صحيفة الأخبار إن مسلحين هاجموا الموصل أمس وأصابوا خمسة";
    reading_.published = {"2015-08-04", DateBasis::kGiven, {}};
    reading_.links.push_back({at("صحيفة الأخبار"), at("صحيفة الأخبار"), SourceKind::kMedia, entity("m-akhbar")});
    reading_.times.push_back({at("أمس"), "2015-08-03"});
    reading_.quantities.push_back({CountOf::kWounded, 5, kUnbounded, at("خمسة")});
    Claim c;
    c.trigger = at("هاجموا");
    c.sentence = {0, static_cast<uint32_t>(report_.text.size())};
    c.type = Plover::kAssault;
    c.links = c.quantities = 1;
    c.actor.words = at("مسلحين");
    c.place = {at("الموصل"), entity("mosul"), kNoEntity, PlaceRelation::kAt};
    c.time = {at("أمس"), 0};
    c.lexeme = lexeme("هاجم");
    reading_.claims.push_back(c);
  }

  Span at(const std::string& words) const {
    const auto begin = static_cast<uint32_t>(report_.text.find(words));
    return {begin, begin + static_cast<uint32_t>(words.size())};
  }

  Report report_;
  Reading reading_;
  std::string out_;
};

TEST_F(ViewsTest, AClaimIsOneLineOfJson) {
  write_claims_json(report_, reading_, resources(), out_);
  EXPECT_EQ(out_,
            "{\"report\":\"r1\",\"claim\":0,\"at\":29,\"trigger\":\"هاجموا\",\"trigger_span\":[53,65],\"type\":\"ASSAULT\",\"mode\":null,"
            "\"cameo\":\"18\",\"status\":\"happened\",\"denies\":null,\"chain\":[{\"name\":\"صحيفة الأخبار\",\"kind\":\"media\","
            "\"span\":[9,34],\"cited\":[9,34],\"entity\":\"m-akhbar\"}],\"actor\":\"مسلحين\",\"actor_span\":[40,52],"
            "\"actor_entity\":null,\"target\":null,\"target_span\":null,\"target_entity\":null,\"place\":{\"name\":\"Mosul\","
            "\"country\":\"IQ\",\"lat\":36.34,\"lon\":43.12,\"kind\":\"city\",\"precision\":\"town\",\"relation\":\"at\","
            "\"entity\":\"mosul\",\"other\":null,\"words\":\"الموصل\",\"span\":[66,78]},\"time\":\"2015-08-03\","
            "\"time_words\":\"أمس\",\"time_span\":[79,85],\"quantities\":[{\"of\":\"wounded\",\"min\":5,\"max\":null,"
            "\"span\":[101,109]}],\"weapon\":null,\"weapon_span\":null,\"sentence_span\":[0,109],"
            "\"rules\":[\"lexicon/events.tsv:2\"]}\n");
}

TEST_F(ViewsTest, RelativeTimeAndBorderStayWhatTheyAre) {
  reading_.times[0].edtf.clear();
  reading_.claims[0].place.relation = PlaceRelation::kBorder;
  write_claims_json(report_, reading_, resources(), out_);
  EXPECT_NE(out_.find("\"time\":null,\"time_words\":\"أمس\""), std::string::npos);
  EXPECT_NE(out_.find("\"country\":null"), std::string::npos);
  EXPECT_NE(out_.find("\"precision\":\"border\""), std::string::npos);
}

TEST_F(ViewsTest, BrokenBytesBecomeReplacementsAndSpansStay) {
  report_.text[report_.text.find("هاجموا") + 1] = '\xFF';
  report_.broken = 2;
  write_claims_json(report_, reading_, resources(), out_);
  EXPECT_NE(out_.find("\"at\":29,"), std::string::npos);
  EXPECT_NE(out_.find("\xEF\xBF\xBD"), std::string::npos);
  EXPECT_EQ(out_.find('\xFF'), std::string::npos);
  EXPECT_NE(out_.find("\"trigger_span\":[53,65]"), std::string::npos);
}

TEST_F(ViewsTest, TextIsolatesArabicAndStripsControls) {
  report_.id = "r\x1B[2J\xE2\x81\xA9" "1";
  write_text(report_, reading_, resources(), false, out_);
  EXPECT_EQ(out_.find('\x1B'), std::string::npos);
  EXPECT_NE(out_.find("\xE2\x81\xA8r[2J1\xE2\x81\xA9"), std::string::npos);
  EXPECT_NE(out_.find("1. ASSAULT happened"), std::string::npos);
  EXPECT_NE(out_.find("says    \xE2\x81\xA8صحيفة الأخبار\xE2\x81\xA9 (media)"), std::string::npos);
  EXPECT_NE(out_.find("مسلحين [هاجموا] الموصل"), std::string::npos);
  EXPECT_NE(out_.find("at least 5 wounded"), std::string::npos);
  size_t opened = 0, closed = 0;
  for (size_t i = 0; (i = out_.find("\xE2\x81\xA8", i)) != std::string::npos; ++i) ++opened;
  for (size_t i = 0; (i = out_.find("\xE2\x81\xA9", i)) != std::string::npos; ++i) ++closed;
  EXPECT_EQ(opened, closed);
}

TEST_F(ViewsTest, TextSaysWhatWasSaidInAnotherSentence) {
  reading_.claims[0].denies = 3;
  reading_.claims[0].place.relation = PlaceRelation::kNear;
  reading_.claims[0].sentence.end = at("أمس").begin;
  reading_.claims[0].weapon = Weapon::kRocket;
  reading_.claims[0].weapon_words = at("خمسة");
  write_text(report_, reading_, resources(), false, out_);
  EXPECT_NE(out_.find(", 1 claim\n"), std::string::npos);
  EXPECT_NE(out_.find("happened (against claim 4)\n"), std::string::npos);
  EXPECT_NE(out_.find("where   near \xE2\x81\xA8"), std::string::npos);
  EXPECT_NE(out_.find("\xE2\x81\xA8الموصل\xE2\x81\xA9\n"), std::string::npos);
  EXPECT_NE(out_.find("2015-08-03  \xE2\x81\xA8أمس\xE2\x81\xA9 (said later)\n"), std::string::npos);
  EXPECT_NE(out_.find("rocket  \xE2\x81\xA8خمسة\xE2\x81\xA9 (said later)\n"), std::string::npos);
  reading_.claims[0].sentence = {at("هاجموا").begin, at("الموصل").begin};
  reading_.claims[0].place = {at("مسلحين"), entity("c-iq"), entity("c-sy"), PlaceRelation::kBorder};
  out_.clear();
  write_text(report_, reading_, resources(), false, out_);
  EXPECT_NE(out_.find("where   border of \xE2\x81\xA8Iraq\xE2\x81\xA9 and \xE2\x81\xA8Syria\xE2\x81\xA9, country, "), std::string::npos);
  EXPECT_NE(out_.find("\xE2\x81\xA8مسلحين\xE2\x81\xA9 (said before)\n"), std::string::npos);
}

TEST_F(ViewsTest, ColourOnlyWhenAsked) {
  write_text(report_, reading_, resources(), true, out_);
  EXPECT_NE(out_.find("\x1B[1m"), std::string::npos);
}

TEST_F(ViewsTest, AReportIsOneLineOfJson) {
  reading_.junk.push_back({at("أمس"), JunkKind::kCounter});
  reading_.mentions.push_back({at("الموصل"), MentionKind::kPlace, entity("mosul"), -1, kUnbounded, kUnbounded});
  reading_.mentions.push_back({at("خمسة"), MentionKind::kNumber, kNoEntity, -1, 5, 5});
  reading_.mentions.push_back({at("أمس"), MentionKind::kTime, kNoEntity, 0, kUnbounded, kUnbounded});
  write_report_json(report_, reading_, resources(), out_);
  EXPECT_EQ(out_,
            "{\"id\":\"r1\",\"outlet\":null,\"title\":null,\"url\":null,\"type\":\"text\",\"standing\":\"article\",\"language\":null,\"author\":null,\"modified\":null,"
            "\"basis\":{\"title\":null,\"outlet\":null,\"author\":null,\"published\":null,\"modified\":null,\"url\":null,\"language\":null,\"text\":null},"
            "\"encoding\":\"UTF-8\",\"bytes\":109,\"broken\":0,"
            "\"published\":{\"edtf\":\"2015-08-04\",\"basis\":\"given\",\"words\":null,\"span\":null},"
            "\"junk\":[{\"kind\":\"counter\",\"words\":\"أمس\",\"span\":[79,85]}],\"claims\":1,"
            "\"mentions\":[{\"kind\":\"place\",\"words\":\"الموصل\",\"span\":[66,78],\"entity\":\"mosul\"},"
            "{\"kind\":\"number\",\"words\":\"خمسة\",\"span\":[101,109],\"min\":5,\"max\":5},"
            "{\"kind\":\"time\",\"words\":\"أمس\",\"span\":[79,85],\"edtf\":\"2015-08-03\"}]}\n");
}

TEST_F(ViewsTest, ExplanationNamesRowsAndTheClaim) {
  Reader reader(resources());
  Reading own;
  reader.read(report_, own);
  write_explanation(report_, reading_, reader, resources(), at("هاجموا").begin, out_);
  EXPECT_NE(out_.find("lexicon/events.tsv:2"), std::string::npos);
  EXPECT_NE(out_.find("claim ASSAULT happened"), std::string::npos);
}

TEST(Cameo, RootsFollowTypeModeAndWeapon) {
  Claim c;
  const auto root = [&](Plover type, Weapon weapon = Weapon::kNone) {
    c.type = type;
    c.weapon = weapon;
    return cameo_root(c, resources());
  };
  EXPECT_EQ(root(Plover::kAgree), "03");
  EXPECT_EQ(root(Plover::kRequest), "10");
  EXPECT_EQ(root(Plover::kAssault), "18");
  EXPECT_EQ(root(Plover::kAssault, Weapon::kAirstrike), "19");
  EXPECT_EQ(root(Plover::kAssault, Weapon::kExplosive), "18");
}

TEST(Resources, AMissingImageSaysWhatToDo) {
  try {
    Resources::open("no/such.lex");
    FAIL() << "opened";
  } catch (const std::exception& error) {
    EXPECT_NE(std::string(error.what()).find("no/such.lex"), std::string::npos);
  }
}

}  // namespace
}  // namespace rawi
