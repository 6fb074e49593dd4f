// What people say of claims, reports and events, beside joining and parting them (that is src/events/decisions.h).
//
//   accept    the claim is read right; with an event: it need not be looked at as a candidate for it
//   field     one field of a claim has another value
//   comment   on a claim, a report or an event
//   undo      takes another note back; undoing an undo brings it back
// A note names a claim by the words around its trigger, so that it outlasts every re-reading and holds in a changed version
// where those words still stand, once. Fields are amended when a report is read: the reading that the ledger keeps, the
// events made of it and all exports have the person's value. Rows are only ever added.
#ifndef RAWI_LEDGER_NOTES_H
#define RAWI_LEDGER_NOTES_H

#include <map>
#include <string>
#include <vector>

#include "rawi/claim.h"
#include "rawi/reader.h"
#include "rawi/report.h"

namespace rawi {

class Store;

struct Note {
  int64_t id = 0, recorded_at = 0;   // given when it is kept
  std::string kind;
  int64_t undoes = 0;
  std::string who, reason;
  std::string event;                 // empty: none
  int64_t report = 0;                // 0: none
  Span trigger;                      // of a claim of the report; empty: none
  std::string field;                 // type, status, weapon, place, time, actor, target, or what is counted ("killed")
  std::string value, was;            // a name, an entity id, EDTF, "3..5" with open ends; empty: none
  bool holds = true;                 // not undone
};

// All notes, by rising number; or those on one report.
std::vector<Note> notes_of(Store& store, int64_t report = 0);

// Writes a note into the batch under way; its number. Throws Error where it says nothing that can be done.
int64_t keep_note(Store& store, const Note& note);

// The fields that people have amended, as they hold now. Made once a batch; apply() may be called by any thread.
class Amendments {
 public:
  Amendments() = default;
  explicit Amendments(Store& store);
  void apply(const Report& report, const Resources& resources, Reading& reading) const;

  // Throws Error where `value` cannot be a value of `field`.
  static void check(const std::string& field, const std::string& value, const Resources& resources);

 private:
  struct One {
    std::string around, field, value;
    uint32_t begin = 0;              // where `around` stood
    uint32_t inside = 0, length = 0; // the trigger in it
  };
  std::map<std::string, std::vector<One>> by_report_;  // by the report's name
};

}  // namespace rawi

#endif  // RAWI_LEDGER_NOTES_H
