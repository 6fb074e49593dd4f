#include "labels.h"

#include <algorithm>
#include <array>

#include "../train/gold.h"
#include "examples.h"

namespace rawi::names {
namespace {

constexpr size_t kLabels = std::size(kOwnLabels);

struct Counts {
  uint32_t all = 0, first = 0;                // first: at the begin of a name
  std::array<uint32_t, kLabels> labels{};
};

// 1: no name. 2: now and then a name, of no label above others. Then by label, how often it is one, and whether it begins it.
uint8_t label_of(const Counts& c) {
  const auto top = std::max_element(c.labels.begin(), c.labels.end());
  uint32_t names = 0;
  for (const uint32_t n : c.labels) names += n;
  if (names * 20 < c.all) return 1;
  if (*top * 5 < c.all) return 2;
  const uint32_t often = *top * 20 >= c.all * 17 ? 2 : *top * 2 >= c.all ? 1 : 0;
  const bool begins = c.first * 2 >= names;
  return static_cast<uint8_t>(3 + (static_cast<uint32_t>(top - c.labels.begin()) * 3 + often) * 2 + begins);
}


}  // namespace

void label_words(const std::string& corpus, const std::string& path, const Lexicon& lexicon, WordList& list) {
  const TaggerModel model(path);
  Tagger tagger(model, lexicon);
  TextReader reader(lexicon);
  std::vector<TaggedName> names;
  std::unordered_map<uint64_t, Counts> counts;
  train::each_report(corpus, [&](const Report& report) {
    reader.read(report.text);
    const Tokens& tokens = reader.tokens;
    tagger.find(report.text, tokens, reader.structure, reader.tags, reader.names, Scheme::kOwn, names);
    auto name = names.begin();
    for (uint32_t i = 0; i < tokens.all.size(); ++i) {
      while (name != names.end() && name->last < i) ++name;
      if (tokens.all[i].kind != TokenKind::kWord) continue;
      Counts& c = counts[word_facts(tokens, tokens.all[i], lexicon, list).core];
      ++c.all;
      if (name == names.end() || i < name->first) continue;
      ++c.labels[name->label];
      c.first += i == name->first;
    }
  });
  for (auto& [key, entry] : list.all)
    if (const auto found = counts.find(key); found != counts.end()) entry.label = label_of(found->second);
}

}  // namespace rawi::names
