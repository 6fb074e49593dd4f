// Characters: UTF-8 decoded and classed for the tokenizer. Total: bytes that are not UTF-8 come out one by
// one as kBad; HTML character references come out as the character they stand for, with their length.
#ifndef RAWI_TOKENS_SCAN_H
#define RAWI_TOKENS_SCAN_H

#include <cstdint>
#include <string_view>

namespace rawi {

enum class CharKind : uint8_t { kSkip, kLetter, kLatin, kDigit, kSpace, kLine, kMark, kOpenQuote, kCloseQuote, kQuote, kBad };

struct Character {
  CharKind kind = CharKind::kBad;
  uint8_t size = 1;         // bytes in the text
  char mark = 0;            // ASCII stand-in of a mark or quote
  uint8_t value = 0;        // of a digit
  uint8_t folded_size = 0;  // bytes in `folded`
  char folded[8] = {};
};

// The character that begins at `at` (at < text.size()).
Character next_character(std::string_view text, uint32_t at);

// How many digits stand at `at`, at most 4.
int digit_run(std::string_view text, uint32_t at);

// After `run` digits from `at`: does ".5" or ",5" follow? (then the marks are separators of a list or date)
bool next_is_separator_and_digit(std::string_view text, uint32_t at, int run);

}  // namespace rawi

#endif  // RAWI_TOKENS_SCAN_H
