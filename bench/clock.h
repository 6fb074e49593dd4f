// Processor time of this thread, and the best of several passes in it: a busy machine does not count.
#ifndef RAWI_BENCH_CLOCK_H
#define RAWI_BENCH_CLOCK_H

#include <time.h>

#include <algorithm>
#include <functional>

namespace rawi {

inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

inline double best_of(int passes, const std::function<void()>& pass) {
  double best = 1e9;
  for (int i = 0; i < passes; ++i) {
    const double begin = thread_seconds();
    pass();
    best = std::min(best, thread_seconds() - begin);
  }
  return best;
}

}  // namespace rawi

#endif  // RAWI_BENCH_CLOCK_H
