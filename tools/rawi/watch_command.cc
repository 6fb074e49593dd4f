#include "watch_command.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "complain.h"
#include "fetch.h"
#include "intake/feed.h"
#include "intake_options.h"
#include "interrupt.h"
#include "rawi/error.h"
#include "rawi/event_book.h"
#include "rawi/ledger.h"
#include "watch.h"

namespace rawi {
namespace {

// An OPML file, or the address of one feed.
void append_feeds(const std::string& given, std::vector<std::string>& out) {
  if (!origin_of(given).empty()) return out.push_back(given);
  std::ifstream in(given, std::ios::binary);
  if (!in) throw Error(given + ": cannot open: name an OPML file, or the address of a feed");
  std::stringstream bytes;
  bytes << in.rdbuf();
  std::vector<FeedLink> links;
  std::string trouble;
  if (!read_opml(bytes.str(), links, trouble)) throw Error(given + ": " + trouble);
  for (const FeedLink& link : links)
    if (origin_of(link.url).empty())
      complain(given + ": no address that can be fetched: " + link.url);
    else
      out.push_back(link.url);
}

}  // namespace

struct WatchCommand::Arguments {
  std::string ledger, lexicon, contact, report_path;
  std::vector<std::string> lists;
  WatchOptions options;
  bool once = false, no_pages = false, chosen = false;

  int watch();
  bool round(Ledger& book, WatchState& state, const Resources& resources, AddOptions& add, EventBook& events);
};

// False when a feed failed.
bool WatchCommand::Arguments::round(Ledger& book, WatchState& state, const Resources& resources, AddOptions& add, EventBook& events) {
  const WatchTotals t = watch_round(book, state, resources, add, options);
  if (t.added.reports > 0) events.bring_up_to_date(&stop_asked);
  if (t.feeds + t.fetched + t.put_off > 0)
    complain(std::to_string(t.feeds) + " feeds polled (" + std::to_string(t.unchanged) + " unchanged, " + std::to_string(t.failed) + " failed), " + std::to_string(t.noted) +
             " new articles; " + std::to_string(t.fetched) + " pages fetched, " + std::to_string(t.from_feed) + " taken from the feed, " + std::to_string(t.put_off) +
             " put off; added " + std::to_string(t.added.reports) + " reports, " + std::to_string(t.added.claims) + " claims");
  return t.failed == 0;
}

int WatchCommand::Arguments::watch() {
  for (const std::string& list : lists) append_feeds(list, options.feeds);
  std::sort(options.feeds.begin(), options.feeds.end());
  options.feeds.erase(std::unique(options.feeds.begin(), options.feeds.end()), options.feeds.end());
  if (options.feeds.empty()) throw Error("no feeds to watch: an OPML file names them in xmlUrl");
  const char* given = std::getenv("RAWI_LEDGER");
  const std::string path = !ledger.empty() ? ledger : given && *given ? given : "rawi.db";
  const Resources resources = Resources::open(lexicon);
  Ledger book(path, Ledger::Access::kAdd);
  WatchState state(path);
  OutcomeFile outcomes(report_path);
  AddOptions add;
  add.stop = &stop_asked;
  add.complain = complain;
  if (outcomes.open()) add.outcome = [&](const std::string& line) { outcomes.write(line); };
  options.agent = "rawi/" RAWI_VERSION " (news reader" + (contact.empty() ? "" : "; " + contact) + ")";
  options.stop = &stop_asked;
  options.say = complain;
  options.pages = !no_pages;
  stop_on_interrupt();
  EventBook events(book, resources);
  events.follow(add);
  bool good = true;
  for (;;) {
    good = round(book, state, resources, add, events);
    if (once || stop_asked) break;
    constexpr auto kLook = std::chrono::milliseconds(200);
    for (auto waited = kLook; waited < std::chrono::seconds(10) && !stop_asked; waited += kLook) std::this_thread::sleep_for(kLook);
  }
  outcomes.close();
  return once && !good ? 1 : 0;
}

WatchCommand::WatchCommand(CLI::App& app) : a_(std::make_unique<Arguments>()) {
  Arguments& a = *a_;
  CLI::App* c = app.add_subcommand("watch", "Poll feeds, fetch the articles that they name, add them to the ledger");
  c->add_option("FEEDS", a.lists, "OPML files, or addresses of feeds")->required();
  c->add_option("--ledger", a.ledger, "the ledger's file (default: RAWI_LEDGER, or rawi.db)")->type_name("FILE");
  c->add_option("--lexicon", a.lexicon, "word image (default: found beside the program, or RAWI_LEXICON)")->type_name("FILE");
  c->add_flag("--once", a.once, "one round over what is due, then end");
  c->add_flag("--no-pages", a.no_pages, "take what the feeds hold, fetch no page");
  c->add_option("--interval", a.options.interval, "seconds between two polls of a feed (default 900)")->check(CLI::Range(0, 604800).description(""))->type_name("SECONDS");
  c->add_option("--delay", a.options.delay, "seconds between two requests to a host (default 2)")->check(CLI::Range(0, 3600).description(""))->type_name("SECONDS");
  c->add_option("--timeout", a.options.timeout, "seconds for one request (default 60)")->check(CLI::Range(1, 3600).description(""))->type_name("SECONDS");
  c->add_option("--contact", a.contact, "said to servers beside the program's name: an address to write to")->type_name("TEXT");
  c->add_option("--report", a.report_path, "write a line of JSON on each page, as `rawi read --report` does")->type_name("FILE");
  c->callback([&a] { a.chosen = true; });
}

WatchCommand::~WatchCommand() = default;
bool WatchCommand::parsed() const { return a_->chosen; }
int WatchCommand::run() { return a_->watch(); }

}  // namespace rawi
