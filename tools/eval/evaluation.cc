#include "evaluation.h"

#include <time.h>

#include <cstdio>

namespace rawi::evaluation {

Counter::Counter(const Setting& setting, std::string part, std::string suite) : misses_(setting.misses) {
  result.part = std::move(part);
  result.suite = std::move(suite);
}

void Counter::add(bool right, const std::string& note) {
  ++result.items;
  result.right += right;
  if (!right && misses_) std::fprintf(stderr, "%s: %s\n", result.suite.c_str(), note.c_str());
}

Result Counter::done() {
  result.score = result.items ? 100.0 * static_cast<double>(result.right) / static_cast<double>(result.items) : 0;
  return result;
}

double work_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

size_t count_words(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

}  // namespace rawi::evaluation
