#include "claims/context_sums.h"

#include <algorithm>
#include <cstring>

#include "bytes/wide.h"

namespace rawi {
namespace {

using S = ContextShape;
constexpr uint32_t kHalf = S::kHidden / 2;
constexpr int kCoarseUnits = S::kUnits / kCoarse;
static_assert(S::kUnits % kCoarse == 0);

// Loops of one kind of number and of a size known when compiling, which compilers turn into wide sums.
#define RAWI_INLINE inline __attribute__((always_inline))

template <uint32_t kSize>
RAWI_INLINE void dots_of(const int16_t* __restrict in, const int16_t* __restrict rows, uint32_t count, int32_t* __restrict out) {
  for (uint32_t r = 0; r < count; r += 4, rows += 4 * kSize) {
    int32_t a = 0, b = 0, c = 0, d = 0;
    for (uint32_t k = 0; k < kSize; ++k) {
      a += int32_t{in[k]} * rows[k];
      b += int32_t{in[k]} * rows[k + kSize];
      c += int32_t{in[k]} * rows[k + 2 * kSize];
      d += int32_t{in[k]} * rows[k + 3 * kSize];
    }
    out[r] = a, out[r + 1] = b, out[r + 2] = c, out[r + 3] = d;
  }
}

// The upper half of a product, rounded: one instruction.
RAWI_INLINE int16_t upper(int16_t a, int16_t b) { return static_cast<int16_t>(((int32_t{a} * int32_t{b} >> 14) + 1) >> 1); }

// x - x |x| / 4 for x from -2 to 2, level beyond, in units of an 8192nd; kTimes of them are a unit of what comes in.
template <int kTimes>
RAWI_INLINE void bend(const int16_t* __restrict x, int16_t* __restrict out) {
  constexpr int16_t kMost = (1 << 14) / kTimes - 1;
  int16_t near[kHalf], far[kHalf];
  for (uint32_t k = 0; k < kHalf; ++k) {
    const int16_t v = std::min(std::max(x[k], static_cast<int16_t>(-kMost)), kMost);
    near[k] = static_cast<int16_t>(v * kTimes);
  }
  for (uint32_t k = 0; k < kHalf; ++k) far[k] = static_cast<int16_t>(32767 - (near[k] < 0 ? static_cast<int16_t>(-near[k]) : near[k]));
  for (uint32_t k = 0; k < kHalf; ++k) out[k] = upper(near[k], far[k]);
}

using Floats = float __attribute__((vector_size(32)));
using Words = int32_t __attribute__((vector_size(32)));
using Shorts = int16_t __attribute__((vector_size(16)));
using Bytes = int8_t __attribute__((vector_size(8)));
constexpr uint32_t kLanes = 8;

// Sixteen numbers of a sum, in one wide register; and as a row of facts holds them.
using Column = int16_t __attribute__((vector_size(32)));
using ByteColumn = int8_t __attribute__((vector_size(16)));
constexpr uint32_t kColumns = 16, kSums = 4;

// By reference: a wide vector is passed in a register only where the processor is known to have it.
RAWI_INLINE void load(const int32_t* in, Floats& out) {
  Words words;
  std::memcpy(&words, in, sizeof words);
  out = __builtin_convertvector(words, Floats);
}
RAWI_INLINE void round_within(Floats& x, float most) {
  x = x > most ? Floats{} + most : x;
  x = x < -most ? Floats{} - most : x;
  x += x < 0 ? Floats{} - 0.5f : Floats{} + 0.5f;
}

}  // namespace

RAWI_WIDE void dots(const int16_t* in, uint32_t size, const int16_t* rows, uint32_t count, int32_t* out) {
  switch (size) {
    case S::kWord: return dots_of<S::kWord>(in, rows, count, out);
    case S::kHidden: return dots_of<S::kHidden>(in, rows, count, out);
    case S::kBoth: return dots_of<S::kBoth>(in, rows, count, out);
    default:
      for (uint32_t r = 0; r < count; ++r) out[r] = dot(in, rows + size_t{r} * size, size);
  }
}

RAWI_WIDE int32_t dot(const int16_t* a, const int16_t* b, uint32_t size) {
  int32_t sum = 0;
  for (uint32_t k = 0; k < size / 16 * 16; ++k) sum += int32_t{a[k]} * b[k];
  return sum;
}

RAWI_WIDE void to_vector(const int32_t* products, const float* bias, float unit, uint32_t count, int16_t* out) {
  for (uint32_t k = 0; k < count; k += kLanes) {
    Floats value, biases;
    load(products + k, value);
    std::memcpy(&biases, bias + k, sizeof biases);
    value = (biases + unit * value) * S::kUnits;
    round_within(value, S::kMostValue);
    const Shorts units = __builtin_convertvector(__builtin_convertvector(value, Words), Shorts);
    std::memcpy(out + k, &units, sizeof units);
  }
}

RAWI_WIDE void to_coarse(const int32_t* products, const float* bias, float unit, uint32_t count, int8_t* out) {
  for (uint32_t k = 0; k < count; k += kLanes) {
    Floats value, biases;
    load(products + k, value);
    std::memcpy(&biases, bias + k, sizeof biases);
    value = (biases + unit * value) * kCoarseUnits;
    round_within(value, 127);
    const Bytes units = __builtin_convertvector(__builtin_convertvector(value, Words), Bytes);
    std::memcpy(out + k, &units, sizeof units);
  }
}

RAWI_WIDE void cut(int16_t* values, uint32_t size, int least) {
  const auto low = static_cast<int16_t>(least);
  constexpr int16_t kHigh = S::kMostValue;
  for (uint32_t k = 0; k < size / 16 * 16; ++k) values[k] = std::min(std::max(values[k], low), kHigh);
}

RAWI_WIDE void add_up(const int16_t* const* vectors, uint32_t count, int least, int16_t* __restrict out) {
  static_assert(S::kWord == kSums * kColumns && S::kWord == S::kPair);
  Column sums[kSums] = {}, column;
  for (uint32_t v = 0; v < count; ++v)
#pragma GCC unroll 4
    for (uint32_t k = 0; k < kSums; ++k) {
      std::memcpy(&column, vectors[v] + k * kColumns, sizeof column);
      sums[k] += column;
    }
  std::memcpy(out, sums, sizeof sums);
  cut(out, S::kWord, least);
}

RAWI_WIDE void add_rows(const int8_t* const* rows, uint32_t count, int units, int16_t* out) {
  static_assert(S::kEvent == kSums * kColumns);
  Column sums[kSums] = {}, column;
  ByteColumn bytes;
  for (uint32_t r = 0; r < count; ++r)
#pragma GCC unroll 4
    for (uint32_t k = 0; k < kSums; ++k) {
      std::memcpy(&bytes, rows[r] + k * kColumns, sizeof bytes);
      sums[k] += __builtin_convertvector(bytes, Column);
    }
  for (uint32_t k = 0; k < kSums; ++k) {
    std::memcpy(&column, out + k * kColumns, sizeof column);
    column += sums[k] * static_cast<int16_t>(units);
    std::memcpy(out + k * kColumns, &column, sizeof column);
  }
}

RAWI_WIDE void sum_gates(const int8_t* const (&lemmas)[S::kWindow], const int8_t* const (&facts)[S::kWindow], int16_t* __restrict gates) {
  for (uint32_t k = 0; k < 3 * kHalf; ++k)
    gates[k] = static_cast<int16_t>((lemmas[0][k] + lemmas[1][k] + lemmas[2][k] + facts[0][k] + facts[1][k] + facts[2][k]) * kCoarse);
}

RAWI_WIDE void step(const int16_t* gates, int16_t* __restrict state, int16_t* __restrict hidden) {
  int16_t input[kHalf], shut[kHalf], open[kHalf];
  bend<32>(gates, input), bend<16>(gates + kHalf, shut), bend<16>(gates + 2 * kHalf, open);
  for (uint32_t k = 0; k < kHalf; ++k) {
    input[k] = static_cast<int16_t>(2 * input[k] - state[k]);
    shut[k] = static_cast<int16_t>(16384 - 2 * shut[k]);  // 1 - f, in units of a 32768th
    open[k] = static_cast<int16_t>(16384 + 2 * open[k]);
  }
  for (uint32_t k = 0; k < kHalf; ++k) state[k] = static_cast<int16_t>(state[k] + upper(input[k], shut[k]));
  for (uint32_t k = 0; k < kHalf; ++k) hidden[k] = static_cast<int16_t>((upper(state[k], open[k]) + 32) >> 6);
}

}  // namespace rawi
