// From tables to content: one function a kind of table. What is wrong in a row goes to Problems; the row
// is then left out.
#ifndef RAWI_LEXC_SOURCES_H
#define RAWI_LEXC_SOURCES_H

#include "content.h"
#include "inflect.h"
#include "table.h"

namespace rawi::lexc {

inline constexpr std::string_view kWordColumns = "lemma pos forms classes attrs source example";
inline constexpr std::string_view kPhraseColumns = "phrase classes attrs source example";
inline constexpr std::string_view kPlaceColumns =
    "id kind name_ar aliases_ar name_en lat lon country admin1 population source";
inline constexpr std::string_view kActorColumns =
    "id kind name_ar aliases_ar name_en country parent parent_id role domain source";
inline constexpr std::string_view kWeaponColumns = "id class name_ar aliases_ar name_en source";
inline constexpr std::string_view kAmbiguousColumns = "surface_norm reasons freq_per_million_news kinds ids";

// Entities must all be there before words (which may name them), places before actors, spellings and ambiguous last of all.
void add_places(const Table& table, uint8_t flags, Content& content, Problems& problems);
void add_actors(const Table& table, Content& content, Problems& problems);
void add_weapons(const Table& table, Content& content, Problems& problems);
// Is Arabic spoken, and are places named in it, in the country (ISO 3166-1 alpha-2)?
bool arabic_spoken(std::string_view country);
// How names of places are written in Latin letters; from the places read so far.
void learn_latin(Content& content);
// Other spellings of foreign names, where no entity has them.
void add_spellings(Content& content);
void add_ambiguous(const Table& table, Content& content, Problems& problems);

// The kind that places.tsv calls `name`, or kNone.
EntityKind place_kind(std::string_view name);

void add_words(const Table& table, Content& content, Problems& problems);
void add_phrases(const Table& table, Content& content, Problems& problems);

// Does `example` hold one of the forms, with or without clitics around it?
bool example_holds(std::string_view example, const Paradigm& forms);

// Compiles a folder into an image; what is wrong goes to `problems`, and then nothing is written.
void compile(const std::string& folder, const std::string& image, Problems& problems);

}  // namespace rawi::lexc

#endif  // RAWI_LEXC_SOURCES_H
