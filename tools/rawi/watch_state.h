// What `rawi watch` remembers, in two tables of its own in the ledger's file: feeds and the pages that they named.
//
// Every change is committed when it is made, so a watch that was killed goes on where it was. The tables are no part of the
// ledger's schema: they hold nothing that a claim rests on, and may be dropped to begin anew. One thread at a time;
// throws Error as the ledger does.
#ifndef RAWI_TOOLS_WATCH_STATE_H
#define RAWI_TOOLS_WATCH_STATE_H

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/sqlite.h"

namespace rawi {

struct WatchedFeed {
  std::string url, moved_to, etag, modified;
  int64_t next_at = 0;  // seconds since 1970: not before
  int64_t failures = 0;  // in a row
  std::string status;   // of the last poll, for people

  const std::string& address() const { return moved_to.empty() ? url : moved_to; }
};

struct WatchedPage {
  std::string url, feed, outlet, language, entry;  // entry: as the feed gave it, in case that the page cannot be had
  int64_t attempts = 0, next_at = 0;
  bool private_too = false;
};

class WatchState {
 public:
  explicit WatchState(const std::string& ledger);

  WatchedFeed feed(const std::string& url);  // as last known, or new
  void keep(const WatchedFeed& feed);

  // Notes a page that a feed names; false when it is known, or when the ledger has a report of that address.
  bool note(const WatchedPage& page);
  std::vector<WatchedPage> waiting(int64_t now, size_t most);
  void put_off(const WatchedPage& page, const std::string& status);
  void done(const std::string& url, const std::string& status);

 private:
  Sqlite db_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_WATCH_STATE_H
