#include "claims/triggers.h"

#include <algorithm>
#include <array>

#include "claims/features.h"

namespace rawi {
namespace {

// The types that any reading of a word can evoke, with the lexeme behind each.
struct Evoked {
  uint32_t types[8];
  uint32_t lexemes[8];
  int n = 0;

  void add(Plover type, uint32_t lexeme) {
    if (type == Plover::kNone || n == 8) return;
    for (int k = 0; k < n; ++k)
      if (types[k] == static_cast<uint32_t>(type)) return;
    types[n] = static_cast<uint32_t>(type);
    lexemes[n++] = lexeme;
  }
};

// What surrounds a candidate.
class Surroundings {
 public:
  Surroundings(const Document& d, uint32_t i, uint64_t topic, uint32_t seen_before)
      : d_(d), i_(i), s_(d.sentence_at(i)), topic_(topic), seen_(seen_before) {
    lemma_ = d.lemma[i];
    form_ = form_of(d.tags[i]);
    phrases();
    frames();
  }

  void describe(const Evoked& e, NetInput& in) const {
    roles(in);
    in.count = 0;
    uint64_t kind = 1;
    const auto fact = [&](uint64_t value) { in.fact(mix(kind++, value)); };
    const auto i = static_cast<int64_t>(i_);
    const bool definite = d_.tags[i_].definite(), verb = d_.tags[i_].verb();
    for (int64_t k = i - 4; k <= i + 4; ++k) fact(category_at(d_, k, s_));
    for (int64_t k = i - 1; k <= i + 1; ++k) fact(k < s_.first || k >= s_.last ? 1 : form_of(d_.tags[static_cast<size_t>(k)]) | 1ull << 41);
    fact(lemma_);
    fact(d_.tokens.all[i_].hash);
    fact(mix(lemma_, form_));
    fact(mix(lemma_at(d_, i - 1, s_), lemma_));
    fact(mix(lemma_at(d_, i + 1, s_), lemma_));
    fact(mix(lemma_, next_preposition_));
    fact(mix(category_at(d_, i - 1, s_), category_at(d_, i + 1, s_), verb));
    fact(next_preposition_);
    fact(mix(next_preposition_, next_category_));
    fact(next_category_);
    fact(after_preposition_);
    fact(phrase_category_);
    fact(mix(quoted_, framed_));
    fact(mix(seen_, definite));
    fact(mix(seen_, lemma_));
    fact(mix(has_time_, has_number_, has_place_));
    fact(demonstrative_);
    fact(s_.headline);
    fact(topic_);
    fact(bucket(i_ - s_.first));
    fact(bucket(s_.last - i_));
    fact(bucket(s_.last - s_.first));
    for (int k = 0; k < e.n; ++k) fact(mix(static_cast<uint64_t>(k), e.types[k]));
  }

 private:
  void roles(NetInput& in) const {
    const auto i = static_cast<int64_t>(i_);
    for (int k = 0; k < 9; ++k) in.lemma(k, lemma_at(d_, i + k - 4, s_));
    in.lemma(9, verb_before_);
    in.lemma(10, phrase_head_);
    in.lemma(11, next_head_);
    in.lemma(12, neighbour_event_);
    in.lemma(13, verb_after_);
  }

