// rawi-train: learns the weights of the claim stage from annotated reports.
//
//   rawi-train --lexicon rawi.lex --out rawi.model [--gold FOLDER]... [--standoff FILE --corpus FILE] [--leave-out K/N]
//
// --leave-out 1/5 leaves every fifth report (by a hash of its id) out, for honest measuring. Prints how many decisions each
// section gave and which annotated words no lexicon row can evoke. One seed: the same input gives the same file.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "claims/pipeline.h"
#include "gold.h"
#include "learn.h"
#include "list_decisions.h"
#include "look_learner.h"
#include "net_learner.h"
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
  NetOptions net;
  int rounds = 2;  // of learning again among the mistakes of the round before
  std::string vectors, list_lemmas, list_decisions, net_of;
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

uint32_t best_type(NetScorer& scorer, const NetInput& input, float lean) {
  float logits[NetShape::kTypes + 1];
  scorer.score(input, logits);
  logits[0] -= lean;
  return static_cast<uint32_t>(std::max_element(std::begin(logits), std::end(logits)) - std::begin(logits));
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

// The same of annotated reports: what is lost of the events that are right.
void evaluate_gate(const Lesson& lesson, const std::vector<char>& look_bytes, const std::vector<char>& bytes) {
  Net net;
  if (!net.map(bytes)) throw Error("the net that was trained cannot be read back");
  NetScorer scorer(&net);
  const FirstLook look = look_of(look_bytes);
  for (const float gate : kGates) {
    int passed = 0, found = 0, wanted = 0, typed = 0, lost = 0;
    for (const NetExample& word : lesson.words) {
      const uint32_t answer = word.answer;
      const bool pass = look.odds(word.look) >= -gate;
      const uint32_t best = pass ? best_type(scorer, word.input, 1.2f) : 0;
      passed += pass, found += best > 0, wanted += answer > 0, typed += best > 0 && best == answer, lost += answer > 0 && !pass;
    }
    std::printf("gate %4.1f  passes %.3f of the words, loses %.4f of the events, F1 of type %.4f\n", gate, double(passed) / double(lesson.words.size()),
                double(lost) / wanted, 2.0 * typed / (found + wanted));
  }
}

// How well the net finds the events that it has not seen.
void evaluate_net(const Lesson& lesson, const std::vector<char>& bytes) {
  Net net;
  if (!net.map(bytes)) throw Error("the net that was trained cannot be read back");
  NetScorer scorer(&net);
  for (const float lean : {0.0f, 0.4f, 0.8f, 1.2f}) {
    int found = 0, wanted = 0, good = 0, typed = 0;
    for (const NetExample& e : lesson.words) {
      const uint32_t best = best_type(scorer, e.input, lean);
      found += best > 0, wanted += e.answer > 0, good += best > 0 && e.answer > 0, typed += best > 0 && best == e.answer;
    }
    std::printf("lean %.1f  event P %.3f R %.3f F1 %.3f, with its type F1 %.3f\n", lean, double(good) / found, double(good) / wanted,
                2.0 * good / (found + wanted), 2.0 * typed / (found + wanted));
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

// The words of all folds, for the net: they are taken out of the lessons.
std::vector<NetExample> words_of(Lessons& lessons) {
  std::vector<NetExample> all;
  for (Lesson& l : lessons.seen) {
    all.insert(all.end(), l.words.begin(), l.words.end());
    l.words.clear();
  }
  return all;
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

// The first look, learned from the net: none without a corpus.
std::vector<char> look_for(const Options& o, const Lexicon& lexicon, const std::vector<float>& weights, const std::vector<char>& net) {
  if (o.corpus.empty()) return {};
  Model::write(o.out, weights, {}, net);
  const Looks looks = looks_of(o, lexicon, Model(o.out));
  std::vector<char> look = learn_look(looks.seen, o.look);
  std::printf("first look: %zu words\n", looks.seen.size());
  evaluate_look(looks.unseen, look);
  return look;
}

// The net of --net-of, else a new one.
std::vector<char> net_for(const Options& o, Lessons& lessons) {
  if (o.net_of.empty()) return learn_net(words_of(lessons), o.vectors.empty() ? Vectors{} : read_vectors(o.vectors), o.net);
  const Model model(o.net_of);
  return {model.net_bytes().begin(), model.net_bytes().end()};
}

void run(const Options& o) {
  const Lexicon lexicon(o.lexicon);
  if (!o.list_lemmas.empty()) {
    Pipeline pipeline(lexicon, nullptr, nullptr);
    return list_lemmas(o, pipeline);
  }
  const std::vector<GoldReport> reports = load(o);
  size_t claims = 0;
  for (const GoldReport& g : reports) claims += g.claims.size();
  std::printf("%zu reports, %zu claims\n", reports.size(), claims);
  if (!o.list_decisions.empty()) return list_decisions(o.list_decisions, o.round.leave_out, lexicon, reports);
  Teacher teacher;
  Lessons lessons = teach(o.round, lexicon, {}, reports, teacher);
  print(teacher, lessons, o.list_missing);
  const std::vector<char> net = net_for(o, lessons);
  if (!lessons.unseen.words.empty()) evaluate_net(lessons.unseen, net);
  std::vector<float> weights;
  for (int round = 0; round <= o.rounds; ++round) {
    if (round > 0) lessons = teach(o.round, lexicon, next_readers(lessons, weights, net, o.learn, o.out + ".round"), reports, teacher);
    weights = learn(lessons.all_but(lessons.seen.size()), o.learn);
    if (!lessons.unseen.decisions.empty()) std::printf("round %d\n", round), evaluate(lessons.unseen, weights);
  }
  const std::vector<char> look = look_for(o, lexicon, weights, net);
  if (!lessons.unseen.words.empty() && !look.empty()) evaluate_gate(lessons.unseen, look, net);
  Model::write(o.out, weights, look, net);
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
  app.add_option("--list-decisions", o.list_decisions, "only write the decisions of the annotated reports to this file, for training/context.py");
  app.add_option("--rounds", o.rounds, "times to learn again among the mistakes of the time before");
  app.add_option("--folds", o.round.folds, "parts that are read with weights learned from the others")->check(CLI::PositiveNumber);
  app.add_option("--vectors", o.vectors, "vectors of lemmas that the net begins with");
  app.add_option("--net-of", o.net_of, "take the net of this model: what it sees of a word has not changed since");
  app.add_option("--net-epochs", o.net.epochs);
  app.add_option("--net-rate", o.net.rate);
  app.add_option("--dropout", o.net.dropout);
  app.add_option("--word-dropout", o.net.word_dropout);
  app.add_flag("--list-missing", o.list_missing, "print annotated words that no row can evoke");
  CLI11_PARSE(app, argc, argv);
  if (o.out.empty() + o.list_lemmas.empty() + o.list_decisions.empty() != 2) {
    std::fprintf(stderr, "rawi-train: give one of --out, --list-lemmas and --list-decisions\n");
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
