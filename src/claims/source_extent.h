// How far the words of a source go, and which of them name a person.
#ifndef RAWI_CLAIMS_SOURCE_EXTENT_H
#define RAWI_CLAIMS_SOURCE_EXTENT_H

#include <cstddef>
#include <cstdint>

#include "claims/document.h"

namespace rawi {

// What the name at a token is a name of; kNone: no name stands there.
EntityKind name_kind(const Document& document, uint32_t token);

// A word of a person's name by what the lexicon knows: not where it is part of a place's or body's name.
bool given(const Document& document, uint32_t token);

// A word that may be part of a person's name: a given name, or a word nobody knows.
bool personal(const Document& document, uint32_t token);

// Do tokens [first, last) name a person: a name that the lexicon knows, or two unknown words in a row, the first without article?
bool names_person(const Document& document, uint32_t first, uint32_t last);

// "mas'ul": an official, whoever he is.
bool plain_official(const Document& document, uint32_t token);

bool may_be_adjective(const Document& document, uint32_t token);

// The word's reading as a noun of this class, or null: what is spelled like a verbal noun (tanzim, idara) is an organisation here.
const Reading1* noun_reading(const Document& document, uint32_t token, Class c);

// The token behind a source's fullest words from phrase `index` on: over "bismi", "fi", "min", the fields of an office, the name in
// apposition, with or without a comma. What belongs to a definite title only counts when a name follows ("the chief of police in
// the city, X").
uint32_t full_extent(const Document& document, size_t index);

}  // namespace rawi

#endif  // RAWI_CLAIMS_SOURCE_EXTENT_H
