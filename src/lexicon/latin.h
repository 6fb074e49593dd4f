// Arabic names in Latin letters, as the gazetteer spells the names of places where Arabic is spoken.
//
// Arabic writes no short vowels, so which letters a name has in Latin is a guess. rawi-lexc learns the guess from the gazetteer's
// own pairs of names: for each letter, what is written for it (nothing to four letters) in the widest context of letters around it
// that enough names have. A third of unseen names come out letter by letter as the gazetteer has them; others differ in a vowel.
//
//   dhwyb -> "Dhuwayb"    al-jra'b -> "Al-Jaraib"    bltymwr -> "Baltimur", which is no name that its people know
#ifndef RAWI_LEXICON_LATIN_H
#define RAWI_LEXICON_LATIN_H

#include <cstdint>
#include <string>
#include <string_view>

namespace rawi {

class Lexicon;

// Contexts of a letter, the widest first; the narrowest is the letter alone.
inline constexpr int kLatinContexts = 6;

// The context at `level` of letter `at` of a folded word, of which `written` stands for the letters before.
uint64_t latin_context(int level, std::string_view folded, size_t at, std::string_view written);

// The words of a name, UTF-8, in Latin letters: articles as "Al-", a capital to each word. A name that the gazetteer has, of
// whatever place, is spelled as there, one in `country` (ISO 3166-1 alpha-2, or empty) before others.
std::string latin_name(const Lexicon& lexicon, std::string_view words, std::string_view country);

}  // namespace rawi

#endif  // RAWI_LEXICON_LATIN_H
