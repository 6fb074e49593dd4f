// rawi-names: learns the model of the name tagger from annotated words.
//
//   rawi-names --lexicon rawi.lex --corpus news.jsonl --list-words words.txt
//   rawi-names --lexicon rawi.lex --corpus news.jsonl --suites ../shared/suites --vectors vectors.vec --out model/names.model
//
// Learns twice: what the first tagger takes the words of the corpus for is told to the second. Prints how well each does on what
// it has not seen. One seed: the same input gives the same file.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "crf.h"
#include "gate.h"
#include "labels.h"
#include "rawi/error.h"
#include "score.h"
#include "suites.h"
#include "words.h"

namespace rawi::names {
namespace {

struct Options {
  std::string lexicon, suites, corpus, list_words, vectors, teacher, out;
  CrfOptions crf;
  GateOptions gate;
  int last_epochs = 2;  // with news alone, and without the rows that weigh little
  size_t every = 10;    // of so many reports of the corpus the first look learns from one, as the round before tags it
  int runs = 5;         // the weights are the mean of so many runs
  int rounds = 2;       // how often it learns, each time but the first with the labels that the one before gave the words of the corpus
};

struct Measured {
  std::string name;
  std::vector<ConllText> texts;
  Scheme scheme;
  CommonLabel common;
};

void print(const Options& o, const Lexicon& lexicon, const std::vector<Measured>& all) {
  const TaggerModel model(o.out);
  Tagger tagger(model, lexicon);
  TextReader reader(lexicon);
  for (const Measured& m : all) {
    const NameScore s = score_names(m.texts, m.scheme, m.common, reader, tagger);
    std::printf("  %-22s F1 %.4f", m.name.c_str(), s.all.f1());
    for (const auto& [label, count] : s.by_label) std::printf("  %s %.3f/%zu", label.c_str(), count.f1(), count.wanted);
    std::printf("\n");
  }
  std::fflush(stdout);
}

struct Suites {
  std::vector<ConllText> four, news, wiki;  // to learn from
  std::vector<Measured> measured;
};

Suites read_suites(const std::string& ner) {
  const Sentences news_dev = read_conll(ner + "newsfane/coarse_dev.conll");
  const FourParts four = part_anercorp(read_conll(ner + "anercorp/train.txt"), news_dev);
  std::printf("ANERcorp: %zu sentences to learn from, %zu held out\n", four.learned.size(), four.held_out.size());
  const std::vector<ConllText> held_out = texts_of(four.held_out, Clitics::kJoined);
  return {texts_of(four.learned, Clitics::kJoined),
          texts_of(read_conll(ner + "newsfane/coarse_train.conll"), Clitics::kSplit),
          texts_of(read_conll(ner + "wikifane/coarse_train.conll"), Clitics::kSplit),
          {{"ANERcorp, 3 classes", held_out, Scheme::kFour, labels_but(Scheme::kFour, "MISC")},
           {"ANERcorp, 4 classes", held_out, Scheme::kFour, labels_but(Scheme::kFour)},
           {"NewsFANE dev", texts_of(news_dev, Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn)},
           {"WikiFANE dev", texts_of(read_conll(ner + "wikifane/coarse_dev.conll"), Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn)},
           {"AQMAR", texts_of(read_folder(ner + "aqmar", ".txt"), Clitics::kJoined), Scheme::kOwn, aqmar_label}}};
}

// The runs differ in their seed alone.
Crf learn_once(const Options& o, const Examples& examples, const std::vector<uint64_t>& hashes, int run) {
  CrfOptions options = o.crf;
  options.seed += static_cast<uint64_t>(run);
  Crf crf(examples, hashes, options);
  for (int e = 0; e < o.crf.epochs; ++e) {
    const bool last = e >= o.crf.epochs - o.last_epochs;
    if (e == o.crf.epochs - o.last_epochs) {
      crf.prune(o.crf.rows);
      crf.average();
    }
    std::printf("run %d, epoch %d, loss %.4f\n", run + 1, e + 1, crf.epoch(!last));
    std::fflush(stdout);
  }
  crf.finish();
  return crf;
}

// `least`: of the first look. `teacher`: a model that tags reports of the corpus for it; or empty.
void learn(const Options& o, const Lexicon& lexicon, const Suites& suites, const WordList& words, float least, const std::string& teacher) {
  TextReader reader(lexicon);
  Examples examples;
  add_examples(suites.four, Scheme::kFour, TextKind::kNews, reader, words, examples);
  add_examples(suites.news, Scheme::kOwn, TextKind::kNews, reader, words, examples);
  add_examples(suites.wiki, Scheme::kOwn, TextKind::kOther, reader, words, examples);
  if (!teacher.empty()) {
    const TaggerModel model(teacher);
    Tagger tagger(model, lexicon);
    add_tagged(o.corpus, o.every, tagger, reader, words, examples);
  }
  GateOptions closes = o.gate;
  closes.least = least;
  const Gate gate = learn_gate(examples, closes, o.crf.seed);
  std::vector<uint64_t> hashes = number(examples, o.crf.least);
  std::printf("%zu sentences, %zu tokens, %zu features\n", examples.sentences.size(), examples.tags.size(), hashes.size());
  std::fflush(stdout);
  Crf all = learn_once(o, examples, hashes, 0);
  for (int run = 1; run < o.runs; ++run) all.add(learn_once(o, examples, hashes, run));
  all.prune(o.crf.rows);
  all.write(o.out, gate, words.all);
  print(o, lexicon, suites.measured);
}

void run(const Options& o) {
  constexpr float kOfCorpus = -3.5f;  // where the corpus is only asked what its words mostly are, the first look may close more
  const Lexicon lexicon(o.lexicon);
  if (!o.list_words.empty()) return list_words(o.corpus, lexicon, o.list_words);
  const Suites suites = read_suites(o.suites + "/ner/");
  WordList words = cluster_words(o.vectors, o.crf.seed);
  std::printf("%zu words in clusters\n", words.all.size());
  std::string teacher = o.teacher;
  for (int round = teacher.empty() ? 0 : 1; round < o.rounds; ++round) {
    if (round > 0) label_words(o.corpus, teacher, lexicon, words);
    learn(o, lexicon, suites, words, round + 1 < o.rounds ? kOfCorpus : o.gate.least, teacher);
    teacher = o.out;
  }
}

}  // namespace
}  // namespace rawi::names

