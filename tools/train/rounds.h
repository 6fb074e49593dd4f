// Learning in rounds: every round reads the annotated reports with the weights of the round before, so that decisions which look
// back to others, or mend them, are learned among mistakes as reading will meet them.
//
// A report is read with weights that were learned without it: the reports are dealt into folds, and each fold has weights of its
// own, learned from the others (cross-fitting). With weights that have seen the report, hardly any mistakes would be left in it.
#ifndef RAWI_TOOLS_TRAIN_ROUNDS_H
#define RAWI_TOOLS_TRAIN_ROUNDS_H

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "claims/pipeline.h"
#include "gold.h"
#include "learn.h"
#include "teacher.h"

namespace rawi::train {

struct Lessons {
  std::vector<Lesson> seen;  // per fold
  Lesson unseen;             // of the reports that are left out

  std::vector<const Lesson*> all_but(size_t fold) const;  // fold = seen.size(): all
};

// What reads the annotated reports in one round: a model a fold, and one for the reports left out. None: no model.
struct Readers {
  std::vector<std::unique_ptr<Model>> of_fold;
  std::unique_ptr<Model> of_unseen;
};

struct RoundOptions {
  int folds = 3;
  float reviewed = 3;     // how much a decision of a reviewed report teaches, against one of the others
  std::string leave_out;  // "k/n": the reports of which part
};

// "k/n": is the report in the part that is left out?
bool left_out(const std::string& part, const std::string& id);

// Calls `read` for each report in turn, with the pipeline of its fold, that pipeline's model (null: none), a reading to fill and the fold; those
// left out have the fold after the last.
void each_reading(const RoundOptions& options, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports,
                  const std::function<void(Pipeline&, const Model*, const GoldReport&, Reading&, size_t)>& read);

// Reads all reports with the annotations as oracle. With models, decisions look back to what these chose; without, to what is right.
Lessons teach(const RoundOptions& options, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports, Teacher& teacher);

// The readers of the next round: `weights` are those of all lessons, `scratch` a file to write models to.
Readers next_readers(const Lessons& lessons, const std::vector<float>& weights, const LearnOptions& options, const std::string& scratch);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_ROUNDS_H
