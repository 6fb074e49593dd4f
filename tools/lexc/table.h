// Tables of the lexicon: UTF-8, tab separated, one header line, `#` begins a comment line.
//
// A Table owns its text; the cells of its rows point into it. Reading adds what is wrong to Problems and
// goes on, so that one run names every bad row.
#ifndef RAWI_LEXC_TABLE_H
#define RAWI_LEXC_TABLE_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rawi::lexc {

class Problems {
 public:
  void add(const std::string& file, uint32_t line, const std::string& what);
  bool none() const { return all_.empty(); }
  const std::vector<std::string>& all() const { return all_; }  // "file:line: error: what"

 private:
  std::vector<std::string> all_;
};

struct Row {
  uint32_t line = 0;
  std::vector<std::string_view> cells;
};

struct Table {
  std::string name;  // "lexicon/events.tsv", for messages and row names
  std::string text;
  std::vector<Row> rows;
};

// Reads a table whose header must be `columns`, space separated. Rows of another width are left out.
Table read_table(const std::string& path, const std::string& name, std::string_view columns, Problems& problems);

// The parts of `text` between separators; none for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

// A cell as messages show it.
std::string quoted(std::string_view text);

}  // namespace rawi::lexc

#endif  // RAWI_LEXC_TABLE_H
