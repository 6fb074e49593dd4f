// Puts points in time together into mentions: since, until, between. Hours, lengths and windows: time_spans.h.
#include "mentions/times.h"

#include "mentions/time_spans.h"
#include "mentions/time_words.h"

namespace rawi {
namespace {

constexpr uint64_t kStart =
    Cue::bit(Class::kOrdinal) | Cue::bit(Class::kNumber) | Cue::bit(Class::kMultiplier) | Cue::bit(Class::kVague) |
    Cue::bit(Class::kFraction) | Cue::bit(Class::kMonth) | Cue::bit(Class::kMonthPair) | Cue::bit(Class::kHijriMonth) |
    Cue::bit(Class::kHijriPair) | Cue::bit(Class::kDhuMonth) | Cue::bit(Class::kWeekday) | Cue::bit(Class::kTimeUnit) |
    Cue::bit(Class::kDayPart) | Cue::bit(Class::kDeictic) | Cue::bit(Class::kNow) | Cue::bit(Class::kLast) |
    Cue::bit(Class::kSince) | Cue::bit(Class::kBefore) | Cue::bit(Class::kAfter) | Cue::bit(Class::kUntil) |
    Cue::bit(Class::kBetween) | Cue::bit(Class::kBeginning) | Cue::bit(Class::kMiddle) | Cue::bit(Class::kEnd) |
    Cue::bit(Class::kHoliday) | Cue::bit(Class::kYearWord) | Cue::bit(Class::kClockWord);

constexpr std::string_view kIla = "\xC7\xE4\xEA";  // ila: to

class Finder {
 public:
  Finder(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, const std::vector<NumberMention>& numbers,
         std::vector<TimeMention>& out, Register speech)
      : parser_(tokens, lexicon, cues, numbers, speech), tokens_(tokens), cues_(cues), out_(out) {}

  void run() {
    out_.clear();
    uint32_t next = 0;
    for (size_t k = 1; k < cues_.all().size(); ++k) {
      uint32_t i = cues_.all()[k].token;
      if (i < next || !starts(cues_.all()[k])) continue;
      TimeMention m;
      if (i > next && (parser_.is_this(i - 1) || dhu(i - 1)) && cues_.at(i - 1).bits == 0) --i;
      if (i > next && cues_.at(i).unit == 7 && cues_.at(i - 1).bits == 0 && parser_.holiday_at(i - 1)) --i;  // ra's as-sana
      m.first = i;
      m.last = read(i, m);
      if (m.last == i && i != cues_.all()[k].token) m.first = ++i, m.last = read(i, m);
      if (m.last == i) continue;
      next = m.last;
      if (m.first == UINT32_MAX) continue;  // read, but no time of its own
      note_since(m);
      m.span = Span{tokens_.all[m.first].span.begin, tokens_.all[m.last - 1].span.end};
      out_.push_back(m);
      if (m.since != UINT32_MAX) hang_on_since(m);
    }
    join_days_and_hours();
  }

 private:
  // A "since" up to ten words before, with no time of its own and no end of clause between.
  void note_since(TimeMention& m) const {
    if (m.relation != TimeRelation::kAt) return;
    uint32_t words = 0;
    for (uint32_t i = m.first; i > 0 && words < 12; --i, ++words) {
      const Token& t = tokens_.all[i - 1];
      if (t.kind == TokenKind::kMark && t.mark != ',' && t.mark != '(' && t.mark != ')' && t.mark != '/') return;
      if (t.lines_before > 1) return;
      if (!out_.empty() && out_.back().last >= i) return;
      if (cue(i - 1).is(Class::kSince)) {
        m.since = i - 1;
        return;
      }
    }
  }

