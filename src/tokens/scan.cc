#include "tokens/scan.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cstring>

#include "tokens/letters.h"

namespace rawi {
namespace {

// Code points of marks and quotes beyond ASCII, with their ASCII stand-ins.
struct MarkRow {
  char32_t code;
  CharKind kind;
  char mark;
};
constexpr MarkRow kMarks[] = {
    {0xAB, CharKind::kOpenQuote, '<'},     {0xBB, CharKind::kCloseQuote, '>'},   {0x201C, CharKind::kOpenQuote, '"'},
    {0x201D, CharKind::kCloseQuote, '"'},  {0x201E, CharKind::kOpenQuote, '"'},  {0x2018, CharKind::kOpenQuote, '\''},
    {0x2019, CharKind::kCloseQuote, '\''}, {0x2039, CharKind::kOpenQuote, '\''}, {0x203A, CharKind::kCloseQuote, '\''},
    {0x60C, CharKind::kMark, ','},         {0x61B, CharKind::kMark, ';'},        {0x61F, CharKind::kMark, '?'},
    {0x66A, CharKind::kMark, '%'},         {0x66B, CharKind::kMark, '.'},        {0x66C, CharKind::kMark, ','},
    {0x6D4, CharKind::kMark, '.'},         {0x2013, CharKind::kMark, '-'},       {0x2014, CharKind::kMark, '-'},
    {0x2026, CharKind::kMark, '.'},        {0x2022, CharKind::kMark, '*'},       {0xB7, CharKind::kMark, '*'},
};

// The class of ASCII characters, computed once.
constexpr std::array<Character, 128> ascii_table() {
  std::array<Character, 128> t{};
  for (int c = 0; c < 128; ++c) {
    Character& x = t[static_cast<size_t>(c)];
    const bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
    if (c == '\n') x.kind = CharKind::kLine;
    else if (c <= ' ' || c == 127) x.kind = CharKind::kSpace;
    else if (c >= '0' && c <= '9') x.kind = CharKind::kDigit, x.value = static_cast<uint8_t>(c - '0');
    else if (lower || upper) {
      x.kind = CharKind::kLatin;
      x.folded_size = 1;
      x.folded[0] = static_cast<char>(upper ? c + 32 : c);
    } else {
      x.kind = c == '"' || c == '\'' ? CharKind::kQuote : CharKind::kMark;
      x.mark = static_cast<char>(c);
    }
  }
  return t;
}
constexpr std::array<Character, 128> kAscii = ascii_table();

Character classify(char32_t c) {
  Character out;
  if (c < 128) return kAscii[c];
  if (is_fold_dropped(c)) {
    out.kind = CharKind::kSkip;
    return out;
  }
  const bool arabic = is_arabic_letter(c);
  if (arabic || u_isalpha(static_cast<UChar32>(c))) {
    out.kind = arabic ? CharKind::kLetter : CharKind::kLatin;
    out.folded_size = static_cast<uint8_t>(fold_append(c, reinterpret_cast<unsigned char*>(out.folded), 0));
    return out;
  }
  for (const MarkRow& m : kMarks)
    if (m.code == c) {
      out.kind = m.kind;
      out.mark = m.mark;
      return out;
    }
  if (const int32_t digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) {
    out.kind = CharKind::kDigit;
    out.value = static_cast<uint8_t>(digit);
  } else if (c == 0x2028 || c == 0x2029 || c == 0x85) {
    out.kind = CharKind::kLine;
  } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) || u_iscntrl(static_cast<UChar32>(c)) || c == 0xFFFD) {
    out.kind = CharKind::kSpace;
  } else {
    out.kind = CharKind::kMark;
    out.mark = '*';
  }
  return out;
}

// Nine characters in ten are of this block: their classes, computed once.
constexpr char32_t kArabicBlockStart = 0x600;
std::array<Character, 256> arabic_classes() {
  std::array<Character, 256> t;
  for (char32_t c = 0; c < t.size(); ++c) {
    t[c] = classify(kArabicBlockStart + c);
    t[c].size = 2;
  }
  return t;
}
const std::array<Character, 256> kArabic = arabic_classes();

