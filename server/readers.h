// Connections that read the ledger: each request borrows one, and sees one state of the ledger from beginning to end.
//
//   Readers readers("news.db");                   throws Error as Ledger does
//   const Lease lease = readers.take();           begins a read transaction; its end ends it and gives the connection back
//   lease.ledger().claims(...);
//
// A statement that runs longer than kPatience is stopped and throws Problem 503. Any thread; a Lease belongs to one.
#ifndef RAWI_SERVER_READERS_H
#define RAWI_SERVER_READERS_H

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ledger/store.h"
#include "rawi/ledger.h"

namespace rawi::server {

inline constexpr std::chrono::seconds kPatience{10};

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
  bool overdue() const { return std::chrono::steady_clock::now() > connection_->until; }
  void without_limit() const { connection_->until = std::chrono::steady_clock::time_point::max(); }  // of a long download

 private:
  friend class Readers;
  struct Connection {
    explicit Connection(const std::string& path) : ledger(path, Ledger::Access::kRead) {}
    Ledger ledger;
    AsOf moment;
    std::chrono::steady_clock::time_point until;
  };
  Lease(Readers& readers, std::unique_ptr<Connection> connection) : readers_(&readers), connection_(std::move(connection)) {}
  Readers* readers_;
  std::unique_ptr<Connection> connection_;
};

class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}
  Lease take();
  const std::string& path() const { return path_; }

 private:
  friend class Lease;
  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Lease::Connection>> free_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_READERS_H
