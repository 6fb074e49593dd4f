// Everything that was found in a report and has a name, a place in the world, a date or a size, as one list in
// text order for the view of reports. Nothing is decided here; no allocation when `out` is warm.
#ifndef RAWI_CLAIMS_LIST_MENTIONS_H
#define RAWI_CLAIMS_LIST_MENTIONS_H

#include <vector>

#include "lexicon/lexicon.h"
#include "mentions/names.h"
#include "mentions/numbers.h"
#include "mentions/local_places.h"
#include "mentions/places.h"
#include "mentions/tagger.h"
#include "mentions/times.h"
#include "rawi/claim.h"

namespace rawi {

// `out.times[i]` is the value of `times[i]`. Numbers inside times, and ranks, are left out; so are tagged names whose
// words the known names and places have already.
void list_mentions(const Lexicon& lexicon, const std::vector<NameMention>& names, const std::vector<TaggedName>& tagged,
                   const std::vector<PlaceMention>& places, const std::vector<LocalPlace>& local, const std::vector<NumberMention>& numbers, const std::vector<TimeMention>& times,
                   Reading& out);

}  // namespace rawi

#endif  // RAWI_CLAIMS_LIST_MENTIONS_H
