#include "claims/frames.h"

#include <algorithm>

#include "claims/sources.h"
#include "claims/speakers.h"
#include "claims/twins.h"

namespace rawi {
namespace {

constexpr uint32_t kChainBack = 6;     // sentences over which who carried a speaker's words is remembered

bool says_by_class(const Tag& t) {
  return t.is(Class::kSay) || t.is(Class::kSayAgain) || t.is(Class::kSayDeny) || t.is(Class::kSayClaim) ||
         t.is(Class::kSayConfirm) || t.is(Class::kSayReveal) || t.is(Class::kSayWarn) || t.is(Class::kSayExpect);
}

bool is_act(const Tag& t) {
  if (!t.lexeme) return false;
  const Plover p = t.lexeme->type();
  return p == Plover::kAccuse || p == Plover::kThreaten || p == Plover::kReject || p == Plover::kRequest ||
         p == Plover::kAgree || p == Plover::kSupport;
}

class Finder {
 public:
  explicit Finder(Document& d) : d_(d), speakers_(d) {}

  void run() {
    d_.frames.clear();
    d_.sources.clear();
    for (uint32_t s = 0; s < d_.structure.sentences.size(); ++s) {
      if (d_.junk[s]) continue;
      sentence(s);
    }
  }

 private:
  const Tag& tag(uint32_t i) const { return d_.tags[i]; }
  const Token& token(uint32_t i) const { return d_.tokens.all[i]; }
  const Phrase& phrase(int32_t p) const { return d_.phrases[static_cast<size_t>(p)]; }
  bool mark(uint32_t i, char m) const { return token(i).kind == TokenKind::kMark && token(i).mark == m; }
  bool opens_quote(uint32_t i) const {
    const TokenKind k = token(i).kind;
    return (k == TokenKind::kOpenQuote || k == TokenKind::kQuote) && i + 1 < end_ &&
           d_.structure.quotation_of[i + 1] != d_.structure.quotation_of[i];
  }

  void sentence(uint32_t s) {
    s_ = s;
    begin_ = d_.structure.sentences[s].first;
    end_ = d_.structure.sentences[s].last;
    speakers_.within(begin_, end_);
    first_frame_ = d_.frames.size();
    for (uint32_t i = begin_; i < end_; ++i) cue(i);
    add_twins(d_, s, first_frame_);
    sort_by_cue(d_, first_frame_);
  }

  void cue(uint32_t i) {
    const Tag& t = tag(i);
    if (mark(i, ':')) return colon(i);
    if (t.is(Class::kAccord)) return accord(i);
    if (t.verb()) {
      if (d_.name_of[i] >= 0 || (i == accord_verb_ && i > begin_)) return;
      if (speakers_.relays(i) && relay(i)) return;
      const bool say = speakers_.says(i);
      if (say || is_act(t)) verb(i, say ? FrameKind::kVerb : FrameKind::kAct);
      return;
    }
    if (!t.noun() || d_.category[i] == Category::kPersonName) return;
    if ((is_carrier(d_, i) || t.is(Class::kSourceNoun)) && source_noun(i)) return;
    const bool say = says_by_class(t);
    if (!say && (!is_act(t) || d_.name_of[i] >= 0)) return;
    const Shape shape = t.feats.shape();
    if (shape == Shape::kActive && !t.definite() && say) return participle(i);
    if (shape == Shape::kMasdar || t.pos == Pos::kNoun) masdar(i, say ? FrameKind::kMasdar : FrameKind::kAct);
  }

  // --- opening frames, their sources and what stands around them -------------------------------------

  Frame& open(FrameKind kind, uint32_t cue, uint32_t first) {
    Frame f;
    f.kind = kind;
    f.cue = cue;
    f.sentence = s_;
    f.scope_first = std::min(first, end_);
    f.scope_last = said_until(f.scope_first);
    f.parent = enclosing(cue);
    d_.frames.push_back(f);
    return d_.frames.back();
  }

