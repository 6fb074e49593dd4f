#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fixture_lexicon.h"
#include "sources.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHeader = "lemma\tpos\tforms\tclasses\tattrs\tsource\texample\n";

// What the compiler says of one word file (and whether it wrote an image, which it must not).
std::vector<std::string> problems_of(const std::string& rows, const std::string& name = "words.tsv") {
  const fs::path folder = fs::path(testing::TempDir()) / "lexc_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << rows;
  lexc::Problems problems;
  lexc::compile(folder.string(), (folder / "out.lex").string(), problems);
  EXPECT_EQ(fs::exists(folder / "out.lex"), problems.none());
  EXPECT_FALSE(fs::exists(folder / "out.lex.new"));
  return problems.all();
}

std::string only_problem(const std::string& row) {
  const auto all = problems_of(kHeader + row + "\n");
  return all.size() == 1 ? all[0] : "problems: " + std::to_string(all.size());
}

void expect_problem(const std::string& row, const std::string& what) {
  const std::string said = only_problem(row);
  EXPECT_EQ(said.rfind("lexicon/words.tsv:2: error: ", 0), 0u) << said;
  EXPECT_NE(said.find(what), std::string::npos) << said;
}

TEST(Lexc, GoodRowsCompile) {
  EXPECT_TRUE(problems_of(std::string(kHeader) + "# a comment\n\nقتيل\tnoun\tpl=قتلى\tdead\t\town\tسقط القتلى\n").empty());
}

TEST(Lexc, NamesEveryBadRow) {
  expect_problem("قتيل\tnoun\t\tdead\t\town", "6 columns instead of 7");
  expect_problem("قتيل\tnown\t\tdead\t\town\tقتيل", "unknown part of speech 'nown'");
  expect_problem("قتيل\tnoun\t\tdaed\t\town\tقتيل", "unknown class 'daed'");
  expect_problem("قتيل\tnoun\tplural=قتلى\t\t\town\tقتيل", "no such key");
  expect_problem("قتيل\tnoun\tpl\t\t\town\tقتيل", "expected key=value");
  expect_problem("قتيل\tnoun\t\t\ttype=ATTACK\town\tقتيل", "unknown PLOVER type 'ATTACK'");
  expect_problem("قتيل\tnoun\t\t\tcolour=red\town\tقتيل", "unknown attribute 'colour'");
  expect_problem("قتيل\tnoun\t\t\tvalue=3x\town\tقتيل", "not a whole number");
  expect_problem("عراقي\tadj\t\t\tcountry=IQ\town\tعراقي", "no entity for country 'IQ'");
  expect_problem("قتيل\tnoun\t\t\t\t\tقتيل", "there is no source");
  expect_problem("قتيل\tnoun\t\t\t\town\tجريح", "the example holds no form");
  expect_problem("قال\tverb\t\t\t\town\tقال", "a verb needs pres=");
  expect_problem("قال\tverb\tpres=قول\t\t\town\tقال", "begins with ya");
  expect_problem("\xD8\xA7\xD9\x94خر\tnoun\t\t\t\town\tاخر", "normal form C");
  expect_problem("قتيل\xFF\tnoun\t\t\t\town\tقتيل", "is not UTF-8");
}

TEST(Lexc, RefusesTheSameRowTwiceAfterFolding) {
  const std::string rows = std::string(kHeader) + "أمن\tnoun\t\t\t\town\tأمن\nامن\tnoun\t\t\t\town\tامن\n";
  const auto all = problems_of(rows);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_NE(all[0].find("is at lexicon/words.tsv:2"), std::string::npos) << all[0];
  EXPECT_TRUE(problems_of(std::string(kHeader) + "قدم\tverb\tpres=يقدم\t\t\town\tقدم\nقدّم\tverb\tpres=يقدم\t\t\town\tقدم\n").empty());
}

