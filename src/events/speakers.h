// Who a source is beyond the words that the reader took for its name: what its phrase goes on with ("the committee | of the
// Red Cross"), the person in apposition to an office on either side, and the body that "the director of the observatory"
// leads, named before in full.
//
// Pure functions of one report's layers; token ranges are half open.
#ifndef RAWI_EVENTS_SPEAKERS_H
#define RAWI_EVENTS_SPEAKERS_H

#include <cstdint>
#include <utility>

#include "claims/document.h"

namespace rawi {

using TokenRange = std::pair<uint32_t, uint32_t>;

// A name with what belongs to it.
struct Described {
  TokenRange words;    // the name and what its phrase goes on with
  TokenRange person;   // who is named beside the office; empty: nobody
};
Described described(const Document& d, TokenRange name);

// The actor of the lexicon, named before `name` in the report, whose own name has the one word for a body in `name` ("the
// agency"); kNoEntity where `name` sets its body apart itself, or nobody is.
uint32_t body_meant(const Document& d, TokenRange name);

}  // namespace rawi

#endif  // RAWI_EVENTS_SPEAKERS_H
