#include "rawi/ledger.h"

#include "ledger/add.h"
#include "ledger/query.h"
#include "ledger/store.h"
#include "ledger/verify.h"

namespace rawi {

Ledger::Ledger(const std::string& path, Access access, Clock clock) : store_(std::make_unique<Store>(path, access, std::move(clock))) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;

AddTotals Ledger::add(Input& input, const Resources& resources, const AddOptions& options) {
  return add_reports(*store_, input, resources, options);
}
AddTotals Ledger::reread(const Resources& resources, const AddOptions& options) { return reread_reports(*store_, resources, options); }

LedgerPage<LedgerClaim> Ledger::claims(const ClaimFilter& filter, const Resources& resources, const PageOptions& page, ClaimOrder order) {
  return find_claims(*store_, filter, resources, page, order);
}
LedgerPage<LedgerSource> Ledger::sources(const SourceFilter& filter, const Resources& resources, const PageOptions& page) {
  return find_sources(*store_, filter, resources, page);
}
LedgerPage<LedgerReport> Ledger::reports(const ReportFilter& filter, const Resources& resources, const PageOptions& page) {
  return find_reports(*store_, filter, resources, page);
}
LedgerPage<Hit> Ledger::search(const std::string& words, bool in_claims, const Resources& resources, const PageOptions& page,
                               const std::string& as_of) {
  return search_words(*store_, words, in_claims, resources, page, as_of);
}

LedgerEntity Ledger::entity(int64_t id) { return store_->entity(id); }
LedgerSource Ledger::source(int64_t id) {
  LedgerSource source = store_->source(id);
  Statement names(store_->db(), "SELECT name FROM source_name WHERE source = ? ORDER BY batch, name");
  names.integer(1, id);
  while (names.step()) source.names.emplace_back(names.text_at(0));
  Statement counts(store_->db(), "SELECT count(*), count(DISTINCT c.reading) FROM link l JOIN claim c ON c.id = l.claim WHERE l.source = ?"
                                 " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading)");
  counts.integer(1, id);
  if (counts.step()) {
    source.claims = static_cast<uint64_t>(counts.integer_at(0));
    source.reports = static_cast<uint64_t>(counts.integer_at(1));
  }
  return source;
}
LedgerReport Ledger::report(int64_t id) { return store_->report(id); }
Report Ledger::original(int64_t report) { return store_->original(report); }
std::string Ledger::raw(int64_t report) { return store_->raw(report); }
Verification Ledger::verify() { return verify_ledger(*store_); }

}  // namespace rawi
