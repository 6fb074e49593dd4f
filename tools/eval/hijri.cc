// Hijri dates: the first days of all months of the Umm al-Qura calendar, both ways.
#include <cstdio>
#include <fstream>

#include "evaluation.h"
#include "mentions/calendar.h"

namespace rawi::evaluation {

std::vector<Result> measure_hijri(const Setting& setting) {
  std::ifstream in(setting.suites + "/hijri/month_starts.csv");
  if (!in) return {};
  Counter c(setting, "times", "Hijri month starts");
  std::string line;
  std::getline(in, line);  // the header
  while (std::getline(in, line)) {
    Date hijri, first;
    if (std::sscanf(line.c_str(), "%d,%d,%d-%d-%d", &hijri.year, &hijri.month, &first.year, &first.month, &first.day) != 5) continue;
    hijri.day = 1;
    const bool there = date_from_days(days_from_hijri(hijri)) == first;
    c.add(there && hijri_from_days(days_from_date(first)) == hijri, line);
  }
  return {c.done()};
}

}  // namespace rawi::evaluation
