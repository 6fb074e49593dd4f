// The claim stage: from a document's mentions to its claims.
#ifndef RAWI_CLAIMS_FIND_CLAIMS_H
#define RAWI_CLAIMS_FIND_CLAIMS_H

#include "claims/choice.h"
#include "claims/context.h"
#include "claims/document.h"
#include "claims/oracle.h"

namespace rawi {

// The rule behind a kind of frame, as Reading::rules names it: "frame:verb".
const char* frame_rule(FrameKind kind);

// Fills `out` (claims, links, quantities, rules) from the layers of `document`, whose frames and triggers it
// finds first. `oracle` is null when reading.
void find_claims(Document& document, Choice& choice, ContextReader& context, Oracle* oracle, std::vector<uint32_t>& scratch, Reading& out);

}  // namespace rawi

#endif  // RAWI_CLAIMS_FIND_CLAIMS_H
