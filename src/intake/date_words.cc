#include "intake/date_words.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "intake/dates.h"
#include "intake/page_words.h"

namespace rawi {
namespace {

using page_word::Named;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_letter(char c) { return c >= 'a' && c <= 'z'; }

struct Token {
  enum Kind { kNumber, kWord, kMark } kind = kMark;
  std::string_view text;
  int value = 0;  // of a number of at most four digits

  bool is(char mark) const { return kind == kMark && text[0] == mark; }
  bool year() const { return kind == kNumber && text.size() == 4; }
  bool small() const { return kind == kNumber && text.size() <= 2; }
};

std::vector<Token> tokens_of(std::string_view s) {
  std::vector<Token> out;
  for (size_t at = 0; at < s.size();) {
    size_t end = at + 1;
    Token t;
    if (digit(s[at])) {
      t.kind = Token::kNumber;
      while (end < s.size() && digit(s[end])) ++end;
    } else if (folded_letter(s[at])) {
      t.kind = Token::kWord;
      while (end < s.size() && folded_letter(s[end])) ++end;
    } else if (ascii_letter(s[at])) {
      t.kind = Token::kWord;
      while (end < s.size() && ascii_letter(s[end])) ++end;
    }
    t.text = s.substr(at, end - at);
    if (t.kind == Token::kNumber && t.text.size() <= 4)
      for (const char c : t.text) t.value = t.value * 10 + (c - '0');
    if (s[at] != ' ') out.push_back(t);
    at = end;
  }
  return out;
}

template <size_t N>
int one_of(std::string_view word, const Named (&table)[N]) {
  for (const Named& row : table)
    if (row.name == word) return row.number;
  return 0;
}

// What was found, and from where the rest of the text goes on.
struct Found {
  DateParts parts;
  size_t end = 0;
  bool hijri = false;
};

class Reader {
 public:
  explicit Reader(std::string_view folded) : tokens_(tokens_of(folded)) {}

  std::string read() {
    Found best;
    for (size_t i = 0; i < tokens_.size() && (best.end == 0 || best.hijri); ++i) {
      Found found;
      if (!named_month(i, found) && !in_numbers(i, found)) continue;
      if (best.end == 0 || !found.hijri) best = found;
      i = found.end - 1;
    }
    if (best.end == 0) return {};
    if (best.hijri) return from_hijri(best.parts);
    if (!clock_from(best.end, best.parts)) clock_from(0, best.parts);
    return write_date(best.parts);
  }

 private:
  const Token* at(size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool mark(size_t i) const { return i < tokens_.size() && (tokens_[i].is('-') || tokens_[i].is('/') || tokens_[i].is('.')); }

  // The month that one or two words from `i` on name; `length` of them.
  template <size_t N>
  int month_at(size_t i, const Named (&table)[N], size_t& length) const {
    if (i >= tokens_.size() || tokens_[i].kind != Token::kWord) return 0;
    if (i + 1 < tokens_.size() && tokens_[i + 1].kind == Token::kWord) {
      const std::string two = std::string(tokens_[i].text) + ' ' + std::string(tokens_[i + 1].text);
      length = 2;
      if (const int month = one_of(two, table)) return month;
    }
    length = 1;
    return one_of(tokens_[i].text, table);
  }

  // "22 november 2020", "november 22, 2020", "3 august - ab 2010", "22 november/tishrin ath-thani 2020".
  bool named_month(size_t i, Found& out) const {
    size_t length = 0;
    out.parts.month = month_at(i, page_word::kMonths, length);
    out.hijri = out.parts.month == 0;
    if (out.hijri) out.parts.month = month_at(i, page_word::kHijriMonths, length);
    if (out.parts.month == 0) return false;
    size_t before = i, after = i + length;
    while (before > 0 && (mark(before - 1) || tokens_[before - 1].is(','))) --before;
    const bool front = before > 0 && tokens_[before - 1].small();
    if (front) out.parts.day = tokens_[before - 1].value;
    constexpr size_t kReach = 6;  // to the year: marks, the month under another name, a preposition
    for (size_t k = after; k < tokens_.size() && k < i + length + kReach; ++k) {
      size_t again = 0;
      if (tokens_[k].year()) {
        out.parts.year = tokens_[k].value;
        out.end = k + 1;
        break;
      }
      if (tokens_[k].small() && out.parts.day == kNoPart) {
        out.parts.day = tokens_[k].value;
      } else if (tokens_[k].kind == Token::kNumber) {
        break;
      } else if (month_at(k, page_word::kMonths, again) == out.parts.month && again > 1) {
        ++k;
      }
    }
    return out.end > 0 && out.parts.day != kNoPart;
  }

  // "2020/11/22", "22-11-2020", "16/7/1441": the order is told by the size of the numbers, or by the weekday that stands with them.
  bool in_numbers(size_t i, Found& out) const {
    if (i + 4 >= tokens_.size() || !mark(i + 1) || !mark(i + 3) || tokens_[i + 1].text != tokens_[i + 3].text || tokens_[i + 2].kind != Token::kNumber || !tokens_[i + 2].small()) return false;
    if (i > 0 && mark(i - 1) && i > 1 && tokens_[i - 2].kind == Token::kNumber) return false;  // of a longer number
    const Token &first = tokens_[i], &middle = tokens_[i + 2], &last = tokens_[i + 4];
    DateParts& p = out.parts;
    out.end = i + 5;
    if (first.year() && last.small()) {
      p.year = first.value, p.month = middle.value, p.day = last.value;
    } else if (first.small() && last.year()) {
      p.year = last.value, p.day = first.value, p.month = middle.value;
      out.hijri = hijri_year(p.year);
      if (!out.hijri && !tell_day(p)) return false;
    } else {
      return false;
    }
    out.hijri = hijri_year(p.year);
    return out.hijri || !write_date(p).empty();
  }

  static bool hijri_year(int year) { return year >= 1300 && year <= 1500; }

  // Day and month are as an Arabic page puts them, day first: true where that is certain, or the other way round is (then they are exchanged).
  bool tell_day(DateParts& p) const {
    DateParts other = p;
    std::swap(other.day, other.month);
    const bool can = !write_date(p).empty(), other_can = !write_date(other).empty();
    if (!can && !other_can) return false;
    if (can && other_can && p.day != p.month) {
      int weekday = 0;
      for (const Token& t : tokens_)
        if (t.kind == Token::kWord && weekday == 0) weekday = one_of(t.text, page_word::kWeekdays);
      if (weekday == 0 || (weekday_of(p) == weekday) == (weekday_of(other) == weekday)) return false;
      if (weekday_of(other) == weekday) p = other;
    } else if (!can) {
      p = other;
    }
    return true;
  }

  static int weekday_of(const DateParts& p) {
    const std::chrono::year_month_day date{std::chrono::year(p.year), std::chrono::month(static_cast<unsigned>(p.month)), std::chrono::day(static_cast<unsigned>(p.day))};
    return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding());
  }

