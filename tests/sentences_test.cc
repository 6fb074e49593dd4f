#include "tokens/sentences.h"

#include <gtest/gtest.h>

#include "fixture_lexicon.h"

namespace rawi {
namespace {

struct Split {
  Tokens tokens;
  Structure structure;
};

Split split(std::string_view text) {
  Split s;
  tokenize(text, test::fixture_lexicon(), s.tokens);
  find_sentences(s.tokens, s.structure);
  return s;
}

TEST(Sentences, EndAtStopsAndLines) {
  const Split s = split("وصل الوفد. ثم غادر\nوعاد غدا؟ نعم");
  EXPECT_EQ(s.structure.sentences.size(), 4u);
  EXPECT_EQ(s.structure.sentences[1].paragraph, 0u);
  EXPECT_EQ(s.structure.sentences[2].paragraph, 1u);
}

TEST(Sentences, NumbersAddressesAndInitialsDoNotEnd) {
  EXPECT_EQ(split("بلغ 2.5 مليون د.أحمد www.example.com").structure.sentences.size(), 1u);
}

TEST(Sentences, ClosingMarksBelongToTheSentence) {
  const Split s = split("قال \"انتهى.\" ثم مضى");
  ASSERT_EQ(s.structure.sentences.size(), 2u);
  EXPECT_EQ(s.structure.sentences[0].last, 5u);
}

TEST(Sentences, EveryTokenHasOneSentence) {
  const Split s = split("أ. ب! ج\n\nد");
  for (uint32_t i = 0; i < s.tokens.all.size(); ++i) {
    const Sentence& sentence = s.structure.sentences[s.structure.sentence_of[i]];
    EXPECT_TRUE(sentence.first <= i && i < sentence.last);
  }
}

TEST(Quotations, PairByKindAndNest) {
  const Split s = split("قال «إن \"الخبر\" صحيح» وذهب");
  ASSERT_EQ(s.structure.quotations.size(), 2u);
  EXPECT_EQ(s.structure.quotations[1].outer, 0);
  EXPECT_EQ(s.structure.quotation_of[s.tokens.all.size() - 1], -1);
  EXPECT_TRUE(s.structure.quotations[0].closed);
}

TEST(Quotations, ReversedMarksStillPair) {
  const Split s = split("قال ”نعم“ ومضى");
  ASSERT_EQ(s.structure.quotations.size(), 1u);
  EXPECT_TRUE(s.structure.quotations[0].closed);
  EXPECT_EQ(s.structure.quotation_of.back(), -1);
}

TEST(Quotations, AnUnpairedMarkEndsWithItsParagraph) {
  const Split s = split("قال \"نعم ومضى\nثم عاد");
  ASSERT_EQ(s.structure.quotations.size(), 1u);
  EXPECT_FALSE(s.structure.quotations[0].closed);
  EXPECT_EQ(s.structure.quotation_of.back(), -1);
}

}  // namespace
}  // namespace rawi
