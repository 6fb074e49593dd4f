#include "claims/chains.h"

#include <algorithm>

#include "claims/features.h"
#include "claims/sources.h"

namespace rawi {
namespace {

constexpr uint32_t kSentencesBack = 8;   // how far a speaker is carried
constexpr size_t kCarriedFrames = 64;    // and how many frames are looked at for it
constexpr int kCarriedSpeakers = 3;      // and how many different ones are thought of

constexpr uint32_t kWindow = 300;        // tokens around a trigger: all of a sentence that a person wrote

// The frames of a sentence near a token: [first, last) of Document::frames. `sentence` begins at all_first.
struct Near {
  uint32_t all_first, first, last;
};

Near frames_near(const Document& d, uint32_t sentence, uint32_t token) {
  const auto index = [&](auto it) { return static_cast<uint32_t>(it - d.frames.begin()); };
  const auto begin = std::lower_bound(d.frames.begin(), d.frames.end(), sentence, [](const Frame& f, uint32_t s) { return f.sentence < s; });
  const auto end = std::upper_bound(begin, d.frames.end(), sentence, [](uint32_t s, const Frame& f) { return s < f.sentence; });
  const uint32_t from = token > kWindow ? token - kWindow : 0;
  const auto first = std::lower_bound(begin, end, from, [](const Frame& f, uint32_t t) { return f.cue < t; });
  const auto last = std::upper_bound(first, end, token + kWindow, [](uint32_t t, const Frame& f) { return t < f.cue; });
  return {index(begin), index(first), index(last)};
}

// How a trigger stands to a frame that could hold it.
class Holding {
 public:
  Holding(const Document& d, const Trigger& t, Near near) : d_(d), t_(t), i_(t.token), s_(d.sentence_at(t.token)) {
    sentence_ = d.structure.sentence_of[i_];
    quotation_ = d.structure.quotation_of[i_];
    for (uint32_t k = near.first; k < near.last; ++k) {
      const Frame& f = d.frames[k];
      any_in_sentence_ = true;
      any_in_scope_ |= f.source >= 0 && f.scope_first <= i_ && i_ < f.scope_last && f.cue != i_;
      is_cue_ |= f.cue == i_;
    }
    first_verb_ = true;
    for (uint32_t k = s_.first; k < i_ && first_verb_; ++k) first_verb_ &= !d.tags[k].verb();
    own_state_ = any_in_sentence_ | any_in_scope_ << 1 | is_cue_ << 2 | static_cast<uint64_t>(quotation_ >= 0) << 3 | static_cast<uint64_t>(s_.headline) << 4;
    paragraph_start_ = sentence_ == 0 || d.structure.sentences[sentence_ - 1].paragraph != s_.paragraph;
    form_ = form_of(d.tags[i_]) & 7;
  }

  void add_none(Choice& c) const {
    const auto type = static_cast<uint64_t>(t_.type), here = any_in_sentence_ | static_cast<uint64_t>(quotation_ >= 0) << 1;
    const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { c.add(feature(number, a, b)); };
    add(1, own_state_, 0);
    add(2, own_state_, type);
    add(3, own_state_, static_cast<uint64_t>(first_verb_) | form_ << 1);
    add(4, lemma_at(d_, s_.first, s_), here);
    add(5, d_.lemma[i_], own_state_);
    add(6, paragraph_start_, own_state_);
    add(7, category_at(d_, s_.first, s_), here);
    add(8, std::min(sentence_, 5u), own_state_);
  }

