// rawi-train: learns the weights of the claim stage from annotated reports.
//
//   rawi-train --lexicon rawi.lex --out rawi.model [--gold FOLDER]... [--standoff FILE --corpus FILE] [--leave-out K/N]
//   rawi-train --lexicon rawi.lex --corpus FILE --look-for MODEL --context context.model --out rawi.model
//
// The second adds to a model of the first what stands before the context net (docs/training.md has all steps). --leave-out 1/5 leaves
// every fifth report (by a hash of its id) out, for honest measuring. Prints how many decisions each section gave and which annotated
// words no lexicon row can evoke. One seed: the same input gives the same file.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "claims/context_model.h"
#include "claims/pipeline.h"
#include "gold.h"
#include "learn.h"
#include "list_decisions.h"
#include "look_learner.h"
#include "rawi/error.h"
#include "rounds.h"
#include "teacher.h"

namespace rawi::train {
namespace {

constexpr const char* kNames[] = {"event", "status", "actor", "target", "place", "time", "chain", "quantity", "weapon", "place2", "time2"};

struct Options {
  std::string lexicon, out, standoff, corpus;
  std::vector<std::string> gold;
  LearnOptions learn;
  LookOptions look;
  RoundOptions round;
  bool list_missing = false;
  int rounds = 2;  // of learning again among the mistakes of the round before
  std::string list_lemmas, list_words, list_decisions, look_for, context;
};

// How often the learned weights choose rightly in decisions that they have not seen, while "none" (no event, nobody, no place)
// counts `lean` less than its score: over all decisions, and over those where the annotation or the choice is not "none".
struct Tally {
  int all = 0, right = 0, counted = 0, good = 0, found = 0, wanted = 0;

