#include "linearity.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "rawi/input.h"
#include "rawi/reader.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr double kMostGrowth = 2, kMostMegabytes = 200;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The texts of a file one after another, as many as the largest report holds: more would count as memory of reading.
std::string text_of(const std::string& plain) {
  std::string text, trouble;
  Input input({plain});
  Item item;
  Report report;
  while (text.size() < kLargestReport && input.next(item))
    if (make_report(item, report, trouble)) text.append(report.text).push_back('\n');
  return text;
}

// The first `size` bytes, whole characters only.
Report report_of(const std::string& text, size_t size) {
  size = std::min(size, text.size() - 1);
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  Report report;
  report.id = std::to_string(size);
  report.text = text.substr(0, size);
  return report;
}

// Seconds to read a report and write its claims: the least of a few times, more for a short one.
double seconds_of(const Report& report, const Resources& resources) {
  Reader reader(resources);
  Reading reading;
  std::string out;
  double best = 1e9;
  for (size_t done = 0, times = 0; times < 2 || done < 2'000'000; done += report.text.size(), ++times) {
    const double begin = thread_seconds();
    reader.read(report, reading);
    out.clear();
    write_claims_json(report, reading, resources, out);
    best = std::min(best, thread_seconds() - begin);
  }
  return best;
}

}  // namespace

bool print_linearity(const std::string& plain, const Resources& resources) {
  const std::string text = text_of(plain);
  double at_100_kb = 0, last = 0;
  std::printf("one report, one core:\n");
  for (const size_t size : {size_t{10'000}, size_t{100'000}, size_t{1'000'000}, kLargestReport}) {
    const Report report = report_of(text, size);
    const double seconds = seconds_of(report, resources);
    last = seconds / static_cast<double>(report.text.size());
    if (size == 100'000) at_100_kb = last;
    std::printf("  %9zu bytes  %8.4f s  %7.1f ns a byte  peak memory %.0f MB\n", report.text.size(), seconds, last * 1e9, peak_megabytes());
  }
  return last < kMostGrowth * at_100_kb && peak_megabytes() < kMostMegabytes;
}

}  // namespace rawi
