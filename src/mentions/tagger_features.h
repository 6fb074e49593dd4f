// What the name tagger looks at: features of a word by itself, and of a word among its neighbours.
//
// Features of a word by itself (spelling, clusters, classes of the lexicon, gazetteer) do not depend on its place, so
// that what they add up to can be kept per word (tagger.cc). Each counts for the tokens from which the word stands some
// words away, by weights of their own. Features of a place (pairs of words, parts of speech, known names) are made anew
// for every token that is looked at.
// A feature is a 64-bit hash; its weights from each offset are told apart by the lowest three bits (feature_at).
// rawi-names trains on the very same functions.
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
  uint64_t core = 0;      // hash of the spelling without proclitics (the article stays), or of what stands for numbers and marks
  WordEntry entry;        // of the core
  uint8_t strip = 0;      // folded bytes of the proclitics
  uint8_t proclitics = 0; // bits of Proclitic, without the article
  bool restore_al = false;
  bool rare = false;      // a word that the lexicon does not know, or knows only as a name
};

// What tells how common a word of the corpus is: by its key, 0 where it is not met.
struct WordRanks {
  virtual ~WordRanks() = default;
  virtual WordEntry entry(uint64_t key) const = 0;
};

WordFacts word_facts(const Tokens& tokens, const Token& token, const Lexicon& lexicon, const WordRanks& ranks);

inline constexpr int kWindow = 1;  // words to the left and right whose own features count
inline constexpr int kOffsets = 2 * kWindow + 1;

// What tells the weights of a feature apart: the offset from the token to the word, as 0..kOffsets-1; of a place's features kPlaceCode.
inline constexpr int kPlaceCode = kOffsets;
constexpr uint64_t feature_at(uint64_t feature, int code) { return (feature & ~uint64_t{7}) | static_cast<uint64_t>(code); }

// The features of one word or place; what does not fit is left out.
struct FeatureList {
  static constexpr int kMost = 64;
  int size = 0;
  uint64_t hashes[kMost];
  uint8_t codes[kMost];  // bits: the offsets from which it counts, or kPlaceCode

  void add(uint64_t hash, uint8_t at) {
    if (size == kMost) return;
    hashes[size] = hash;
    codes[size++] = at;
  }
};
static_assert((kOffsets + 1) * FeatureList::kMost * 127 <= INT16_MAX, "sums of rows fit into 16 bits");

// Appends the features of a word.
void add_word_features(const Tokens& tokens, const Token& token, const WordFacts& facts, const Lexicon& lexicon, FeatureList& out);

// Everything about the tokens of a report that features of a place need. Reuse it: no allocation when warm.
struct TaggerView {
  std::vector<WordFacts> facts;  // per token
  std::vector<uint8_t> name;     // per token: what find_names says of it, as a small number
  std::vector<uint16_t> grammar; // per token: part of speech and clitics of its tag
  void fill_names(const std::vector<NameMention>& names, size_t tokens);
  void fill_grammar(const std::vector<Tag>& tags);
};

// Appends the features of the place of token `i` in its sentence.
void add_place_features(const TaggerView& view, const Structure& structure, uint32_t i, FeatureList& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_TAGGER_FEATURES_H
