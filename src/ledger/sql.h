// SQL that grows condition by condition, with the text that its parameters are bound to; and how options become SQL.
#ifndef RAWI_LEDGER_SQL_H
#define RAWI_LEDGER_SQL_H

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/edtf.h"
#include "ledger/sqlite.h"
#include "rawi/error.h"

namespace rawi {

class Sql {
 public:
  explicit Sql(std::string text) : text_(std::move(text)) {}
  Sql& add(const std::string& text) {
    text_ += text;
    return *this;
  }
  Sql& where(const std::string& condition) { return add(" AND " + condition); }
  std::string parameter(std::string value) {
    values_.push_back(std::move(value));
    return "?" + std::to_string(values_.size());
  }
  Statement prepare(Sqlite& db) const {
    Statement s(db, text_);
    for (size_t i = 0; i < values_.size(); ++i) s.text(static_cast<int>(i + 1), values_[i]);
    return s;
  }

 private:
  std::string text_;
  std::vector<std::string> values_;
};

inline std::string sql_list(const std::vector<int64_t>& ids) {
  std::string out = "(";
  for (const int64_t id : ids) out.append(out.size() > 1 ? "," : "").append(std::to_string(id));
  return out + ")";
}

inline std::string sql_number(int64_t n) { return n == INT64_MIN ? "-9223372036854775807" : std::to_string(n); }

// The number of a name in the output; Error lists the names there are.
template <typename Enum>
std::string sql_code(std::string_view what, const std::string& name, int first, int count, std::string_view (*name_of)(Enum)) {
  std::string known;
  for (int i = first; i < count; ++i) {
    const std::string_view n = name_of(static_cast<Enum>(i));
    if (n == name) return std::to_string(i);
    known.append(known.empty() ? "" : ", ").append(n);
  }
  throw Error("--" + std::string(what) + " " + name + ": there is none; one of: " + known);
}

inline TimeRange range_of(std::string_view option, const std::string& edtf) {
  const auto range = edtf_range(edtf);
  if (!range) throw Error("--" + std::string(option) + " " + edtf + ": no date: write it as 2015, 2015-08 or 2015-08-03");
  return *range;
}

inline int64_t integer_of(const std::string& cursor) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), value);
  if (error != std::errc() || end != cursor.data() + cursor.size())
    throw Error("--cursor " + cursor + ": give the one that the page before ended with");
  return value;
}

}  // namespace rawi

#endif  // RAWI_LEDGER_SQL_H
