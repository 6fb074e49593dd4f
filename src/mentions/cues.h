// Cues: the words of a report that can be part of a number or of a time, with all that they can mean.
//
// One pass over the readings of the tokens; numbers, times and quantities then look only at cues. A word
// may be several things (ithnayn: two, Monday; thaniya: second, a second): a Cue keeps one value a kind.
// Reuse a Cues: no allocation when warm. Nothing here fails.
#ifndef RAWI_MENTIONS_CUES_H
#define RAWI_MENTIONS_CUES_H

#include <cstdint>
#include <vector>

#include "lexicon/lexicon.h"
#include "tokens/tokens.h"

namespace rawi {

struct Cue {
  uint32_t token = 0;
  uint8_t proclitics = 0;   // of the reading with fewest clitics
  uint8_t weekday_proclitics = 0;
  bool may_wa = false;      // some reading has waw or fa before it: wahid is one, wa-ahad is "and one"
  uint8_t number_count = 0; // of a multiplier: 1 singular, 2 dual, 3 plural
  uint8_t unit_count = 0;   // of a time unit: 1 singular, 2 dual, 3 plural
  bool wide = false;        // awakhir: late, not the very end
  bool lone_wa = false;     // the word is just waw
  bool loose = false;       // of an accusative that may be a dual in the construct: alfa
  int8_t fraction = 0, fraction_count = 0, ordinal = 0, month = 0, hijri = 0, pair = 0, hijri_pair = 0, dhu = 0;
  int8_t weekday = 0, unit = 0, part = 0, deictic = 0, decade = 0;
  int64_t number = 0, multiplier = 0, vague = 0;
  uint64_t bits = 0;

  static constexpr uint64_t bit(Class c) { return uint64_t{1} << (static_cast<int>(c) - static_cast<int>(Class::kNumber)); }
  bool is(Class c) const { return bits & bit(c); }
  bool any(uint64_t mask) const { return bits & mask; }
  bool al() const { return proclitics & kAl; }
  bool wa() const { return proclitics & (kWa | kFa); }
};
static_assert(static_cast<int>(Class::kTimeZone) - static_cast<int>(Class::kNumber) < 64);

class Cues {
 public:
  void find(const Tokens& tokens, const Lexicon& lexicon);

  // The cue at a token; an empty one where there is none or no such token.
  const Cue& at(uint32_t token) const { return token < index_.size() ? all_[index_[token]] : all_[0]; }
  // Tokens, in order, with a reading that says what it counts: soldiers, rockets, dead (kCounting of cues.cc).
  const std::vector<uint32_t>& countable() const { return countable_; }
  // The cues in text order (tokens that are cues, numbers included).
  const std::vector<Cue>& all() const { return all_; }  // all()[0] is the empty cue

 private:
  std::vector<Cue> all_{Cue{}};
  std::vector<uint32_t> index_, countable_;
};

// How many tokens the fixed phrase that begins at `token` takes, or 0; `classes` gets the lexeme. The first
// word may carry wa, fa, bi or li.
uint32_t phrase_at(const Tokens& tokens, const Lexicon& lexicon, uint32_t token, const Lexeme** lexeme);

}  // namespace rawi

#endif  // RAWI_MENTIONS_CUES_H
