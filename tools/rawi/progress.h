// A progress line on standard error, with rate and time left; nothing where that is no terminal.
#ifndef RAWI_TOOLS_PROGRESS_H
#define RAWI_TOOLS_PROGRESS_H

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace rawi {

// Bytes of all files named and of those in folders named; 0 when one of them is standard input.
uint64_t size_of(const std::vector<std::string>& inputs);

class Progress {
 public:
  explicit Progress(uint64_t total_bytes);
  void show(uint64_t bytes, uint64_t reports);
  void clear();

 private:
  const uint64_t total_;
  const bool terminal_;
  const std::chrono::steady_clock::time_point start_;
  bool shown_ = false;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_PROGRESS_H
