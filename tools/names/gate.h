// Learns the tagger's first look: may a token be in a name at all, told by the words around it?
//
// Logistic regression over the features of words, by AdaGrad; features share an entry where their hashes do. It errs to the safe
// side (GateOptions::least): what it closes, the tagger cannot find.
#ifndef RAWI_TOOLS_NAMES_GATE_H
#define RAWI_TOOLS_NAMES_GATE_H

#include <cstdint>
#include <vector>

#include "examples.h"

namespace rawi::names {

struct GateOptions {
  int bits = 16;        // entries, as a power of two
  float rate = 0.1f, l2 = 1e-6f;
  float least = -3.0f;  // log odds below which a token is in no name
};

struct Gate {
  struct Entry {
    TaggerModel::Gate by_code;
  };
  std::vector<Entry> entries;
  int32_t least = 0;
};

// In two rounds over the examples; call it before number(), while they have hashes.
Gate learn_gate(const Examples& examples, const GateOptions& options, uint64_t seed);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_GATE_H
