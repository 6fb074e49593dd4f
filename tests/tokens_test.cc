#include "tokens/tokens.h"

#include <gtest/gtest.h>

#include <string>

#include "fixture_lexicon.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

Tokens tokens_of(std::string_view text) {
  Tokens out;
  tokenize(text, test::fixture_lexicon(), out);
  return out;
}

std::string words(std::string_view text, const Tokens& tokens) {
  std::string out;
  for (const Token& t : tokens.all) {
    if (!out.empty()) out += '|';
    out += text.substr(t.span.begin, t.span.size());
  }
  return out;
}

TEST(Tokens, SplitsWordsNumbersAndMarks) {
  const std::string text = "قُتل 12 جنديا، وجُرح٣٠.";
  EXPECT_EQ(words(text, tokens_of(text)), "قُتل|12|جنديا|،|وجُرح|٣٠|.");
}

TEST(Tokens, ReadsNumbersWithSeparators) {
  const Tokens t = tokens_of("1,234 و2.5 و30/5/2022 و٢٫٥");
  EXPECT_EQ(t.all[0].number, 1234);
  EXPECT_EQ(t.all[2].number, 25);
  EXPECT_EQ(t.all[2].decimals, 1);
  EXPECT_EQ(t.all[4].number, 30);
  EXPECT_EQ(t.all[6].number, 5);
  EXPECT_EQ(t.all[8].number, 2022);
  EXPECT_EQ(t.all[10].number, 25);
}

TEST(Tokens, FoldsSpellings) {
  for (const char* spelling : {"إلى", "الى", "إلــى", "إِلَى", "ﺇﻟﻰ"}) {
    const Tokens t = tokens_of(spelling);
    ASSERT_EQ(t.all.size(), 1u) << spelling;
    EXPECT_EQ(t.fold(t.all[0]), fold("الي")) << spelling;
    EXPECT_EQ(t.all[0].span.end, std::string_view(spelling).size()) << spelling;
  }
}

TEST(Tokens, ReadsEntitiesAsTheirCharacter) {
  const std::string text = "&quot;قال&quot;&nbsp;نعم &#1602;";
  const Tokens t = tokens_of(text);
  EXPECT_EQ(words(text, t), "&quot;|قال|&quot;|نعم|&#1602;");
  EXPECT_EQ(t.all[0].kind, TokenKind::kQuote);
  EXPECT_EQ(t.all[4].kind, TokenKind::kWord);
}

TEST(Tokens, AnyBytesGiveSpansOnCharacterBoundaries) {
  std::string bytes;
  uint32_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525u + 1013904223u;
    bytes.push_back(static_cast<char>(state >> 24));
  }
  const Tokens t = tokens_of(bytes);
  uint32_t last = 0;
  for (const Token& token : t.all) {
    EXPECT_LE(last, token.span.begin);
    EXPECT_LT(token.span.begin, token.span.end);
    last = token.span.end;
  }
  EXPECT_LE(last, bytes.size());
}

TEST(Tokens, TakesCliticsOff) {
  const Tokens t = tokens_of("وللوزراء سيهاجمونها");
  bool with_li_al = false, with_sa_pronoun = false;
  for (const Reading1& r : t.read(t.all[0])) with_li_al |= r.proclitics == (kWa | kLi | kAl);
  for (const Reading1& r : t.read(t.all[1])) with_sa_pronoun |= r.proclitics == kSa && r.suffix == 2;
  EXPECT_TRUE(with_li_al);
  EXPECT_TRUE(with_sa_pronoun);
}

TEST(Tokens, ArticleAndPronounExcludeEachOther) {
  const Tokens t = tokens_of("الهجومها");
  for (const Reading1& r : t.read(t.all[0])) EXPECT_FALSE((r.proclitics & kAl) && r.suffix);
}

// The cache is the fast path; a fresh Tokens analyses every word.
TEST(Tokens, TheCacheChangesNothing) {
  Tokens warm;
  const std::string first = "وللوزراء سيهاجمونها في المدينة، وفي القرية ثلاثة قتلى";
  for (const std::string& text : {first, first, std::string("سيهاجمونها وللوزراء في بلدة") + " في في"}) {
    tokenize(text, test::fixture_lexicon(), warm);
    const Tokens cold = tokens_of(text);
    ASSERT_EQ(warm.all.size(), cold.all.size());
    ASSERT_EQ(warm.readings.size(), cold.readings.size());
    for (size_t i = 0; i < cold.all.size(); ++i) {
      EXPECT_EQ(warm.all[i].key, cold.all[i].key);
      EXPECT_EQ(warm.all[i].readings, cold.all[i].readings);
    }
    for (size_t i = 0; i < cold.readings.size(); ++i) {
      EXPECT_EQ(warm.readings[i].lexeme, cold.readings[i].lexeme);
      EXPECT_EQ(warm.readings[i].proclitics, cold.readings[i].proclitics);
      EXPECT_EQ(warm.readings[i].suffix, cold.readings[i].suffix);
    }
  }
}

}  // namespace
}  // namespace rawi
