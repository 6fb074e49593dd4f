// Local places: places that the gazetteer does not have, by the words of the report.
//
// A noun of places without article and then words that the name tagger takes for a name are a place, though nothing is known of
// it but where the report says it lies: the town, province or country named beside it, else the country that the report speaks of
// most. Its PlaceRef has that as `entity` and PlaceRelation::kIn: never a point that nobody gave.
//
//   qaryat dhuwayb bi-mudiriyat haydan    -> "dhuwayb", in Haydan (district)
//   dahiyat qaytariya shamali tahran      -> "qaytariya", in the province of Tehran: beside the town, not in it
//   mintaqat al-hadith                    -> nothing: "the accident" is no name
//
// Named so once, a place counts in the whole report where its words stand alone. Total; allocates where there are any.
#ifndef RAWI_MENTIONS_LOCAL_PLACES_H
#define RAWI_MENTIONS_LOCAL_PLACES_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "mentions/places.h"
#include "mentions/tagger.h"

namespace rawi {

struct LocalPlace {
  PlaceRef ref;
  uint32_t first = 0, last = 0;  // tokens of ref.words, both included
  uint64_t key = 0;              // of its words: mentions of one place have the same
  uint32_t said = kNotSaid;      // first token of the place beside it that says what contains it; else the rest of the report says it

  static constexpr uint32_t kNotSaid = 0xffffffff;
  bool is_said() const { return said != kNotSaid; }
};

// Does a word that may be a name follow a noun of places, outside `places`? If not, the report names no local place, and no
// tagger need read it.
bool may_name_local_places(const Tokens& tokens, const Lexicon& lexicon, const std::vector<PlaceMention>& places);

// The local places of a report, in text order, where `places` has nothing. `tagged`: the names that the tagger found; `words`: how
// common a word is.
void find_local_places(std::string_view text, const Tokens& tokens, const Structure& structure, const Lexicon& lexicon,
                       const TaggerModel& words, const std::vector<TaggedName>& tagged, const std::vector<PlaceMention>& places,
                       std::vector<LocalPlace>& out);

}  // namespace rawi

#endif  // RAWI_MENTIONS_LOCAL_PLACES_H
