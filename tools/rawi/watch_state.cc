#include "watch_state.h"

namespace rawi {

WatchState::WatchState(const std::string& ledger) : db_(ledger, Sqlite::Mode::kWrite) {
  db_.run("PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL;"
          "CREATE TABLE IF NOT EXISTS watch_feed(url TEXT PRIMARY KEY, moved_to TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"
          " next_at INTEGER NOT NULL, failures INTEGER NOT NULL, status TEXT NOT NULL) STRICT, WITHOUT ROWID;"
          "CREATE TABLE IF NOT EXISTS watch_page(url TEXT PRIMARY KEY, feed TEXT NOT NULL, outlet TEXT NOT NULL, language TEXT NOT NULL, entry TEXT NOT NULL,"
          " attempts INTEGER NOT NULL, next_at INTEGER, own_network INTEGER NOT NULL, status TEXT NOT NULL) STRICT, WITHOUT ROWID;"
          "CREATE INDEX IF NOT EXISTS watch_page_waiting ON watch_page(next_at) WHERE next_at IS NOT NULL");
}

WatchedFeed WatchState::feed(const std::string& url) {
  WatchedFeed out;
  out.url = url;
  Statement s(db_, "SELECT moved_to, etag, modified, next_at, failures, status FROM watch_feed WHERE url = ?");
  if (s.text(1, url).step()) {
    out.moved_to = s.text_at(0);
    out.etag = s.text_at(1);
    out.modified = s.text_at(2);
    out.next_at = s.integer_at(3);
    out.failures = s.integer_at(4);
    out.status = s.text_at(5);
  }
  return out;
}

void WatchState::keep(const WatchedFeed& f) {
  Statement s(db_, "INSERT OR REPLACE INTO watch_feed VALUES(?,?,?,?,?,?,?)");
  s.text(1, f.url).text(2, f.moved_to).text(3, f.etag).text(4, f.modified).integer(5, f.next_at).integer(6, f.failures).text(7, f.status).run();
}

bool WatchState::note(const WatchedPage& p) {
  Statement had(db_, "SELECT 1 FROM sighting WHERE name = ? LIMIT 1");
  if (had.text(1, p.url).step()) return false;
  Statement s(db_, "INSERT OR IGNORE INTO watch_page VALUES(?,?,?,?,?,0,?,?,'')");
  s.text(1, p.url).text(2, p.feed).text(3, p.outlet).text(4, p.language).text(5, p.entry).integer(6, p.next_at).integer(7, p.private_too).run();
  return db_.changes() > 0;
}

std::vector<WatchedPage> WatchState::waiting(int64_t now, size_t most) {
  std::vector<WatchedPage> out;
  Statement s(db_, "SELECT url, feed, outlet, language, entry, attempts, next_at, own_network FROM watch_page WHERE next_at <= ? ORDER BY next_at, url LIMIT ?");
  s.integer(1, now).integer(2, static_cast<int64_t>(most));
  while (s.step()) {
    WatchedPage p;
    p.url = s.text_at(0);
    p.feed = s.text_at(1);
    p.outlet = s.text_at(2);
    p.language = s.text_at(3);
    p.entry = s.text_at(4);
    p.attempts = s.integer_at(5);
    p.next_at = s.integer_at(6);
    p.private_too = s.integer_at(7) != 0;
    out.push_back(std::move(p));
  }
  return out;
}

void WatchState::put_off(const WatchedPage& p, const std::string& status) {
  Statement s(db_, "UPDATE watch_page SET attempts = ?, next_at = ?, status = ? WHERE url = ?");
  s.integer(1, p.attempts).integer(2, p.next_at).text(3, status).text(4, p.url).run();
}

void WatchState::done(const std::string& url, const std::string& status) {
  Statement s(db_, "UPDATE watch_page SET next_at = NULL, entry = '', status = ? WHERE url = ?");
  s.text(1, status).text(2, url).run();
}

}  // namespace rawi
