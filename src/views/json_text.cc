#include "views/json_text.h"

#include <rapidjson/writer.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "views/string_out.h"

namespace rawi {
namespace {

constexpr uint64_t kEach = 0x0101010101010101ull;

// Has a word of eight bytes one that JSON escapes: a control character, a quotation mark, a backslash?
bool escapes_any(uint64_t word) {
  constexpr uint64_t kTop = kEach * 0x80;
  const auto zero = [](uint64_t w) { return (w - kEach) & ~w; };
  const uint64_t control = (word - kEach * 0x20) & ~word;
  return ((control | zero(word ^ kEach * '"') | zero(word ^ kEach * '\\')) & kTop) != 0;
}

// Per byte: 0 as it is, 'u' as \u00XX, else the letter after the backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> t{};
  for (size_t c = 0; c < 0x20; ++c) t[c] = 'u';
  t['\b'] = 'b', t['\f'] = 'f', t['\n'] = 'n', t['\r'] = 'r', t['\t'] = 't', t['"'] = '"', t['\\'] = '\\';
  return t;
}();

size_t plain_from(std::string_view s, size_t at) {
  for (uint64_t word; at + sizeof word <= s.size(); at += sizeof word) {
    std::memcpy(&word, s.data() + at, sizeof word);
    if (escapes_any(word)) break;
  }
  while (at < s.size() && !kEscapes[static_cast<unsigned char>(s[at])]) ++at;
  return at;
}

}  // namespace

void JsonText::string(std::string_view s) {
  room(2);
  separate();
  *at_++ = '"';
  for (size_t at = 0;;) {
    const size_t end = plain_from(s, at);
    put_long(s.substr(at, end - at));
    room(7);
    if (end == s.size()) break;
    const auto byte = static_cast<unsigned char>(s[end]);
    at = end + 1;
    *at_++ = '\\';
    *at_++ = kEscapes[byte];
    if (kEscapes[byte] != 'u') continue;
    constexpr char kDigits[] = "0123456789ABCDEF";
    put("00");
    *at_++ = kDigits[byte >> 4];
    *at_++ = kDigits[byte & 15];
  }
  *at_++ = '"';
}

void JsonText::number(int64_t n) {
  constexpr size_t kLongest = 24;
  room(kLongest);
  separate();
  at_ = std::to_chars(at_, at_ + kLongest, n).ptr;
}

// RapidJSON cuts off at the fifth decimal what it does not write in the fewest digits: left to it, so that a place keeps its bytes.
void JsonText::coordinate(double d) {
  room(1);
  separate();
  flush();
  StringOut stream{out_};
  rapidjson::Writer<StringOut> writer(stream);
  writer.SetMaxDecimalPlaces(5);
  writer.Double(std::round(d * 1e5) / 1e5);
}

}  // namespace rawi