  void add(bool hit, bool none, bool none_chosen) {
    ++all, right += hit;
    if (!none || !none_chosen) ++counted, good += hit;
    found += !none_chosen, wanted += !none;
  }
};

int choose(const Lesson& lesson, const Lesson::Decision& decision, const std::vector<float>& weights, uint32_t none, float lean) {
  int best = 0;
  float top = -1e30f;
  for (uint32_t c = 0; c < decision.candidates; ++c) {
    const uint64_t id = decision.first + c, first = id == 0 ? 0 : lesson.ends[id - 1];
    float score = lesson.base[id] - (c == none ? lean : 0);
    for (uint64_t k = first; k < lesson.ends[id]; ++k) score += weights[lesson.features[k] >> (64 - Model::kSlotBits)];
    if (score > top) top = score, best = static_cast<int>(c);
  }
  return best;
}

void evaluate(const Lesson& lesson, const std::vector<float>& weights) {
  for (const float lean : {0.0f, 0.4f, 0.8f}) {
    Tally tallies[kSectionCount];
    for (const auto& decision : lesson.decisions) {
      const bool has_none = decision.section != Section::kStatus;
      const uint32_t none = !has_none ? UINT32_MAX : decision.section == Section::kQuantity ? decision.candidates - 1 : 0;
      const auto best = static_cast<uint32_t>(choose(lesson, decision, weights, none, lean));
      tallies[static_cast<int>(decision.section)].add(lesson.right[decision.first + best], decision.answer == none, best == none);
    }
    std::printf("lean %.1f  of all right, of values right:", lean);
    for (int s = 1; s < kSectionCount; ++s)
      std::printf("  %s %.3f %.3f", kNames[s], double(tallies[s].right) / std::max(tallies[s].all, 1), double(tallies[s].good) / std::max(tallies[s].counted, 1));
    std::printf("\n");
  }
}

constexpr float kGates[] = {0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 2.5f, 3.0f, 4.0f, 99.0f};

FirstLook look_of(const std::vector<char>& bytes) {
  FirstLook look;
  if (!look.map(bytes)) throw Error("the first look that was trained cannot be read back");
  return look;
}

// What the first look (claims/triggers.cc) leaves to the net, and what it takes from it that the net would call an event, in
// reports that it has not learned from.
void evaluate_look(const std::vector<LookExample>& words, const std::vector<char>& bytes) {
  const FirstLook look = look_of(bytes);
  const auto events = std::count_if(words.begin(), words.end(), [](const LookExample& w) { return w.event; });
  for (const float gate : kGates) {
    int passed = 0, lost = 0;
    for (const LookExample& w : words) {
      const bool pass = look.odds(w.input) >= -gate;
      passed += pass, lost += w.event && !pass;
    }
    std::printf("gate %4.1f  passes %.3f of %zu words, loses %.4f of the net's events\n", gate, double(passed) / double(words.size()), words.size(),
                double(lost) / double(events));
  }
}

std::vector<GoldReport> load(const Options& o) {
  std::vector<GoldReport> all;
  for (const std::string& folder : o.gold)
    for (GoldReport& g : read_folder(folder)) all.push_back(std::move(g));
  if (!o.standoff.empty())
    for (GoldReport& g : read_standoff(o.standoff, o.corpus)) all.push_back(std::move(g));
  return all;
}

void print(const Teacher& teacher, const Lessons& lessons, bool list_missing) {
  for (int s = 0; s < kSectionCount; ++s)
    std::printf("%-9s %7d annotated decisions, %6d without the answer among the candidates\n", kNames[s], teacher.asked[s], teacher.unanswerable[s]);
  size_t words = 0, decisions = 0, features = 0;
  for (const Lesson& l : lessons.seen) words += l.words.size(), decisions += l.decisions.size(), features += l.features.size();
  std::printf("%zu words, %zu decisions, %zu feature occurrences\n", words, decisions, features);
  if (!list_missing) return;
  for (const auto& [word, n] : teacher.missing_words) std::printf("no row\t%d\t%s\n", n, word.c_str());
}

// The lemmas of a corpus, a sentence a line, as hashes: what vectors are learned from.
void list_lemmas(const Options& o, Pipeline& pipeline) {
  std::FILE* out = std::fopen(o.list_lemmas.c_str(), "w");
  if (!out) throw Error("'" + o.list_lemmas + "' cannot be written");
  Reading reading;
  each_report(o.corpus, [&](const Report& report) {
    pipeline.prepare(report, reading);
    const Document& d = pipeline.document();
    for (size_t s = 0; s < d.structure.sentences.size(); ++s) {
      if (d.junk[s]) continue;
      const Sentence& sentence = d.structure.sentences[s];
      for (uint32_t i = sentence.first; i < sentence.last; ++i) std::fprintf(out, "%016llx ", static_cast<unsigned long long>(d.lemma[i]));
      std::fputc('\n', out);
    }
  });
  if (std::fclose(out) != 0) throw Error("'" + o.list_lemmas + "' cannot be written");
}

// What the net says of the words of a corpus: of every second report; and of a few others, to see what was learned.
struct Looks {
  std::vector<LookExample> seen, unseen;
};
Looks looks_of(const Options& o, const Lexicon& lexicon, const Model& model) {
  Looks looks;
  Lesson lesson;
  Pipeline pipeline(lexicon, &model, nullptr);
  pipeline.choice().teach(&lesson);
  Reading reading;
  size_t n = 0;
  each_report(o.corpus, [&](const Report& report) {
    const size_t which = n++ % 16;
    if (which % 2 == 1 && which != 1) return;
    lesson.looks.clear();
    pipeline.prepare(report, reading);
    pipeline.triggers();
    std::vector<LookExample>& out = which == 1 ? looks.unseen : looks.seen;
    out.insert(out.end(), lesson.looks.begin(), lesson.looks.end());
  });
  return looks;
}

// Adds to a model the first look, learned from what the context net says.
void add_look(const Options& o, const Lexicon& lexicon) {
  Model model(o.look_for);
  model.read_with(std::make_unique<ContextModel>(o.context));
  const Looks looks = looks_of(o, lexicon, model);
  const std::vector<char> look = learn_look(looks.seen, o.look);
  std::printf("first look: %zu words\n", looks.seen.size());
  evaluate_look(looks.unseen, look);
  std::vector<float> weights(size_t{1} << Model::kSlotBits);
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(model.slots()[i]) * model.scale();
  Model::write(o.out, weights, look);
}

void run(const Options& o) {
  const Lexicon lexicon(o.lexicon);
  if (!o.list_lemmas.empty()) {
    Pipeline pipeline(lexicon, nullptr, nullptr);
    return list_lemmas(o, pipeline);
  }
  if (!o.list_words.empty()) return list_words(o.list_words, o.round, lexicon, o.corpus);
  if (!o.look_for.empty()) return add_look(o, lexicon);
  const std::vector<GoldReport> reports = load(o);
  size_t claims = 0;
  for (const GoldReport& g : reports) claims += g.claims.size();
  std::printf("%zu reports, %zu claims\n", reports.size(), claims);
  Teacher teacher;
  Lessons lessons = teach(o.round, lexicon, {}, reports, teacher);
  print(teacher, lessons, o.list_missing);
  std::vector<float> weights;
  for (int round = 0; round <= o.rounds; ++round) {
    if (round > 0) lessons = teach(o.round, lexicon, next_readers(lessons, weights, o.learn, o.out + ".round"), reports, teacher);
    weights = learn(lessons.all_but(lessons.seen.size()), o.learn);
    if (!lessons.unseen.decisions.empty()) std::printf("round %d\n", round), evaluate(lessons.unseen, weights);
  }
  if (!o.list_decisions.empty()) list_decisions(o.list_decisions, o.round, lexicon, next_readers(lessons, weights, o.learn, o.out + ".round"), reports);
  Model::write(o.out, weights, {});
}

}  // namespace
}  // namespace rawi::train

