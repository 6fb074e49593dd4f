// Sources within one report: what kind each is, and which mentions mean the same.
//
// Identity is by ground, never by likeness alone: a surname or title after a full name, "the source" after "a source",
// a body's name again. "Another source" is another one.
#ifndef RAWI_CLAIMS_SOURCES_H
#define RAWI_CLAIMS_SOURCES_H

#include <cstdint>

#include "claims/document.h"

namespace rawi {

// Adds the mention of a source by phrase `p` to document.sources; returns its index.
int32_t mention_source(Document& document, uint32_t p);

// A document that carries words: a statement, report, news; by any of the word's readings as a noun.
bool is_carrier(const Document& document, uint32_t token);

// An organisation by any of the word's readings as a noun: what is spelled like a verbal noun (tanzim, idara), too.
bool is_organisation(const Document& document, uint32_t token);

// The first mention of the source that mention `source` means.
int32_t root_of(const Document& document, int32_t source);

// What kind of source a phrase would be.
SourceKind source_kind(const Document& document, const Phrase& phrase);

// "bayan sadir": whose words end in that it was issued, so that who did so may follow with `an.
bool issued(const Document& document, const Phrase& phrase);

// Is the phrase a medium to which something is told: a newspaper, an agency, a name in quotes after li-?
bool is_medium(const Document& document, const Phrase& phrase);

}  // namespace rawi

#endif  // RAWI_CLAIMS_SOURCES_H
