// What the deciding functions of the claim stage share: the document, the choice and, while training, the oracle.
#ifndef RAWI_CLAIMS_DECIDER_H
#define RAWI_CLAIMS_DECIDER_H

#include <vector>

#include "claims/choice.h"
#include "claims/document.h"
#include "claims/oracle.h"

namespace rawi {

struct Decider {
  Decider(Document& d, Choice& c, Oracle* o, std::vector<uint32_t>& scratch) : document(d), choice(c), oracle(o), candidates(scratch) {}

  Document& document;
  Choice& choice;
  Oracle* oracle;                     // null when reading
  std::vector<uint32_t>& candidates;  // in the order in which the choice got them

  void start(Section section) {
    section_ = section;
    candidates.clear();
    choice.start(section);
  }
  void next(uint32_t candidate) {
    candidates.push_back(candidate);
    choice.next();
  }
  // The chosen candidate.
  uint32_t decide(uint32_t token, uint32_t item = 0) {
    const int known = oracle ? oracle->answer(section_, document, token, candidates, item) : -1;
    return candidates[static_cast<size_t>(choice.best(known))];
  }

 private:
  Section section_ = Section::kType;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_DECIDER_H
