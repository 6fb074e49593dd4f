// How fast rawi reads, on one core, and against what.
//
//   rawi-bench [CORPUS.jsonl[.zst]]     default: ../shared/corpus/news.jsonl.zst
//   rawi-bench --linearity [CORPUS]     one text as reports of ever more bytes instead: what a byte costs, and memory
//   rawi-bench --pages [FOLDER ...]     pages of HTML to reports instead; default: tests/data/pages and ../shared/suites/messy/html
//
// The answer that it must compute: the same claims, byte for byte, on one thread and on two. The yardstick
// is ICU turning the same text from UTF-8 to UTF-16 in the same run, so that a slower machine slows both.
// Figures are the best of three passes, in processor time on one thread (a busy machine does not count) and in
// elapsed time on two.
#include <sys/resource.h>
#include <unicode/ustring.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <optional>
#include <string_view>

#include "claims/pipeline.h"
#include "clock.h"
#include "corpus.h"
#include "linearity.h"
#include "pages.h"
#include "rawi/error.h"
#include "rawi/input.h"
#include "rawi/reader.h"
#include "rawi/views.h"
#include "read.h"
#include "report/junk.h"
#include "tokens/tokens.h"

namespace rawi {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kPasses = 3;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double best_elapsed(const std::function<void()>& pass) {
  double best = 1e9;
  for (int i = 0; i < kPasses; ++i) {
    const Clock::time_point begin = Clock::now();
    pass();
    best = std::min(best, seconds_since(begin));
  }
  return best;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Outcome {
  ReadTotals totals;
  uint64_t hash = 0;  // over the output, batch by batch: batches do not depend on the threads
  uint64_t bytes = 0;
};

Outcome read_file(const std::string& path, const Resources& resources, unsigned threads) {
  Outcome outcome;
  ReadOptions options;
  options.threads = threads;
  Input input({path});
  const auto write = [&](std::string_view text) {
    outcome.hash = outcome.hash * 1099511628211u + std::hash<std::string_view>()(text);
    outcome.bytes += text.size();
    return true;
  };
  outcome.totals = read_all(input, resources, options, write, [](const std::string& what) { std::cerr << what << '\n'; });
  return outcome;
}

double icu_seconds(const std::vector<Report>& reports) {
  std::u16string out;
  return best_of(kPasses, [&] {
    for (const Report& report : reports) {
      out.resize(report.text.size());
      int32_t length = 0;
      UErrorCode error = U_ZERO_ERROR;
      u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, report.text.data(),
                           static_cast<int32_t>(report.text.size()), 0xFFFD, nullptr, &error);
      if (U_FAILURE(error)) throw Error(u_errorName(error));
    }
  });
}

void row(const char* name, double seconds, double megabytes) {
  std::printf("  %-34s %8.3f s %9.1f MB/s\n", name, seconds, megabytes / seconds);
}

// What one more stage costs: the time of all up to it, less that of all before.
class Stages {
 public:
  Stages(const std::vector<Report>& reports, double megabytes) : reports_(reports), megabytes_(megabytes) {}
  template <typename Read>
  void add(const char* name, Read read) {
    const double seconds = best_of(kPasses, [&] {
      for (const Report& report : reports_) read(report);
    });
    row(name, std::max(seconds - before_, 1e-6), megabytes_);
    before_ = seconds;
  }
  // What the stages after it do without.
  template <typename Read>
  void add_aside(const char* name, Read read) {
    const double before = before_;
    add(name, read);
    before_ = before;
  }

