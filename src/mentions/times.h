// Times: every expression of time in a report, first as it is said, then resolved against a date.
//
//   "the 30th of last month"        kAt     day 30, unit month, shift -1        2009-06-30
//   "since 7 October"               kSince  month 10, day 7                     2023-10-07/2024-01-22
//   "in the last two weeks"         kLast   unit week, count 2                  2024-08-04~/2024-08-18~
//   "last week"                     kAt     unit week, shift -1                 2024-04-22/2024-04-28
//   "for nine hours"                kFor    unit hour, count 9                  (a length: no date)
//   "recently"                      not a mention
// Finding needs no date. Resolving with no publication date gives explicit dates only: what is relative
// stays words, with an empty value. Nothing fails; vectors are reused without allocation.
#ifndef RAWI_MENTIONS_TIMES_H
#define RAWI_MENTIONS_TIMES_H

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mentions/calendar.h"
#include "mentions/cues.h"
#include "mentions/numbers.h"
#include "tokens/sentences.h"
#include "tokens/tags.h"

namespace rawi {

enum class Unit : uint8_t { kNone, kSecond, kMinute, kHour, kDay, kWeek, kMonth, kYear, kDecade, kCentury };
enum class Which : uint8_t { kAny, kPast, kBeforeLast, kThis, kNext, kAfterNext };
enum class Edge : uint8_t { kNone, kBeginning, kMiddle, kEnd, kWeekend, kRest };
enum class DayPart : uint8_t { kNone, kDawn, kMorning, kForenoon, kNoon, kAfternoon, kEvening, kLateEvening, kNight };
enum class TimeRelation : uint8_t { kAt, kSince, kUntil, kRange, kLast, kNext, kBefore, kAfter, kFor };

// One point as it is said; zero (hour, minute: -1) where nothing is said.
struct TimePoint {
  int32_t year = 0;
  int8_t month = 0, day = 0;
  int8_t weekday = 0;          // 1 Monday .. 7 Sunday
  int8_t nth = 0;              // third Friday of: 3; last: -1
  Unit nth_unit = Unit::kNone; // kDay with `weekday` set: of that weekday
  int8_t holiday = 0;          // code of lexicon/phrases.tsv
  int8_t hour = -1, minute = -1, second = -1;
  bool hijri = false, utc = false, about = false;
  bool counted = false;        // two weeks ago: counted from now, not in calendar weeks
  bool framed = false;         // unit and shift are said
  bool wide_edge = false;      // "late May": the last ten days, not the last
  bool ahead = false;          // a bare weekday of something to come: "will meet on Monday"
  Unit unit = Unit::kNone;
  int32_t shift = 0;
  Which which = Which::kAny;
  Edge edge = Edge::kNone;
  DayPart part = DayPart::kNone;

  bool clock() const { return hour >= 0; }
  bool dated() const { return year || month || day || weekday || framed || holiday; }
};

struct TimeMention {
  Span span;
  uint32_t first = 0, last = 0;  // tokens, half open
  TimeRelation relation = TimeRelation::kAt;
  TimePoint from, to;
  Unit unit = Unit::kNone;       // kLast, kNext, kFor: how long
  int64_t count = 0, count_den = 1;
  uint32_t since = 0xffffffff;   // "since the coup (in October)": the token of "since" that the time's own clause hangs on
  bool vague = false;            // "in recent months": a mention without a value
};

// What a text is: a report tells when things happened. Somebody who makes plans (kTalk) says "at seven", "in the morning", "4/22", which
// in a report are times of no event, scores, or ranks.
enum class Register : uint8_t { kReport, kTalk };

void find_times(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, const std::vector<NumberMention>& numbers,
                std::vector<TimeMention>& out, Register speech = Register::kReport);

// Marks bare weekdays that lie ahead of the report by what their clause says: a verb in the future, something planned.
void mark_ahead(const Structure& structure, std::span<const Tag> tags, std::vector<TimeMention>& times);

// --- resolving -------------------------------------------------------------------------------------

enum class Precision : uint8_t { kNone, kYear, kMonth, kWeek, kDay, kHour, kMinute };

// A resolved point: the first day of its week, month, year where the precision is coarser than a day.
struct Moment {
  Precision precision = Precision::kNone;
  Date date;
  Date last;              // the last day, of a week or of a month or year that is not Gregorian; else year 0
  int hour = 0, minute = 0, second = -1;
  bool approximate = false;
  bool utc = false;
};

// The date that relative words count from.
struct Anchor {
  bool known = false;
  bool approximate = false;
  Precision precision = Precision::kNone;
  Date date;
  int hour = -1, minute = 0;
};
Anchor anchor_of(std::string_view edtf);

// The end of May: the month; its last day; its second half (and of a week or a year; the end of a day its last minute).
enum class Edges : uint8_t { kWhole, kPoints, kHalves };

enum class Prefer : uint8_t { kPast, kFuture, kSame, kNear };
struct Convention {
  Prefer weekdays = Prefer::kPast;  // a bare weekday: the last one (or today), the next one; kSame: as kFuture
  Prefer dates = Prefer::kPast;     // a bare month or day of a month; kSame: of the anchor's year; kNear: the last one, but for
                                    // the next one where that is within three months
  int week_start = 1;               // 1 Monday
  Edges edges = Edges::kWhole;
};

// An EDTF string in place: empty when the words cannot be resolved.
struct Edtf {
  char text[64] = {};
  uint8_t size = 0;
  std::string_view view() const { return {text, size}; }
  bool empty() const { return size == 0; }
};

Moment resolve(const TimePoint& point, const Anchor& anchor, const Convention& how);
Edtf resolve(const TimeMention& mention, const Anchor& anchor, const Convention& how);

}  // namespace rawi

#endif  // RAWI_MENTIONS_TIMES_H
