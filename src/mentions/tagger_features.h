// What the name tagger looks at: features of a word by itself, and of a word among its neighbours.
//
// Features of a word by itself (spelling, clusters, classes of the lexicon, gazetteer) do not depend on its place, so
// that what they add up to can be kept per word (tagger.cc); they are hashed together with the offset from which
// they are looked at. Features of a place (pairs of words, parts of speech, known names) are made anew for every token.
// A feature is a 64-bit hash; rawi-names trains on the very same functions.
#ifndef RAWI_MENTIONS_TAGGER_FEATURES_H
#define RAWI_MENTIONS_TAGGER_FEATURES_H

#include <cstdint>
#include <vector>

#include "mentions/names.h"
#include "mentions/tagger_model.h"
#include "tokens/sentences.h"
#include "tokens/tags.h"
#include "tokens/tokens.h"

namespace rawi {

// The word of a token as the tagger sees it.
struct WordFacts {
  uint64_t word = 0;      // hash of the spelling, or of what stands for numbers and marks
  uint64_t core = 0;      // the same without proclitics (the article stays)
  uint8_t strip = 0;      // folded bytes of the proclitics
  uint8_t proclitics = 0; // bits of Proclitic, without the article
  bool restore_al = false;
  WordEntry entry;        // of the core
};

// What tells how common a word of the corpus is: by its key, 0 where it is not met.
struct WordRanks {
  virtual ~WordRanks() = default;
  virtual WordEntry entry(uint64_t key) const = 0;
};

WordFacts word_facts(const Tokens& tokens, const Token& token, const WordRanks& ranks);

// The hashes of one word or place; what does not fit is left out.
struct FeatureList {
  static constexpr int kMost = 96;
  int size = 0;
  uint64_t hashes[kMost];

  void add(uint64_t hash) {
    if (size < kMost) hashes[size++] = hash;
  }
};

inline constexpr int kWindow = 2;  // words to the left and right whose own features count

// Appends the features of a word, looked at from `offset` words away (its token stands at i + offset).
void add_word_features(const Tokens& tokens, const Token& token, const WordFacts& facts, const Lexicon& lexicon, int offset,
                       FeatureList& out);

// Everything about the tokens of a report that features of a place need. Reuse it: no allocation when warm.
struct TaggerView {
  std::vector<WordFacts> facts;  // per token
  std::vector<uint8_t> name;     // per token: what find_names says of it, as a small number
  std::vector<uint16_t> grammar; // per token: part of speech and clitics of its tag
  void fill_names(const std::vector<NameMention>& names);
  void fill_grammar(const std::vector<Tag>& tags);
};

// Appends the features of the place of token `i` in its sentence.
void add_place_features(const TaggerView& view, const Structure& structure, uint32_t i, FeatureList& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_TAGGER_FEATURES_H
