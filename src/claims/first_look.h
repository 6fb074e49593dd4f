// A first look at a word: may it be an event at all? A linear model that spares the context net (claims/context.h) most words.
//
//   odds = bias + sum of the weights of the word's features
//
// It is learned from what the net says of reports that nobody has annotated (tools/train/look_learner.h), so that what it drops
// the net would have dropped. It is a part of a model file (docs/training.md, "The files") and maps it: it owns nothing, and any
// number of threads may read it.
#ifndef RAWI_CLAIMS_FIRST_LOOK_H
#define RAWI_CLAIMS_FIRST_LOOK_H

#include <cstdint>
#include <span>

#include "claims/event_input.h"

namespace rawi {

// As a file holds it: this header, then 2^kSlotBits weights; bias and weights are in units.
struct LookHeader {
  uint32_t slot_bits;
  int32_t bias;
  float unit;
  uint32_t reserved[13];
};
static_assert(sizeof(LookHeader) == 64);

class FirstLook {
 public:
  static constexpr uint32_t kSlotBits = 17;

  // False when the bytes are none of this size. `bytes` must outlive it.
  bool map(std::span<const char> bytes);

  // The logarithm of the odds that the word is an event.
  float odds(const LookInput& word) const {
    int32_t sum = header_.bias;
    for (const uint64_t f : word.features) sum += slots_[slot_of(f)];
    return static_cast<float>(sum) * header_.unit;
  }

  static constexpr size_t slot_of(uint64_t feature) { return feature >> (64 - kSlotBits); }

 private:
  LookHeader header_{};
  const int8_t* slots_ = nullptr;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_FIRST_LOOK_H
