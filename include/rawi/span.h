// A stretch of a report's text.
//
// All positions in rawi are byte offsets into the UTF-8 text of a report, half open, on character
// boundaries, 32 bit:
//
//      text:   ...  q a l a   a l - w a z i r  ...
//                   |         |             |
//                 begin=12  begin=17      end=26
//
// A span never outlives the text it points into, and never holds the text itself: ask Report::words(span).
#ifndef RAWI_SPAN_H
#define RAWI_SPAN_H

#include <cstdint>

namespace rawi {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin == end; }
  uint32_t size() const { return end - begin; }
  bool contains(Span o) const { return begin <= o.begin && o.end <= end; }
  bool overlaps(Span o) const { return begin < o.end && o.begin < end; }
  friend bool operator==(Span, Span) = default;
};

}  // namespace rawi

#endif  // RAWI_SPAN_H
