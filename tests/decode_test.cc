#include "bytes/decode.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "bytes/legacy.h"
#include "bytes/utf8.h"

namespace rawi {
namespace {

const std::string kText =
    "بغداد - قال متحدث باسم وزارة الداخلية، اليوم الأحد، إن «مسلحين مجهولين» هاجموا نقطة تفتيش غربي المدينة.\r\n"
    "وأضاف المتحدث أن القوات فرضت طوقا أمنيا في محيط الموقع، وبدأت التحقيق.\r\n";

// The inverse of the table under test, from the table itself; characters that it lacks become '?'.
std::string encode(const std::string& text, Legacy encoding) {
  std::map<std::string, char> bytes;
  for (int i = 0x80; i < 0x100; ++i) {
    const char byte = static_cast<char>(i);
    std::string utf8;
    if (legacy_to_utf8({&byte, 1}, encoding, utf8) == 0) bytes[utf8] = byte;
  }
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = utf8_length(text, at);
    const auto found = bytes.find(text.substr(at, length));
    out += length == 1 ? text[at] : found == bytes.end() ? '?' : found->second;
    at += length;
  }
  return out;
}

TEST(Decode, Utf8StaysTheVeryBytes) {
  for (const std::string& text : {kText, "\xEF\xBB\xBF" + kText, std::string(), std::string("plain")}) {
    const Decoded d = decode(text);
    EXPECT_EQ(d.text, text);
    EXPECT_EQ(d.encoding, "UTF-8");
    EXPECT_EQ(d.broken, 0u);
  }
}

TEST(Decode, Windows1256) {
  const Decoded d = decode(encode(kText, Legacy::kWindows1256));
  EXPECT_EQ(d.encoding, "windows-1256");
  EXPECT_EQ(d.text, kText);
  EXPECT_EQ(d.broken, 0u);
}

TEST(Decode, Iso8859_6) {
  std::string text = kText;  // the guillemets are not in ISO-8859-6
  for (const char* quote : {"«", "»"}) text.replace(text.find(quote), 2, "\"");
  const Decoded d = decode(encode(text, Legacy::kIso8859_6));
  EXPECT_EQ(d.encoding, "ISO-8859-6");
  EXPECT_EQ(d.text, text);
}

TEST(Decode, OneFileInTwoEncodings) {
  const Decoded d = decode(kText + encode(kText, Legacy::kWindows1256));
  EXPECT_EQ(d.encoding, "UTF-8, windows-1256");
  EXPECT_EQ(d.text, kText + kText);
}

TEST(Decode, DamageIsNoEncoding) {
  std::string text = kText;
  for (size_t at = 40; at < text.size(); at += 41) text.insert(at, 1, '\xFF');
  const Decoded d = decode(text);
  EXPECT_EQ(d.encoding, "UTF-8");
  EXPECT_EQ(d.text, text);
  EXPECT_GE(d.broken, text.size() / 41 - 1);
}

TEST(Decode, CutInsideACharacter) {
  const std::string cut = kText.substr(0, kText.find("قال") + 1);
  const Decoded d = decode(cut);
  EXPECT_EQ(d.text, cut);
  EXPECT_EQ(d.broken, 1u);
}

TEST(Decode, OtherEightBitTextIsNotTakenForArabic) {
  const std::string french = "Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 l'\xC9lys\xE9" "e, o\xF9 il a d\xE9jeun\xE9.";
  const Decoded d = decode(french);
  EXPECT_EQ(d.text, french);
  EXPECT_GT(d.broken, 0u);
}

TEST(Decode, EncodedTwice) {
  std::string twice;
  for (const char byte : kText) utf8_append(static_cast<unsigned char>(byte), twice);
  const Decoded d = decode(twice);
  EXPECT_EQ(d.encoding, "UTF-8 twice");
  EXPECT_EQ(d.text, kText);
  const std::string danish = "\xC3\x98" "resund og \xC3\x98" "sters\xC3\xB8" "en";
  EXPECT_EQ(decode(danish).text, danish);
}

TEST(Decode, Utf16WithAndWithoutMark) {
  std::string little;
  for (size_t at = 0; at < kText.size();) {
    const uint32_t length = utf8_length(kText, at);
    const char32_t c = utf8_decode(kText, at, length);
    little += static_cast<char>(c & 0xFF);
    little += static_cast<char>(c >> 8);
    at += length;
  }
  std::string big = little;
  for (size_t i = 0; i < big.size(); i += 2) std::swap(big[i], big[i + 1]);
  for (const std::string& mark : {std::string(), std::string("\xFF\xFE")}) {
    EXPECT_EQ(decode(mark + little).text, kText);
    EXPECT_EQ(decode(mark + little).encoding, "UTF-16LE");
  }
  EXPECT_EQ(decode("\xFE\xFF" + big).text, kText);
  EXPECT_EQ(decode(big + "!").broken, 1u);
}

}  // namespace
}  // namespace rawi
