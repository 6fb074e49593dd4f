// Tags: which of its readings each word most likely has in its place.
//
// A small scored choice from neighbours to the left (a preposition wants a noun, lam a verb, a sentence
// likes to begin with a verb); no search. Words without a reading are nouns, definite if they begin with the article.
#ifndef RAWI_TOKENS_TAGS_H
#define RAWI_TOKENS_TAGS_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "tokens/sentences.h"
#include "tokens/tokens.h"

namespace rawi {

namespace word {
inline constexpr std::string_view kGeneral = "\xC7\xE4\xD9\xC7\xE5";  // al-`amm, spelled like "the year"
inline constexpr std::string_view kInTheName = "\xC8\xC7\xD3\xE5";  // bi-smi, spelled like Basim
}

inline constexpr uint32_t kNoLexeme = 0xffffffff;

struct Tag {
  const Lexeme* lexeme = nullptr;  // of the chosen reading, or null
  uint32_t lexeme_id = kNoLexeme;
  Feats feats;
  Pos pos = Pos::kNone;            // kNone for marks and numbers
  uint8_t proclitics = 0;
  uint8_t suffix = 0;              // folded bytes of the pronoun, 0: none
  uint8_t suffix_gender = 0, suffix_number = 0, suffix_person = 0;

  bool is(Class c) const { return lexeme && lexeme->is(c); }
  bool verb() const { return pos == Pos::kVerb; }
  bool noun() const { return pos == Pos::kNoun || pos == Pos::kProper || pos == Pos::kAdjective; }
  bool definite() const { return proclitics & kAl; }
};

// `out` is cleared and gets one tag a token.
void tag(const Tokens& tokens, const Structure& structure, const Lexicon& lexicon, std::vector<Tag>& out);

}  // namespace rawi

#endif  // RAWI_TOKENS_TAGS_H
