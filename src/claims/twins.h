// Second readings of frames, and the order in which frames are kept.
//
// Whether a speaker is heard through the one around him is often open ("A said that ..., according to B"; a medium named a
// sentence before), and so is whose "the statement" is. Such a frame stands once more, without its parent or with the
// author: which of the two a claim belongs to is decided like everything else (chains.h), so the length of a chain is learned.
#ifndef RAWI_CLAIMS_TWINS_H
#define RAWI_CLAIMS_TWINS_H

#include "claims/document.h"

namespace rawi {

inline constexpr uint32_t kSpeakerBack = 5;  // sentences that a speaker without a name is looked for in
inline constexpr size_t kFramesBack = 64;    // frames that are looked back to at all: a page of one sentence stays cheap

// Can somebody go on in its name: is it a speaker's own frame, not an act, a medium or a second reading?
bool speaks(const Frame& frame);

// For the frames of `sentence`, which begin at `first`: appends the twins; then sorts all by their cues, a frame before its
// twin, for later stages search them so.
void add_twins(Document& document, uint32_t sentence, size_t first);
void sort_by_cue(Document& document, size_t first);

}  // namespace rawi

#endif  // RAWI_CLAIMS_TWINS_H