  // "tomorrow between 8 and 10 o'clock", "from 5 to 6 in the evening of 22 April": one time.
  void join_days_and_hours() {
    size_t kept = 0;
    for (size_t k = 0; k < out_.size(); ++k) {
      if (kept > 0 && (joins(out_[kept - 1], out_[k]) || joins(out_[k], out_[kept - 1])) && near(out_[kept - 1], out_[k])) {
        TimeMention& a = out_[kept - 1];
        const TimeMention& b = out_[k];
        TimeMention both = a.relation == TimeRelation::kRange ? a : b;
        const TimePoint& day = a.relation == TimeRelation::kRange ? b.from : a.from;
        for (TimePoint* p : {&both.from, &both.to}) {
          const TimePoint clock = *p;
          *p = day;
          p->hour = clock.hour, p->minute = clock.minute, p->second = clock.second;
          p->part = clock.part;
        }
        both.first = a.first, both.last = b.last;
        both.span = Span{a.span.begin, b.span.end};
        a = both;
      } else {
        out_[kept++] = out_[k];
      }
    }
    out_.resize(kept);
  }

  // A day, and a range of hours that says none.
  static bool joins(const TimeMention& day, const TimeMention& hours) {
    if (day.relation != TimeRelation::kAt || hours.relation != TimeRelation::kRange || day.since != UINT32_MAX) return false;
    const TimePoint& d = day.from;
    const bool daily = d.day || d.weekday || (d.framed && d.unit == Unit::kDay);
    return daily && !d.clock() && hours.from.clock() && hours.to.clock() && !hours.from.dated() && !hours.to.dated();
  }
  // With at most "from", "of", a comma between.
  bool near(const TimeMention& a, const TimeMention& b) const {
    if (b.first < a.last || b.first > a.last + 1) return false;
    return b.first == a.last || parser_.is_min(a.last) || parser_.is_fi(a.last) || parser_.mark(a.last, ',');
  }

  // "Since the fighting broke out on 20 July, ...": the day of the outbreak, and since when what follows goes on. Both are
  // mentions; the clause that asks chooses.
  void hang_on_since(TimeMention m) {
    m.relation = TimeRelation::kSince;
    out_.push_back(m);
  }

  bool starts(const Cue& c) const { return c.any(kStart) || parser_.kind(c.token) == TokenKind::kNumber; }
  bool dhu(uint32_t i) const { return parser_.fold_is(i, word::kDhu) || parser_.fold_is(i, word::kDhi) || parser_.fold_is(i, word::kDha); }
  const Cue& cue(uint32_t i) const { return cues_.at(i); }

  uint32_t read(uint32_t i, TimeMention& m) const {
    const Cue& c = cue(i);
    uint32_t end = parser_.read_rest(i, m.from);
    if (end != i) return m.first = i - 1, end;
    end = read_window(parser_, i, m);
    if (end != i) return end;
    end = read_hours(parser_, i, m);
    if (end != i) return end;
    if (parser_.talk() && throughout(parser_, i) && (end = read_for(parser_, i, m)) != i) return end;
    if (!c.any(Cue::bit(Class::kSince) | Cue::bit(Class::kUntil) | Cue::bit(Class::kBetween))) {
      end = read_at(i, m);
      if (end != i) return end;
    }
    if (c.is(Class::kSince)) return read_since(i, m);
    if (c.is(Class::kBefore)) return read_before(i, m);
    if (c.is(Class::kAfter)) return read_after(i, m);
    if (c.is(Class::kUntil)) return read_until(i, m);
    if (c.is(Class::kBetween)) return read_between(i, m);
    end = read_for(parser_, i, m);
    if (end != i || !parser_.talk()) return end;
    m.count = 0;
    end = parser_.read_part(i, m.from);  // in the morning
    if (end != i && c.is(Class::kMiddle)) m.from.hour = m.from.part == DayPart::kNight ? 0 : 12, m.from.minute = 0;
    return end;
  }

  // --- one point, or two joined by "to" -------------------------------------------------------------

