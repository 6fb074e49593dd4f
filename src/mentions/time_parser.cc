#include "mentions/time_parser.h"

#include <algorithm>

#include "mentions/time_words.h"

namespace rawi {
namespace {

constexpr uint64_t kMonthBits = Cue::bit(Class::kMonth) | Cue::bit(Class::kMonthPair) | Cue::bit(Class::kHijriMonth) |
                                Cue::bit(Class::kHijriPair) | Cue::bit(Class::kDhuMonth);

Unit unit_of(const Cue& c) { return c.unit == 10 ? Unit::kDay : static_cast<Unit>(c.unit); }

bool month_unit(const Cue& c) { return c.unit == 6 && c.unit_count == 1; }

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
  if (q.nth) p.nth = q.nth, p.nth_unit = q.nth_unit;
  if (q.holiday) p.holiday = q.holiday;
  if (q.clock()) p.hour = q.hour, p.minute = q.minute;
  if (q.framed) p.framed = true, p.unit = q.unit, p.shift = q.shift, p.counted = q.counted;
  if (q.which != Which::kAny) p.which = q.which;
  if (q.edge != Edge::kNone) p.edge = q.edge, p.wide_edge = q.wide_edge;
  if (q.part != DayPart::kNone) p.part = q.part;
  p.hijri |= q.hijri;
  p.utc |= q.utc;
  p.about |= q.about;
}

int shift_of(Which w) {
  switch (w) {
    case Which::kPast: return -1;
    case Which::kBeforeLast: return -2;
    case Which::kNext: return 1;
    case Which::kAfterNext: return 2;
    default: return 0;
  }
}

}  // namespace

bool TimeParser::token_is(uint32_t i, Class c) const {
  if (kind(i) != TokenKind::kWord) return false;
  for (const Reading1& r : tokens_.read(all_[i]))
    if (lexicon_.lexeme(r.lexeme).is(c)) return true;
  return false;
}

bool TimeParser::fold_is(uint32_t i, std::string_view folded) const {
  return kind(i) == TokenKind::kWord && tokens_.fold(all_[i]) == folded;
}

bool TimeParser::is_this(uint32_t i) const {
  return token_is(i, Class::kDemonstrative) && !fold_is(i, word::kHuna) && !fold_is(i, word::kHunaka);
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
  if (is_fi(at) || is_min(at)) ++at;
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
  if (cue(i).bits == 0 && !is_this(i) && !fold_is(i, word::kDhu) && !fold_is(i, word::kDhi) && !fold_is(i, word::kDha))
    return attempt(&TimeParser::read_holiday, i);
  for (const Reader r : {&TimeParser::read_holiday, &TimeParser::read_clock, &TimeParser::read_nth, &TimeParser::read_nth_after,
                         &TimeParser::read_edge, &TimeParser::read_day_month, &TimeParser::read_month, &TimeParser::read_frame,
                         &TimeParser::read_deictic, &TimeParser::read_weekday, &TimeParser::read_part, &TimeParser::read_year})
    if (const uint32_t end = attempt(r, i); end != i) return end;
  const Cue& c = cue(i);  // "on the day of Thursday", "on day 11 of"
  if (c.unit == 4 && c.unit_count == 1) {
    for (const Reader r : {&TimeParser::read_digits, &TimeParser::read_day_month, &TimeParser::read_weekday, &TimeParser::read_deictic})
      if (const uint32_t end = attempt(r, i + 1); end != i + 1) return end;
  }
  return i;
}

uint32_t TimeParser::read_holiday(uint32_t i, TimePoint& p) const {
  const Lexeme* lexeme = nullptr;
  const uint32_t took = phrase_at(tokens_, lexicon_, i, &lexeme);
  if (took == 0 || !lexeme->is(Class::kHoliday)) return i;
  p.holiday = static_cast<int8_t>(lexeme->value);
  uint32_t at = i + took;
  at = read_which(at, p.which);
  TimePoint year;
  const NumberMention* m = number_at(at);
  if (m && m->digits && all_[at].digits == 4 && year_like(at, false)) {
    p.year = static_cast<int32_t>(m->num);
    return at + 1;
  }
  if (const uint32_t end = read_year(at, year); end != at && !year.hijri) {
    p.year = year.year;
    return end;
  }
  return at;
}

