// The first look at a word: its weights add up, and bytes that are none are refused.
#include "claims/first_look.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "claims/choice.h"

namespace rawi {
namespace {

LookInput word() {
  LookInput in;
  for (uint64_t k = 0; k < LookInput::kFeatures; ++k) in.features[k] = feature(k, 7, k);
  return in;
}

std::vector<char> bytes_of(int32_t bias, float unit) {
  LookHeader h{};
  h.slot_bits = FirstLook::kSlotBits;
  h.bias = bias;
  h.unit = unit;
  std::vector<char> bytes(sizeof h + (size_t{1} << FirstLook::kSlotBits));
  std::memcpy(bytes.data(), &h, sizeof h);
  return bytes;
}

TEST(FirstLook, AddsUpBiasAndWeights) {
  std::vector<char> bytes = bytes_of(-4, 0.5f);
  const LookInput in = word();
  bytes[sizeof(LookHeader) + FirstLook::slot_of(in.features[0])] = 9;
  bytes[sizeof(LookHeader) + FirstLook::slot_of(in.features[14])] = -2;
  FirstLook look;
  ASSERT_TRUE(look.map(bytes));
  EXPECT_FLOAT_EQ(look.odds(in), (9 - 2 - 4) * 0.5f);
}

TEST(FirstLook, OtherBytesAreRefused) {
  std::vector<char> bytes = bytes_of(0, 1);
  bytes.pop_back();
  EXPECT_FALSE(FirstLook().map(bytes));
  bytes.push_back(0);
  bytes[0] = 3;
  EXPECT_FALSE(FirstLook().map(bytes));
}

}  // namespace
}  // namespace rawi
