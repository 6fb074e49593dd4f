// Folding of one code point: what the scanner calls for every character of a report.
//
// Nearly all characters of Arabic text are U+0600..U+06FF: one table look-up gives the folded byte.
// Presentation forms, controls and the rest take the slow way. fold.h says what is folded to what.
// Pure functions; nothing is allocated and nothing fails.
#ifndef RAWI_TOKENS_LETTERS_H
#define RAWI_TOKENS_LETTERS_H

#include <array>
#include <cstdint>

#include "tokens/fold.h"

namespace rawi {

// In a table of folded bytes: a character that leaves nothing (vowel mark, tatweel, control).
inline constexpr unsigned char kDropped = 0;

namespace detail {

struct CodeRange {
  char16_t first, last;
};

// Letters of other languages that use the script, as Arabic newspapers mean them.
struct Stand {
  char16_t from;
  unsigned char to;
};
inline constexpr Stand kStandIns[] = {
    {0x0671, letter::kAlef}, {0x0672, letter::kAlef}, {0x0673, letter::kAlef},
    {0x0679, letter::kTeh},  {0x067C, letter::kTeh},  {0x067E, letter::kBeh},  {0x0686, letter::kJeem},
    {0x0688, letter::kDal},  {0x0691, letter::kReh},  {0x0698, letter::kZain}, {0x06A4, letter::kFeh},
    {0x06A5, letter::kFeh},  {0x06A8, letter::kQaf},  {0x06A9, letter::kKaf},  {0x06AA, letter::kKaf},
    {0x06AD, letter::kKaf},  {0x06AF, letter::kKaf},  {0x06B5, letter::kLam},  {0x06BA, letter::kNoon},
    {0x06BE, letter::kHeh},  {0x06C0, letter::kHeh},  {0x06C1, letter::kHeh},  {0x06C2, letter::kHeh},
    {0x06C3, letter::kTehMarbuta}, {0x06C6, letter::kWaw}, {0x06C7, letter::kWaw}, {0x06C9, letter::kWaw},
    {0x06CB, letter::kWaw},  {0x06CC, letter::kYeh},  {0x06CD, letter::kYeh},  {0x06CE, letter::kYeh},
    {0x06D0, letter::kYeh},  {0x06D2, letter::kYeh},  {0x06D3, letter::kYeh},  {0x06D5, letter::kHeh},
};
inline constexpr CodeRange kMarks[] = {{0x0610, 0x061A}, {0x061C, 0x061C}, {0x0640, 0x0640}, {0x064B, 0x065F},
                                       {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E8}, {0x06EA, 0x06ED}};

constexpr std::array<unsigned char, 256> arabic_block() {
  std::array<unsigned char, 256> table{};
  for (auto& b : table) b = letter::kOther;
  for (int c = 0x21; c <= 0x4A; ++c) {
    if (c >= 0x3B && c <= 0x40) continue;
    table[c] = static_cast<unsigned char>(c + 0xA0);
  }
  table[0x22] = table[0x23] = table[0x25] = letter::kAlef;
  table[0x49] = letter::kYeh;
  for (Stand s : kStandIns) table[s.from - 0x600] = s.to;
  for (CodeRange r : kMarks)
    for (int c = r.first; c <= r.last; ++c) table[c - 0x600] = kDropped;
  return table;
}
inline constexpr std::array<unsigned char, 256> kArabicBlock = arabic_block();

// The same by the two bytes of a letter, the first one above: from kPairsBegin. What is no such pair has letter::kOther.
inline constexpr unsigned kPairsBegin = 0xD880;
inline constexpr std::array<unsigned char, 0xDBC0 - kPairsBegin> kArabicPairs = [] {
  std::array<unsigned char, 0xDBC0 - kPairsBegin> table{};
  for (unsigned p = 0; p < table.size(); ++p) {
    const unsigned pair = kPairsBegin + p;
    table[p] = (pair & 0xC0) == 0x80 ? kArabicBlock[(pair >> 8 & 3) << 6 | (pair & 0x3F)] : letter::kOther;
  }
  return table;
}();

// Presentation forms B, U+FE80..U+FEFC: base letters in the order of the block and how many shapes each has.
constexpr std::array<unsigned char, 128> forms_b() {
  std::array<unsigned char, 128> table{};
  constexpr unsigned char two[] = {letter::kAlefMadda, letter::kAlefHamza, letter::kWawHamza,
                                   letter::kAlefHamzaBelow, letter::kAlef, letter::kTehMarbuta, letter::kDal,
                                   letter::kThal, letter::kReh, letter::kZain, letter::kWaw, letter::kAlefMaksura};
  int at = 0;
  for (int c = letter::kHamza; c <= letter::kYeh; ++c) {
    if (c > letter::kGhain && c < letter::kFeh) continue;
    int shapes = c == letter::kHamza ? 1 : 4;
    for (unsigned char t : two)
      if (t == c) shapes = 2;
    for (int i = 0; i < shapes; ++i) table[at++] = kArabicBlock[c - 0xA0];
  }
  return table;  // lam-alef ligatures follow at 0x75: see fold_rare
}
inline constexpr std::array<unsigned char, 128> kFormsB = forms_b();

// Presentation forms A of single letters.
struct FormsA {
  char16_t first, last, base;
};
inline constexpr FormsA kFormsA[] = {
    {0xFB50, 0xFB51, 0x0671}, {0xFB56, 0xFB59, 0x067E}, {0xFB66, 0xFB69, 0x0679}, {0xFB6A, 0xFB6D, 0x06A4},
    {0xFB7A, 0xFB7D, 0x0686}, {0xFB8A, 0xFB8B, 0x0698}, {0xFB8E, 0xFB91, 0x06A9}, {0xFB92, 0xFB95, 0x06AF},
    {0xFB9E, 0xFB9F, 0x06BA}, {0xFBA4, 0xFBA5, 0x06C0}, {0xFBA6, 0xFBA9, 0x06C1}, {0xFBAA, 0xFBAD, 0x06BE},
    {0xFBAE, 0xFBAF, 0x06D2}, {0xFBD7, 0xFBD8, 0x06C7}, {0xFBE8, 0xFBE9, 0x0649}, {0xFBFC, 0xFBFF, 0x06CC}};

inline constexpr CodeRange kControls[] = {{0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x180E, 0x180E}, {0x200B, 0x200F},
                                          {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFE70, 0xFE7F},
                                          {0xFEFF, 0xFEFF}};

}  // namespace detail

// The most bytes that one code point folds to.
inline constexpr unsigned kFoldMost = 8;

// Anything outside the Arabic block and ASCII; appends to out[0..size) and returns the new size.
unsigned fold_rare(char32_t c, unsigned char* out, unsigned size);

// Folds `c` after the folded bytes out[0..size), which must have room for kFoldMost more, and returns the
// new size. A combining hamza changes the letter before it, which is why the bytes so far are needed.
inline unsigned fold_append(char32_t c, unsigned char* out, unsigned size) {
  if (c - 0x600u < 0x100u) {
    unsigned char b = detail::kArabicBlock[c - 0x600u];
    if (b > letter::kOther) {
      out[size] = b;
      return size + 1;
    }
    if (b == kDropped && c != 0x654) return size;
  } else if (c < 0x80) {
    out[size] = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return size + 1;
  }
  return fold_rare(c, out, size);
}

// A letter for folding: Arabic or stand-in letters, ASCII letters, presentation forms; not marks, digits, controls.
inline bool is_arabic_letter(char32_t c) {
  if (c - 0x600u < 0x100u) return detail::kArabicBlock[c - 0x600u] > letter::kOther;
  return (c >= 0xFB50 && c <= 0xFDFB && !(c >= 0xFD3E && c <= 0xFD4F)) || (c >= 0xFE80 && c <= 0xFEFC);
}

// A character that folding leaves out wherever it stands: vowel marks, tatweel, bidi and zero-width controls.
inline bool is_fold_dropped(char32_t c) {
  if (c - 0x600u < 0x100u) return detail::kArabicBlock[c - 0x600u] == kDropped;
  for (detail::CodeRange r : detail::kControls)
    if (c >= r.first && c <= r.last) return true;
  return false;
}

}  // namespace rawi

#endif  // RAWI_TOKENS_LETTERS_H
