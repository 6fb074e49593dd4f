// Words of a report made fit to print.
#ifndef RAWI_VIEWS_TEXT_OF_H
#define RAWI_VIEWS_TEXT_OF_H

#include <cstdint>
#include <string>
#include <string_view>

#include "rawi/report.h"

namespace rawi {

// Appends `words`, broken bytes as U+FFFD.
void append_utf8(std::string_view words, std::string& out);

// Appends `words` for a terminal: white space as one space, no control or bidi control characters (they could
// move the cursor, or end an isolate), broken bytes as U+FFFD.
void append_printable(std::string_view words, std::string& out);

// Code points before byte `at`, for offsets asked in rising order at O(1) each a byte. A broken byte is one.
class CodePoints {
 public:
  explicit CodePoints(const Report& report) : report_(report) {}
  uint32_t before(uint32_t at);

 private:
  const Report& report_;
  uint32_t at_ = 0, count_ = 0;
};

}  // namespace rawi

#endif  // RAWI_VIEWS_TEXT_OF_H
