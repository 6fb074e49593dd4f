// Trains the net of claims/net.h: cross entropy over no event and the types, by AdaGrad, with dropout on the hidden layer
// (Srivastava et al., JMLR 15, 2014) and on words, so that it learns to do without any one of them.
#ifndef RAWI_TOOLS_TRAIN_NET_LEARNER_H
#define RAWI_TOOLS_TRAIN_NET_LEARNER_H

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "claims/net.h"

namespace rawi::train {

struct NetOptions {
  int epochs = 8;
  float rate = 2e-3f;
  float dropout = 0.3f;        // of hidden units
  float word_dropout = 0.05f;  // of lemmas and facts
  uint32_t min_count = 2;      // a lemma or fact met less often is left out
  uint64_t seed = 1;
};

// Vectors of lemmas, by hash: what the embeddings begin as. Lines of "HASH x x x ...", hashes hexadecimal, as fasttext and
// word2vec write them; a head line is passed over. Throws rawi::Error with file and line.
using Vectors = std::unordered_map<uint64_t, std::vector<float>>;
Vectors read_vectors(const std::string& path);

// The bytes of a net, as a model file holds them. The same examples and options give the same bytes.
std::vector<char> learn_net(const std::vector<NetExample>& examples, const Vectors& vectors, const NetOptions& options);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_NET_LEARNER_H
