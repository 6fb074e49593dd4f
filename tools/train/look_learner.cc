#include "look_learner.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <unordered_map>

namespace rawi::train {
namespace {

constexpr size_t kSlots = size_t{1} << FirstLook::kSlotBits;
constexpr uint32_t kLeftOut = UINT32_MAX;
constexpr int kFeatures = LookInput::kFeatures;

// A word by the slots of its features, kLeftOut where one is too rare.
struct Word {
  uint32_t slots[kFeatures];
  bool event;
};

std::vector<Word> words_of(const std::vector<LookExample>& examples, uint32_t min_count) {
  std::unordered_map<uint64_t, uint32_t> counts;
  for (const LookExample& e : examples)
    for (const uint64_t f : e.input.features) ++counts[f];
  std::vector<Word> words;
  words.reserve(examples.size());
  for (const LookExample& e : examples) {
    Word& w = words.emplace_back();
    w.event = e.event;
    for (int k = 0; k < kFeatures; ++k) {
      const uint64_t f = e.input.features[k];
      w.slots[k] = counts[f] < min_count ? kLeftOut : static_cast<uint32_t>(FirstLook::slot_of(f));
    }
  }
  return words;
}

class Learner {
 public:
  Learner(std::vector<Word> words, const LookOptions& options) : words_(std::move(words)), options_(options), weights_(kSlots), squares_(kSlots) {}

  void run() {
    std::mt19937_64 random(options_.seed);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = words_.size(); i > 1; --i) std::swap(words_[i - 1], words_[random() % i]);
      for (const Word& w : words_) step(w);
    }
  }

  std::vector<char> bytes() const {
    float top = std::fabs(bias_);
    for (const float w : weights_) top = std::max(top, std::fabs(w));
    LookHeader h{};
    h.slot_bits = FirstLook::kSlotBits;
    h.unit = top > 0 ? top / 127 : 1.0f;
    h.bias = static_cast<int32_t>(std::lround(bias_ / h.unit));
    std::vector<char> out(sizeof h + kSlots);
    std::memcpy(out.data(), &h, sizeof h);
    for (size_t k = 0; k < kSlots; ++k) out[sizeof h + k] = static_cast<char>(std::lround(weights_[k] / h.unit));
    return out;
  }

 private:
  void step(const Word& word) {
    float score = bias_;
    for (const uint32_t s : word.slots)
      if (s != kLeftOut) score += weights_[s];
    const float gradient = 1 / (1 + std::exp(-score)) - (word.event ? 1.0f : 0.0f);
    if (std::fabs(gradient) < 1e-3f) return;
    move(bias_, bias_square_, gradient);
    for (const uint32_t s : word.slots)
      if (s != kLeftOut) move(weights_[s], squares_[s], gradient + options_.l2 * weights_[s]);
  }
  void move(float& weight, float& square, float gradient) const {
    square += gradient * gradient;
    weight -= options_.rate * gradient / std::sqrt(square + 1e-3f);
  }

  std::vector<Word> words_;
  const LookOptions options_;
  std::vector<float> weights_, squares_;
  float bias_ = 0, bias_square_ = 0;
};

}  // namespace

std::vector<char> learn_look(const std::vector<LookExample>& examples, const LookOptions& options) {
  Learner learner(words_of(examples, options.min_count), options);
  learner.run();
  return learner.bytes();
}

}  // namespace rawi::train
