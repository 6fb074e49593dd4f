#include "learn.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <unordered_map>
#include <utility>

namespace rawi::train {
namespace {

constexpr size_t kSlots = size_t{1} << Model::kSlotBits;
constexpr uint32_t kLeftOut = UINT32_MAX;

uint64_t begin_of(const Lesson& lesson, uint64_t candidate) { return candidate == 0 ? 0 : lesson.ends[candidate - 1]; }

// The slot of every feature occurrence of every lesson, or kLeftOut where the feature is too rare.
std::vector<std::vector<uint32_t>> slots_of(const std::vector<const Lesson*>& lessons, uint32_t min_count) {
  struct Count {
    uint32_t decisions = 0, last = UINT32_MAX;
  };
  std::unordered_map<uint64_t, Count> counts;
  size_t occurrences = 0;
  for (const Lesson* lesson : lessons) occurrences += lesson->features.size();
  counts.reserve(occurrences / 4);
  uint32_t n = 0;
  for (const Lesson* lesson : lessons)
    for (const auto& decision : lesson->decisions) {
      const uint64_t last = lesson->ends[decision.first + decision.candidates - 1];
      for (uint64_t k = begin_of(*lesson, decision.first); k < last; ++k) {
        Count& c = counts[lesson->features[k]];
        if (c.last != n) ++c.decisions;
        c.last = n;
      }
      ++n;
    }
  std::vector<std::vector<uint32_t>> slots;
  for (const Lesson* lesson : lessons) {
    slots.emplace_back();
    slots.back().reserve(lesson->features.size());
    for (const uint64_t f : lesson->features)
      slots.back().push_back(counts[f].decisions < min_count ? kLeftOut : static_cast<uint32_t>(f >> (64 - Model::kSlotBits)));
  }
  return slots;
}

class Learner {
 public:
  Learner(const std::vector<const Lesson*>& lessons, const LearnOptions& options)
      : lessons_(lessons), options_(options), slots_(slots_of(lessons, options.min_count)), weights_(kSlots), squares_(kSlots) {}

  std::vector<float> run() {
    std::vector<std::pair<uint32_t, uint32_t>> order;  // lesson, decision
    for (uint32_t l = 0; l < lessons_.size(); ++l)
      for (uint32_t n = 0; n < lessons_[l]->decisions.size(); ++n) order.emplace_back(l, n);
    std::mt19937_64 random(options_.seed);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const auto& [l, n] : order) step(*lessons_[l], slots_[l], lessons_[l]->decisions[n]);
    }
    return std::move(weights_);
  }

 private:
  void step(const Lesson& lesson, const std::vector<uint32_t>& slots, const Lesson::Decision& decision) {
    const auto each = [&](uint64_t candidate, auto visit) {
      for (uint64_t k = begin_of(lesson, candidate); k < lesson.ends[candidate]; ++k)
        if (slots[k] != kLeftOut) visit(slots[k]);
    };
    probabilities_.assign(lesson.base.begin() + decision.first, lesson.base.begin() + decision.first + decision.candidates);
    float top = -INFINITY;
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      each(decision.first + c, [&](uint32_t slot) { probabilities_[c] += weights_[slot]; });
      top = std::max(top, probabilities_[c]);
    }
    float sum = 0, right = 0;
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      sum += probabilities_[c] = std::exp(probabilities_[c] - top);
      if (lesson.right[decision.first + c]) right += probabilities_[c];
    }
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      const float wanted = lesson.right[decision.first + c] ? probabilities_[c] / std::max(right, 1e-30f) : 0;
      const float gradient = decision.weight * (probabilities_[c] / sum - wanted);
      if (std::fabs(gradient) < 1e-4f) continue;
      each(decision.first + c, [&](uint32_t slot) {
        const float g = gradient + options_.l2 * weights_[slot];
        squares_[slot] += g * g;
        weights_[slot] -= options_.rate * g / std::sqrt(squares_[slot] + 1e-3f);
      });
    }
  }

  const std::vector<const Lesson*>& lessons_;
  const LearnOptions& options_;
  std::vector<std::vector<uint32_t>> slots_;
  std::vector<float> weights_, squares_, probabilities_;
};

}  // namespace

std::vector<float> learn(const std::vector<const Lesson*>& lessons, const LearnOptions& options) { return Learner(lessons, options).run(); }

}  // namespace rawi::train
