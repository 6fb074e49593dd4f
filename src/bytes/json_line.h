// One line of JSON Lines -> the fields of a report.
//
// simdjson reads good UTF-8; a line with broken bytes goes to RapidJSON, which keeps them as they are.
// Escapes are resolved, so spans are offsets into the value of "text". A parser is kept per thread.
#ifndef RAWI_BYTES_JSON_LINE_H
#define RAWI_BYTES_JSON_LINE_H

#include <string>

#include "rawi/report.h"

namespace rawi {

// Fills id, text, published, outlet, url, title (null or missing: empty). Returns what is wrong and what to
// do, or nothing. `line` is changed (padded).
std::string parse_json_line(std::string& line, Report& out);

}  // namespace rawi

#endif  // RAWI_BYTES_JSON_LINE_H