TEST(Lexc, ExampleMayCarryClitics) {
  EXPECT_EQ(only_problem("هجوم\tnoun\t\t\t\town\tوللهجوم وجهان"), "problems: 0");
  EXPECT_EQ(only_problem("وزير\tnoun\tpl=وزراء\t\t\town\tمع وزرائهم"), "problems: 0");
}

TEST(Lexc, ChecksEntities) {
  const std::string header = "id\tkind\tname_ar\taliases_ar\tname_en\tlat\tlon\tcountry\tadmin1\tpopulation\tsource\n";
  const auto said = [&](const std::string& row) {
    const auto all = problems_of(header + row + "\n", "places.tsv");
    return all.size() == 1 ? all[0] : "problems: " + std::to_string(all.size());
  };
  EXPECT_EQ(said("1\tcity\tحلب\t\tAleppo\t36.2\t37.1\tSY\t\t\town"), "problems: 0");
  EXPECT_NE(said("1\tcityy\tحلب\t\tAleppo\t36.2\t37.1\tSY\t\t\town").find("unknown kind"), std::string::npos);
  EXPECT_NE(said("1\tcity\tحلب\t\tAleppo\t96.2\t37.1\tSY\t\t\town").find("latitude"), std::string::npos);
  EXPECT_NE(said("1\tcity\tحلب\t\tAleppo\t36.2\t37.1\tSyria\t\t\town").find("country code"), std::string::npos);
  EXPECT_NE(said("1\tcity\tحلب\tا||ب\tAleppo\t36.2\t37.1\tSY\t\t\town").find("empty alias"), std::string::npos);
}

TEST(Lexc, ForeignNamesGetTheirOtherSpellings) {
  const fs::path folder = fs::path(testing::TempDir()) / "lexc_spellings";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "places.tsv", std::ios::binary)
      << "id\tkind\tname_ar\taliases_ar\tname_en\tlat\tlon\tcountry\tadmin1\tpopulation\tsource\n"
      << "1\tcity\tغراتس\t\tGraz\t47.07\t15.44\tAT\t\t\town\n"
      << "2\tcity\tكويته\t\tQuetta\t30.2\t67.0\tPK\t\t\town\n"
      << "3\tcity\tجونا\t\tGuna\t24.6\t77.3\tIN\t\t\town\n"
      << "4\tcity\tغونا\t\tGhona\t24.6\t77.3\tIN\t\t\town\n"
      << "5\tcity\tغدامس\t\tGhadames\t30.1\t9.5\tLY\t\t\town\n";
  lexc::Problems problems;
  const std::string image = (folder / "out.lex").string();
  lexc::compile(folder.string(), image, problems);
  ASSERT_TRUE(problems.none()) << problems.all()[0];
  const Lexicon lexicon(image);
  // The entity that a spelling of one word names, or none.
  const auto named = [&](const char* word) -> std::string {
    const uint32_t node = lexicon.step(Lexicon::kRoot, name_key(lexc::folded_words(word)[0]));
    if (node == Lexicon::kNowhere || lexicon.names(node).size() != 1) return "none";
    return lexicon.string(lexicon.entity(lexicon.names(node)[0].entity).name_en);
  };
  EXPECT_EQ(named("جراتس"), "Graz");
  EXPECT_EQ(named("كويتا"), "Quetta");
  EXPECT_EQ(named("جونا"), "Guna");    // a name of its own stays alone
  EXPECT_EQ(named("جدامس"), "none");   // an Arabic name has one spelling
}

TEST(Lexc, CompilesTheSameBytesTwice) {
  const auto bytes = [](const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string again = testing::TempDir() + "again.lex";
  lexc::Problems problems;
  lexc::compile(std::string(RAWI_SOURCE_DIR) + "/tests/data/lexicon", again, problems);
  EXPECT_TRUE(bytes(again) == bytes(test::fixture_image()));
}

}  // namespace
}  // namespace rawi
