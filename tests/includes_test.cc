// Stages are folders, and a stage includes no later one's headers.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace rawi {
namespace {

const std::vector<std::string> kStages = {"bytes", "intake", "lexicon", "tokens", "report", "mentions", "claims", "views", "ledger", "events"};

// The lexicon's words are folded as the tokens' are: this one header is below both.
const std::string kShared = "tokens/fold.h";

size_t stage_of(const std::string& folder) {
  return static_cast<size_t>(std::find(kStages.begin(), kStages.end(), folder) - kStages.begin());
}

TEST(Includes, NoStageReadsALaterOnes) {
  int seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(RAWI_SOURCE_DIR "/src")) {
    if (!entry.is_regular_file()) continue;
    const size_t own = stage_of(entry.path().parent_path().filename().string());
    ASSERT_LT(own, kStages.size()) << entry.path() << " is in no stage: add it to the list, in its place";
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("#include \"")) continue;
      const std::string header = line.substr(10, line.rfind('"') - 10);
      const size_t other = stage_of(header.substr(0, header.find('/')));
      if (other == kStages.size() || header == kShared) continue;
      ++seen;
      EXPECT_LE(other, own) << entry.path() << " includes " << header;
    }
  }
  EXPECT_GT(seen, 10);
}

}  // namespace
}  // namespace rawi
