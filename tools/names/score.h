// How well tagged names agree with an annotation: exact span and label, micro-averaged.
#ifndef RAWI_TOOLS_NAMES_SCORE_H
#define RAWI_TOOLS_NAMES_SCORE_H

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "examples.h"

namespace rawi::names {

struct NameScore {
  struct Count {
    size_t right = 0, found = 0, wanted = 0;
    double f1() const { return found + wanted ? 2.0 * static_cast<double>(right) / static_cast<double>(found + wanted) : 0; }
  };
  Count all;
  std::map<std::string, Count> by_label;
  size_t words = 0;
  double seconds = 0;  // of one core, in the tagger alone
};

// Tags the texts and scores them. `common` turns labels of the annotation and of the scheme into those that are compared; what it
// leaves empty counts on neither side.
using CommonLabel = std::function<std::string_view(std::string_view)>;
NameScore score_names(const std::vector<ConllText>& texts, Scheme scheme, const CommonLabel& common, TextReader& reader, Tagger& tagger);

// The labels of a scheme as they are, but for those listed.
CommonLabel labels_but(Scheme scheme, std::string_view left_out = {});

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_SCORE_H
