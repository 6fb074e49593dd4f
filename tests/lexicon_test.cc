#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "fixture_lexicon.h"
#include "rawi/error.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

using test::fixture_lexicon;

const Form* find(std::string_view word, std::string_view lemma, Shape shape) {
  const Lexicon& lexicon = fixture_lexicon();
  for (const Form& f : lexicon.forms(fold(word)))
    if (lemma == lexicon.string(lexicon.lexeme(f.lexeme).lemma) && f.feats.shape() == shape) return &f;
  return nullptr;
}

uint32_t walk(std::initializer_list<const char*> words) {
  uint32_t node = Lexicon::kRoot;
  for (const char* w : words)
    if (node != Lexicon::kNowhere) node = fixture_lexicon().step(node, name_key(fold(w)));
  return node;
}

TEST(Lexicon, FindsInflectedForms) {
  const Form* f = find("يهاجمون", "هاجم", Shape::kPresent);
  ASSERT_TRUE(f);
  EXPECT_EQ(f->feats.number(), 3);
  const Lexeme& lexeme = fixture_lexicon().lexeme(f->lexeme);
  EXPECT_EQ(lexeme.type(), Plover::kAssault);
  EXPECT_EQ(lexeme.pos, Pos::kVerb);
  EXPECT_TRUE(find("هجمات", "هاجم", Shape::kMasdar));
  EXPECT_TRUE(find("مهاجمين", "هاجم", Shape::kActive));
  EXPECT_FALSE(find("يهاجمونن", "هاجم", Shape::kPresent));
  EXPECT_TRUE(fixture_lexicon().forms("").empty());
}

TEST(Lexicon, LikelyReadingsComeFirst) {
  const auto forms = fixture_lexicon().forms(fold("هاجمت"));
  ASSERT_GE(forms.size(), 3u);
  EXPECT_EQ(forms[0].feats.person(), 3);
  EXPECT_EQ(forms.back().feats.person(), 2);
}

TEST(Lexicon, KeepsWhatRowsSay) {
  const Lexicon& lexicon = fixture_lexicon();
  const Form* f = find("اعتقال", "اعتقل", Shape::kMasdar);
  ASSERT_TRUE(f);
  EXPECT_EQ(lexicon.mode_name(lexicon.lexeme(f->lexeme).modes[0]), "arrest");
  EXPECT_EQ(lexicon.row_name(lexicon.lexeme(f->lexeme).row), "lexicon/events.tsv:15");
  const Form* deny = find("نفى", "نفى", Shape::kPast);
  ASSERT_TRUE(deny);
  EXPECT_TRUE(lexicon.lexeme(deny->lexeme).is(Class::kSayDeny));
  EXPECT_FALSE(lexicon.lexeme(deny->lexeme).is(Class::kSayAgain));
  EXPECT_EQ(lexicon.version().size(), 32u);
}

TEST(Lexicon, RelationalAdjectiveKnowsItsState) {
  const Lexicon& lexicon = fixture_lexicon();
  const Form* f = find("عراقية", "عراقي", Shape::kBase);
  ASSERT_TRUE(f);
  const uint32_t state = lexicon.lexeme(f->lexeme).entity;
  EXPECT_EQ(state, lexicon.country("IQ"));
  EXPECT_EQ(lexicon.entity(state).kind, EntityKind::kState);
  EXPECT_EQ(lexicon.entity(lexicon.country_place("IQ")).kind, EntityKind::kCountry);
  EXPECT_EQ(lexicon.country("XX"), kNoEntity);
  EXPECT_EQ(lexicon.country("iq"), kNoEntity);
}

TEST(Lexicon, NamesArePathsOfWords) {
  const Lexicon& lexicon = fixture_lexicon();
  const uint32_t node = walk({"الولايات", "المتحده", "الأمريكية"});
  EXPECT_EQ(node, Lexicon::kNowhere);
  const uint32_t states = walk({"الولايات", "المتحده"});
  ASSERT_NE(states, Lexicon::kNowhere);
  ASSERT_EQ(lexicon.names(states).size(), 2u);
  EXPECT_EQ(lexicon.names(states)[0].words, 2);
  EXPECT_TRUE(lexicon.names(walk({"الولايات"})).empty());
}

TEST(Lexicon, MarksSurfacesThatNeedACue) {
  const Lexicon& lexicon = fixture_lexicon();
  EXPECT_EQ(lexicon.names(walk({"الأخبار"}))[0].ambiguous, 1);
  EXPECT_EQ(lexicon.names(walk({"صحيفة", "الأخبار"}))[0].ambiguous, 0);
  EXPECT_EQ(lexicon.names(walk({"طرابلس"}))[0].ambiguous, 0);
}

TEST(Lexicon, PlacesKnowTheirProvince) {
  const Lexicon& lexicon = fixture_lexicon();
  const Entity& mosul = lexicon.entity(lexicon.names(walk({"الموصل"}))[0].entity);
  ASSERT_NE(mosul.parent, kNoEntity);
  EXPECT_STREQ(lexicon.string(lexicon.entity(mosul.parent).id), "a1-ninawa");
  EXPECT_EQ(lexicon.entity(lexicon.names(walk({"الزرقة"}))[0].entity).flags & kEntityExtra, kEntityExtra);
}

TEST(Lexicon, PhrasesAreFoundAsWritten) {
  const Lexicon& lexicon = fixture_lexicon();
  uint32_t node = lexicon.phrase_step(Lexicon::kRoot, form_hash(fold("على")));
  ASSERT_NE(node, Lexicon::kNowhere);
  node = lexicon.phrase_step(node, form_hash(fold("الأقل")));
  ASSERT_NE(node, Lexicon::kNowhere);
  ASSERT_EQ(lexicon.phrases(node).size(), 1u);
  EXPECT_TRUE(lexicon.lexeme(lexicon.phrases(node)[0]).is(Class::kAtLeast));
}

std::string image_bytes() {
  std::ifstream in(test::fixture_image(), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void expect_refused(const std::string& bytes, const std::string& because) {
  const std::string path = testing::TempDir() + "bad.lex";
  std::ofstream(path, std::ios::binary) << bytes;
  try {
    Lexicon lexicon(path);
    FAIL() << "opened; expected: " << because;
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find(because), std::string::npos) << e.what();
  }
}

TEST(Image, DamageIsRefusedWithItsReason) {
  const std::string good = image_bytes();
  expect_refused("", "is empty");
  expect_refused("short", "too short");
  expect_refused(good.substr(0, good.size() - 1), "is incomplete");
  std::string bad = good;
  bad[0] = 'X';
  expect_refused(bad, "is not a lexicon image");
  bad = good;
  bad[8] = 99;
  expect_refused(bad, "version 99");
  for (size_t at : {size_t{100}, good.size() / 2, good.size() - 1}) {
    bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    expect_refused(bad, "is damaged");
  }
}

TEST(Image, MissingFileSaysWhatToDo) {
  try {
    Lexicon lexicon("/nowhere/x.lex");
    FAIL();
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("rawi-lexc"), std::string::npos);
  }
}

}  // namespace
}  // namespace rawi
