// The choice: the best candidate wins; a model comes back from its file as it went in, or not at all.
#include "claims/choice.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

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

  static size_t slot(uint64_t feature, Section section) {
    return mix(feature, static_cast<uint64_t>(section)) >> (64 - Model::kSlotBits);
  }
  std::vector<float> weights_ = std::vector<float>(size_t{1} << Model::kSlotBits);
  std::string path_;
};

TEST_F(ChoiceTest, TheBestSumWinsInItsOwnSection) {
  weights_[slot(1, Section::kActor)] = 1.0f;
  weights_[slot(2, Section::kActor)] = 2.0f;
  weights_[slot(3, Section::kActor)] = 1.5f;
  Model::write(path_, weights_, {});
  const Model model(path_);
  Choice choice(&model);
  choice.start(Section::kActor);
  choice.next();
  choice.add(2);
  choice.next();
  choice.add(1);
  choice.add(3);
  EXPECT_EQ(choice.size(), 2u);
  EXPECT_EQ(choice.best(), 1);
  EXPECT_NEAR(choice.margin(), 0.5, 1e-3);
  choice.start(Section::kTarget);  // the same features weigh nothing here; the first of equals is taken
  choice.next();
  choice.add(1);
  choice.next();
  choice.add(2);
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
  const uint64_t slot = mix(7, static_cast<uint64_t>(Section::kStatus)) >> (64 - Model::kSlotBits);
  weights_[slot] = 2;
  Model::write(path_, weights_, {});
  const Model model(path_);
  Lesson lesson;
  Choice choice(&model);
  choice.teach(&lesson);
  choice.start(Section::kStatus);
  choice.next();
  choice.add(7);
  choice.next();
  choice.add(9);
  EXPECT_EQ(choice.best(1), 0);
  ASSERT_EQ(lesson.decisions.size(), 1u);
  EXPECT_EQ(lesson.decisions[0].answer, 1u);
}

TEST_F(ChoiceTest, AModelComesBackFromItsFile) {
  weights_[5] = 3.25f;
  weights_[77] = -1.5f;
  Model::write(path_, weights_, {});
  const Model model(path_);
  const uint64_t step = uint64_t{1} << (64 - Model::kSlotBits);
  EXPECT_NEAR(model.weight(5 * step), 3.25, 1e-3);
  EXPECT_NEAR(model.weight(77 * step + 12345), -1.5, 1e-3);
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
