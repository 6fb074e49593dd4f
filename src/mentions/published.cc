#include "mentions/published.h"

#include "mentions/time_words.h"

namespace rawi {
namespace {

constexpr uint32_t kLedeBytes = 600;  // some three lines: title, dateline, first words

bool full_date(const TimePoint& p) { return p.year && p.month && p.day; }

// A date that stands by itself: not "on Saturday the 8th" and not "in ... ", which are of an event.
bool dateline(const Tokens& tokens, const TimeMention& t) {
  if (t.from.hijri || t.first == 0) return !t.from.hijri;
  const Token& first = tokens.all[t.first];
  const Token& before = tokens.all[t.first - 1];
  if (before.kind != TokenKind::kWord || first.lines_before) return true;
  return before.fold_size > 2 && t.last - t.first <= 12 && tokens.fold(first) != word::kDay;
}

void set(Published& out, Date d, bool approximate, DateBasis basis, Span words) {
  const auto two = [&](int n) {
    out.edtf.push_back(static_cast<char>('0' + n / 10));
    out.edtf.push_back(static_cast<char>('0' + n % 10));
  };
  out.edtf.clear();
  two(d.year / 100);
  two(d.year % 100);
  out.edtf.push_back('-');
  two(d.month);
  out.edtf.push_back('-');
  two(d.day);
  if (approximate) out.edtf.push_back('~');
  out.basis = basis;
  out.words = words;
}

}  // namespace

void infer_published(const Tokens& tokens, const std::vector<TimeMention>& times, std::string_view given, Published& out) {
  out.edtf.assign(given);
  out.basis = given.empty() ? DateBasis::kUnknown : DateBasis::kGiven;
  out.words = {};
  if (!given.empty()) return;
  const TimeMention *stated = nullptr, *latest = nullptr;
  int64_t latest_day = 0;
  for (const TimeMention& t : times) {
    if (t.relation != TimeRelation::kAt || !full_date(t.from)) continue;
    const Moment m = resolve(t.from, Anchor{}, Convention{});
    if (m.precision < Precision::kDay || m.date.year < 1950 || m.date.year > 2100) continue;
    const int64_t day = days_from_date(m.date);
    if (t.from.framed && t.from.unit == Unit::kDay && (t.from.shift == 0 || t.from.shift == -1))
      return set(out, date_from_days(day - t.from.shift), false, DateBasis::kToday, t.span);
    if (!stated && tokens.all[t.first].span.begin < kLedeBytes && dateline(tokens, t)) stated = &t;
    if (!latest || day > latest_day) latest = &t, latest_day = day;
  }
  if (stated) {
    const Date d = resolve(stated->from, Anchor{}, Convention{}).date;
    return set(out, d, false, DateBasis::kStated, stated->span);
  }
  if (latest) set(out, date_from_days(latest_day), true, DateBasis::kLatest, latest->span);
}

}  // namespace rawi
