#include "ledger/edtf.h"

#include <chrono>

namespace rawi {
namespace {

constexpr int64_t kMinute = 60, kHour = 3600, kDay = 86400;

class Scanner {
 public:
  explicit Scanner(std::string_view s) : rest_(s) {}

  bool mark(std::string_view any) {
    if (rest_.empty() || any.find(rest_[0]) == std::string_view::npos) return false;
    last_ = rest_[0];
    rest_.remove_prefix(1);
    return true;
  }
  bool digits(size_t count, int& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  char last() const { return last_; }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  char last_ = 0;
};

int64_t day_seconds(int year, int month, int day) {
  using namespace std::chrono;
  const sys_days days = std::chrono::year(year) / month / day;
  return days.time_since_epoch().count() * kDay;
}

bool real_day(int year, int month, int day) {
  using namespace std::chrono;
  return (std::chrono::year(year) / month / day).ok();
}

// "T14:30", "T14:30:05", and a zone. False when it is none.
bool clock_time(Scanner& s, TimeRange& range) {
  int hour = 0, minute = 0, second = 0, zone_hour = 0, zone_minute = 0;
  if (!s.digits(2, hour)) return false;
  range.from += hour * kHour;
  range.to = range.from + kHour;
  if (s.mark(":")) {
    if (!s.digits(2, minute)) return false;
    range.from += minute * kMinute;
    range.to = range.from + kMinute;
    if (s.mark(":")) {
      if (!s.digits(2, second)) return false;
      range.from += second;
      range.to = range.from + 1;
    }
  }
  if (s.mark("Z") || !s.mark("+-")) return true;
  const int64_t sign = s.last() == '-' ? 1 : -1;
  if (!s.digits(2, zone_hour) || (s.mark(":") && !s.digits(2, zone_minute))) return false;
  const int64_t shift = sign * (zone_hour * kHour + zone_minute * kMinute);
  range.from += shift;
  range.to += shift;
  return true;
}

std::optional<TimeRange> date_range(std::string_view edtf) {
  Scanner s(edtf);
  int year = 0, month = 1, day = 1;
  TimeRange range;
  if (!s.digits(4, year)) return {};
  if (!s.mark("-")) {
    range.from = day_seconds(year, 1, 1);
    range.to = day_seconds(year + 1, 1, 1);
  } else {
    if (!s.digits(2, month) || month < 1 || month > 12) return {};
    const bool with_day = s.mark("-");
    if (with_day && (!s.digits(2, day) || !real_day(year, month, day))) return {};
    range.from = day_seconds(year, month, day);
    range.to = with_day ? range.from + kDay : month == 12 ? day_seconds(year + 1, 1, 1) : day_seconds(year, month + 1, 1);
    if (with_day && s.mark("T") && !clock_time(s, range)) return {};
  }
  range.approximate = s.mark("~?%");
  if (!s.done()) return {};
  return range;
}

bool open_end(std::string_view s) { return s.empty() || s == ".."; }

}  // namespace

std::optional<TimeRange> edtf_range(std::string_view edtf) {
  const size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return edtf.empty() ? std::nullopt : date_range(edtf);
  const std::string_view left = edtf.substr(0, slash), right = edtf.substr(slash + 1);
  TimeRange range;
  if (!open_end(left)) {
    const auto begin = date_range(left);
    if (!begin) return {};
    range.from = begin->from;
    range.approximate = begin->approximate;
  }
  if (!open_end(right)) {
    const auto end = date_range(right);
    if (!end || end->to <= range.from) return {};
    range.to = end->to;
    range.approximate |= end->approximate;
  }
  return range;
}

}  // namespace rawi
