// The context net: the reader against its simplest form, and files that are none.
#include "claims/context.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "claims/oracle.h"
#include "claims/pipeline.h"
#include "naive_context.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr const char* kModel = RAWI_SOURCE_DIR "/model/context.model";
using enum ContextReader::Open;
constexpr double kNear = 0.1;  // of log odds: parts of a gate are whole units of a 32nd

// Written for this test.
constexpr const char* kReport =
    "قال مصدر أمني إن مسلحين هاجموا أمس نقطة تفتيش شمال مدينة الموصل، ما أسفر عن مقتل خمسة جنود وإصابة 12 آخرين.\n"
    "وأضاف المصدر أن «قوات الجيش انسحبت من القرية» مساء الاثنين. ونفت وزارة الدفاع سقوط قتلى في صفوفها.\n"
    "وفي بيروت، التقى وزير الخارجية نظيره الفرنسي في 3 أيار/مايو 2016 وبحثا وقف إطلاق النار.\n";

const Lexicon& lexicon() {
  static const Lexicon lexicon(RAWI_TEST_IMAGE);
  return lexicon;
}

const ContextModel& model() {
  static const ContextModel model(kModel);
  return model;
}

class ContextTest : public testing::Test {
 protected:
  ContextTest() : pipeline_(lexicon(), nullptr, nullptr) {
    report_.text = kReport;
    report_.published = "2016-05-04";
    pipeline_.prepare(report_, reading_);
    pipeline_.frames();
    Document& d = const_cast<Document&>(pipeline_.document());
    d.place_looks.assign(d.places.size(), {});
  }
  const Document& document() const { return pipeline_.document(); }
  // "nobody", and every mention that there is.
  std::vector<uint32_t> candidates(Section s) const {
    const Document& d = document();
    const size_t count = s == Section::kPlace ? d.places.size() : s == Section::kTime ? d.times.size() : s == Section::kChain ? d.frames.size() : d.phrases.size();
    std::vector<uint32_t> out{kNobody};
    for (uint32_t k = 0; k < count; ++k) out.push_back(k);
    return out;
  }

  Report report_;
  Reading reading_;
  Pipeline pipeline_;
};

TEST_F(ContextTest, SaysWhatItsSimplestFormSays) {
  const test::NaiveContext naive(model(), document());
  ContextReader reader(&model());
  reader.begin(document());
  int section = 0;
  for (const Section s : {Section::kActor, Section::kTarget, Section::kPlace, Section::kTime, Section::kChain}) {
    const std::vector<uint32_t> all = candidates(s);
    ASSERT_GT(all.size(), 2u);
    std::vector<ContextReader::Open> open(all.size(), kYes);
    open[1] = kTaken, open.back() = kNo;
    for (uint32_t token = 0; token < document().tokens.all.size(); token += 5) {
      const std::span<const float> scores = reader.scores(s, token, all, open);
      for (size_t c = 0, order = 0; c < all.size(); ++c) {
        if (open[c] != kYes) {
          EXPECT_EQ(scores[c], ContextReader::kUnasked);
        }
        if (open[c] == kTaken) continue;
        if (open[c] == kYes) {
          EXPECT_NEAR(scores[c], naive.score(section, s, token, all[c], order), kNear) << token << " " << c;
        }
        ++order;
      }
    }
    ++section;
  }
}

TEST_F(ContextTest, CountsAndStatusesLikewise) {
  const test::NaiveContext naive(model(), document());
  ContextReader reader(&model());
  reader.begin(document());
  ASSERT_GE(document().quantities.size(), 2u);
  const std::vector<uint32_t> counts = {static_cast<uint32_t>(CountOf::kKilled), static_cast<uint32_t>(CountOf::kWounded), kNobody};
  for (uint32_t token = 0; token < document().tokens.all.size(); token += 7) {
    for (const uint32_t item : {0u, 1u, kImplied}) {
      const std::span<const float> scores = reader.counts(token, item, counts);
      for (size_t c = 0; c < counts.size(); ++c) EXPECT_NEAR(scores[c], naive.count(token, item, counts[c] == kNobody ? 0 : counts[c] + 1), kNear);
    }
    const std::span<const float> statuses = reader.statuses(token);
    for (uint32_t s = 0; s < 4; ++s) EXPECT_NEAR(statuses[s], naive.status(token, s), kNear);
  }
}

