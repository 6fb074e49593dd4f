// rawi-train: learns the weights of the claim stage from annotated reports.
//
//   rawi-train --lexicon rawi.lex --out rawi.model [--gold FOLDER]... [--standoff FILE --corpus FILE] [--leave-out K/N]
//
// --leave-out 1/5 leaves every fifth report (by a hash of its id) out, for honest measuring. Prints how many decisions each
// section gave and which annotated words no lexicon row can evoke. One seed: the same input gives the same file.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "claims/pipeline.h"
#include "gold.h"
#include "learn.h"
#include "rawi/error.h"
#include "teacher.h"
#include "tokens/fold.h"

namespace rawi::train {
namespace {

constexpr const char* kNames[] = {"event", "type", "status", "actor", "target", "place", "time", "chain", "quantity", "weapon"};

struct Options {
  std::string lexicon, out, standoff, corpus, leave_out;
  std::vector<std::string> gold;
  LearnOptions learn;
  bool list_missing = false;
};

// How often the learned weights choose rightly in decisions they have not seen; for types also precision and recall of
// finding one at all.
void evaluate(const Lesson& lesson, const std::vector<float>& weights) {
  int right[kSectionCount] = {}, all[kSectionCount] = {};
  for (const float lean : {0.0f, 0.7f, 1.0f, 1.4f, 2.0f}) {
    int found = 0, wanted = 0, good = 0;
    for (const auto& decision : lesson.decisions) {
      int best = 0;
      float top = -1e30f;
      for (uint32_t c = 0; c < decision.candidates; ++c) {
        const uint64_t id = decision.first + c, first = id == 0 ? 0 : lesson.ends[id - 1];
        float score = decision.section == Section::kEvent && c == 0 ? -lean : 0;
        for (uint64_t k = first; k < lesson.ends[id]; ++k) score += weights[lesson.features[k] >> (64 - Model::kSlotBits)];
        if (score > top) top = score, best = static_cast<int>(c);
      }
      const bool hit = best == static_cast<int>(decision.answer);
      if (lean == 0.0f) ++all[static_cast<int>(decision.section)], right[static_cast<int>(decision.section)] += hit;
      if (decision.section == Section::kEvent) found += best != 0, wanted += decision.answer != 0, good += hit && best != 0;
    }
    const double p = double(good) / found, r = double(good) / wanted;
    std::printf("lean %.1f  event P %.3f R %.3f F1 %.3f\n", lean, p, r, 2 * p * r / (p + r));
  }
  for (int s = 0; s < kSectionCount; ++s) std::printf("%s %.3f  ", kNames[s], double(right[s]) / std::max(all[s], 1));
  std::printf("\n");
}

// "k/n": is the report in the part that is left out?
bool left_out(const std::string& part, const std::string& id) {
  unsigned k = 0, n = 0;
  if (std::sscanf(part.c_str(), "%u/%u", &k, &n) != 2 || n == 0) return false;
  return form_hash(id) % n == k % n;
}

std::vector<GoldReport> load(const Options& o) {
  std::vector<GoldReport> all;
  for (const std::string& folder : o.gold)
    for (GoldReport& g : read_folder(folder)) all.push_back(std::move(g));
  if (!o.standoff.empty())
    for (GoldReport& g : read_standoff(o.standoff, o.corpus)) all.push_back(std::move(g));
  return all;
}

void print(const Teacher& teacher, const Lesson& lesson, bool list_missing) {
  for (int s = 0; s < kSectionCount; ++s)
    std::printf("%-9s %7d annotated decisions, %6d without the answer among the candidates\n", kNames[s], teacher.asked[s], teacher.unanswerable[s]);
  std::printf("%zu decisions, %zu feature occurrences\n", lesson.decisions.size(), lesson.features.size());
  if (!list_missing) return;
  for (const auto& [word, n] : teacher.missing_words) std::printf("no row\t%d\t%s\n", n, word.c_str());
  for (const auto& [word, n] : teacher.missing_types) std::printf("no type\t%d\t%s\n", n, word.c_str());
}

void run(const Options& o) {
  const Lexicon lexicon(o.lexicon);
  Pipeline pipeline(lexicon, nullptr);
  Lesson lesson, unseen;
  Teacher teacher;
  Reading reading;
  size_t claims = 0;
  const std::vector<GoldReport> reports = load(o);
  for (const GoldReport& g : reports) {
    pipeline.choice().teach(left_out(o.leave_out, g.report.id) ? &unseen : &lesson);
    pipeline.prepare(g.report, reading);
    teacher.begin(g, pipeline.document());
    pipeline.claims(reading, &teacher);
    claims += g.claims.size();
  }
  std::printf("%zu reports, %zu claims\n", reports.size(), claims);
  print(teacher, lesson, o.list_missing);
  const std::vector<float> weights = learn(lesson, o.learn);
  if (!unseen.decisions.empty()) evaluate(unseen, weights);
  Model::write(o.out, weights);
}

}  // namespace
}  // namespace rawi::train

int main(int argc, char** argv) {
  rawi::train::Options o;
  CLI::App app{"Learns the weights of the claim stage from annotated reports"};
  app.add_option("--lexicon", o.lexicon, "word image, from rawi-lexc")->required();
  app.add_option("--out", o.out, "model file to write")->required();
  app.add_option("--gold", o.gold, "folder of NAME.txt and NAME.json");
  app.add_option("--standoff", o.standoff, "annotations as byte spans, JSON Lines");
  app.add_option("--corpus", o.corpus, "the reports of --standoff, JSON Lines");
  app.add_option("--leave-out", o.leave_out, "K/N: leave the K-th of N parts out");
  app.add_option("--epochs", o.learn.epochs);
  app.add_option("--rate", o.learn.rate);
  app.add_option("--l2", o.learn.l2);
  app.add_option("--min-count", o.learn.min_count);
  app.add_option("--seed", o.learn.seed);
  app.add_flag("--list-missing", o.list_missing, "print annotated words that no row can evoke");
  CLI11_PARSE(app, argc, argv);
  try {
    rawi::train::run(o);
  } catch (const rawi::Error& e) {
    std::fprintf(stderr, "rawi-train: %s\n", e.what());
    return 1;
  }
  return 0;
}
