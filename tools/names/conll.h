// Annotated words in CoNLL columns, as text that rawi reads, with the way back.
//
// The suites split differently: ANERcorp and AQMAR keep clitics on their words, WikiFANE and NewsFANE write them apart
// ("w qal", "`asimat ha"). Text is made from either, with clitics joined again as in print; names found in that text are turned
// into spans of the suite's own words, on which they are scored. Throws rawi::Error.
#ifndef RAWI_TOOLS_NAMES_CONLL_H
#define RAWI_TOOLS_NAMES_CONLL_H

#include <cstdint>
#include <string>
#include <vector>

#include "mentions/tagger.h"

namespace rawi::names {

struct ConllWord {
  std::string word, tag;
};
using ConllSentence = std::vector<ConllWord>;

std::vector<ConllSentence> read_conll(const std::string& path);

// Letters of a sentence, spelling set aside: the same sentence in two annotations gives the same.
std::string letters_of(const ConllSentence& sentence);

// A name over words of a suite, both ends included.
struct WordName {
  uint32_t first = 0, last = 0;
  std::string label;
  bool operator==(const WordName&) const = default;
};

// Up to some dozens of sentences as one text, a line each.
struct ConllText {
  std::string text;
  std::vector<Span> words;         // of all sentences, as bytes of the text
  std::vector<uint8_t> clitic;     // per word: 1 joined to the word after it, 2 to the word before it
  std::vector<uint32_t> sentence;  // per word
  std::vector<WordName> gold;
};

enum class Clitics { kJoined, kSplit };
std::vector<ConllText> texts_of(const std::vector<ConllSentence>& sentences, Clitics clitics);

// The words of each token: first and one past the last.
std::vector<Span> words_of_tokens(const ConllText& text, const Tokens& tokens);

// A tagged name as words of the suite: what is only a clitic at its ends is left out.
WordName on_words(const ConllText& text, const std::vector<Span>& words_of_token, const TaggedName& name, Scheme scheme);

// A label of a suite in the terms of a scheme; empty where the scheme has none.
std::string_view label_in(Scheme scheme, std::string_view label);

// What a label of a scheme is in AQMAR, which counts peoples with persons and buildings with places: PER, LOC, ORG; empty: none.
std::string_view aqmar_label(std::string_view label);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_CONLL_H
