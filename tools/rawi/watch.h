// `rawi watch`: polls feeds, fetches the pages that they name, adds them to a ledger.
//
//   round:  due feeds --fetch--> entries --note--> waiting pages --fetch--> uploads --> Ledger::add
// Hosts are visited side by side (kHosts threads), each by one request at a time with a pause in between, so a dead or slow host
// holds up nobody. What was fetched is added in batches by the calling thread. docs/intake.md, "Watching", has the rules.
#ifndef RAWI_TOOLS_WATCH_H
#define RAWI_TOOLS_WATCH_H

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rawi/ledger.h"
#include "watch_state.h"

namespace rawi {

struct WatchOptions {
  std::vector<std::string> feeds;  // addresses
  std::string agent;
  int64_t interval = 900;          // seconds between polls of a feed
  int64_t delay = 2;               // seconds between requests to one host
  long timeout = 60;               // seconds for one request
  bool pages = true;               // false: take what the feeds themselves hold
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const std::string&)> say, outcome;  // for people; lines of write_outcome
};

struct WatchTotals {
  uint64_t feeds = 0, unchanged = 0, failed = 0;       // polled; of them not changed, failed
  uint64_t noted = 0, fetched = 0, from_feed = 0, put_off = 0;  // pages named anew; fetched; taken from the feed instead; to be tried again
  AddTotals added;
};

// One round over what is due.
WatchTotals watch_round(Ledger& ledger, WatchState& state, const Resources& resources, const AddOptions& add, const WatchOptions& options);

}  // namespace rawi

#endif  // RAWI_TOOLS_WATCH_H
