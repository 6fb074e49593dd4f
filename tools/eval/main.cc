// rawi-eval: how each part of the reader does on the suites, as one table.
//
//   rawi-eval --lexicon rawi.lex --suites ../shared/suites --data tools/eval [--part times] [--misses]
//
// Columns: part, suite, items, score (per cent of items right; F1 for names), what another system reaches (others.tsv), words a second on one core.
#include <CLI/CLI.hpp>
#include <simdjson.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "evaluation.h"
#include "rawi/error.h"

namespace rawi::evaluation {
namespace {

// suite -> "score system"
std::map<std::string, std::string> read_others(const std::string& path) {
  std::map<std::string, std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const size_t a = line.find('\t'), b = line.find('\t', a + 1), c = line.find('\t', b + 1);
    if (line.starts_with('#') || c == std::string::npos) continue;
    out[line.substr(0, a)] = line.substr(b + 1, c - b - 1) + " " + line.substr(a + 1, b - a - 1);
  }
  return out;
}

void print(const Result& r, const std::map<std::string, std::string>& others) {
  const auto other = others.find(r.suite);
  std::printf("%-13s %-30s %7zu %7.1f %10.0f  %s", r.part.c_str(), r.suite.c_str(), r.items, r.score, r.words_a_second(),
              other == others.end() ? "-" : other->second.c_str());
  if (r.weeded) std::printf("  (%zu items weeded)", r.weeded);
  std::printf("\n");
}

struct Part {
  const char* name;
  std::vector<Result> (*measure)(const Setting&);
};
constexpr Part kParts[] = {{"names", measure_names},           {"places", measure_places},   {"times", measure_times},
                           {"date-times", measure_date_times}, {"hijri", measure_hijri}, {"numbers", measure_numbers}, {"segmentation", measure_segments}};

int run(const Setting& setting, const std::string& only) {
  if (!std::filesystem::is_directory(setting.suites)) {
    std::fprintf(stderr, "rawi-eval: no suites at '%s'\n", setting.suites.c_str());
    return 1;
  }
  const auto others = read_others(setting.data + "/others.tsv");
  std::printf("%-13s %-30s %7s %7s %10s  %s\n", "part", "suite", "items", "score", "words/s", "another system");
  for (const Part& part : kParts)
    if (only.empty() || only == part.name)
      for (const Result& r : part.measure(setting)) print(r, others);
  return 0;
}

}  // namespace
}  // namespace rawi::evaluation

int main(int argc, char** argv) {
  std::string lexicon, names, only, suites = "../shared/suites", data = "tools/eval";
  bool misses = false;
  CLI::App app{"Measures the parts of the reader on the suites"};
  app.add_option("--lexicon", lexicon, "word image, from rawi-lexc")->required();
  app.add_option("--names", names, "model of the name tagger");
  app.add_option("--suites", suites, "folder of the suites");
  app.add_option("--data", data, "folder of others.tsv, weeded.tsv, dialect.tsv");
  app.add_option("--part", only, "names, places, times, date-times, hijri, numbers or segmentation alone");
  app.add_flag("--misses", misses, "print what was missed to standard error");
  CLI11_PARSE(app, argc, argv);
  try {
    const rawi::Lexicon words(lexicon);
    std::unique_ptr<rawi::TaggerModel> model;
    if (!names.empty()) model = std::make_unique<rawi::TaggerModel>(names);
    return rawi::evaluation::run({suites, words, model.get(), misses, data}, only);
  } catch (const rawi::Error& e) {
    std::fprintf(stderr, "rawi-eval: %s\n", e.what());
  } catch (const simdjson::simdjson_error& e) {
    std::fprintf(stderr, "rawi-eval: a suite is not as described in its README: %s\n", e.what());
  }
  return 1;
}
