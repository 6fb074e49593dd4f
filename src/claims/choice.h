// One learned mechanism for every decision of the claim stage: choose one of a few candidates.
//
// A candidate is a bag of features; a feature is a 64-bit hash, its weight one slot of the model's table;
// the score is the sum; the best score wins. Whose words a clause is, who acted, where, when, how certain: each is a list of candidates ("none" among them) with its own section of the feature
// space. The weights come from rawi-train (tools/train): multinomial logistic regression over candidates.
//
//   choice.start(Section::kPlace);
//   choice.next();  choice.add(f1);  choice.add(f2);      one next() a candidate
//   int chosen = choice.best();                           0-based; margin() says how sure
//
// Variants. Where the same features speak for several answers (four statuses; actor and target), a feature is hashed once and
// its weights stand side by side, one a variant: start(section, 2 or 4). Either every candidate has a score in every variant
// (actor, target: best(answer, variant, without)), or the variants of one bag are the candidates (status: best_variant).
//
// While training, a Lesson keeps the features of decisions whose answer is known. No allocation when warm;
// one Choice a thread.
#ifndef RAWI_CLAIMS_CHOICE_H
#define RAWI_CLAIMS_CHOICE_H

#include <cstdint>
#include <span>
#include <vector>

#include "claims/model.h"
#include "claims/event_input.h"