// Whatever might be an event is none: a reading asks for the inputs of all of them.
struct NoEvents : Oracle {
  int answer(Section section, const Document&, uint32_t, std::span<const uint32_t>, uint32_t) override { return section == Section::kEvent ? 0 : -1; }
  bool also(Section, const Document&, uint32_t, uint32_t) override { return false; }
};

TEST_F(ContextTest, EventsLikewise) {
  Lesson lesson;
  NoEvents oracle;
  pipeline_.choice().teach(&lesson);
  pipeline_.claims(reading_, &oracle);
  ASSERT_GT(lesson.words.size(), 5u);
  const test::NaiveContext naive(model(), document());
  ContextReader reader(&model());
  reader.begin(document());
  const auto n = static_cast<uint32_t>(document().tokens.all.size());
  for (uint32_t k = 0; k < lesson.words.size(); ++k) {
    const uint32_t token = 7 * k % n;
    const EventInput& input = lesson.words[k].input;
    ASSERT_GT(std::count_if(input.facts, input.facts + input.count, [](uint64_t f) { return model().event_fact(f) != 0; }), 10);
    float logits[ContextShape::kTypes + 1];
    reader.events(token, input, logits);
    EXPECT_EQ(logits[0], 0);
    for (uint32_t t = 1; t <= ContextShape::kTypes; ++t) EXPECT_NEAR(logits[t], naive.event(token, input, t), kNear) << token << " " << t;
  }
}

// A report longer than what is read at once: what stands far from where two parts meet is read as if there were no parts, whatever is asked first.
TEST_F(ContextTest, ReadsAHugeReportInParts) {
  Report report;
  while (report.text.size() < 400000) report.text += kReport;
  Reading reading;
  Pipeline pipeline(lexicon(), nullptr, nullptr);
  pipeline.prepare(report, reading);
  pipeline.frames();
  const Document& d = pipeline.document();
  const auto n = static_cast<uint32_t>(d.tokens.all.size());
  ASSERT_GT(n, 40000u);
  ContextReader forth(&model()), back(&model());
  forth.begin(d), back.begin(d);
  std::vector<float> seen;
  for (uint32_t token = 0; token < n; token += 5000) seen.push_back(forth.statuses(token)[0]);
  for (uint32_t k = static_cast<uint32_t>(seen.size()); k-- > 0;) EXPECT_EQ(back.statuses(5000 * k)[0], seen[k]);
  const uint32_t period = n / static_cast<uint32_t>(report.text.size() / std::string_view(kReport).size());
  EXPECT_NEAR(forth.statuses(20 * period)[0], forth.statuses(500 * period)[0], kNear);
}

// What is kept from earlier reports changes nothing.
TEST_F(ContextTest, ForgetsEarlierReports) {
  ContextReader fresh(&model()), used(&model());
  const std::vector<uint32_t> all = candidates(Section::kPlace);
  const auto scores_of = [&](ContextReader& reader) {
    reader.begin(document());
    const std::span<const float> scores = reader.scores(Section::kPlace, 3, all, std::vector(all.size(), kYes));
    return std::vector<float>(scores.begin(), scores.end());
  };
  {
    Pipeline other(lexicon(), nullptr, nullptr);
    Report report;
    report.text = "وصل الرئيس إلى لندن اليوم للقاء رئيس الوزراء. وقتل شرطي في هجوم قرب المطار.";
    Reading reading;
    other.prepare(report, reading);
    other.frames();
    used.begin(other.document());
    used.scores(Section::kActor, 0, std::vector<uint32_t>{kNobody}, std::vector{kYes});
  }
  EXPECT_EQ(scores_of(fresh), scores_of(used));
}

TEST(ContextModel, RefusesADamagedFile) {
  const std::string path = testing::TempDir() + "damaged_context.model";
  std::ifstream in(kModel, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  ASSERT_GT(bytes.size(), 1000u);
  for (const size_t at : {size_t{3}, size_t{9}, bytes.size() / 2, bytes.size() - 1}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x11);
    std::ofstream(path, std::ios::binary) << damaged;
    EXPECT_THROW(ContextModel{path}, Error) << at;
  }
  std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() / 3);
  EXPECT_THROW(ContextModel{path}, Error);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace rawi