  void add(Choice& c, uint32_t index, int carried_order) const {
    const Frame& f = d_.frames[index];
    const Source& source = d_.sources[static_cast<size_t>(f.source)];
    const bool here = f.sentence == sentence_;
    const bool in_scope = here && f.scope_first <= i_ && i_ < f.scope_last;
    const uint64_t relation = here ? (in_scope ? 1 : i_ < f.cue ? 2 : f.cue == i_ ? 3 : 4) : f.sentence < sentence_ ? 5 : 6;
    const uint32_t gap = here ? (i_ > f.cue ? i_ - f.cue : f.cue - i_) : 0;
    // Small numbers stand side by side: relation, frame, source and order below 8, back below 32, own_state_ below 32, the rest 2.
    const uint64_t back = here ? 0 : f.sentence < sentence_ ? sentence_ - f.sentence : 20, order = static_cast<uint64_t>(carried_order) + 1;
    const uint64_t frame = static_cast<uint64_t>(f.kind), how = relation | frame << 3 | static_cast<uint64_t>(f.complement) << 6;  // below 128
    const uint64_t placed = relation | back << 3, scope = any_in_scope_, around = any_in_sentence_, who = static_cast<uint64_t>(source.kind);
    const uint64_t quoted = quote_state(f), parent = parent_state(f), twin = f.twin, carried = f.carried, opens = paragraph_start_, cue = f.cue == i_;
    const uint64_t cited = source.cited.contains(d_.tokens.all[i_].span), act = f.kind == FrameKind::kAct, headline = s_.headline;
    const auto type = static_cast<uint64_t>(t_.type);
    uint64_t number = 20;
    Choice::Bag<1> bag(c);
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
    add(how, 0);
    add(how, type);
    add(how, own_state_);
    add(how, bucket(gap));
    add(how, depth(index) | static_cast<uint64_t>(innermost(index)) << 3);
    add(how, quoted | scope << 3);
    add(placed, quoted | around << 3);
    add(placed, own_state_ | order << 5);
    add(lemma_at(d_, s_.first, s_), placed | around << 8);
    add(category_at(d_, s_.first, s_), placed | around << 8);
    add(placed, own_state_ | opens << 5);
    add(relation, form_ | static_cast<uint64_t>(first_verb_) << 3 | scope << 4);
    add(d_.lemma[f.cue], relation | form_ << 3);
    add(relation, who | carried << 3);
    add(relation, who | type << 3);
    add(d_.lemma[i_], relation | cue << 3);
    add(how | carried << 7, back | who << 5);
    add(how, stops_between(f));
    add(d_.lemma[source.head], placed);
    add(relation, own_state_ | static_cast<uint64_t>(mentioned_here(source)) << 5);
    add(relation, form_ | cited << 3);
    add(static_cast<uint64_t>(d_.category[source.head]), relation | act << 3 | type << 4);
    add(placed, frame | headline << 3);
    add(how | twin << 7, parent | order << 5);
    add(placed, parent | twin << 5);
    add(relation | frame << 3, tail(f));
    bag.put();
  }

 private:
  bool innermost(uint32_t index) const {
    for (uint32_t k = index + 1; k < d_.frames.size() && d_.frames[k].sentence == sentence_ && d_.frames[k].cue <= i_; ++k) {
      const Frame& f = d_.frames[k];
      if (f.source >= 0 && !f.twin && f.scope_first <= i_ && i_ < f.scope_last && f.kind != FrameKind::kAccord) return false;
    }
    return true;
  }
  // What stands around a frame: nothing; a medium or another source, in this sentence or from one before.
  uint64_t parent_state(const Frame& f) const {
    if (f.parent < 0) return 0;
    const Frame& p = d_.frames[static_cast<size_t>(f.parent)];
    const bool medium = d_.sources[static_cast<size_t>(p.source)].kind == SourceKind::kMedia;
    return 1 + (medium ? 1 : 0) + (p.sentence == f.sentence ? 2 : 0) + (p.kind == FrameKind::kAct ? 4 : 0) + (p.kind == FrameKind::kAccord ? 8 : 0);
  }
  // How far from the end of its sentence a cue stands: a source named last covers what is before it.
  uint64_t tail(const Frame& f) const {
    const Sentence& s = d_.structure.sentences[f.sentence];
    return bucket(s.last - f.cue) | static_cast<uint64_t>(f.cue > s.first && d_.tokens.all[f.cue - 1].kind == TokenKind::kMark) << 4;
  }
  uint64_t depth(uint32_t index) const {
    uint64_t n = 0;
    for (int32_t k = d_.frames[index].parent; k >= 0 && n < 4; k = d_.frames[static_cast<size_t>(k)].parent) ++n;
    return n;
  }
  // Trigger and words said: both quoted in one quotation, only one of them, none.
  uint64_t quote_state(const Frame& f) const {
    const int32_t q = f.scope_first < d_.tokens.all.size() ? d_.structure.quotation_of[f.scope_first] : -1;
    if (quotation_ < 0) return q < 0 ? 0 : 1;
    return q == quotation_ ? 2 : q < 0 ? 3 : 4;
  }
  // Clause ends between the cue and the trigger: commas, wa- before a verb, a full quotation.
  uint64_t stops_between(const Frame& f) const {
    if (f.sentence != sentence_) return 9;
    const uint32_t a = std::min(f.cue, i_), b = std::max(f.cue, i_);
    uint64_t commas = 0, joined_verbs = 0, quotes = 0;
    for (uint32_t k = a; k < b; ++k) {
      commas += d_.tokens.all[k].kind == TokenKind::kMark && (d_.tokens.all[k].mark == ',' || d_.tokens.all[k].mark == ';');
      joined_verbs += d_.tags[k].verb() && (d_.tags[k].proclitics & kWa);
      quotes += d_.tokens.all[k].kind == TokenKind::kCloseQuote;
    }
    return std::min<uint64_t>(commas, 3) | std::min<uint64_t>(joined_verbs, 3) << 2 | std::min<uint64_t>(quotes, 1) << 4;
  }
  bool mentioned_here(const Source& source) const {
    return source.cited.begin >= s_.span.begin && source.cited.end <= s_.span.end;
  }

