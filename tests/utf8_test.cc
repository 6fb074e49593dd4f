#include "bytes/utf8.h"

#include <gtest/gtest.h>

namespace rawi {
namespace {

TEST(Utf8, EveryCharacterComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string s;
    utf8_append(c, s);
    ASSERT_EQ(utf8_length(s, 0), s.size()) << static_cast<uint32_t>(c);
    ASSERT_EQ(utf8_decode(s, 0, utf8_length(s, 0)), c);
  }
}

TEST(Utf8, RefusesOverlongSurrogatesAndTooLarge) {
  for (const char* bad : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\x80", "\xFF", "\xD8"})
    EXPECT_EQ(utf8_length(bad, 0), 0u) << bad;
}

TEST(Utf8, CountsBrokenBytesInPlace) {
  EXPECT_EQ(count_broken("قال"), 0u);
  EXPECT_EQ(count_broken("قا\xFFل\xD8"), 2u);
  EXPECT_EQ(count_broken("\xED\xA0\x80"), 3u);
  EXPECT_EQ(count_characters("قا\xFFل\xD8"), 5u);
}

}  // namespace
}  // namespace rawi
