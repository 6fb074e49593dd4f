#include "ledger/add.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ledger/notes.h"
#include "ledger/pack.h"

namespace rawi {
namespace {

constexpr size_t kPortionItems = 16;
constexpr size_t kPortionBytes = size_t{1} << 18;
constexpr size_t kPortionsPerThread = 3;

// A few items of the input on their way through a reading thread.
struct Portion {
  std::vector<Item> items;
  std::vector<Prepared> prepared;
  std::vector<int64_t> stored;  // rereading: the reports' ids; else empty
  std::vector<std::pair<size_t, std::string>> outcomes;  // of what is no item here: before which item, the line
  size_t used = 0;
  bool ready = false;
};

void prepare_all(Preparer& preparer, const std::string& published, Portion& portion) {
  if (portion.prepared.size() < portion.used) portion.prepared.resize(portion.used);
  for (size_t i = 0; i < portion.used; ++i) {
    Prepared& out = portion.prepared[i];
    try {
      if (portion.stored.empty()) {
        preparer.prepare(portion.items[i], published, out);
      } else {
        preparer.read_again(out);
      }
    } catch (const std::exception& e) {  // out of memory, most likely: this report only
      out.good = false;
      out.trouble = out.came_from + ": " + e.what();
    }
  }
}

class Threads {
 public:
  Threads(const Resources& resources, const AddOptions& options, const Amendments& amendments) {
    for (unsigned i = 0; i < std::max(1u, options.threads); ++i)
      threads_.emplace_back([this, &resources, &options, &amendments] { work(resources, options, amendments); });
  }
  ~Threads() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (std::thread& t : threads_) t.join();
  }
  size_t room() const { return threads_.size() * kPortionsPerThread; }
  void push(Portion* portion) {
    {
      const std::lock_guard lock(mutex_);
      portion->ready = false;
      waiting_.push_back(portion);
    }
    ready_.notify_one();
  }
  void wait_for(const Portion& portion) {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return portion.ready; });
  }

 private:
  void work(const Resources& resources, const AddOptions& options, const Amendments& amendments) {
    Preparer preparer(resources, options.companion ? options.companion() : Companion(), &amendments);
    for (;;) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (closed_) return;
      Portion* portion = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      prepare_all(preparer, options.published, *portion);
      lock.lock();
      portion->ready = true;
      lock.unlock();
      finished_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_, finished_;
  std::deque<Portion*> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

// Stores what is ready, a transaction a batch. Rolls back the batch under way when something throws.
class Writer {
 public:
  Writer(Store& store, const AddOptions& options, const char* kind) : store_(store), options_(options), kind_(kind) {}
  ~Writer() {
    try {
      if (open_) store_.roll_back();
    } catch (const std::exception&) {
      // SQLite rolls back by itself when the file is opened next.
    }
  }

  void known(const Item& item) {
    ++totals.known;
    totals.bytes += item.bytes.size();
    if (++since_told_ >= options_.batch && !open_) tell();
  }

  void store(Portion& portion) {
    size_t told = 0;
    const auto tell_before = [&](size_t i) {
      for (; told < portion.outcomes.size() && portion.outcomes[told].first <= i; ++told) options_.outcome(portion.outcomes[told].second);
    };
    for (size_t i = 0; i < portion.used; ++i) {
      Prepared& p = portion.prepared[i];
      tell_before(i);
      if (options_.outcome && portion.stored.empty()) {
        std::string line;
        write_outcome(portion.items[i], p.report, p.good, p.trouble, line);
        options_.outcome(line);
      }
      if (portion.stored.empty()) totals.bytes += p.bytes;
      if (!p.trouble.empty() && options_.complain) options_.complain(p.trouble);
      if (!p.good) {
        ++totals.failed;
        continue;
      }
      if (!open_) store_.begin(kind_), open_ = true, in_batch_ = 0;
      if (portion.stored.empty()) {
        add(p);
      } else {
        store_.append_reading(portion.stored[i], p);
        ++totals.reports;
        totals.claims += p.reading.claims.size();
      }
      if (++in_batch_ >= options_.batch) commit();
    }
    tell_before(portion.used);
  }

  void finish() {
    if (open_) {
      commit();
    } else if (since_told_ > 0) {
      tell();
    }
  }

  AddTotals totals;

 private:
  void add(const Prepared& p) {
    const Stored stored = store_.append(p);
    if (stored == Stored::kKnown) {
      ++totals.known;
      return;
    }
    ++totals.reports;
    totals.claims += p.reading.claims.size();
    if (stored == Stored::kVersion) ++totals.versions;
  }
  void commit() {
    store_.commit();
    open_ = false;
    tell();
  }
  void tell() {
    since_told_ = 0;
    if (options_.committed) options_.committed(totals);
  }

  Store& store_;
  const AddOptions& options_;
  const char* kind_;
  bool open_ = false;
  size_t in_batch_ = 0, since_told_ = 0;
};

// Runs portions through the threads, oldest first. `fill` makes the next portion and says whether there is one.
template <typename Fill>
void run(Store& store, const Resources& resources, const AddOptions& options, Writer& writer, Fill fill) {
  const Amendments amendments(store);
  std::deque<std::unique_ptr<Portion>> under_way;  // outlives the threads
  std::vector<std::unique_ptr<Portion>> free;
  Threads threads(resources, options, amendments);
  const auto stopped = [&] { return options.stop && options.stop->load(std::memory_order_relaxed); };
  for (bool more = true;;) {
    while (more && !stopped() && under_way.size() < threads.room()) {
      if (free.empty()) free.push_back(std::make_unique<Portion>());
      std::unique_ptr<Portion> portion = std::move(free.back());
      free.pop_back();
      more = fill(*portion);
      if (portion->used == 0 && portion->outcomes.empty()) break;
      under_way.push_back(std::move(portion));
      threads.push(under_way.back().get());
    }
    if (stopped()) break;
    if (under_way.empty()) break;
    threads.wait_for(*under_way.front());
    writer.store(*under_way.front());
    free.push_back(std::move(under_way.front()));
    under_way.pop_front();
  }
  writer.totals.stopped = stopped();
  writer.finish();
}

}  // namespace

