// Strands: the claims of one report that tell one event.
//
// Claims are taken in text order. A claim goes to the strand that fits it best: same family of types, no conflict
// of place or day, and then by what they share (place, participants, sentence). A claim that says neither place nor day
// goes on with the strand that the text was telling. Echoes go to the strand that tells the same in the same words. Pure functions.
#ifndef RAWI_EVENTS_STRANDS_H
#define RAWI_EVENTS_STRANDS_H

#include <string>
#include <vector>

#include "events/decisions.h"
#include "rawi/events.h"

namespace rawi {

// Families of types: a fight and its dead and its arrests are one thing, a meeting and what was agreed another.
enum class Family : uint8_t { kForce, kProtest, kTalk, kConcede, kSupport, kSpeak };
Family family_of(Plover type);

// Weak conflict: of countries alone, which reports name for many reasons. Loose: one contains the other, or they lie near.
enum class Fit : uint8_t { kConflict, kWeakConflict, kUnknown, kLoose, kSame };
Fit fit_places(const EventPlace& a, const EventPlace& b);
// A place that either only carries over from another sentence is no bar.
Fit fit_places(const EventPlace& a, bool a_said, const EventPlace& b, bool b_said);

// "2024-03-05"
std::string iso_date(int32_t days);

struct Strand {
  uint32_t report = 0;
  Family family = Family::kSpeak;
  bool lead = false;                 // told by the headline or the first sentences
  EventPlace place;                  // the finest given, by its own sentence where one says it
  bool place_said = false;           // by the sentence of a claim; else carried over, and a weak ground
  DayRange days;                     // of dated claims, their intersection; not known: undated
  bool days_said = false;
  bool days_firm = false;            // said, and not the day of publication by the words of a source, which may be when it spoke
  DayRange window;                   // days, or what the publication date leaves
  std::vector<uint32_t> claims;
  std::vector<uint32_t> echoes;      // of words that it is told by
  std::vector<uint32_t> beside;      // ... of other words, in the sentences of its claims
  std::vector<EventMember> unsure;   // claims that another strand took and that fit this one as well
  std::vector<EventWord> content;    // of the sentences, sorted
  std::vector<uint64_t> participants, lemmas;
  std::vector<uint64_t> doers, tellers;  // names of those who did it, of those who tell it, sorted
  std::vector<EventOrdinal> ordinals;  // of its report
  std::vector<EventNumber> numbers;
  float weight = 0;                  // of content
  uint64_t apart = 0;                // what a person has set apart: see decisions.h
  std::vector<Mark> marks;           // of its claims
};

std::vector<Strand> find_strands(const EventReport& report, uint32_t number, const ClaimMarks& marks = {});

}  // namespace rawi

#endif  // RAWI_EVENTS_STRANDS_H
