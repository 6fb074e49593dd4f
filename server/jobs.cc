#include "server/jobs.h"

#include <algorithm>
#include <filesystem>

#include "ledger/store.h"
#include "rawi/event_book.h"
#include "rawi/input.h"

namespace rawi::server {
namespace {

constexpr size_t kMostWaiting = 64;
constexpr size_t kMostTroubles = 200;
constexpr size_t kMostOutcomes = 200;

// The value of a field that holds a word, in an object that write_outcome made.
std::string word_at(std::string_view json, std::string_view key) {
  const std::string front = "\"" + std::string(key) + "\":\"";
  const size_t at = json.find(front);
  return at == json.npos ? std::string() : std::string(json.substr(at + front.size(), json.find('"', at + front.size()) - at - front.size()));
}

// A report is called as the file, without folders: the same file is the same report however it came.
std::string report_name(const std::string& name) {
  std::string file = std::filesystem::path(name).filename().string();
  return file.empty() || file == "." || file == ".." ? "report" : file;
}

}  // namespace

Jobs::~Jobs() {
  stop_all();
  if (thread_.joinable()) thread_.join();
}

void Jobs::stop_all() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const auto& e : entries_) e->stop = true;
  }
  more_.notify_all();
}

Job Jobs::submit(const std::string& name, const std::string& published, std::string bytes, bool& room) {
  const std::lock_guard lock(mutex_);
  room = !closed_ && entries_.size() - next_ < kMostWaiting;
  if (!room) return {};
  auto entry = std::make_unique<Entry>();
  entry->job.id = static_cast<int64_t>(entries_.size()) + 1;
  entry->job.name = name, entry->job.published = published, entry->job.size = bytes.size();
  entry->bytes = std::move(bytes);
  entries_.push_back(std::move(entry));
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  more_.notify_one();
  return entries_.back()->job;
}

std::vector<Job> Jobs::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<Job> out;
  for (auto it = entries_.rbegin(); it != entries_.rend(); ++it) out.push_back((*it)->job);
  return out;
}

bool Jobs::get(int64_t id, Job& out) const {
  const std::lock_guard lock(mutex_);
  if (id < 1 || id > static_cast<int64_t>(entries_.size())) return false;
  out = entries_[static_cast<size_t>(id - 1)]->job;
  return true;
}

bool Jobs::stop(int64_t id) {
  const std::lock_guard lock(mutex_);
  if (id < 1 || id > static_cast<int64_t>(entries_.size())) return false;
  entries_[static_cast<size_t>(id - 1)]->stop = true;
  return true;
}

void Jobs::work() {
  for (;;) {
    Entry* entry = nullptr;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [this] { return closed_ || next_ < entries_.size(); });
      if (closed_) return;
      entry = entries_[next_++].get();
    }
    try {
      run(*entry);
    } catch (const std::exception& e) {
      const std::lock_guard lock(mutex_);
      entry->job.state = "failed", entry->job.error = e.what();
    }
  }
}

void Jobs::run(Entry& entry) {
  const auto set = [&](const auto& change) {
    const std::lock_guard lock(mutex_);
    change(entry.job);
  };
  Ledger ledger(path_, Ledger::Access::kAdd);
  EventBook book(ledger, resources_);
  AddOptions options;
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  options.published = entry.job.published;
  options.stop = &entry.stop;
  options.committed = [&](const AddTotals& totals) { set([&](Job& j) { j.totals = totals; }); };
  options.complain = [&](const std::string& what) {
    set([&](Job& j) {
      if (j.troubles.size() < kMostTroubles) j.troubles.push_back(what);
    });
  };
  options.outcome = [&](const std::string& line) {
    set([&](Job& j) {
      ++j.outcome_counts[word_at(line, "outcome")];
      if (j.outcomes.size() < kMostOutcomes) j.outcomes.push_back(line.substr(0, line.find_last_not_of('\n') + 1));
    });
  };
  book.follow(options);
  const int64_t before = ledger.store().now().report;
  set([&](Job& j) { j.state = "reading", j.reports_before = j.reports_after = before; });
  const auto input = Input::of_bytes({.name = report_name(entry.job.name), .bytes = std::move(entry.bytes)});
  const AddTotals totals = ledger.add(*input, resources_, options);
  const int64_t after = ledger.store().now().report;
  set([&](Job& j) { j.totals = totals, j.state = "joining", j.reports_after = after; });
  const KeepTotals kept = book.bring_up_to_date(&entry.stop);
  set([&](Job& j) { j.events = kept.events, j.state = totals.stopped ? "stopped" : "done"; });
}

}  // namespace rawi::server