  // Words said that begin with a quotation end with it.
  uint32_t said_until(uint32_t first) const {
    if (first == begin_ || first >= end_ || !opens_quote(first - 1)) return end_;
    const int32_t q = d_.structure.quotation_of[first];
    return q < 0 ? end_ : std::min(end_, d_.structure.quotations[static_cast<size_t>(q)].last);
  }

  size_t oldest() const { return std::max(first_frame_, d_.frames.size() - std::min(d_.frames.size(), kFramesBack)); }

  // The innermost frame of this sentence into whose scope a cue falls.
  int32_t enclosing(uint32_t cue) const {
    for (size_t k = d_.frames.size(); k-- > oldest();)
      if (d_.frames[k].scope_first <= cue && cue < d_.frames[k].scope_last && d_.frames[k].source >= 0)
        return static_cast<int32_t>(k);
    return -1;
  }

  // A clause of its own that somebody else says something in ("..., wa-qala Y inna", "fima akkada Y"): what was said before
  // ends there, unless all of it stands in one quotation.
  void end_scopes(uint32_t cue, int32_t subject) {
    uint32_t at = std::min(cue, phrase(subject).first);
    const bool joined = tag(at).proclitics & (kWa | kFa);
    while (at > begin_ && (tag(at - 1).is(Class::kCopula) || tag(at - 1).is(Class::kQad))) --at;
    const bool opens = at > begin_ && (tag(at - 1).is(Class::kConjunction) || token(at - 1).kind == TokenKind::kMark);
    const bool apart = joined || opens || (at > begin_ && tag(at).proclitics & (kWa | kFa));
    if (!apart) return;
    for (size_t k = oldest(); k < d_.frames.size(); ++k) {
      Frame& f = d_.frames[k];
      if (f.kind == FrameKind::kAccord || f.kind == FrameKind::kColon || f.scope_last <= at || f.cue >= at) continue;
      const int32_t q = f.scope_first < end_ ? d_.structure.quotation_of[f.scope_first] : -1;
      if (q >= 0 && q == d_.structure.quotation_of[at]) continue;
      f.scope_last = std::max(f.scope_first, at);
    }
  }

  // Ties a frame to the source that phrase `p` names, or to the one who spoke before (p < 0).
  void settle(Frame& f, int32_t p) {
    if (p >= 0) {
      f.source = mention_source(d_, static_cast<uint32_t>(p));
    } else {
      f.carried = true;
      f.source = last_speaker(f);
    }
    adopt_parent(f);
  }

  // The speaker who goes on: the one of this sentence, or the main one of the nearest sentence before that has one. A
  // feminine verb goes on with a feminine speaker only, where both are known.
  int32_t last_speaker(const Frame& self) const {
    for (size_t k = d_.frames.size(); k-- > oldest();)
      if (&d_.frames[k] != &self && speaks(d_.frames[k]) && d_.frames[k].cue < self.cue && agrees(self, d_.frames[k]))
        return d_.frames[k].source;
    for (size_t k = first_frame_, seen = 0; k-- > 0 && seen < kFramesBack; ++seen) {
      const uint32_t sentence = d_.frames[k].sentence;
      if (s_ - sentence > kSpeakerBack) return -1;
      size_t first = k;
      for (; first > 0 && d_.frames[first - 1].sentence == sentence && seen < kFramesBack; ++seen) --first;
      for (size_t m = first; m <= k; ++m)
        if (speaks(d_.frames[m]) && agrees(self, d_.frames[m])) return d_.frames[m].source;
      k = first;
    }
    return -1;
  }
  uint32_t head_of(const Frame& f) const { return d_.sources[static_cast<size_t>(f.source)].head; }
  bool cites(const Frame& f, uint32_t i) const { return d_.sources[static_cast<size_t>(f.source)].cited.contains(token(i).span); }
  bool agrees(const Frame& self, const Frame& earlier) const {
    if (!tag(self.cue).verb()) return true;
    const int verb = tag(self.cue).feats.gender();
    const Source& s = d_.sources[static_cast<size_t>(earlier.source)];
    return verb == 0 || s.gender == 0 || verb == s.gender || (verb == 2 && s.kind != SourceKind::kPerson);
  }

