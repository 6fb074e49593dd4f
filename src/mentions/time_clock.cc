// Clock times and parts of the day, for TimeParser.
#include "mentions/time_parser.h"
#include "mentions/time_words.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

bool plain_fraction(const Cue& c) { return c.is(Class::kFraction) && c.fraction_count == 1 && c.fraction >= 2 && c.fraction <= 4; }

}  // namespace

// in the evening, the morning, after noon, before noon, in the night of.
uint32_t TimeParser::read_part(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const Cue& next = cue(i + 1);
  if (c.is(Class::kDayPart)) {
    p.part = static_cast<DayPart>(c.part);
    return c.al() && cue(i + 1).bits == 0 && adjective(i + 1) ? i + 2 : i + 1;  // the early morning
  }
  if (c.is(Class::kTimeUnit) && c.unit == 10 && c.unit_count == 1 && !c.al()) {
    p.part = DayPart::kNight;
    return i + 1;
  }
  if (!next.is(Class::kDayPart) || next.wa()) return i;
  if (c.is(Class::kAfter)) {
    p.part = next.part <= 4 ? next.part == 1 ? DayPart::kMorning : DayPart::kAfternoon : static_cast<DayPart>(next.part);
    return i + 2;
  }
  if (c.is(Class::kBefore)) {
    p.part = next.part == 4 ? DayPart::kForenoon : static_cast<DayPart>(next.part);
    return i + 2;
  }
  if (c.is(Class::kMiddle) && next.al()) {
    p.part = next.part == 8 ? DayPart::kNight : DayPart::kNoon;
    return i + 2;
  }
  return i;
}

// "and a half", "and ten minutes", "less a quarter".
uint32_t TimeParser::read_minutes(uint32_t i, Clock& clock) const {
  const bool less = fold_is(i, word::kIlla);
  const uint32_t at = less || cue(i).lone_wa ? i + 1 : i;
  const Cue& c = cue(at);
  if (!less && at == i && !c.wa()) return i;
  int amount;
  uint32_t end;
  const NumberMention* m = number_at(at);
  if (plain_fraction(c) && !(c.is(Class::kNumber))) {
    amount = 60 / c.fraction;
    end = at + 1;
  } else if (m && !m->ordinal && m->den == 1 && m->num > 0 && m->num < 60 && cue(m->last).unit == 2) {
    amount = static_cast<int>(m->num);
    end = m->last + 1;
  } else {
    return i;
  }
  if (cue(end).unit == 2 && end == at + 1) ++end;
  if (less) {
    clock.hour = (clock.hour + 23) % 24;
    clock.minute = 60 - amount;
  } else {
    clock.minute = amount;
  }
  return end;
}

// The hour, as number or rank, with its minutes. `named`: after "the hour".
uint32_t TimeParser::read_hour(uint32_t i, bool named, Clock& clock) const {
  if (kind(i) == TokenKind::kNumber && mark(i + 1, ':') && kind(i + 2) == TokenKind::kNumber && !all_[i + 2].space_before) {
    const Token &h = all_[i], &m = all_[i + 2];
    if (h.digits > 2 || m.digits != 2 || h.number > 24 || m.number > 59 || h.decimals || m.decimals) return i;
    clock.hour = static_cast<int>(h.number % 24);
    clock.minute = static_cast<int>(m.number);
    if (!mark(i + 3, ':') || kind(i + 4) != TokenKind::kNumber) return i + 3;
    if (all_[i + 4].digits == 2 && all_[i + 4].decimals == 0 && all_[i + 4].number < 60) clock.second = static_cast<int>(all_[i + 4].number);
    return i + 5;
  }
  const NumberMention* m = number_at(i);
  if (!m || m->percent || m->vague || m->multiplied || m->num < 0 || (!m->ordinal && m->bound == Bound::kBetween)) return i;
  if (!m->ordinal && !m->digits && m->den == 1 && m->num > 24 && m->num < 100 && m->num % 10 && named && cue(m->last).unit == 2) {
    clock.hour = static_cast<int>(m->num % 10);  // five and fifty minutes
    clock.minute = static_cast<int>(m->num / 10 * 10);
    return m->last + 1;
  }
  if (talk_ && m->digits && m->den == 1 && all_[i].digits == 4 && m->num < 2400 && m->num % 100 < 60) {  // 1140 in the morning
    clock.hour = static_cast<int>(m->num / 100);
    clock.minute = static_cast<int>(m->num % 100);
    return m->last;
  }
  const int64_t whole = m->num / m->den;
  if (whole > 24 || whole < (named ? 0 : 1) || (m->digits && m->den == 10)) return i;
  if (m->digits && m->den == 100 && m->num % 100 < 60) {  // 10.30
    clock.hour = static_cast<int>(whole % 24);
    clock.minute = static_cast<int>(m->num % 100);
    return m->last;
  }
  clock.hour = static_cast<int>(whole % 24);
  clock.minute = static_cast<int>(m->num % m->den * 60 / m->den);
  if (clock.minute) return m->last;
  return read_minutes(m->last, clock);
}