  uint32_t read_at(uint32_t i, TimeMention& m) const {
    if (const uint32_t both = read_two_days(i, m); both != i) return both;
    uint32_t end = point(i, m.from);
    if (end == i) return read_years(i, m);
    if (m.from.day && parser_.paired_day()) {
      m.to = m.from;
      m.to.day = static_cast<int8_t>(parser_.paired_day());
      m.relation = TimeRelation::kRange;
      return end;
    }
    if (uint32_t first = i; m.from.day && m.from.month && day_before(i, first, m)) {
      m.first = first;
      return end;
    }
    return read_to(i, end, m);
  }

  // "on the two days 17 and 18 June".
  uint32_t read_two_days(uint32_t i, TimeMention& m) const {
    if (cue(i).unit != 4 || cue(i).unit_count != 2) return i;
    const NumberMention* n = parser_.number_at(i + 1);
    if (!n || n->den != 1 || n->num < 1 || n->num > 31) return i;
    const uint32_t second = cue(n->last).lone_wa ? n->last + 1 : n->last;
    if (second == n->last && !cue(second).wa()) return i;
    const uint32_t end = point(second, m.to);
    if (end == second || m.to.day <= n->num || (!m.to.month && !m.to.framed)) return m.to = TimePoint{}, i;
    m.from = m.to;
    m.from.day = static_cast<int8_t>(n->num);
    m.relation = TimeRelation::kRange;
    return end;
  }

  // "from the fifth to" before "the tenth of May".
  bool day_before(uint32_t i, uint32_t& first, TimeMention& m) const {
    if (i < 3 || !cue(i - 1).is(Class::kUntil)) return false;
    for (uint32_t back = 2; back <= 4 && back < i; ++back) {
      const NumberMention* n = parser_.number_at(i - back);
      if (!n || n->last != i - 1 || !parser_.is_min(n->first - 1)) continue;
      if (n->num < 1 || n->num >= m.from.day || n->den != 1) return false;
      m.to = m.from;
      m.from.day = static_cast<int8_t>(n->num);
      m.relation = TimeRelation::kRange;
      first = n->first;
      return true;
    }
    return false;
  }

  // A point that says a date or a clock time; a part of a day alone is none.
  uint32_t point(uint32_t i, TimePoint& p) const {
    const uint32_t end = parser_.read_point(i, p);
    if (end != i && (p.dated() || p.clock())) return end;
    p = TimePoint{};
    if (!bare_year(i)) return i;
    p.year = static_cast<int32_t>(tokens_.all[i].number);
    return i + 1;
  }

  // Four digits that are a year with no word for it: after in, since, to, between.
  bool bare_year(uint32_t i) const {
    const NumberMention* n = parser_.number_at(i);
    if (!n || !n->digits || n->den != 1 || n->percent || tokens_.all[i].digits != 4 || n->last != i + 1) return false;
    if (n->num < 1900 || n->num > 2100 || n->glued || i == 0) return false;
    if (cue(i + 1).is(Class::kTimeUnit)) return false;
    constexpr uint64_t before = Cue::bit(Class::kSince) | Cue::bit(Class::kUntil) | Cue::bit(Class::kBetween) |
                                Cue::bit(Class::kBefore) | Cue::bit(Class::kAfter) | Cue::bit(Class::kDuring);
    const bool part = parser_.is_min(i - 1) && i > 1 && cue(i - 2).any(Cue::bit(Class::kOrdinal) | Cue::bit(Class::kLast));
    return (part || parser_.is_fi(i - 1) || cue(i - 1).any(before)) && !counted_noun(i + 1);
  }

  // A noun as it follows a number: accusative singular.
  bool counted_noun(uint32_t i) const {
    if (parser_.kind(i) != TokenKind::kWord) return false;
    for (const Reading1& r : tokens_.read(tokens_.all[i]))
      if (r.feats.accusative() && r.proclitics == 0) return true;
    return false;
  }

  bool year_number(uint32_t i) const {
    if (parser_.kind(i) != TokenKind::kNumber) return false;
    const Token& t = tokens_.all[i];
    return t.digits == 4 && t.decimals == 0 && t.number >= 1000 && t.number <= 2200;
  }

