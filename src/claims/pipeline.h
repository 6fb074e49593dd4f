// The pipeline: every stage of reading one report, in order.
//
// A Pipeline holds the workspace that is reused from report to report; one a thread. The lexicon and the model
// are shared and must outlive it.
#ifndef RAWI_CLAIMS_PIPELINE_H
#define RAWI_CLAIMS_PIPELINE_H

#include <cstdint>
#include <optional>
#include <vector>

#include "claims/choice.h"
#include "claims/context.h"
#include "claims/document.h"
#include "claims/features.h"
#include "claims/model.h"
#include "claims/oracle.h"
#include "mentions/tagger.h"
#include "rawi/reader.h"

namespace rawi {

class Pipeline {
 public:
  // `model` may be null only while training. `tagger`, null: none, and no local places. `names`: see reader.h.
  Pipeline(const Lexicon& lexicon, const Model* model, const TaggerModel* tagger, Names names = Names::kListed);

  // Reads a report into `out` (cleared first).
  void read(const Report& report, Reading& out);

  // The stages before claims, and the claim stage: `read` is prepare, then claims.
  void prepare(const Report& report, Reading& out);
  void claims(Reading& out, Oracle* oracle);
  // The beginning of the claim stage alone, for the benchmark: frames; frames and triggers.
  void frames();
  void triggers();

  const Document& document() const { return document_; }
  Choice& choice() { return choice_; }

 private:
  void find_places(const Report& report);

  const Lexicon& lexicon_;
  LexemeLooks looks_;
  Document document_;
  Choice choice_;
  ContextReader context_;
  const TaggerModel* tagger_model_;
  Names names_;
  std::optional<Tagger> tagger_;  // made when a report first needs it
  std::vector<uint32_t> scratch_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_PIPELINE_H
