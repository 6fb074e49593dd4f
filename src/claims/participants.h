// Participants: who did it, to whom.
#ifndef RAWI_CLAIMS_PARTICIPANTS_H
#define RAWI_CLAIMS_PARTICIPANTS_H

#include "claims/decider.h"

namespace rawi {

// Both return an index into document.phrases, or kNobody. `frame`: the frame whose words the claim is, or kNobody.
// `before`: what was decided for the claim before this one, for subjects that go on.
struct Participants {
  uint32_t actor = kNobody;
  uint32_t target = kNobody;
};
Participants decide_participants(Decider& decider, const Trigger& trigger, uint32_t frame, const Trigger* previous,
                                 const Participants& before);

}  // namespace rawi

#endif  // RAWI_CLAIMS_PARTICIPANTS_H
