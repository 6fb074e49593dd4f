// Circumstances: where, when, how many, with what.
#ifndef RAWI_CLAIMS_CIRCUMSTANCES_H
#define RAWI_CLAIMS_CIRCUMSTANCES_H

#include <vector>

#include "claims/decider.h"
#include "claims/participants.h"

namespace rawi {

// How much of a report's named places lie in which country.
class Countries {
 public:
  void count(const Document& document);
  // 0..4 quarters of them lie in the country of `place`; 4 when there are none.
  uint64_t quarters(const Entity& place) const { return all_ == 0 ? 4 : 4 * places_[slot(place)] / all_; }

 private:
  // By the two letters of the code; all that has none (seas, borders) is one.
  static size_t slot(const Entity& e) {
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<size_t>(c - 'A') : size_t{26}; };
    return letter(e.country[0]) * 27 + letter(e.country[1]);
  }
  uint32_t places_[27 * 27] = {};
  uint32_t all_ = 0;
};

// What the decisions may look back to: the claim decided before, and this claim's participants.
struct Situation {
  const Trigger* previous = nullptr;
  uint32_t previous_place = kNobody;
  uint32_t previous_time = kNobody;
  Weapon previous_weapon = Weapon::kNone;
  Participants participants;
  Countries countries;
};

// Fills document.place_looks, for decide_place.
void look_at_places(Document& document, const Countries& countries);

uint32_t decide_place(Decider& decider, const Trigger& trigger, const Situation& situation);  // document.places, or kNobody
uint32_t decide_time(Decider& decider, const Trigger& trigger, const Situation& situation);   // document.times, or kNobody
Weapon decide_weapon(Decider& decider, const Trigger& trigger, const Situation& situation, Span& words);

// Appends the quantities that the trigger's clause states; returns how many.
uint32_t decide_quantities(Decider& decider, const Trigger& trigger, const Situation& situation, std::vector<Quantity>& out);

}  // namespace rawi

#endif  // RAWI_CLAIMS_CIRCUMSTANCES_H
