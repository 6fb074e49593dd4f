#include "mentions/cues.h"

#include <initializer_list>

#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr int kFirstClass = static_cast<int>(Class::kNumber);
constexpr int kClasses = static_cast<int>(Class::kTimeZone) - kFirstClass + 1;
constexpr uint64_t kMask = (kClasses == 64 ? 0 : uint64_t{1} << kClasses) - 1;

// Names of months and days have no dual: Abyan is a province, not two Augusts.
constexpr uint64_t kNoDual = Cue::bit(Class::kMonth) | Cue::bit(Class::kHijriMonth) | Cue::bit(Class::kWeekday) |
                             Cue::bit(Class::kMonthPair) | Cue::bit(Class::kHijriPair) | Cue::bit(Class::kDhuMonth);

// The bits of the classes from Number to TimeZone, moved down to bit 0.
template <typename Classes>
uint64_t relevant(const Classes& l) {
  constexpr int word = kFirstClass / 64, shift = kFirstClass % 64;
  uint64_t bits = l.classes[word] >> shift;
  if constexpr (shift > 0 && word + 1 < (kClassCount + 63) / 64) bits |= l.classes[word + 1] << (64 - shift);
  return bits & kMask;
}

struct Mask {
  uint64_t bits[(kClassCount + 63) / 64] = {};
  constexpr Mask(std::initializer_list<Class> classes) {
    for (const Class c : classes) bits[static_cast<int>(c) / 64] |= uint64_t{1} << (static_cast<int>(c) % 64);
  }
  template <typename Classes>
  bool any(const Classes& l) const {
    uint64_t found = 0;
    for (size_t i = 0; i < std::size(bits); ++i) found |= l.classes[i] & bits[i];
    return found;
  }
};
constexpr Mask kCounting{Class::kDead,     Class::kInjured,   Class::kVictim,       Class::kDetainee,      Class::kDisplaced,
                         Class::kHostage,  Class::kTroops,    Class::kSoldier,      Class::kFighter,       Class::kCivilian,
                         Class::kPerson,   Class::kKin,       Class::kOfficial,     Class::kSpokesman,     Class::kWitness,
                         Class::kVehicle,  Class::kAircraft,  Class::kShip,         Class::kMunition,      Class::kAttack,
                         Class::kMoney,    Class::kOccasion,  Class::kWeaponRocket, Class::kWeaponMissile, Class::kWeaponDrone,
                         Class::kLast};

int count_of(Feats f) { return f.number() == 0 ? 1 : f.number(); }

void keep(int8_t& field, bool present, int64_t value) {
  if (present && field == 0) field = static_cast<int8_t>(value);
}

// Adds one reading to a cue; the first reading of a kind (fewest clitics) wins.
void add(Cue& cue, const Lexeme& l, const Reading1& r, uint64_t bits) {
  if (cue.bits == 0) cue.proclitics = r.proclitics;
  cue.may_wa |= (r.proclitics & (kWa | kFa)) != 0;
  const auto has = [&](Class c) { return (bits & Cue::bit(c)) != 0; };
  const bool fresh_number = cue.number == 0 && !cue.is(Class::kNumber);
  if (has(Class::kNumber) && fresh_number) cue.number = l.value;
  if (has(Class::kVague) && cue.vague == 0) cue.vague = l.value;
  if (has(Class::kMultiplier)) {
    if (cue.multiplier == 0) {
      cue.multiplier = l.value;
      cue.number_count = static_cast<uint8_t>(count_of(r.feats));
    } else if (count_of(r.feats) != cue.number_count) {
      cue.loose = true;
      if (r.feats.accusative()) cue.number_count = 1;
    }
  }
  if (has(Class::kFraction) && cue.fraction == 0) {
    cue.fraction = static_cast<int8_t>(l.value);
    cue.fraction_count = static_cast<int8_t>(count_of(r.feats));
  }
  if (has(Class::kTimeUnit) && cue.unit == 0) {
    cue.unit = static_cast<int8_t>(l.value);
    cue.unit_count = static_cast<uint8_t>(count_of(r.feats));
  }
  if (has(Class::kBeginning) || has(Class::kMiddle) || has(Class::kEnd)) cue.wide |= l.value == 1;
  if (has(Class::kWeekday) && cue.weekday == 0) cue.weekday_proclitics = r.proclitics;
  keep(cue.ordinal, has(Class::kOrdinal), l.value);
  keep(cue.month, has(Class::kMonth), l.value);
  keep(cue.hijri, has(Class::kHijriMonth), l.value);
  keep(cue.pair, has(Class::kMonthPair), l.value);
  keep(cue.hijri_pair, has(Class::kHijriPair), l.value);
  keep(cue.dhu, has(Class::kDhuMonth), l.value);
  keep(cue.weekday, has(Class::kWeekday), l.value);
  keep(cue.part, has(Class::kDayPart), l.value);
  keep(cue.deictic, has(Class::kDeictic), l.value);
  keep(cue.decade, has(Class::kYearWord) && !has(Class::kTimeUnit), l.value);
  cue.bits |= bits;
}