  // A speaker who was heard through a medium is heard through it still.
  void adopt_parent(Frame& f) {
    if (f.source < 0) return;
    const int32_t self = root_of(d_, f.source);
    if (const int32_t own = among_parents(f.parent, self); own >= 0) f.parent = d_.frames[static_cast<size_t>(own)].parent;
    if (f.parent >= 0) return;
    for (size_t k = d_.frames.size() - 1, seen = 0; k-- > 0 && seen < kFramesBack; ++seen) {
      const Frame& g = d_.frames[k];
      if (g.source < 0 || g.twin || root_of(d_, g.source) != self) continue;
      if (s_ - g.sentence > kChainBack) return;
      if (among_parents(g.parent, self) < 0) f.parent = g.parent;
      return;
    }
  }
  // The frame of source `self` among frame `k` and those around it, or -1.
  int32_t among_parents(int32_t k, int32_t self) const {
    for (int guard = 0; k >= 0 && guard < 8; k = d_.frames[static_cast<size_t>(k)].parent, ++guard)
      if (root_of(d_, d_.frames[static_cast<size_t>(k)].source) == self) return k;
    return -1;
  }

  // Where the words said begin: after the complementizer, colon or opening quote, within reach of the cue.
  struct Said {
    uint32_t first;
    bool complement;
  };
  Said said(uint32_t cue) const {
    uint32_t brief = 0;  // a short quotation: said only where nothing else is ("qala "na`am""), else a name on the way
    for (uint32_t i = cue + 1; i < end_ && i < cue + kReach; ++i) {
      if (tag(i).is(Class::kComplementizer) || mark(i, ':')) return {opens_quote_after(i) ? i + 2 : i + 1, true};
      if (!opens_quote(i) || names_something(i)) continue;
      if (i == cue + 1 || !is_brief(i)) return {i + 1, true};
      if (brief == 0) brief = i + 1;
    }
    if (brief > 0) return {brief, true};
    return {cue + 1, false};
  }
  bool opens_quote_after(uint32_t i) const { return mark(i, ':') && i + 2 < end_ && opens_quote(i + 1); }
  bool is_brief(uint32_t i) const {
    const int32_t q = d_.structure.quotation_of[i + 1];
    if (q < 0) return false;
    const Quotation& quotation = d_.structure.quotations[static_cast<size_t>(q)];
    return quotation.last - quotation.first <= 4;
  }
  // A quotation of few words right after a noun names a thing: harakat "al-shabab", li"al-akhbar".
  bool names_something(uint32_t i) const {
    if (!is_brief(i) || i == begin_) return false;
    return tag(i - 1).noun() || !token(i).space_before || tag(i - 1).is(Class::kPreposition);
  }

  // --- cues ------------------------------------------------------------------------------------------

  void verb(uint32_t i, FrameKind kind) {
    const Said words = said(i);
    const bool content = words.complement && kind == FrameKind::kVerb;
    const int32_t subject = speakers_.subject(i, words.complement ? words.first : end_, content);
    if (subject >= 0 && kind == FrameKind::kVerb) end_scopes(i, subject);
    Frame& f = open(kind, i, words.complement ? words.first : i + 1);
    f.complement = words.complement;
    settle(f, subject);
    if (kind == FrameKind::kVerb) told_to(d_.frames.size() - 1, i, words.complement ? words.first : std::min(end_, i + 12));
  }

  void participle(uint32_t i) {
    const Said words = said(i);
    const bool complement = words.complement && words.first < i + 6;
    Frame& f = open(FrameKind::kParticiple, i, complement ? words.first : i + 1);
    f.complement = words.complement;
    settle(f, subject_of_clause(i));
    told_to(d_.frames.size() - 1, i, complement ? words.first : std::min(end_, i + 6));
  }
  // A participle belongs to the speaker of the sentence; without one, to the subject of its main verb.
  int32_t subject_of_clause(uint32_t i) const {
    for (size_t k = oldest(); k < d_.frames.size(); ++k)
      if (d_.frames[k].cue < i && d_.frames[k].source >= 0 && d_.frames[k].kind != FrameKind::kAccord) return -1;
    const uint32_t first = i > begin_ + 3 * kReach ? i - 3 * kReach : begin_;
    for (uint32_t v = first; v < i; ++v) {
      if (!tag(v).verb()) continue;
      const int32_t after = speakers_.after(v, end_, false);
      return after >= 0 ? after : speakers_.before(v, false);
    }
    return -1;
  }

