#include "mentions/time_parser.h"

#include <algorithm>

#include "mentions/time_words.h"

namespace rawi {
namespace {

Unit unit_of(const Cue& c) { return c.unit == 10 ? Unit::kDay : static_cast<Unit>(c.unit); }

// Whether what `q` says can stand in one point with what `p` says already.
bool fits(const TimePoint& p, const TimePoint& q) {
  if ((p.year && q.year) || (p.month && q.month) || (p.day && q.day) || (p.holiday && q.dated() && !q.year)) return false;
  if (p.weekday && q.weekday && p.weekday != q.weekday) return false;
  if (p.framed && q.framed && (p.unit != q.unit || p.shift != q.shift)) return false;
  if ((p.clock() && q.clock()) || (p.edge != Edge::kNone && q.edge != Edge::kNone) || (p.nth && q.nth)) return false;
  if (p.part != DayPart::kNone && q.part != DayPart::kNone && p.part != q.part) return false;
  if (p.which != Which::kAny && q.which != Which::kAny) return false;
  const bool p_daily = p.weekday || p.day || (p.framed && p.unit == Unit::kDay) || p.clock() || p.part != DayPart::kNone;
  const bool q_coarse = (q.month || q.year || (q.framed && q.unit > Unit::kWeek)) && !q.day;
  if (p_daily && q_coarse && !p.day && !p.month && !p.nth) return false;  // "Thursday, 2018" are two times
  const bool p_coarse = (p.month || p.year || (p.framed && p.unit > Unit::kWeek)) && !p.day;
  if (p_coarse && q.weekday && !q.day && !q.nth) return false;
  if (p_coarse && (q.clock() || q.part != DayPart::kNone) && !q.day) return false;
  if (p.framed && p.unit == Unit::kDay && q.year && !q.day && !p.day) return false;
  return true;
}

void merge(TimePoint& p, const TimePoint& q) {
  if (q.year) p.year = q.year;
  if (q.month) p.month = q.month;
  if (q.day) p.day = q.day;
  if (q.weekday) p.weekday = q.weekday;
  if (q.nth) p.nth = q.nth;
  if (q.nth_unit != Unit::kNone) p.nth_unit = q.nth_unit;
  if (q.holiday) p.holiday = q.holiday;
  if (q.clock()) p.hour = q.hour, p.minute = q.minute, p.second = q.second;
  if (q.framed) p.framed = true, p.unit = q.unit, p.shift = q.shift, p.counted = q.counted;
  if (q.which != Which::kAny) p.which = q.which;
  if (q.edge != Edge::kNone) p.edge = q.edge, p.wide_edge = q.wide_edge;
  if (q.part != DayPart::kNone) p.part = q.part;
  p.hijri |= q.hijri;
  p.utc |= q.utc;
  p.about |= q.about;
}

}  // namespace

bool TimeParser::token_is(uint32_t i, Class c) const {
  return kind(i) == TokenKind::kWord && all_[i].may_be(c);
}

bool TimeParser::fold_is(uint32_t i, std::string_view folded) const {
  return kind(i) == TokenKind::kWord && tokens_.fold(all_[i]) == folded;
}

bool TimeParser::is_this(uint32_t i) const {
  return token_is(i, Class::kDemonstrative) && !fold_is(i, word::kHuna) && !fold_is(i, word::kHunaka) && !is_that(i);
}

bool TimeParser::is_min(uint32_t i) const { return fold_is(i, word::kMin); }
bool TimeParser::is_fi(uint32_t i) const { return fold_is(i, word::kFi); }

const NumberMention* TimeParser::number_at(uint32_t i) const {
  const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), i,
                                   [](const NumberMention& m, uint32_t token) { return m.first < token; });
  return at != numbers_.end() && at->first == i ? &*at : nullptr;
}

// last, next, this; "before last", "after next". Only with the article, as adjectives of a time have it.
uint32_t TimeParser::read_which(uint32_t i, Which& which) const {
  const Cue& c = cue(i);
  const Cue& next = cue(i + 1);
  if (c.is(Class::kBefore) && next.is(Class::kPast) && next.al()) return which = Which::kBeforeLast, i + 2;
  if (c.is(Class::kAfter) && next.is(Class::kNext) && next.al()) return which = Which::kAfterNext, i + 2;
  if (!c.al() || c.wa()) return i;
  if (c.is(Class::kPast)) return which = Which::kPast, i + 1;
  if (c.is(Class::kNext)) return which = Which::kNext, i + 1;
  if (c.is(Class::kCurrent)) return which = Which::kThis, i + 1;
  return i;
}

