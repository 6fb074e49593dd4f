// What the net (claims/net.h) and the first look before it see of one word: lemmas in fixed roles, small facts, features. All are hashes (claims/choice.h: mix).
#ifndef RAWI_CLAIMS_NET_INPUT_H
#define RAWI_CLAIMS_NET_INPUT_H

#include <cassert>
#include <cstdint>

namespace rawi {

struct NetInput {
  static constexpr int kLemmas = 14;
  static constexpr uint32_t kMostFacts = 56;

  // Marks, numbers and the ends of a sentence have small numbers for lemmas; rows are told apart by the upper half of a hash.
  static constexpr uint64_t spread(uint64_t lemma) { return lemma >> 32 ? lemma : (lemma + 1) * 0x9E3779B97F4A7C15ull; }

  void lemma(int role, uint64_t hash) { lemmas[role] = spread(hash); }
  void fact(uint64_t hash) {
    assert(count < kMostFacts);
    facts[count++] = hash;
  }

  uint64_t lemmas[kLemmas];
  uint64_t facts[kMostFacts];
  uint32_t count = 0;
};

// What the first look (claims/first_look.h) sees of one word: hashes.
struct LookInput {
  static constexpr int kFeatures = 15;
  uint64_t features[kFeatures];
};

// A word whose reading is known: what rawi-train learns from.
struct NetExample {
  NetInput input;
  LookInput look;
  uint32_t answer;  // 0: no event; else its type
};

// A word as the first look sees it, and what the net says of it.
struct LookExample {
  LookInput input;
  bool event;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_NET_INPUT_H
