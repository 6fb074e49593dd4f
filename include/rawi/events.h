// Events: what reports tell together, who stands behind it, and where they disagree.
//
//   rawi::EventReader reader(resources);               one a thread: a report's claims, made comparable
//   std::vector<rawi::EventReport> reports;
//   reports.push_back(reader.read(report));
//   const rawi::Events events = rawi::find_events(std::move(reports));    pure: no files, no clock, no lexicon
//
// find_events does not depend on the order of the reports: they are put in a canonical order (name, then text)
// first, and Events::reports has that order. Nothing is forced: a claim that might belong to two events stays in the
// one that its own words support and is `possible` in the other. Indices are into Events::reports and
// EventReport::claims. Nothing here fails.
#ifndef RAWI_EVENTS_H
#define RAWI_EVENTS_H

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rawi/claim.h"
#include "rawi/reader.h"
#include "rawi/report.h"

namespace rawi {

// Days since 1970-01-01, both ends included.
struct DayRange {
  int32_t first = INT32_MIN, last = INT32_MAX;

  bool known() const { return first != INT32_MIN || last != INT32_MAX; }
  bool day_exact() const { return known() && first == last; }
  bool overlaps(DayRange o, int32_t slack = 0) const {
    return int64_t{first} <= int64_t{o.last} + slack && int64_t{o.first} <= int64_t{last} + slack;
  }
};

// A source as far as it can be told from others. An empty key: unnamed.
struct EventSource {
  std::string key;    // the same everywhere: "e:a:agy-reuters", "p:...", "n:..."
  std::string name;   // as the report has it
  SourceKind kind = SourceKind::kUnnamed;
  bool in_report = false;            // the key holds within the report only
  std::string party;                 // the state or group that it belongs to or speaks for; empty: unknown
  std::string entity;                // of the lexicon; empty: none
  std::vector<uint64_t> words;       // its words without titles, sorted
  bool agency = false;               // a news agency or another medium
  bool state = false;                // a state as such: its name, its authorities, an official of it and no more
  bool bare = false;                 // "the source", "the local sources": goes on with one named before
  bool doubtful = false;             // words that hardly name a source
  std::vector<uint64_t> bodies;      // words for bodies in its name (ministry, embassy, observatory), sorted
};

inline constexpr uint64_t kCivilians = uint64_t{1} << 32;  // all words for civilians, residents, women ...

struct EventNumber {
  CountOf of = CountOf::kOther;
  int64_t min = kUnbounded, max = kUnbounded;
  uint64_t scope = 0;                // word that narrows who is counted (soldiers, attackers), kCivilians, 0: none
  Span words;
};

// Where: the entry and all that contain it, finest first, by place_key. `country` alone is a weak ground.
struct EventPlace {
  std::vector<uint32_t> chain;
  uint8_t fine = 0;                  // 0 unknown, 1 country, 2 province or region, 3 town or finer
  char country[2] = {0, 0};
  float lat = 0, lon = 0;
  bool located = false;
};

// A place's number in `chain`: the same under every version of the lexicon.
uint32_t place_key(std::string_view entity_id);
// What the lexicon knows of it; nothing where it no longer has it.
std::optional<EntityFacts> place_called(const Resources& resources, uint32_t key);

// How firmly the word of speech puts it: "claimed", "said", "confirmed".
enum class Voiced : uint8_t { kNone, kClaimed, kSaid, kConfirmed };

// What brought it about, where the sentence says so by a fixed phrase: kMixed, several of these.
enum class Cause : uint8_t { kNone, kMishap, kDeed, kNature, kMixed };

// A word of the sentence and what it weighs as evidence that two sentences tell one thing.
struct EventWord {
  uint64_t word = 0;
  float weight = 0;
};

struct EventClaim {
  Span trigger, sentence;
  uint32_t sentence_number = 0;
  bool headline = false;
  Plover type = Plover::kNone;
  Status status = Status::kHappened;
  Weapon weapon = Weapon::kNone;
  EventPlace place;
  DayRange days;                     // of the claim itself; not known: undated
  bool place_said = false, days_said = false;  // by its own sentence; else carried over from another, which is weaker
  std::vector<uint64_t> participants;  // words of actor and target, sorted
  std::vector<uint64_t> doers;       // names in the actor's words, sorted
  std::vector<uint64_t> tellers;     // names of those who tell it, sorted
  std::string actor;                 // entity of the lexicon, empty: none
  std::vector<std::string> parties;  // states and groups that actor and target belong to, as EventSource::party
  Span actor_words, target_words;
  std::string mode, cameo;           // as in the output
  std::vector<EventNumber> numbers;
  std::vector<int32_t> chain;        // sources, nearest to the reader first; empty: the report's own voice
  int32_t denies = -1;
  uint64_t lemma = 0;                // of the trigger
  bool definite = false;             // "the attack": speaks of one told before
  bool denier = false;               // the word denies ("denied"), rather than being negated
  bool responds = false;             // the word takes responsibility
  Voiced voiced = Voiced::kNone;     // by what word its origin says so
  Cause cause = Cause::kNone;
};

// A word of an event that was not sure enough to be read as a claim of its own, and that tells again what a claim of the
// report tells ("the attack", "the agreement"): it joins that claim's event, and nothing is counted by it.
struct EventEcho {
  Span word, sentence;
  uint32_t sentence_number = 0;
  Plover type = Plover::kNone;       // commonest of the word
  uint64_t lemma = 0;
  float doubt = 0;                   // by how much it was no claim
};

// A sentence as a print: what copies are found by.
struct SentencePrint {
  Span span;
  std::vector<uint64_t> words;       // folded words in order
  std::vector<EventWord> content;    // sorted by word, each once
};

// Which of a series: "the third plane".
struct EventOrdinal {
  uint64_t of = 0;                   // word
  int64_t number = 0;
};

struct EventReport {
  std::string id, outlet, text, published_edtf;
  DayRange published;                // not known: undated
  std::vector<EventSource> sources;
  std::vector<int32_t> credits;      // sources credited for the whole report
  std::vector<SentencePrint> sentences;
  std::vector<EventClaim> claims;
  std::vector<EventOrdinal> ordinals;  // in its first sentences
  std::vector<EventEcho> echoes;     // words that may tell again what a claim tells
};

// Two reports that share text: `shared` of the sentences of the shorter one.
struct Reprint {
  uint32_t first = 0, second = 0;    // the likely original first, where dates tell; else in order of the reports
  bool directed = false;
  float shared = 0;
  std::vector<std::pair<Span, Span>> passages;  // aligned sentences of first and second
};

struct EventMember {
  uint32_t report = 0, claim = 0;
  float score = 0;
  const char* reason = "";
};

// Why origins count as they do: a line with the lines under it.
struct OriginNode {
  std::string name;                  // as in the reports; empty: the line is `reason` alone
  std::string reason;                // "named", "unnamed: may be one of the named", "own voice", "reprint of ..."
  bool counts_min = false, counts_max = false;
  bool party = false;                // takes part in the event
  std::vector<std::pair<uint32_t, uint32_t>> claims;  // report, claim
  std::vector<OriginNode> under;
};

struct Independence {
  int min = 0, max = 0;
  std::vector<OriginNode> tree;
};

enum class DifferenceKind : uint8_t { kContradiction, kRevision, kCompatible };

// One side of a difference.
struct Side {
  std::string value;                 // "7", "at least 80", "denied"
  int64_t min = kUnbounded, max = kUnbounded;
  std::vector<EventMember> claims;
  std::vector<std::string> origins;  // names
};

struct Difference {
  DifferenceKind kind = DifferenceKind::kContradiction;
  std::string attribute;             // "killed", ..., "time", "place", "actor", "weapon", "cause", "happened"
  std::string reason;
  std::vector<Side> sides;
};

// What a value or its attribution lost on the way from one claim to a copy of it.
struct Drift {
  std::string kind;                  // "attribution lost", "verb hardened", "bound lost", "number changed"
  EventMember from, to;
};

struct Event {
  std::string id;                    // from its first claim in canonical order: the same whatever the order of adding
  Plover type = Plover::kNone;
  EventPlace place;
  DayRange days;
  std::vector<EventMember> claims;   // in the order of reports and claims
  std::vector<EventMember> possible;
  std::vector<std::pair<uint32_t, uint32_t>> echoes;  // report, index into its echoes
  std::vector<uint32_t> reprints;    // into Events::reprints: both reports tell this event
  Independence independence;
  std::vector<Difference> differences;
  std::vector<Drift> drifts;
};

struct Policy;

struct Events {
  const std::vector<Policy>* policies = nullptr;  // by which views grade events (rawi/policies.h); null: by none
  std::vector<EventReport> reports;  // in canonical order
  std::vector<Reprint> reprints;
  std::vector<Event> events;         // by their first claim
};

// Makes a report's claims comparable with those of others. Not for two threads at a time.
class EventReader {
 public:
  explicit EventReader(const Resources& resources);
  ~EventReader();
  EventReport read(const Report& report);
  // The same of a report that `reader` has just read.
  EventReport compare_ready(const Reader& reader, const Report& report, const Reading& reading);

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

// A person's word on events, by claims: src/events/decisions.h says what each kind means.
enum class DecisionKind : uint8_t { kMerge, kSplit, kExclude };
struct DecidedClaim {
  uint8_t side = 0;
  std::string report;                // its id
  Span trigger;
};
struct Decision {
  int64_t id = 0;                    // a newer one is greater, and outweighs the older
  DecisionKind kind = DecisionKind::kMerge;
  std::vector<DecidedClaim> claims;
};

// One that a ledger keeps.
struct DecisionRow {
  int64_t id = 0, recorded_at = 0;   // microseconds since 1970-01-01T00:00Z
  std::string kind, who, reason;     // merge, split, exclude
};

// Reads all on as many threads as there are processors; the result is in the order of `reports`.
std::vector<EventReport> read_all(const Resources& resources, const std::vector<Report>& reports);

Events find_events(std::vector<EventReport> reports, const std::vector<Decision>& decisions = {});

// One line of JSON an event; for people. Both append to `out`. docs/events.md says every field.
// `notes`: what only a ledger knows.
struct EventNotes {
  std::map<std::pair<uint32_t, uint32_t>, int64_t> claims;  // report, claim -> its number in the ledger
  std::vector<DecisionRow> decisions;
};
void write_event_json(const Events& events, const Event& event, const Resources& resources, std::string& out, const EventNotes& notes = {});
void write_event_text(const Events& events, const Event& event, const Resources& resources, bool whole, std::string& out, const EventNotes& notes = {});

}  // namespace rawi

#endif  // RAWI_EVENTS_H
