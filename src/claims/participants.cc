#include "claims/participants.h"

#include <algorithm>

#include "claims/features.h"
#include "claims/sources.h"

namespace rawi {
namespace {

// Phrases within this many tokens of the trigger are candidates, and as many of the sentence before.
constexpr uint32_t kReach = 40;
constexpr uint32_t kMostAfter = 6, kMostBefore = 8;  // of the phrases on each side

// How a candidate phrase stands to the trigger.
class Relation {
 public:
  Relation(const Document& d, const Trigger& t, Section role, uint32_t frame, const Trigger* previous, const Participants& before)
      : d_(d), t_(t), i_(t.token), s_(d.sentence_at(t.token)), role_(static_cast<uint64_t>(role)), frame_(frame),
        previous_(previous), before_(before) {
    form_ = static_cast<uint64_t>(d.tags[i_].feats.shape()) | (d.tags[i_].feats.passive() ? 8 : 0) | (d.tags[i_].suffix ? 16 : 0) |
            (d.tags[i_].verb() ? 32 : 0);
    type_ = static_cast<uint64_t>(t.type);
    lemma_ = d.lemma[i_];
    const int64_t v = d.tags[i_].verb() ? i_ : verb_before(d, i_);
    governor_ = v < 0 || v == i_ ? 0 : d.lemma[static_cast<size_t>(v)];
    governor_at_ = v;
  }

  void add_none(Choice& c) const {
    c.add(mix(1, role_, form_));
    c.add(mix(2, role_, mix(form_, type_)));
    c.add(mix(3, role_, lemma_));
    c.add(mix(4, role_, mix(lemma_, form_)));
    c.add(mix(5, role_, mix(category_at(d_, static_cast<int64_t>(i_) + 1, s_), form_)));
    c.add(mix(6, role_, mix(s_.headline, form_)));
    c.add(mix(7, role_, mix(lemma_, lemma_at(d_, static_cast<int64_t>(i_) + 1, s_))));
    c.add(mix(8, role_, governor_));
  }

  // `order`: how many candidates stand between trigger and phrase, on its side.
  void add(Choice& c, uint32_t index, uint32_t order) const {
    const Phrase& p = d_.phrases[index];
    const bool inside = p.first >= s_.first && p.first < s_.last;
    const bool after = p.first > i_;
    const uint64_t side = !inside ? 2 : after;
    const uint32_t gap = after ? p.first - i_ : i_ - std::min(i_, p.last);
    const uint64_t prep = preposition(p);
    const auto cat = static_cast<uint64_t>(d_.category[p.head]);
    const uint64_t place = mix(side, std::min(order, 4u));
    const uint64_t between = inside ? barrier(p) : 9;
    const uint64_t agreement = agrees(p);
    uint64_t salt = 20;
    const auto add = [&](uint64_t a, uint64_t b) { c.add(mix(salt++, role_, mix(a, b))); };
    add(place, form_);
    add(mix(place, prep), form_);
    add(mix(place, prep), type_);
    add(mix(place, prep), lemma_);
    add(mix(side, prep), mix(lemma_, form_));
    add(mix(side, prep), mix(cat, type_));
    add(cat, type_);
    add(cat, lemma_);
    add(mix(cat, side), form_);
    add(bucket(gap), mix(side, form_));
    add(mix(between, side), form_);
    add(mix(between, place), mix(prep, form_));
    add(agreement, mix(side, form_));
    add(mix(agreement, place), mix(prep, form_));
    add(p.construct, mix(form_, type_));
    add(p.construct, lemma_);
    add(mix(p.construct, cat), lemma_);
    add(mix(p.adjective, side), type_);
    add(mix(p.coordinated, place), form_);
    add(p.event, form_);
    add(d_.time_of[p.head] >= 0, form_);
    add(d_.lemma[p.head], type_);
    add(d_.lemma[p.head], mix(lemma_, side));
    add(mix(p.definite, p.counted), mix(side, form_));
    add(mix(p.counted, cat), mix(type_, side));
    add(opens_clause(p), mix(side, form_));
    add(mix(opens_clause(p), place), mix(between, form_));
    add(mix(governor_, side), mix(prep, std::min(order, 3u)));
    add(subject_of_governor(p), mix(side, form_));
    add(mix(subject_of_governor(p), governor_), form_);
    add(is_speaker(p), mix(type_, form_));
    add(mix(is_speaker(p), side), lemma_);
    add(was(before_.actor, index), mix(form_, place));
    add(was(before_.target, index), mix(form_, place));
    add(mix(was(before_.actor, index), was(before_.target, index)), mix(type_, previous_ ? static_cast<uint64_t>(previous_->type) : 0));
    add(mix(was(before_.actor, index), was(before_.target, index)), mix(previous_same_sentence(), d_.tags[i_].proclitics & kWa));
    add(inside ? 0 : mix(bucket(d_.structure.sentence_of[i_] - d_.structure.sentence_of[p.first]), opens_clause(p)), form_);
  }