int main(int argc, char** argv) {
  rawi::train::Options o;
  CLI::App app{"Learns the weights of the claim stage from annotated reports"};
  app.add_option("--lexicon", o.lexicon, "word image, from rawi-lexc")->required();
  app.add_option("--out", o.out, "model file to write");
  app.add_option("--gold", o.gold, "folder of NAME.txt and NAME.json");
  app.add_option("--standoff", o.standoff, "annotations as byte spans, JSON Lines");
  app.add_option("--corpus", o.corpus, "the reports of --standoff, JSON Lines");
  app.add_option("--leave-out", o.round.leave_out, "K/N: leave the K-th of N parts out");
  app.add_option("--epochs", o.learn.epochs);
  app.add_option("--rate", o.learn.rate);
  app.add_option("--l2", o.learn.l2);
  app.add_option("--min-count", o.learn.min_count);
  app.add_option("--seed", o.learn.seed);
  app.add_option("--list-lemmas", o.list_lemmas, "only write the lemmas of --corpus to this file");
  app.add_option("--list-words", o.list_words, "only write the words of --corpus to this file, for training/words.py");
  app.add_option("--list-decisions", o.list_decisions, "also write the decisions of the annotated reports to this file, for training/context.py");
  app.add_option("--rounds", o.rounds, "times to learn again among the mistakes of the time before");
  app.add_option("--reviewed", o.round.reviewed, "how much a decision of a reviewed report teaches, against one of the others");
  app.add_option("--folds", o.round.folds, "parts that are read with weights learned from the others")->check(CLI::PositiveNumber);
  CLI::Option* const context = app.add_option("--context", o.context, "the context net's weights, for --look-for");
  app.add_option("--look-for", o.look_for, "only add a first look to this model, learned from what the context net says of --corpus")->needs(context);
  app.add_flag("--list-missing", o.list_missing, "print annotated words that no row can evoke");
  CLI11_PARSE(app, argc, argv);
  if (o.out.empty() + o.list_lemmas.empty() + o.list_words.empty() != 2) {
    std::fprintf(stderr, "rawi-train: give one of --out, --list-lemmas and --list-words\n");
    return 2;
  }
  try {
    rawi::train::run(o);
  } catch (const rawi::Error& e) {
    std::fprintf(stderr, "rawi-train: %s\n", e.what());
    return 1;
  }
  return 0;
}
