// Large tables begin on a huge page; small ones are as ever.
#include "bytes/huge_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace rawi {
namespace {

struct alignas(64) Line {
  char bytes[64];
};

TEST(HugePages, ALargeTableBeginsOnOne) {
  std::vector<Line, HugePages<Line>> lines(1 << 16);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(lines.data()) % (1 << 21), 0u);
  lines.back().bytes[63] = 1;
  EXPECT_EQ(lines.front().bytes[0], 0);
}

TEST(HugePages, AVectorGrowsAcrossTheirSize) {
  std::vector<int16_t, HugePages<int16_t>> numbers;
  for (int i = 0; i < 1'500'000; ++i) numbers.push_back(static_cast<int16_t>(i));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(numbers.data()) % (1 << 21), 0u);
  EXPECT_EQ(numbers[1'499'999], static_cast<int16_t>(1'499'999));
  std::vector<Line, HugePages<Line>> few(3);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(few.data()) % alignof(Line), 0u);
}

}  // namespace
}  // namespace rawi
