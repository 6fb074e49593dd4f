// Trains the first look of claims/first_look.h: logistic regression by AdaGrad on what the net says of words (distillation: Hinton,
// Vinyals, Dean, 2015). Reports that nobody has annotated will do, so it meets far more words than the net did.
#ifndef RAWI_TOOLS_TRAIN_LOOK_LEARNER_H
#define RAWI_TOOLS_TRAIN_LOOK_LEARNER_H

#include <cstdint>
#include <vector>

#include "claims/first_look.h"

namespace rawi::train {

struct LookOptions {
  int epochs = 4;
  float rate = 0.1f;
  float l2 = 1e-5f;
  uint32_t min_count = 4;  // a feature of fewer words is left out
  uint64_t seed = 1;       // of the order of words
};

// The bytes of a first look, as a model file holds them. The same examples and options give the same bytes.
std::vector<char> learn_look(const std::vector<LookExample>& examples, const LookOptions& options);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_LOOK_LEARNER_H
