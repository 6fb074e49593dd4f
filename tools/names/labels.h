// What a first tagger takes the words of a corpus for, as a fact of each word (WordEntry::label): a word that stands in many contexts
// is known by all of them when it is met in one that says little.
#ifndef RAWI_TOOLS_NAMES_LABELS_H
#define RAWI_TOOLS_NAMES_LABELS_H

#include <string>

#include "words.h"

namespace rawi::names {

// Tags a corpus (JSON Lines) with the model at `path`, and gives the words of `list` their labels.
void label_words(const std::string& corpus, const std::string& path, const Lexicon& lexicon, WordList& list);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_LABELS_H
