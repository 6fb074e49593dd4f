// The parameters by which claims are asked for, as a filter of the ledger.
#ifndef RAWI_SERVER_CLAIM_QUERY_H
#define RAWI_SERVER_CLAIM_QUERY_H

#include "rawi/ledger.h"
#include "server/exchange.h"

namespace rawi::server {

ClaimFilter claim_filter(Query& query);

}  // namespace rawi::server

#endif  // RAWI_SERVER_CLAIM_QUERY_H
