// RAWI_WIDE before a function: it is compiled twice, and chosen when the program starts, with 32-byte vectors where the processor has
// them. Both give the same numbers as long as sums stand in one order; no multiplication is fused with an addition.
#ifndef RAWI_BYTES_WIDE_H
#define RAWI_BYTES_WIDE_H

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define RAWI_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define RAWI_WIDE
#endif

#endif  // RAWI_BYTES_WIDE_H
