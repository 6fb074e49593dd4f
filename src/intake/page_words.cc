#include "intake/page_words.h"

#include "bytes/utf8.h"

namespace rawi {
namespace {

constexpr char32_t kAlef = 0x627, kMadda = 0x622, kHamzaAbove = 0x623, kHamzaBelow = 0x625, kWasla = 0x671, kTaMarbuta = 0x629, kHa = 0x647, kMaqsura = 0x649, kYa = 0x64A;
constexpr char32_t kPersianYa = 0x6CC, kPersianKaf = 0x6A9, kKaf = 0x643, kTatweel = 0x640, kFirstMark = 0x64B, kLastMark = 0x652;
constexpr char32_t kComma = 0x60C, kFirstLetter = 0x621, kIso = 0x560;  // U+0621 is 0xC1 in ISO-8859-6

char32_t plain(char32_t c) {
  switch (c) {
    case kMadda: case kHamzaAbove: case kHamzaBelow: case kWasla: return kAlef;
    case kTaMarbuta: return kHa;
    case kMaqsura: case kPersianYa: return kYa;
    case kPersianKaf: return kKaf;
    default: return c;
  }
}

}  // namespace

std::string fold_words(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = utf8_length(text, at);
    const char32_t c = length == 0 ? U' ' : plain(utf8_decode(text, at, length));
    at += length == 0 ? 1 : length;
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    } else if (c >= 0x660 && c <= 0x669) {
      out += static_cast<char>('0' + (c - 0x660));
    } else if (c >= 0x6F0 && c <= 0x6F9) {
      out += static_cast<char>('0' + (c - 0x6F0));
    } else if (c >= kFirstLetter && c <= kYa && c != kTatweel) {
      out += static_cast<char>(c - kIso);
    } else if (c == kComma) {
      out += ',';
    } else if (c != kTatweel && (c < kFirstMark || c > kLastMark) && c != 0x200E && c != 0x200F) {
      out += ' ';
    }
  }
  return out;
}

}  // namespace rawi
