#include "claims/features.h"

#include <algorithm>

#include "tokens/fold.h"

namespace rawi {
namespace {

struct ClassCategory {
  Class c;
  Category category;
};
// The first class that a word has decides, so the telling ones come first.
constexpr ClassCategory kOrder[] = {
    {Class::kSourceNoun, Category::kSource},     {Class::kWitness, Category::kWitness},   {Class::kSpokesman, Category::kOfficial},
    {Class::kOfficial, Category::kOfficial},     {Class::kMilitary, Category::kMilitary}, {Class::kBody, Category::kBody},
    {Class::kGroup, Category::kGroup},           {Class::kMedia, Category::kMedia},       {Class::kFighter, Category::kFighter},
    {Class::kDead, Category::kVictim},           {Class::kInjured, Category::kVictim},    {Class::kVictim, Category::kVictim},
    {Class::kDetainee, Category::kDetainee},     {Class::kHostage, Category::kDetainee},  {Class::kSoldier, Category::kSoldier},
    {Class::kTroops, Category::kSoldier},        {Class::kCivilian, Category::kCivilian}, {Class::kDisplaced, Category::kCivilian},
    {Class::kTitle, Category::kOfficial},        {Class::kKin, Category::kPerson},        {Class::kPerson, Category::kPerson},
    {Class::kSite, Category::kSite},             {Class::kPlaceNoun, Category::kPlaceNoun}, {Class::kVehicle, Category::kVehicle},
    {Class::kAircraft, Category::kVehicle},      {Class::kShip, Category::kVehicle},      {Class::kMunition, Category::kMunition},
    {Class::kWeaponRocket, Category::kWeapon},   {Class::kWeaponMissile, Category::kWeapon}, {Class::kWeaponDrone, Category::kWeapon},
    {Class::kWeaponArtillery, Category::kWeapon}, {Class::kWeaponExplosive, Category::kWeapon}, {Class::kWeaponFirearm, Category::kWeapon},
    {Class::kNisba, Category::kNisba},           {Class::kPart, Category::kPart},         {Class::kCarrier, Category::kCarrier},
    {Class::kNumber, Category::kNumber},         {Class::kVague, Category::kNumber},      {Class::kNegation, Category::kNegation},
    {Class::kComplementizer, Category::kComplementizer}, {Class::kPreposition, Category::kPreposition},
    {Class::kConjunction, Category::kConjunction}, {Class::kLight, Category::kLight},     {Class::kGivenName, Category::kGivenName},
    {Class::kFamilyName, Category::kGivenName},
};

bool says(const Lexeme& l) {
  for (const Class c : {Class::kSay, Class::kSayAgain, Class::kSayDeny, Class::kSayClaim, Class::kSayConfirm,
                        Class::kSayReveal, Class::kSayWarn, Class::kSayExpect, Class::kRelay})
    if (l.is(c)) return true;
  return false;
}

Category category_of_name(const Document& d, const NameMention& name) {
  if (name.kinds == kNamesNisba) return Category::kNisba;
  if (name.entity == kNoEntity) return Category::kPlaceName;
  const EntityKind k = d.lexicon->entity(name.entity).kind;
  if (k == EntityKind::kState || k == EntityKind::kCountry) return Category::kStateName;
  if (is_place(k)) return Category::kPlaceName;
  if (k == EntityKind::kPerson) return Category::kPersonName;
  if (k == EntityKind::kArmedGroup) return Category::kGroupName;
  if (k == EntityKind::kMediaOutlet || k == EntityKind::kNewsAgency) return Category::kMediaName;
  if (is_weapon(k)) return Category::kWeapon;
  return Category::kBodyName;
}

Category category_of_verb(const Lexeme& l) {
  if (says(l)) return Category::kSayVerb;
  if (l.is(Class::kLight) || l.is(Class::kCause) || l.is(Class::kOccur)) return Category::kLight;
  return l.type() != Plover::kNone ? Category::kEventVerb : Category::kVerb;
}

Category category_of_noun(const Lexeme& l) {
  const bool event = l.type() != Plover::kNone;
  for (const ClassCategory& k : kOrder)  // "explosion" names its weapon and is an event first
    if (l.is(k.c) && !(event && k.category == Category::kWeapon)) return k.category;
  if (event) return Category::kEventNoun;
  if (says(l)) return Category::kSayVerb;
  if (l.pos == Pos::kAdjective) return Category::kAdjective;
  if (l.pos == Pos::kParticle) return Category::kParticle;
  return l.pos == Pos::kProper ? Category::kGivenName : Category::kNoun;
}

Category category_of_tag(const Tag& t, LexemeLooks& looks) {
  if (!t.lexeme) return t.pos == Pos::kProper ? Category::kGivenName : Category::kUnknown;
  if (t.lexeme_id != kNoLexeme) return looks.category(t.lexeme_id, t.verb());
  return t.verb() ? category_of_verb(*t.lexeme) : category_of_noun(*t.lexeme);  // a phrase's
}

Category category_of(const Document& d, uint32_t i, LexemeLooks& looks) {
  const Token& t = d.tokens.all[i];
  if (t.kind == TokenKind::kNumber) return d.time_of[i] >= 0 ? Category::kTimeWord : Category::kNumber;
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return Category::kMark;
  if (d.time_of[i] >= 0) return Category::kTimeWord;
  if (d.name_of[i] >= 0) return category_of_name(d, d.names[static_cast<size_t>(d.name_of[i])]);
  return category_of_tag(d.tags[i], looks);
}

uint64_t lemma_of(const Document& d, uint32_t i, LexemeLooks& looks) {
  const Token& t = d.tokens.all[i];
  if (t.kind == TokenKind::kNumber) return 3;
  if (t.kind == TokenKind::kMark) return 16 + static_cast<unsigned char>(t.mark);
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return 5;
  if (d.tags[i].lexeme_id != kNoLexeme) return looks.lemma(d.tags[i].lexeme_id);
  return t.hash;
}

void find_stops(Document& d) {
  d.stops.resize(d.tokens.all.size());
  for (size_t i = 0; i < d.stops.size(); ++i) {
    const Token& t = d.tokens.all[i];
    const Tag& tag = d.tags[i];
    uint8_t bits = t.kind == TokenKind::kMark && t.mark != '(' ? kMarkStop : 0;
    if (tag.is(Class::kComplementizer) || tag.is(Class::kRelative)) bits |= kClauseStop;
    if (tag.verb()) bits |= kVerbStop;
    if (tag.noun() && tag.feats.shape() == Shape::kMasdar && tag.lexeme && tag.lexeme->type() != Plover::kNone) bits |= kEventStop;
    d.stops[i] = bits;
  }
}

void find_verbs(Document& d) {
  const auto n = static_cast<uint32_t>(d.tokens.all.size());
  d.verb_before.resize(n);
  d.verb_after.resize(n);
  for (const Sentence& s : d.structure.sentences) {
    int32_t verb = -1;
    for (uint32_t i = s.first; i < s.last; ++i) {
      d.verb_before[i] = verb;
      if (d.tags[i].verb()) verb = static_cast<int32_t>(i);
    }
    verb = -1;
    for (uint32_t i = s.last; i-- > s.first;) {
      d.verb_after[i] = verb;
      if (d.tags[i].verb()) verb = static_cast<int32_t>(i);
    }
  }
}

}  // namespace

void LexemeLooks::find(uint32_t lexeme, Look& look) const {
  const Lexeme& l = lexicon_.lexeme(lexeme);
  look = {form_hash(fold(lexicon_.string(l.lemma))), category_of_verb(l), category_of_noun(l), true};
}

void describe_words(Document& d, LexemeLooks& looks) {
  const auto n = static_cast<uint32_t>(d.tokens.all.size());
  d.lemma.resize(n);
  d.category.resize(n);
  constexpr uint32_t kAhead = 8;  // looks are more than the nearest caches hold
  for (uint32_t i = 0; i < n; ++i) {
    if (i + kAhead < n && d.tags[i + kAhead].lexeme_id != kNoLexeme) looks.fetch(d.tags[i + kAhead].lexeme_id);
    d.lemma[i] = lemma_of(d, i, looks);
    d.category[i] = category_of(d, i, looks);
  }
  find_stops(d);
  find_verbs(d);
}

void index_phrases(Document& d) {
  const auto n = static_cast<uint32_t>(d.tokens.all.size());
  d.phrase_of.assign(n, -1);
  d.phrase_from.resize(n + 1);
  uint32_t i = 0;
  for (uint32_t k = 0; k < d.phrases.size(); ++k) {
    for (; i <= d.phrases[k].first; ++i) d.phrase_from[i] = k;
    for (uint32_t t = d.phrases[k].first; t < d.phrases[k].last; ++t)
      if (d.phrase_of[t] < 0) d.phrase_of[t] = static_cast<int32_t>(k);
  }
  for (; i <= n; ++i) d.phrase_from[i] = static_cast<uint32_t>(d.phrases.size());
}

std::span<const Frame> frames_around(const Document& d, uint32_t sentence) {
  const auto from = [](const Frame& f, uint32_t s) { return f.sentence < s; };
  const auto begin = std::lower_bound(d.frames.begin(), d.frames.end(), sentence == 0 ? 0 : sentence - 1, from);
  const auto end = std::lower_bound(begin, d.frames.end(), sentence + 1, from);
  return {begin, end};
}

}  // namespace rawi
