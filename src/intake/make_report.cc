#include <string_view>

#include "bytes/decode.h"
#include "bytes/utf8.h"
#include "intake/feed.h"
#include "intake/json_report.h"
#include "intake/language.h"
#include "intake/page.h"
#include "rawi/input.h"

namespace rawi {
namespace {

std::string where(const Item& item) { return item.where() + ": "; }

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

void note_given(Report& out) {
  const auto basis = [](const std::string& value) { return value.empty() ? FieldBasis::kNone : FieldBasis::kGiven; };
  out.basis = {basis(out.published), basis(out.outlet), basis(out.url), basis(out.title), basis(out.author), basis(out.modified), basis(out.language), FieldBasis::kGiven};
}

// A line of JSON in another encoding than UTF-8 is decoded first; broken bytes inside UTF-8 stay.
bool json_to_report(Item& item, Report& out, std::string& trouble) {
  Decoded line = decode(std::move(item.bytes));
  out.type = InputType::kJson;
  out.encoding = std::move(line.encoding);
  if (line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  std::string unread_date;
  trouble = parse_json_report(line.text, out, unread_date);
  if (!trouble.empty()) return false;
  if (out.id.empty()) out.id = item.where();
  out.broken = count_broken(out.text);
  note_given(out);
  const std::string declared = std::move(out.language);
  judge_language(declared, FieldBasis::kGiven, out);
  if (!out.published.empty() && !is_edtf_date(out.published) && !tidy_interval(out.published)) {
    trouble = "\"published\" is no EDTF date (2015-08-03): left out: " + out.published;
    out.published.clear();
    out.basis.published = FieldBasis::kNone;
  } else if (out.published.empty() && !unread_date.empty()) {
    trouble = "its date is no date that rawi understands: left out: " + unread_date;
  }
  return true;
}

bool text_to_report(Item& item, Report& out) {
  out = report_from_bytes(std::move(item.bytes), item.id.empty() ? item.name : item.id);
  out.url = item.url;
  out.basis.url = item.url.empty() ? FieldBasis::kNone : FieldBasis::kHttp;
  judge_language(item.language, FieldBasis::kHttp, out);
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
  out = Report();
  bool read = item.type == InputType::kJson   ? json_to_report(item, out, trouble)
                    : item.type == InputType::kHtml ? page_to_report(item, out, trouble)
                    : item.type == InputType::kFeed ? entry_to_report(item, out, trouble)
                                                    : text_to_report(item, out);
  if (read && out.text.size() > kLargestReport) {
    trouble = "its text is larger than " + std::to_string(kLargestReport >> 20) + " MiB: a report is one article, split it";
    read = false;
  }
  if (!trouble.empty()) trouble.insert(0, where(item));
  return read;
}

}  // namespace rawi
