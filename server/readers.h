// Connections that read the ledger: each request borrows one, and sees one state of the ledger from beginning to end.
//
//   Readers readers("news.db");                   throws Error as Ledger does
//   const Lease lease = readers.take();           begins a read transaction; its end ends it and gives the connection back
//   lease.ledger().claims(...);
//
// A statement that runs when its lease's time is over is stopped, and throws Error: desk.cc makes Problem 503 of it.
// Any thread; a Lease belongs to one.
#ifndef RAWI_SERVER_READERS_H
#define RAWI_SERVER_READERS_H

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ledger/store.h"
#include "rawi/ledger.h"

namespace rawi::server {

inline constexpr std::chrono::milliseconds kPatience{10000};

class Readers;

class Lease {
 public:
  ~Lease();
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;

  Ledger& ledger() const { return connection_->ledger; }
  Store& store() const { return connection_->ledger.store(); }
  Sqlite& db() const { return store().db(); }
  const AsOf& moment() const { return connection_->moment; }  // the last batch that it sees
  bool overdue() const { return connection_->overdue(); }
  void without_limit() const { connection_->until = std::chrono::steady_clock::time_point::max(); }  // of a long download

 private:
  friend class Readers;
  struct Connection {
    Connection(const std::string& path, const std::atomic<bool>& closed_) : ledger(path, Ledger::Access::kRead), closed(closed_) {}
    bool overdue() const { return closed || std::chrono::steady_clock::now() > until; }
    Ledger ledger;
    AsOf moment;
    std::chrono::steady_clock::time_point until;
    const std::atomic<bool>& closed;  // of the Readers
  };
  Lease(Readers& readers, std::unique_ptr<Connection> connection) : readers_(&readers), connection_(std::move(connection)) {}
  Readers* readers_;
  std::unique_ptr<Connection> connection_;
};

class Readers {
 public:
  explicit Readers(std::string path, std::chrono::milliseconds patience = kPatience) : path_(std::move(path)), patience_(patience) {}
  Lease take();
  void close() { closed_ = true; }  // all statements, those without limit among them, end now
  std::chrono::milliseconds patience() const { return patience_; }
  const std::string& path() const { return path_; }

 private:
  friend class Lease;
  std::string path_;
  std::chrono::milliseconds patience_;
  std::atomic<bool> closed_{false};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Lease::Connection>> free_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_READERS_H
