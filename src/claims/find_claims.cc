#include "claims/find_claims.h"

#include "claims/chains.h"
#include "claims/circumstances.h"
#include "claims/decider.h"
#include "claims/frames.h"
#include "claims/participants.h"
#include "claims/status.h"
#include "claims/triggers.h"

namespace rawi {
namespace {

Participant participant(const Document& d, uint32_t phrase) {
  if (phrase == kNobody) return {};
  const Phrase& p = d.phrases[phrase];
  const int32_t name = d.name_of[p.head];
  return {p.span, name < 0 ? kNoEntity : d.names[static_cast<size_t>(name)].entity};
}

// How far a denial stands from the claim that it may deny, nearest first: its own sentence, then up to
// kDenialReach claims before it.
constexpr size_t kDenialReach = 12;

// A denial points to the nearest claim of its type that is not itself denied.
void tie_denials(Reading& out) {
  const auto deniable = [&](size_t k, const Claim& c) { return out.claims[k].type == c.type && out.claims[k].status != Status::kDenied; };
  for (size_t i = 0; i < out.claims.size(); ++i) {
    Claim& c = out.claims[i];
    if (c.status != Status::kDenied) continue;
    for (size_t k = i + 1; k < out.claims.size() && out.claims[k].sentence == c.sentence && c.denies < 0; ++k)
      if (deniable(k, c)) c.denies = static_cast<int32_t>(k);
    for (size_t k = i; k-- > 0 && k + kDenialReach >= i && c.denies < 0;)
      if (deniable(k, c)) c.denies = static_cast<int32_t>(k);
  }
}

}  // namespace

void find_claims(Document& d, Choice& choice, Oracle* oracle, std::vector<uint32_t>& scratch, Reading& out) {
  Decider decider(d, choice, oracle, scratch);
  find_frames(d);
  find_triggers(decider);
  out.claims.clear();
  out.links.clear();
  out.quantities.clear();
  d.told.clear();
  Situation situation;
  for (const Trigger& t : d.triggers) {
    if (t.type == Plover::kNone) continue;
    Claim c;
    c.trigger = d.tokens.all[t.token].span;
    c.sentence = d.sentence_at(t.token).span;
    c.type = t.type;
    c.mode = t.mode;
    c.lexeme = t.lexeme;
    c.score = t.margin;
    const uint32_t frame = decide_frame(decider, t);
    c.first_link = static_cast<uint32_t>(out.links.size());
    if (frame != kNobody) c.links = append_links(d, frame, out.links);
    c.status = decide_status(decider, t);
    situation.participants = decide_participants(decider, t, frame, situation.previous, situation.participants);
    c.actor = participant(d, situation.participants.actor);
    c.target = participant(d, situation.participants.target);
    const uint32_t place = decide_place(decider, t, situation);
    if (place != kNobody) c.place = d.places[place].ref;
    const uint32_t time = decide_time(decider, t, situation);
    if (time != kNobody) c.time = {d.times[time].span, static_cast<int32_t>(time)};
    c.first_quantity = static_cast<uint32_t>(out.quantities.size());
    c.quantities = decide_quantities(decider, t, out.quantities);
    c.weapon = decide_weapon(decider, t, situation, c.weapon_words);
    out.claims.push_back(c);
    d.told.push_back({t.type, d.lemma[t.token], time});
    situation.previous = &t;
    situation.previous_place = place;
    situation.previous_time = time;
    situation.previous_weapon = c.weapon;
  }
  tie_denials(out);
}

}  // namespace rawi
