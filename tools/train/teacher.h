// The oracle of training: finds, among the candidates of a decision, the one that the annotation means.
#ifndef RAWI_TOOLS_TRAIN_TEACHER_H
#define RAWI_TOOLS_TRAIN_TEACHER_H

#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "claims/oracle.h"
#include "gold.h"

namespace rawi::train {

class Teacher : public Oracle {
 public:
  // Begins a report: ties each annotated claim to a token of the document.
  void begin(const GoldReport& gold, const Document& document);

  int answer(Section section, const Document& document, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) override;
  bool also(Section section, const Document& document, uint32_t token, uint32_t candidate) override;

  // Annotated triggers ("word TYPE") that no lexicon row can evoke, and decisions whose answer was not among the candidates.
  std::map<std::string, int> missing_words;
  int asked[kSectionCount] = {}, unanswerable[kSectionCount] = {};

 private:
  int known(Section section, const Document& d, const GoldClaim& g, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) const;

  const GoldReport* gold_ = nullptr;
  std::unordered_map<uint32_t, uint32_t> claim_of_;  // token -> claim
  std::set<uint32_t> doubtful_;                      // words of a trigger that none of them evokes: do not learn from them
};

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_TEACHER_H
