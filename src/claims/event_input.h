// What the context net (claims/context.h) and the first look before it see of a word that might be an event, besides the words around it: hashes
// (claims/choice.h: mix).
#ifndef RAWI_CLAIMS_EVENT_INPUT_H
#define RAWI_CLAIMS_EVENT_INPUT_H

#include <cassert>
#include <cstdint>

namespace rawi {

struct EventInput {
  static constexpr uint32_t kMostFacts = 64;

  void fact(uint64_t hash) {
    assert(count < kMostFacts);
    facts[count++] = hash;
  }

  uint64_t facts[kMostFacts];
  uint32_t count = 0;
};

// What the first look (claims/first_look.h) sees of one word: hashes.
struct LookInput {
  static constexpr int kFeatures = 15;
  uint64_t features[kFeatures];
};

// A word whose reading is known: what rawi-train learns from.
struct EventExample {
  EventInput input;
  LookInput look;
  uint32_t answer;  // 0: no event; else its type
};

// A word as the first look sees it, and what the context net says of it.
struct LookExample {
  LookInput input;
  bool event;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_EVENT_INPUT_H