  // "the years 2011 and 2014", "2011-2014", "the year 2011-2012".
  uint32_t read_years(uint32_t i, TimeMention& m) const {
    const Cue& c = cue(i);
    const bool named = c.is(Class::kYearWord);
    const uint32_t at = named ? i + 1 : i;
    if (!year_number(at)) return i;
    uint32_t second = at + 1;
    const bool from = i > 0 && parser_.is_min(i - 1) && cue(second).is(Class::kUntil);
    if (named && cue(second).lone_wa) ++second;
    else if (parser_.mark(second, '-') || parser_.mark(second, '/') || from) ++second;
    else return i;
    if (!year_number(second) || tokens_.all[second].number <= tokens_.all[at].number) return i;
    if (!named && (tokens_.all[second].number - tokens_.all[at].number > 60 || parser_.mark(second + 1, '-'))) return i;
    m.from.year = static_cast<int32_t>(tokens_.all[at].number);
    m.to.year = static_cast<int32_t>(tokens_.all[second].number);
    m.relation = TimeRelation::kRange;
    return second + 1;
  }

  // After a point: "to" and another one.
  uint32_t read_to(uint32_t i, uint32_t end, TimeMention& m) const {
    const bool from = i > 0 && parser_.is_min(i - 1);
    const bool dash = parser_.mark(end, '-') && !from;
    uint32_t at = end;
    if (cue(at).is(Class::kUntil)) ++at;
    else if (parser_.mark(at, '-') && (from || m.from.clock() || (m.from.year && m.from.day))) ++at;
    else if (!(from && cue(at).proclitics & kLi && cue(at).any(kStart))) return end;
    const bool daily = m.from.day || m.from.clock() || m.from.weekday || (m.from.framed && m.from.unit == Unit::kDay);
    if (!from && !daily) return end;
    TimePoint to;
    uint32_t last = point(at, to);
    if (dash && (last == at || m.from.clock() != to.clock() || (m.from.year != 0) != (to.year != 0))) return end;
    if (last == at && m.from.clock() && !dash) last = hour_alone(parser_, at, to);
    if (last == at && m.from.month && m.from.day) {
      const NumberMention* n = parser_.number_at(at);
      if (n && n->digits && n->den == 1 && n->num > m.from.day && n->num <= 31 && parser_.kind(n->last) != TokenKind::kWord) {
        to = m.from;
        to.day = static_cast<int8_t>(n->num);
        last = n->last;
      }
    }
    if (last == at) return end;
    m.to = to;
    m.relation = TimeRelation::kRange;
    share_ends(m);
    return last;
  }

  // --- since, ago, until, between -------------------------------------------------------------------

  static void count_back(TimePoint& p, Unit unit, int64_t num, int64_t den, bool about, int sign) {
    p.framed = p.counted = true;
    p.unit = unit;
    p.about = about;
    if (den == 2 && unit == Unit::kYear) p.unit = Unit::kMonth, num *= 6, den = 1;
    if (den == 2 && unit == Unit::kMonth) p.unit = Unit::kDay, num *= 15, den = 1;
    if (den == 2 && unit == Unit::kWeek) p.unit = Unit::kDay, num = num * 7 / 2, den = 1;
    p.shift = static_cast<int32_t>(sign * (num / den));
  }

  uint32_t read_since(uint32_t i, TimeMention& m) const {
    bool about = false;
    const uint32_t length = read_length(parser_, i + 1, m, about);
    TimePoint p;
    const uint32_t at = parser_.is_fi(i + 1) ? i + 2 : i + 1;
    const uint32_t end = point(at, p);
    m.relation = TimeRelation::kSince;
    if (end > length) return m.from = p, end;
    if (length == i + 1) return i;
    count_back(m.from, m.unit, m.count, m.count_den, about, -1);
    m.vague = m.count == 0;
    return length;
  }

