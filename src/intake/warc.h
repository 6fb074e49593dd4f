// WARC 1.0 and 1.1 (ISO 28500) -> the pages in it, record by record.
//
// Responses and resources give pages; so do conversions (Common Crawl's WET: text). Requests, metadata, revisits and what
// is no page are counted and passed over, at no more cost than reading by. A record that does not begin as one
// is skipped up to the next that does.
#ifndef RAWI_INTAKE_WARC_H
#define RAWI_INTAKE_WARC_H

#include <map>
#include <string>

#include "intake/stream.h"
#include "rawi/input.h"

namespace rawi {

class WarcReader {
 public:
  explicit WarcReader(const IntakeLimits& limits) : limits_(limits) {}

  // The next record that holds a page, as an item with type, id, url, charset and bytes, or with trouble. False at the end.
  bool next(Buffer& in, Item& out);

  // What was passed over and why, so far.
  const std::map<std::string, uint64_t>& passed_over() const { return passed_over_; }

 private:
  enum class Kept { kPage, kTrouble, kNothing };
  bool head(Buffer& in, std::string& out);
  Kept record(Buffer& in, const std::string& head, Item& out);
  Kept page(std::string body, Item& out);
  void pass(std::string why);

  IntakeLimits limits_;
  uint64_t records_ = 0;
  std::map<std::string, uint64_t> passed_over_;
};

}  // namespace rawi

#endif  // RAWI_INTAKE_WARC_H
