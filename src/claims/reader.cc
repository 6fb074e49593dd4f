#include "rawi/reader.h"

#include "claims/pipeline.h"

namespace rawi {

struct Reader::Work {
  Work(const Resources& r, Names names) : pipeline(r.lexicon(), r.model(), r.model() ? r.model()->names() : nullptr, names) {}
  Pipeline pipeline;
};

Reader::Reader(const Resources& resources, Names names) : work_(std::make_unique<Work>(resources, names)) {}
Reader::~Reader() = default;

void Reader::read(const Report& report, Reading& out) {
  out.clear();
  work_->pipeline.read(report, out);
}

const Document& Reader::document() const { return work_->pipeline.document(); }

}  // namespace rawi
