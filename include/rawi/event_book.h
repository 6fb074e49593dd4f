// Events kept in a ledger: made as reports are added, asked with filters, corrected by people.
//
//   rawi::Ledger ledger("news.rawi", rawi::Ledger::Access::kAdd);
//   rawi::EventBook book(ledger, resources);
//   rawi::AddOptions options;
//   book.follow(options);                      from now on what is added is made comparable
//   ledger.add(input, resources, options);
//   book.bring_up_to_date();                   compares anew what the new reports touch
//   for (const int64_t state : book.find({.type = "ASSAULT", .origins = 2}).rows) use(book.open(state));
//
// What is kept is what find_events makes of the ledger's current reports, whatever the order and the batches they came in.
// Nothing is overwritten: what an event was is a state that a later one ends, and `as_of` shows it. A ledger opened to
// read finds and opens; the rest writes. Throws Error as Ledger does. One thread at a time; the Ledger and the
// Resources outlive it.
#ifndef RAWI_EVENT_BOOK_H
#define RAWI_EVENT_BOOK_H

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "rawi/events.h"
#include "rawi/ledger.h"

namespace rawi {

// Which events. Empty fields ask for nothing.
struct EventFilter {
  std::string type = {}, status = {};       // PLOVER type of the event; status that one of its claims has
  std::string from = {}, to = {};           // EDTF: its time, else its first publication, overlaps [from, to]
  std::string place = {}, within = {};      // as ClaimFilter's, of the event's place
  std::string actor = {};                   // acts or is acted on in one of its claims
  std::string source = {};                  // anywhere in the chain of one of its claims
  std::string text = {};                    // words of a sentence of its claims
  std::string as_of = {};                   // EDTF; empty: now
  std::string event = {};                   // this very one
  int origins = 0;                          // at least so many independent origins for certain
  size_t reports = 1;                       // told by at least so many
  bool contested = false;                   // with a contradiction
};

enum class EventOrder : uint8_t { kNewest, kOldest, kReports, kOrigins };

struct KeepTotals {
  size_t readings = 0;   // new and gone
  size_t compared = 0;   // strands compared again
  size_t events = 0;     // states written
  size_t ended = 0;
};

// Claims of an event: by their number in the ledger, or all that a report tells of it.
struct ClaimChoice {
  std::vector<int64_t> claims = {};
  std::vector<std::string> reports = {};
};

// Kept events against those that the same reports make at once.
struct EventVerification {
  size_t events = 0;
  std::vector<std::string> faults;  // empty: they are the same
};

class EventBook {
 public:
  EventBook(Ledger& ledger, const Resources& resources);

  void follow(AddOptions& options);
  bool up_to_date();
  KeepTotals bring_up_to_date(const std::atomic<bool>* stop = nullptr);

  // Current reports that cannot be compared, because an older program read them.
  size_t without_events();
  // Makes all events anew, which takes the time and memory of reading all that reports are compared by.
  EventVerification verify();

  // Numbers of states, to open. The cursor is the name of the last event of a page.
  LedgerPage<int64_t> find(const EventFilter& filter, const PageOptions& page = {}, EventOrder order = EventOrder::kNewest);
  // One event with the reports that it names, their texts included.
  Events open(int64_t state);
  // The state of an event, or of the one that holds its first claim now. Throws Error when there never was one.
  int64_t called(const std::string& event, const std::string& as_of = {});

  // A person's word; each returns its number and brings events up to date. Throws Error where it decides nothing.
  int64_t merge(const std::vector<std::string>& events, const std::string& who, const std::string& why);
  int64_t split(const std::string& event, const ClaimChoice& claims, const std::string& who, const std::string& why);
  int64_t exclude(const std::string& event, const ClaimChoice& claims, const std::string& who, const std::string& why);
  int64_t undo(int64_t decision, const std::string& who, const std::string& why);
  // The numbers of the event's claims, and the decisions that hold now and name one of them.
  EventNotes notes_on(int64_t state, const Events& event);

 private:
  int64_t decide(const char* kind, int64_t undoes, const std::vector<std::pair<int64_t, int>>& claims, const std::string& who, const std::string& why);
  int64_t set_apart(const char* kind, const std::string& event, const ClaimChoice& claims, const std::string& who, const std::string& why);
  std::vector<int64_t> claims_of(int64_t state);

  Ledger& ledger_;
  const Resources& resources_;
};

}  // namespace rawi

#endif  // RAWI_EVENT_BOOK_H
