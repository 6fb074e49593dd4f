#include "claims/context_input.h"

namespace rawi {

enum Stands : uint8_t { kSaid = 1, kCue = 2, kQuoted = 4, kJunk = 8, kInPlace = 16, kInTime = 32, kInName = 64, kFirst = 128 };

void mark_stands(const Document& d, std::vector<uint8_t>& stands) {
  stands.assign(d.tokens.all.size(), 0);
  const auto mark = [&](uint32_t first, uint32_t last, Stands what) {
    for (uint32_t i = first; i < last; ++i) stands[i] |= what;
  };
  for (const Frame& f : d.frames) {
    if (f.source >= 0) mark(f.scope_first, f.scope_last, kSaid);
    stands[f.cue] |= kCue;
  }
  for (const PlaceMention& m : d.places)
    if (m.ref.entity != kNoEntity) mark(m.first, m.last, kInPlace);
  for (const Sentence& s : d.structure.sentences)
    if (s.first < s.last) stands[s.first] |= kFirst;
  for (size_t s = 0; s < d.structure.sentences.size(); ++s)
    if (d.junk[s]) mark(d.structure.sentences[s].first, d.structure.sentences[s].last, kJunk);
  for (size_t i = 0; i < stands.size(); ++i)
    stands[i] |= (d.structure.quotation_of[i] >= 0 ? kQuoted : 0) | (d.time_of[i] >= 0 ? kInTime : 0) | (d.name_of[i] >= 0 ? kInName : 0);
}

}  // namespace rawi
