#include "mentions/segment.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace rawi {
namespace {

Segmenter& segmenter() {
  static const Lexicon lexicon(RAWI_TEST_IMAGE);
  static const TaggerModel model(RAWI_SOURCE_DIR "/model/names.model");
  static Segmenter one(lexicon, &model);
  return one;
}

// The words of a phrase as segments, with spaces between words.
std::string segments(const std::string& phrase) {
  segmenter().read(phrase);
  std::string out;
  for (size_t at = 0; at < phrase.size();) {
    const size_t end = std::min(phrase.find(' ', at), phrase.size());
    if (!out.empty()) out += ' ';
    out += segmenter().segments({static_cast<uint32_t>(at), static_cast<uint32_t>(end)}, '+');
    at = end + 1;
  }
  return out;
}

TEST(Segmenter, OwnSentences) {
  std::ifstream in(RAWI_SOURCE_DIR "/tests/data/segments.tsv");
  int words = 0, right = 0;
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || line.starts_with("words\t") || tab == std::string::npos) continue;
    std::istringstream got(segments(line.substr(0, tab))), expected(line.substr(tab + 1));
    for (std::string g, e; expected >> e && got >> g; ++words, right += g == e)
      if (g != e) printf("  %s, expected %s\n", g.c_str(), e.c_str());
  }
  printf("segments of own sentences: %d of %d\n", right, words);
  ASSERT_GT(words, 100);
  EXPECT_GE(100.0 * right / words, 98);
}

TEST(Segmenter, LeavesNamesWhole) {
  EXPECT_EQ(segments("في لندن"), "في لندن");
  EXPECT_EQ(segments("وليد"), "وليد");
}

TEST(Segmenter, SpellsSegmentsAsTheyAreWritten) {
  EXPECT_EQ(segments("لِلْمَدِينَةِ"), "لِ+لْمَدِينَةِ");
  EXPECT_EQ(segments("بالوزارة."), "ب+الوزارة+.");
}

TEST(Segmenter, AnyBytesAreRead) {
  EXPECT_EQ(segments(""), "");
  EXPECT_EQ(segments("\xD9 \xFF"), "");
}

}  // namespace
}  // namespace rawi