  void masdar(uint32_t i, FrameKind kind) {
    const Said words = said(i);
    const int32_t p = speaker_of_noun(i);
    const bool complement = words.complement && words.first < i + 10;
    if (p < 0 && !(tag(i).suffix && complement)) return;
    Frame& f = open(kind, i, complement ? words.first : i + 1);
    f.complement = complement;
    settle(f, p);
  }
  // The phrase that says whose a noun of speech is: the next one, or the rest of its own ("i`lan al-hukuma").
  int32_t speaker_of_noun(uint32_t i) const {
    const int32_t next = speakers_.following(i);
    if (next >= 0 && phrase(next).preposition < 0 && speakers_.plausible(phrase(next))) return next;
    const int32_t own = d_.phrase_of[i];
    if (own < 0 || phrase(own).head != i || phrase(own).last <= i + 1 || tag(i).definite() || tag(i).suffix) return -1;
    Phrase rest = phrase(own);
    rest.first = rest.head = i + 1;
    return tag(i + 1).pos != Pos::kAdjective && speakers_.plausible(rest) ? own : -1;
  }

  // According to X: covers the sentence, or what it stands in; one that opens a clause ("wa-bihasab X fa-inna") covers what
  // follows. "Quoting Y" (naqlan `an) goes on from the medium that spoke.
  void accord(uint32_t i) {
    if (i > begin_ && tag(i - 1).is(Class::kAccord)) return;  // the second word of a phrase
    const int32_t named = accorded(i);
    if (named < 0) return;
    const bool opens = i > begin_ && tag(i).proclitics & (kWa | kFa);
    Frame& f = open(FrameKind::kAccord, i, opens ? i : begin_);
    if (opens) f.parent = -1;
    const bool quotes = d_.tokens.fold(token(i)) == word::kQuoting;
    if (quotes) quote_through(f);
    settle(f, named);
    if (!quotes && d_.sources[static_cast<size_t>(f.source)].kind == SourceKind::kMedia) f.parent = -1;
    carry(d_.frames.size() - 1);
  }
  // "Agency X said, quoting Y, that ...": X, whose words are still to come, stands around Y.
  void quote_through(Frame& f) const {
    for (size_t k = d_.frames.size() - 1; k-- > oldest();) {
      const Frame& g = d_.frames[k];
      if (g.source < 0 || g.kind == FrameKind::kAccord || g.kind == FrameKind::kAct) continue;
      f.parent = static_cast<int32_t>(k);
      if (g.scope_first > f.cue) f.scope_first = g.scope_first;
      return;
    }
  }

  // The phrase that an accord names: over "what", prepositions, documents without an author, and a verb ("what X said").
  int32_t accorded(uint32_t i) {
    uint32_t at = i + 1;
    while (at < end_ && at < i + 5 && (tag(at).is(Class::kPreposition) || tag(at).is(Class::kAccord))) ++at;
    for (uint32_t v = at; v < end_ && v < at + 3; ++v)
      if (tag(v).verb()) return accord_verb_ = v, speakers_.after(v, end_, true);
    size_t k = speakers_.first_from(at);
    const uint32_t reach = at + 1 + (at < end_ && token(at).kind != TokenKind::kWord);
    if (k >= d_.phrases.size() || d_.phrases[k].first > reach || d_.phrases[k].first >= end_) return -1;
    const auto goes_on = [&](size_t n) {
      return n + 1 < d_.phrases.size() && d_.phrases[n + 1].first <= d_.phrases[n].last + 2 && d_.phrases[n + 1].first < end_;
    };
    const auto unauthored = [&](const Phrase& p) { return !speakers_.authored(p) && (is_carrier(d_, p.head) || (p.event && !p.definite)); };
    const size_t first = k;
    while (unauthored(d_.phrases[k]) && goes_on(k) && speakers_.plausible(d_.phrases[k + 1])) ++k;
    if (speakers_.plausible(d_.phrases[k]) || is_carrier(d_, d_.phrases[k].head)) return static_cast<int32_t>(k);
    return is_carrier(d_, d_.phrases[first].head) ? static_cast<int32_t>(first) : -1;
  }