uint32_t TimeParser::read_point(uint32_t i, TimePoint& p) const {
  uint32_t at = i;
  paired_day_ = 0;
  while (at < size()) {
    const uint32_t start = at == i ? at : link(at, p);
    TimePoint q;
    uint32_t end = start;
    if (at == i || !cue(start).wa()) {
      q.month = at == i ? 0 : p.month;  // a bare year is one only after a month
      end = component(start, q);
      if (at != i && q.month == p.month) q.month = 0;
    }
    if (end == start || (at != i && !fits(p, q))) break;
    merge(p, q);
    at = end;
  }
  return at;
}

// What may stand between two components: a comma, "in", "of", "corresponding to", an opening bracket.
uint32_t TimeParser::link(uint32_t i, const TimePoint& p) const {
  uint32_t at = i;
  if (at < size() && all_[at].lines_before) return at;
  if (mark(at, ',') || (mark(at, '(') && (p.weekday || p.day))) ++at;
  if (cue(at).is(Class::kDateLink) && cue(at).al()) ++at;
  if (mark(at, '-') && kind(at + 1) == TokenKind::kNumber && mark(at + 2, ':') && p.day && !p.clock()) return at + 1;  // 6 January - 6:37
  if (is_fi(at) || is_min(at)) ++at;
  if (fold_is(at, word::kWaqt) && kind(at + 1) == TokenKind::kWord && cue(at + 1).bits == 0) {  // at an early (time) of
    const uint32_t part = is_min(at + 2) ? at + 3 : at + 2;
    TimePoint ignored;
    if (read_part(part, ignored) != part) return part;
  }
  for (uint32_t clock = at; clock <= at + 2; ++clock) {  // at about the hour
    if (cue(clock).is(Class::kClockWord) && cue(clock).al() && !p.clock()) return clock;
    if (kind(clock) != TokenKind::kWord || cue(clock).bits & ~Cue::bit(Class::kAbout)) break;
  }
  return at;
}

uint32_t TimeParser::component(uint32_t i, TimePoint& q) const {
  const int8_t month_before = q.month;
  const auto attempt = [&](uint32_t (TimeParser::*read)(uint32_t, TimePoint&) const, uint32_t from) {
    TimePoint fresh;
    fresh.month = read == &TimeParser::read_year ? month_before : int8_t{0};
    const uint32_t end = (this->*read)(from, fresh);
    if (end != from) q = fresh;
    return end;
  };
  using Reader = uint32_t (TimeParser::*)(uint32_t, TimePoint&) const;
  if (kind(i) == TokenKind::kNumber) {
    for (const Reader r : {&TimeParser::read_digits, &TimeParser::read_clock, &TimeParser::read_day_month, &TimeParser::read_year})
      if (const uint32_t end = attempt(r, i); end != i) return end;
    return i;
  }
  if (kind(i) != TokenKind::kWord) return i;
  const Cue& c = cue(i);
  if (c.bits == 0) {
    if (fold_is(i, word::kDhu) || fold_is(i, word::kDhi) || fold_is(i, word::kDha)) return attempt(&TimeParser::read_month, i);
    if (is_this(i)) return attempt(&TimeParser::read_frame, i);
    return attempt(&TimeParser::read_holiday, i);
  }
  struct Start {  // a reader, and the classes that a word must have one of for it to begin there
    Reader read;
    uint64_t classes;
  };
  constexpr uint64_t unit = Cue::bit(Class::kTimeUnit), rank = Cue::bit(Class::kOrdinal), after = Cue::bit(Class::kAfter),
                     before = Cue::bit(Class::kBefore), middle = Cue::bit(Class::kMiddle),
                     number = Cue::bit(Class::kNumber) | Cue::bit(Class::kMultiplier);
  static constexpr Start kStarts[] = {
      {&TimeParser::read_holiday, Cue::bit(Class::kHoliday) | unit | Cue::bit(Class::kWeekday)},
      {&TimeParser::read_clock, Cue::bit(Class::kClockWord) | rank},
      {&TimeParser::read_nth, Cue::bit(Class::kLast) | rank},
      {&TimeParser::read_nth_after, unit | Cue::bit(Class::kWeekday)},
      {&TimeParser::read_edge, Cue::bit(Class::kBeginning) | middle | Cue::bit(Class::kEnd) | Cue::bit(Class::kFraction)},
      {&TimeParser::read_day_month, number | rank},
      {&TimeParser::read_rank_alone, rank},
      {&TimeParser::read_month, kMonthBits | unit},
      {&TimeParser::read_frame, unit},
      {&TimeParser::read_week_of, unit},
      {&TimeParser::read_deictic, Cue::bit(Class::kDeictic) | after | before | rank | Cue::bit(Class::kNow)},
      {&TimeParser::read_weekday, Cue::bit(Class::kWeekday)},
      {&TimeParser::read_part, Cue::bit(Class::kDayPart) | unit | after | before | middle},
      {&TimeParser::read_decade, Cue::bit(Class::kYearWord)},
      {&TimeParser::read_year, Cue::bit(Class::kYearWord) | number},
  };
  for (const Start& s : kStarts)
    if (c.any(s.classes))
      if (const uint32_t end = attempt(s.read, i); end != i) return end;
  // "on the day of Thursday", "on day 11 of"
  if (c.unit == 4 && c.unit_count == 1) {
    for (const Reader r : {&TimeParser::read_digits, &TimeParser::read_day_month, &TimeParser::read_weekday, &TimeParser::read_deictic,
                           &TimeParser::read_day_alone})
      if (const uint32_t end = attempt(r, i + 1); end != i + 1) return end;
  }
  return i;
}