  void phrases() {
    const int32_t own = d_.phrase_of[i_];
    size_t k = 0;
    if (own >= 0) {
      const Phrase& p = d_.phrases[static_cast<size_t>(own)];
      if (p.head != i_) phrase_head_ = d_.lemma[p.head], phrase_category_ = static_cast<uint64_t>(d_.category[p.head]) + 1;
    }
    k = static_cast<size_t>(std::lower_bound(d_.phrases.begin(), d_.phrases.end(), i_ + 1,
                                             [](const Phrase& p, uint32_t t) { return p.first < t; }) - d_.phrases.begin());
    if (k < d_.phrases.size() && d_.phrases[k].first < s_.last && d_.phrases[k].first <= i_ + 4) {
      const Phrase& p = d_.phrases[k];
      next_category_ = static_cast<uint64_t>(d_.category[p.head]) + 1;
      next_head_ = d_.lemma[p.head];
      if (p.preposition >= 0) next_preposition_ = d_.lemma[static_cast<size_t>(p.preposition)] | 1;
      if (static_cast<int64_t>(p.preposition) == static_cast<int64_t>(p.first)) next_preposition_ = d_.tags[p.first].proclitics;
    }
    for (; k < d_.phrases.size() && d_.phrases[k].first < std::min(s_.last, i_ + 10); ++k) {
      const Phrase& p = d_.phrases[k];
      if (p.preposition < 0) continue;
      after_preposition_ = static_cast<uint32_t>(p.preposition) == p.first
                               ? d_.tags[p.first].proclitics & (kBa | kLi | kKa)
                               : d_.lemma[static_cast<size_t>(p.preposition)];
      break;
    }
    for (uint32_t j = s_.first; j < s_.last; ++j) {
      has_time_ |= d_.time_of[j] >= 0;
      has_place_ |= d_.category[j] == Category::kPlaceName;
      if (j + 4 >= i_ && j <= i_ + 4 && j != i_) {
        has_number_ |= d_.category[j] == Category::kNumber;
        demonstrative_ |= j + 1 == i_ && d_.is(j, Class::kDemonstrative);
      }
    }
    for (uint32_t j = i_; j-- > s_.first && j + 8 > i_;)
      if (d_.tags[j].lexeme && d_.tags[j].lexeme->type() != Plover::kNone) {
        neighbour_event_ = d_.lemma[j];
        break;
      }
  }

  void frames() {
    const int64_t v = verb_before(d_, i_);
    if (v >= 0) verb_before_ = d_.lemma[static_cast<size_t>(v)];
    for (uint32_t k = i_ + 1; k < s_.last && verb_after_ == kNoVerb; ++k)
      if (d_.tags[k].verb()) verb_after_ = d_.lemma[k];
    quoted_ = d_.structure.quotation_of[i_] >= 0;
    for (const Frame& f : frames_around(d_, d_.structure.sentence_of[i_])) {
      if (f.scope_first <= i_ && i_ < f.scope_last && f.source >= 0) framed_ |= 1;
      if (f.cue == i_) framed_ |= 2 | (f.complement ? 4 : 0);
    }
  }

  static constexpr uint64_t kNoVerb = 13;

