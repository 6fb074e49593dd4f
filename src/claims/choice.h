// One learned mechanism for every decision of the claim stage: choose one of a few candidates.
//
// A candidate is a bag of features; a feature is a 64-bit hash, its weight one slot of the model's table;
// the score is the sum; the best score wins. Whose words a clause is, who acted, where, when, how certain: each is a list of candidates ("none" among them) with its own section of the feature
// space. The weights come from rawi-train (tools/train): multinomial logistic regression over candidates.
//
//   choice.start(Section::kActor);
//   choice.next();  choice.add(f1);  choice.add(f2);      one next() a candidate
//   int chosen = choice.best();                           0-based; margin() says how sure
//
// While training, a Lesson keeps the features of decisions whose answer is known. No allocation when warm;
// one Choice a thread.
#ifndef RAWI_CLAIMS_CHOICE_H
#define RAWI_CLAIMS_CHOICE_H

#include <cstdint>
#include <span>
#include <vector>

#include "claims/model.h"
#include "claims/net_input.h"

namespace rawi {

enum class Section : uint8_t { kEvent, kStatus, kActor, kTarget, kPlace, kTime, kChain, kQuantity, kWeapon };
inline constexpr int kSectionCount = 9;

// Mixes two or three numbers into one. Cheap and well spread: the halves of one wide product, folded (as in wyhash).
constexpr uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15ull) * (b ^ 0xBF58476D1CE4E5B9ull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
constexpr uint64_t mix(uint64_t a, uint64_t b, uint64_t c) { return mix(mix(a, b), c); }

// Decisions with known answers, flat: what rawi-train learns from.
struct Lesson {
  struct Decision {
    Section section;
    uint32_t answer;            // candidate
    uint32_t first, candidates; // range in `ends`
  };
  std::vector<Decision> decisions;
  std::vector<uint64_t> ends;      // per candidate: end of its features (it begins where the one before ends)
  std::vector<uint64_t> features;
  std::vector<NetExample> words;   // for the net
};

class Choice {
 public:
  explicit Choice(const Model* model) : model_(model) {}
  void teach(Lesson* lesson) { lesson_ = lesson; }
  Lesson* lesson() { return lesson_; }
  bool has_model() const { return model_ != nullptr; }

  void start(Section section) {
    section_ = static_cast<uint64_t>(section);
    summed_ = 0;
    count_ = 0;
    ends_.clear();
    scores_.clear();
  }
  void next() {
    if (!scores_.empty()) ends_.push_back(static_cast<uint32_t>(count_));
    scores_.push_back(0);
  }
  // Only fetches the weight: the table is larger than the nearest cache, and the sum (best) is taken when it has come.
  void add(uint64_t feature) {
    const uint64_t f = mix(feature, section_);
    if (count_ == features_.size()) grow();
    features_[count_++] = f;
    if (model_) model_->fetch(f);
  }
  // Adds to the score of the candidate begun last, outside what is learned and before its features.
  void lean(float score) { scores_.back() += score; }
  size_t size() const { return scores_.size(); }

  // The best candidate. With an `answer` (>= 0) the decision becomes part of the lesson; without a model the answer is
  // returned.
  int best(int answer = -1);
  // How far the best score stands above the second best; after best().
  float margin() const;

 private:
  void grow();
  void sum();

  const Model* model_;
  Lesson* lesson_ = nullptr;
  uint64_t section_ = 0;
  std::vector<uint32_t> ends_;
  std::vector<float> scores_;
  std::vector<uint64_t> features_;  // the first count_ of them
  size_t count_ = 0;
  size_t summed_ = 0;  // candidates whose scores are whole
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CHOICE_H
