#include <string_view>

#include "bytes/decode.h"
#include "bytes/json_line.h"
#include "bytes/utf8.h"
#include "rawi/input.h"

namespace rawi {
namespace {

// What carriers write for a date and a time, brought to the T of ISO 8601.
void tidy_published(std::string& published) {
  if (published.size() > 10 && published[10] == ' ') published[10] = 'T';
}

// An interval ("2015-08-03/2015-08-05"): published on some day of it, so that both ends are approximate.
bool tidy_interval(std::string& published) {
  const size_t slash = published.find('/');
  if (slash == std::string::npos) return false;
  std::string first = published.substr(0, slash), last = published.substr(slash + 1);
  if (!is_edtf_date(first) || !is_edtf_date(last)) return false;
  for (std::string* end : {&first, &last})
    if (std::string_view("~?%").find(end->back()) == std::string_view::npos) *end += '~';
  published = first + '/' + last;
  return true;
}

std::string where(const Item& item) { return item.name + (item.line ? ":" + std::to_string(item.line) : "") + ": "; }

// A line of JSON in another encoding than UTF-8 is decoded first; broken bytes inside UTF-8 stay.
bool line_to_report(Item& item, Report& out, std::string& trouble) {
  Decoded line = decode(std::move(item.bytes));
  out.encoding = std::move(line.encoding);
  if (line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  trouble = parse_json_line(line.text, out);
  if (!trouble.empty()) {
    trouble.insert(0, where(item));
    return false;
  }
  if (out.text.size() > kLargestReport) {
    trouble = where(item) + "\"text\" is too large to be a report";
    return false;
  }
  out.broken = count_broken(out.text);
  tidy_published(out.published);
  if (!out.published.empty() && !is_edtf_date(out.published) && !tidy_interval(out.published)) {
    trouble = where(item) + "\"published\" is no EDTF date (2015-08-03): left out: " + out.published;
    out.published.clear();
  }
  return true;
}

}  // namespace

bool is_edtf_date(std::string_view s) {
  const auto digits = [&](size_t count) {
    for (size_t i = 0; i < count; ++i)
      if (i >= s.size() || s[i] < '0' || s[i] > '9') return false;
    s.remove_prefix(count);
    return true;
  };
  const auto mark = [&](std::string_view any) {
    if (s.empty() || any.find(s[0]) == any.npos) return false;
    s.remove_prefix(1);
    return true;
  };
  if (!digits(4)) return false;
  if (mark("-") && (!digits(2) || (mark("-") && !digits(2)))) return false;
  if (mark("T")) {
    if (!digits(2) || !mark(":") || !digits(2) || (mark(":") && !digits(2))) return false;
    if (!mark("Z") && mark("+-") && (!digits(2) || (mark(":") && !digits(2)))) return false;
  }
  mark("~?%");
  return s.empty();
}

Report report_from_bytes(std::string bytes, std::string id) {
  Decoded decoded = decode(std::move(bytes));
  Report report;
  report.id = std::move(id);
  report.text = std::move(decoded.text);
  report.encoding = std::move(decoded.encoding);
  report.broken = decoded.broken;
  return report;
}

bool make_report(Item& item, Report& out, std::string& trouble) {
  trouble.clear();
  if (!item.trouble.empty()) {
    trouble = item.trouble;
    return false;
  }
  if (item.line != 0) return line_to_report(item, out, trouble);
  out = report_from_bytes(std::move(item.bytes), item.name);
  return true;
}

}  // namespace rawi
