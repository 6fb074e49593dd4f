#include "rawi/input.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

#include <fstream>

namespace rawi {
namespace {

namespace fs = std::filesystem;

class InputTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("rawi-input-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  // All reports of `paths`; troubles and notes go to `troubles_`.
  std::vector<Report> read(std::vector<std::string> paths) {
    std::vector<Report> reports;
    Input input(std::move(paths));
    Item item;
    std::string trouble;
    while (input.next(item)) {
      Report report;
      if (make_report(item, report, trouble)) reports.push_back(report);
      if (!trouble.empty()) troubles_.push_back(trouble);
    }
    return reports;
  }

  fs::path folder_;
  std::vector<std::string> troubles_;
};

TEST_F(InputTest, AFileIsOneReportNamedByItsPath) {
  const std::string path = write("a.txt", "\xEF\xBB\xBFقال الوزير\r\n");
  const auto reports = read({path});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].id, path);
  EXPECT_EQ(reports[0].text, "\xEF\xBB\xBFقال الوزير\r\n");
  EXPECT_TRUE(troubles_.empty());
}

TEST_F(InputTest, AFolderGivesItsReportsByPath) {
  write("b.txt", "ب");
  write("a/z.TXT", "ا");
  write("a/notes.json", "{}");
  write(".hidden/x.txt", "x");
  write(".x.txt", "x");
  write("c", "ج");
  const auto reports = read({folder_.string()});
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_EQ(reports[0].text, "ا");
  EXPECT_EQ(reports[1].text, "ب");
  EXPECT_EQ(reports[2].text, "ج");
}

TEST_F(InputTest, WhatIsMissingIsNamedAndTheRestIsRead) {
  const std::string good = write("a.txt", "نص");
  fs::create_directories(folder_ / "empty");
  const auto reports = read({"no/such/file", (folder_ / "empty").string(), good});
  EXPECT_EQ(reports.size(), 1u);
  ASSERT_EQ(troubles_.size(), 2u);
  EXPECT_EQ(troubles_[0], "no/such/file: cannot open: No such file or directory");
  EXPECT_NE(troubles_[1].find("no reports in this folder"), std::string::npos);
}

TEST_F(InputTest, JsonLinesWithEveryField) {
  const std::string path = write(
      "r.jsonl",
      "\n{\"id\":\"1\",\"text\":\"\\u0642\\u0627\\u0644\\n\",\"published\":\"2015-08-03\",\"outlet\":\"o\",\"url\":null,\"title\":\"t\"}\r\n"
      "{\"id\":2,\"text\":\"نص\",\"more\":[1,{\"text\":3}]}");
  const auto reports = read({path});
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].text, "قال\n");
  EXPECT_EQ(reports[0].published, "2015-08-03");
  EXPECT_EQ(reports[0].outlet, "o");
  EXPECT_EQ(reports[0].url, "");
  EXPECT_EQ(reports[0].title, "t");
  EXPECT_EQ(reports[1].id, "2");
}

TEST_F(InputTest, ABadLineIsNamedByFileAndLine) {
  const std::string path = write("r.jsonl",
                                 "{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\"}\n{\"id\":\"3\",\"text\":\n"
                                 "[1]\n{\"id\":\"5\",\"text\":5}\n{\"id\":\"6\",\"text\":\"b\"}\n");
  const auto reports = read({path});
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[1].id, "6");
  ASSERT_EQ(troubles_.size(), 4u);
  EXPECT_EQ(troubles_[0], path + ":2: no \"text\": every line needs \"id\" and \"text\"");
  EXPECT_EQ(troubles_[1].find(path + ":3: not JSON: "), 0u);
  EXPECT_EQ(troubles_[2], path + ":4: not a JSON object: give one object a line");
  EXPECT_EQ(troubles_[3], path + ":5: \"text\" is not a string");
}

TEST_F(InputTest, BrokenBytesInsideALineStay) {
  const auto reports = read({write("r.jsonl", "{\"id\":\"1\",\"text\":\"قا\xFFل\"}\n")});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].text, "قا\xFFل");
  EXPECT_EQ(reports[0].broken, 1u);
}

TEST_F(InputTest, ADateThatIsNoEdtfIsLeftOutAndSaid) {
  const auto reports = read({write("r.jsonl",
                                   "{\"id\":\"1\",\"text\":\"a\",\"published\":\"3 Aug 2015\"}\n"
                                   "{\"id\":\"2\",\"text\":\"a\",\"published\":\"2015-08-03 22:10:05\"}\n"
                                   "{\"id\":\"3\",\"text\":\"a\",\"published\":\"2015-08~\"}\n"
                                   "{\"id\":\"4\",\"text\":\"a\",\"published\":\"2015-08-03/2015-08-05\"}\n"
                                   "{\"id\":\"5\",\"text\":\"a\",\"published\":\"2015-08-03/x\"}\n")});
  ASSERT_EQ(reports.size(), 5u);
  EXPECT_EQ(reports[0].published, "");
  EXPECT_EQ(reports[1].published, "2015-08-03T22:10:05");
  EXPECT_EQ(reports[2].published, "2015-08~");
  EXPECT_EQ(reports[3].published, "2015-08-03~/2015-08-05~");
  EXPECT_EQ(reports[4].published, "");
  EXPECT_EQ(troubles_.size(), 2u);
}

TEST_F(InputTest, LinesLongerThanABlockAndAReportTooLarge) {
  const std::string text(700000, 'a');
  const std::string line = "{\"id\":\"1\",\"text\":\"" + text + "\"}\n";
  const auto reports = read({write("r.jsonl", line + line)});
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[1].text, text);
  const std::string large(kLargestReport + 1, 'a');
  const std::string huge = "{\"id\":\"1\",\"text\":\"" + large + "\"}\n";
  const std::string longest = "{\"id\":\"1\",\"text\":\"" + std::string(2 * kLargestPage, 'a') + "\"}\n";
  EXPECT_EQ(read({write("l.txt", large)}).size(), 0u);
  EXPECT_EQ(read({write("h.jsonl", huge + longest + line)}).size(), 1u);
  ASSERT_EQ(troubles_.size(), 3u);
  EXPECT_NE(troubles_[0].find("larger than 1 MiB"), std::string::npos) << troubles_[0];
  EXPECT_NE(troubles_[1].find("larger than 1 MiB"), std::string::npos) << troubles_[1];
  EXPECT_NE(troubles_[2].find("longer than 8"), std::string::npos) << troubles_[2];
  // Half a page of windows-1256 may be a whole one in UTF-8.
  std::string half;
  while (half.size() < kLargestReport * 3 / 5) half += "\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC7\xE4 \xC7\xE1\xDE\xE6\xC7\xCA \xCF\xCE\xE1\xCA \xC7\xE1\xE3\xCF\xED\xE4\xC9 ";
  EXPECT_EQ(read({write("w.txt", half)}).size(), 0u);
  EXPECT_EQ(troubles_.size(), 4u);
}

}  // namespace
}  // namespace rawi
