#include "views/text_of.h"

#include <algorithm>

#include "bytes/utf8.h"

namespace rawi {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool bidi_control(char32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool white(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029; }

bool control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF; }

}  // namespace

void append_utf8(std::string_view words, std::string& out) {
  for (size_t at = 0; at < words.size();) {
    const uint32_t length = utf8_length(words, at);
    if (length == 0)
      utf8_append(kReplacement, out);
    else
      out += words.substr(at, length);
    at += std::max(length, 1u);
  }
}

void append_printable(std::string_view words, std::string& out) {
  bool gap = false, begun = false;
  for (size_t at = 0; at < words.size();) {
    const uint32_t length = utf8_length(words, at);
    const char32_t c = length == 0 ? kReplacement : utf8_decode(words, at, length);
    at += std::max(length, 1u);
    if (white(c)) gap = true;
    if (white(c) || control(c) || bidi_control(c)) continue;
    if (gap && begun) out += ' ';
    gap = false;
    begun = true;
    utf8_append(c, out);
  }
}

uint32_t CodePoints::before(uint32_t at) {
  if (at < at_) at_ = count_ = 0;
  const std::string_view between = std::string_view(report_.text).substr(at_, at - at_);
  if (report_.broken > 0)
    count_ += count_characters(between);
  else
    count_ += static_cast<uint32_t>(std::count_if(between.begin(), between.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  at_ = at;
  return count_;
}

}  // namespace rawi
