#include "rawi/reader.h"

#include <gtest/gtest.h>

#include <string>

#include "rawi/input.h"

namespace rawi {
namespace {

// The installed words, not the fixture: this is the library as its users meet it.
const Resources& resources() {
  static const Resources opened = Resources::open(RAWI_TEST_IMAGE);
  return opened;
}

const Mention* mention(const Reading& reading, const Report& report, MentionKind kind, std::string_view words) {
  for (const Mention& m : reading.mentions)
    if (m.kind == kind && report.words(m.words) == words) return &m;
  return nullptr;
}

TEST(Reader, ListsMentionsInTextOrder) {
  const Report report = report_from_bytes("أعلنت الأمم المتحدة في 3 آب 2015 مقتل ستة مدنيين في الموصل.\n\n83\n", "r");
  Reader reader(resources());
  Reading reading;
  reader.read(report, reading);
  const Mention* place = mention(reading, report, MentionKind::kPlace, "الموصل");
  ASSERT_TRUE(place);
  EXPECT_EQ(resources().entity(place->entity).country, "IQ");
  EXPECT_TRUE(mention(reading, report, MentionKind::kActor, "الأمم المتحدة"));
  const Mention* number = mention(reading, report, MentionKind::kNumber, "ستة");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->min, 6);
  const Mention* time = mention(reading, report, MentionKind::kTime, "3 آب 2015");
  ASSERT_TRUE(time);
  EXPECT_EQ(reading.times[static_cast<size_t>(time->time)].edtf, "2015-08-03");
  for (size_t i = 1; i < reading.mentions.size(); ++i)
    EXPECT_LE(reading.mentions[i - 1].words.begin, reading.mentions[i].words.begin);
  ASSERT_EQ(reading.junk.size(), 1u);
  EXPECT_EQ(report.words(reading.junk[0].words), "83");
}

TEST(Reader, AReusedReadingHoldsNothingOfTheReportBefore) {
  Reader reader(resources());
  Reading reused, fresh;
  const Report first = report_from_bytes("قتل ثلاثة جنود في الموصل أمس.", "1"), second = report_from_bytes("لا شيء.", "2");
  reader.read(first, reused);
  EXPECT_FALSE(reused.mentions.empty());
  reader.read(second, reused);
  Reader(resources()).read(second, fresh);
  EXPECT_EQ(reused.mentions.size(), fresh.mentions.size());
  EXPECT_EQ(reused.times.size(), fresh.times.size());
  EXPECT_EQ(reused.claims.size(), fresh.claims.size());
}

TEST(Reader, AnyBytesAreRead) {
  Reader reader(resources());
  Reading reading;
  std::string bytes;
  uint32_t state = 7;
  for (int i = 0; i < 30000; ++i) {
    state = state * 1664525u + 1013904223u;
    bytes.push_back(static_cast<char>(state >> 24));
  }
  for (const std::string& text : {std::string(), std::string("\0\0", 2), bytes, std::string(20000, '('), std::string("\xD8")}) {
    Report report;
    report.text = text;
    reader.read(report, reading);
    for (const Mention& m : reading.mentions) EXPECT_LE(m.words.end, text.size());
    for (const Junk& j : reading.junk) EXPECT_LE(j.words.end, text.size());
  }
}

}  // namespace
}  // namespace rawi
