#include "suites.h"

#include <algorithm>
#include <filesystem>

namespace rawi::names {
namespace {

constexpr size_t kEnough = 24;  // letters that no two sentences share by chance

}  // namespace

FourParts part_anercorp(const Sentences& all, const Sentences& newsfane_dev) {
  std::string held;
  for (const ConllSentence& s : newsfane_dev) held += letters_of(s);
  FourParts parts;
  for (const ConllSentence& s : all) {
    const std::string letters = letters_of(s);
    const bool met = letters.size() >= kEnough && (held.find(letters.substr(0, kEnough)) != std::string::npos ||
                                                   held.find(letters.substr(letters.size() - kEnough)) != std::string::npos);
    (met ? parts.held_out : parts.learned).push_back(s);
  }
  return parts;
}

Sentences read_folder(const std::string& folder, const std::string& ending) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending) && name != "SOURCE.txt" && name != "README.txt") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  Sentences out;
  for (const std::string& path : paths)
    for (ConllSentence& s : read_conll(path)) out.push_back(std::move(s));
  return out;
}

}  // namespace rawi::names
