// Tokens: the words, numbers and marks of a report, with what each word can be.
//
// tokenize() is total: any bytes give tokens. Spans are bytes of the report's text and fall on character
// boundaries; a character that cannot be decoded separates words. HTML entities are read as the
// character they stand for and their span is the whole entity. A Tokens may be reused: no allocation
// when warm.
//
//   text      w a l i l - m a d i n a ,
//   token     [    word              ][mark]
//   readings  wa+li+al / madina (noun, feminine)      proclitics are bits, the stem is a lexicon form
#ifndef RAWI_TOKENS_TOKENS_H
#define RAWI_TOKENS_TOKENS_H

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/huge_pages.h"
#include "lexicon/lexicon.h"
#include "rawi/span.h"

namespace rawi {

enum class TokenKind : uint8_t { kWord, kNumber, kMark, kOpenQuote, kCloseQuote, kQuote, kLatin, kBreak };

// Proclitics found before a stem, as bits.
enum Proclitic : uint8_t {
  kWa = 1, kFa = 2, kBa = 4, kKa = 8, kLi = 16, kAl = 32, kSa = 64, kInterrogative = 128
};

// One way to read a word: clitics off, and the lexicon's form of what is left.
struct Reading1 {
  uint32_t lexeme;
  Feats feats;
  uint8_t proclitics;    // bits of Proclitic
  uint8_t suffix;        // length of the pronoun suffix in folded bytes, 0: none
  uint8_t stem;          // where the stem begins in the folded form
  uint8_t suffix_person; // of the pronoun: 1, 2, 3
  uint8_t suffix_gender; // 0 either, 1 masculine, 2 feminine
  uint8_t suffix_number; // 1, 2, 3
};

// A cache line: a huge report is mostly tokens.
struct alignas(64) Token {
  Span span;
  uint32_t fold = 0;        // offset of the folded form in Tokens::folded
  uint32_t first_reading = 0;
  int64_t number = 0;       // kNumber: its value when it is an integer (thousands separators read)
  uint64_t hash = 0;        // form_hash of the folded form (words, Latin)
  uint64_t key = 0;         // name_key of the folded form
  ClassSet classes;         // of any reading
  uint16_t fold_size = 0;
  TokenKind kind = TokenKind::kMark;
  char mark = 0;            // ASCII stand-in of a mark: '.', ',', ';', ':', '!', '?', '(', ')', '-', '/', '%', ...
  uint16_t lines_before : 6 = 0;  // line breaks between the token before and this one, at most kMostLines
  uint16_t digits : 5 = 0;        // kNumber: how many digits were written
  uint16_t decimals : 5 = 0;      // kNumber: digits after the decimal mark; value = number / 10^decimals
  uint8_t readings : 4 = 0;
  bool space_before : 1 = false;   // white space, or a line's start, before it
  bool evokes : 1 = false;         // some reading can evoke an event
  bool begins_name : 1 = false;    // a name of the lexicon may begin with it, or with what proclitics leave of it
  bool begins_phrase : 1 = false;  // a fixed phrase may begin with it, or with what one letter leaves of it

  static constexpr int kMostLines = 63;

  bool may_be(Class c) const { return classes.is(c); }
};
static_assert(sizeof(Token) == 64);

// What words were found to be, so that a word met again is not analysed again: news repeats itself. A table by hash in sets of two,
// the one met last first; a new word takes the place of the second. 64 bits of hash stand for the word. A slot is a cache line:
// readings beyond its room, which one word in five has, lie apart.
struct WordCache {
  static constexpr size_t kSets = 1 << 16, kWays = 2, kRoom = 2, kMore = 6;
  static constexpr uint32_t kNoMore = 0xffffffff;
  struct alignas(64) Slot {
    uint64_t hash = 0, key = 0;
    ClassSet classes;
    Reading1 reading[kRoom];
    uint32_t more = kNoMore;  // a row of `more`; it stays with the slot when another word comes
    uint8_t readings = 0;
    uint8_t facts = 0;        // bits: evokes, begins_name, begins_phrase of Token
  };
  static_assert(sizeof(Slot) == 64);
  struct Set {
    Slot ways[kWays];
  };
  std::vector<Set, HugePages<Set>> sets;
  std::vector<std::array<Reading1, kMore>> more;
  std::string lexicon;  // version that the readings are from
};

struct Tokens {
  WordCache cache;  // outlives clear()
  std::vector<Token> all;
  std::vector<Reading1> readings;
  std::string folded;

  std::string_view fold(const Token& t) const { return std::string_view(folded).substr(t.fold, t.fold_size); }
  std::span<const Reading1> read(const Token& t) const {
    return std::span(readings).subspan(t.first_reading, t.readings);
  }
  void clear() {
    all.clear();
    readings.clear();
    folded.clear();
  }
};

// Splits `text` into tokens and looks every word up. `out` is cleared first.
void tokenize(std::string_view text, const Lexicon& lexicon, Tokens& out);

}  // namespace rawi

#endif  // RAWI_TOKENS_TOKENS_H
