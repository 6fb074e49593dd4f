// Triggers: which words evoke an event, and of what type.
#ifndef RAWI_CLAIMS_TRIGGERS_H
#define RAWI_CLAIMS_TRIGGERS_H

#include "claims/decider.h"

namespace rawi {

// Fills document.triggers with every event word outside page junk; those dropped keep type kNone.
void find_triggers(Decider& decider);

}  // namespace rawi

#endif  // RAWI_CLAIMS_TRIGGERS_H
