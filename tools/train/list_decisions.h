// The decisions of annotated reports as text, for training/context.py: what the context net sees of them, and what is right.
//
// Tab-separated lines, the first field their kind; tokens are counted within the report:
//   R  id  1 if the report is in the part that is left out  1 if its annotations were reviewed
//   T  lemma (hexadecimal)  the five facts of context_input.h                         a token
//   E  token  PLOVER type, 0 none  facts of event_input.h (hexadecimal)                 a word that might be an event
//   D  section (choice.h)  token  then: of a status, the status, and each one's score; of a quantity, what it counts + 1, or 0, with its
//      pairing, and what it might count, each with its score; else each candidate: 1 if right, its pairing (head, before, gap,
//      sentences, order, look, inside, none), its score
// A score is what the linear model (choice.h) says that has not learned from the report.
#ifndef RAWI_TOOLS_TRAIN_LIST_DECISIONS_H
#define RAWI_TOOLS_TRAIN_LIST_DECISIONS_H

#include <string>
#include <vector>

#include "gold.h"
#include "lexicon/lexicon.h"
#include "rounds.h"

namespace rawi::train {

// Throws Error when `path` cannot be written. The readers must have models.
void list_decisions(const std::string& path, const RoundOptions& options, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports);

// The lines R and T alone, of all reports of a corpus, for training/words.py; as none of them is annotated.
void list_words(const std::string& path, const RoundOptions& options, const Lexicon& lexicon, const std::string& corpus);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_LIST_DECISIONS_H
