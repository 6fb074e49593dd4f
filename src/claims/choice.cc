#include "claims/choice.h"

#include <algorithm>
#include <cmath>

namespace rawi {
namespace {

// Without a model every feature weighs nothing.
const int8_t kNoWeights[size_t{1} << Model::kSlotBits] = {};
constexpr float kNoScale = 1e-3f;  // for what leans

}  // namespace

Choice::Choice(const Model* model) : model_(model), slots_(model ? model->slots() : kNoWeights), scale_(model ? model->scale() : kNoScale) {}

void Choice::lean(float score) {
  const auto units = static_cast<int32_t>(std::lround(score / unit_));
  for (unsigned v = 0; v < variants_; ++v) scores_[scores_.size() - 1 - v] += units;
}

void Choice::lean(size_t candidate, unsigned variant, float score) {
  scores_[candidate * variants_ + variant] += static_cast<int32_t>(std::lround(score / unit_));
}

void Choice::keep(uint64_t feature) { features_.push_back(feature); }

void Choice::learn_candidate(size_t candidate, unsigned variant) {
  const size_t end = candidate < ends_.size() ? ends_[candidate] : features_.size();
  for (size_t k = candidate == 0 ? 0 : ends_[candidate - 1]; k < end; ++k) lesson_->features.push_back(in_variant(features_[k], variant));
  lesson_->ends.push_back(lesson_->features.size());
  lesson_->right.push_back(0);
  lesson_->base.push_back(0);
}

template <unsigned kVariants>
void Choice::sum_variants() {
  for (; summed_ < begins_.size(); ++summed_) {
    const size_t end = summed_ + 1 < begins_.size() ? begins_[summed_ + 1] : used_;
    int32_t sums[kVariants] = {};
#pragma GCC unroll 8
    for (size_t k = begins_[summed_]; k < end; ++k)
      for (unsigned v = 0; v < kVariants; ++v) sums[v] += slots_[asked_[k] + v];
    for (unsigned v = 0; v < kVariants; ++v) scores_[summed_ * kVariants + v] += sums[v];
  }
}

void Choice::sum_up() {
  if (variants_ == 1) sum_variants<1>();
  else if (variants_ == 2) sum_variants<2>();
  else sum_variants<4>();
}

int Choice::best(int answer, unsigned variant, size_t without) {
  sum_up();
  const size_t candidates = size();
  if (lesson_ && answer >= 0) {
    const auto section = static_cast<Section>(static_cast<unsigned>(section_) + variant);
    const bool shifted = without < static_cast<size_t>(answer);
    lesson_->decisions.push_back({section, static_cast<uint32_t>(answer) - shifted, static_cast<uint32_t>(lesson_->ends.size()),
                                  static_cast<uint32_t>(candidates - (without < candidates))});
    for (size_t k = 0; k < candidates; ++k)
      if (k != without) learn_candidate(k, variant);
    lesson_->right[lesson_->decisions.back().first + lesson_->decisions.back().answer] = 1;
  }
  if (answer >= 0 && !model_) return answer;
  size_t best = without == 0 ? 1 : 0;
  for (size_t k = best + 1; k < candidates; ++k)
    if (k != without && scores_[k * variants_ + variant] > scores_[best * variants_ + variant]) best = k;
  return static_cast<int>(best);
}

int Choice::best(const Known& known) {
  for (size_t k = 0; k < known.base.size(); ++k) scores_[k] += static_cast<int32_t>(std::lround(known.base[k] / unit_));
  const int chosen = best(known.answer);
  if (!lesson_ || known.answer < 0) return chosen;
  const auto first = static_cast<std::ptrdiff_t>(lesson_->decisions.back().first);
  std::copy(known.right.begin(), known.right.end(), lesson_->right.begin() + first);
  std::copy(known.base.begin(), known.base.end(), lesson_->base.begin() + first);
  return chosen;
}

int Choice::best_variant(int answer) {
  sum_up();
  if (lesson_ && answer >= 0) {
    lesson_->decisions.push_back({section_, static_cast<uint32_t>(answer), static_cast<uint32_t>(lesson_->ends.size()), variants_});
    for (unsigned v = 0; v < variants_; ++v) learn_candidate(0, v);
    lesson_->right[lesson_->decisions.back().first + lesson_->decisions.back().answer] = 1;
  }
  if (answer >= 0 && !model_) return answer;
  return static_cast<int>(std::max_element(scores_.begin(), scores_.end()) - scores_.begin());
}

float Choice::margin() const {
  int64_t first = INT64_MIN, second = INT64_MIN;
  for (const int64_t s : scores_) {
    if (s > first) second = first, first = s;
    else second = std::max(second, s);
  }
  return second == INT64_MIN ? 0 : static_cast<float>(first - second) * unit_;
}

}  // namespace rawi
