// The writer of the ledger, and the connection that reads it.
//
// One batch is one transaction: begin(), append() for each report, commit(). Ids rise by one and are handed out
// here, so that a reading's claims, a sentence's claims and a claim's links are ranges and need no index. A
// Store belongs to one thread.
//
// The stages above (events) add their rows in the same transaction: set_step() names a function that is called
// before every commit with what the batch added and superseded.
#ifndef RAWI_LEDGER_STORE_H
#define RAWI_LEDGER_STORE_H

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/prepare.h"
#include "ledger/sqlite.h"
#include "rawi/ledger.h"

namespace rawi {

Clock system_clock();

// A state of the ledger: everything recorded up to a batch. The highest ids come with it.
struct AsOf {
  int64_t batch = 0, report = 0, reading = 0, claim = 0;
  int64_t recorded_at = 0;
};

enum class Stored : uint8_t { kNew, kVersion, kKnown };

// What a batch changed, for the stages above. Readings in rising order.
struct Changes {
  int64_t batch = 0;
  std::vector<int64_t> readings;    // new
  std::vector<int64_t> superseded;  // readings that no longer count
  std::vector<std::string> extras;  // what the companion made of each new one; only where the batch is under way
};

class Store {
 public:
  Store(const std::string& path, Ledger::Access access, Clock clock);
  ~Store();

  Sqlite& db() { return db_; }
  AsOf now();
  AsOf at(const std::string& as_of);  // EDTF: the end of it; empty: now. Throws Error when it is no date.

  // Writing. `kind` is the batch's: add, reread, events, decision.
  void write_with(const Resources& resources);  // first; they outlive the Store or the next call
  void begin(const char* kind);
  Stored append(const Prepared& report);
  void append_reading(int64_t report, const Prepared& again);  // supersedes the report's last one
  void commit();
  void roll_back();
  int64_t batch() const { return batch_; }

  // True when these bytes are what the name stood for last, or came from another file before: nothing to add.
  bool knows(std::string_view digest, const std::string& name, bool line);

  using Step = std::function<void(Store&, const Changes&)>;
  void set_step(Step step) { step_ = std::move(step); }

  // What was added and superseded in batches (after, upto].
  Changes changes(int64_t after, int64_t upto);

  // Reads the claims first..last (ids) with links and quantities, in order of id; those of superseded readings
  // are left out unless `all`.
  void each_claim(int64_t first, int64_t last, const AsOf& moment, bool all, const std::function<void(LedgerClaim&)>& take);
  LedgerClaim claim(int64_t id);  // throws Error when there is none
  LedgerEntity entity(int64_t id);
  LedgerSource source(int64_t id);
  LedgerReport report(int64_t id);
  std::string packed_text(int64_t report);  // as pack.h packs it
  std::string text(int64_t report);
  std::string raw(int64_t report);
  Report original(int64_t report);

 private:
  struct Writing;
  struct Rows;

  Rows& rows();
  int64_t engine();
  int64_t insert_report(const Prepared& p, int64_t version);
  void insert_sighting(const std::string& name, int64_t report, const std::string& from);
  void insert_reading(int64_t report, const Prepared& p);
  void insert_claims(const Prepared& p, int64_t reading);
  void insert_claim(const Prepared& p, const Claim& c, int64_t id, int64_t reading, int64_t sentence, int64_t first_claim);
  void insert_chain(const Prepared& p, const Claim& c, int64_t id);
  int64_t entity_row(uint32_t entity);
  int64_t source_row(const Prepared& p, uint32_t link);
  int64_t rule_row(uint32_t lexeme);
  int64_t batch_time();

  Sqlite db_;
  Clock clock_;
  Step step_;
  int64_t batch_ = 0;
  std::unique_ptr<Writing> w_;
  std::unique_ptr<Rows> rows_;
};

}  // namespace rawi

#endif  // RAWI_LEDGER_STORE_H