// 30/5/2022, 30-5-2022, 2022-05-30, 30/5, 9/2021.
uint32_t TimeParser::read_digits(uint32_t i, TimePoint& p) const {
  if (kind(i) != TokenKind::kNumber || kind(i + 2) != TokenKind::kNumber) return i;
  if (i > 0 && !all_[i].space_before && (mark(i - 1, '-') || mark(i - 1, '/')) && i > 1 && kind(i - 2) == TokenKind::kNumber) return i;
  const char separator = all_[i + 1].mark;
  if (kind(i + 1) != TokenKind::kMark || (separator != '/' && separator != '-' && separator != '.')) return i;
  const Token &a = all_[i], &b = all_[i + 2];
  if (a.decimals || b.decimals) return i;
  const bool three = mark(i + 3, separator) && kind(i + 4) == TokenKind::kNumber && all_[i + 4].decimals == 0;
  const auto set = [&](int64_t y, int64_t m, int64_t d) {
    if (m < 1 || m > 12 || d < 0 || d > 31 || (y && (y < 1200 || y > 2400))) return false;
    p.year = static_cast<int32_t>(y);
    p.month = static_cast<int8_t>(m);
    p.day = static_cast<int8_t>(d);
    p.hijri = y && y < 1600;
    return true;
  };
  if (three) {
    const Token& c = all_[i + 4];
    if (a.digits == 4 && set(a.number, b.number, c.number) && c.number > 0) return i + 5;
    if (c.digits == 4 && a.number > 0 && (set(c.number, b.number, a.number) || set(c.number, a.number, b.number))) return i + 5;
    if (c.digits == 2 && b.digits == 2 && a.digits == 2 && separator == '/' && set(2000 + c.number, b.number, a.number)) return i + 5;
    p = TimePoint{};
    return i;
  }
  if (separator == '/' && b.digits == 4 && a.number >= 1 && a.number <= 12 && set(b.number, a.number, 0)) return i + 3;
  if (separator == '/' && a.digits <= 2 && b.digits <= 2 && a.number > 0 && set(0, b.number, a.number)) return i + 3;
  p = TimePoint{};
  return i;
}

// A day of the month, in digits, words or as a rank.
uint32_t TimeParser::read_day(uint32_t i, int& day) const {
  const NumberMention* m = number_at(i);
  if (!m || m->num < 1 || m->num > 31 || m->den != 1 || m->percent || m->vague || m->multiplied) return i;
  if (m->ordinal && !m->definite && m->num != 1) return i;  // "a second (time)"
  day = static_cast<int>(m->num);
  paired_day_ = 0;
  if (m->bound == Bound::kBetween) {
    if (m->max > 31) return i;
    paired_day_ = static_cast<int>(m->max);
  }
  return m->last;
}

uint32_t TimeParser::one_month_name(uint32_t i, int& month, bool& hijri, bool& weak) const {
  if (fold_is(i, word::kDhu) || fold_is(i, word::kDhi) || fold_is(i, word::kDha)) {
    const Cue& c = cue(i + 1);
    if (!c.is(Class::kDhuMonth) || !c.al()) return i;
    hijri = true;
    month = c.dhu;
    return i + 2;
  }
  const Cue& c = cue(i);
  if (!c.any(kMonthBits)) return i;
  const Cue& next = cue(i + 1);
  if (c.is(Class::kMonthPair) && next.is(Class::kOrdinal) && (next.ordinal == 1 || next.ordinal == 2)) {
    month = next.ordinal == 1 ? c.pair : c.pair % 12 + 1;
    return i + 2;
  }
  if (c.is(Class::kHijriPair) && (next.is(Class::kLast) || (next.is(Class::kOrdinal) && next.ordinal <= 2))) {
    month = c.hijri_pair + (next.is(Class::kLast) || next.ordinal == 2 ? 1 : 0);
    hijri = true;
    return i + 2;
  }
  if (c.is(Class::kMonth) && !c.al()) {
    month = c.month;
    weak = c.is(Class::kWeak);
    return i + 1;
  }
  if (c.is(Class::kHijriMonth) && (!c.al() || c.hijri == 1)) {
    month = c.hijri;
    hijri = true;
    weak = c.is(Class::kWeak);
    return i + 1;
  }
  return i;
}

