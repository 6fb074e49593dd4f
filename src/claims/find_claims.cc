#include "claims/find_claims.h"

#include <algorithm>

#include "claims/chains.h"
#include "claims/circumstances.h"
#include "claims/decider.h"
#include "claims/frames.h"
#include "claims/participants.h"
#include "claims/settle.h"
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

bool is_demonym(const Document& d, const PlaceMention& place) {
  const int32_t name = d.name_of[place.first];
  return name >= 0 && d.names[static_cast<size_t>(name)].kinds == kNamesNisba;
}

// Names what read the claim decided last, besides its lexicon row: the frame that holds it or that its speaker is
// carried over from, what its place was taken from, and whether it denies.
void name_rules(const Document& d, const Told& t, Claim& c, std::vector<const char*>& rules) {
  c.first_rule = static_cast<uint32_t>(rules.size());
  if (t.frame != kNobody) {
    const Frame& f = d.frames[t.frame];
    rules.push_back(frame_rule(f.kind));
    if (f.carried || f.sentence < d.structure.sentence_of[t.token]) rules.push_back("chain:carried");
    if (f.sentence > d.structure.sentence_of[t.token]) rules.push_back("chain:ahead");
  }
  if (t.frame == kNobody && c.links > 0) rules.push_back("frame:responsibility");
  if (c.status == Status::kDenied) rules.push_back("denial");
  if (t.place != kNobody && is_demonym(d, d.places[t.place])) rules.push_back("place:demonym");
  if (!c.place.words.empty() && !c.sentence.contains(c.place.words)) rules.push_back("place:carried");
  if (!c.time.words.empty() && !c.sentence.contains(c.time.words)) rules.push_back("time:carried");
  c.rules = static_cast<uint32_t>(rules.size()) - c.first_rule;
}

// Whether the words stand in what a denial says: "the army denied bombing the village". Where the denying word is a claim of
// the same type, it stands for them.
enum class Denied : uint8_t { kNo, kYes, kTold };

Denied denied_by(const Document& d, const Trigger& t, uint32_t frame) {
  if (frame == kNobody) return Denied::kNo;
  const Frame& f = d.frames[frame];
  if (!d.is(f.cue, Class::kSayDeny) || f.cue >= t.token || f.sentence != d.structure.sentence_of[t.token]) return Denied::kNo;
  if (f.cue > 0 && d.is(f.cue - 1, Class::kNegation)) return Denied::kNo;
  const auto cue = std::lower_bound(d.triggers.begin(), d.triggers.end(), f.cue, [](const Trigger& a, uint32_t token) { return a.token < token; });
  if (cue == d.triggers.end() || cue->token != f.cue || cue->type != t.type) return Denied::kYes;
  for (auto other = cue + 1; other != d.triggers.end() && other->token < t.token; ++other)
    if (other->type == t.type) return Denied::kYes;
  return Denied::kTold;
}

// "The group claimed the attack": of the verb, and of the event that is its object. `claimant`: the actor of the claim before.
bool claims_responsibility(const Document& d, const Trigger& t, const Claim& c, const Situation& s, uint32_t claimant) {
  if (s.participants.actor == kNobody || c.status != Status::kHappened || t.type != Plover::kAssault) return false;
  if (d.is(t.token, Class::kRespond)) return true;
  constexpr uint32_t kObject = 6;  // tokens from the verb
  return s.previous && s.previous->type == t.type && d.is(s.previous->token, Class::kRespond) && t.token - s.previous->token <= kObject &&
         d.structure.sentence_of[s.previous->token] == d.structure.sentence_of[t.token] && s.participants.actor == claimant;
}

// How far a denial stands from the claim that it may deny, nearest first: its own sentence, then up to
// kDenialReach claims before it.
constexpr size_t kDenialReach = 12;

// Does the sentence of a denial name the event of an earlier claim: "denied the attack", after "gunmen attacked"?
bool names_again(const Document& d, uint32_t denial, uint64_t lemma) {
  const Sentence& s = d.sentence_at(denial);
  for (uint32_t i = denial + 1; i < s.last; ++i)
    if (d.lemma[i] == lemma) return true;
  return false;
}

// A denial points to a claim of its type that is not itself denied: one before it that it names again, else the next one of its
// sentence, else the nearest before. Document::told has a row for every claim.
void tie_denials(const Document& d, Reading& out) {
  for (size_t i = 0; i < out.claims.size(); ++i) {
    Claim& c = out.claims[i];
    if (c.status != Status::kDenied) continue;
    const auto deniable = [&](size_t k) { return out.claims[k].type == c.type && out.claims[k].status != Status::kDenied; };
    const size_t first = i - std::min(i, kDenialReach);
    for (size_t k = i; k-- > first && c.denies < 0;)
      if (deniable(k) && names_again(d, d.told[i].token, d.told[k].lemma)) c.denies = static_cast<int32_t>(k);
    for (size_t k = i + 1; k < out.claims.size() && out.claims[k].sentence == c.sentence && c.denies < 0; ++k)
      if (deniable(k)) c.denies = static_cast<int32_t>(k);
    for (size_t k = i; k-- > first && c.denies < 0;)
      if (deniable(k)) c.denies = static_cast<int32_t>(k);
  }
}