 private:
  const std::vector<Report>& reports_;
  double megabytes_;
  double before_ = 0;
};

// Each stage, over reports in memory.
void stages(const std::vector<Report>& reports, const Resources& resources, double megabytes) {
  const Lexicon& lexicon = resources.lexicon();
  Pipeline pipeline(lexicon, resources.model(), resources.model()->names());
  Document d;  // the stages up to phrases on their own; the pipeline has its own
  Reading reading;
  std::string out;
  Stages s(reports, megabytes);
  const auto tokens = [&](const Report& r) { tokenize(r.text, lexicon, d.tokens); };
  const auto words = [&](const Report& r) {
    tokens(r);
    find_sentences(d.tokens, d.structure);
    tag(d.tokens, d.structure, lexicon, d.tags);
  };
  const auto junk = [&](const Report& r) {
    words(r);
    reading.clear();
    find_junk(r.text, d.tokens, lexicon, d.segments, reading.junk);
  };
  const auto figures = [&](const Report& r) {
    junk(r);
    d.cues.find(d.tokens, lexicon);
    find_numbers(d.tokens, lexicon, d.cues, d.numbers);
    find_times(d.tokens, lexicon, d.cues, d.numbers, d.times);
    find_quantities(d.tokens, lexicon, d.cues, d.numbers, d.times, d.quantities);
  };
  const auto names = [&](const Report& r) {
    figures(r);
    find_names(r.text, d.tokens, lexicon, d.names);
    link_places(d.tokens, lexicon, d.names, d.place_scratch, d.places);
  };
  std::optional<Tagger> tagger;
  if (resources.model()->names()) tagger.emplace(*resources.model()->names(), lexicon);
  const auto tagged = [&](const Report& r) {
    names(r);
    tagger->find(r.text, d.tokens, d.structure, d.tags, d.names, Scheme::kOwn, d.tagged);
  };
  const auto prepare = [&](const Report& r) {
    reading.clear();
    pipeline.prepare(r, reading);
  };
  s.add("tokens", tokens);
  s.add("sentences and tags", words);
  s.add("page junk", junk);
  s.add("numbers, times, quantities", figures);
  s.add("names and places", names);
  if (tagger) s.add_aside("(the name tagger, where asked for)", tagged);
  s.add("phrases, resolved times, the rest", prepare);
  s.add("frames of speech", [&](const Report& r) { prepare(r), pipeline.frames(); });
  s.add("triggers: event or not, its type", [&](const Report& r) { prepare(r), pipeline.triggers(); });
  s.add("fields of the claims", [&](const Report& r) { prepare(r), pipeline.claims(reading, nullptr); });
  s.add("writing JSON", [&](const Report& r) {
    prepare(r);
    pipeline.claims(reading, nullptr);
    out.clear();
    write_claims_json(r, reading, resources, out);
  });
}

int linearity(const std::string& corpus) {
  const Resources resources = Resources::open();
  const std::string plain = (std::filesystem::temp_directory_path() / "rawi-bench.jsonl").string();
  unpack(corpus, plain);
  const bool linear = print_linearity(plain, resources);
  std::filesystem::remove(plain);
  if (linear) return 0;
  std::printf("WRONG: a byte of a long report costs more than one of a short report, or reading holds more than 200 MB\n");
  return 1;
}

int run(const std::string& corpus) {
  const Clock::time_point begin = Clock::now();
  const Resources resources = Resources::open();
  { Reader first(resources); }
  const double start_up = seconds_since(begin);

  const std::string plain = (std::filesystem::temp_directory_path() / "rawi-bench.jsonl").string();
  unpack(corpus, plain);
  Outcome one, two;
  const double on_one = best_of(kPasses, [&] { one = read_file(plain, resources, 1); });
  const double peak = peak_megabytes();
  const double on_two = best_elapsed([&] { two = read_file(plain, resources, 2); });

  const std::vector<Report> reports = load(plain);
  std::filesystem::remove(plain);
  const double megabytes = static_cast<double>(one.totals.bytes) / 1e6;
  const double icu = icu_seconds(reports);
  std::printf("corpus: %s, %llu reports, %.1f MB of text\n", corpus.c_str(), static_cast<unsigned long long>(one.totals.reports), megabytes);
  std::printf("answer: %llu claims, %.1f MB of JSON, hash %016llx\n", static_cast<unsigned long long>(one.totals.claims),
              static_cast<double>(one.bytes) / 1e6, static_cast<unsigned long long>(one.hash));
  std::printf("start-up %.1f ms, peak memory of reading %.1f MB\n", start_up * 1e3, peak);
  row("reading, one core", on_one, megabytes);
  row("reading, two threads", on_two, megabytes);
  row("ICU, UTF-8 to UTF-16, one core", icu, megabytes);
  std::printf("  ratio to ICU: %.3f\nby stage, one core, reports in memory:\n", icu / on_one);
  stages(reports, resources, megabytes);
  if (one.hash != two.hash || one.totals.failed > 0) {
    std::printf("WRONG: one thread and two do not give the same claims, or input was refused\n");
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace rawi

int main(int argc, char** argv) {
  try {
    if (argc > 1 && std::string_view(argv[1]) == "--pages") return rawi::print_pages({argv + 2, argv + argc}) ? 0 : 1;
    const bool linearity = argc > 1 && std::string_view(argv[1]) == "--linearity";
    const int at = linearity ? 2 : 1;
    const std::string corpus = argc > at ? argv[at] : "../shared/corpus/news.jsonl.zst";
    return linearity ? rawi::linearity(corpus) : rawi::run(corpus);
  } catch (const std::exception& error) {
    std::cerr << "rawi-bench: " << error.what() << '\n';
    return 2;
  }
}
