#include "learn.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <unordered_map>

namespace rawi::train {
namespace {

constexpr size_t kSlots = size_t{1} << Model::kSlotBits;
constexpr uint32_t kLeftOut = UINT32_MAX;

uint64_t begin_of(const Lesson& lesson, uint64_t candidate) { return candidate == 0 ? 0 : lesson.ends[candidate - 1]; }

// The slot of every feature occurrence, or kLeftOut where the feature is too rare.
std::vector<uint32_t> slots_of(const Lesson& lesson, uint32_t min_count) {
  struct Count {
    uint32_t decisions = 0, last = UINT32_MAX;
  };
  std::unordered_map<uint64_t, Count> counts;
  counts.reserve(lesson.features.size() / 4);
  for (uint32_t n = 0; n < lesson.decisions.size(); ++n) {
    const auto& decision = lesson.decisions[n];
    const uint64_t first = begin_of(lesson, decision.first), last = lesson.ends[decision.first + decision.candidates - 1];
    for (uint64_t k = first; k < last; ++k) {
      Count& c = counts[lesson.features[k]];
      if (c.last != n) ++c.decisions;
      c.last = n;
    }
  }
  std::vector<uint32_t> slots(lesson.features.size());
  for (size_t k = 0; k < slots.size(); ++k)
    slots[k] = counts[lesson.features[k]].decisions < min_count ? kLeftOut : static_cast<uint32_t>(lesson.features[k] >> (64 - Model::kSlotBits));
  return slots;
}

class Learner {
 public:
  Learner(const Lesson& lesson, const LearnOptions& options)
      : lesson_(lesson), options_(options), slots_(slots_of(lesson, options.min_count)), weights_(kSlots), squares_(kSlots) {}

  std::vector<float> run() {
    std::vector<uint32_t> order(lesson_.decisions.size());
    std::iota(order.begin(), order.end(), 0u);
    std::mt19937_64 random(options_.seed);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const uint32_t n : order) step(lesson_.decisions[n]);
    }
    return std::move(weights_);
  }

 private:
  void step(const Lesson::Decision& decision) {
    probabilities_.assign(decision.candidates, 0);
    float top = -INFINITY;
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      each(decision.first + c, [&](uint32_t slot) { probabilities_[c] += weights_[slot]; });
      top = std::max(top, probabilities_[c]);
    }
    float sum = 0;
    for (float& p : probabilities_) sum += p = std::exp(p - top);
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      const float gradient = probabilities_[c] / sum - (c == decision.answer ? 1.0f : 0.0f);
      if (std::fabs(gradient) < 1e-4f) continue;
      each(decision.first + c, [&](uint32_t slot) {
        const float g = gradient + options_.l2 * weights_[slot];
        squares_[slot] += g * g;
        weights_[slot] -= options_.rate * g / std::sqrt(squares_[slot] + 1e-3f);
      });
    }
  }

  template <typename Visit>
  void each(uint64_t candidate, Visit visit) {
    for (uint64_t k = begin_of(lesson_, candidate); k < lesson_.ends[candidate]; ++k)
      if (slots_[k] != kLeftOut) visit(slots_[k]);
  }

  const Lesson& lesson_;
  const LearnOptions& options_;
  std::vector<uint32_t> slots_;
  std::vector<float> weights_, squares_, probabilities_;
};

}  // namespace

std::vector<float> learn(const Lesson& lesson, const LearnOptions& options) { return Learner(lesson, options).run(); }

}  // namespace rawi::train
