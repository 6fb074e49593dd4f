// Names: the entities' names in a report, longest first, and relational adjectives.
//
// A name may carry proclitics (wa-, bi-, li-, lil-) on its first word, one quotation mark or hyphen between
// words, and no line break. A surface that is also a common word (ambiguous.tsv; a place also when the lexicon
// knows the word) counts only with a cue: a noun of its kind before it without article ("city", "newspaper"), a
// title, quotation marks; named so once, a place counts in the whole report after a preposition. A village whose name is one unknown word wants at least a preposition before it.
// Which of several entities of one name is meant is not decided here: see places.h.
// Total; nothing is allocated when `out` is warm.
#ifndef RAWI_MENTIONS_NAMES_H
#define RAWI_MENTIONS_NAMES_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "rawi/span.h"
#include "tokens/tokens.h"

namespace rawi {

// What the entities of a mention are, as bits: one surface may name a state, the country and a newspaper.
enum NameKind : uint8_t { kNamesPlace = 1, kNamesActor = 2, kNamesWeapon = 4, kNamesNisba = 8, kNamesPerson = 16 };  // a person is an actor, too

struct NameMention {
  Span span;                            // without proclitics
  uint32_t first = 0, last = 0;         // tokens, both included
  uint32_t node = Lexicon::kNowhere;    // Lexicon::names(node) are the candidates; kNowhere: a relational adjective
  uint32_t entity = kNoEntity;          // the first actor or weapon of that name; of an adjective its state
  uint8_t kinds = 0;                    // bits of NameKind
  uint8_t proclitics = 0;               // bits of Proclitic on the first word
  bool cued = false;                    // a cue stands beside it
  bool common = false;                  // one word that the lexicon knows, or that is a person's name
  bool preceded = false;                // a preposition, direction or place noun stands before it
  EntityKind noun = EntityKind::kNone;  // what kind of place the noun before it says
};

// May this candidate of a mention be meant, as far as the mention's own words and neighbours tell?
bool counts(const NameMention& mention, const NameEntry& candidate, const Lexicon& lexicon);

// The byte after so many folded letters of a word: where a name begins behind its proclitics.
uint32_t after_letters(std::string_view text, Span word, uint32_t letters);

// Finds the names in `text`, of which `tokens` are the tokens, in text order; mentions do not overlap.
void find_names(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<NameMention>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_NAMES_H
