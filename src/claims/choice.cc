#include "claims/choice.h"

#include <algorithm>
#include <cmath>

namespace rawi {

int Choice::best(int answer) {
  if (lesson_ && answer >= 0) {
    ends_.push_back(static_cast<uint32_t>(features_.size()));
    const uint64_t base = lesson_->features.size();
    lesson_->decisions.push_back({static_cast<Section>(section_), static_cast<uint32_t>(answer),
                                  static_cast<uint32_t>(lesson_->ends.size()), static_cast<uint32_t>(ends_.size())});
    for (const uint32_t end : ends_) lesson_->ends.push_back(base + end);
    lesson_->features.insert(lesson_->features.end(), features_.begin(), features_.end());
    ends_.pop_back();
  }
  if (answer >= 0) return answer;
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
