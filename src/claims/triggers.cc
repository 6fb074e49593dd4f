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

// What all candidates of a sentence share.
struct SentenceView {
  uint32_t sentence = kNobody;
  uint64_t has_time = 0, has_place = 0;
  std::span<const Frame> frames;

  void look(const Document& d, uint32_t at) {
    if (at == sentence) return;
    const Sentence& s = d.structure.sentences[sentence = at];
    has_time = has_place = 0;
    for (uint32_t j = s.first; j < s.last; ++j) {
      has_time |= d.time_of[j] >= 0;
      has_place |= d.category[j] == Category::kPlaceName;
    }
    frames = frames_around(d, at);
  }
};

// What surrounds a candidate.
class Surroundings {
 public:
  Surroundings(const Document& d, uint32_t i, const SentenceView& view, uint64_t topic, uint64_t seen_before, uint64_t just_before)
      : d_(d), i_(i), s_(d.sentence_at(i)), view_(view), topic_(topic), seen_(seen_before), just_before_(just_before) {
    lemma_ = d.lemma[i];
    form_ = form_of(d.tags[i]);
    phrases();
    frames();
  }

  // What the net will look up is asked for as soon as it is known: its tables are larger than the nearest caches.
  void describe(const Evoked& e, const ContextReader& net, EventInput& in) const {
    in.count = 0;
    uint64_t kind = 1;
    const auto fact = [&](uint64_t value) {
      const uint64_t hash = mix(kind++, value);
      net.fetch_fact(hash);
      in.fact(hash);
    };
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
    fact(mix(view_.has_time, has_number_, view_.has_place));
    fact(demonstrative_);
    fact(s_.headline);
    fact(topic_);
    fact(bucket(i_ - s_.first));
    fact(bucket(s_.last - i_));
    fact(bucket(s_.last - s_.first));
    for (int64_t k = i - 4; k <= i + 4; ++k)
      if (k != i) fact(lemma_at(d_, k, s_));
    for (const uint64_t lemma : {verb_before_, phrase_head_, next_head_, neighbour_event_, verb_after_}) fact(lemma);
    for (int k = 0; k < e.n; ++k) fact(mix(static_cast<uint64_t>(k), e.types[k]));
    fact(just_before_);
    fact(mix(just_before_, lemma_));
    fact(mix(just_before_, e.types[0]));
  }

 private:
  void phrases() {
    const int32_t own = d_.phrase_of[i_];
    size_t k = 0;
    if (own >= 0) {
      const Phrase& p = d_.phrases[static_cast<size_t>(own)];
      if (p.head != i_) phrase_head_ = d_.lemma[p.head], phrase_category_ = static_cast<uint64_t>(d_.category[p.head]) + 1;
    }
    k = d_.phrase_from[i_ + 1];
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
    const uint32_t begin = i_ - std::min(i_ - s_.first, 4u), end = std::min(s_.last, i_ + 5);
    for (uint32_t j = begin; j < end; ++j) has_number_ |= j != i_ && d_.category[j] == Category::kNumber;
    demonstrative_ = i_ > s_.first && d_.is(i_ - 1, Class::kDemonstrative);
    for (uint32_t j = i_; j-- > s_.first && j + 8 > i_;)
      if (d_.tags[j].lexeme && d_.tags[j].lexeme->type() != Plover::kNone) {
        neighbour_event_ = d_.lemma[j];
        break;
      }
  }

  void frames() {
    const int64_t v = d_.verb_before[i_];
    if (v >= 0) verb_before_ = d_.lemma[static_cast<size_t>(v)];
    if (const int32_t after = d_.verb_after[i_]; after >= 0) verb_after_ = d_.lemma[static_cast<size_t>(after)];
    quoted_ = d_.structure.quotation_of[i_] >= 0;
    for (const Frame& f : view_.frames) {
      if (f.scope_first <= i_ && i_ < f.scope_last && f.source >= 0) framed_ |= 1;
      if (f.cue == i_) framed_ |= 2 | (f.complement ? 4 : 0);
    }
  }

  static constexpr uint64_t kNoVerb = 13;

  const Document& d_;
  uint32_t i_;
  const Sentence& s_;
  const SentenceView& view_;
  uint64_t topic_;
  uint64_t lemma_, form_;
  uint64_t seen_, just_before_;
  uint64_t phrase_head_ = 0, phrase_category_ = 0, next_category_ = 0, next_head_ = 0, next_preposition_ = 0;
  uint64_t after_preposition_ = 0, verb_before_ = kNoVerb, verb_after_ = kNoVerb, quoted_ = 0, framed_ = 0, neighbour_event_ = 0;
  uint64_t has_number_ = 0, demonstrative_ = 0;
};

