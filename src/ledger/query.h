// Asking the ledger: filters into SQL, names into ids, pages by cursor.
#ifndef RAWI_LEDGER_QUERY_H
#define RAWI_LEDGER_QUERY_H

#include <string>
#include <vector>

#include "ledger/store.h"
#include "rawi/ledger.h"

namespace rawi {

class Sql;

// Adds a filter's conditions, but for as_of, to SQL over `claim c`. Throws Error on what cannot be asked.
void claim_conditions(Sql& sql, Store& store, const ClaimFilter& filter, const Resources& resources);

// Whether so many sentences have the words that it is better to ask each claim for them than to gather those that do.
bool many_sentences(Store& store, const std::string& words, const Resources& resources);

LedgerPage<LedgerClaim> find_claims(Store& store, const ClaimFilter& filter, const Resources& resources, const PageOptions& page, ClaimOrder order);
LedgerPage<LedgerSource> find_sources(Store& store, const SourceFilter& filter, const Resources& resources, const PageOptions& page);
LedgerPage<LedgerReport> find_reports(Store& store, const ReportFilter& filter, const Resources& resources, const PageOptions& page);
LedgerPage<Hit> search_words(Store& store, const std::string& words, bool in_claims, const Resources& resources, const PageOptions& page,
                             const std::string& as_of);

// Rows of `entity` that a name or an id means; with `within`, also every place inside.
std::vector<int64_t> entities_named(Store& store, const std::string& name, bool within, const Resources& resources);

// Rows of `source` that a name, an entity id or a number means.
std::vector<int64_t> sources_named(Store& store, const std::string& name, const Resources& resources);

}  // namespace rawi

#endif  // RAWI_LEDGER_QUERY_H
