// Segments: the lines of a page, as a reader sees them.
//
// A segment ends at a line break or at white space wide enough to have been one (pages flattened to one
// line keep the gaps between their boxes). Segments cover all tokens, in order. Reuse the vector.
#ifndef RAWI_REPORT_SEGMENTS_H
#define RAWI_REPORT_SEGMENTS_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "tokens/tokens.h"

namespace rawi {

struct Segment {
  uint32_t first = 0, last = 0;  // tokens, half open
  uint32_t words = 0;            // Arabic words in it
  uint32_t numbers = 0, latin = 0;
  bool event = false;            // one of its words can be an event
  bool ends = false;             // its last mark is that of a sentence's end
  bool line = false;             // it begins at a line break or at the text's start

  uint32_t size() const { return last - first; }
};

void find_segments(std::string_view text, const Tokens& tokens, std::vector<Segment>& out);

}  // namespace rawi

#endif  // RAWI_REPORT_SEGMENTS_H