  // A medium named after the words that it carried ("qala X inna ..., bihasab wikalat Y"): it stands nearer to the reader.
  void carry(size_t accord) {
    const Frame& a = d_.frames[accord];
    if (a.source < 0 || d_.sources[static_cast<size_t>(a.source)].kind != SourceKind::kMedia || a.parent >= 0) return;
    for (size_t k = accord; k-- > oldest();) {
      Frame& f = d_.frames[k];
      if (f.kind != FrameKind::kVerb || f.source < 0 || root_of(d_, f.source) == root_of(d_, a.source)) continue;
      if (f.parent < 0) f.parent = static_cast<int32_t>(accord);
    }
  }

  // X relayed from Y: X stands nearer to the reader. Without a Y, X is the speaker. False: nobody relays.
  bool relay(uint32_t i) {
    const Said words = said(i);
    const uint32_t first = words.complement ? words.first : i + 1;
    const int32_t other = speakers_.subject(i, words.complement ? words.first : end_, true);
    const int32_t origin = relayed(i, words.complement ? words.first : std::min(end_, i + kReach));
    if (origin < 0 && (other < 0 || !words.complement)) return false;
    if (other >= 0) end_scopes(i, other);
    int32_t outer = -1;
    if (other >= 0 || origin >= 0) {
      Frame& f = open(origin >= 0 ? FrameKind::kRelay : FrameKind::kVerb, i, first);
      f.complement = words.complement;
      settle(f, other);
      outer = static_cast<int32_t>(d_.frames.size()) - 1;
      if (f.source < 0) d_.frames.pop_back(), outer = -1;
    }
    if (origin < 0) return true;
    Frame& inner = open(FrameKind::kVerb, phrase(origin).head, std::max(first, phrase(origin).last));
    inner.parent = outer;
    inner.complement = words.complement;
    inner.source = mention_source(d_, static_cast<uint32_t>(origin));
    return true;
  }

  // Whom something is relayed from: after `an; after ila ("attributed to"); after min ("learned from").
  int32_t relayed(uint32_t i, uint32_t limit) const {
    for (size_t k = speakers_.first_from(i + 1); k < d_.phrases.size() && d_.phrases[k].first < limit; ++k) {
      const Phrase& p = d_.phrases[k];
      const bool tied = speakers_.preposition_is(p, word::kFrom) || speakers_.preposition_is(p, word::kTo) || speakers_.preposition_is(p, word::kOf);
      if (tied && (speakers_.plausible(p) || is_carrier(d_, p.head)) && !speakers_.verb_between(i, p.first)) return static_cast<int32_t>(k);
    }
    return -1;
  }

  // "X: ..." where the colon ends the first phrase of a headline or a sentence.
  void colon(uint32_t i) {
    const size_t k = speakers_.first_from(begin_);
    if (k >= d_.phrases.size() || d_.phrases[k].first > begin_ + 1 || i + 1 >= end_ || i - begin_ > 12) return;
    const bool headlike = d_.sources.empty() || d_.phrases[k].last == i || i - begin_ <= 6 || opens_quote(i + 1);
    if (!headlike) return;
    for (uint32_t j = begin_; j < i; ++j)
      if (tag(j).verb() || tag(j).is(Class::kComplementizer) || mark(j, '-') || mark(j, ':')) return;
    if (!speakers_.plausible(d_.phrases[k]) && !is_carrier(d_, d_.phrases[k].head)) return;
    if (d_.category[d_.phrases[k].head] == Category::kPlaceName && d_.phrases[k].last > d_.phrases[k].head + 1) return;  // a dateline
    Frame& f = open(FrameKind::kColon, i, opens_quote_after(i) ? i + 2 : i + 1);
    f.complement = true;
    settle(f, static_cast<int32_t>(k));
  }

