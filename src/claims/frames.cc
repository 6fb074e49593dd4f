#include "claims/frames.h"

#include <algorithm>

#include "claims/sources.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

bool is_say(const Tag& t) {
  return t.is(Class::kSay) || t.is(Class::kSayAgain) || t.is(Class::kSayDeny) || t.is(Class::kSayClaim) ||
         t.is(Class::kSayConfirm) || t.is(Class::kSayReveal) || t.is(Class::kSayWarn) || t.is(Class::kSayExpect);
}

bool is_act(const Tag& t) {
  if (!t.lexeme) return false;
  const Plover p = t.lexeme->type();
  return p == Plover::kAccuse || p == Plover::kThreaten || p == Plover::kReject || p == Plover::kRequest ||
         p == Plover::kAgree || p == Plover::kSupport;
}

// How far to the right a verb looks for its subject.
constexpr uint32_t kSubjectReach = 24;

class Finder {
 public:
  explicit Finder(Document& d) : d_(d) {}

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
    first_frame_ = d_.frames.size();
    for (uint32_t i = begin_; i < end_; ++i) cue(i);
  }

  void cue(uint32_t i) {
    const Tag& t = tag(i);
    if (mark(i, ':')) return colon(i);
    if (t.is(Class::kAccord)) return accord(i);
    if (t.is(Class::kRelay) && t.verb()) return relay(i);
    const bool say = is_say(t);
    if (t.verb() && (say || is_act(t))) return verb(i, say ? FrameKind::kVerb : FrameKind::kAct);
    if (!say && !is_act(t)) return source_noun(i);
    const Shape shape = t.feats.shape();
    if (shape == Shape::kActive && !t.definite() && say) return participle(i);
    if (shape == Shape::kMasdar || t.pos == Pos::kNoun) masdar(i, say ? FrameKind::kMasdar : FrameKind::kAct);
  }

  Frame& open(FrameKind kind, uint32_t cue, uint32_t first) {
    Frame f;
    f.kind = kind;
    f.cue = cue;
    f.sentence = s_;
    f.scope_first = std::min(first, end_);
    f.scope_last = end_;
    f.parent = enclosing(cue);
    d_.frames.push_back(f);
    return d_.frames.back();
  }

  // The innermost frame of this sentence into whose scope a cue falls.
  int32_t enclosing(uint32_t cue) const {
    for (size_t k = d_.frames.size(); k-- > first_frame_;)
      if (d_.frames[k].scope_first <= cue && cue < d_.frames[k].scope_last && d_.frames[k].source >= 0)
        return static_cast<int32_t>(k);
    return -1;
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
    for (size_t k = d_.frames.size(); k-- > first_frame_;)
      if (&d_.frames[k] != &self && speaks(d_.frames[k]) && d_.frames[k].cue < self.cue && agrees(self, d_.frames[k])) return d_.frames[k].source;
    for (size_t k = first_frame_; k-- > 0;) {
      const uint32_t sentence = d_.frames[k].sentence;
      if (s_ - sentence > 5) return -1;
      size_t first = k;
      while (first > 0 && d_.frames[first - 1].sentence == sentence) --first;
      for (size_t m = first; m <= k; ++m)
        if (speaks(d_.frames[m]) && agrees(self, d_.frames[m])) return d_.frames[m].source;
      k = first;
    }
    return -1;
  }
  static bool speaks(const Frame& f) {
    return f.source >= 0 && f.kind != FrameKind::kAccord && f.kind != FrameKind::kAct && f.kind != FrameKind::kMasdar && f.kind != FrameKind::kRelay;
  }
  bool agrees(const Frame& self, const Frame& earlier) const {
    if (!tag(self.cue).verb()) return true;
    const int verb = tag(self.cue).feats.gender();
    const Source& s = d_.sources[static_cast<size_t>(earlier.source)];
    return verb == 0 || s.gender == 0 || verb == s.gender || (verb == 2 && s.kind != SourceKind::kPerson) ;
  }

  // A speaker who was heard through a medium is heard through it still.
  void adopt_parent(Frame& f) {
    if (f.source < 0) return;
    if (f.parent >= 0 && root_of(d_, d_.frames[static_cast<size_t>(f.parent)].source) == root_of(d_, f.source))
      f.parent = d_.frames[static_cast<size_t>(f.parent)].parent;
    if (f.parent >= 0) return;
    for (size_t k = d_.frames.size() - 1; k-- > 0;) {
      const Frame& g = d_.frames[k];
      if (g.source < 0 || root_of(d_, g.source) != root_of(d_, f.source)) continue;
      if (s_ - g.sentence > 6) return;
      if (g.parent >= 0) f.parent = g.parent;
      return;
    }
  }

  // Where the words said begin: after the complementizer, colon or opening quote, within reach of the cue.
  struct Said {
    uint32_t first;
    bool complement;
  };
  Said said(uint32_t cue) const {
    for (uint32_t i = cue + 1; i < end_ && i < cue + kSubjectReach; ++i) {
      if (tag(i).is(Class::kComplementizer) || mark(i, ':')) return {i + 1, true};
      if (opens_quote(i) && !names_something(i)) return {i + 1, true};
    }
    return {cue + 1, false};
  }
  // A quotation of few words right after a noun names a thing: harakat "al-shabab", li"al-akhbar".
  bool names_something(uint32_t i) const {
    const int32_t q = d_.structure.quotation_of[i + 1];
    if (q < 0) return false;
    const Quotation& quotation = d_.structure.quotations[static_cast<size_t>(q)];
    return quotation.last - quotation.first <= 4 && i > begin_ && (tag(i - 1).noun() || !token(i).space_before);
  }

  // Can the phrase speak? People, bodies, groups, media, names, and words nobody knows; not things and acts.
  bool plausible(const Phrase& p) const {
    if (p.event || d_.time_of[p.head] >= 0 || token(p.head).kind == TokenKind::kNumber || tag(p.head).feats.accusative()) return false;
    switch (d_.category[p.head]) {
      case Category::kSource: case Category::kWitness: case Category::kOfficial: case Category::kBody: case Category::kMilitary:
      case Category::kGroup: case Category::kMedia: case Category::kFighter: case Category::kSoldier: case Category::kCivilian:
      case Category::kPerson: case Category::kDetainee: case Category::kNisba: case Category::kStateName: case Category::kPlaceName:
      case Category::kBodyName: case Category::kGroupName: case Category::kMediaName: case Category::kPersonName: case Category::kGivenName:
      case Category::kUnknown: case Category::kPart: return true;
      default: return names_person(p);
    }
  }
  bool names_person(const Phrase& p) const {
    for (uint32_t i = p.first; i < p.last; ++i)
      if (tag(i).is(Class::kGivenName) || d_.category[i] == Category::kPersonName) return true;
    return false;
  }
  bool authored(const Phrase& p) const {
    return tag(p.head).is(Class::kCarrier) && p.head + 1 < p.last;
  }

  // The subject after a verb: the first free phrase before the words said.
  int32_t subject_after(uint32_t cue, uint32_t said_first) const {
    for (size_t k = first_phrase_from(cue + 1); k < d_.phrases.size(); ++k) {
      const Phrase& p = d_.phrases[k];
      if (p.first >= said_first || p.first >= end_ || p.first > cue + kSubjectReach) return -1;
      if (verb_between(cue, p.first)) return -1;
      if (p.preposition < 0 && !p.coordinated && plausible(p) && !p.adjective) return static_cast<int32_t>(k);
    }
    return -1;
  }
  bool verb_between(uint32_t a, uint32_t b) const {
    for (uint32_t i = a + 1; i < b; ++i)
      if (tag(i).verb() || tag(i).is(Class::kComplementizer)) return true;
    return false;
  }
  size_t first_phrase_from(uint32_t token) const {
    return static_cast<size_t>(std::lower_bound(d_.phrases.begin(), d_.phrases.end(), token,
                                                [](const Phrase& p, uint32_t t) { return p.first < t; }) -
                               d_.phrases.begin());
  }

  // The subject before a verb: the nearest free phrase that opens its clause.
  int32_t subject_before(uint32_t cue) const {
    int32_t best = -1;
    for (size_t k = first_phrase_from(cue); k-- > 0;) {
      const Phrase& p = d_.phrases[k];
      if (p.first < begin_ || p.first + kSubjectReach < cue) break;
      if (verb_between(p.last > 0 ? p.last - 1 : 0, cue)) break;
      if (p.preposition < 0 && plausible(p) && !p.coordinated && !p.adjective) best = static_cast<int32_t>(k);
      if (p.first > begin_ && (clause_opener(p.first - 1) || tag(p.first).proclitics & (kWa | kFa))) break;
    }
    return best;
  }
  bool clause_opener(uint32_t i) const {
    return token(i).kind == TokenKind::kMark || tag(i).is(Class::kComplementizer) || tag(i).is(Class::kConjunction);
  }

  void verb(uint32_t i, FrameKind kind) {
    const Said words = said(i);
    const int32_t after = subject_after(i, words.complement ? words.first : end_);
    int32_t subject = after;
    if (after < 0 && !(tag(i).proclitics & (kWa | kFa)) && !tag(i).suffix) subject = subject_before(i);
    Frame& f = open(kind, i, words.complement ? words.first : i + 1);
    f.complement = words.complement;
    settle(f, subject);
    told_to(d_.frames.size() - 1, i, words.complement ? words.first : std::min(end_, i + 12));
  }

  void participle(uint32_t i) {
    const Said words = said(i);
    Frame& f = open(FrameKind::kParticiple, i, words.complement && words.first < i + 6 ? words.first : i + 1);
    f.complement = words.complement;
    settle(f, subject_of_clause(i));
    if (f.parent >= 0 && d_.frames[static_cast<size_t>(f.parent)].source == f.source)
      f.parent = d_.frames[static_cast<size_t>(f.parent)].parent;
  }
  // A participle belongs to the speaker of the sentence; without one, to the subject of its main verb.
  int32_t subject_of_clause(uint32_t i) const {
    for (size_t k = first_frame_; k + 1 < d_.frames.size() + 1 && k < d_.frames.size(); ++k)
      if (d_.frames[k].cue < i && d_.frames[k].source >= 0 && d_.frames[k].kind != FrameKind::kAccord && d_.frames[k].cue != i)
        return -1;
    for (uint32_t v = begin_; v < i; ++v) {
      if (!tag(v).verb()) continue;
      const int32_t after = subject_after(v, end_);
      return after >= 0 ? after : subject_before(v);
    }
    return -1;
  }

  void masdar(uint32_t i, FrameKind kind) {
    const Said words = said(i);
    const int32_t p = following(i);
    const bool own = p >= 0 && d_.phrases[static_cast<size_t>(p)].preposition < 0 && plausible(d_.phrases[static_cast<size_t>(p)]);
    const bool complement = words.complement && words.first < i + 10;
    if (!own && !(tag(i).suffix && complement)) return;
    Frame& f = open(kind, i, complement ? words.first : i + 1);
    f.complement = complement;
    settle(f, own ? p : -1);
  }
  // The phrase that begins right after token i, or -1.
  int32_t following(uint32_t i) const {
    const size_t k = first_phrase_from(i + 1);
    return k < d_.phrases.size() && d_.phrases[k].first == i + 1 && i + 1 < end_ ? static_cast<int32_t>(k) : -1;
  }

  // According to X: covers the sentence, or what it stands in; a clause of its own does not break it.
  void accord(uint32_t i) {
    uint32_t at = i + 1;
    while (at < end_ && at < i + 5 && (tag(at).is(Class::kPreposition) || tag(at).is(Class::kAccord))) ++at;
    for (uint32_t v = at; v < end_ && v < at + 3; ++v)  // "according to what X said"
      if (tag(v).verb()) {
        if (const int32_t speaker = subject_after(v, end_); speaker >= 0) settle(open(FrameKind::kAccord, i, begin_), speaker);
        return;
      }
    const size_t k = first_phrase_from(at);
    if (k >= d_.phrases.size() || d_.phrases[k].first > at + 1 || d_.phrases[k].first >= end_) return;
    size_t named = k;
    while (tag(d_.phrases[named].head).is(Class::kCarrier) && !authored(d_.phrases[named]) && named + 1 < d_.phrases.size() &&
           d_.phrases[named + 1].first <= d_.phrases[named].last + 2 && d_.phrases[named + 1].first < end_)
      ++named;
    if (!plausible(d_.phrases[named]) && !tag(d_.phrases[named].head).is(Class::kCarrier)) return;
    settle(open(FrameKind::kAccord, i, begin_), static_cast<int32_t>(named));
  }

  // X relayed from Y: X stands nearer to the reader.
  void relay(uint32_t i) {
    const Said words = said(i);
    const int32_t medium = subject_after(i, end_) >= 0 ? subject_after(i, end_) : subject_before(i);
    Frame& outer = open(FrameKind::kRelay, i, i + 1);
    settle(outer, medium);
    const auto outer_index = static_cast<int32_t>(d_.frames.size()) - 1;
    for (size_t k = first_phrase_from(i + 1); k < d_.phrases.size() && d_.phrases[k].first < std::min(end_, i + kSubjectReach); ++k) {
      const Phrase& p = d_.phrases[k];
      if (p.preposition < 0 || static_cast<uint32_t>(p.preposition) >= p.first || !plausible(p)) continue;
      if (d_.tokens.fold(token(static_cast<uint32_t>(p.preposition))) != std::string_view("\xD9\xE6")) continue;  // `an
      Frame& inner = open(FrameKind::kVerb, p.first, words.complement ? std::max(words.first, p.last) : p.last);
      inner.parent = outer_index;
      inner.complement = words.complement;
      inner.source = mention_source(d_, static_cast<uint32_t>(k));
      return;
    }
  }

  // "X: ..." where the colon ends the first phrase of a headline or a sentence.
  void colon(uint32_t i) {
    const size_t k = first_phrase_from(begin_);
    if (k >= d_.phrases.size() || d_.phrases[k].first != begin_) return;
    uint32_t last = d_.phrases[k].last;
    if (last != i && i - begin_ > 6) return;
    if (i + 1 >= end_) return;
    for (uint32_t j = begin_; j < i; ++j)
      if (tag(j).verb() || tag(j).is(Class::kComplementizer)) return;
    if (!plausible(d_.phrases[k])) return;
    Frame& f = open(FrameKind::kColon, i, i + 1);
    f.complement = true;
    settle(f, static_cast<int32_t>(k));
  }

  // "reports of ...", "witnesses' accounts that ...": a source noun that governs what is told.
  void source_noun(uint32_t i) {
    const Tag& t = tag(i);
    if (!t.is(Class::kSourceNoun) && !t.is(Class::kCarrier)) return;
    if (i + 1 >= end_) return;
    const bool of = d_.tokens.fold(token(i + 1)) == std::string_view("\xD9\xE6") || tag(i + 1).is(Class::kComplementizer);
    const int32_t p = d_.phrase_of[i];
    if (t.is(Class::kCarrier) && p >= 0 && told_in(i, static_cast<size_t>(p))) return;
    if (!of || p < 0 || d_.phrases[static_cast<size_t>(p)].last != i + 1) return;
    if (t.is(Class::kCarrier) && !tag(i + 1).is(Class::kComplementizer)) return;
    Frame& f = open(FrameKind::kNoun, i, i + 2);
    f.complement = true;
    settle(f, p);
  }

  // "It was said in a statement of X that ...": the author speaks.
  bool told_in(uint32_t i, size_t p) {
    const Said words = said(i);
    if (!words.complement || words.first > i + 9 || verb_between(i, words.first - 1)) return false;
    size_t author = p;
    if (!authored(d_.phrases[p])) {
      if (p + 1 >= d_.phrases.size() || d_.phrases[p + 1].first != d_.phrases[p].last || !(tag(d_.phrases[p + 1].first).proclitics & kLi)) return false;
      author = p + 1;
    }
    for (size_t k = first_frame_; k < d_.frames.size(); ++k)
      if (d_.frames[k].source >= 0 && d_.frames[k].cue + 12 > i && d_.frames[k].kind == FrameKind::kVerb && !d_.frames[k].carried) return false;
    Frame& f = open(FrameKind::kNoun, i, words.first);
    f.complement = true;
    settle(f, static_cast<int32_t>(author));
    return true;
  }

  // Told to a medium: it stands nearer to the reader than the speaker.
  void told_to(size_t frame, uint32_t first, uint32_t last) {
    for (size_t k = first_phrase_from(first + 1); k < d_.phrases.size() && d_.phrases[k].first < std::min(last, end_); ++k) {
      const Phrase& p = d_.phrases[k];
      if (p.preposition < 0 || !is_medium(d_, p)) continue;
      Frame outer = d_.frames[frame];
      outer.kind = FrameKind::kRelay;
      outer.carried = false;
      outer.source = mention_source(d_, static_cast<uint32_t>(k));
      outer.scope_first = d_.frames[frame].scope_first;
      d_.frames[frame].parent = static_cast<int32_t>(d_.frames.size());
      d_.frames.push_back(outer);
      return;
    }
  }

  Document& d_;
  uint32_t s_ = 0, begin_ = 0, end_ = 0;
  size_t first_frame_ = 0;
};

}  // namespace

void find_frames(Document& document) { Finder(document).run(); }

}  // namespace rawi
