#include "claims/twins.h"

#include <algorithm>

#include "claims/sources.h"

namespace rawi {
namespace {

// Who spoke last before a document that is named without its author; -1: the frame's source is no such document.
int32_t author_of(const Document& d, uint32_t sentence, size_t frame) {
  const uint32_t head = d.sources[static_cast<size_t>(d.frames[frame].source)].head;
  if (d.phrase_of[head] < 0 || !d.tags[head].definite() || !is_carrier(d, head) || d.tags[head].feats.number() == 3) return -1;
  for (size_t k = frame, seen = 0; k-- > 0 && seen < kFramesBack && sentence - d.frames[k].sentence <= kSpeakerBack; ++seen)
    if (speaks(d.frames[k]) && !is_carrier(d, d.sources[static_cast<size_t>(d.frames[k].source)].head)) return d.frames[k].source;
  return -1;
}

}  // namespace

bool speaks(const Frame& f) {
  return f.source >= 0 && !f.twin && f.kind != FrameKind::kAccord && f.kind != FrameKind::kAct && f.kind != FrameKind::kMasdar &&
         f.kind != FrameKind::kRelay;
}

void add_twins(Document& d, uint32_t sentence, size_t first) {
  for (size_t k = first, n = d.frames.size(); k < n; ++k) {
    if (d.frames[k].source < 0) continue;
    Frame twin = d.frames[k];
    twin.twin = true;
    if (const int32_t author = author_of(d, sentence, k); author >= 0) {
      twin.source = author;
    } else if (twin.parent < 0) {
      continue;
    }
    twin.parent = -1;
    d.frames.push_back(twin);
  }
}

void sort_by_cue(Document& d, size_t first) {
  const auto n = static_cast<uint32_t>(d.frames.size() - first);
  FrameScratch& s = d.frame_scratch;
  s.order.resize(n);
  s.place.resize(n);
  for (uint32_t k = 0; k < n; ++k) s.order[k] = k;
  std::sort(s.order.begin(), s.order.end(), [&](uint32_t a, uint32_t b) {
    const uint32_t x = d.frames[first + a].cue, y = d.frames[first + b].cue;
    return x != y ? x < y : a < b;
  });
  for (uint32_t k = 0; k < n; ++k) s.place[s.order[k]] = k;
  s.sorted.clear();
  for (const uint32_t k : s.order) {
    Frame f = d.frames[first + k];
    if (f.parent >= static_cast<int32_t>(first)) f.parent = static_cast<int32_t>(first + s.place[static_cast<size_t>(f.parent) - first]);
    s.sorted.push_back(f);
  }
  std::copy(s.sorted.begin(), s.sorted.end(), d.frames.begin() + static_cast<std::ptrdiff_t>(first));
}

}  // namespace rawi
