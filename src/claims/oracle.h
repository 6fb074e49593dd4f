// Known answers for decisions, given by annotations: how rawi-train teaches the claim stage.
//
// At every decision the stage shows its candidates as numbers whose meaning depends on the section:
// kEvent: Plover types, 0 for no event; kStatus: statuses; kActor, kTarget: Document::phrases, or kNobody; kPlace:
// Document::places; kTime: Document::times; kChain: Document::frames; kQuantity: CountOf, for `item` in Document::quantities;
// kWeapon: Weapon; kPlaceAgain, kTimeAgain: as kPlace, kTime. kNobody stands for "none" everywhere.
#ifndef RAWI_CLAIMS_ORACLE_H
#define RAWI_CLAIMS_ORACLE_H

#include <cstdint>
#include <span>

#include "claims/choice.h"
#include "claims/document.h"

namespace rawi {

inline constexpr uint32_t kNobody = 0xffffffff;
inline constexpr uint32_t kImplied = 0xffffffff;  // as `item`: the target itself, where no number counts it

struct Oracle {
  virtual ~Oracle() = default;
  // The index of the right candidate for the trigger at `token`, or -1: not known, do not learn.
  virtual int answer(Section section, const Document& document, uint32_t token, std::span<const uint32_t> candidates,
                     uint32_t item) = 0;
  // Whether another candidate is as right: several mentions may name the same day.
  virtual bool also(Section section, const Document& document, uint32_t token, uint32_t candidate) = 0;
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_ORACLE_H