// A month's name, or the two names of one month: nisan/abril, abril (nisan).
uint32_t TimeParser::read_month_name(uint32_t i, TimePoint& p) const {
  int month = 0;
  bool weak = false;
  uint32_t at = one_month_name(i, month, p.hijri, weak);
  if (at == i) return i;
  const bool bracket = mark(at, '(');
  const uint32_t second = at + (bracket || mark(at, '/') || mark(at, '-') ? 1 : 0);
  int again = 0;
  bool hijri = false, also_weak = false;
  uint32_t end = second == at && !(second < size()) ? second : one_month_name(second, again, hijri, also_weak);
  if (end != second && again == month && hijri == p.hijri && !cue(second).wa()) {
    weak = false;
    at = bracket && mark(end, ')') ? end + 1 : end;
  }
  Which which = Which::kAny;
  const uint32_t after = read_which(at, which);
  if (after != at) p.which = which, weak = false;
  p.month = static_cast<int8_t>(month);
  if (weak && !(year_like(after, p.hijri) || cue(after).is(Class::kYearWord))) p.about = true;  // told to the caller: see below
  return after;
}

uint32_t TimeParser::read_day_month(uint32_t i, TimePoint& p) const {
  int day = 0;
  uint32_t at = read_day(i, day);
  if (at == i) return i;
  const int pair = paired_day_;
  uint32_t from = is_min(at) ? at + 1 : at;
  const bool of = from != at;
  const Cue& c = cue(from);
  bool named = false;
  if (is_this(from) && month_unit(cue(from + 1)) && of) {
    p.framed = true;
    p.unit = Unit::kMonth;
    at = from + 2;
  } else if (month_unit(c) && !c.wa()) {
    Which which = Which::kAny;
    const uint32_t after = read_which(from + 1, which);
    const NumberMention* m = number_at(from + 1);
    if (after != from + 1) {
      if (!c.al()) return i;
      p.framed = true;
      p.unit = Unit::kMonth;
      p.shift = shift_of(which);
      at = after;
    } else if (m && m->num >= 1 && m->num <= 12 && (m->ordinal ? c.al() : m->den == 1 && !m->vague)) {
      p.month = static_cast<int8_t>(m->num);
      at = m->last;
    } else {
      named = true;
      ++from;
    }
  } else {
    named = true;
  }
  if (named) {
    if (cue(from).wa()) return i;
    const uint32_t end = read_month_name(from, p);
    if (end == from) return i;
    p.about = false;
    at = end;
  }
  p.day = static_cast<int8_t>(day);
  paired_day_ = pair;
  return at;
}

uint32_t TimeParser::read_month(uint32_t i, TimePoint& p) const {
  uint32_t from = i;
  const bool said = month_unit(cue(i));
  if (said) ++from;
  if (said) {
    const NumberMention* m = number_at(from);
    if (m && m->num >= 1 && m->num <= 12 && m->den == 1 && !m->vague && !m->percent && m->bound == Bound::kExact &&
        (m->ordinal ? cue(i).al() && m->definite : !cue(i).al() && !m->definite && kind(m->last) != TokenKind::kWord) ) {
      p.month = static_cast<int8_t>(m->num);
      return read_which(m->last, p.which);
    }
    if (m && !m->ordinal && m->num >= 1 && m->num <= 12 && !cue(i).al() && m->den == 1 && !m->vague &&
        (cue(m->last).any(Cue::bit(Class::kPast) | Cue::bit(Class::kNext) | Cue::bit(Class::kAfter) | Cue::bit(Class::kBefore) | Cue::bit(Class::kYearWord)))) {
      p.month = static_cast<int8_t>(m->num);
      return read_which(m->last, p.which);
    }
  }
  uint32_t at = read_month_name(from, p);
  if (at == from) return i;
  const bool doubtful = p.about;
  p.about = false;
  const NumberMention* m = number_at(at);  // "shubat 13", "shubat the fourteenth"
  if (m && m->num >= 1 && m->num <= 31 && m->den == 1 && !m->vague && !m->percent && m->bound == Bound::kExact &&
      (m->ordinal ? m->definite && kind(m->last) != TokenKind::kWord
                  : m->digits && (kind(m->last) != TokenKind::kWord || cue(m->last).is(Class::kUntil)))) {
    p.day = static_cast<int8_t>(m->num);
    return m->last;
  }
  constexpr uint64_t before = Cue::bit(Class::kSince) | Cue::bit(Class::kUntil) | Cue::bit(Class::kDuring) |
                              Cue::bit(Class::kBefore) | Cue::bit(Class::kAfter);
  if (doubtful && !said && !(i > 0 && (is_fi(i - 1) || cue(i - 1).any(before)))) return i;
  return at;
}

