// Status: did it happen, is it planned, possible, or denied - in the words of its origin.
#ifndef RAWI_CLAIMS_STATUS_H
#define RAWI_CLAIMS_STATUS_H

#include "claims/decider.h"

namespace rawi {

Status decide_status(Decider& decider, const Trigger& trigger);

}  // namespace rawi

#endif  // RAWI_CLAIMS_STATUS_H
