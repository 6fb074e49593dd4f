// SQLite, as far as the ledger needs it: a connection and prepared statements that clean up after themselves.
//
// Everything throws Error with what happened, to which file, and what to do. A Sqlite and its Statements belong
// to one thread at a time. Text and blobs handed out by a Statement live until its next step or reset; those
// that are bound must live until the step is done.
#ifndef RAWI_LEDGER_SQLITE_H
#define RAWI_LEDGER_SQLITE_H

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace rawi {

class Sqlite;

class Statement {
 public:
  Statement() = default;
  Statement(Sqlite& db, std::string_view sql);
  ~Statement();
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;

  // Parameters are numbered from 1.
  Statement& integer(int at, int64_t value);
  Statement& real(int at, double value);
  Statement& text(int at, std::string_view value);  // empty text is text, not null
  Statement& blob(int at, std::string_view value);
  Statement& null(int at);
  Statement& text_or_null(int at, std::string_view value) { return value.empty() ? null(at) : text(at, value); }

  bool step();   // true: a row
  void run();    // steps to the end and resets
  void reset();

  // Columns are numbered from 0.
  int64_t integer_at(int column) const;
  double real_at(int column) const;
  std::string_view text_at(int column) const;
  std::string_view blob_at(int column) const;
  bool null_at(int column) const;
  int columns() const;
  std::string_view name_at(int column) const;

 private:
  Sqlite* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

class Sqlite {
 public:
  enum class Mode { kRead, kWrite, kCreate };
  Sqlite(const std::string& path, Mode mode);
  ~Sqlite();
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  void run(const char* sql);                  // one or more statements without parameters
  int64_t integer(std::string_view sql);      // the first column of the first row; 0 without one
  int64_t last_row() const;
  int64_t changes() const;
  bool in_transaction() const;

  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }
  [[noreturn]] void fail(int code, std::string_view doing) const;

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

}  // namespace rawi

#endif  // RAWI_LEDGER_SQLITE_H
