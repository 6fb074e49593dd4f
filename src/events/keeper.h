// Events kept in the ledger, made incrementally.
//
//   batch of `rawi add`    each reading's comparable form goes into the batch
//   bring_up_to_date()     one batch of its own: what new and gone readings touch is compared anew
//
// The result is the same as making all events at once (find_events), whatever the order and the batches. What follows from
// what is said in meet.h; in short: a step (1) takes the words, prints and grounds of gone readings out and those of new
// ones in; (2) finds reports whose copies may have changed, and strands whose weights or meetings have; (3) compares
// those strands again with all that they meet; (4) joins anew every component of pairs in which a pair has changed;
// (5) ends the states of events that are no longer so and writes the new ones. It costs by what it touches.
#ifndef RAWI_EVENTS_KEEPER_H
#define RAWI_EVENTS_KEEPER_H

#include <atomic>
#include <string>

#include "ledger/store.h"
#include "rawi/event_book.h"
#include "rawi/events.h"

namespace rawi {

class EventKeeper {
 public:
  EventKeeper(Store& store, const Resources& resources);

  // What a reading thread makes of a report; and the function that puts it into the batch.
  static Companion companion(const Resources& resources);
  static void keep_comparables(Store& store, const Changes& changes);

  bool up_to_date();
  // Takes at most `most` new readings a step, so that little is lost when it is killed; until nothing is left or
  // `stop` is set.
  KeepTotals bring_up_to_date(const std::atomic<bool>* stop = nullptr, size_t most = 16384);

 private:
  Store& store_;
  const Resources& resources_;
};

// Decisions that hold now, oldest first. Claims are named by the report's present words.
std::vector<Decision> decisions_now(Store& store);

// The reading that counts now of the report of that name; 0: none.
int64_t reading_called(Store& store, const std::string& report);

}  // namespace rawi

#endif  // RAWI_EVENTS_KEEPER_H
