// A trigger and one of the candidates of a decision, as the context net (claims/context.h) sees the two: where each stands, and
// a few small numbers. What the words around them are is the net's own to say.
#ifndef RAWI_CLAIMS_PAIRING_H
#define RAWI_CLAIMS_PAIRING_H

#include <cstddef>
#include <cstdint>

#include "claims/choice.h"
#include "claims/document.h"

namespace rawi {

struct Pairing {
  static constexpr uint32_t kGaps = 28, kSentences = 17, kOrders = 16, kLooks = 512;

  uint32_t head = 0;     // token that stands for the candidate; the trigger itself where there is none
  uint32_t before = 0;   // token before it
  uint8_t gap = 0;       // from trigger to head, in tokens: its sign and size, below kGaps
  uint8_t sentences = 0; // the same in sentences, below kSentences
  uint8_t order = 0;     // the how many-th candidate it is, below kOrders
  uint8_t inside = 0;    // a frame: does the trigger stand in what it says?
  uint16_t look = 0;     // what kind of mention it is, below kLooks
  bool none = true;      // "nobody", "no place" ...
};

// Of actor, target, place, time and chain: `candidate` as in oracle.h. Of a quantity: the index of its mention, or kImplied.
Pairing pairing(Section section, const Document& document, uint32_t token, uint32_t candidate, size_t order);

}  // namespace rawi

#endif  // RAWI_CLAIMS_PAIRING_H
