// A report: one article as it came in, and what its carrier said about it.
//
// Report is a plain value; it owns its text. `text` is UTF-8 except where `broken` counts bytes that are
// not: those stay in place, so that spans remain offsets into what came in.
#ifndef RAWI_REPORT_H
#define RAWI_REPORT_H

#include <cstdint>
#include <string>
#include <string_view>

#include "rawi/span.h"

namespace rawi {

struct Report {
  std::string id;
  std::string text;
  std::string published;  // EDTF level 1 as given by the carrier, or empty
  std::string outlet;     // as given, or empty
  std::string url;
  std::string title;            // as given by the carrier; not part of `text`
  std::string encoding = "UTF-8";  // what the bytes came in: "UTF-8", "windows-1256", "UTF-16LE"; see src/bytes/decode.h
  uint32_t broken = 0;          // bytes of `text` that are not UTF-8

  std::string_view words(Span s) const { return std::string_view(text).substr(s.begin, s.end - s.begin); }
};

// Why a publication date is what it is, from the firmest ground to none.
enum class DateBasis : uint8_t { kGiven, kStated, kToday, kLatest, kUnknown };

// The publication date of a report. `edtf` is empty when unknown; `words` is empty when given from outside.
struct Published {
  std::string edtf;
  DateBasis basis = DateBasis::kUnknown;
  Span words;
};

}  // namespace rawi

#endif  // RAWI_REPORT_H
