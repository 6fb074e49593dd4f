// Claims: what a report says happened, and through whom.
//
// A Reading holds the claims of one report in flat vectors; a Claim holds ranges into them and spans of
// the report's text. Nothing here owns text. A Reading may be reused for the next report: its vectors
// keep their capacity, so that steady reading allocates nothing.
#ifndef RAWI_CLAIM_H
#define RAWI_CLAIM_H

#include <cstdint>
#include <string>
#include <vector>

#include "rawi/report.h"
#include "rawi/span.h"

namespace rawi {

// The sixteen PLOVER event types (Open Event Data Alliance 2018), in the order of the annotation guide.
enum class Plover : uint8_t {
  kNone, kAgree, kConsult, kSupport, kConcede, kCooperate, kAid, kRetreat, kRequest, kAccuse,
  kReject, kThreaten, kProtest, kSanction, kMobilize, kCoerce, kAssault
};
inline constexpr int kPloverCount = 17;

enum class Status : uint8_t { kHappened, kPlanned, kPossible, kDenied };
enum class SourceKind : uint8_t { kPerson, kBody, kGroup, kMedia, kUnnamed };
enum class CountOf : uint8_t {
  kKilled, kWounded, kCasualties, kDetained, kDisplaced, kAbducted, kTroops, kVehicles, kAircraft,
  kShips, kMunitions, kAttacks, kPeople, kMoney, kOther
};
enum class Weapon : uint8_t {
  kNone, kRocket, kMissile, kDrone, kArtillery, kAirstrike, kExplosive, kFirearm, kOther
};

inline constexpr uint32_t kNoEntity = 0xffffffff;
inline constexpr int64_t kUnbounded = INT64_MIN;  // an open end of an interval

// One link of a chain of sources. `name` is the fullest mention that identifies the source anywhere in
// the report; `cited` is the mention at which this claim is tied to it.
struct Link {
  Span name;
  Span cited;
  SourceKind kind = SourceKind::kUnnamed;
  uint32_t entity = kNoEntity;
};

// How many: a closed interval; kUnbounded marks an open end.
struct Quantity {
  CountOf of = CountOf::kOther;
  int64_t min = kUnbounded;
  int64_t max = kUnbounded;
  Span words;
};

// A participant as the report names it.
struct Participant {
  Span words;  // empty: none
  uint32_t entity = kNoEntity;
};

// Where, as a gazetteer entry. `relation` says how the words relate to the entry; kIn: they name a place that the gazetteer does
// not have, somewhere in the entry.
enum class PlaceRelation : uint8_t { kAt, kNear, kNorthOf, kSouthOf, kEastOf, kWestOf, kBorder, kIn };
struct PlaceRef {
  Span words;  // empty: none
  uint32_t entity = kNoEntity;
  uint32_t other = kNoEntity;  // the second side of a border
  PlaceRelation relation = PlaceRelation::kAt;
};

// When, as EDTF level 1 (ISO 8601-2). `edtf` is an index into Reading::times' strings through `time`.
struct TimeRef {
  Span words;     // empty: none
  int32_t time = -1;  // index into Reading::times, or -1
};

// The resolved value of one time expression. `edtf` is empty when the words are relative and the
// publication date is unknown: the words stand for themselves.
struct Time {
  Span words;
  std::string edtf;
};

struct Claim {
  Span trigger;
  Span sentence;
  Plover type = Plover::kNone;
  uint8_t mode = 0;  // index into the lexicon's PLOVER modes, 0: none
  Status status = Status::kHappened;
  Weapon weapon = Weapon::kNone;
  Span weapon_words;
  uint32_t first_link = 0, links = 0;            // range in Reading::links, nearest to the reader first
  uint32_t first_quantity = 0, quantities = 0;   // range in Reading::quantities
  Participant actor, target;
  PlaceRef place;
  TimeRef time;
  int32_t denies = -1;    // index of the claim that this one denies, or -1
  uint32_t lexeme = 0;    // the lexicon row behind the trigger
  uint32_t first_rule = 0, rules = 0;  // range in Reading::rules: what read it, besides the lexicon row
  float score = 0;        // the margin by which it was read as a claim, for `explain`
};

// What a report's passage is, apart from the text proper.
enum class JunkKind : uint8_t { kCounter, kReadAlso, kSection, kCredit, kCaption, kOther };
struct Junk {
  Span words;
  JunkKind kind;
};

// Everything found on the way that has a name, a place in the world, a date or a size; claims or not.
enum class MentionKind : uint8_t { kPlace, kActor, kPerson, kWeapon, kTime, kNumber };
struct Mention {
  Span words;
  MentionKind kind;
  uint32_t entity = kNoEntity;  // kPlace, kActor, kWeapon, kPerson when known
  int32_t time = -1;            // kTime: index into Reading::times
  int64_t min = kUnbounded, max = kUnbounded;  // kNumber
};

struct Reading {
  Published published;
  std::vector<Claim> claims;
  std::vector<Link> links;
  std::vector<Quantity> quantities;
  std::vector<Time> times;
  std::vector<Junk> junk;
  std::vector<Mention> mentions;
  std::vector<const char*> rules;  // names of the rules behind the claims, static strings

  void clear() {
    published = {};
    claims.clear();
    links.clear();
    quantities.clear();
    times.clear();
    junk.clear();
    mentions.clear();
    rules.clear();
  }
};

}  // namespace rawi

#endif  // RAWI_CLAIM_H
