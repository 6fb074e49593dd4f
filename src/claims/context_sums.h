// The sums of the context net (claims/context.h), on vectors and matrices as in context_model.h. All sizes are multiples of sixteen, and
// matrices have a multiple of four rows.
#ifndef RAWI_CLAIMS_CONTEXT_SUMS_H
#define RAWI_CLAIMS_CONTEXT_SUMS_H

#include <cstdint>

#include "claims/context_model.h"

namespace rawi {

// A kept product is in 8 bits, worth this many units of a vector each.
inline constexpr int kCoarse = 8;

// out[r] = rows[r] times in.
void dots(const int16_t* in, uint32_t size, const int16_t* rows, uint32_t count, int32_t* out);
int32_t dot(const int16_t* a, const int16_t* b, uint32_t size);
// A product in units of a vector, cut off at kMostValue; in kCoarse units, cut off at 127.
void to_vector(const int32_t* products, const float* bias, float unit, uint32_t count, int16_t* out);
void to_coarse(const int32_t* products, const float* bias, float unit, uint32_t count, int8_t* out);

// The sum of vectors of kWord (or kPair: as many) numbers, cut off at `least` and kMostValue.
void add_up(const int16_t* const* vectors, uint32_t count, int least, int16_t* out);
// Cuts off at `least` and kMostValue.
void cut(int16_t* values, uint32_t size, int least);
// Adds rows of kEvent numbers, each worth `units`.
void add_rows(const int8_t* const* rows, uint32_t count, int units, int16_t* out);

// The gates of half of the channels (input, forgetting, output), from their products of the three words of the window.
void sum_gates(const int8_t* const (&lemmas)[ContextShape::kWindow], const int8_t* const (&facts)[ContextShape::kWindow], int16_t* gates);
// One step of these channels: their state, in units of a 16384th, and what the word says.
void step(const int16_t* gates, int16_t* state, int16_t* hidden);

template <uint32_t kIn, uint32_t kOut>
void multiply(const ContextMatrix<kIn, kOut>& m, const int16_t* in, int16_t* out) {
  int32_t products[kOut];
  dots(in, kIn, m.rows[0], kOut, products);
  to_vector(products, m.bias, m.unit, kOut, out);
}
template <uint32_t kIn, uint32_t kOut>
void multiply_coarsely(const ContextMatrix<kIn, kOut>& m, const int16_t* in, const float* bias, int8_t* out) {
  int32_t products[kOut];
  dots(in, kIn, m.rows[0], kOut, products);
  to_coarse(products, bias, m.unit, kOut, out);
}
// One row's product.
template <uint32_t kIn, uint32_t kOut>
float value(const ContextMatrix<kIn, kOut>& m, const int16_t* in, uint32_t row) {
  return m.bias[row] + m.unit * static_cast<float>(dot(in, m.rows[row], kIn));
}

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_SUMS_H
