#include "claims/triggers.h"

#include <algorithm>
#include <cassert>

#include "claims/features.h"

namespace rawi {
namespace {

// What surrounds a candidate, computed once for all its types.
class Surroundings {
 public:
  Surroundings(const Document& d, uint32_t i, uint64_t topic, uint32_t seen_before)
      : d_(d), i_(i), s_(d.sentence_at(i)), topic_(topic), seen_(seen_before) {
    lemma_ = d.lemma[i];
    form_ = form_of(d.tags[i]);
    phrases();
    frames();
    describe();
  }

  // "This word evokes an event", whatever its type: what holds for all words, for words of its commonest type, for it.
  void add_event(Choice& c, Plover commonest) {
    salt(0);
    add(c, 0, mix(1, lemma_), true);
    salt(100);
    add(c, 1 + static_cast<uint64_t>(commonest), 0, false);
  }

  // "The event that it evokes is of `type`".
  void begin_types() { salt(200); }
  void add_type(Choice& c, uint64_t type) const { add(c, 100 + type, mix(lemma_, type), true); }

 private:
  static constexpr size_t kMostValues = 80;

  void add(Choice& c, uint64_t type, uint64_t typed_lemma, bool with_lemma) const {
    for (size_t k = 0; k < count_; ++k)
      if (!lexical_[k] || with_lemma) c.add(mix(salted_[k], lexical_[k] ? typed_lemma : type));
  }

  // What all types share of the hashes.
  void salt(uint64_t first) {
    for (size_t k = 0; k < count_; ++k) salted_[k] = mix(first + k + lexical_[k], values_[k]);
  }

  // Lists what is seen: `general` holds for any word, `lexical` for this one.
  void describe() {
    const auto i = static_cast<int64_t>(i_);
    const auto list = [&](uint64_t value, bool is_lexical) {
      assert(count_ < kMostValues);
      values_[count_] = value;
      lexical_[count_++] = is_lexical;
    };
    const auto general = [&](uint64_t value) { list(value, false); };
    const auto lexical = [&](uint64_t value) { list(value, true); };
    general(0);
    lexical(0);
    lexical(form_);
    lexical(d_.tokens.all[i_].hash);
    general(form_);
    for (const int64_t step : {-1, 1, -2, 2}) {
      general(lemma_at(d_, i + step, s_));
      lexical(lemma_at(d_, i + step, s_));
      general(category_at(d_, i + step, s_));
      general(mix(category_at(d_, i + step, s_), form_));
      if (step == 1 || step == -1) lexical(category_at(d_, i + step, s_));
    }
    general(mix(category_at(d_, i - 1, s_), category_at(d_, i + 1, s_), d_.tags[i_].verb()));
    general(mix(lemma_at(d_, i - 1, s_), form_));
    general(mix(lemma_at(d_, i + 1, s_), form_));
    general(verb_);
    lexical(verb_);
    general(mix(next_preposition_, next_category_, d_.tags[i_].verb()));
    lexical(mix(next_preposition_, next_category_));
    lexical(next_category_);
    lexical(next_head_);
    lexical(after_preposition_);
    general(mix(phrase_head_, phrase_category_));
    lexical(phrase_category_);
    general(mix(position_, d_.tags[i_].verb()));
    general(mix(quoted_, framed_, form_ & 7));
    lexical(mix(quoted_, framed_));
    general(mix(seen_, d_.tags[i_].definite(), d_.tags[i_].verb()));
    lexical(mix(seen_, d_.tags[i_].definite()));
    general(mix(has_time_, has_number_, has_place_));
    lexical(has_number_);
    general(neighbour_event_);
    lexical(neighbour_event_);
    general(mix(demonstrative_, seen_));
    general(s_.headline);
    general(topic_);
    lexical(topic_);
    general(mix(topic_, form_ & 7));
    general(mix(lemma_at(d_, i - 1, s_), lemma_at(d_, i + 1, s_)));
    general(mix(next_preposition_, next_category_, form_ & 7));
    general(mix(category_at(d_, i - 1, s_), mix(category_at(d_, i + 1, s_), form_)));
  }

