// Calendar dates for TimeParser: days, months and years in digits, words and names; holidays.
#include <algorithm>

#include "mentions/time_parser.h"
#include "mentions/time_words.h"

namespace rawi {
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
  if (kind(i) != TokenKind::kNumber) return i;
  if (talk_ && all_[i].decimals) return read_dotted(i, p);
  if (kind(i + 2) != TokenKind::kNumber || mark(i + 3, ':')) return i;
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
  if (talk_ && cue(i + 3).any(kMonthBits)) return p = TimePoint{}, i;
  if (talk_ && a.digits <= 2 && b.digits <= 2 && a.number > 0 && b.number > 0 && (set(0, b.number, a.number) || set(0, a.number, b.number))) return i + 3;
  if (talk_ && a.digits == 4 && b.digits <= 2 && b.number > 0 && set(a.number, b.number, 0)) return i + 3;
  p = TimePoint{};
  return i;
}

// "4.22", "2015.3".
uint32_t TimeParser::read_dotted(uint32_t i, TimePoint& p) const {
  const Token& t = all_[i];
  if (t.decimals > 2) return i;
  const int64_t scale = t.decimals == 1 ? 10 : 100, high = t.number / scale, low = t.number % scale;
  if (low < 1) return i;
  if (high >= 1900 && high <= 2100 && low <= 12) {
    p.year = static_cast<int32_t>(high);
    p.month = static_cast<int8_t>(low);
    return i + 1;
  }
  if (i == 0 || !is_fi(i - 1) || high < 1 || t.decimals != 2 || std::max(high, low) > 31 || std::min(high, low) > 12) return i;
  p.month = static_cast<int8_t>(low <= 12 ? low : high);
  p.day = static_cast<int8_t>(low <= 12 ? high : low);
  return i + 1;
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
  if (!of && (mark(at, '-') || mark(at, '/')) && cue(at + 1).is(Class::kMonth) && number_at(i)->digits) ++from;  // 2- October, 2/ October
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

// "(on) the day 27": of this month, or the last or next one that has it.
uint32_t TimeParser::read_day_alone(uint32_t i, TimePoint& p) const {
  int day = 0;
  const uint32_t at = read_day(i, day);
  if (at == i || paired_day_ || !number_at(i)->digits || all_[i].digits > 2) return i;
  if (kind(at) == TokenKind::kWord && cue(at).bits == 0) return i;  // a noun that is counted
  if (cue(at).is(Class::kTimeUnit) || mark(at, '/') || mark(at, '-') || mark(at, ':')) return i;
  p.day = static_cast<int8_t>(day);
  return at;
}

// Of plans: "on the fifth", with no month.
uint32_t TimeParser::read_rank_alone(uint32_t i, TimePoint& p) const {
  const NumberMention* m = number_at(i);
  if (!talk_ || !m || !m->ordinal || !m->definite || m->num < 1 || m->num > 31 || i == 0 || !is_fi(i - 1) || feminine(i)) return i;
  if (kind(m->last) == TokenKind::kWord && cue(m->last).bits == 0 && !is_fi(m->last)) return i;
  p.day = static_cast<int8_t>(m->num);
  return m->last;
}

// "the seventies", "the seventies of the last century", "of the nineteenth century".
uint32_t TimeParser::read_decade(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const Cue& century = cue(i + 1);
  const bool said = century.unit == 9 && century.unit_count == 1 && century.al();
  if (c.decade == 0 || (!c.al() && !said)) return i;
  int32_t base = 1900;
  uint32_t end = i + 1;
  Which which = Which::kAny;
  if (said) {
    const NumberMention* m = number_at(i + 2);
    if (m && m->ordinal && m->num > 1 && m->num < 22) base = static_cast<int32_t>(m->num - 1) * 100, end = m->last;
    else if (m && !m->ordinal && m->num == 20) end = m->last;  // al-`ishrin: the twentieth
    else if (const uint32_t after = read_which(i + 2, which); which == Which::kPast) end = after;
    else return i;
  }
  p.year = base + c.decade;
  p.nth_unit = Unit::kDecade;
  return end;
}

// "the week of 16 September".
uint32_t TimeParser::read_week_of(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  if (c.unit != 5 || c.unit_count == 3 || c.al()) return i;
  const uint32_t end = read_day_month(i + 1, p);
  if (end == i + 1 || !p.month || paired_day_) return p = TimePoint{}, i;
  p.nth_unit = Unit::kWeek;
  return end;
}

// "the rest of this week": `i` is the token after the rest.
uint32_t TimeParser::read_rest(uint32_t i, TimePoint& p) const {
  if (i == 0 || (!fold_is(i - 1, word::kBaqiya) && !fold_is(i - 1, word::kBaqi))) return i;
  const uint32_t at = is_this(i) ? i + 1 : i;
  const Cue& c = cue(at);
  if (!c.is(Class::kTimeUnit) || c.unit_count != 1 || c.unit < 4 || c.unit > 7) return i;
  Which which = Which::kAny;
  const uint32_t end = read_which(at + 1, which);
  if (which != Which::kAny && which != Which::kThis) return i;
  p.framed = true;
  p.unit = static_cast<Unit>(c.unit);
  p.edge = Edge::kRest;
  return end;
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
                  : (m->digits || talk_) && (kind(m->last) != TokenKind::kWord || cue(m->last).is(Class::kUntil)))) {
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
  const bool in_words = talk_ && after_month && !m->digits && year >= 1900 && year <= 2100;
  if (!named && !hijri && !in_words && !(after_month && year_like(at, false)) && !(common && year_like(at, false))) return i;
  if (year < (named && m->digits ? 100 : 1000) && !hijri && !common) return i;
  if (m->digits && year >= 1000 && !year_like(at, hijri)) return i;
  p.year = static_cast<int32_t>(year);
  p.hijri = hijri;
  return end;
}

}  // namespace rawi