AddTotals add_reports(Store& store, Input& input, const Resources& resources, const AddOptions& options) {
  store.write_with(resources);
  Writer writer(store, options, "add");
  const auto note_carriers = [&](Portion& portion) {
    for (const Carrier& c : input.take_carriers())
      if (options.outcome) write_outcome(c, portion.outcomes.emplace_back(portion.used, "").second);
  };
  run(store, resources, options, writer, [&](Portion& portion) {
    portion.used = 0;
    portion.outcomes.clear();
    for (size_t bytes = 0; portion.used < kPortionItems && bytes < kPortionBytes;) {
      if (options.stop && options.stop->load(std::memory_order_relaxed)) return false;
      if (portion.items.size() == portion.used) portion.items.emplace_back();
      Item& item = portion.items[portion.used];
      const bool more = input.next(item);
      note_carriers(portion);
      if (!more) return false;
      // What is there already is not read again: adding a folder anew costs its hashing.
      if (item.trouble.empty() && store.knows(sha256(item.bytes), item.id.empty() ? item.name : item.id, item.line != 0 && item.id.empty())) {
        if (options.outcome) write_known(item, portion.outcomes.emplace_back(portion.used, "").second);
        writer.known(item);
        continue;
      }
      bytes += item.bytes.size();
      ++portion.used;
    }
    return true;
  });
  return writer.totals;
}

AddTotals reread_reports(Store& store, const Resources& resources, const AddOptions& options) {
  store.write_with(resources);
  Writer writer(store, options, "reread");
  Statement next(store.db(),
                 "SELECT r.report FROM reading r JOIN engine e ON e.id = r.engine WHERE r.report > ?1 AND r.id <= ?5"
                 " AND (NOT (e.program = ?2 AND e.lexicon = ?3 AND e.model = ?4) OR (?6 AND NOT EXISTS"
                 " (SELECT 1 FROM comparable k WHERE k.reading = r.id AND k.format = ?6)))"
                 " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id) ORDER BY r.report LIMIT 1");
  const AsOf start = store.now();
  int64_t report = 0;
  run(store, resources, options, writer, [&](Portion& portion) {
    portion.stored.clear();
    for (portion.used = 0; portion.used < kPortionItems; ++portion.used) {
      next.reset();
      next.integer(1, report).text(2, RAWI_VERSION).text(3, resources.lexicon_version()).text(4, resources.model_version()).integer(5, start.reading).integer(6, options.comparable);
      const bool found = next.step();
      if (found) report = next.integer_at(0);
      next.reset();
      if (!found) return false;
      if (portion.prepared.size() == portion.used) portion.prepared.emplace_back();
      portion.prepared[portion.used].trouble.clear();
      portion.prepared[portion.used].report = store.original(report);
      portion.stored.push_back(report);
    }
    return true;
  });
  return writer.totals;
}

}  // namespace rawi
