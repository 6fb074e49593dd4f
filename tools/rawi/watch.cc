#include "watch.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "intake/charset.h"
#include "intake/feed.h"
#include "intake/sniff.h"
#include "visit.h"

namespace rawi {
namespace {

constexpr int64_t kDay = 24 * 3600;
constexpr int64_t kMostAttempts = 4;       // of one page
constexpr size_t kPagesARound = 2000;
constexpr size_t kBatchPages = 32;
constexpr size_t kBatchBytes = size_t{16} << 20;
constexpr size_t kFeedBytes = size_t{16} << 20;
constexpr size_t kEntries = 1000;          // of one feed at one poll

int64_t now() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

// Twice as long after each failure, at most a day.
int64_t back_off(int64_t interval, int64_t failures) { return std::min(kDay, std::max<int64_t>(interval, 1) << std::min<int64_t>(failures, 20)); }

std::string status_of(const FetchResponse& r) { return r.trouble.empty() ? "status " + std::to_string(r.status) : r.trouble; }

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

class Round {
 public:
  Round(Ledger& ledger, WatchState& state, const Resources& resources, const AddOptions& add, const WatchOptions& options)
      : ledger_(ledger), state_(state), resources_(resources), add_(add), options_(options), start_(now()) {}

  WatchTotals run() {
    const VisitOptions visits{options_.agent, options_.delay, options_.timeout, *options_.stop};
    visit_all(due_feeds(), visits, [this](Visited&& v) { feed_came(std::move(v)); });
    flush();
    while (!*options_.stop && totals_.fetched + totals_.from_feed + totals_.put_off < kPagesARound) {
      const std::vector<Visit> pages = waiting_pages();
      if (pages.empty()) break;
      visit_all(pages, visits, [this](Visited&& v) { page_came(std::move(v)); });
      flush();
    }
    return totals_;
  }

 private:
  std::vector<Visit> due_feeds();
  std::vector<Visit> waiting_pages();
  void feed_came(Visited&& v);
  void read_feed(const WatchedFeed& feed, FetchResponse& response);
  void page_came(Visited&& v);
  void take_entry(const WatchedPage& page, const std::string& why);
  void upload(Upload up, const std::string& url, const std::string& status);
  void flush();

