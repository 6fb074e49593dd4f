#include "table.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <fstream>
#include <iterator>

#include "bytes/utf8.h"

namespace rawi::lexc {
namespace {

bool is_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  return U_SUCCESS(status) && nfc->isNormalizedUTF8(piece, status) && U_SUCCESS(status);
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (size_t from = 0;;) {
    const size_t tab = line.find('\t', from);
    cells.push_back(line.substr(from, tab - from));
    if (tab == std::string_view::npos) return cells;
    from = tab + 1;
  }
}

std::string check_line(std::string_view line) {
  if (count_broken(line)) return "is not UTF-8";
  if (!is_nfc(line)) return "is not in Unicode normal form C";
  if (!line.empty() && line.back() == '\r') return "ends in a carriage return";
  return "";
}


}  // namespace

void Problems::add(const std::string& file, uint32_t line, const std::string& what) {
  all_.push_back(file + ":" + std::to_string(line) + ": error: " + what);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
    if (text.empty()) parts.push_back(text);
  }
  return parts;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

Table read_table(const std::string& path, const std::string& name, std::string_view columns, Problems& problems) {
  Table table{name, {}, {}};
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    problems.add(name, 0, "cannot be read");
    return table;
  }
  table.text.assign(std::istreambuf_iterator<char>(file), {});
  const auto wanted = split(columns, ' ');
  bool header_seen = false;
  uint32_t number = 0;
  for (std::string_view line : split(table.text, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (const std::string wrong = check_line(line); !wrong.empty()) {
      problems.add(name, number, "the line " + wrong);
      continue;
    }
    auto cells = cells_of(line);
    if (!header_seen) {
      header_seen = true;
      if (cells != wanted) problems.add(name, number, "the header is not: " + std::string(columns));
    } else if (cells.size() != wanted.size()) {
      problems.add(name, number, std::to_string(cells.size()) + " columns instead of " + std::to_string(wanted.size()));
    } else {
      table.rows.push_back({number, std::move(cells)});
    }
  }
  if (!header_seen) problems.add(name, 1, "there is no header line");
  return table;
}

}  // namespace rawi::lexc