int main(int argc, char** argv) {
  rawi::names::Options o;
  CLI::App app{"Learns the model of the name tagger from annotated words"};
  app.add_option("--lexicon", o.lexicon, "word image, from rawi-lexc")->required();
  app.add_option("--suites", o.suites, "folder of the suites");
  app.add_option("--corpus", o.corpus, "reports, JSON Lines");
  app.add_option("--list-words", o.list_words, "only write the words of --corpus to this file");
  app.add_option("--vectors", o.vectors, "vectors of those words, by fasttext");
  app.add_option("--out", o.out, "model file to write");
  app.add_option("--teacher", o.teacher, "model of the first round, to begin with the second");
  app.add_option("--epochs", o.crf.epochs);
  app.add_option("--last-epochs", o.last_epochs, "epochs with news alone, and with the rows alone that the file keeps");
  app.add_option("--runs", o.runs, "learn so often, with another seed each, and take the mean of the weights");
  app.add_option("--rounds", o.rounds, "how often to learn, each time but the first with labels of the corpus's words");
  app.add_option("--every", o.every, "of so many reports of the corpus the first look learns from one, as the round before tags it");
  app.add_option("--gate", o.gate.least, "log odds below which a token is in no name");
  app.add_option("--rate", o.crf.rate);
  app.add_option("--drop-features", o.crf.drop_features);
  app.add_option("--l2", o.crf.l2);
  app.add_option("--least", o.crf.least, "a feature met less often is left out");
  app.add_option("--rows", o.crf.rows, "features that the file keeps");
  app.add_option("--seed", o.crf.seed);
  CLI11_PARSE(app, argc, argv);
  if (o.out.empty() == o.list_words.empty()) {
    std::fprintf(stderr, "rawi-names: give either --out or --list-words\n");
    return 2;
  }
  try {
    rawi::names::run(o);
  } catch (const rawi::Error& e) {
    std::fprintf(stderr, "rawi-names: %s\n", e.what());
    return 1;
  }
  return 0;
}
