#include "rawi/reader.h"

#include "claims/pipeline.h"

namespace rawi {

struct Reader::Work {
  explicit Work(const Resources& r) : pipeline(r.lexicon(), r.model()) {}
  Pipeline pipeline;
};

Reader::Reader(const Resources& resources) : work_(std::make_unique<Work>(resources)) {}
Reader::~Reader() = default;

void Reader::read(const Report& report, Reading& out) {
  out.clear();
  work_->pipeline.read(report, out);
}

const Document& Reader::document() const { return work_->pipeline.document(); }

}  // namespace rawi
