#include "claims/choice.h"

#include <algorithm>
#include <cmath>

namespace rawi {

void Choice::grow() { features_.resize(std::max<size_t>(1024, 2 * features_.size())); }

// In the order in which features were added, so that a score does not depend on how they are fetched.
void Choice::sum() {
  for (; summed_ < scores_.size(); ++summed_) {
    size_t k = summed_ == 0 ? 0 : ends_[summed_ - 1];
    const size_t end = summed_ < ends_.size() ? ends_[summed_] : count_;
    float score = scores_[summed_];
    for (; k < end; ++k) score += model_->weight(features_[k]);
    scores_[summed_] = score;
  }
}

int Choice::best(int answer) {
  if (model_) sum();
  if (lesson_ && answer >= 0) {
    ends_.push_back(static_cast<uint32_t>(count_));
    const uint64_t base = lesson_->features.size();
    lesson_->decisions.push_back({static_cast<Section>(section_), static_cast<uint32_t>(answer),
                                  static_cast<uint32_t>(lesson_->ends.size()), static_cast<uint32_t>(ends_.size())});
    for (const uint32_t end : ends_) lesson_->ends.push_back(base + end);
    lesson_->features.insert(lesson_->features.end(), features_.begin(),
                             features_.begin() + static_cast<std::ptrdiff_t>(count_));
    ends_.pop_back();
  }
  if (answer >= 0 && !model_) return answer;
  return static_cast<int>(std::max_element(scores_.begin(), scores_.end()) - scores_.begin());
}

float Choice::margin() const {
  float first = -INFINITY, second = -INFINITY;
  for (const float s : scores_) {
    if (s > first) second = first, first = s;
    else second = std::max(second, s);
  }
  return second == -INFINITY ? 0 : first - second;
}

}  // namespace rawi
