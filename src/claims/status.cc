#include "claims/status.h"

#include <algorithm>

#include "claims/features.h"

namespace rawi {
namespace {

constexpr Class kOperators[] = {Class::kNegation, Class::kWill, Class::kIntend, Class::kPossible, Class::kMust, Class::kPurpose,
                                Class::kConditional, Class::kQad, Class::kRefuse, Class::kComplementizer, Class::kSayWarn,
                                Class::kSayExpect, Class::kSayDeny, Class::kSayClaim, Class::kCopula, Class::kAspect,
                                Class::kConcession, Class::kOccur, Class::kCause, Class::kLight, Class::kRelative};

// Adds what modifies the trigger from the left, for one status. Simplest form: the operators between the clause's
// beginning and the trigger, each with how far it stands; then the verb that governs it and its immediate neighbours.
void add_features(const Document& d, Choice& c, const Trigger& t, uint64_t status) {
  const uint32_t i = t.token;
  const Sentence& s = d.sentence_at(i);
  const Tag& tag = d.tags[i];
  const uint64_t lemma = mix(d.lemma[i], status), type = mix(static_cast<uint64_t>(t.type), status);
  const uint64_t form = form_of(tag);
  uint64_t salt = 200;
  const auto add = [&](uint64_t value) { c.add(mix(salt++, value, status)); };
  add(0);
  c.add(mix(1, lemma));
  c.add(mix(2, lemma, form));
  c.add(mix(3, type));
  c.add(mix(4, type, form));
  add(form);
  for (const int64_t step : {-1, -2, -3, 1}) {
    add(lemma_at(d, static_cast<int64_t>(i) + step, s));
    add(mix(lemma_at(d, static_cast<int64_t>(i) + step, s), form & 7));
    add(mix(category_at(d, static_cast<int64_t>(i) + step, s), form));
  }
  const uint32_t reach = i - std::min(i - s.first, 14u);
  for (uint32_t k = i; k-- > reach;) {
    for (const Class op : kOperators)
      if (d.is(k, op)) {
        c.add(mix(301, static_cast<uint64_t>(op), status));
        c.add(mix(302, mix(static_cast<uint64_t>(op), bucket(i - k)), mix(status, tag.verb())));
        c.add(mix(303, d.lemma[k], status));
      }
    if (d.tokens.all[k].kind == TokenKind::kMark) c.add(mix(304, bucket(i - k), status));
  }
  const int64_t v = verb_before(d, i);
  const uint64_t verb = v < 0 ? 1 : d.lemma[static_cast<size_t>(v)];
  salt = 240;
  add(verb);
  add(mix(verb, tag.verb()));
  add(v < 0 ? 0 : mix(form_of(d.tags[static_cast<size_t>(v)]), bucket(i - static_cast<uint32_t>(v))));
  auto other = std::lower_bound(d.triggers.begin(), d.triggers.end(), s.first, [](const Trigger& a, uint32_t k) { return a.token < k; });
  for (; other != d.triggers.end() && other->token < i; ++other) {
    if (other->type == Plover::kNone) continue;
    c.add(mix(305, static_cast<uint64_t>(other->type), mix(status, bucket(i - other->token))));
    c.add(mix(306, d.lemma[other->token], status));
  }
  for (const Frame& f : frames_around(d, d.structure.sentence_of[i]))
    if (f.scope_first <= i && i < f.scope_last) {
      c.add(mix(307, static_cast<uint64_t>(f.kind), status));
      c.add(mix(308, d.lemma[f.cue], status));
      c.add(mix(309, d.lemma[f.cue], mix(status, form & 7)));
    } else if (f.cue == i) {
      c.add(mix(310, static_cast<uint64_t>(f.kind), mix(status, f.complement)));
    }
  add(mix(s.headline, tag.verb(), form & 7));
  add(mix(d.is(i, Class::kSayDeny), verb_before(d, i) >= 0, i > s.first && d.is(i - 1, Class::kNegation)));
  const int32_t p = d.phrase_of[i];
  if (p >= 0 && d.phrases[static_cast<size_t>(p)].preposition >= 0) {
    const auto prep = static_cast<uint32_t>(d.phrases[static_cast<size_t>(p)].preposition);
    const uint64_t which = prep == d.phrases[static_cast<size_t>(p)].first ? d.tags[prep].proclitics : d.lemma[prep];
    c.add(mix(311, which, mix(status, form & 7)));
    c.add(mix(312, mix(which, verb), status));
  }
}

}  // namespace

Status decide_status(Decider& decider, const Trigger& trigger) {
  decider.start(Section::kStatus);
  for (uint32_t status = 0; status < 4; ++status) {
    decider.next(status);
    add_features(decider.document, decider.choice, trigger, status);
  }
  return static_cast<Status>(decider.decide(trigger.token));
}

}  // namespace rawi
