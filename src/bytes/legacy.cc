#include "bytes/legacy.h"

#include <iconv.h>
#include <uchardet.h>

#include <array>
#include <memory>

#include "bytes/utf8.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
using Table = std::array<char32_t, 128>;  // of the bytes 0x80..0xFF

Table make_table(const char* name) {
  const iconv_t converter = iconv_open("UTF-32LE", name);
  if (converter == reinterpret_cast<iconv_t>(-1))
    throw Error(std::string("the C library cannot convert from ") + name + ": install its gconv modules (libc6)");
  Table table;
  for (size_t i = 0; i < table.size(); ++i) {
    char byte = static_cast<char>(0x80 + i);
    char32_t c = 0;
    char* in = &byte;
    char* out = reinterpret_cast<char*>(&c);
    size_t in_left = 1, out_left = sizeof c;
    table[i] = iconv(converter, &in, &in_left, &out, &out_left) == 0 ? c : kReplacement;
  }
  iconv_close(converter);
  return table;
}

const Table& table_of(Legacy encoding) {
  static const Table windows = make_table("CP1256");
  static const Table iso = make_table("ISO-8859-6");
  return encoding == Legacy::kWindows1256 ? windows : iso;
}

bool arabic_letter(char32_t c) { return (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A); }

// Arabic comma, semicolon, question mark, tatweel, tanwin; no-break space and the punctuation of windows-1256.
bool arabic_company(char32_t c) {
  return c == 0x60C || c == 0x61B || c == 0x61F || (c >= 0x640 && c <= 0x652) || c == 0xA0 || c == 0xAB ||
         c == 0xBB || (c >= 0x2010 && c <= 0x2026) || c == 0x200C || c == 0x200F;
}

// How much of the high bytes is Arabic under an encoding, 0 to 1. Text read under the wrong one of the two
// is full of accented Latin letters (about a quarter) or of holes (about a tenth).
double plausibility(std::string_view bytes, Legacy encoding) {
  const Table& table = table_of(encoding);
  size_t high = 0, good = 0;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) continue;
    const char32_t character = table[c - 0x80];
    ++high;
    good += arabic_letter(character) || arabic_company(character);
  }
  return high == 0 ? 0 : static_cast<double>(good) / static_cast<double>(high);
}

Legacy uchardet_verdict(std::string_view bytes) {
  const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return Legacy::kNone;
  uchardet_data_end(detector.get());
  const std::string_view name = uchardet_get_charset(detector.get());
  if (name == "WINDOWS-1256") return Legacy::kWindows1256;
  if (name == "ISO-8859-6") return Legacy::kIso8859_6;
  return Legacy::kNone;
}

// Arabic encoded twice is one part in four or more of the two letters that D8 and D9 turn into.
bool looks_doubled(std::string_view text) {
  const std::string_view front = text.substr(0, 1000);
  size_t leads = 0;
  for (size_t i = 0; i + 1 < front.size(); ++i)
    leads += front[i] == '\xC3' && (front[i + 1] == '\x98' || front[i + 1] == '\x99');
  return leads * 6 > front.size();
}

}  // namespace

bool undo_double_utf8(std::string_view text, std::string& out) {
  if (!looks_doubled(text)) return false;
  static const Table western = make_table("CP1252");
  out.clear();
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = utf8_length(text, at);
    if (length == 0) return false;
    char32_t c = utf8_decode(text, at, length);
    at += length;
    for (size_t i = 0; c > 0xFF && i < 0x20; ++i)
      if (western[i] == c) c = static_cast<char32_t>(0x80 + i);
    if (c > 0xFF) return false;
    out += static_cast<char>(c);
  }
  return count_broken(out) * 20 < out.size();
}

const char* legacy_name(Legacy encoding) {
  return encoding == Legacy::kWindows1256 ? "windows-1256" : encoding == Legacy::kIso8859_6 ? "ISO-8859-6" : "UTF-8";
}

uint32_t legacy_to_utf8(std::string_view bytes, Legacy encoding, std::string& out) {
  const Table& table = table_of(encoding);
  uint32_t missing = 0;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) {
      out += byte;
      continue;
    }
    missing += table[c - 0x80] == kReplacement;
    utf8_append(table[c - 0x80], out);
  }
  return missing;
}

Legacy detect_legacy(std::string_view bytes) {
  constexpr double kBelieved = 0.95;
  const Legacy verdict = uchardet_verdict(bytes);
  if (verdict != Legacy::kNone && plausibility(bytes, verdict) >= kBelieved) return verdict;
  const double windows = plausibility(bytes, Legacy::kWindows1256);
  const double iso = plausibility(bytes, Legacy::kIso8859_6);
  if (windows < kBelieved && iso < kBelieved) return Legacy::kNone;
  return windows >= iso ? Legacy::kWindows1256 : Legacy::kIso8859_6;
}

}  // namespace rawi