void add_own(const Document& d, uint32_t i, uint32_t as, Evoked& e) {
  if (!d.tokens.all[i].evokes) return;
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    for (const Plover type : d.lexicon->lexeme(r.lexeme).types) {
      if (type == Plover::kNone) break;
      e.add(type, as == kNoLexeme ? r.lexeme : as);
    }
}

// Candidates as an oracle is shown them.
constexpr auto kAnyType = [] {
  std::array<uint32_t, kPloverCount> types{};
  for (uint32_t t = 0; t < kPloverCount; ++t) types[t] = t;
  return types;
}();
static_assert(kPloverCount == ContextShape::kTypes + 1);

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

// Most words evoke nothing, and the facts of their forms say so. What is tagged as part of a phrase has classes of its own.
bool may_evoke(const Document& d, uint32_t i) {
  const Token& t = d.tokens.all[i];
  if (t.evokes) return true;
  if (!d.tags[i].lexeme) return false;
  return d.tags[i].lexeme_id == kNoLexeme || t.may_be(Class::kLight) || t.may_be(Class::kOccur) || t.may_be(Class::kCause) || t.may_be(Class::kSayDeny);
}

Evoked evoked_by(const Document& d, uint32_t i) {
  Evoked e;
  if (!may_evoke(d, i)) return e;
  add_own(d, i, kNoLexeme, e);
  if (e.n == 0 && carries_out(d, i)) add_carried_out(d, i, d.tags[i].lexeme_id, e);
  if (d.is(i, Class::kSayDeny)) add_denied(d, i, d.tags[i].lexeme_id, e);
  return e;
}

// How much less than its score "no event" counts: words are learned one by one, but a missed claim costs as much as a
// spurious one. F1 on the part left out is .725 at 0.9, .726 here, .724 at 1.5; high, because an event that several
// reports tell is found by the claims that are there.
constexpr float kLean = 1.2f;

uint8_t mode_of(const Lexeme& lexeme, Plover type) {
  for (int k = 0; k < 4; ++k)
    if (lexeme.types[k] == type) return lexeme.modes[k];
  return 0;
}

// How many events back a word is looked for: all of a usual report, and reading stays linear in a huge one.
constexpr size_t kSeenBack = 64;
constexpr uint32_t kJustBefore = 3;  // words

struct Verdict {
  Plover type = Plover::kNone;
  float margin = 0;  // over the second best
};

Verdict best_of(const float (&logits)[ContextShape::kTypes + 1]) {
  Verdict v;
  float best = logits[0] - kLean, second = -1e30f;
  for (uint32_t t = 1; t <= ContextShape::kTypes; ++t) {
    second = std::max(second, std::min(best, logits[t]));
    if (logits[t] > best) best = logits[t], v.type = static_cast<Plover>(t);
  }
  v.margin = best - second;
  return v;
}

// What the report is about, in few steps: how dense its event words are, and how many of them are of force.
uint64_t topic(const Document& d) {
  uint64_t words = 1, events = 1, force = 0;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const Tag& t = d.tags[i];
    words += t.pos != Pos::kNone;
    const bool may = d.tokens.all[i].evokes || t.lexeme_id == kNoLexeme;
    if (!may || !t.lexeme || t.lexeme->type() == Plover::kNone) continue;
    ++events;
    force += t.lexeme->type() == Plover::kAssault || t.lexeme->type() == Plover::kCoerce || t.lexeme->type() == Plover::kMobilize;
  }
  return std::min<uint64_t>(20 * events / words, 6) << 3 | std::min<uint64_t>(6 * force / events, 4);
}

// Most words that some reading could make an event are none, and their neighbours say so: a first look spares the net most of
// them. Words with lower odds of an event than e^-kGate are dropped; rawi-train prints what that costs.
constexpr float kGate = 4.0f;

class Finder {
 public:
  explicit Finder(Decider& decider)
      : decider_(decider), d_(decider.document), look_(decider.choice.has_model() ? decider.choice.model()->look() : nullptr), topic_(topic(d_)) {}

  void run() {
    d_.triggers.clear();
    for (uint32_t s = 0; s < d_.structure.sentences.size(); ++s) {
      if (d_.junk[s]) continue;
      for (uint32_t i = d_.structure.sentences[s].first; i < d_.structure.sentences[s].last; ++i)
        if (d_.tokens.all[i].kind == TokenKind::kWord) word(i);
    }
  }

