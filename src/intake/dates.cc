#include "intake/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <vector>

#include "intake/date_words.h"
#include "intake/page_words.h"

namespace rawi {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  explicit Scanner(std::string_view s) : s_(s) {}

  // Exactly `count` digits, where all follow.
  std::optional<int> digits(size_t count) {
    if (s_.size() - at_ < count) return {};
    int value = 0;
    for (size_t i = 0; i < count; ++i) {
      if (!digit(s_[at_ + i])) return {};
      value = value * 10 + (s_[at_ + i] - '0');
    }
    at_ += count;
    return value;
  }
  bool mark(std::string_view any) {
    if (at_ >= s_.size() || any.find(s_[at_]) == any.npos) return false;
    ++at_;
    return true;
  }
  void spaces() {
    while (mark(" \t\n\r")) {
    }
  }
  std::string_view rest() const { return s_.substr(at_); }

 private:
  std::string_view s_;
  size_t at_ = 0;
};

// "+0300", "+03:00", "+3", "z", "gmt+0300", "est" ... as EDTF writes a zone; empty when it says none or is unknown.
std::string zone_of(std::string_view s) {
  struct Named {
    std::string_view name, zone;
  };
  constexpr std::array<Named, 12> kNamed = {{{"est", "-05:00"}, {"edt", "-04:00"}, {"cst", "-06:00"}, {"cdt", "-05:00"}, {"mst", "-07:00"}, {"mdt", "-06:00"},
                                             {"pst", "-08:00"}, {"pdt", "-07:00"}, {"cet", "+01:00"}, {"cest", "+02:00"}, {"eet", "+02:00"}, {"eest", "+03:00"}}};
  while (s.starts_with(' ')) s.remove_prefix(1);
  for (const std::string_view utc : {"gmt", "utc", "ut"})
    if (s.starts_with(utc)) {
      const std::string offset = zone_of(s.substr(utc.size()));
      return offset.empty() ? "Z" : offset;
    }
  if (s.starts_with('z')) return "Z";
  const std::string_view word = s.substr(0, s.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  for (const Named& named : kNamed)
    if (named.name == word) return std::string(named.zone);
  Scanner in(s);
  if (!in.mark("+-")) return {};
  std::optional<int> hours = in.digits(2);
  if (!hours) hours = in.digits(1);
  in.mark(":");
  const int minutes = in.digits(2).value_or(0);
  if (!hours || *hours > 14 || minutes > 59) return {};
  char out[16];
  std::snprintf(out, sizeof out, "%c%02d:%02d", s[0], *hours, minutes);
  return *hours == 0 && minutes == 0 ? "Z" : out;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

void read_clock(Scanner& in, DateParts& p) {
  const auto hour = in.digits(2);
  if (!hour) return;
  const bool colon = in.mark(":");
  const auto minute = in.digits(2);
  if (!minute) return;
  p.hour = *hour;
  p.minute = *minute;
  if (!colon || in.mark(":")) p.second = in.digits(2).value_or(kNoPart);
  if (in.mark(".,"))
    while (in.digits(1)) {
    }
  p.zone = zone_of(in.rest());
}

// ISO 8601, extended or basic, with a T, a space or nothing before the time.
std::string iso(std::string_view s) {
  Scanner in(s);
  DateParts p;
  const auto year = in.digits(4);
  if (!year) return {};
  p.year = *year;
  const bool extended = in.mark("-/.");
  const auto month = in.digits(2);
  if (!month) return in.rest().empty() ? write_date(p) : std::string();
  p.month = *month;
  if (extended) in.mark("-/.");
  const auto day = in.digits(2);
  if (!day) return in.rest().empty() ? write_date(p) : std::string();
  p.day = *day;
  in.mark("t,");
  in.spaces();
  read_clock(in, p);
  return write_date(p);
}

int month_of(std::string_view word) {
  constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (int i = 0; i < 12; ++i)
    if (word.size() >= 3 && word.substr(0, 3) == kMonths[i]) return i + 1;
  return 0;
}

// Words and numbers in any order, as RFC 822 and JavaScript write them. A month in digits counts where only one of the
// two numbers can be one.
std::string words(std::string_view s) {
  DateParts p;
  std::vector<int> numbers;
  for (size_t at = 0; at < s.size();) {
    size_t end = at;
    if (digit(s[at])) {
      while (end < s.size() && digit(s[end])) ++end;
      const std::string_view number = s.substr(at, end - at);
      if (end < s.size() && s[end] == ':' && number.size() <= 2) {
        const std::string clock = (number.size() == 1 ? "0" : "") + std::string(s.substr(at));
        Scanner in(clock);
        read_clock(in, p);
        break;
      }
      if (number.size() == 4) {
        p.year = std::stoi(std::string(number));
      } else if (number.size() <= 2) {
        numbers.push_back(std::stoi(std::string(number)));
      } else {
        return {};
      }
    } else if (s[at] >= 'a' && s[at] <= 'z') {
      while (end < s.size() && s[end] >= 'a' && s[end] <= 'z') ++end;
      if (const int month = month_of(s.substr(at, end - at)); month && p.month == kNoPart) p.month = month;
    } else {
      ++end;
    }
    at = end;
  }
  // JavaScript puts the zone behind the year's time, RFC 822 two digits of a year nowhere else.
  if (p.month != kNoPart && numbers.size() == 1) {
    p.day = numbers[0];
  } else if (p.month == kNoPart && numbers.size() == 2) {
    const bool first_day = numbers[0] > 12, second_day = numbers[1] > 12;
    if (first_day == second_day && numbers[0] != numbers[1]) return {};
    p.day = second_day ? numbers[1] : numbers[0];
    p.month = second_day ? numbers[0] : numbers[1];
  } else {
    return {};
  }
  return p.year == kNoPart ? std::string() : write_date(p);
}

}  // namespace

std::string write_date(const DateParts& p) {
  if (p.year < 1900 || p.year > 2200) return {};
  char out[64];
  std::snprintf(out, sizeof out, "%04d", p.year);
  if (p.month == kNoPart) return out;
  if (p.month < 1 || p.month > 12) return {};
  std::snprintf(out, sizeof out, "%04d-%02d", p.year, p.month);
  if (p.day == kNoPart) return out;
  if (p.day < 1 || p.day > days_in(p.year, p.month)) return {};
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", p.year, p.month, p.day);
  std::string edtf = out;
  if (p.hour == kNoPart || p.hour > 23 || p.minute > 59 || p.second > 60) return edtf;
  std::snprintf(out, sizeof out, "T%02d:%02d", p.hour, p.minute);
  edtf += out;
  if (p.second != kNoPart) {
    std::snprintf(out, sizeof out, ":%02d", p.second);
    edtf += out;
  }
  return edtf + p.zone;
}

std::string date_to_edtf(std::string_view written) {
  constexpr size_t kLongest = 200;
  const std::string s = fold_words(written.substr(0, kLongest));
  if (std::any_of(s.begin(), s.end(), folded_letter)) return date_in_words(s);
  const size_t begin = s.find_first_not_of(" \t\r\n");
  if (begin == s.npos) return {};
  const std::string_view trimmed = std::string_view(s).substr(begin, s.find_last_not_of(" \t\r\n") + 1 - begin);
  const std::string found = iso(trimmed);
  return found.empty() ? words(trimmed) : found;
}

std::string seconds_to_edtf(int64_t since_1970) {
  constexpr int64_t kYear2200 = 7258118400;
  if (since_1970 <= 0 || since_1970 >= kYear2200) return {};
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(since_1970)));
  const std::chrono::year_month_day date(days);
  const int64_t rest = since_1970 - std::chrono::sys_seconds(days).time_since_epoch().count();
  DateParts p{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60), "Z"};
  return write_date(p);
}

}  // namespace rawi
