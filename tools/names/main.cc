// rawi-names: learns the model of the name tagger from annotated words.
//
//   rawi-names --lexicon rawi.lex --corpus news.jsonl --list-words words.txt
//   rawi-names --lexicon rawi.lex --suites ../shared/suites --vectors vectors.vec --out model/names.model
//
// Prints how well the tagger does on what it has not seen after every epoch. One seed: the same input gives the same file.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "crf.h"
#include "rawi/error.h"
#include "score.h"
#include "suites.h"
#include "words.h"

namespace rawi::names {
namespace {

struct Options {
  std::string lexicon, suites, corpus, list_words, vectors, out;
  CrfOptions crf;
  int last_epochs = 1;  // with news alone, and without the rows that weigh little
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

void run(const Options& o) {
  const Lexicon lexicon(o.lexicon);
  if (!o.list_words.empty()) return list_words(o.corpus, lexicon, o.list_words);
  const std::string ner = o.suites + "/ner/";
  const Sentences news_dev = read_conll(ner + "newsfane/coarse_dev.conll");
  const FourParts four = part_anercorp(read_conll(ner + "anercorp/train.txt"), news_dev);
  const WordList words = cluster_words(o.vectors, o.crf.seed);
  std::printf("%zu words in clusters; ANERcorp: %zu sentences to learn from, %zu held out\n", words.all.size(), four.learned.size(), four.held_out.size());

  TextReader reader(lexicon);
  Examples examples;
  add_examples(texts_of(four.learned, Clitics::kJoined), Scheme::kFour, true, reader, words, examples);
  add_examples(texts_of(read_conll(ner + "newsfane/coarse_train.conll"), Clitics::kSplit), Scheme::kOwn, true, reader, words, examples);
  add_examples(texts_of(read_conll(ner + "wikifane/coarse_train.conll"), Clitics::kSplit), Scheme::kOwn, false, reader, words, examples);
  std::vector<uint64_t> hashes = number(examples, o.crf.least);
  std::printf("%zu sentences, %zu tokens, %zu features\n", examples.sentences.size(), examples.tags.size(), hashes.size());
  std::fflush(stdout);

  const Sentences aqmar = read_folder(ner + "aqmar", ".txt");
  const std::vector<Measured> measured = {
      {"ANERcorp, 3 classes", texts_of(four.held_out, Clitics::kJoined), Scheme::kFour, labels_but(Scheme::kFour, "MISC")},
      {"ANERcorp, 4 classes", texts_of(four.held_out, Clitics::kJoined), Scheme::kFour, labels_but(Scheme::kFour)},
      {"NewsFANE dev", texts_of(news_dev, Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn)},
      {"WikiFANE dev", texts_of(read_conll(ner + "wikifane/coarse_dev.conll"), Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn)},
      {"AQMAR", texts_of(aqmar, Clitics::kJoined), Scheme::kOwn, aqmar_label},
  };
  Crf crf(examples, std::move(hashes), o.crf);
  for (int e = 0; e < o.crf.epochs; ++e) {
    const bool last = e >= o.crf.epochs - o.last_epochs;
    if (e == o.crf.epochs - o.last_epochs) crf.prune(o.crf.rows);
    std::printf("epoch %d, loss %.4f\n", e + 1, crf.epoch(!last));
    std::fflush(stdout);
    if (!last) continue;
    crf.write(o.out, words.all);
    print(o, lexicon, measured);
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
  app.add_option("--epochs", o.crf.epochs);
  app.add_option("--last-epochs", o.last_epochs, "epochs with news alone, and with the rows alone that the file keeps");
  app.add_option("--rate", o.crf.rate);
  app.add_option("--out-rate", o.crf.out_rate);
  app.add_option("--drop-features", o.crf.drop_features);
  app.add_option("--drop-hidden", o.crf.drop_hidden);
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
