#include "intake/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "bytes/utf8.h"

namespace rawi {
namespace {

constexpr size_t kSample = 8192;     // bytes: the language of an article shows in its beginning
constexpr uint32_t kEnough = 40;     // letters

struct Letters {
  uint32_t all = 0, arabic = 0, foreign = 0;  // arabic: of the script; foreign: of it, letters that Arabic does not have
};

// Letters of the Arabic script that are Arabic's own.
bool own_letter(char32_t c) { return (c >= 0x621 && c <= 0x63A) || (c >= 0x640 && c <= 0x652) || c == 0x670 || c == 0x671; }
// Presentation forms are the same letters, drawn.
bool arabic_script(char32_t c) { return (c >= 0x600 && c <= 0x6FF) || (c >= 0x750 && c <= 0x77F) || (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC); }
bool drawn(char32_t c) { return c >= 0xFB50; }

// Nearly all of a report: what U+0600..U+06FF, two bytes each, adds to the count of all letters, and in the upper half to that of the
// foreign ones; by the two bytes, from the first pair.
constexpr unsigned kFirstPair = 0xD880, kLastPair = 0xDBBF;
using Weights = std::array<uint32_t, kLastPair - kFirstPair + 1>;
constexpr int kForeignShift = 16;
static_assert(kSample / 2 < 1 << kForeignShift);
const Weights& arabic_block() {
  static const Weights weights = [] {
    Weights w{};
    for (char32_t c = 0x600; c < 0x700; ++c)
      if (u_isalpha(static_cast<UChar32>(c))) w[((c >> 6 | 0xC0) << 8 | (c & 0x3F) | 0x80) - kFirstPair] = 1 | uint32_t{!own_letter(c)} << kForeignShift;
    return w;
  }();
  return weights;
}

Letters count(std::string_view text) {
  Letters out;
  const Weights& block = arabic_block();
  uint32_t met = 0;  // of the block
  for (size_t at = 0; at < text.size();) {
    for (; at + 1 < text.size(); at += 2) {
      const unsigned pair = static_cast<unsigned>(static_cast<unsigned char>(text[at])) << 8 | static_cast<unsigned char>(text[at + 1]);
      if ((pair & 0xFCC0) != kFirstPair) break;
      met += block[pair - kFirstPair];
    }
    if (at == text.size()) break;
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      out.all += (lead | 0x20) >= 'a' && (lead | 0x20) <= 'z';
      ++at;
      continue;
    }
    const uint32_t length = utf8_length(text, at);
    if (length == 0) {
      ++at;
      continue;
    }
    const char32_t c = utf8_decode(text, at, length);
    at += length;
    if (!u_isalpha(static_cast<UChar32>(c))) continue;
    ++out.all;
    if (!arabic_script(c)) continue;
    ++out.arabic;
    out.foreign += !own_letter(c) && !drawn(c);
  }
  constexpr uint32_t kLower = (1u << kForeignShift) - 1;
  out.all += met & kLower;
  out.arabic += met & kLower;
  out.foreign += met >> kForeignShift;
  return out;
}

// What CLD2 says, and nothing where it is not sure.
std::string ask(std::string_view text) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes = 0, valid = 0;
  bool reliable = false;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language found = CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, 0, languages, percents, scores,
                                                                       nullptr, &bytes, &reliable, &valid);
  if (!reliable || found == CLD2::UNKNOWN_LANGUAGE || valid < static_cast<int>(text.size())) return {};
  const std::string code = CLD2::LanguageCode(found);
  return code == "iw" ? "he" : code;
}

}  // namespace

std::string detect_language(std::string_view text) {
  size_t size = std::min(text.size(), kSample);
  while (size < text.size() && size > 0 && (text[size] & 0xC0) == 0x80) --size;
  text = text.substr(0, size);
  const Letters letters = count(text);
  if (letters.all < kEnough) return {};
  const bool arabic_letters = letters.arabic * 2 > letters.all;
  if (arabic_letters && letters.foreign * 100 < letters.arabic) return "ar";
  const std::string named = ask(text);
  if (arabic_letters) return named.empty() ? "ar" : named;
  // A text in other letters is not in Arabic, whoever wrote it.
  return named.empty() || named == "ar" ? "und" : named;
}

void judge_language(std::string_view declared, FieldBasis basis, Report& report) {
  report.language = detect_language(report.text);
  report.basis.language = report.language.empty() ? FieldBasis::kNone : FieldBasis::kDetected;
  const bool tag = !declared.empty() && declared.size() < 36 &&
                   std::all_of(declared.begin(), declared.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); });
  if (report.language.empty() && tag) {
    report.language = declared;
    report.basis.language = basis;
  } else if (!report.language.empty() && report.language != "ar" && report.readable()) {
    report.standing = ReportStanding::kForeign;
  }
}

}  // namespace rawi
