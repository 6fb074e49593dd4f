#include "tokens/fold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "tokens/letters.h"

namespace rawi {
namespace {

TEST(Fold, OneByteALetter) {
  EXPECT_EQ(fold("كتب"), (std::string{static_cast<char>(letter::kKaf), static_cast<char>(letter::kTeh),
                                      static_cast<char>(letter::kBeh)}));
  EXPECT_EQ(fold("Reuters"), "reuters");
}

TEST(Fold, SpellingsOfOneWordMeet) {
  EXPECT_EQ(fold("أَكَّدَ"), fold("اكد"));
  EXPECT_EQ(fold("إعـــلان"), fold("اعلان"));
  EXPECT_EQ(fold("آخر"), fold("اخر"));
  EXPECT_EQ(fold("مستشفى"), fold("مستشفي"));
  EXPECT_EQ(fold("کردستان"), fold("كردستان"));
  EXPECT_EQ(fold("تهران\u200C"), fold("تهران"));
  EXPECT_EQ(fold("\u202Bبغداد\u202C"), fold("بغداد"));
  EXPECT_EQ(fold("\uFEA3\uFEE0\uFE90"), fold("حلب"));
  EXPECT_EQ(fold("\uFEFB"), fold("لا"));
  EXPECT_EQ(fold("\uFEF5"), fold("لآ"));
  EXPECT_EQ(fold("\uFEF4"), fold("ي"));
}

TEST(Fold, KeepsApartWhatDistinguishesWords) {
  EXPECT_NE(fold("مدرسة"), fold("مدرسه"));
  EXPECT_NE(fold("سؤال"), fold("سوال"));
  EXPECT_NE(fold("رئيس"), fold("رييس"));
}

TEST(Fold, CombiningHamzaMakesItsSeat) {
  EXPECT_EQ(fold("و\u0654"), fold("ؤ"));
  EXPECT_EQ(fold("ي\u0654"), fold("ئ"));
  EXPECT_EQ(fold("ا\u0654"), fold("أ"));
  EXPECT_EQ(fold("\u0654"), "");
}

TEST(Fold, OtherLettersAreEscapedWhole) {
  EXPECT_EQ(fold("é"), std::string("\x01") + "é");
  EXPECT_EQ(fold("\xFF"), std::string("\x01\xFF"));
  EXPECT_EQ(fold("\xE2\x80"), std::string("\x01\xE2\x01\x80"));
}

TEST(Fold, EveryCodePointFitsItsRoom) {
  unsigned char out[kFoldMost];
  for (char32_t c = 0; c <= 0x10FFFF; ++c) ASSERT_LE(fold_append(c, out, 0), kFoldMost) << static_cast<uint32_t>(c);
}

TEST(NameKey, ForgivesHamzaAndTaMarbuta) {
  EXPECT_EQ(name_key(fold("فاطمة")), name_key(fold("فاطمه")));
  EXPECT_EQ(name_key(fold("مؤيد")), name_key(fold("مويد")));
  EXPECT_EQ(name_key(fold("صنعاء")), name_key(fold("صنعا")));
  EXPECT_NE(name_key(fold("حلب")), name_key(fold("حلبي")));
}

TEST(Hash, DiffersByLengthAndTail) {
  EXPECT_NE(form_hash("aaaaaaaa"), form_hash("aaaaaaaaa"));
  EXPECT_NE(form_hash(""), form_hash(std::string_view("\0", 1)));
  EXPECT_NE(form_hash("abcdefghi"), form_hash("abcdefghj"));
  EXPECT_NE(name_key(std::string(64, 'a')), name_key(std::string(65, 'a')));
}

// form_hash in its simplest form.
uint64_t naive_hash(std::string_view bytes) {
  __extension__ using Wide = unsigned __int128;
  constexpr uint64_t kSeed = 0x9e3779b97f4a7c15, kMix = 0xd6e8feb86659fd93;
  const auto mix = [](uint64_t a, uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  uint64_t hash = kSeed ^ bytes.size();
  for (;;) {
    uint64_t word = 0;
    for (size_t i = 0; i < std::min<size_t>(bytes.size(), 8); ++i) word |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    if (bytes.size() <= 8) return mix(hash ^ word, kMix ^ kSeed);
    hash = mix(hash ^ word, kMix);
    bytes.remove_prefix(8);
  }
}

TEST(Fold, TheHashIsThatOfItsSimplestForm) {
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(form_hash(bytes), naive_hash(bytes)) << bytes.size();
    bytes.push_back(static_cast<char>(i * 37 + 200));
  }
}

TEST(Fold, APairOfBytesFoldsAsItsLetter) {
  for (char32_t c = 0x600; c < 0x700; ++c) {
    const auto pair = static_cast<unsigned>((c >> 6 | 0xC0) << 8 | (c & 0x3F) | 0x80);
    EXPECT_EQ(detail::kArabicPairs[pair - detail::kPairsBegin], detail::kArabicBlock[c - 0x600]) << static_cast<uint32_t>(c);
  }
  EXPECT_EQ(detail::kArabicPairs[0xD8C0 - detail::kPairsBegin], letter::kOther);  // no second byte
}

}  // namespace
}  // namespace rawi
