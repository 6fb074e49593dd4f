// Noun phrases: the participants that a clause can have.
//
// A phrase runs from its first noun over its construct, adjectives and apposed name; it ends before a verb, a
// preposition, a clitic that opens another phrase, or punctuation (a quoted name after its noun stays inside). A noun that
// evokes an event is a phrase of one word, so that its own participants stand beside it, not in it. The head looks
// through counts and parts: in "thalathat min qadat al-huthiyin" the head is "qadat".
#ifndef RAWI_MENTIONS_PHRASES_H
#define RAWI_MENTIONS_PHRASES_H

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mentions/names.h"
#include "tokens/sentences.h"
#include "tokens/tags.h"
#include "tokens/tokens.h"

namespace rawi {

struct Phrase {
  uint32_t first = 0, last = 0;  // tokens, half open
  uint32_t head = 0;             // token
  int32_t preposition = -1;      // the token whose preposition governs it (its own first token for bi-, li-), or -1
  Span span;                     // without proclitics of its first word
  bool event = false;            // the head evokes an event
  bool definite = false;
  bool coordinated = false;      // begins with wa-: goes on from the phrase before
  bool construct = false;        // follows an event noun directly: its first participant
  bool adjective = false;        // a relational adjective after an event noun, standing for a participant
  bool counted = false;          // begins with a number or a vague count
  int8_t gender = 0, number = 0; // of the head: as in Feats
};

// `name_of`, `time_of`: per token, an index >= 0 into `names` where the token belongs to a known name; into the times. A phrase
// does not run on into a time ("CNN | al-arbi`a'").
void find_phrases(std::string_view text, const Lexicon& lexicon, const Tokens& tokens, const Structure& structure, std::span<const Tag> tags,
                  std::span<const NameMention> names, std::span<const int32_t> name_of, std::span<const int32_t> time_of,
                  std::vector<Phrase>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_PHRASES_H