  void phrases() {
    const int32_t own = d_.phrase_of[i_];
    size_t k = 0;
    if (own >= 0) {
      const Phrase& p = d_.phrases[static_cast<size_t>(own)];
      if (p.head != i_) phrase_head_ = d_.lemma[p.head], phrase_category_ = static_cast<uint64_t>(d_.category[p.head]) + 1;
      if (p.preposition >= 0) verb_ = mix(verb_, 7);
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
    verb_ = mix(verb_, v < 0 ? 1 : d_.lemma[static_cast<size_t>(v)]);
    quoted_ = d_.structure.quotation_of[i_] >= 0;
    for (const Frame& f : d_.frames) {
      if (f.scope_first <= i_ && i_ < f.scope_last && f.source >= 0) framed_ |= 1;
      if (f.cue == i_) framed_ |= 2 | (f.complement ? 4 : 0);
    }
    position_ = bucket(i_ - s_.first);
  }

  const Document& d_;
  uint32_t i_;
  const Sentence& s_;
  uint64_t topic_;
  uint64_t lemma_, form_;
  uint64_t seen_;
  uint64_t phrase_head_ = 0, phrase_category_ = 0, next_category_ = 0, next_head_ = 0, next_preposition_ = 0;
  uint64_t after_preposition_ = 0, verb_ = 0, quoted_ = 0, framed_ = 0, position_ = 0, neighbour_event_ = 0;
  uint64_t has_time_ = 0, has_number_ = 0, has_place_ = 0, demonstrative_ = 0;
  size_t count_ = 0;
  uint64_t values_[kMostValues], salted_[kMostValues];
  bool lexical_[kMostValues];
};

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

void add_own(const Document& d, uint32_t i, uint32_t as, Evoked& e) {
  for (const Reading1& r : d.tokens.read(d.tokens.all[i]))
    for (const Plover type : d.lexicon->lexeme(r.lexeme).types) e.add(type, as == kNoLexeme ? r.lexeme : as);
}

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

// How much less than its score "no event" counts: the decisions are learned one by one, but a missed claim costs as
// much as a spurious one. Found with rawi-train --leave-out, where F1 is flat between 0.7 and 1.4.
constexpr float kLean = 1.2f;

uint8_t mode_of(const Lexeme& lexeme, Plover type) {
  for (int k = 0; k < 4; ++k)
    if (lexeme.types[k] == type) return lexeme.modes[k];
  return 0;
}

// Which type: those of the word's rows first, but a context can ask for any.
Plover decide_type(Decider& decider, Surroundings& around, const Evoked& e, uint32_t i) {
  const Document& d = decider.document;
  decider.start(Section::kType);
  around.begin_types();
  for (uint32_t type = 1; type < kPloverCount; ++type) {
    uint64_t rank = 9;
    for (int k = 0; k < e.n; ++k)
      if (e.types[k] == type) rank = static_cast<uint64_t>(k);
    decider.next(type);
    around.add_type(decider.choice, type);
    decider.choice.add(mix(301, rank));
    decider.choice.add(mix(302, rank, type));
    decider.choice.add(mix(303, rank, d.lemma[i]));
    decider.choice.add(mix(304, rank, d.is(i, Class::kSayDeny) ? 1 : carries_out(d, i) ? 2 : 0));
  }
  return static_cast<Plover>(decider.decide(i));
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
  d.triggers.clear();
  for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
    if (d.tokens.all[i].kind != TokenKind::kWord || d.junk[d.structure.sentence_of[i]]) continue;
    const Evoked e = evoked_by(d, i);
    if (e.n == 0) continue;
    uint32_t seen = 0;
    for (const Trigger& t : d.triggers) seen |= t.type != Plover::kNone && d.lemma[t.token] == d.lemma[i];
    Surroundings around(d, i, about, seen);
    decider.start(Section::kEvent);
    decider.next(0);
    decider.choice.lean(-kLean);
    decider.next(1);
    around.add_event(decider.choice, static_cast<Plover>(e.types[0]));
    const bool event = decider.decide(i) == 1;
    Trigger t;
    t.token = i;
    t.margin = decider.choice.margin();
    t.lexeme = e.lexemes[0];
    if (event) t.type = decide_type(decider, around, e, i);
    for (int k = 0; k < e.n; ++k)
      if (e.types[k] == static_cast<uint32_t>(t.type)) t.lexeme = e.lexemes[k];
    if (t.lexeme != kNoLexeme) t.mode = mode_of(d.lexicon->lexeme(t.lexeme), t.type);
    d.triggers.push_back(t);
  }
}

}  // namespace rawi
