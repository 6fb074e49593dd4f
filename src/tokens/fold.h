// Folding: the spelling under which a word is looked up, one byte a letter.
//
// Arabic letters U+0621..U+064A become the bytes of ISO-8859-6 (0xC1..0xEA), ASCII letters their lower
// case, other characters an escape (kOther) and their UTF-8 bytes. Left out: vowel marks, tatweel,
// bidi and zero-width controls. Made one: alif with hamza above, below, madda, wasla -> alif; final alif
// maqsura -> ya; Persian kaf, ya, heh and the like -> the Arabic letter; presentation forms -> their letters.
// Kept apart: ta marbuta and ha, waw and ya with hamza.  Digits are not folded here: see tokens.h.
//
// name_key folds further (ta marbuta -> ha, hamza seats -> bare letter, hamza dropped) and hashes:
// names are spelled with less care than words.
#ifndef RAWI_TOKENS_FOLD_H
#define RAWI_TOKENS_FOLD_H

#include <cstdint>
#include <string>
#include <string_view>

namespace rawi {

// Folded letters, by their ISO-8859-6 byte.
namespace letter {
inline constexpr unsigned char kHamza = 0xC1, kAlefMadda = 0xC2, kAlefHamza = 0xC3, kWawHamza = 0xC4,
    kAlefHamzaBelow = 0xC5, kYehHamza = 0xC6, kAlef = 0xC7, kBeh = 0xC8, kTehMarbuta = 0xC9, kTeh = 0xCA,
    kTheh = 0xCB, kJeem = 0xCC, kHah = 0xCD, kKhah = 0xCE, kDal = 0xCF, kThal = 0xD0, kReh = 0xD1,
    kZain = 0xD2, kSeen = 0xD3, kSheen = 0xD4, kSad = 0xD5, kDad = 0xD6, kTah = 0xD7, kZah = 0xD8,
    kAin = 0xD9, kGhain = 0xDA, kFeh = 0xE1, kQaf = 0xE2, kKaf = 0xE3, kLam = 0xE4, kMeem = 0xE5,
    kNoon = 0xE6, kHeh = 0xE7, kWaw = 0xE8, kAlefMaksura = 0xE9, kYeh = 0xEA;
inline constexpr unsigned char kOther = 0x01;  // escape before the UTF-8 bytes of any other letter
}  // namespace letter

// The folded form of one word given in UTF-8. For data and tests; the tokenizer folds as it scans.
std::string fold(std::string_view utf8);

// Hash of a folded form (64 bits, stable across machines and versions of an image).
uint64_t form_hash(std::string_view folded);

// Key of one word of a name, from its folded form.
uint64_t name_key(std::string_view folded);

}  // namespace rawi

#endif  // RAWI_TOKENS_FOLD_H
