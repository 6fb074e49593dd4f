// Adding in the background: files that came over HTTP, one after another, with how far each is.
//
// One thread adds; any thread may ask. Jobs live as long as the server; what they added is in the ledger for good.
#ifndef RAWI_SERVER_JOBS_H
#define RAWI_SERVER_JOBS_H

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "rawi/ledger.h"
#include "rawi/reader.h"

namespace rawi::server {

struct Job {
  int64_t id = 0;
  std::string name, published, state = "waiting", error;  // waiting, reading, joining, done, stopped, failed
  uint64_t size = 0;
  AddTotals totals;
  uint64_t events = 0;
  std::vector<std::string> troubles;
  std::vector<std::string> outcomes;               // objects of JSON: write_outcome in rawi/input.h
  std::map<std::string, uint64_t> outcome_counts;  // read, kept, known, refused, carrier
  int64_t reports_before = 0, reports_after = 0;           // numbers of the ledger: what lies between was added
};

class Jobs {
 public:
  Jobs(std::string path, const Resources& resources) : path_(std::move(path)), resources_(resources) {}
  ~Jobs();

  // Begins; the job as it is now. False in `room` where too much waits.
  Job submit(const std::string& name, const std::string& published, std::string bytes, bool& room);
  std::vector<Job> all() const;           // the newest first
  bool get(int64_t id, Job& out) const;
  bool stop(int64_t id);
  void stop_all();                        // what is read now is kept, nothing is begun any more

 private:
  struct Entry {
    Job job;
    std::string bytes;
    std::atomic<bool> stop{false};
  };
  void work();
  void run(Entry& entry);

  std::string path_;
  const Resources& resources_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::unique_ptr<Entry>> entries_;
  size_t next_ = 0;                       // of entries_, not begun
  bool closed_ = false;
  std::thread thread_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_JOBS_H
