// Adding: input -> reading threads -> one writer, in input order.
//
//   calling thread:  Input -> portion -> portion ...            threads:  portion -> prepared reports
//                    stores the oldest portion when it is ready  <--------
// A few portions a thread are under way, so memory does not grow with the input.
#ifndef RAWI_LEDGER_ADD_H
#define RAWI_LEDGER_ADD_H

#include "ledger/store.h"
#include "rawi/ledger.h"

namespace rawi {

AddTotals add_reports(Store& store, Input& input, const Resources& resources, const AddOptions& options);
AddTotals reread_reports(Store& store, const Resources& resources, const AddOptions& options);

}  // namespace rawi

#endif  // RAWI_LEDGER_ADD_H
