#include <cstddef>

#include "rawi/views.h"

namespace rawi {
namespace {

template <typename T, size_t n>
constexpr std::string_view pick(const std::string_view (&names)[n], T value) {
  return names[static_cast<size_t>(value)];
}

}  // namespace

std::string_view plover_name(Plover type) {
  constexpr std::string_view names[] = {"", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
                                        "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
                                        "COERCE", "ASSAULT"};
  static_assert(std::size(names) == kPloverCount);
  return pick(names, type);
}

// The roots of CAMEO2PLOVER-2021 (Open Event Data Alliance); docs/output.md has the table. Two types take in more
// than one root: their mode decides, and for an assault without a mode the weapon.
std::string_view cameo_root(const Claim& claim, const Resources& resources) {
  constexpr std::string_view roots[] = {"", "03", "04", "05", "08", "06", "07", "08", "10", "11", "12", "13", "14",
                                        "16", "15", "17", "18"};
  static_assert(std::size(roots) == kPloverCount);
  const std::string_view mode = resources.mode_name(claim.mode);
  if (claim.type == Plover::kAccuse && mode == "investigate") return "09";
  if (claim.type != Plover::kAssault) return pick(roots, claim.type);
  if (mode == "crowd-control") return "17";
  for (const std::string_view fight : {"clash", "firearms", "heavy-weapons", "aerial"})
    if (mode == fight) return "19";
  const bool conventional = claim.weapon != Weapon::kNone && claim.weapon != Weapon::kExplosive && claim.weapon != Weapon::kOther;
  return mode.empty() && conventional ? "19" : "18";
}

std::string_view status_name(Status status) {
  constexpr std::string_view names[] = {"happened", "planned", "possible", "denied"};
  return pick(names, status);
}

std::string_view source_kind_name(SourceKind kind) {
  constexpr std::string_view names[] = {"person", "body", "group", "media", "unnamed"};
  return pick(names, kind);
}

std::string_view count_name(CountOf of) {
  constexpr std::string_view names[] = {"killed", "wounded", "casualties", "detained", "displaced", "abducted", "troops",
                                        "vehicles", "aircraft", "ships", "munitions", "attacks", "people", "money", "other"};
  return pick(names, of);
}

std::string_view weapon_name(Weapon weapon) {
  constexpr std::string_view names[] = {"", "rocket", "missile", "drone", "artillery", "airstrike", "explosive", "firearm", "other"};
  return pick(names, weapon);
}

std::string_view junk_name(JunkKind kind) {
  constexpr std::string_view names[] = {"counter", "read-also", "section", "credit", "caption", "other"};
  return pick(names, kind);
}

std::string_view basis_name(DateBasis basis) {
  constexpr std::string_view names[] = {"given", "stated", "today", "latest", "unknown"};
  return pick(names, basis);
}

std::string_view mention_name(MentionKind kind) {
  constexpr std::string_view names[] = {"place", "actor", "person", "weapon", "time", "number"};
  return pick(names, kind);
}

}  // namespace rawi
