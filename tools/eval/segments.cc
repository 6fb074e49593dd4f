// Word segmentation: clitics off, the article left on, as UD Arabic-PUD does.
#include <fstream>
#include <sstream>

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

// Our own sentences: every word of the left column is one of the right.
std::vector<Row> read_own(const std::string& path) {
  std::vector<Row> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || line.starts_with("words\t") || tab == std::string::npos) continue;
    std::istringstream words(line.substr(0, tab)), segments(line.substr(tab + 1));
    for (std::string word, parts; words >> word && segments >> parts;) rows.push_back({line.substr(0, tab), word, parts});
  }
  return rows;
}

Result measure(const Setting& setting, const char* suite, const std::vector<Row>& rows) {
  Counter c(setting, "segmentation", suite);
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
  return c.done();
}

}  // namespace

std::vector<Result> measure_segments(const Setting& setting) {
  std::vector<Result> out;
  if (const std::vector<Row> own = read_own(setting.data + "/../../tests/data/segments.tsv"); !own.empty()) out.push_back(measure(setting, "own words", own));
  if (const std::vector<Row> pud = read_rows(setting.suites + "/segmentation/pud/words.tsv"); !pud.empty()) out.push_back(measure(setting, "UD Arabic-PUD words", pud));
  return out;
}

}  // namespace rawi::evaluation
