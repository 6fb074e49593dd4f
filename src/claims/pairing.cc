#include "claims/pairing.h"

#include <algorithm>

#include "claims/oracle.h"

namespace rawi {
namespace {

// 0..6 as they are, then steps that grow by half.
uint8_t gap_of(uint32_t from, uint32_t to) {
  constexpr uint32_t kSteps[] = {6, 9, 13, 20, 30, 48, 80};  // the last gap of each
  const uint32_t gap = to > from ? to - from : from - to;
  const auto step = static_cast<uint32_t>(std::lower_bound(std::begin(kSteps), std::end(kSteps), gap) - std::begin(kSteps));
  const uint32_t size = step == 0 ? gap : 6 + step;  // to 13
  return static_cast<uint8_t>(to < from ? 14 + size : size);
}

uint8_t sentences_between(const Document& d, uint32_t from, uint32_t to) {
  constexpr int kFar = 8;
  const auto gap = static_cast<int>(d.structure.sentence_of[to]) - static_cast<int>(d.structure.sentence_of[from]);
  return static_cast<uint8_t>(std::clamp(gap, -kFar, kFar) + kFar);
}

template <typename Mention>
void stand(Pairing& p, const Mention& m, uint32_t head) {
  p.none = false;
  p.head = head;
  p.before = m.first > 0 ? m.first - 1 : 0;
}

}  // namespace

Pairing pairing(Section section, const Document& d, uint32_t token, uint32_t candidate, size_t order) {
  Pairing p;
  p.head = p.before = token;
  uint32_t look = 0;
  if (candidate != kNobody) switch (section) {
    case Section::kActor:
    case Section::kTarget: {
      const Phrase& phrase = d.phrases[candidate];
      stand(p, phrase, phrase.head);
      look = (phrase.preposition >= 0 ? 1u : 0u) | (phrase.coordinated ? 2u : 0u) | (phrase.event ? 4u : 0u) | (phrase.definite ? 8u : 0u);
      break;
    }
    case Section::kPlace:
    case Section::kPlaceAgain:
      stand(p, d.places[candidate], d.places[candidate].first);
      look = static_cast<uint32_t>((d.place_looks[candidate].kind & 63) | std::min<uint64_t>(d.place_looks[candidate].share, 7) << 6);
      break;
    case Section::kTime:
    case Section::kTimeAgain:
      stand(p, d.times[candidate], d.times[candidate].first);
      look = static_cast<uint32_t>(std::min<size_t>(d.time_values[candidate].view().size(), 31));
      break;
    case Section::kChain: {
      const Frame& frame = d.frames[candidate];
      p.none = false;
      p.head = p.before = frame.cue;
      p.inside = frame.scope_first <= token && token < frame.scope_last;
      const uint32_t source = frame.source < 0 ? 0 : 1 + static_cast<uint32_t>(d.sources[static_cast<size_t>(frame.source)].kind);
      look = static_cast<uint32_t>(frame.kind) | (frame.carried ? 8u : 0u) | (frame.complement ? 16u : 0u) | source << 5;
      break;
    }
    case Section::kQuantity: {
      const QuantityMention& q = d.quantities[candidate];
      stand(p, q, q.first);
      p.inside = q.first <= token && token < q.last;
      look = static_cast<uint32_t>(q.of) | (q.people ? 16u : 0u) | (q.bare ? 32u : 0u) | (q.single ? 64u : 0u) | (q.dual ? 128u : 0u) | (q.occasions ? 256u : 0u);
      break;
    }
    default: break;
  }
  p.look = static_cast<uint16_t>(std::min(look, Pairing::kLooks - 1));
  p.order = static_cast<uint8_t>(std::min<size_t>(order, Pairing::kOrders - 1));
  if (p.none) return p;
  p.gap = gap_of(token, p.head);
  p.sentences = sentences_between(d, token, p.head);
  return p;
}

}  // namespace rawi
