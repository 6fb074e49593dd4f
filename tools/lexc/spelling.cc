#include <algorithm>

#include "bytes/utf8.h"
#include "inflect.h"
#include "tokens/fold.h"

namespace rawi::lexc {
namespace {

constexpr std::string_view kFirstLetters = "'|>&<}AbptvjHxd*rzs$SDTZEg";  // 0xC1..0xDA
constexpr std::string_view kLastLetters = "fqklmnhwYy";                   // 0xE1..0xEA
constexpr char32_t kShadda = 0x651, kKasratan = 0x64D;

}  // namespace

std::string bw(std::string_view ascii) {
  std::string out;
  for (char c : ascii) {
    if (size_t i = kFirstLetters.find(c); i != kFirstLetters.npos) out += static_cast<char>(0xC1 + i);
    if (size_t i = kLastLetters.find(c); i != kLastLetters.npos) out += static_cast<char>(0xE1 + i);
  }
  return out;
}

Spelling spell(std::string_view utf8) {
  Spelling s;
  for (size_t at = 0; at < utf8.size();) {
    const uint32_t length = std::max(utf8_length(utf8, at), 1u);
    const char32_t c = utf8_decode(utf8, at, length);
    at += length;
    if (c == kShadda) s.shadda = static_cast<int>(s.letters.size()) - 1;
    if (c == kKasratan) s.tanwin = true;
    if (c >= 0x621 && c <= 0x64A && c != 0x640) s.letters += static_cast<char>(c - 0x621 + 0xC1);
  }
  return s;
}

std::string fold_letters(std::string_view letters) {
  std::string out;
  for (size_t i = 0; i < letters.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(letters[i]);
    const bool alef_next = i + 1 < letters.size() && static_cast<unsigned char>(letters[i + 1]) == letter::kAlef;
    switch (c) {
      case letter::kAlefHamza:
        if (alef_next) break;  // hamza and alif are written as one alif with madda
        [[fallthrough]];
      case letter::kAlefMadda:
      case letter::kAlefHamzaBelow: out += static_cast<char>(letter::kAlef); break;
      case letter::kAlefMaksura: out += static_cast<char>(letter::kYeh); break;
      default: out += letters[i]; break;
    }
  }
  return out;
}

void tidy(Paradigm& forms) {
  std::sort(forms.begin(), forms.end(), [](const Inflected& a, const Inflected& b) {
    return a.form != b.form ? a.form < b.form : a.feats.bits < b.feats.bits;
  });
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
}

}  // namespace rawi::lexc