  // The first hh:mm from token `from` on, with the half of the day and the zone behind it.
  bool clock_from(size_t from, DateParts& p) const {
    for (size_t i = from; i + 2 < tokens_.size(); ++i) {
      if (!tokens_[i].small() || !tokens_[i + 1].is(':') || tokens_[i + 2].text.size() != 2 || tokens_[i + 2].kind != Token::kNumber) continue;
      size_t end = i + 3;
      p.hour = tokens_[i].value, p.minute = tokens_[i + 2].value;
      if (end + 1 < tokens_.size() && tokens_[end].is(':') && tokens_[end + 1].small()) p.second = tokens_[end + 1].value, end += 2;
      const int half = end < tokens_.size() && tokens_[end].kind == Token::kWord ? one_of(tokens_[end].text, page_word::kHalves) : 0;
      if (half == 2 && p.hour < 12) p.hour += 12;
      if (half == 1 && p.hour == 12) p.hour = 0;
      p.zone = zone_from(end);
      return true;
    }
    return false;
  }

  std::string zone_from(size_t from) const {
    for (size_t i = from; i < tokens_.size(); ++i) {
      const std::string_view word = tokens_[i].text;
      if (std::find(std::begin(page_word::kGreenwich), std::end(page_word::kGreenwich), word) != std::end(page_word::kGreenwich) || word == "gmt" || word == "utc") {
        const Token* sign = at(i + 1);
        const Token* hours = at(i + 2);
        if (!sign || !hours || !(sign->is('+') || sign->is('-')) || !hours->small() || hours->value > 14) return "Z";
        const std::string two = hours->text.size() == 1 ? "0" + std::string(hours->text) : std::string(hours->text);
        return std::string(sign->text) + two + ":00";
      }
      if (word == page_word::kMecca && i > 0 && tokens_[i - 1].text.ends_with(page_word::kZone)) return "+03:00";
    }
    return {};
  }

  // The tabular calendar: thirty years of 10631 days, the epoch 16 July 622 (Julian).
  static std::string from_hijri(const DateParts& p) {
    if (!hijri_year(p.year) || p.month < 1 || p.month > 12 || p.day < 1 || p.day > 30) return {};
    constexpr int kEpoch = -492148;  // the day before 1 Muharram 1, counted from 1970-01-01
    const int days = p.day + (59 * (p.month - 1) + 1) / 2 + (p.year - 1) * 354 + (3 + 11 * p.year) / 30;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(kEpoch + days - 1))};
    DateParts out;
    out.year = static_cast<int>(date.year()), out.month = static_cast<int>(static_cast<unsigned>(date.month())), out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    const std::string written = write_date(out);
    return written.empty() ? written : written + '~';
  }

  std::vector<Token> tokens_;
};

}  // namespace

std::string date_in_words(std::string_view folded) { return Reader(folded).read(); }

}  // namespace rawi
