// What the deciding functions of the claim stage share: the document, the choice and, while training, the oracle.
#ifndef RAWI_CLAIMS_DECIDER_H
#define RAWI_CLAIMS_DECIDER_H

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "claims/choice.h"
#include "claims/context.h"
#include "claims/document.h"
#include "claims/oracle.h"

namespace rawi {

struct Decider {
  Decider(Document& d, Choice& c, ContextReader& x, Oracle* o, std::vector<uint32_t>& scratch)
      : document(d), choice(c), context(x), oracle(o), candidates(scratch) {}

  Document& document;
  Choice& choice;
  ContextReader& context;             // says what is an event; of a choice, what it says is added to what the features say
  Oracle* oracle;                     // null when reading
  std::vector<uint32_t>& candidates;  // in the order in which the choice got them

  void start(Section section, unsigned variants = 1) {
    section_ = section;
    candidates.clear();
    choice.start(section, variants, context.share(section));
  }
  void next(uint32_t candidate) {
    candidates.push_back(candidate);
    choice.next();
    if (candidate == kNobody) choice.lean(-kLean);
  }
  // What the oracle knows of this decision; `base` as in Known.
  Known known(uint32_t token, uint32_t item = 0, std::span<const float> base = {}) {
    if (!oracle) return {-1, {}, base};
    const int answer = oracle->answer(section_, document, token, candidates, item);
    right_.clear();
    if (answer >= 0)
      for (const uint32_t c : candidates) right_.push_back(c == candidates[static_cast<size_t>(answer)] || oracle->also(section_, document, token, c));
    return {answer, right_, base};
  }
  // The chosen candidate. While training without a model, the right one; with one, what it would choose, so that the decisions
  // that follow are learned among mistakes as they will be met (Ross, Gordon, Bagnell: DAgger, AISTATS 2011).
  uint32_t decide(uint32_t token, uint32_t item = 0, std::span<const float> base = {}) {
    const Known k = known(token, item, base);
    if (context.reads()) lean_by_context(token, item);
    if (!oracle || k.answer >= 0 || choice.has_model()) return candidates[static_cast<size_t>(choice.best(k))];
    const bool can_be_none = std::find(candidates.begin(), candidates.end(), kNobody) != candidates.end();
    return can_be_none ? kNobody : candidates.front();  // not known: the decisions that follow do without
  }
  // The same for actor (variant 0) and target (1) of one list of candidates, `taken` not among them.
  uint32_t decide_role(uint32_t token, unsigned variant, uint32_t taken) {
    const auto at = static_cast<size_t>(std::find(candidates.begin(), candidates.end(), taken) - candidates.begin());
    const size_t without = taken == kNobody ? Choice::kNone : at;
    const auto role = static_cast<Section>(static_cast<unsigned>(section_) + variant);
    if (context.reads()) lean(context.scores(role, token, candidates, open(variant, without)), variant);
    if (!oracle) return candidates[static_cast<size_t>(choice.best(-1, variant, without))];
    std::vector<uint32_t> left = candidates;
    if (without < left.size()) left.erase(left.begin() + static_cast<std::ptrdiff_t>(without));
    int known = oracle->answer(role, document, token, left, 0);
    if (known >= 0 && static_cast<size_t>(known) >= without) ++known;
    return known >= 0 || choice.has_model() ? candidates[static_cast<size_t>(choice.best(known, variant, without))] : kNobody;
  }
  // The best of `count` variants of one candidate, their numbers the answers.
  uint32_t decide_variant(uint32_t token, unsigned count) {
    candidates.clear();
    for (uint32_t v = 0; v < count; ++v) candidates.push_back(v);
    if (context.reads()) {
      const std::span<const float> leans = context.statuses(token);
      for (uint32_t v = 0; v < count; ++v) choice.lean(0, v, leans[v]);
    }
    const int known = oracle ? oracle->answer(section_, document, token, candidates, 0) : -1;
    return !oracle || known >= 0 || choice.has_model() ? static_cast<uint32_t>(choice.best_variant(known)) : 0;
  }

 private:
  // How much less than its score "none" counts: decisions are learned one by one, mostly from claims that say nothing of a
  // field, but a field that is missed costs as much as a wrong one. Little depends on it: in the reviewed reports of the part left out
  // place is .643, .643, .634 right at 0, 0.3 and 0.6, time .599, .605, .595.
  static constexpr float kLean = 0.3f;

  // What the context net says of this choice, where it says something of its section.
  void lean_by_context(uint32_t token, uint32_t item) {
    if (section_ == Section::kQuantity) lean(context.counts(token, item, candidates), 0);
    if (section_ == Section::kPlace || section_ == Section::kTime || section_ == Section::kChain)
      lean(context.scores(section_, token, candidates, open(0, Choice::kNone)), 0);
  }
  // Which candidates the context net is asked about: not `without`, nor those that the features leave no hope.
  std::span<const ContextReader::Open> open(unsigned variant, size_t without) {
    using enum ContextReader::Open;
    choice.sum_up();
    float least = -INFINITY;
    for (size_t k = 0; k < candidates.size(); ++k)
      if (k != without) least = std::max(least, choice.score(k, variant) - kHopeless);
    open_.clear();
    for (size_t k = 0; k < candidates.size(); ++k)
      open_.push_back(k == without ? kTaken : candidates[k] == kNobody || choice.score(k, variant) >= least ? kYes : kNo);
    return open_;
  }
  void lean(std::span<const float> scores, unsigned variant) {
    for (size_t k = 0; k < candidates.size(); ++k) choice.lean(k, variant, scores[k]);
  }

  // How far behind the best the features may leave a candidate. Whole claims of the part left out are no less right down to 3; at 4 an
  // eighth of all reading is spared.
  static constexpr float kHopeless = 4;

  Section section_ = Section::kStatus;
  std::vector<uint8_t> right_;  // while training
  std::vector<ContextReader::Open> open_;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_DECIDER_H