uint32_t TimeParser::read_zone(uint32_t i, TimePoint& p) const {
  if (fold_is(i, word::kZone) && kind(i + 1) == TokenKind::kWord) {
    p.utc = cue(i + 1).is(Class::kTimeZone);
    return i + 2;
  }
  if (fold_is(i, word::kTheZone) && kind(i + 1) == TokenKind::kWord) return i + 2;
  return i;
}

bool TimeParser::feminine(uint32_t i) const {
  if (kind(i) != TokenKind::kWord) return false;
  const std::string_view folded = tokens_.fold(all_[i]);
  return !folded.empty() && static_cast<unsigned char>(folded.back()) == letter::kTehMarbuta;
}

bool TimeParser::definite(uint32_t i) const {
  for (const Reading1& r : tokens_.read(all_[i]))
    if (r.proclitics & kAl) return true;
  return false;
}

// Of plans: "at seven", "at the seventh".
bool TimeParser::bare_hour(uint32_t i) const {
  if (!talk_ || i == 0) return false;
  if (kind(i) == TokenKind::kNumber) return fold_is(i - 1, word::kInda) || (is_fi(i - 1) && i > 1 && cue(i - 2).is(Class::kDayPart));
  const NumberMention* m = number_at(i);
  if (!m || m->num > 12 || !feminine(i)) return false;
  if (kind(m->last) == TokenKind::kWord && cue(m->last).bits == 0 && !is_fi(m->last) && !is_min(m->last)) return false;  // the seventh (page)
  return kind(i - 1) == TokenKind::kWord && !(cue(i - 1).al() || adjective(i - 1) || definite(i - 1));
}

uint32_t TimeParser::read_clock(uint32_t i, TimePoint& p) const {
  const Cue& c = cue(i);
  const bool named = c.is(Class::kClockWord) && c.unit_count == 1 && c.al();
  uint32_t from = named ? i + 1 : i;
  if (named && kind(from) == TokenKind::kWord && all_[from].fold_size == 2 && kind(from + 1) == TokenKind::kNumber) ++from;  // al- 12
  const bool colon = kind(from) == TokenKind::kNumber && mark(from + 1, ':');
  const bool rank = c.is(Class::kOrdinal) && c.al() && !named;
  const bool digits = kind(i) == TokenKind::kNumber && !named;
  if (!named && !colon && !rank && !digits) return i;
  Clock clock;
  uint32_t at = read_hour(from, named, clock);
  if (at == from) return i;
  const uint32_t after_hour = at;
  uint32_t part_from = is_min(at) || is_fi(at) ? at + 1 : at;
  if (named && cue(part_from).unit == 10) part_from = at;
  TimePoint q;
  uint32_t end = cue(part_from).wa() ? part_from : read_part(part_from, q);
  if (end != part_from) {
    p.part = q.part;
    at = end;
  }
  at = read_zone(at, p);
  const uint32_t night = cue(at).bits ? at : at + 1;  // the eighth, this night
  const bool tonight = rank && cue(night).unit == 10 && cue(night).al();
  const bool sure = named || colon || at != after_hour || (rank && clock.minute) || tonight || (rank && bare_hour(i)) || (digits && bare_hour(i) && kind(at) != TokenKind::kWord);
  if (!sure) return i;
  if (digits && !colon && !talk_ && (end == part_from || part_from != after_hour || cue(part_from).al())) return i;
  p.hour = static_cast<int8_t>(clock.hour);
  p.minute = static_cast<int8_t>(clock.minute);
  p.second = static_cast<int8_t>(clock.second);
  return at;
}

}  // namespace rawi