 private:
  uint64_t preposition(const Phrase& p) const {
    if (p.preposition < 0) return 0;
    const auto at = static_cast<uint32_t>(p.preposition);
    return at == p.first ? 256 + (d_.tags[at].proclitics & (kBa | kLi | kKa)) : d_.lemma[at];
  }
  // What stands between: nothing, a comma, a complementizer or relative, another verb, or several of these.
  uint64_t barrier(const Phrase& p) const {
    const uint32_t a = p.first > i_ ? i_ + 1 : p.last, b = p.first > i_ ? p.first : i_;
    uint64_t bits = 0;
    for (uint32_t k = a; k < b; ++k) {
      if (d_.tokens.all[k].kind == TokenKind::kMark && d_.tokens.all[k].mark != '(') bits |= 1;
      if (d_.is(k, Class::kComplementizer) || d_.is(k, Class::kRelative)) bits |= 2;
      if (d_.tags[k].verb()) bits |= 4;
      if (d_.tags[k].noun() && d_.tags[k].lexeme && d_.tags[k].lexeme->type() != Plover::kNone && d_.tags[k].feats.shape() == Shape::kMasdar) bits |= 8;
    }
    return bits;
  }
  // Gender and number against a verb's or a pronoun's.
  uint64_t agrees(const Phrase& p) const {
    const Tag& t = d_.tags[i_];
    const int gender = t.verb() ? t.feats.gender() : t.suffix ? t.suffix_gender : 0;
    const int number = t.verb() ? t.feats.number() : t.suffix ? t.suffix_number : 0;
    if (!gender && !number) return 0;
    const uint64_t g = !gender || !p.gender ? 1 : gender == p.gender ? 2 : 3;
    const uint64_t n = number != 3 || !p.number ? 1 : p.number == 3 ? 2 : 3;
    return g | n << 2 | (t.suffix ? 16 : 0);
  }
  bool opens_clause(const Phrase& p) const {
    if (p.preposition >= 0) return false;
    const uint32_t first = d_.sentence_at(p.first).first;
    if (p.first == first) return true;
    const Tag& b = d_.tags[p.first - 1];
    return b.is(Class::kComplementizer) || b.is(Class::kConjunction) || d_.tokens.all[p.first - 1].kind == TokenKind::kMark;
  }
  // The first free phrase after the governing verb, or the one that opens its clause.
  bool subject_of_governor(const Phrase& p) const {
    if (governor_at_ < 0 || p.preposition >= 0) return false;
    const auto v = static_cast<uint32_t>(governor_at_);
    return (p.first > v && p.first <= v + 3) || (p.last <= v && p.last + 3 > v && opens_clause(p));
  }
  bool is_speaker(const Phrase& p) const {
    if (frame_ == kNobody || d_.frames[frame_].source < 0) return false;
    const Source& s = d_.sources[static_cast<size_t>(d_.frames[frame_].source)];
    return s.cited.overlaps(p.span);
  }
  static bool was(uint32_t earlier, uint32_t index) { return earlier == index; }
  bool previous_same_sentence() const { return previous_ && previous_->token >= s_.first; }