uint32_t TimeParser::read_weekday(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const bool led = i > 0 && cue(i - 1).unit == 4;
  const bool al = c.weekday_proclitics & kAl;
  if (!c.is(Class::kWeekday) || (led && i > 0 && (c.weekday_proclitics & kWa))) return i;  // "yawm wahid" is one day
  if ((!al && !led && !(cue(i + 1).unit == 5 && cue(i + 1).al()))) return i;
  p.weekday = c.weekday;
  uint32_t at = read_which(i + 1, p.which);
  if (mark(at, '-') || mark(at, '/')) {  // the night of Thursday-Friday
    const Cue& other = cue(at + 1);
    if (other.is(Class::kWeekday) && other.al() && other.weekday == c.weekday % 7 + 1) return at + 2;
  }
  TimePoint day;  // "from Friday 11 to": the 11th
  const NumberMention* m = number_at(at);
  if (m && m->digits && at == i + 1 && p.which == Which::kAny && (cue(m->last).is(Class::kUntil) || kind(m->last) != TokenKind::kWord) && read_day_alone(at, day) != at) {
    p.day = day.day;
    return m->last;
  }
  return at;
}

uint32_t TimeParser::read_deictic(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const auto set = [&](int shift, uint32_t end) {
    p.framed = true;
    p.unit = Unit::kDay;
    p.shift = shift;
    return end;
  };
  if (c.is(Class::kDeictic)) {  // ams al-awwal: the day before yesterday
    const bool further = c.deictic == -1 && cue(i + 1).is(Class::kOrdinal) && cue(i + 1).ordinal == 1 && cue(i + 1).al();
    return further ? set(-2, i + 2) : set(c.deictic, i + 1);
  }
  const uint32_t named = (c.is(Class::kAfter) || c.is(Class::kBefore)) && cue(i + 1).unit == 4 && cue(i + 1).unit_count == 1 && !cue(i + 1).al() ? 1 : 0;
  const Cue& next = cue(i + 1 + named);
  if (c.is(Class::kAfter) && next.is(Class::kDeictic) && next.deictic > 0) return set(next.deictic + 1, i + 2 + named);
  if (c.is(Class::kBefore) && next.is(Class::kDeictic) && next.deictic < 0) return set(next.deictic - 1, i + 2 + named);
  if (c.is(Class::kOrdinal) && c.ordinal == 1) {
    const uint32_t at = is_min(i + 1) ? i + 2 : i + 1;
    if (cue(at).is(Class::kDeictic) && cue(at).deictic == -1) return set(-2, at + 1);
  }
  if (c.is(Class::kNow) && c.al() && !(c.proclitics & kLi)) {
    p.framed = true;
    p.unit = Unit::kSecond;
    return i + 1;
  }
  return i;
}