bool is_lone_wa(const Tokens& tokens, const Token& t) {
  return t.fold_size == 1 && static_cast<unsigned char>(tokens.folded[t.fold]) == letter::kWaw;
}

}  // namespace

void Cues::find(const Tokens& tokens, const Lexicon& lexicon) {
  all_.resize(1);
  countable_.clear();
  index_.assign(tokens.all.size(), 0);
  for (uint32_t i = 0; i < tokens.all.size(); ++i) {
    const Token& t = tokens.all[i];
    if (t.kind != TokenKind::kWord && t.kind != TokenKind::kNumber) continue;
    const bool lone_wa = t.kind == TokenKind::kWord && is_lone_wa(tokens, t);
    const bool asks = relevant(t.classes) || kCounting.any(t.classes);
    if (!asks && !lone_wa && t.kind != TokenKind::kNumber) continue;
    Cue cue;
    bool counts = false;
    for (const Reading1& r : tokens.read(t)) {
      if (r.suffix) continue;
      const Lexeme& l = lexicon.lexeme(r.lexeme);
      if (const uint64_t bits = relevant(l); bits && !(bits & kNoDual && r.feats.number() == 2)) add(cue, l, r, bits);
      counts |= kCounting.any(l);
    }
    if (counts) countable_.push_back(i);
    cue.lone_wa = lone_wa;
    if (cue.bits == 0 && !cue.lone_wa && t.kind != TokenKind::kNumber) continue;
    cue.token = i;
    index_[i] = static_cast<uint32_t>(all_.size());
    all_.push_back(cue);
  }
}

uint32_t phrase_at(const Tokens& tokens, const Lexicon& lexicon, uint32_t token, const Lexeme** lexeme) {
  const auto& all = tokens.all;
  if (token >= all.size() || all[token].kind != TokenKind::kWord || !all[token].begins_phrase) return 0;
  uint32_t best = 0;
  const auto walk = [&](uint64_t first) {
    uint32_t node = lexicon.phrase_step(Lexicon::kRoot, first);
    for (uint32_t i = token; node != Lexicon::kNowhere;) {
      const auto found = lexicon.phrases(node);
      if (!found.empty() && i + 1 - token > best) {
        best = i + 1 - token;
        *lexeme = &lexicon.lexeme(found[0]);
      }
      if (++i >= all.size() || all[i].kind != TokenKind::kWord) break;
      node = lexicon.phrase_step(node, all[i].hash);
    }
  };
  walk(all[token].hash);
  const std::string_view folded = tokens.fold(all[token]);
  if (best || folded.size() < 4) return best;
  const auto c = static_cast<unsigned char>(folded[0]);
  if (c == letter::kWaw || c == letter::kFeh || c == letter::kBeh || c == letter::kLam) walk(form_hash(folded.substr(1)));
  return best;
}

}  // namespace rawi