struct Reference {
  const char* name;
  char32_t code;
};
constexpr Reference kReferences[] = {
    {"quot;", '"'},     {"amp;", '&'},      {"lt;", '<'},       {"gt;", '>'},       {"apos;", '\''},   {"nbsp;", 0xA0},
    {"laquo;", 0xAB},   {"raquo;", 0xBB},   {"ldquo;", 0x201C}, {"rdquo;", 0x201D}, {"lsquo;", 0x2018}, {"rsquo;", 0x2019},
    {"ndash;", 0x2013}, {"mdash;", 0x2014}, {"hellip;", 0x2026}, {"zwnj;", 0x200C}, {"zwj;", 0x200D},  {"rlm;", 0x200F},
    {"lrm;", 0x200E},   {"shy;", 0xAD},
};

// "&#1234;" or "&#x4d2;": the code point and, in `size`, the bytes; 0 when it is none.
char32_t numeric_reference(std::string_view s, uint8_t& size) {
  size_t i = 2;
  const bool hex = i < s.size() && (s[i] == 'x' || s[i] == 'X');
  if (hex) ++i;
  char32_t code = 0;
  const size_t first = i;
  for (; i < s.size() && i < first + 7; ++i) {
    const char ch = s[i];
    int digit = -1;
    if (ch >= '0' && ch <= '9') digit = ch - '0';
    else if (hex && ((ch | 32) >= 'a' && (ch | 32) <= 'f')) digit = (ch | 32) - 'a' + 10;
    if (digit < 0) break;
    code = code * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (i == first || i >= s.size() || s[i] != ';' || code > 0x10FFFF) return 0;
  size = static_cast<uint8_t>(i + 1);
  return code;
}

// The character that an HTML reference at the front of `s` stands for, or 0.
char32_t reference(std::string_view s, uint8_t& size) {
  if (s.size() > 3 && s[1] == '#') return numeric_reference(s, size);
  for (const Reference& r : kReferences) {
    const size_t n = std::strlen(r.name);
    if (s.substr(1, n) == r.name) {
      size = static_cast<uint8_t>(n + 1);
      return r.code;
    }
  }
  return 0;
}

}  // namespace

Character next_character(std::string_view text, uint32_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) {
    if (byte == '&') {
      uint8_t size = 0;
      if (const char32_t code = reference(text.substr(at, 12), size)) {
        Character c = classify(code);
        c.size = size;
        return c;
      }
    }
    if (byte == '\'' && at + 1 < text.size() && text[at + 1] == '\'') {  // two apostrophes: one quotation mark
      Character c = kAscii['"'];
      c.size = 2;
      return c;
    }
    return kAscii[byte];
  }
  if ((byte & 0xFC) == 0xD8 && at + 1 < text.size()) {  // D8..DB: U+0600..U+06FF in two bytes
    const auto low = static_cast<unsigned char>(text[at + 1]);
    if ((low & 0xC0) == 0x80) return kArabic[(byte & 3u) << 6 | (low & 0x3Fu)];
  }
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  auto i = static_cast<int32_t>(at);
  UChar32 code;
  U8_NEXT(s, i, static_cast<int32_t>(text.size()), code);
  if (code < 0) return Character{};  // one bad byte
  Character c = classify(static_cast<char32_t>(code));
  c.size = static_cast<uint8_t>(i - static_cast<int32_t>(at));
  return c;
}

int digit_run(std::string_view text, uint32_t at) {
  int n = 0;
  while (n < 4 && at < text.size()) {
    const Character c = next_character(text, at);
    if (c.kind != CharKind::kDigit) break;
    at += c.size;
    ++n;
  }
  return n;
}

bool next_is_separator_and_digit(std::string_view text, uint32_t at, int run) {
  for (; run > 0 && at < text.size(); --run) at += next_character(text, at).size;
  if (at >= text.size()) return false;
  const Character c = next_character(text, at);
  return c.kind == CharKind::kMark && (c.mark == '.' || c.mark == ',' || c.mark == '/' || c.mark == '-') &&
         digit_run(text, at + c.size) > 0;
}

}  // namespace rawi
