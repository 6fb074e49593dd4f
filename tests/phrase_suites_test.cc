// The phrase suites of ../shared/suites, when they are there, by the scorers of tools/eval. The floors are the figures reached, rounded
// down; a change that loses items must say so by lowering them.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "evaluation.h"

namespace rawi {
namespace {

using namespace rawi::evaluation;

const std::map<std::string, double> kFloors = {
    {"Duckling numbers", 100},  {"Duckling ordinals", 100}, {"Duckling, Egyptian", 94}, {"Maha numbers", 99},
    {"Maha ordinals", 95},      {"tafqit", 99.9},           {"NeMo cardinals", 100},    {"Recognizers NumberModel", 86},
    {"Recognizers OrdinalModel", 94}, {"Recognizers PercentModel", 100}, {"Recognizers NumberRangeModel", 91},
    {"Duckling times", 96},     {"Maha times", 91},         {"Recognizers date-times, all", 82}, {"Hijri month starts", 100}};

TEST(PhraseSuites, KeepWhatTheyReached) {
  const std::string suites = RAWI_SOURCE_DIR "/../shared/suites";
  if (!std::filesystem::is_directory(suites)) GTEST_SKIP() << "no ../shared here";
  const Lexicon lexicon(RAWI_TEST_IMAGE);
  const Setting setting{suites, lexicon, nullptr, false, RAWI_SOURCE_DIR "/tools/eval"};
  size_t met = 0;
  for (const auto measure : {measure_times, measure_date_times, measure_numbers, measure_hijri}) {
    for (const Result& r : measure(setting)) {
      const auto floor = kFloors.find(r.suite);
      if (floor == kFloors.end()) continue;
      ++met;
      EXPECT_GE(r.score, floor->second) << r.suite;
    }
  }
  EXPECT_EQ(met, kFloors.size());
}

}  // namespace
}  // namespace rawi
