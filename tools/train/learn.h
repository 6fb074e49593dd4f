// Multinomial logistic regression over the candidates of decisions, by AdaGrad.
#ifndef RAWI_TOOLS_TRAIN_LEARN_H
#define RAWI_TOOLS_TRAIN_LEARN_H

#include <cstdint>
#include <vector>

#include "claims/choice.h"

namespace rawi::train {

struct LearnOptions {
  int epochs = 4;
  float rate = 0.03f;
  float l2 = 1e-3f;
  uint32_t min_count = 3;  // a feature seen in fewer decisions is left out
  uint64_t seed = 1;       // of the order of decisions
};

// Weights for 2^Model::kSlotBits slots, from all the lessons. The same lessons and options give the same weights. Where several
// candidates are right, what is learned is that one of them is chosen. Duchi, Hazan, Singer: Adaptive Subgradient Methods, JMLR 12 (2011).
std::vector<float> learn(const std::vector<const Lesson*>& lessons, const LearnOptions& options);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_LEARN_H
