// EDTF (ISO 8601-2 level 1) as an interval of seconds, for filters and sorting.
//
//   2015-08-03        -> the whole day            2015-08~  -> the whole month, approximate
//   2015-08-01/..     -> open to the right        2015-08-03T14:30+03:00 -> that minute, in UTC
// A time without a zone is taken as UTC: reports seldom say one, and a day's filter must not lose them.
#ifndef RAWI_LEDGER_EDTF_H
#define RAWI_LEDGER_EDTF_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace rawi {

inline constexpr int64_t kNoBegin = INT64_MIN, kNoEnd = INT64_MAX;

// Half open, in seconds since 1970-01-01T00:00Z.
struct TimeRange {
  int64_t from = kNoBegin;
  int64_t to = kNoEnd;
  bool approximate = false;

  bool overlaps(TimeRange o) const { return from < o.to && o.from < to; }
};

std::optional<TimeRange> edtf_range(std::string_view edtf);

}  // namespace rawi

#endif  // RAWI_LEDGER_EDTF_H