  // "reports of ...", "witnesses' accounts that ...": a source noun that governs what is told.
  bool source_noun(uint32_t i) {
    const bool carrier = is_carrier(d_, i);
    const int32_t p = d_.phrase_of[i];
    if (i + 1 >= end_ || p < 0) return false;
    if (carrier && i > begin_) told_after(i);
    if (carrier && told_in(i, static_cast<size_t>(p))) return true;
    const uint32_t next = phrase(p).last;
    if (phrase(p).head != i || next >= end_) return false;
    const bool that = tag(next).is(Class::kComplementizer);
    if (!that && d_.tokens.fold(token(next)) != word::kFrom) return false;
    if (carrier && !that && (phrase(p).definite || (issued(d_, phrase(p)) && spoken_near(i)))) return false;
    if (!d_.frames.empty() && d_.frames.back().source >= 0 && cites(d_.frames.back(), i)) return true;  // a verb has it
    Frame& f = open(FrameKind::kNoun, i, next + 1);
    f.complement = true;
    settle(f, p);
    return true;
  }

  // Has a verb a few words before token `i` its speaker?
  bool spoken_near(uint32_t i) const {
    for (size_t k = oldest(); k < d_.frames.size(); ++k)
      if (d_.frames[k].source >= 0 && d_.frames[k].cue + 12 > i && d_.frames[k].kind == FrameKind::kVerb && !d_.frames[k].carried) return true;
    return false;
  }

  // "It was said in a statement of X that ...": the author speaks.
  bool told_in(uint32_t i, size_t p) {
    const Said words = said(i);
    if (!words.complement || words.first > i + 9 || speakers_.verb_between(i, words.first - 1)) return false;
    size_t author = p;
    if (!speakers_.authored(d_.phrases[p])) {
      const bool next = p + 1 < d_.phrases.size() && d_.phrases[p + 1].first == d_.phrases[p].last;
      if (!next || !(tag(d_.phrases[p + 1].first).proclitics & kLi)) return false;
      author = p + 1;
    }
    if (spoken_near(i)) return false;
    Frame& f = open(FrameKind::kNoun, i, words.first);
    f.complement = true;
    settle(f, static_cast<int32_t>(author));
    return true;
  }

  // Told to a medium: it stands nearer to the reader than the speaker.
  void told_to(size_t frame, uint32_t first, uint32_t last) {
    int32_t k = speakers_.told_to(first + 1, last);
    const bool opens = frame == first_frame_ && first > begin_ && first - begin_ < kReach;  // "in an interview with X, Y said"
    if (k < 0 && opens && d_.frames[frame].kind == FrameKind::kVerb) k = speakers_.told_to(begin_, first);
    if (k < 0) return;
    Frame outer = d_.frames[frame];
    outer.kind = FrameKind::kRelay;
    outer.carried = false;
    outer.source = mention_source(d_, static_cast<uint32_t>(k));
    if (root_of(d_, outer.source) == root_of(d_, d_.frames[frame].source)) return;
    d_.frames[frame].parent = static_cast<int32_t>(d_.frames.size());
    if (among_parents(outer.parent, root_of(d_, outer.source)) >= 0) outer.parent = -1;
    d_.frames.push_back(outer);
  }

  // "..., in an interview with X" after the words said: whoever spoke last spoke to X.
  void told_after(uint32_t i) {
    if (d_.frames.size() == first_frame_) return;
    const Frame& last = d_.frames.back();
    if (last.parent >= 0 || last.kind == FrameKind::kAccord || last.source < 0 || i < last.scope_first) return;
    told_to(d_.frames.size() - 1, i - 1, std::min(end_, i + 8));
  }

  Document& d_;
  Speakers speakers_;
  uint32_t s_ = 0, begin_ = 0, end_ = 0;
  uint32_t accord_verb_ = 0;  // "according to what X said": the verb is the accord's
  size_t first_frame_ = 0;
};

}  // namespace

void find_frames(Document& document) { Finder(document).run(); }

}  // namespace rawi