  const Document& d_;
  const Trigger& t_;
  uint32_t i_;
  const Sentence& s_;
  uint32_t sentence_ = 0;
  int32_t quotation_ = -1;
  uint64_t any_in_sentence_ = 0, any_in_scope_ = 0, is_cue_ = 0;
  bool first_verb_ = true, paragraph_start_ = false;
  uint64_t own_state_ = 0, form_ = 0;
};

// The other reading of a frame, or kNobody.
uint32_t twin_of(const Document& d, uint32_t frame) {
  const Frame& f = d.frames[frame];
  for (uint32_t k = frame + 1; k < d.frames.size() && d.frames[k].sentence == f.sentence && d.frames[k].cue == f.cue; ++k)
    if (d.frames[k].twin && d.frames[k].cue == f.cue && d.frames[k].kind == f.kind) return k;
  return kNobody;
}

// Offers the speakers of the sentences before, latest first, each once.
void offer_carried(Decider& decider, const Holding& holding, uint32_t sentence, size_t before) {
  const Document& d = decider.document;
  int32_t seen[kCarriedSpeakers];
  int n = 0;
  for (size_t k = before, looked = 0; k-- > 0 && n < kCarriedSpeakers && looked < kCarriedFrames; ++looked) {
    const Frame& f = d.frames[k];
    if (f.source < 0) continue;
    if (sentence - f.sentence > kSentencesBack) break;
    const int32_t root = root_of(d, f.source);
    if (f.twin || std::find(seen, seen + n, root) != seen + n) continue;
    seen[n] = root;
    decider.next(static_cast<uint32_t>(k));
    holding.add(decider.choice, static_cast<uint32_t>(k), n);
    if (const uint32_t twin = twin_of(d, static_cast<uint32_t>(k)); twin != kNobody) {
      decider.next(twin);
      holding.add(decider.choice, twin, n);
    }
    ++n;
  }
}

// A person or an unnamed source by the fullest mention; a body by its own words here, when they say more than its head.
Link link_of(const Document& d, int32_t source) {
  const Source& cited = d.sources[static_cast<size_t>(source)];
  const Source& root = d.sources[static_cast<size_t>(root_of(d, source))];
  const bool own = root.kind != SourceKind::kPerson && root.kind != SourceKind::kUnnamed && cited.words > 1;
  return {own ? cited.cited : root.name, cited.cited, root.kind, root.entity};
}

}  // namespace

uint32_t decide_frame(Decider& decider, const Trigger& trigger) {
  const Document& d = decider.document;
  const uint32_t sentence = d.structure.sentence_of[trigger.token];
  const Near near = frames_near(d, sentence, trigger.token);
  const Holding holding(d, trigger, near);
  decider.start(Section::kChain);
  decider.next(kNobody);
  holding.add_none(decider.choice);
  const auto offer = [&](uint32_t k) {
    if (d.frames[k].source < 0) return false;
    decider.next(k);
    holding.add(decider.choice, k, 0);
    return true;
  };
  for (uint32_t k = near.first; k < near.last; ++k) offer(k);
  if (d.sentence_at(trigger.token).headline) {
    int ahead = 0;  // a headline is told again below, and says there whose words it is
    for (uint32_t k = near.last; k < d.frames.size() && ahead < 2 && d.frames[k].sentence <= sentence + 2; ++k)
      if (d.frames[k].sentence > sentence) ahead += offer(k);
  }
  offer_carried(decider, holding, sentence, near.all_first);
  return decider.decide(trigger.token);
}

uint32_t append_links(const Document& d, uint32_t frame, std::vector<Link>& out) {
  const size_t first = out.size();
  int guard = 0;
  for (auto k = static_cast<int32_t>(frame); k >= 0 && guard < 6; k = d.frames[static_cast<size_t>(k)].parent, ++guard) {
    const Frame& f = d.frames[static_cast<size_t>(k)];
    if (f.source < 0) continue;
    const Link link = link_of(d, f.source);
    if (out.size() > first && out.back().name == link.name) continue;
    out.push_back(link);
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  return static_cast<uint32_t>(out.size() - first);
}

uint32_t append_claimant(Document& d, uint32_t phrase, uint32_t links, std::vector<Link>& out) {
  const Link claimant = link_of(d, mention_source(d, phrase));
  for (size_t k = out.size() - links; k < out.size(); ++k)
    if (out[k].name == claimant.name || (claimant.entity != kNoEntity && out[k].entity == claimant.entity)) return 0;
  out.push_back(claimant);
  return 1;
}

}  // namespace rawi