// this week, last month, the coming year, today, tonight.
uint32_t TimeParser::read_frame(uint32_t i, TimePoint& p) const {
  const bool demonstrative = cue(i).unit == 0 && is_this(i);
  const uint32_t at = demonstrative ? i + 1 : i;
  const Cue& c = cue(at);
  if (demonstrative && c.is(Class::kDayPart) && c.al() && !c.is(Class::kTimeUnit)) {  // this morning
    p.framed = true;
    p.unit = Unit::kDay;
    p.part = static_cast<DayPart>(c.part);
    return at + 1;
  }
  if (demonstrative && c.is(Class::kWeekday) && (c.weekday_proclitics & kAl)) {
    p.weekday = c.weekday;
    return at + 1;
  }
  if (!c.is(Class::kTimeUnit) || c.unit_count != 1 || !c.al()) return i;
  Which which = Which::kAny;
  uint32_t end = read_which(at + 1, which);
  if (end == at + 1 && !demonstrative && is_this(end)) which = Which::kThis, ++end;
  const bool bare = end == at + 1 && !demonstrative;
  const bool day = c.unit == 4 || c.unit == 10;
  if (c.unit >= 8 && c.unit != 10) return i;
  if (bare) {
    if (!day || (c.proclitics & ~(kAl | kWa | kFa))) return i;
    const NumberMention* m = number_at(at + 1);
    if (m && m->definite && !cue(at + 1).is(Class::kWeekday)) return i;  // the tenth day of the war
    if (cue(at + 1).is(Class::kOrdinal) && cue(at + 1).al()) return i;
    if (adjective(at + 1)) return i;  // the World Day of
    if (fold_is(at + 1, word::kNafsuhu) || fold_is(at + 1, word::kDhatuhu) || (i > 0 && is_that(i - 1))) return i;
    const uint32_t of = fold_is(end, word::kAlladhi) || fold_is(end, word::kAlli) ? end + 1 : end;  // the day (that is) after tomorrow
    TimePoint inner;
    if (of > end || cue(of).is(Class::kAfter) || cue(of).is(Class::kBefore))
      if (const uint32_t last = read_deictic(of, inner); last != of) return p = inner, last;
  }
  if (cue(at + 1).is(Class::kLast) && cue(at + 1).al() && is_min(at + 2)) return i;  // the last week of
  p.framed = true;
  p.unit = unit_of(c);
  p.shift = shift_of(which);
  if (c.unit == 10) p.part = DayPart::kNight;
  if (i > 0 && bare && day && cue(i - 1).is(Class::kTimeUnit)) return i;
  return end;
}

// The month or year of which a rank is told; here a month's name is one even where it is also a common word.
uint32_t TimeParser::read_whole(uint32_t i, TimePoint& p) const {
  const uint32_t end = read_point(i, p);
  if (end != i) return end;
  p = TimePoint{};
  const uint32_t name = read_month_name(i, p);
  p.about = false;
  return name;
}

// "the third Friday of May", "the last day of next month".
uint32_t TimeParser::read_nth(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const bool last = c.is(Class::kLast);
  if (!(last || (c.is(Class::kOrdinal) && c.ordinal <= 5)) || c.al()) return i;
  const Cue& of = cue(i + 1);
  if (of.al() || of.proclitics) return i;
  const bool unit = of.is(Class::kTimeUnit) && of.unit_count == 1 && (of.unit == 4 || of.unit == 5);
  if (!unit && !of.is(Class::kWeekday)) return i;
  const uint32_t at = is_min(i + 2) || is_fi(i + 2) ? i + 3 : i + 2;
  if (at == i + 2 && !(cue(at).proclitics & kBa) && !cue(at).any(kMonthBits) && !month_unit(cue(at))) return i;
  TimePoint r;
  const uint32_t end = read_whole(at, r);
  if (end == at || r.day || !(r.month || r.year || (r.framed && (r.unit == Unit::kMonth || r.unit == Unit::kYear)))) return i;
  p = r;
  p.nth = last ? -1 : c.ordinal;
  p.nth_unit = unit ? unit_of(of) : Unit::kDay;
  if (!unit) p.weekday = of.weekday;
  return end;
}

