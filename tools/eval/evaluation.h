// How each part of the reader does on suites that others wrote (../shared/suites), one Result a row of `./dev eval`.
//
// A suite that is not there gives no result. Nothing here is tuned to an item; items that are wrong in themselves are listed with
// the reason in weeded.tsv and left out.
#ifndef RAWI_TOOLS_EVAL_EVALUATION_H
#define RAWI_TOOLS_EVAL_EVALUATION_H

#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "mentions/tagger_model.h"

namespace rawi::evaluation {

struct Result {
  std::string part, suite;
  size_t items = 0, right = 0, weeded = 0;
  double score = 0;       // per cent: items right, or F1
  size_t words = 0;
  double seconds = 0;     // of one core, reading alone

  double words_a_second() const { return seconds > 0 ? static_cast<double>(words) / seconds : 0; }
};

struct Setting {
  std::string suites;
  const Lexicon& lexicon;
  const TaggerModel* names = nullptr;  // null: names are not measured
  bool misses = false;                 // print what was missed to standard error
  std::string data;                    // folder of weeded.tsv, dialect.tsv, others.tsv
};

// Counts one suite: times reading and notes what is right.
class Counter {
 public:
  Counter(const Setting& setting, std::string part, std::string suite);
  void add(bool right, const std::string& note);
  void weed() { ++result.weeded; }
  Result done();

  Result result;

 private:
  bool misses_;
};

// Seconds that this thread has worked.
double work_seconds();
size_t count_words(std::string_view text);

std::vector<Result> measure_numbers(const Setting& setting);
std::vector<Result> measure_times(const Setting& setting);
std::vector<Result> measure_date_times(const Setting& setting);
std::vector<Result> measure_hijri(const Setting& setting);
std::vector<Result> measure_names(const Setting& setting);
std::vector<Result> measure_places(const Setting& setting);
std::vector<Result> measure_segments(const Setting& setting);

}  // namespace rawi::evaluation

#endif  // RAWI_TOOLS_EVAL_EVALUATION_H
