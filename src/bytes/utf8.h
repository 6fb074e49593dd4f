// UTF-8 over bytes that may be anything.
//
// Nothing here allocates or fails; a byte that begins no well-formed character (Unicode 15, table 3-7:
// no overlong forms, no surrogates, nothing above U+10FFFF) counts as one broken byte.
#ifndef RAWI_BYTES_UTF8_H
#define RAWI_BYTES_UTF8_H

#include <cstdint>
#include <string>
#include <string_view>

namespace rawi {

// Length in bytes of the well-formed character that begins at text[at], or 0. `at` < text.size().
uint32_t utf8_length(std::string_view text, size_t at);

// The character at text[at], which must be well-formed and `length` bytes long.
char32_t utf8_decode(std::string_view text, size_t at, uint32_t length);

void utf8_append(char32_t c, std::string& out);

// Bytes of `text` that belong to no well-formed character; 0 for all of good UTF-8.
uint32_t count_broken(std::string_view text);

// Characters in `text`, a broken byte counting as one.
uint32_t count_characters(std::string_view text);

}  // namespace rawi

#endif  // RAWI_BYTES_UTF8_H