  // "two weeks ago" unless it is "two weeks before (min) the vote"; "before 2003".
  uint32_t read_before(uint32_t i, TimeMention& m) const {
    bool about = false;
    const uint32_t length = read_length(parser_, i + 1, m, about);
    TimePoint p;
    const uint32_t end = point(i + 1, p);
    if (end > length) {
      m.relation = TimeRelation::kBefore;
      m.to = p;
      return end;
    }
    if (length == i + 1) return i;
    count_back(m.from, m.unit, m.count, m.count_den, about, -1);
    m.vague = (m.count == 0 && m.unit > Unit::kHour) || parser_.is_min(length);
    return weekday_of_count(length, m);
  }

  uint32_t read_after(uint32_t i, TimeMention& m) const {
    bool about = false;
    const uint32_t length = read_length(parser_, i + 1, m, about);
    TimePoint p;
    const uint32_t end = point(i + 1, p);
    if (end > length) {
      m.relation = TimeRelation::kAfter;
      m.from = p;
      return end;
    }
    if (length == i + 1) return i;
    count_back(m.from, m.unit, m.count, m.count_den, about, 1);
    m.vague = m.count == 0 || parser_.is_min(length) || parser_.fold_is(length, word::kAla) || parser_.fold_is(length, word::kAn);
    return weekday_of_count(length, m);
  }

  // "in two months, on Thursday".
  uint32_t weekday_of_count(uint32_t end, TimeMention& m) const {
    TimePoint p;
    const uint32_t last = parser_.read_point(end, p);
    if (last == end || p.framed || p.which != Which::kAny || p.year || m.vague || cue(end).wa()) return end;
    if (p.weekday && !p.month && m.from.unit >= Unit::kDay) {
      m.from.weekday = p.weekday;
    } else if (p.clock() && !p.dated() && m.from.unit == Unit::kDay) {
    } else {
      return end;
    }
    m.from.hour = p.hour, m.from.minute = p.minute, m.from.second = p.second;
    m.from.part = p.part;
    return last;
  }

  uint32_t read_until(uint32_t i, TimeMention& m) const {
    const bool to = parser_.fold_is(i, kIla);  // "dates back to 2003" is no bound
    TimePoint p;
    const uint32_t end = point(i + 1, p);
    if (end == i + 1 || p.unit == Unit::kSecond) return i;
    if (to) {
      m.first = i + 1;
      return read_at(i + 1, m);
    }
    m.relation = TimeRelation::kUntil;
    m.to = p;
    return end;
  }

  uint32_t read_between(uint32_t i, TimeMention& m) const {
    m.relation = TimeRelation::kRange;
    uint32_t at = i + 1;
    if (cue(at).is(Class::kYearWord))
      if (const uint32_t end = read_years(at, m); end != at) return end;
    const NumberMention* n = parser_.number_at(at);
    if (n && n->bound == Bound::kBetween && n->min >= 1800 && n->max <= 2200 && n->min < n->max && !counted_noun(n->last)) {
      m.from.year = static_cast<int32_t>(n->min);
      m.to.year = static_cast<int32_t>(n->max);
      return n->last;
    }
    at = i + 1;
    uint32_t end = point(at, m.from);
    if (end == at) return i;
    if (m.from.day && parser_.paired_day()) {
      m.to = m.from;
      m.to.day = static_cast<int8_t>(parser_.paired_day());
      return end;
    }
    if (cue(end).lone_wa) ++end;
    else if (!cue(end).wa()) return i;
    const uint32_t last = point(end, m.to);
    if (last == end) return i;
    share_ends(m);
    return last;
  }

  TimeParser parser_;
  const Tokens& tokens_;
  const Cues& cues_;
  std::vector<TimeMention>& out_;
};

}  // namespace

void find_times(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues,
                const std::vector<NumberMention>& numbers, std::vector<TimeMention>& out, Register speech) {
  Finder(tokens, lexicon, cues, numbers, out, speech).run();
}

}  // namespace rawi
