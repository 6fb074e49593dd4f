// The second look at where and when: what is joined, what is worth it, and that a report's claims are settled together.
#include "claims/settle.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "claims_reader.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

// A model that knows nothing, so that only what the code joins and leans decides.
class SettleTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (fs::temp_directory_path() / ("rawi-settle-" + std::to_string(::getpid()) + ".model")).string();
    Model::write(path_, std::vector<float>(size_t{1} << Model::kSlotBits), {});
    model_ = std::make_unique<Model>(path_);
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  Document read(std::string_view text) {
    reader_.report = Report();
    reader_.report.id = "r";
    reader_.report.text = text;
    reader_.report.published = "2024-05-20";
    reader_.reader.read(reader_.report, reader_.reading);
    return reader_.document();
  }

  ClaimsReader reader_;
  std::string path_;
  std::unique_ptr<Model> model_;
  std::vector<uint32_t> scratch_;
};

TEST_F(SettleTest, MentionsOfOneDayAreWeighedTogether) {
  Document d = read("قصفت الطائرات القرية يوم 14 مايو 2024. وعاد السكان في 16 مايو 2024. وكان القصف في 14 مايو 2024 عنيفا.");
  ASSERT_EQ(d.times.size(), 3u);
  EXPECT_EQ(time_key(d, 0), time_key(d, 2));
  EXPECT_NE(time_key(d, 0), time_key(d, 1));
  Choice choice(model_.get());
  ContextReader context(nullptr);
  Decider decider(d, choice, context, nullptr, scratch_);
  Weighed weighed;
  decider.start(Section::kTime);
  for (const uint32_t k : {1u, 0u, 2u}) decider.next(k);
  EXPECT_EQ(weigh(decider, 0, time_key, weighed), 0u);  // each scores 0; two say the 14th
  ASSERT_EQ(weighed.values.size(), 2u);
  EXPECT_NEAR(weighed.values[1].score - weighed.values[0].score, 0.693, 1e-3);
}

TEST_F(SettleTest, WhatHasLostIsNotLookedAtAgain) {
  Document d = read("قصفت الطائرات القرية يوم 14 مايو 2024. وعاد السكان في 16 مايو 2024.");
  Choice choice(model_.get());
  ContextReader context(nullptr);
  Decider decider(d, choice, context, nullptr, scratch_);
  Weighed weighed;
  decider.start(Section::kTime);
  decider.next(0);
  decider.next(1);
  choice.lean(-6);
  EXPECT_EQ(weigh(decider, 0, time_key, weighed), 0u);
  EXPECT_EQ(weighed.values.size(), 1u);
  EXPECT_EQ(weighed.ends, (std::vector<uint32_t>{1}));
}

TEST_F(SettleTest, WhatTheReportSpeaksOfMostIsProminent) {
  Document d = read("وصل الوفد إلى دمشق. وغادر الوفد بيروت. ثم عاد إلى بيروت. وبقي في بيروت أسبوعا.");
  find_prominent(d);
  ASSERT_EQ(d.prominent_places.of.size(), d.places.size());
  ASSERT_NE(d.prominent_places.most, kNobody);
  EXPECT_EQ(reader_.words(d.places[d.prominent_places.most].ref.words), "بيروت");
  EXPECT_EQ(d.prominent_places.of[0], 4);       // named once, in the lead
  EXPECT_EQ(d.prominent_places.of[1], 4 | 8 | 1);  // three times, the first in the lead
}

TEST_F(SettleTest, EveryClaimIsToldWithWhatItGot) {
  read("قتل جنديان في انفجار وقع في مدينة حلب أمس. وأصيب ثلاثة آخرون في الانفجار نفسه. واعتقلت الشرطة شخصين في حلب.");
  const Document& d = reader_.document();
  ASSERT_EQ(d.told.size(), reader_.reading.claims.size());
  ASSERT_FALSE(d.told.empty());
  EXPECT_EQ(d.weighed_places.ends.size(), d.told.size());
  EXPECT_EQ(d.weighed_times.ends.size(), d.told.size());
  for (size_t i = 0; i < d.told.size(); ++i) {
    const Claim& c = reader_.reading.claims[i];
    EXPECT_EQ(c.place.entity, d.told[i].place == kNobody ? kNoEntity : d.places[d.told[i].place].ref.entity);
    EXPECT_EQ(c.time.words.empty(), d.told[i].time == kNobody);
  }
}

}  // namespace
}  // namespace rawi
