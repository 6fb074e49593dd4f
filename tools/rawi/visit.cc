#include "visit.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "intake/robots.h"

namespace rawi {
namespace {

constexpr size_t kHosts = 8;         // visited at once
constexpr size_t kWaiting = 64;      // answers that nobody has taken yet
constexpr size_t kRobotsBytes = size_t{512} << 10;

using Seconds = std::chrono::seconds;

class Crew {
 public:
  Crew(const std::vector<Visit>& visits, const VisitOptions& options) : options_(options) {
    for (const Visit& v : visits) hosts_[origin_of(v.request.url)].push_back(&v);
    for (auto& [origin, jobs] : hosts_) queue_.push_back(&jobs);
    left_ = visits.size();
    for (size_t i = 0; i < std::min(kHosts, queue_.size()); ++i) threads_.emplace_back([this] { work(); });
  }
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      abandoned_ = true;  // whoever took the answers has thrown
      queue_.clear();
    }
    room_.notify_all();
    for (std::thread& t : threads_) t.join();
  }

  // False when all have been taken.
  bool next(Visited& out) {
    std::unique_lock lock(mutex_);
    if (left_ == 0) return false;
    there_.wait(lock, [this] { return !answers_.empty(); });
    out = std::move(answers_.front());
    answers_.pop_front();
    --left_;
    room_.notify_one();
    return true;
  }

 private:
  using Jobs = std::vector<const Visit*>;

  void work() {
    Fetcher fetcher(options_.agent, options_.timeout, options_.stop);
    for (;;) {
      std::unique_lock lock(mutex_);
      if (queue_.empty()) return;
      const Jobs* jobs = queue_.front();
      queue_.pop_front();
      lock.unlock();
      host(fetcher, *jobs);
    }
  }

  void host(Fetcher& fetcher, const Jobs& jobs) {
    std::unique_ptr<Robots> robots;
    FetchResponse closed;  // why this host is left alone
    bool first = true;
    for (const Visit* v : jobs) {
      if (abandoned()) return;
      Visited out{v->key, {}, false};
      if (options_.stop) closed.trouble = "stopped";
      if (v->by_robots && closed.trouble.empty() && closed.status == 0 && !robots) {
        robots = rules_of(fetcher, *v, closed);
        first = false;
      }
      if (!closed.trouble.empty() || closed.status != 0) {
        out.response = closed;
      } else if (v->by_robots && !robots->allows(path_of(v->request.url))) {
        out.refused = true;
      } else {
        if (!first) pause(std::max<int64_t>(options_.delay, robots ? robots->delay() : 0));
        first = false;
        out.response = fetcher.fetch(v->request);
        if (out.response.status == 429 || out.response.status == 503) {
          closed = out.response;
          closed.body.clear();
        }
      }
      hand_over(std::move(out));
    }
  }

  // RFC 9309: no file means no rules; a server that cannot say (5xx, no answer) is left alone for now.
  std::unique_ptr<Robots> rules_of(Fetcher& fetcher, const Visit& v, FetchResponse& closed) {
    const FetchResponse r = fetcher.fetch({origin_of(v.request.url) + "/robots.txt", {}, {}, kRobotsBytes, v.request.private_too});
    if (!r.trouble.empty() || r.status >= 500 || r.status == 429) {
      closed = r;
      closed.body.clear();
      if (closed.trouble.empty()) closed.trouble = "robots.txt: status " + std::to_string(r.status);
      return nullptr;
    }
    return std::make_unique<Robots>(r.status == 200 ? std::string_view(r.body) : std::string_view(), "rawi");
  }

  bool abandoned() {
    const std::lock_guard lock(mutex_);
    return abandoned_;
  }

  void pause(int64_t seconds) {
    const auto until = std::chrono::steady_clock::now() + Seconds(seconds);
    while (!options_.stop && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(until - std::chrono::steady_clock::now(), std::chrono::milliseconds(100)));
  }

  void hand_over(Visited out) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return answers_.size() < kWaiting || abandoned_; });
    answers_.push_back(std::move(out));
    there_.notify_one();
  }

  const VisitOptions& options_;
  std::map<std::string, Jobs> hosts_;
  std::deque<const Jobs*> queue_;
  std::deque<Visited> answers_;
  size_t left_ = 0;
  bool abandoned_ = false;
  std::mutex mutex_;
  std::condition_variable there_, room_;
  std::vector<std::thread> threads_;
};

}  // namespace

void visit_all(const std::vector<Visit>& visits, const VisitOptions& options, const std::function<void(Visited&&)>& take) {
  Crew crew(visits, options);
  for (Visited v; crew.next(v);) take(std::move(v));
}

}  // namespace rawi
