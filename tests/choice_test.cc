// The choice: the best candidate wins; a model comes back from its file as it went in, or not at all.
#include "claims/choice.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "rawi/error.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

class ChoiceTest : public testing::Test {
 protected:
  void SetUp() override { path_ = (fs::temp_directory_path() / ("rawi-choice-" + std::to_string(::getpid()) + ".model")).string(); }
  void TearDown() override {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  // Where the weight of a feature stands: what a lesson with it names.
  static size_t slot(uint64_t feature, Section section) {
    Lesson lesson;
    Choice choice(nullptr);
    choice.teach(&lesson);
    choice.start(section);
    choice.next();
    choice.add(feature);
    choice.best(0);
    return lesson.features[0] >> (64 - Model::kSlotBits);
  }
  static constexpr uint64_t kOne = feature(1, 0, 0), kTwo = feature(2, 0, 0), kThree = feature(3, 0, 0);
  std::vector<float> weights_ = std::vector<float>(size_t{1} << Model::kSlotBits);
  std::string path_;
};

TEST_F(ChoiceTest, TheBestSumWinsInItsOwnSection) {
  weights_[slot(kOne, Section::kActor)] = 1.0f;
  weights_[slot(kTwo, Section::kActor)] = 2.0f;
  weights_[slot(kThree, Section::kActor)] = 1.5f;
  Model::write(path_, weights_, {});
  const Model model(path_);
  Choice choice(&model);
  choice.start(Section::kActor);
  choice.next();
  choice.add(kTwo);
  choice.next();
  choice.add(kOne);
  choice.add(kThree);
  EXPECT_EQ(choice.size(), 2u);
  EXPECT_EQ(choice.best(), 1);
  EXPECT_NEAR(choice.margin(), 0.5, 0.01);
  choice.start(Section::kTarget);  // the same features weigh nothing here; the first of equals is taken
  choice.next();
  choice.add(kOne);
  choice.next();
  choice.add(kTwo);
  EXPECT_EQ(choice.best(), 0);
  EXPECT_EQ(choice.margin(), 0);
}

TEST_F(ChoiceTest, LeaningCounts) {
  Choice choice(nullptr);
  choice.start(Section::kEvent);
  choice.next();
  choice.lean(-1.0f);
  choice.next();
  EXPECT_EQ(choice.best(), 1);
  EXPECT_FLOAT_EQ(choice.margin(), 1.0f);
}

TEST_F(ChoiceTest, FeaturesCountForTheirShare) {
  weights_[slot(kOne, Section::kActor)] = 2.0f;
  Model::write(path_, weights_, {});
  const Model model(path_);
  for (const float share : {1.0f, 0.5f, 0.25f}) {
    Choice choice(&model);
    choice.start(Section::kActor, 1, share);
    choice.next();
    choice.add(kOne);
    choice.next();
    choice.lean(0.8f);
    EXPECT_EQ(choice.best(), share < 0.4f ? 1 : 0);
    EXPECT_NEAR(choice.score(0), 2.0 * static_cast<double>(share), 0.01);
    EXPECT_NEAR(choice.score(1), 0.8, 0.01);
  }
}

TEST_F(ChoiceTest, AKnownAnswerIsTakenAndBecomesALesson) {
  Lesson lesson;
  Choice choice(nullptr);
  choice.teach(&lesson);
  choice.start(Section::kStatus);
  choice.next();
  choice.add(7);
  choice.add(8);
  choice.next();
  choice.add(9);
  EXPECT_EQ(choice.best(1), 1);
  ASSERT_EQ(lesson.decisions.size(), 1u);
  EXPECT_EQ(lesson.decisions[0].section, Section::kStatus);
  EXPECT_EQ(lesson.decisions[0].answer, 1u);
  EXPECT_EQ(lesson.decisions[0].candidates, 2u);
  EXPECT_EQ(lesson.ends, (std::vector<uint64_t>{2, 3}));
  EXPECT_EQ(lesson.features.size(), 3u);
}

TEST_F(ChoiceTest, AModelThatIsTaughtStillChoosesForItself) {
  weights_[slot(kOne, Section::kStatus)] = 2;
  Model::write(path_, weights_, {});
  const Model model(path_);
  Lesson lesson;
  Choice choice(&model);
  choice.teach(&lesson);
  choice.start(Section::kStatus);
  choice.next();
  choice.add(kOne);
  choice.next();
  choice.add(kTwo);
  EXPECT_EQ(choice.best(1), 0);
  ASSERT_EQ(lesson.decisions.size(), 1u);
  EXPECT_EQ(lesson.decisions[0].answer, 1u);
}

// Variants side by side choose as one choice each would, and become the same lessons.
TEST_F(ChoiceTest, VariantsAreChoicesOfTheirOwn) {
  for (size_t k = 0; k < weights_.size(); ++k) weights_[k] = static_cast<float>(static_cast<int>(mix(k, 5) % 2001) - 1000);
  Model::write(path_, weights_, {});
  const Model model(path_);
  constexpr uint32_t kCandidates = 3;
  const auto features = [](uint32_t candidate, auto add) {
    for (uint32_t k = 0; k <= candidate + 2; ++k) add(feature(k, candidate % 2, k));
  };
  Lesson lesson;
  Choice choice(&model);
  choice.teach(&lesson);
  choice.start(Section::kActor, 2);
  for (uint32_t c = 0; c < kCandidates; ++c) {
    choice.next();
    Choice::Bag<2> bag(choice);
    features(c, [&](uint64_t f) { bag.add(f); });
    bag.put();
  }
  const int actor = choice.best(1, 0), target = choice.best(2, 1, 1);
  ASSERT_EQ(lesson.decisions.size(), 2u);
  EXPECT_EQ(lesson.decisions[0].section, Section::kActor);
  EXPECT_EQ(lesson.decisions[1].section, Section::kTarget);
  EXPECT_EQ(lesson.decisions[1].candidates, kCandidates - 1);
  EXPECT_EQ(lesson.decisions[1].answer, 1u);  // one before it is left out
  for (const auto& [decision, chosen, without] : {std::tuple{lesson.decisions[0], actor, -1}, std::tuple{lesson.decisions[1], target, 1}}) {
    int best = -1;
    float top = 0;
    for (uint32_t c = 0; c < decision.candidates; ++c) {
      float sum = 0;
      for (uint64_t k = decision.first + c == 0 ? 0 : lesson.ends[decision.first + c - 1]; k < lesson.ends[decision.first + c]; ++k)
        sum += model.weight(lesson.features[k]);
      if (best < 0 || sum > top) top = sum, best = static_cast<int>(c);
    }
    EXPECT_EQ(chosen, best + (without >= 0 && best >= without));
  }
}

TEST_F(ChoiceTest, VariantsOfOneBagAreTheCandidates) {
  Lesson lesson;
  Choice teacher(nullptr);
  teacher.teach(&lesson);
  teacher.start(Section::kStatus, 4);
  teacher.next();
  Choice::Bag<4> bag(teacher);
  bag.add(kOne);
  EXPECT_EQ(teacher.best_variant(2), 2);
  ASSERT_EQ(lesson.decisions[0].candidates, 4u);
  weights_[lesson.features[3] >> (64 - Model::kSlotBits)] = 1;
  Model::write(path_, weights_, {});
  const Model model(path_);
  Choice choice(&model);
  choice.start(Section::kStatus, 4);
  choice.next();
  Choice::Bag<4> read(choice);
  read.add(kOne);
  read.put();
  EXPECT_EQ(choice.best_variant(), 3);
}

TEST_F(ChoiceTest, AModelComesBackFromItsFile) {
  weights_[5] = 3.25f;
  weights_[77] = -1.5f;
  Model::write(path_, weights_, {});
  const Model model(path_);
  const uint64_t step = uint64_t{1} << (64 - Model::kSlotBits);
  const double unit = 3.25 / 127;
  EXPECT_NEAR(model.weight(5 * step), 3.25, 1e-3);
  EXPECT_NEAR(model.weight(77 * step + 12345), -1.5, unit / 2);
  EXPECT_EQ(model.weight(6 * step), 0);
  EXPECT_EQ(model.version(), Model(path_).version());
  weights_[5] = -3.25f;
  const std::string version(model.version());
  Model::write(path_, weights_, {});
  EXPECT_NE(Model(path_).version(), version);
}

TEST_F(ChoiceTest, ADamagedModelIsRefused) {
  weights_[5] = 1.0f;
  Model::write(path_, weights_, {});
  const auto size = fs::file_size(path_);
  for (const std::streamoff at : {std::streamoff{0}, std::streamoff{9}, static_cast<std::streamoff>(size) - 3}) {
    Model::write(path_, weights_, {});
    {
      std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(at);
      file.put('\x55');
    }
    EXPECT_THROW(Model{path_}, Error) << "byte " << at;
  }
  Model::write(path_, weights_, {});
  fs::resize_file(path_, size - 1);
  EXPECT_THROW(Model{path_}, Error);
  fs::remove(path_);
  EXPECT_THROW(Model{path_}, Error);
}

TEST_F(ChoiceTest, AModelThatCannotBeWrittenSaysSo) { EXPECT_THROW(Model::write("/no/such/folder/x.model", weights_, {}), Error); }

}  // namespace
}  // namespace rawi
