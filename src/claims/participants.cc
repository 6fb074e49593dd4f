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
  Relation(const Document& d, const Trigger& t, uint32_t frame, const Trigger* previous, const Participants& before)
      : d_(d), t_(t), i_(t.token), s_(d.sentence_at(t.token)), frame_(frame), previous_(previous), before_(before) {
    form_ = static_cast<uint64_t>(d.tags[i_].feats.shape()) | (d.tags[i_].feats.passive() ? 8 : 0) | (d.tags[i_].suffix ? 16 : 0) |
            (d.tags[i_].verb() ? 32 : 0);
    type_ = static_cast<uint64_t>(t.type);
    lemma_ = d.lemma[i_];
    const int64_t v = d.tags[i_].verb() ? int64_t{i_} : d.verb_before[i_];
    governor_ = v < 0 || v == i_ ? 0 : d.lemma[static_cast<size_t>(v)];
    governor_at_ = v;
  }

  void add_none(Choice& choice) const {
    Choice::Bag<2> bag(choice);
    const auto add = [&](uint64_t number, uint64_t a, uint64_t b) { bag.add(feature(number, a, b)); };
    add(1, form_, 0);
    add(2, form_, type_);
    add(3, lemma_, 0);
    add(4, lemma_, form_);
    add(5, category_at(d_, static_cast<int64_t>(i_) + 1, s_), form_);
    add(6, s_.headline, form_);
    add(7, lemma_, lemma_at(d_, static_cast<int64_t>(i_) + 1, s_));
    add(8, governor_, 0);
    bag.put();
  }

  // `order`: how many candidates stand between trigger and phrase, on its side.
  void add(Choice& choice, uint32_t index, uint32_t order) const {
    const Phrase& p = d_.phrases[index];
    const bool inside = p.first >= s_.first && p.first < s_.last;
    const bool after = p.first > i_;
    const uint64_t side = !inside ? 2 : after;
    const uint32_t gap = after ? p.first - i_ : i_ - std::min(i_, p.last);
    const uint64_t prep = preposition(p);
    const auto cat = static_cast<uint64_t>(d_.category[p.head]);
    const uint64_t head = d_.lemma[p.head];
    const uint64_t between = inside ? barrier(p) : 9, agreement = agrees(p), opens = opens_clause(p), subject = subject_of_governor(p, opens);
    const uint64_t speaker = is_speaker(p), was_actor = before_.actor == index, was_target = before_.target == index;
    // Pairs that several features share. Small numbers are packed: order below 8, side below 4, a form below 64.
    const uint64_t place = side | std::min<uint64_t>(order, 4) << 2, side_form = side | form_ << 2, place_form = place | form_ << 5;
    const uint64_t place_prep = mix(place, prep), side_prep = mix(side, prep), side_lemma = mix(side, lemma_), prep_form = mix(prep, form_);
    const uint64_t was = was_actor | was_target << 1;
    Choice::Bag<2> bag(choice);
    uint64_t number = 20;
    const auto add = [&](uint64_t a, uint64_t b) { bag.add(feature(number++, a, b)); };
    add(place_form, 0);
    add(place_prep, form_);
    add(place_prep, type_);
    add(place_prep, lemma_);
    add(side_prep, mix(lemma_, form_));
    add(side_prep, cat | type_ << 8);
    add(cat, type_);
    add(cat, lemma_);
    add(cat, side_form);
    add(bucket(gap), side_form);
    add(between, side_form);
    add(between | place << 8, prep_form);
    add(agreement, side_form);
    add(agreement | place << 8, prep_form);
    add(p.construct, form_ | type_ << 8);
    add(p.construct, lemma_);
    add(p.construct | cat << 1, lemma_);
    add(p.adjective | side << 1, type_);
    add(p.coordinated, place_form);
    add(p.event, form_);
    add(d_.time_of[p.head] >= 0, form_);
    add(head, type_);
    add(head, side_lemma);
    add(p.definite | p.counted << 1, side_form);
    add(p.counted | cat << 1, type_ | side << 8);
    add(opens, side_form);
    add(opens | place << 1, between | form_ << 4);
    add(governor_, mix(prep, side | std::min<uint64_t>(order, 3) << 2));
    add(subject, side_form);
    add(governor_, subject | form_ << 1);
    add(speaker, type_ | form_ << 8);
    add(speaker, side_lemma);
    add(was_actor, place_form);
    add(was_target, place_form);
    add(was, type_ | (previous_ ? static_cast<uint64_t>(previous_->type) : 0) << 8);
    add(was, static_cast<uint64_t>(previous_same_sentence()) | static_cast<uint64_t>(d_.tags[i_].proclitics & kWa) << 1);
    add(inside ? 0 : 1 + (bucket(d_.structure.sentence_of[i_] - d_.structure.sentence_of[p.first]) << 1 | opens), form_);
    bag.put();
  }

 private:
  uint64_t preposition(const Phrase& p) const {
    if (p.preposition < 0) return 0;
    const auto at = static_cast<uint32_t>(p.preposition);
    return at == p.first ? 256 + (d_.tags[at].proclitics & (kBa | kLi | kKa)) : d_.lemma[at];
  }
  // What stands between: nothing, a comma, a complementizer or relative, another verb, or several of these.
  uint64_t barrier(const Phrase& p) const { return p.first > i_ ? stops_between(d_, i_ + 1, p.first) : stops_between(d_, p.last, i_); }
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
  bool subject_of_governor(const Phrase& p, bool opens) const {
    if (governor_at_ < 0 || p.preposition >= 0) return false;
    const auto v = static_cast<uint32_t>(governor_at_);
    return (p.first > v && p.first <= v + 3) || (p.last <= v && p.last + 3 > v && opens);
  }
  bool is_speaker(const Phrase& p) const {
    if (frame_ == kNobody || d_.frames[frame_].source < 0) return false;
    const Source& s = d_.sources[static_cast<size_t>(d_.frames[frame_].source)];
    return s.cited.overlaps(p.span);
  }
  bool previous_same_sentence() const { return previous_ && previous_->token >= s_.first; }

  const Document& d_;
  const Trigger& t_;
  uint32_t i_;
  const Sentence& s_;
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

  // Actor and target are chosen among the same phrases, described once.
  Participants decide() {
    const Relation relation(d_, t_, frame_, previous_, before_);
    decider_.start(Section::kActor, 2);
    decider_.next(kNobody);
    relation.add_none(decider_.choice);
    const size_t at = d_.phrase_from[t_.token];
    after(relation, at);
    before(relation, at);
    carried(relation);
    Participants out;
    out.actor = decider_.decide_role(t_.token, 0, kNobody);
    out.target = decider_.decide_role(t_.token, 1, out.actor);
    return out;
  }

 private:
  bool fits(const Phrase& p) const {
    if (p.first <= t_.token && t_.token < p.last && p.head == t_.token) return false;
    return d_.time_of[p.head] < 0 && (d_.tokens.all[p.head].kind == TokenKind::kWord || d_.tokens.all[p.head].kind == TokenKind::kLatin);
  }
  void offer(const Relation& relation, uint32_t index, uint32_t order) {
    decider_.next(index);
    relation.add(decider_.choice, index, order);
  }
  void after(const Relation& relation, size_t at) {
    const uint32_t end = std::min(d_.sentence_at(t_.token).last, t_.token + kReach);
    uint32_t order = 0;
    for (size_t k = at; k < d_.phrases.size() && d_.phrases[k].first < end && order <= kMostAfter; ++k)
      if (fits(d_.phrases[k])) offer(relation, static_cast<uint32_t>(k), order++);
  }
  // Backwards through the sentence, then the free phrases of the sentence before.
  void before(const Relation& relation, size_t at) {
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
  void carried(const Relation& relation) {
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
};

}  // namespace

Participants decide_participants(Decider& decider, const Trigger& trigger, uint32_t frame, const Trigger* previous,
                                 const Participants& before) {
  return Finder(decider, trigger, frame, previous, before).decide();
}

}  // namespace rawi