// "the last Tuesday of March", "the first week of October", "the third day of October".
uint32_t TimeParser::read_nth_after(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const bool unit = c.is(Class::kTimeUnit) && c.unit_count == 1 && (c.unit == 4 || c.unit == 5);
  if (!c.al() || (!unit && !c.is(Class::kWeekday))) return i;
  const Cue& rank = cue(i + 1);
  const bool last = rank.is(Class::kLast);
  if (!rank.al() || !(last || (rank.is(Class::kOrdinal) && rank.ordinal <= 5))) return i;
  if (!is_min(i + 2) && !is_fi(i + 2)) return i;
  TimePoint r;
  const uint32_t end = read_whole(i + 3, r);
  if (end == i + 3 || r.day || !(r.month || r.year || (r.framed && r.unit >= Unit::kMonth))) return i;
  p = r;
  p.nth = last ? -1 : rank.ordinal;
  p.nth_unit = unit ? unit_of(c) : Unit::kDay;
  if (!unit) p.weekday = c.weekday;
  return end;
}

// the end of May, the beginning of the year, mid-2019.
uint32_t TimeParser::read_edge(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  Edge edge = c.is(Class::kBeginning) ? Edge::kBeginning : c.is(Class::kMiddle) ? Edge::kMiddle : c.is(Class::kEnd) && !c.is(Class::kLast) ? Edge::kEnd : Edge::kNone;
  if (c.is(Class::kFraction) && c.fraction == 2 && month_unit(cue(i + 1))) edge = Edge::kMiddle;
  if (edge == Edge::kNone || c.al()) return i;
  uint32_t at = i + 1;
  if (is_min(at)) ++at;
  TimePoint r;
  uint32_t end = read_point(at, r);
  if (end == at) {
    const Cue& u = cue(at);
    if (year_like(at, false)) {
      r.year = static_cast<int32_t>(all_[at].number);
    } else if (u.is(Class::kTimeUnit) && u.unit_count == 1 && u.al() && u.unit >= 5 && u.unit <= 7) {
      r.framed = true;
      r.unit = unit_of(u);
    } else {
      return i;
    }
    end = at + 1;
  }
  const bool daily = r.weekday || (r.framed && r.unit == Unit::kDay);
  if (r.day || r.clock() || r.nth || r.holiday || (r.framed && r.unit < Unit::kDay) || (daily && (edge != Edge::kEnd || c.wide))) return i;
  if (!r.month && !r.year && !r.framed && !r.weekday) return i;
  p = r;
  p.edge = edge == Edge::kEnd && i > 0 && fold_is(i - 1, word::kUtla) && r.framed && r.unit == Unit::kWeek ? Edge::kWeekend : edge;
  p.wide_edge = c.wide;
  return end;
}

// A length of time. Without a number ("for days") num is 0.
uint32_t TimeParser::read_length(uint32_t i, Unit& unit, int64_t& num, int64_t& den, bool& about) const {
  uint32_t at = i;
  const Lexeme* lexeme = nullptr;
  if (const uint32_t took = phrase_at(tokens_, lexicon_, at, &lexeme))
    if (lexeme->is(Class::kAbout) || lexeme->is(Class::kMoreThan) || lexeme->is(Class::kAtLeast) || lexeme->is(Class::kLessThan)) {
      about = true;
      at += took;
    }
  const NumberMention* m = number_at(at);
  num = den = 1;
  bool counted = false;
  if (m && !m->ordinal && !m->percent && !m->glued && cue(m->last).is(Class::kTimeUnit) && !cue(m->last).wa()) {
    num = m->vague ? 0 : m->num;
    den = m->den;
    at = m->last;
    counted = true;
  }
  const Cue& c = cue(at);
  if (!c.is(Class::kTimeUnit) || (c.al() && !counted)) return i;
  if (!counted && at > i && c.wa()) return i;
  unit = unit_of(c);
  if (!counted && c.unit_count == 2) num = 2;
  if (!counted && c.unit_count == 3) num = 0;
  ++at;
  if (!counted && num == 1 && cue(at).is(Class::kNumber) && cue(at).number == 1 && cue(at).proclitics == 0) ++at;
  const Cue& half = cue(at);
  if (num && half.wa() && half.is(Class::kFraction) && half.fraction_count == 1 && !half.is(Class::kNumber)) {
    num = num * half.fraction + den;
    den *= half.fraction;
    ++at;
    if (cue(at).is(Class::kTimeUnit) && unit_of(cue(at)) == unit && cue(at).al()) ++at;
  }
  return at;
}

}  // namespace rawi
