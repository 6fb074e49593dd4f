// What the context net (claims/context.h) sees of a word besides its lemma: five small numbers.
#ifndef RAWI_CLAIMS_CONTEXT_INPUT_H
#define RAWI_CLAIMS_CONTEXT_INPUT_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "claims/document.h"

namespace rawi {

inline constexpr size_t kContextFacts = 5;
// How many values each has: shape and suffix, proclitics, part of speech, category, where the word stands.
inline constexpr std::array<uint32_t, kContextFacts> kContextFactSizes = {16, 512, 16, 64, 256};
using ContextFacts = std::array<uint32_t, kContextFacts>;

// Per token, where it stands: in what a source says, as the word of a frame, in a quotation, in page junk, in a place, a time, a name, first
// of its sentence. Frames must have been found.
void mark_stands(const Document& document, std::vector<uint8_t>& stands);

inline ContextFacts context_facts(const Document& d, uint32_t token, uint8_t stands) {
  const Tag& t = d.tags[token];
  return {static_cast<uint32_t>(t.feats.shape()) | (t.suffix ? 8u : 0u), t.proclitics, static_cast<uint32_t>(t.pos), static_cast<uint32_t>(d.category[token]), stands};
}

}  // namespace rawi

#endif  // RAWI_CLAIMS_CONTEXT_INPUT_H
