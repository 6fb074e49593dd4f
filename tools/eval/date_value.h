// A time as Recognizers-Text writes values: a date, a clock time, a period with its first and last moment, a length in seconds.
#ifndef RAWI_TOOLS_EVAL_DATE_VALUE_H
#define RAWI_TOOLS_EVAL_DATE_VALUE_H

#include <string>
#include <vector>

#include "mentions/times.h"

namespace rawi::evaluation {

// A value and its type: date, datetime, time, daterange, datetimerange, timerange, duration.
struct DateValue {
  std::string type, value;
};
// All that a time may be written as: what is not said in full is looked for before and after the anchor; a clock time without a day
// is one of the anchor's day too. Empty when the words have no value.
using DateValues = std::vector<DateValue>;
DateValues date_values(const TimeMention& t, const Anchor& anchor);

}  // namespace rawi::evaluation

#endif  // RAWI_TOOLS_EVAL_DATE_VALUE_H
