// The publication date of a report: as given, else as its own text says.
//
// In this order: given; a full date with "today" or "yesterday" (that day, the day after); a full date in
// the dateline or lede; the latest full date in the text (approximate: it was published then or later).
#ifndef RAWI_MENTIONS_PUBLISHED_H
#define RAWI_MENTIONS_PUBLISHED_H

#include <string_view>
#include <vector>

#include "mentions/times.h"
#include "rawi/report.h"

namespace rawi {

// `out` is overwritten; its string keeps its capacity.
void infer_published(const Tokens& tokens, const std::vector<TimeMention>& times, std::string_view given, Published& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_PUBLISHED_H
