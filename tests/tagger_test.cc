#include "mentions/tagger.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "naive_tagger.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr const char* kModel = RAWI_SOURCE_DIR "/model/names.model";

const Lexicon& lexicon() {
  static const Lexicon lexicon(RAWI_TEST_IMAGE);
  return lexicon;
}

const TaggerModel& model() {
  static const TaggerModel model(kModel);
  return model;
}

std::vector<TaggedName> names_of(Tagger& tagger, const test::NaiveTagger::Input& in, Scheme scheme) {
  std::vector<TaggedName> out;
  tagger.find(in.text, in.tokens, in.structure, in.tags, in.names, scheme, out);
  return out;
}

// "LABEL words | LABEL words"
std::string tagged(Tagger& tagger, const std::string& text, Scheme scheme = Scheme::kOwn) {
  std::string shown;
  for (const TaggedName& n : names_of(tagger, {text, lexicon()}, scheme)) {
    if (!shown.empty()) shown += " | ";
    shown += std::string(labels(scheme)[n.label]) + " " + text.substr(n.span.begin, n.span.size());
  }
  return shown;
}

std::string tagged(const std::string& text, Scheme scheme = Scheme::kOwn) {
  Tagger tagger(model(), lexicon());
  return tagged(tagger, text, scheme);
}

TEST(Tagger, FindsNamesThatNoListHolds) {
  EXPECT_EQ(tagged("قال الوزير مروان شلبيكي في مؤتمر صحفي في بغداد أمس."), "PERSON مروان شلبيكي | PLACE بغداد");
  EXPECT_EQ(tagged("قال الوزير مروان شلبيكي في مؤتمر صحفي في بغداد أمس.", Scheme::kFour), "PERS مروان شلبيكي | LOC بغداد");
}

TEST(Tagger, LeavesProcliticsOut) { EXPECT_EQ(tagged("وصل الرئيس الأميركي جورج بوش إلى لندن وبرلين."), "PERSON جورج بوش | PLACE لندن | PLACE برلين"); }

TEST(Tagger, FindsNothingWhereNothingIsNamed) {
  EXPECT_EQ(tagged(""), "");
  EXPECT_EQ(tagged("كان الطقس باردا في الصباح ثم تحسن قليلا."), "");
}

TEST(Tagger, ASurnameAloneIsFoundByTheFullName) {
  const std::string later = "وأضاف أن قرطموش سيعود.";
  const std::string both = tagged("قال الرئيس سليم قرطموش إن الاجتماع ناجح. " + later);
  EXPECT_EQ(both, "PERSON سليم قرطموش | PERSON قرطموش");
}

// What a Tagger keeps of words must not change what it finds.
TEST(Tagger, AWarmTaggerFindsTheSame) {
  const std::string text = "زار رئيس الوزراء البريطاني توني بلير القاهرة والرياض، وقال ناطق باسم وزارة الخارجية إن بلير سيلتقي الملك.";
  Tagger warm(model(), lexicon());
  const std::string first = tagged(warm, text);
  tagged(warm, "أعلنت شركة مايكروسوفت في باريس أن جون سميث مدير جديد لها.");
  EXPECT_EQ(tagged(warm, text), first);
  EXPECT_EQ(tagged(text), first);
}

// Whatever it keeps, and whichever tokens the first look spares it: the simplest form finds the same. Two words are kept in one
// tagger, so that nearly every word takes another's place.
TEST(Tagger, FindsWhatTheSimplestFormFinds) {
  test::NaiveTagger naive(model(), lexicon());
  Tagger tagger(model(), lexicon()), forgetful(model(), lexicon(), 2);
  size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(RAWI_SOURCE_DIR "/examples")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const test::NaiveTagger::Input input(text, lexicon());
    for (const Scheme scheme : {Scheme::kOwn, Scheme::kFour}) {
      const std::vector<TaggedName> names = names_of(tagger, input, scheme);
      EXPECT_EQ(names_of(tagger, input, scheme), names) << entry.path();
      EXPECT_EQ(names_of(forgetful, input, scheme), names) << entry.path();
      std::vector<TaggedName> tokens = names;
      for (TaggedName& name : tokens) name.span = {};
      EXPECT_EQ(tokens, naive.find(input, scheme)) << entry.path();
      found += names.size();
    }
  }
  EXPECT_GT(found, 100u);
}

TEST(Tagger, AnyBytesAreRead) {
  std::string bytes;
  for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(i * 7919 % 251);
  tagged(bytes);
  const std::string many(3000, '.');
  EXPECT_EQ(tagged(many), "");
}

TEST(TaggerModel, RefusesADamagedFile) {
  std::ifstream in(kModel, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  ASSERT_GT(bytes.size(), 1000u);
  const std::string path = testing::TempDir() + "damaged_names.model";
  const auto write = [&](const std::string& all) { std::ofstream(path, std::ios::binary) << all; };
  write(bytes.substr(0, bytes.size() / 2));
  EXPECT_THROW(TaggerModel{path}, Error);
  bytes[bytes.size() / 2] ^= 1;
  write(bytes);
  EXPECT_THROW(TaggerModel{path}, Error);
  std::remove(path.c_str());
  EXPECT_THROW(TaggerModel{path}, Error);
}

}  // namespace
}  // namespace rawi