namespace rawi {

enum class Section : uint8_t { kEvent, kStatus, kActor, kTarget, kPlace, kTime, kChain, kQuantity, kWeapon,
                               kPlaceAgain, kTimeAgain };
inline constexpr int kSectionCount = 11;

// Mixes two or three numbers into one. Cheap and well spread: the halves of one wide product, folded (as in wyhash).
constexpr uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15ull) * (b ^ 0xBF58476D1CE4E5B9ull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
constexpr uint64_t mix(uint64_t a, uint64_t b, uint64_t c) { return mix(mix(a, b), c); }

// A feature of two values under a number of its own, which is known when compiling: one product, where mix takes two.
constexpr uint64_t feature(uint64_t number, uint64_t a, uint64_t b) { return mix(a ^ number * 0x9FB21C651E98DF25ull, b); }

// Decisions with known answers, flat: what rawi-train learns from.
struct Lesson {
  struct Decision {
    Section section;
    uint32_t answer;            // candidate
    uint32_t first, candidates; // range in `ends`
    float weight = 1;           // how much it teaches
  };
  std::vector<Decision> decisions;
  std::vector<uint64_t> ends;      // per candidate: end of its features (it begins where the one before ends)
  std::vector<uint64_t> features;
  std::vector<uint8_t> right;      // per candidate: as right as the answer (several mentions may say one thing)
  std::vector<float> base;         // per candidate: what its score begins with
  std::vector<EventExample> words; // for the context net: what might be an event
  std::vector<LookExample> looks;  // for the first look, of reports that nobody has annotated
};

// What is known of a decision: the right candidate, or -1; where there are more, a mark for each candidate; and, for a decision
// that mends an earlier one, the scores of that one.
struct Known {
  int answer = -1;
  std::span<const uint8_t> right;
  std::span<const float> base;
};

class Choice {
 public:
  static constexpr size_t kNone = SIZE_MAX;

  explicit Choice(const Model* model);
  void teach(Lesson* lesson) { lesson_ = lesson; }
  Lesson* lesson() { return lesson_; }
  bool has_model() const { return model_ != nullptr; }
  const Model* model() const { return model_; }

  // What the features say counts for `share` of its size, beside what leans.
  void start(Section section, unsigned variants = 1, float share = 1) {
    section_ = section;
    unit_ = scale_ * share;
    key_ = kKey * (static_cast<uint64_t>(section) + 1);
    variants_ = variants;
    scores_.clear();
    begins_.clear();
    used_ = summed_ = 0;
    ends_.clear();
    features_.clear();
  }
  void next() {
    if (lesson_ && !scores_.empty()) ends_.push_back(features_.size());
    for (unsigned v = 0; v < variants_; ++v) scores_.push_back(0);
    begins_.push_back(used_);
  }
  // Of a choice without variants.
  void add(uint64_t feature) {
    Bag<1> bag(*this);
    bag.add(feature);
    bag.put();
  }
  // Adds to the score of the candidate begun last, outside what is learned.
  void lean(float score);
  // The same, to one candidate in one variant.
  void lean(size_t candidate, unsigned variant, float score);
  size_t size() const { return scores_.size() / variants_; }

  // The features of one candidate in `kVariants` variants, which put() gives to the candidate begun last. Weights are asked for
  // when a feature is added and summed when the choice is made: the table is larger than the nearest caches, and by then they
  // have come.
  template <unsigned kVariants>
  class Bag {
   public:
    explicit Bag(Choice& choice) : slots_(choice.slots_), key_(choice.key_), choice_(choice), out_(choice.room()), teaches_(choice.lesson_ != nullptr) {}
    void add(uint64_t feature) {
      feature ^= key_;
      if (teaches_) [[unlikely]] choice_.keep(feature);
      const size_t slot = slot_of(feature) & ~size_t{kVariants - 1};
      __builtin_prefetch(slots_ + slot);
      *out_++ = static_cast<uint32_t>(slot);
    }
    void put() const { choice_.used_ = static_cast<size_t>(out_ - choice_.asked_.data()); }

   private:
    const int8_t* slots_;
    uint64_t key_;
    Choice& choice_;
    uint32_t* out_;
    bool teaches_;
  };

  // The best candidate in a variant, but for `without`. With an `answer` (>= 0) the decision becomes part of the lesson; without
  // a model the answer is returned.
  int best(int answer = -1, unsigned variant = 0, size_t without = kNone);
  // The same, of a choice without variants, with more known of it.
  int best(const Known& known);
  // The best variant of the only candidate.
  int best_variant(int answer = -1);
  // Adds to the scores what has been asked for since it was called last. best() does so, too.
  void sum_up();
  // The score of a candidate in a variant; how far the best stands above the second best (no variants). Once summed up.
  float score(size_t candidate, unsigned variant = 0) const { return static_cast<float>(scores_[candidate * variants_ + variant]) * unit_; }
  float margin() const;

 private:
  static constexpr uint64_t kKey = 0xC2B2AE3D27D4EB4Full;
  static size_t slot_of(uint64_t feature) { return feature >> (64 - Model::kSlotBits); }
  // The feature of a variant: the slot beside.
  uint64_t in_variant(uint64_t feature, unsigned variant) const {
    constexpr int kShift = 64 - Model::kSlotBits;
    return (feature & ~(uint64_t{variants_ - 1} << kShift)) | uint64_t{variant} << kShift;
  }
  // Room for the features of one more candidate.
  static constexpr size_t kMostFeatures = 1024;
  uint32_t* room() {
    if (used_ + kMostFeatures > asked_.size()) [[unlikely]] asked_.resize(2 * (used_ + kMostFeatures));
    return asked_.data() + used_;
  }
  template <unsigned kVariants>
  void sum_variants();
  void keep(uint64_t feature);
  void learn_candidate(size_t candidate, unsigned variant);

  const Model* model_;
  const int8_t* slots_;
  float scale_;        // what a unit of the model is worth
  float unit_ = 1;     // and of this choice's scores
  Lesson* lesson_ = nullptr;
  Section section_ = Section::kEvent;
  uint64_t key_ = 0;
  unsigned variants_ = 1;
  std::vector<int32_t> scores_;     // candidate by candidate, its variants side by side; in units
  std::vector<uint32_t> asked_;     // slots of features, candidate by candidate
  std::vector<size_t> begins_;      // per candidate: its first in asked_
  size_t used_ = 0, summed_ = 0;    // of asked_; candidates of begins_
  std::vector<size_t> ends_;        // while teaching
  std::vector<uint64_t> features_;  // while teaching: of all variants
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_CHOICE_H
