// Frames: who says what in a report.
//
// A frame ties a source to the tokens that it is made to say: "qala X inna ...", "wafqan li-X", "naqalat X `an Y",
// "X: ...", participles that go on (mudifan), and acts whose content is told with them (ittahama X Y bi-...). Frames
// nest: the parent's source stands nearer to the reader. A frame without a subject goes on with the speaker before
// it. Which frame a claim belongs to is decided later, per claim (chains.h); here are only the possibilities.
#ifndef RAWI_CLAIMS_FRAMES_H
#define RAWI_CLAIMS_FRAMES_H

#include "claims/document.h"

namespace rawi {

// Fills document.frames and document.sources, in text order of the cues.
void find_frames(Document& document);

}  // namespace rawi

#endif  // RAWI_CLAIMS_FRAMES_H
