#include "ledger/sqlite.h"

#include <sqlite3.h>

#include <utility>

#include "rawi/error.h"

namespace rawi {
namespace {

constexpr int kPatience = 10'000;  // milliseconds that a writer waits for another one

std::string named(const std::string& path) { return "ledger '" + path + "'"; }

// What a person can do about an error of SQLite.
std::string advice(int code, const std::string& path) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "the disk is full: the last batch is not in it, everything before is; make room and run the same command again";
    case SQLITE_NOTADB:
      return "this is no ledger: name another file with --ledger";
    case SQLITE_CORRUPT:
      return "the file is damaged: `rawi verify --ledger " + path + "` says where; restore a copy, or add its reports to a new ledger";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is writing to it: run the command again when that is done";
    case SQLITE_CANTOPEN:
      return "cannot open it: check that the folder exists and may be written";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "it may not be written here: check its permissions";
    case SQLITE_IOERR:
      return "the disk failed: check it; the last batch is not in the ledger, everything before is";
    default:
      return {};
  }
}

}  // namespace

Sqlite::Sqlite(const std::string& path, Mode mode) : path_(path) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (mode == Mode::kCreate) flags |= SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string what = advice(code, path);
    sqlite3_close(handle_);
    throw Error(named(path) + ": " + (what.empty() ? sqlite3_errstr(code) : what));
  }
  sqlite3_busy_timeout(handle_, kPatience);
  if (mode == Mode::kRead) run("PRAGMA query_only = 1");
}

Sqlite::~Sqlite() { sqlite3_close_v2(handle_); }

void Sqlite::fail(int code, std::string_view doing) const {
  std::string what = advice(code, path_);
  if (what.empty()) what = std::string(sqlite3_errmsg(handle_)) + " (" + std::string(doing) + ")";
  throw Error(named(path_) + ": " + what);
}

void Sqlite::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

int64_t Sqlite::integer(std::string_view sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer_at(0) : 0;
}

int64_t Sqlite::last_row() const { return sqlite3_last_insert_rowid(handle_); }
int64_t Sqlite::changes() const { return sqlite3_changes64(handle_); }
bool Sqlite::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Statement::Statement(Sqlite& db, std::string_view sql) : db_(&db) {
  const int code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()), 0, &statement_, nullptr);
  if (code != SQLITE_OK) db.fail(code, sql);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(statement_, other.statement_);
  return *this;
}

Statement& Statement::integer(int at, int64_t value) {
  sqlite3_bind_int64(statement_, at, value);
  return *this;
}
Statement& Statement::real(int at, double value) {
  sqlite3_bind_double(statement_, at, value);
  return *this;
}
Statement& Statement::text(int at, std::string_view value) {
  sqlite3_bind_text64(statement_, at, value.data() ? value.data() : "", value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::blob(int at, std::string_view value) {
  sqlite3_bind_blob64(statement_, at, value.data() ? value.data() : "", value.size(), SQLITE_STATIC);
  return *this;
}
Statement& Statement::null(int at) {
  sqlite3_bind_null(statement_, at);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const char* sql = sqlite3_sql(statement_);
  const std::string doing = sql ? sql : "";
  sqlite3_reset(statement_);
  db_->fail(code, doing);
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }

int64_t Statement::integer_at(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real_at(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view Statement::text_at(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
}
std::string_view Statement::blob_at(int column) const {
  const auto* blob = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return blob ? std::string_view(blob, static_cast<size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
}
bool Statement::null_at(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
int Statement::columns() const { return sqlite3_column_count(statement_); }
std::string_view Statement::name_at(int column) const { return sqlite3_column_name(statement_, column); }

}  // namespace rawi
