// Where a mention stands to a trigger: what the choices of place, time, weapon and numbers have in common.
#ifndef RAWI_CLAIMS_STANDING_H
#define RAWI_CLAIMS_STANDING_H

#include <cstdint>

#include "claims/document.h"

namespace rawi {

struct Standing {
  uint64_t side;      // 0 before, 1 after, 2 an earlier sentence, 3 a later one, 4 the report's first sentence
  uint64_t gap;       // bucket of tokens, in the sentence
  uint64_t back;      // sentences back
  uint64_t barrier;   // comma, complementizer, verb, other event between
  uint64_t order;     // how many mentions of its kind stand between
  uint64_t before;    // the word before the mention
};

// Of the mention at tokens [first, last), as seen from the trigger at token `trigger`.
Standing standing(const Document& document, uint32_t trigger, uint32_t first, uint32_t last);

}  // namespace rawi

#endif  // RAWI_CLAIMS_STANDING_H
