#include "read.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "rawi/views.h"

namespace rawi {
namespace {

constexpr size_t kBatchBytes = size_t{1} << 17;
constexpr size_t kBatchItems = 64;
constexpr size_t kBatchesPerWorker = 2;

struct Batch {
  std::vector<Item> items;
  size_t used = 0;  // of `items`; the rest is kept for its memory
  std::vector<std::pair<size_t, Carrier>> carriers;  // ended before which item
  std::string output, outcomes;
  std::vector<std::string> troubles;
  ReadTotals totals;
  bool done = false;
};

bool fill(Input& input, Batch& batch) {
  batch.used = 0;
  batch.done = false;
  batch.carriers.clear();
  batch.output.clear();
  batch.outcomes.clear();
  batch.troubles.clear();
  batch.totals = {};
  for (size_t bytes = 0; batch.used < kBatchItems && bytes < kBatchBytes; ++batch.used) {
    if (batch.items.size() == batch.used) batch.items.emplace_back();
    const bool more = input.next(batch.items[batch.used]);
    for (Carrier& carrier : input.take_carriers()) batch.carriers.emplace_back(batch.used, std::move(carrier));
    if (!more) break;
    bytes += batch.items[batch.used].bytes.size();
  }
  return batch.used > 0 || !batch.carriers.empty();
}

// What one thread reads with.
class Worker {
 public:
  Worker(const Resources& resources, const ReadOptions& options)
      : resources_(resources), options_(options), reader_(resources, options.format == Format::kReports ? Names::kTagged : Names::kListed) {}

  void run(Batch& batch) {
    for (size_t i = 0; i < batch.used; ++i) {
      const bool good = make_report(batch.items[i], report_, trouble_);
      if (options_.outcome) tell(batch, i, good);
      if (!trouble_.empty()) batch.troubles.push_back(trouble_);
      if (!good) {
        ++batch.totals.failed;
        continue;
      }
      if (report_.published.empty()) report_.published = options_.published;
      reader_.read(report_, reading_);
      render(batch.output);
      ++batch.totals.reports;
      batch.totals.claims += reading_.claims.size();
      batch.totals.bytes += report_.text.size();
    }
    if (options_.outcome) tell_carriers(batch, batch.used);
  }

 private:
  void tell_carriers(Batch& batch, size_t before) {
    for (; told_ < batch.carriers.size() && batch.carriers[told_].first <= before; ++told_) write_outcome(batch.carriers[told_].second, batch.outcomes);
    if (before == batch.used) told_ = 0;
  }
  void tell(Batch& batch, size_t i, bool good) {
    tell_carriers(batch, i);
    write_outcome(batch.items[i], report_, good, trouble_, batch.outcomes);
  }
  void render(std::string& out) {
    switch (options_.format) {
      case Format::kText: return write_text(report_, reading_, resources_, options_.colour, out);
      case Format::kJsonLines: return write_claims_json(report_, reading_, resources_, out);
      case Format::kReports: return write_report_json(report_, reading_, resources_, out);
    }
  }

  const Resources& resources_;
  const ReadOptions& options_;
  Reader reader_;
  Report report_;
  Reading reading_;
  std::string trouble_;
  size_t told_ = 0;  // carriers of the batch
};

class Deliver {
 public:
  Deliver(const ReadOptions& options, const std::function<bool(std::string_view)>& write, const std::function<void(const std::string&)>& complain)
      : options_(options), write_(write), complain_(complain) {}

  // False when the output is closed.
  bool operator()(const Batch& batch) {
    for (const std::string& trouble : batch.troubles) complain_(trouble);
    if (!batch.outcomes.empty()) options_.outcome(batch.outcomes);
    totals.reports += batch.totals.reports;
    totals.claims += batch.totals.claims;
    totals.failed += batch.totals.failed;
    totals.bytes += batch.totals.bytes;
    return batch.output.empty() || write_(batch.output);
  }

  ReadTotals totals;

 private:
  const ReadOptions& options_;
  const std::function<bool(std::string_view)>& write_;
  const std::function<void(const std::string&)>& complain_;
};

void read_here(Input& input, const Resources& resources, const ReadOptions& options, Deliver& deliver) {
  Worker worker(resources, options);
  Batch batch;
  while (fill(input, batch)) {
    worker.run(batch);
    if (!deliver(batch)) return;
  }
}

// The queue between the main thread and the workers.
class Pool {
 public:
  Pool(const Resources& resources, const ReadOptions& options) {
    for (unsigned i = 0; i < options.threads; ++i) threads_.emplace_back([this, &resources, &options] { work(resources, options); });
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void push(Batch* batch) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(batch);
    }
    ready_.notify_one();
  }
  void wait_for(const Batch& batch) {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return batch.done; });
  }

 private:
  void work(const Resources& resources, const ReadOptions& options) {
    Worker worker(resources, options);
    for (;;) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Batch* batch = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      worker.run(*batch);
      lock.lock();
      batch->done = true;
      lock.unlock();
      finished_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_, finished_;
  std::deque<Batch*> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

void read_on_threads(Input& input, const Resources& resources, const ReadOptions& options, Deliver& deliver) {
  std::deque<std::unique_ptr<Batch>> under_way;  // oldest first; outlives the pool
  std::vector<std::unique_ptr<Batch>> free;
  Pool pool(resources, options);
  for (bool more = true;;) {
    while (more && under_way.size() < options.threads * kBatchesPerWorker) {
      if (free.empty()) free.push_back(std::make_unique<Batch>());
      std::unique_ptr<Batch> batch = std::move(free.back());
      free.pop_back();
      more = fill(input, *batch);
      if (!more) break;
      under_way.push_back(std::move(batch));
      pool.push(under_way.back().get());
    }
    if (under_way.empty()) return;
    pool.wait_for(*under_way.front());
    if (!deliver(*under_way.front())) return;
    free.push_back(std::move(under_way.front()));
    under_way.pop_front();
  }
}

}  // namespace

ReadTotals read_all(Input& input, const Resources& resources, const ReadOptions& options,
                    const std::function<bool(std::string_view)>& write,
                    const std::function<void(const std::string&)>& complain) {
  Deliver deliver(options, write, complain);
  if (options.threads <= 1)
    read_here(input, resources, options, deliver);
  else
    read_on_threads(input, resources, options, deliver);
  return deliver.totals;
}

}  // namespace rawi
