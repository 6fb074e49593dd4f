#include "content.h"

#include <algorithm>

#include "bytes/utf8.h"
#include "tokens/fold.h"
#include "tokens/letters.h"

namespace rawi::lexc {

uint32_t Strings::put(std::string_view s) {
  const auto [known, fresh] = known_.try_emplace(std::string(s), static_cast<uint32_t>(bytes_.size()));
  if (fresh) bytes_.append(s).push_back('\0');
  return known->second;
}

int country_index(std::string_view iso2) {
  if (iso2.size() != 2 || iso2[0] < 'A' || iso2[0] > 'Z' || iso2[1] < 'A' || iso2[1] > 'Z') return -1;
  return (iso2[0] - 'A') * 26 + (iso2[1] - 'A');
}

namespace {

enum class Kind { kNone, kArabic, kDigit, kLatin };

Kind kind_of(char32_t c) {
  if (is_arabic_letter(c)) return Kind::kArabic;
  if ((c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9)) return Kind::kDigit;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7)) return Kind::kLatin;
  return Kind::kNone;
}

char ascii_digit(char32_t c) { return static_cast<char>('0' + (c & 0xF)); }

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  Kind open = Kind::kNone;
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = std::max(utf8_length(text, at), 1u);
    const std::string_view bytes = text.substr(at, length);
    const char32_t c = utf8_decode(text, at, length);
    at += length;
    if (is_fold_dropped(c)) continue;
    const Kind kind = kind_of(c);
    if (kind != Kind::kNone) {
      if (kind != open) words.emplace_back();
      words.back() += kind == Kind::kDigit ? std::string(1, ascii_digit(c)) : fold(bytes);
    }
    open = kind;
  }
  return words;
}

}  // namespace rawi::lexc
