// Clitics: every way to take proclitics and a pronoun off a folded word such that the lexicon knows the rest.
#ifndef RAWI_TOKENS_CLITICS_H
#define RAWI_TOKENS_CLITICS_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "tokens/tokens.h"

namespace rawi {

// Appends the readings of `folded` to `out`, the ones with fewest clitics first; returns how many
// (at most kMaxReadings). `hash` is form_hash(folded).
inline constexpr int kMaxReadings = 8;
uint8_t analyze(std::string_view folded, uint64_t hash, const Lexicon& lexicon, std::vector<Reading1>& out);

// The proclitics that a word of unknown stem may carry, by spelling alone: a place or a person's name
// after wa, bi, li, lil. Returns how many (at most 4) and fills the bytes to skip; `with_al` says that
// the stem lost its article's alif to li (lil-iraq: skip 1, read al-iraq).
struct Strip {
  uint8_t bytes;       // folded bytes to leave out
  uint8_t proclitics;  // bits of Proclitic
  bool restore_al;     // the rest stands for alif + rest ("l" of al- is kept, its alif is not written)
};
int possible_strips(std::string_view folded, Strip out[4]);
// name_key of what is left; 0 where a word is too long to be one.
uint64_t stripped_key(std::string_view folded, const Strip& strip);

}  // namespace rawi

#endif  // RAWI_TOKENS_CLITICS_H
