// The words of a corpus: how common each is, and which stand in like places (clusters of their vectors).
#ifndef RAWI_TOOLS_NAMES_WORDS_H
#define RAWI_TOOLS_NAMES_WORDS_H

#include <string>
#include <unordered_map>
#include <vector>

#include "mentions/tagger_features.h"

namespace rawi::names {

class WordList : public WordRanks {
 public:
  WordEntry entry(uint64_t key) const override {
    const auto found = all.find(key);
    return found == all.end() ? WordEntry{} : found->second;
  }
  std::unordered_map<uint64_t, WordEntry> all;
};

// Writes the words of a corpus (JSON Lines) without proclitics, a sentence a line, as hashes.
void list_words(const std::string& corpus, const Lexicon& lexicon, const std::string& out);

// Reads vectors that fasttext made of such a list (commonest first) and clusters them: k-means with a seed.
WordList cluster_words(const std::string& vectors, uint64_t seed);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_WORDS_H