  Ledger& ledger_;
  WatchState& state_;
  const Resources& resources_;
  const AddOptions& add_;
  const WatchOptions& options_;
  const int64_t start_;
  WatchTotals totals_;
  std::map<std::string, WatchedPage> under_way_;
  std::vector<Upload> batch_;
  std::vector<std::pair<std::string, std::string>> batch_done_;  // pages that are done when the batch is in the ledger: url, status
  size_t batch_bytes_ = 0;
};

std::vector<Visit> Round::due_feeds() {
  std::vector<Visit> out;
  for (const std::string& url : options_.feeds) {
    const WatchedFeed feed = state_.feed(url);
    if (feed.next_at > start_) continue;
    // Whoever lists a feed knows where it leads.
    out.push_back({url, {feed.address(), feed.etag, feed.modified, kFeedBytes, true}, false});
  }
  return out;
}

void Round::feed_came(Visited&& v) {
  FetchResponse& r = v.response;
  WatchedFeed feed = state_.feed(v.key);
  ++totals_.feeds;
  feed.status = status_of(r);
  if (*options_.stop && !r.trouble.empty()) return;
  if (r.trouble.empty() && (r.status == 200 || r.status == 304)) {
    totals_.unchanged += r.status == 304;
    feed.failures = 0;
    feed.next_at = start_ + options_.interval;
    if (!r.moved_to.empty()) feed.moved_to = r.moved_to;
    if (r.status == 200) {
      feed.etag = r.etag;
      feed.modified = r.modified;
      read_feed(feed, r);
    }
  } else {
    ++totals_.failed;
    ++feed.failures;
    // A server's own word counts; 410 says that there is nothing to come for.
    const int64_t wait = r.status == 410 ? kDay : back_off(options_.interval, feed.failures);
    feed.next_at = start_ + std::max(r.retry_after, r.retry_after > 0 ? int64_t{0} : wait);
    options_.say(v.key + ": " + feed.status + "; again in " + std::to_string(feed.next_at - start_) + " s");
  }
  state_.keep(feed);
}

// Notes the entries' pages, or takes the entries themselves where they name none.
void Round::read_feed(const WatchedFeed& feed, FetchResponse& r) {
  const std::string text = decode_page(std::move(r.body), charset_of_type(r.content_type)).text;
  std::deque<Item> entries;
  size_t left = 0;
  std::string trouble;
  if (sniff(text).type != InputType::kFeed) {
    options_.say(feed.url + ": what came is no feed");
    return;
  }
  if (!split_feed(text, kEntries, entries, left, trouble)) return options_.say(feed.url + ": " + trouble);
  for (Item& item : entries) {
    Report report;
    Item copy = item;
    copy.name = feed.url;
    if (!entry_to_report(copy, report, trouble)) continue;
    WatchedPage page;
    page.url = report.url.empty() ? report.id : report.url;
    page.feed = feed.url;
    page.outlet = item.outlet;
    page.language = item.language;
    page.entry = item.bytes;
    page.next_at = start_;
    page.private_too = r.from_private;
    if (!state_.note(page)) continue;
    ++totals_.noted;
    if (!options_.pages || origin_of(page.url).empty()) take_entry(page, "from the feed");
  }
}

std::vector<Visit> Round::waiting_pages() {
  std::vector<Visit> out;
  under_way_.clear();
  if (!options_.pages) return out;
  for (WatchedPage& page : state_.waiting(start_, 256)) {
    out.push_back({page.url, {page.url, {}, {}, kLargestPage, page.private_too}, true});
    under_way_.emplace(page.url, std::move(page));
  }
  return out;
}

void Round::page_came(Visited&& v) {
  WatchedPage& page = under_way_.at(v.key);
  FetchResponse& r = v.response;
  if (*options_.stop && !r.trouble.empty()) return;  // it is still waiting
  if (v.refused) return take_entry(page, "robots.txt forbids the page");
  if (r.trouble.empty() && r.status == 200) {
    ++totals_.fetched;
    return upload({page.url, std::move(r.body), r.content_type, page.url}, page.url, "fetched");
  }
  const bool for_good = r.trouble.empty() && r.status >= 400 && r.status < 500 && r.status != 408 && r.status != 425 && r.status != 429;
  ++page.attempts;
  if (for_good || page.attempts >= kMostAttempts) return take_entry(page, status_of(r));
  page.next_at = start_ + (r.retry_after > 0 ? r.retry_after : back_off(60, page.attempts));
  ++totals_.put_off;
  state_.put_off(page, status_of(r));
}

// The page cannot be had: what the feed itself said of it is kept.
void Round::take_entry(const WatchedPage& page, const std::string& why) {
  ++totals_.from_feed;
  const std::string feed = "<rss version=\"2.0\"><channel><title>" + escaped(page.outlet) + "</title>" + page.entry + "</channel></rss>";
  upload({page.feed, feed, {}, {}}, page.url, why);
}

void Round::upload(Upload up, const std::string& url, const std::string& status) {
  batch_bytes_ += up.bytes.size();
  batch_.push_back(std::move(up));
  batch_done_.emplace_back(url, status);
  if (batch_.size() >= kBatchPages || batch_bytes_ >= kBatchBytes) flush();
}

void Round::flush() {
  if (batch_.empty()) return;
  const auto input = Input::of_bytes(std::exchange(batch_, {}));
  const AddTotals t = ledger_.add(*input, resources_, add_);
  totals_.added.reports += t.reports;
  totals_.added.claims += t.claims;
  totals_.added.known += t.known;
  totals_.added.failed += t.failed;
  // Stopped halfway: those pages are fetched again next time, and the ledger knows what it has.
  if (!t.stopped)
    for (const auto& [url, status] : batch_done_) state_.done(url, status);
  batch_done_.clear();
  batch_bytes_ = 0;
}

}  // namespace

WatchTotals watch_round(Ledger& ledger, WatchState& state, const Resources& resources, const AddOptions& add, const WatchOptions& options) {
  return Round(ledger, state, resources, add, options).run();
}

}  // namespace rawi