// Is `inner` the entity `outer`, in it by its parent, or a place of that country?
bool within(const Lexicon& lexicon, uint32_t inner, uint32_t outer) {
  const Entity &e = lexicon.entity(inner), &f = lexicon.entity(outer);
  return inner == outer || e.parent == outer || (f.kind == EntityKind::kCountry && e.country[0] == f.country[0] && e.country[1] == f.country[1]);
}

// The place that the gazetteer does not have, named in the clause, and finer than the one that the claim has: the most specific
// place counts (the guide's decision 10). One whose container nobody names lies in the claim's own place, unless that stands nearer.
// A place that only names a participant ("the United States sent jets to X") says less than any.
constexpr uint32_t kClause = 15;  // tokens

PlaceRef finer(const Document& d, const Told& told, const Claim& c) {
  const PlaceMention& place = d.places[told.place];
  const uint32_t here = d.structure.sentence_of[told.token];
  const auto gap = [&](uint32_t token) { return token > told.token ? token - told.token : told.token - token; };
  const bool beside = d.structure.sentence_of[place.first] == here;
  const bool names_participant = c.actor.words.contains(place.ref.words) || c.target.words.contains(place.ref.words);
  const LocalPlace* nearest = nullptr;
  for (const LocalPlace& p : d.local_places) {
    if (d.structure.sentence_of[p.first] != here || gap(p.first) > kClause) continue;
    if (p.said != place.first && !(names_participant && p.is_said()) && !within(*d.lexicon, p.ref.entity, place.ref.entity)) {
      const bool wide = !p.is_said() && within(*d.lexicon, place.ref.entity, p.ref.entity);
      if (!wide || (beside && gap(place.first) < gap(p.first))) continue;
    }
    if (!nearest || gap(p.first) < gap(nearest->first)) nearest = &p;
  }
  if (!nearest) return place.ref;
  PlaceRef ref = nearest->ref;
  if (!nearest->is_said() && !within(*d.lexicon, ref.entity, place.ref.entity)) ref.entity = place.ref.entity;
  return ref;
}

// Where and when, of all claims together.
void settle(Decider& decider, Reading& out) {
  const Document& d = decider.document;
  if (decider.choice.has_model()) settle_places(decider), settle_times(decider);
  for (size_t i = 0; i < out.claims.size(); ++i) {
    Claim& c = out.claims[i];
    const Told& told = d.told[i];
    if (told.place != kNobody) c.place = finer(d, told, c);
    if (told.time != kNobody) c.time = {d.times[told.time].span, static_cast<int32_t>(told.time)};
    name_rules(d, told, c, out.rules);
  }
}

}  // namespace

const char* frame_rule(FrameKind kind) {
  constexpr const char* names[] = {"frame:verb", "frame:participle", "frame:verbal-noun", "frame:accord",
                                   "frame:relay", "frame:colon", "frame:noun", "frame:act"};
  return names[static_cast<size_t>(kind)];
}

void find_claims(Document& d, Choice& choice, ContextReader& context, Oracle* oracle, std::vector<uint32_t>& scratch, Reading& out) {
  Decider decider(d, choice, context, oracle, scratch);
  find_frames(d);
  find_triggers(decider);
  // What is no article in Arabic (Report::standing) says nothing that rawi can read.
  if (!d.report->readable()) d.triggers.clear();
  out.rules.clear();
  out.claims.clear();
  out.links.clear();
  out.quantities.clear();
  d.told.clear();
  d.weighed_places.clear();
  d.weighed_times.clear();
  Situation situation;
  situation.countries.count(d);
  look_at_places(d, situation.countries);
  d.named_weapons.sentence = kNobody;
  find_prominent(d);
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
    const Denied denied = oracle ? Denied::kNo : denied_by(d, t, frame);
    if (denied == Denied::kTold) continue;
    c.first_link = static_cast<uint32_t>(out.links.size());
    if (frame != kNobody) c.links = append_links(d, frame, out.links);
    c.status = decide_status(decider, t);
    if (denied == Denied::kYes) c.status = Status::kDenied;
    const uint32_t actor_before = situation.participants.actor;
    situation.participants = decide_participants(decider, t, frame, situation.previous, situation.participants);
    if (claims_responsibility(d, t, c, situation, actor_before)) c.links += append_claimant(d, situation.participants.actor, c.links, out.links);
    c.actor = participant(d, situation.participants.actor);
    c.target = participant(d, situation.participants.target);
    const uint32_t place = decide_place(decider, t, situation);
    const uint32_t time = decide_time(decider, t, situation);
    c.first_quantity = static_cast<uint32_t>(out.quantities.size());
    c.quantities = decide_quantities(decider, t, situation, out.quantities);
    c.weapon = decide_weapon(decider, t, situation, c.weapon_words);
    out.claims.push_back(c);
    d.told.push_back({t.token, t.type, d.lemma[t.token], place, time, frame});
    situation.previous = &t;
    situation.previous_place = place;
    situation.previous_time = time;
    situation.previous_weapon = c.weapon;
  }
  settle(decider, out);
  tie_denials(d, out);
}

}  // namespace rawi
