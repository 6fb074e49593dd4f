// The suites of annotated names, parted into what is learned from and what is measured on.
#ifndef RAWI_TOOLS_NAMES_SUITES_H
#define RAWI_TOOLS_NAMES_SUITES_H

#include <string>
#include <vector>

#include "conll.h"

namespace rawi::names {

using Sentences = std::vector<ConllSentence>;

// NewsFANE annotates the text of ANERcorp anew, so that the sentences of ANERcorp whose text is in NewsFANE's development part
// are held out too: nothing that is measured on has been seen.
struct FourParts {
  Sentences learned, held_out;
};
FourParts part_anercorp(const Sentences& all, const Sentences& newsfane_dev);

// All sentences of the files of a folder that end so, in the order of their names.
Sentences read_folder(const std::string& folder, const std::string& ending);

}  // namespace rawi::names

#endif  // RAWI_TOOLS_NAMES_SUITES_H