  const Document& d_;
  const Trigger& t_;
  uint32_t i_;
  const Sentence& s_;
  uint64_t role_;
  uint32_t frame_;
  const Trigger* previous_;
  const Participants& before_;
  uint64_t form_, type_, lemma_, governor_;
  int64_t governor_at_;
};

class Finder {
 public:
  Finder(Decider& decider, const Trigger& t, uint32_t frame, const Trigger* previous, const Participants& before)
      : decider_(decider), d_(decider.document), t_(t), frame_(frame), previous_(previous), before_(before) {}

  uint32_t decide(Section role, uint32_t taken) {
    taken_ = taken;
    Relation relation(d_, t_, role, frame_, previous_, before_);
    decider_.start(role);
    decider_.next(kNobody);
    relation.add_none(decider_.choice);
    const auto at = static_cast<size_t>(std::lower_bound(d_.phrases.begin(), d_.phrases.end(), t_.token,
                        [](const Phrase& p, uint32_t t) { return p.first < t; }) - d_.phrases.begin());
    after(relation, at);
    before(relation, at);
    carried(relation);
    return decider_.decide(t_.token);
  }

 private:
  bool fits(const Phrase& p) const {
    if (p.first <= t_.token && t_.token < p.last && p.head == t_.token) return false;
    return d_.time_of[p.head] < 0 && (d_.tokens.all[p.head].kind == TokenKind::kWord || d_.tokens.all[p.head].kind == TokenKind::kLatin);
  }
  void offer(Relation& relation, uint32_t index, uint32_t order) {
    if (index == taken_) return;
    decider_.next(index);
    relation.add(decider_.choice, index, order);
  }
  void after(Relation& relation, size_t at) {
    const uint32_t end = std::min(d_.sentence_at(t_.token).last, t_.token + kReach);
    uint32_t order = 0;
    for (size_t k = at; k < d_.phrases.size() && d_.phrases[k].first < end && order <= kMostAfter; ++k)
      if (fits(d_.phrases[k])) offer(relation, static_cast<uint32_t>(k), order++);
  }
  // Backwards through the sentence, then the free phrases of the sentence before.
  void before(Relation& relation, size_t at) {
    const uint32_t first = d_.sentence_at(t_.token).first;
    const uint32_t sentence = d_.structure.sentence_of[t_.token];
    const uint32_t earlier = sentence > 0 ? d_.structure.sentences[sentence - 1].first : first;
    uint32_t order = 0;
    for (size_t k = at; k-- > 0;) {
      const Phrase& p = d_.phrases[k];
      if (p.first < earlier || order > kMostBefore) break;
      if (p.first + kReach * 2 < t_.token) break;
      if (p.first < first && (p.preposition >= 0 || p.event)) continue;
      if (fits(p)) offer(relation, static_cast<uint32_t>(k), order++);
    }
  }
  // The participants of the claim before, when they stand further back.
  void carried(Relation& relation) {
    for (const uint32_t index : {before_.actor, before_.target}) {
      if (index == kNobody) continue;
      if (std::find(decider_.candidates.begin(), decider_.candidates.end(), index) != decider_.candidates.end()) continue;
      offer(relation, index, 4);
    }
  }

  Decider& decider_;
  const Document& d_;
  const Trigger& t_;
  uint32_t frame_;
  const Trigger* previous_;
  const Participants& before_;
  uint32_t taken_ = kNobody;
};

}  // namespace

Participants decide_participants(Decider& decider, const Trigger& trigger, uint32_t frame, const Trigger* previous,
                                 const Participants& before) {
  Finder finder(decider, trigger, frame, previous, before);
  Participants out;
  out.actor = finder.decide(Section::kActor, kNobody);
  out.target = finder.decide(Section::kTarget, out.actor);
  return out;
}

}  // namespace rawi