 private:
  void word(uint32_t i) {
    const Evoked e = evoked_by(d_, i);
    if (e.n == 0) return;
    const Verdict verdict = decide(e, i);
    Trigger t;
    t.token = i;
    t.type = verdict.type;
    t.margin = verdict.margin;
    t.lexeme = e.lexemes[0];
    for (int k = 0; k < e.n; ++k)
      if (e.types[k] == static_cast<uint32_t>(t.type)) t.lexeme = e.lexemes[k];
    if (t.lexeme != kNoLexeme) t.mode = mode_of(d_.lexicon->lexeme(t.lexeme), t.type);
    if (t.type != Plover::kNone) taken_[takes_++ % kSeenBack] = d_.lemma[i];
    d_.triggers.push_back(t);
  }

  // The type of the word, kNone for no event. An oracle's answer is followed, and becomes part of the lessons; without one, what
  // the net says does, of every word.
  Verdict decide(const Evoked& e, uint32_t i) {
    const uint64_t seen = seen_before(i), before = just_before(i);
    Lesson* lesson = decider_.choice.lesson();
    if (decider_.oracle) return known_type(lesson, e, i, seen, before);
    look(i, seen);
    if (look_ && !lesson)
      if (const float odds = look_->odds(look_input_); odds < -kGate) return {Plover::kNone, -odds};
    describe(e, i, seen, before);
    float logits[ContextShape::kTypes + 1];
    decider_.context.events(i, input_, logits);
    const Verdict verdict = best_of(logits);
    if (lesson) lesson->looks.push_back({look_input_, verdict.type != Plover::kNone});
    return verdict;
  }

  Verdict known_type(Lesson* lesson, const Evoked& e, uint32_t i, uint64_t seen, uint64_t before) {
    const int known = decider_.oracle->answer(Section::kEvent, d_, i, kAnyType, 0);
    if (known < 0) return {};
    if (lesson) {
      look(i, seen);
      describe(e, i, seen, before);
      lesson->words.push_back({input_, look_input_, static_cast<uint32_t>(known)});
    }
    return {static_cast<Plover>(known), 0};
  }

  void describe(const Evoked& e, uint32_t i, uint64_t seen, uint64_t before) {
    view_.look(d_, d_.structure.sentence_of[i]);
    Surroundings(d_, i, view_, topic_, seen, before).describe(e, decider_.context, input_);
  }

  // Is there an earlier event of the same word?
  uint64_t seen_before(uint32_t i) const {
    const uint64_t lemma = d_.lemma[i];
    for (size_t k = 0; k < std::min(takes_, kSeenBack); ++k)
      if (taken_[k] == lemma) return 1;
    return 0;
  }

  // The event close before in the sentence: its type and how far. "To carry out" and "attacks" are one claim, whichever it is taken from.
  uint64_t just_before(uint32_t i) const {
    const uint32_t first = d_.sentence_at(i).first;
    for (size_t k = d_.triggers.size(); k-- > 0;) {
      const Trigger& t = d_.triggers[k];
      if (t.token < first || t.token + kJustBefore < i) break;
      if (t.type != Plover::kNone) return static_cast<uint64_t>(t.type) << 8 | (i - t.token);
    }
    return 0;
  }

  // What the first look sees.
  void look(uint32_t i, uint64_t seen) {
    const Sentence& s = d_.sentence_at(i);
    const auto at = static_cast<int64_t>(i);
    const uint64_t lemma = d_.lemma[i], form = form_of(d_.tags[i]);
    const uint64_t before = category_at(d_, at - 1, s), after = category_at(d_, at + 1, s);
    uint64_t* out = look_input_.features;
    const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { *out++ = feature(number, a, b); };
    add(1, d_.tokens.all[i].hash, 0);
    add(2, lemma, form);
    add(3, lemma, lemma_at(d_, at - 1, s));
    add(4, lemma, lemma_at(d_, at + 1, s));
    add(5, lemma, topic_);
    add(6, lemma, before);
    add(7, lemma, after);
    add(8, lemma, seen);
    add(9, lemma, s.headline);
    add(10, mix(before, after), form);
    add(11, lemma_at(d_, at - 1, s), form);
    add(12, lemma_at(d_, at + 1, s), form);
    add(13, lemma_at(d_, at - 2, s), form);
    add(14, lemma_at(d_, at + 2, s), form);
    add(15, topic_, form);
  }

  Decider& decider_;
  Document& d_;
  const FirstLook* look_;  // null: none
  const uint64_t topic_;
  SentenceView view_;
  EventInput input_;
  LookInput look_input_;
  uint64_t taken_[kSeenBack];
  size_t takes_ = 0;
};

}  // namespace

void find_triggers(Decider& decider) { Finder(decider).run(); }

}  // namespace rawi
