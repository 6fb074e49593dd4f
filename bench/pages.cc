#include "pages.h"

#include <gumbo.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "clock.h"
#include "rawi/error.h"
#include "rawi/input.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 5;
constexpr size_t kPagesARound = 500;

struct Answer {
  uint64_t hash = 14695981039346656037u;  // over text and facts, in order
  uint64_t text = 0;                      // bytes
  size_t reports = 0, articles = 0;
  bool operator==(const Answer&) const = default;
};

std::vector<std::string> load_pages(const std::vector<std::string>& folders) {
  std::vector<std::string> paths, pages;
  for (const std::string& folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".html") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    pages.push_back(bytes.str());
  }
  if (pages.empty()) throw Error("no .html files to read: name a folder that has some");
  return pages;
}

void add(std::string_view value, Answer& answer) {
  for (const char c : value) answer.hash = (answer.hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  answer.hash = (answer.hash ^ 0xFF) * 1099511628211u;
}

// One pass over the pages, repeated to `times`.
Answer read_pages(const std::vector<std::string>& pages, size_t times) {
  Answer answer;
  Item item;
  Report report;
  std::string trouble;
  for (size_t i = 0; i < pages.size() * times; ++i) {
    IntakeOptions options;
    options.as = InputType::kHtml;
    const auto input = Input::of_bytes({.name = "page", .bytes = pages[i % pages.size()]}, options);
    if (!input->next(item) || !make_report(item, report, trouble)) continue;
    ++answer.reports;
    answer.articles += report.readable();
    answer.text += report.text.size();
    for (const std::string* value : {&report.text, &report.title, &report.outlet, &report.author, &report.published, &report.modified, &report.language}) add(*value, answer);
  }
  return answer;
}

void parse_only(const std::vector<std::string>& pages, size_t times) {
  for (size_t i = 0; i < pages.size() * times; ++i) {
    const std::string& page = pages[i % pages.size()];
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
}

void convert_only(const std::vector<std::string>& pages, size_t times) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("UTF-8", &error);
  std::u16string out;
  for (size_t i = 0; i < pages.size() * times; ++i) {
    const std::string& page = pages[i % pages.size()];
    out.resize(page.size() + 1);
    error = U_ZERO_ERROR;
    ucnv_toUChars(converter, out.data(), static_cast<int32_t>(out.size()), page.data(), static_cast<int32_t>(page.size()), &error);
  }
  ucnv_close(converter);
}

}  // namespace

bool print_pages(std::vector<std::string> folders) {
  if (folders.empty())
    for (const char* usual : {"tests/data/pages", "../shared/suites/messy/html"})
      if (fs::exists(usual)) folders.emplace_back(usual);
  const std::vector<std::string> pages = load_pages(folders);
  const size_t times = std::max<size_t>(1, kPagesARound / pages.size());
  const double count = static_cast<double>(pages.size() * times);
  double megabytes = 0;
  for (const std::string& page : pages) megabytes += static_cast<double>(page.size() * times) / 1e6;

  const Answer first = read_pages(pages, times);
  bool same = true;
  const double reading = best_of(kRounds, [&] { same = same && read_pages(pages, times) == first; });
  const double parsing = best_of(kRounds, [&] { parse_only(pages, times); });
  const double converting = best_of(kRounds, [&] { convert_only(pages, times); });
  std::printf("pages: %zu, %.1f kB each\n", pages.size(), megabytes * 1e3 / count);
  std::printf("answer: %zu articles of %zu reports, %llu bytes of text, hash %016llx\n", first.articles / times, first.reports / times,
              static_cast<unsigned long long>(first.text / times), static_cast<unsigned long long>(first.hash));
  std::printf("  %-40s %8.0f pages/s %8.1f MB/s\n", "pages to reports, one core", count / reading, megabytes / reading);
  std::printf("  %-40s %8.0f pages/s %8.1f MB/s\n", "Gumbo, the tree alone", count / parsing, megabytes / parsing);
  std::printf("  %-40s %8.0f pages/s %8.1f MB/s\n", "ICU, UTF-8 to UTF-16", count / converting, megabytes / converting);
  std::printf("  ratio to Gumbo: %.2f, to ICU: %.3f\n", parsing / reading, converting / reading);
  if (same && first.reports == pages.size() * times) return true;
  std::printf("WRONG: a page was refused, or the same page gave two reports\n");
  return false;
}

}  // namespace rawi
