#include "bytes/utf8.h"

#include <simdjson.h>

namespace rawi {
namespace {

unsigned char byte_at(std::string_view text, size_t at) { return static_cast<unsigned char>(text[at]); }

bool in(unsigned char c, unsigned low, unsigned high) { return c >= low && c <= high; }

}  // namespace

uint32_t utf8_length(std::string_view text, size_t at) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const uint32_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < length) return 0;
  // The second byte is narrower after the leads that could begin overlong forms, surrogates or too much.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (!in(byte_at(text, at + 1), low, high)) return 0;
  for (uint32_t i = 2; i < length; ++i)
    if (!in(byte_at(text, at + i), 0x80, 0xBF)) return 0;
  return length;
}

char32_t utf8_decode(std::string_view text, size_t at, uint32_t length) {
  const unsigned char lead = byte_at(text, at);
  if (length == 1) return lead;
  char32_t c = lead & (0x7F >> length);
  for (uint32_t i = 1; i < length; ++i) c = c << 6 | (byte_at(text, at + i) & 0x3F);
  return c;
}

void utf8_append(char32_t c, std::string& out) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

uint32_t count_broken(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return 0;
  uint32_t broken = 0;
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = utf8_length(text, at);
    broken += length == 0;
    at += length == 0 ? 1 : length;
  }
  return broken;
}

uint32_t count_characters(std::string_view text) {
  uint32_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const uint32_t length = utf8_length(text, at);
    at += length == 0 ? 1 : length;
  }
  return count;
}

}  // namespace rawi
