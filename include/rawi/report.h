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

// What bytes are. A report comes as text, a page, an object of JSON or an entry of a feed; the others carry reports.
enum class InputType : uint8_t { kAuto, kText, kHtml, kFeed, kOpml, kWarc, kJsonLines, kJson, kArchive };

// What a field of a report rests on, from the firmest ground to the weakest.
enum class FieldBasis : uint8_t {
  kNone,
  kGiven,      // a field of JSON Lines
  kJsonLd,     // schema.org in a page
  kOpenGraph,
  kMeta,       // other <meta>
  kMicrodata,  // itemprop
  kTime,       // <time>, or a microformat's date
  kMarkup,     // <title>, <h1>, <link rel="canonical">, <html lang>
  kFeed,
  kHttp,       // the response that brought it
  kDetected    // from the text
};

// What a report is for the reader. Only kArticle and kPaywall are read for claims; all are kept.
enum class ReportStanding : uint8_t {
  kArticle,
  kPaywall,  // the free part of an article that is not free
  kForeign,  // not in Arabic
  kThin,     // hardly any text
  kConsent,  // asks for cookies, and hardly anything else
  kLinks     // a page of links: a front page, a section, a list of results
};

struct Report {
  std::string id;
  std::string text;
  std::string published;  // EDTF level 1 as given by the carrier, or empty
  std::string outlet;     // as given, or empty
  std::string url;
  std::string title;            // as given by the carrier; not part of `text`
  std::string encoding = "UTF-8";  // what the bytes came in: "UTF-8", "windows-1256", "UTF-16LE"; see src/bytes/decode.h
  uint32_t broken = 0;          // bytes of `text` that are not UTF-8

  std::string author, modified;  // as given; modified: EDTF level 1
  std::string language;          // BCP 47 ("ar", "fa"), or empty: too little text to tell
  InputType type = InputType::kText;
  ReportStanding standing = ReportStanding::kArticle;
  struct {
    FieldBasis published = FieldBasis::kNone, outlet = FieldBasis::kNone, url = FieldBasis::kNone, title = FieldBasis::kNone,
               author = FieldBasis::kNone, modified = FieldBasis::kNone, language = FieldBasis::kNone, text = FieldBasis::kNone;
  } basis;

  std::string_view words(Span s) const { return std::string_view(text).substr(s.begin, s.end - s.begin); }
  bool readable() const { return standing == ReportStanding::kArticle || standing == ReportStanding::kPaywall; }
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
