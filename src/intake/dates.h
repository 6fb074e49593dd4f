// A date as pages, feeds and APIs write one -> EDTF level 1 (ISO 8601-2), its zone kept.
//
//   2024-11-05T10:20:30.123+0300    2024-11-05T10:20:30+03:00
//   Tue, 05 Nov 2024 10:20:30 GMT   2024-11-05T10:20:30Z
//   20241105102030                  2024-11-05T10:20:30
//   25/12/2024 08:05                2024-12-25T08:05
//   05/11/2024                      nothing: a day of November or of May, nobody can tell
//   22 november 2020, in Arabic     2020-11-22: date_words.h
//   yesterday                       nothing
#ifndef RAWI_INTAKE_DATES_H
#define RAWI_INTAKE_DATES_H

#include <cstdint>
#include <string>
#include <string_view>

namespace rawi {

inline constexpr int kNoPart = -1;

struct DateParts {
  int year = kNoPart, month = kNoPart, day = kNoPart, hour = kNoPart, minute = kNoPart, second = kNoPart;
  std::string zone = {};  // as EDTF writes one
};

// As much as is certain of the parts; nothing when they are no date of the web's time.
std::string write_date(const DateParts& parts);

std::string date_to_edtf(std::string_view written);
std::string seconds_to_edtf(int64_t since_1970);

}  // namespace rawi

#endif  // RAWI_INTAKE_DATES_H
