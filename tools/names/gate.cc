#include "gate.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <span>

namespace rawi::names {
namespace {

constexpr size_t kCodes = sizeof(TaggerModel::Gate);
constexpr float kLargest = 4.0f, kUnit = kLargest / 127;  // log odds that one feature may add: what a quantised weight holds

class GateLearner {
 public:
  explicit GateLearner(const GateOptions& options);
  // `hashes`: the features of a token (feature_at); those of its place are left out.
  void learn(std::span<const uint64_t> hashes, Scheme scheme, bool name);
  Gate gate() const;

 private:
  GateOptions options_;
  std::vector<float> weights_, squares_;
  std::vector<uint32_t> used_;
};

GateLearner::GateLearner(const GateOptions& options)
    : options_(options), weights_((size_t{1} << options.bits) * kCodes, 0), squares_(weights_.size(), 1e-2f) {}

void GateLearner::learn(std::span<const uint64_t> hashes, Scheme scheme, bool name) {
  used_.clear();
  float sum = 0;
  const auto use = [&](size_t at) {
    sum += weights_[at];
    used_.push_back(static_cast<uint32_t>(at));
  };
  for (const uint64_t hash : hashes) {
    const auto code = static_cast<int>(hash & 7);
    if (code == kPlaceCode) continue;
    const size_t entry = TaggerModel::slot_of(hash, size_t{1} << options_.bits) * kCodes;
    use(entry + static_cast<size_t>(code));
    if (scheme == Scheme::kFour) use(entry + static_cast<size_t>(TaggerModel::kFourGate + code));  // its own weights for the second scheme
  }
  const float gradient = 1 / (1 + std::exp(-sum)) - (name ? 1.0f : 0.0f);
  if (std::fabs(gradient) < 1e-3f) return;
  for (const uint32_t at : used_) {
    const float g = gradient + options_.l2 * weights_[at];
    squares_[at] += g * g;
    weights_[at] = std::clamp(weights_[at] - options_.rate * g / std::sqrt(squares_[at]), -kLargest, kLargest);
  }
}

Gate GateLearner::gate() const {
  Gate gate;
  gate.least = static_cast<int32_t>(std::lround(options_.least / kUnit));
  gate.entries.resize(size_t{1} << options_.bits);
  for (size_t k = 0; k < weights_.size(); ++k) gate.entries[k / kCodes].by_code[k % kCodes] = static_cast<int8_t>(std::lround(weights_[k] / kUnit));
  return gate;
}

}  // namespace

Gate learn_gate(const Examples& examples, const GateOptions& options, uint64_t seed) {
  GateLearner learner(options);
  std::mt19937_64 random(seed);
  std::vector<uint32_t> order(examples.sentences.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int round = 0; round < 2; ++round) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const uint32_t s : order) {
      const Examples::Sentence& sentence = examples.sentences[s];
      for (uint32_t t = sentence.first; t < sentence.last; ++t) {
        const uint64_t first = t ? examples.ends[t - 1] : 0;
        learner.learn(std::span(examples.hashes).subspan(first, examples.ends[t] - first), sentence.scheme, examples.tags[t] != 0);
      }
    }
  }
  return learner.gate();
}

}  // namespace rawi::names
