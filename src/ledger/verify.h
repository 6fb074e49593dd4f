// Whether a ledger is whole: the file, the bytes of every report, and the words of every claim.
#ifndef RAWI_LEDGER_VERIFY_H
#define RAWI_LEDGER_VERIFY_H

#include "ledger/store.h"
#include "rawi/ledger.h"

namespace rawi {

Verification verify_ledger(Store& store);

}  // namespace rawi

#endif  // RAWI_LEDGER_VERIFY_H
