// Comparable reports and events as bytes: how the ledger keeps them.
//
// The fields stand in visit() of pack.cc, once for writing and reading. A field that is new in rawi/events.h must be added
// there (a check of sizes fails to compile until it is) and kPacked raised: what an older program packed is then read
// again. The text of a report is not kept here; the ledger has it.
#ifndef RAWI_EVENTS_PACK_H
#define RAWI_EVENTS_PACK_H

#include <string>
#include <string_view>
#include <vector>

#include "rawi/events.h"

namespace rawi {

inline constexpr int kPacked = 7;

// Keeps the upper 32 bits of every word's hash: enough to tell words apart, and half of the room. Order stays.
void narrow(EventReport& report);

// `report` is narrow.
std::string pack_report(const EventReport& report);
EventReport unpack_report(std::string_view packed);  // throws Error where the bytes are damaged

// An event with the reprints among its reports; indices as the caller numbers reports and reprints.
struct PackedEvent {
  std::vector<int64_t> readings;  // report 0, 1 ... of the event
  std::vector<Reprint> reprints;
  Event event;
};
std::string pack_event(const PackedEvent& event);
PackedEvent unpack_event(std::string_view packed);

std::string pack_passages(const Reprint& reprint);
void unpack_passages(std::string_view packed, Reprint& reprint);

// The same words, kept for the life of the program. Any thread.
const char* lasting(std::string_view words);

}  // namespace rawi

#endif  // RAWI_EVENTS_PACK_H
