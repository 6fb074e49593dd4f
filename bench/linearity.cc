#include "linearity.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "clock.h"
#include "rawi/input.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr double kMostGrowth = 2, kMostMegabytes = 200;

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

// A text as reports of about `size` bytes, whole characters only: the same words whatever the size.
std::vector<Report> cut(const std::string& text, size_t size) {
  std::vector<Report> reports;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.size(), at + size);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    reports.emplace_back();
    reports.back().id = std::to_string(at);
    reports.back().text = text.substr(at, end - at);
    at = end;
  }
  return reports;
}

// Seconds to read the reports and write their claims: the lesser of two.
double seconds_of(const std::vector<Report>& reports, const Resources& resources) {
  Reader reader(resources);
  Reading reading;
  std::string out;
  double best = 1e9;
  for (int time = 0; time < 2; ++time) {
    const double begin = thread_seconds();
    for (const Report& report : reports) {
      reader.read(report, reading);
      out.clear();
      write_claims_json(report, reading, resources, out);
    }
    best = std::min(best, thread_seconds() - begin);
  }
  return best;
}

}  // namespace

bool print_linearity(const std::string& plain, const Resources& resources) {
  std::string text = text_of(plain);
  text.resize(std::min(text.size(), kLargestReport));
  double at_100_kb = 0, last = 0;
  std::printf("%.1f MB of text, one core:\n", static_cast<double>(text.size()) / 1e6);
  for (const size_t size : {size_t{10'000}, size_t{100'000}, kLargestReport}) {
    const double seconds = seconds_of(cut(text, size), resources);
    last = seconds / static_cast<double>(text.size());
    if (size == 100'000) at_100_kb = last;
    std::printf("  in reports of %9zu bytes  %7.3f s  %7.1f ns a byte  peak memory %.0f MB\n", size, seconds, last * 1e9, peak_megabytes());
  }
  return last < kMostGrowth * at_100_kb && peak_megabytes() < kMostMegabytes;
}

}  // namespace rawi
