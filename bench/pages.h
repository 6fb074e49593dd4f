// How fast pages of HTML become reports, on one core, and against what.
#ifndef RAWI_BENCH_PAGES_H
#define RAWI_BENCH_PAGES_H

#include <string>
#include <vector>

namespace rawi {

// Reads every .html file under `folders` (default: tests/data/pages, and ../shared/suites/messy/html where it is there) over and over and prints
// pages and megabytes a second. The answer that it must compute: every page gives a report, each round the same text and facts. The yardsticks of the
// same run: Gumbo building the tree of each page and no more, ICU turning its bytes to UTF-16. False when a page is refused or two rounds differ.
bool print_pages(std::vector<std::string> folders);

}  // namespace rawi

#endif  // RAWI_BENCH_PAGES_H
