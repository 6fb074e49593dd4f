#include "rawi/reader.h"

#include "report/junk.h"
#include "tokens/tokens.h"

namespace rawi {

struct Reader::Work {
  explicit Work(const Resources& r) : resources(r) {}
  const Resources& resources;
  Tokens tokens;
  std::vector<Segment> segments;
};

Reader::Reader(const Resources& resources) : work_(std::make_unique<Work>(resources)) {}
Reader::~Reader() = default;

void Reader::read(const Report& report, Reading& out) {
  out.clear();
  const Lexicon& lexicon = work_->resources.lexicon();
  tokenize(report.text, lexicon, work_->tokens);
  find_junk(report.text, work_->tokens, lexicon, work_->segments, out.junk);
  if (!report.published.empty()) out.published = {report.published, DateBasis::kGiven, {}};
}

}  // namespace rawi
