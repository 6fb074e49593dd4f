// Places: which gazetteer entry each place name of a report means, and how the words relate to it.
//
// The whole report decides among namesakes, in two passes. First every candidate is weighed by what the report
// says of it: the province or country named beside or anywhere, the noun before it (city, village, base), its
// size. Then those still close to each other are weighed again by their distance to the places already sure.
// Entries of places_ext.tsv take part only where their province, or their country and a place noun, are named.
//
//   fi baldat al-qa'im fi muhafazat al-anbar     -> al-Qa'im (IQ), town, at
//   janub karkuk                                 -> Kirkuk, south of
//   al-hudud al-`iraqiya al-suriya               -> Iraq and Syria, border
//
// A relational adjective alone (al-amirkiya) is no place; with "territory" (al-aradi al-suriya) it is its country.
// Total. The scratch keeps its capacity: nothing is allocated when it and `out` are warm. One thread a scratch.
#ifndef RAWI_MENTIONS_PLACES_H
#define RAWI_MENTIONS_PLACES_H

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "mentions/names.h"
#include "rawi/claim.h"
#include "tokens/tokens.h"

namespace rawi {

struct PlaceMention {
  PlaceRef ref;
  uint32_t first = 0, last = 0;  // tokens of ref.words, both included
  float margin = 0;              // by how much it beat the next candidate
};

enum class PlacePrecision : uint8_t { kSite, kTown, kDistrict, kProvince, kArea, kCountry, kBorder };
PlacePrecision precision(const PlaceRef& place, const Lexicon& lexicon);

// Great-circle distance in kilometres.
double distance_km(const Entity& a, const Entity& b);

struct PlaceScratch {
  struct Candidate {
    uint32_t mention, entity;
    float score;
  };
  struct Surroundings {
    uint32_t noun = 0;         // token of the place noun before the name, or the name's own first token
    EntityKind kind = EntityKind::kNone;  // what that noun says the place is
    bool many = false;         // it is a dual or plural
  };
  std::vector<Candidate> candidates;      // those of one mention together
  std::vector<uint32_t> first_candidate;  // per mention, and one past the last
  std::vector<Surroundings> around;       // per mention
  std::vector<uint32_t> anchors;          // entities that are sure
  std::vector<uint32_t> named;            // provinces and countries, as places
  std::vector<uint8_t> in_border;         // per mention: part of a border's words
  std::array<float, 26 * 26> country{};   // how much the report speaks of each country
};

// Links the place names among `names`; mentions come out in text order.
void link_places(const Tokens& tokens, const Lexicon& lexicon, const std::vector<NameMention>& names,
                 PlaceScratch& scratch, std::vector<PlaceMention>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_PLACES_H
