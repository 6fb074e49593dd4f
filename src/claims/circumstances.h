// Circumstances: where, when, how many, with what.
#ifndef RAWI_CLAIMS_CIRCUMSTANCES_H
#define RAWI_CLAIMS_CIRCUMSTANCES_H

#include <vector>

#include "claims/decider.h"
#include "claims/participants.h"

namespace rawi {

// What the decisions may look back to: the claim decided before, and this claim's participants.
struct Situation {
  const Trigger* previous = nullptr;
  uint32_t previous_place = kNobody;
  uint32_t previous_time = kNobody;
  Weapon previous_weapon = Weapon::kNone;
  Participants participants;
};

uint32_t decide_place(Decider& decider, const Trigger& trigger, const Situation& situation);  // document.places, or kNobody
uint32_t decide_time(Decider& decider, const Trigger& trigger, const Situation& situation);   // document.times, or kNobody
Weapon decide_weapon(Decider& decider, const Trigger& trigger, const Situation& situation, Span& words);

// Appends the quantities that the trigger's clause states; returns how many.
uint32_t decide_quantities(Decider& decider, const Trigger& trigger, std::vector<Quantity>& out);

}  // namespace rawi

#endif  // RAWI_CLAIMS_CIRCUMSTANCES_H