  const Document& d_;
  uint32_t i_;
  const Sentence& s_;
  uint64_t topic_;
  uint64_t lemma_, form_;
  uint64_t seen_;
  uint64_t phrase_head_ = 0, phrase_category_ = 0, next_category_ = 0, next_head_ = 0, next_preposition_ = 0;
  uint64_t after_preposition_ = 0, verb_before_ = kNoVerb, verb_after_ = kNoVerb, quoted_ = 0, framed_ = 0, neighbour_event_ = 0;
  uint64_t has_time_ = 0, has_number_ = 0, has_place_ = 0, demonstrative_ = 0;
};

void add_own(const Document& d, uint32_t i, uint32_t as, Evoked& e) {
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    for (const Plover type : d.lexicon->lexeme(r.lexeme).types) e.add(type, as == kNoLexeme ? r.lexeme : as);
}

// Candidates as an oracle is shown them.
constexpr auto kAnyType = [] {
  std::array<uint32_t, kPloverCount> types{};
  for (uint32_t t = 0; t < kPloverCount; ++t) types[t] = t;
  return types;
}();
static_assert(kPloverCount == NetShape::kTypes + 1);

// A denying word evokes what it denies: the types told next to it, after it first.
void add_denied(const Document& d, uint32_t i, uint32_t lexeme, Evoked& e) {
  const uint32_t here = d.structure.sentence_of[i];
  const Sentence& s = d.structure.sentences[here];
  for (uint32_t k = i + 1; k < s.last && e.n < 4; ++k) add_own(d, k, lexeme, e);
  for (uint32_t k = i; k-- > s.first && e.n < 4;) add_own(d, k, lexeme, e);
  if (here == 0) return;
  const Sentence& before = d.structure.sentences[here - 1];
  for (uint32_t k = before.last; k-- > before.first && e.n < 6;) add_own(d, k, lexeme, e);
}

// A verb that only says that something took place evokes the event that it says it of.
void add_carried_out(const Document& d, uint32_t i, uint32_t lexeme, Evoked& e) {
  const Sentence& s = d.sentence_at(i);
  for (uint32_t k = i + 1; k < std::min(s.last, i + 8) && e.n < 4; ++k) add_own(d, k, lexeme, e);
  for (uint32_t k = i; k-- > s.first && k + 8 > i && e.n < 4;) add_own(d, k, lexeme, e);
  e.add(Plover::kAssault, lexeme);
}

bool carries_out(const Document& d, uint32_t i) {
  return d.is(i, Class::kLight) || d.is(i, Class::kOccur) || d.is(i, Class::kCause);
}

Evoked evoked_by(const Document& d, uint32_t i) {
  Evoked e;
  add_own(d, i, kNoLexeme, e);
  if (e.n == 0 && carries_out(d, i)) add_carried_out(d, i, d.tags[i].lexeme_id, e);
  if (d.is(i, Class::kSayDeny)) add_denied(d, i, d.tags[i].lexeme_id, e);
  return e;
}

// How much less than its score "no event" counts: words are learned one by one, but a missed claim costs as much as a
// spurious one. Found with rawi-train --leave-out, where F1 is flat between 0.6 and 1.2.
constexpr float kLean = 0.8f;

uint8_t mode_of(const Lexeme& lexeme, Plover type) {
  for (int k = 0; k < 4; ++k)
    if (lexeme.types[k] == type) return lexeme.modes[k];
  return 0;
}

// How many candidates back a word is looked for: all of a usual report, and reading stays linear in a huge one.
constexpr size_t kSeenBack = 256;

struct Verdict {
  Plover type = Plover::kNone;
  float margin = 0;  // over the second best
};

Verdict best_of(const float (&logits)[NetShape::kTypes + 1]) {
  Verdict v;
  float best = logits[0] - kLean, second = -1e30f;
  for (int t = 1; t <= NetShape::kTypes; ++t) {
    second = std::max(second, std::min(best, logits[t]));
    if (logits[t] > best) best = logits[t], v.type = static_cast<Plover>(t);
  }
  v.margin = best - second;
  return v;
}

// The type of the word, kNone for no event. An oracle's answer is followed, and becomes part of the lesson.
Verdict decide(Decider& decider, const Surroundings& around, const Evoked& e, uint32_t i, NetInput& input) {
  around.describe(e, input);
  if (!decider.oracle) {
    float logits[NetShape::kTypes + 1];
    decider.net.score(input, logits);
    return best_of(logits);
  }
  const int known = decider.oracle->answer(Section::kEvent, decider.document, i, kAnyType, 0);
  if (known < 0) return {};
  if (Lesson* lesson = decider.choice.lesson()) lesson->words.push_back({input, static_cast<uint32_t>(known)});
  return {static_cast<Plover>(known), 0};
}

// What the report is about, in few steps: how dense its event words are, and how many of them are of force.
uint64_t topic(const Document& d) {
  uint64_t words = 1, events = 1, force = 0;
  for (const Tag& t : d.tags) {
    words += t.pos != Pos::kNone;
    if (!t.lexeme || t.lexeme->type() == Plover::kNone) continue;
    ++events;
    force += t.lexeme->type() == Plover::kAssault || t.lexeme->type() == Plover::kCoerce || t.lexeme->type() == Plover::kMobilize;
  }
  return std::min<uint64_t>(20 * events / words, 6) << 3 | std::min<uint64_t>(6 * force / events, 4);
}

}  // namespace

void find_triggers(Decider& decider) {
  Document& d = decider.document;
  const uint64_t about = topic(d);
  NetInput input;
  d.triggers.clear();
  for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
    if (d.tokens.all[i].kind != TokenKind::kWord || d.junk[d.structure.sentence_of[i]]) continue;
    const Evoked e = evoked_by(d, i);
    if (e.n == 0) continue;
    uint32_t seen = 0;
    for (size_t k = d.triggers.size(); k-- > 0 && k + kSeenBack > d.triggers.size();)
      seen |= d.triggers[k].type != Plover::kNone && d.lemma[d.triggers[k].token] == d.lemma[i];
    const Verdict verdict = decide(decider, Surroundings(d, i, about, seen), e, i, input);
    Trigger t;
    t.token = i;
    t.type = verdict.type;
    t.margin = verdict.margin;
    t.lexeme = e.lexemes[0];
    for (int k = 0; k < e.n; ++k)
      if (e.types[k] == static_cast<uint32_t>(t.type)) t.lexeme = e.lexemes[k];
    if (t.lexeme != kNoLexeme) t.mode = mode_of(d.lexicon->lexeme(t.lexeme), t.type);
    d.triggers.push_back(t);
  }
}

}  // namespace rawi