// A definite adjective that is no name of a people: al-`alami, al-watani.
bool TimeParser::adjective(uint32_t i) const {
  if (kind(i) != TokenKind::kWord || tokens_.read(all_[i]).empty()) return false;
  const Reading1& r = tokens_.read(all_[i])[0];
  const Lexeme& l = lexicon_.lexeme(r.lexeme);
  return l.pos == Pos::kAdjective && (r.proclitics & kAl) && r.feats.number() == 1 && !l.is(Class::kNisba);
}

// Four digits that can be a year.
bool TimeParser::year_like(uint32_t i, bool hijri) const {
  if (kind(i) != TokenKind::kNumber) return false;
  const Token& t = all_[i];
  if (t.digits != 4 || t.decimals) return false;
  return hijri ? t.number >= 1200 && t.number <= 1600 : t.number >= 1300 && t.number <= 2200;
}

uint32_t TimeParser::read_year(uint32_t i, TimePoint& p) const {
  const bool after_month = p.month != 0;
  const Cue& c = cue(i);
  const bool named = c.is(Class::kYearWord) && c.unit_count == 1;
  const uint32_t at = named ? i + 1 : i;
  p.month = 0;
  const NumberMention* m = number_at(at);
  if (!m || m->den != 1 || m->ordinal || m->percent || m->vague || m->num > 2999 || m->num < 1) return i;
  uint32_t end = m->digits ? at + 1 : m->last;
  const int64_t year = m->digits ? all_[at].number : m->num;
  const Cue& era = cue(end);
  const bool hijri = era.is(Class::kHijriMark), common = era.is(Class::kEraMark);
  if (hijri || common) ++end;
  if (!named && !hijri && !(after_month && year_like(at, false)) && !(common && year_like(at, false))) return i;
  if (year < 1000 && !hijri && !common) return i;
  if (m->digits && year >= 1000 && !year_like(at, hijri)) return i;
  p.year = static_cast<int32_t>(year);
  p.hijri = hijri;
  return end;
}

uint32_t TimeParser::read_weekday(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const bool led = i > 0 && cue(i - 1).unit == 4;
  if (!c.is(Class::kWeekday) || (!c.al() && !led && !(cue(i + 1).unit == 5 && cue(i + 1).al()))) return i;
  p.weekday = c.weekday;
  uint32_t at = read_which(i + 1, p.which);
  if (mark(at, '-') || mark(at, '/')) {  // the night of Thursday-Friday
    const Cue& other = cue(at + 1);
    if (other.is(Class::kWeekday) && other.al() && other.weekday == c.weekday % 7 + 1) return at + 2;
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
  if (c.is(Class::kDeictic)) return set(c.deictic, i + 1);
  const Cue& next = cue(i + 1);
  if (c.is(Class::kAfter) && next.is(Class::kDeictic) && next.deictic > 0) return set(next.deictic + 1, i + 2);
  if (c.is(Class::kBefore) && next.is(Class::kDeictic) && next.deictic < 0) return set(next.deictic - 1, i + 2);
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
  if (r.day || r.clock() || r.nth || r.weekday || r.holiday || (r.framed && r.unit < Unit::kWeek)) return i;
  if (!r.month && !r.year && !r.framed) return i;
  p = r;
  p.edge = edge;
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
