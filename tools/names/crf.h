// Learns the tagger's rows: a linear-chain conditional random field over sparse features.
//
// Gradient of the log-likelihood of a sentence's tags by the forward-backward algorithm, AdaGrad a parameter, features
// dropped at random while learning. Single thread, one seed: the same examples give the same weights. Lafferty, McCallum, Pereira: Conditional Random
// Fields, ICML 2001; Collobert et al.: Natural Language Processing (Almost) from Scratch, JMLR 12 (2011).
#ifndef RAWI_TOOLS_NAMES_CRF_H
#define RAWI_TOOLS_NAMES_CRF_H

#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "examples.h"
#include "gate.h"

namespace rawi::names {

struct CrfOptions {
  int epochs = 5;
  float rate = 0.08f;
  float drop_features = 0.25f;
  float l2 = 1e-4f;
  uint32_t least = 2;       // a feature met less often gets no row
  size_t rows = 150000;     // rows that the file keeps: those that weigh most
  uint64_t seed = 1;
};

class Crf {
 public:
  Crf(const Examples& examples, std::vector<uint64_t> hash_of_row, const CrfOptions& options);

  // Goes once over all sentences, or over those of news alone; returns their mean loss a token. From average() on, the weights that
  // there are now and then are added up; finish() takes their mean, which is less moved by the sentences that came last.
  double epoch(bool all);
  void average() { averaging_ = true; }
  // Keeps the rows that weigh most; later epochs leave the others out.
  void prune(size_t keep);
  // Takes the mean of the weights since average(), and drops what learning alone needs.
  void finish();
  // Adds what another run learned from the same examples; both are finished.
  void add(const Crf& other);
  void write(const std::string& path, const Gate& gate, const std::unordered_map<uint64_t, WordEntry>& words);

 private:
  struct Weights {
    std::vector<float> values, squares, sums;
    void begin(size_t size) {
      values.assign(size, 0);
      squares.assign(size, 1e-2f);
    }
  };
  struct FileRow {
    TaggerModel::Row row;
  };
  std::vector<uint32_t> file_order() const;
  FileRow quantized(uint32_t row, Scheme scheme, float unit) const;

  double learn(const Examples::Sentence& sentence);
  void forward(uint32_t token, int first, int count, size_t at);
  double marginals(const Examples::Sentence& sentence, int count, const float* transitions);
  void update(const Examples::Sentence& sentence, int first, int count);
  void sum_up();
  void step(Weights& w, size_t at, float gradient, float rate) const;
  float uniform() { return static_cast<float>(random_() >> 40) * (1.0f / (1 << 24)); }

  const Examples& examples_;
  std::vector<uint64_t> hash_of_row_;
  CrfOptions options_;
  std::mt19937_64 random_;
  std::vector<uint32_t> counts_;     // per row
  std::vector<uint8_t> kept_;        // per row
  Weights rows_, transitions_[kSchemes];
  bool averaging_ = false;
  int summed_ = 0, runs_ = 1;

  // Of the sentence at hand; flat, per token.
  std::vector<std::vector<uint32_t>> used_;      // rows that were not dropped
  std::vector<float> emissions_, gradient_, alpha_, beta_, pairs_;
};

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_CRF_H
