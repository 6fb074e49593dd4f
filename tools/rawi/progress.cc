#include "progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace rawi {
namespace {

constexpr int kWidth = 24;

std::string time_text(double seconds) {
  const auto s = static_cast<long>(seconds + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld", s / 60, s % 60);
  return text;
}

}  // namespace

uint64_t size_of(const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  uint64_t total = 0;
  std::error_code error;
  for (const std::string& input : inputs) {
    if (input == "-") return 0;
    if (!fs::is_directory(input, error)) {
      const uint64_t size = fs::file_size(input, error);
      total += error ? 0 : size;
      continue;
    }
    for (fs::recursive_directory_iterator it(input, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error)) {
      std::error_code ignored;
      const uint64_t size = it->is_regular_file(ignored) ? it->file_size(ignored) : 0;
      total += ignored ? 0 : size;
    }
  }
  return total;
}

Progress::Progress(uint64_t total_bytes) : total_(total_bytes), terminal_(isatty(STDERR_FILENO) == 1), start_(std::chrono::steady_clock::now()) {}

void Progress::show(uint64_t bytes, uint64_t reports) {
  if (!terminal_) return;
  const double seconds = std::max(1e-3, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
  const double part = total_ ? std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_)) : 0;
  std::string line = "\r\x1B[K";
  if (total_) {
    const int full = static_cast<int>(part * kWidth);
    line += "[" + std::string(static_cast<size_t>(full), '#') + std::string(static_cast<size_t>(kWidth - full), '.') + "] ";
  }
  char text[96];
  std::snprintf(text, sizeof text, "%llu reports, %.0f/s, %.1f MB/s", static_cast<unsigned long long>(reports), static_cast<double>(reports) / seconds,
                static_cast<double>(bytes) / 1e6 / seconds);
  line += text;
  if (part > 0.01) line += ", " + time_text(seconds / part - seconds) + " left";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
  shown_ = false;
}

}  // namespace rawi
