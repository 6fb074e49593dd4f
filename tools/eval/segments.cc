// Word segmentation: clitics off, the article left on, as UD Arabic-PUD does.
#include <filesystem>
#include <fstream>

#include "evaluation.h"
#include "mentions/segment.h"

namespace rawi::evaluation {
namespace {

struct Row {
  std::string sentence, surface, segments;
};

std::vector<Row> read_rows(const std::string& path) {
  std::vector<Row> rows;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);  // the header
  while (std::getline(in, line)) {
    const size_t a = line.find('\t'), b = line.find('\t', a + 1), c = line.find('\t', b + 1);
    if (b == std::string::npos) continue;
    rows.push_back({line.substr(0, a), line.substr(a + 1, b - a - 1), line.substr(b + 1, c - b - 1)});
  }
  return rows;
}

}  // namespace

std::vector<Result> measure_segments(const Setting& setting) {
  const std::string path = setting.suites + "/segmentation/pud/words.tsv";
  if (!std::filesystem::exists(path)) return {};
  Counter c(setting, "segmentation", "UD Arabic-PUD words");
  const std::vector<Row> rows = read_rows(path);
  Segmenter segmenter(setting.lexicon, setting.names);
  for (size_t first = 0; first < rows.size();) {
    size_t last = first;
    std::string text;
    std::vector<Span> words;
    for (; last < rows.size() && rows[last].sentence == rows[first].sentence; ++last) {
      if (!text.empty()) text += ' ';
      const auto begin = static_cast<uint32_t>(text.size());
      text += rows[last].surface;
      words.push_back({begin, static_cast<uint32_t>(text.size())});
    }
    const double begin = work_seconds();
    segmenter.read(text);
    c.result.seconds += work_seconds() - begin;
    c.result.words += words.size();
    for (size_t k = 0; k < words.size(); ++k) {
      const std::string got = segmenter.segments(words[k], '+');
      c.add(got == rows[first + k].segments, got + ", expected " + rows[first + k].segments);
    }
    first = last;
  }
  return {c.done()};
}

}  // namespace rawi::evaluation
