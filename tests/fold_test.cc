#include "tokens/fold.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace rawi
