// The same work for every index, on as many threads as the machine has processors. Results go to their index, so that they do
// not depend on the threads. What `work` throws is thrown here, once all threads are done.
#ifndef RAWI_EVENTS_PARALLEL_H
#define RAWI_EVENTS_PARALLEL_H

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace rawi {

// make() gives each thread a function of its own that is called with an index; it may hold what the thread works with. A thread
// takes `portion` indices at a time; where there are fewer, no thread is started.
template <typename Make>
void for_each_index(size_t count, const Make& make, size_t portion = 32) {
  constexpr size_t kMostThreads = 16;
  const size_t threads = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, std::min(kMostThreads, count / portion + 1));
  std::atomic<size_t> next{0};
  std::vector<std::exception_ptr> thrown(threads);
  const auto run = [&](size_t thread) {
    try {
      auto work = make();
      for (size_t first; (first = next.fetch_add(portion)) < count;)
        for (size_t i = first; i < std::min(count, first + portion); ++i) work(i);
    } catch (...) {
      thrown[thread] = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (size_t t = 1; t < threads; ++t) others.emplace_back(run, t);
  run(0);
  for (std::thread& t : others) t.join();
  for (const std::exception_ptr& e : thrown)
    if (e) std::rethrow_exception(e);
}

}  // namespace rawi

#endif  // RAWI_EVENTS_PARALLEL_H
