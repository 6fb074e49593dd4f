// Annotated text as features and tags: what the tagger learns from.
#ifndef RAWI_TOOLS_NAMES_EXAMPLES_H
#define RAWI_TOOLS_NAMES_EXAMPLES_H

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "conll.h"
#include "mentions/tagger.h"

namespace rawi::names {

// Reads texts as the reading path does: tokens, sentences, tags, known names.
struct TextReader {
  explicit TextReader(const Lexicon& l) : lexicon(l) {}
  void read(std::string_view text);

  const Lexicon& lexicon;
  Tokens tokens;
  Structure structure;
  std::vector<Tag> tags;
  std::vector<NameMention> names;
};

// What a text is to learning: annotated news, the kind of text that rawi is for; other annotated text; news with the names that a tagger found.
enum class TextKind : uint8_t { kNews, kOther, kTagged };

// Sentences with their features (feature_at), flat. Features are hashes until number() gives them rows.
struct Examples {
  struct Sentence {
    Scheme scheme;
    uint32_t first, last;  // tokens, half open
    TextKind kind;
  };
  std::vector<Sentence> sentences;
  std::vector<uint8_t> tags;      // per token
  std::vector<uint64_t> ends;     // per token: end of its features
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> rows;     // after number(): as hashes; 0 where the feature is too rare

  std::span<const uint32_t> features(uint32_t token) const {
    const uint64_t first = token ? ends[token - 1] : 0;
    return std::span(rows).subspan(first, ends[token] - first);
  }
};

// The features of all words of a text that was read.
std::vector<FeatureList> word_features(const TextReader& reader, const std::vector<WordFacts>& facts);
// Appends those that count for token `i`, of the words around it in its sentence, told apart by their offset.
void add_around(const std::vector<FeatureList>& words, const Structure& structure, uint32_t i, std::vector<uint64_t>& out);

// Adds the sentences of annotated texts.
void add_examples(const std::vector<ConllText>& texts, Scheme scheme, TextKind kind, TextReader& reader, const WordRanks& ranks, Examples& out);

// Adds every so many reports of the corpus, with the names that a tagger finds there.
void add_tagged(const std::string& corpus, size_t every, Tagger& tagger, TextReader& reader, const WordRanks& ranks, Examples& out);

// Gives a row (1 and up) to every feature met at least `least` times, and forgets the hashes. Returns the hash of each row.
std::vector<uint64_t> number(Examples& examples, uint32_t least);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_EXAMPLES_H
