#include "server/readers.h"

#include <sqlite3.h>

namespace rawi::server {
namespace {

constexpr size_t kMostFree = 8;
constexpr int kStepsBetweenLooks = 2000;  // of SQLite's machine: about a tenth of a millisecond

}  // namespace

Lease Readers::take() {
  std::unique_ptr<Lease::Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) connection = std::move(free_.back()), free_.pop_back();
  }
  if (!connection) {
    connection = std::make_unique<Lease::Connection>(path_, closed_);
    // SQLite asks now and then whether to go on; the deadline lies in the connection, which does not move.
    const auto late = [](void* c) { return static_cast<int>(static_cast<Lease::Connection*>(c)->overdue()); };
    sqlite3_progress_handler(connection->ledger.store().db().handle(), kStepsBetweenLooks, late, connection.get());
  }
  connection->until = std::chrono::steady_clock::now() + patience_;
  connection->ledger.store().db().run("BEGIN");
  connection->moment = connection->ledger.store().now();
  return Lease(*this, std::move(connection));
}

Lease::~Lease() {
  if (!connection_) return;
  try {
    connection_->until = std::chrono::steady_clock::time_point::max();
    if (db().in_transaction()) db().run("ROLLBACK");
  } catch (const std::exception&) {
    return;  // the connection is of no more use, and is closed
  }
  const std::lock_guard lock(readers_->mutex_);
  if (readers_->free_.size() < kMostFree) readers_->free_.push_back(std::move(connection_));
}

}  // namespace rawi::server
