// Events written out: text for a person, JSON Lines, CSV, the columns of ACLED and GDELT, GeoJSON, JSON-LD.
//
// docs/events.md describes every field and column. A listing is head, events, tail. All functions append to `out`.
#ifndef RAWI_EVENTS_EVENT_SHEET_H
#define RAWI_EVENTS_EVENT_SHEET_H

#include <string>

#include "rawi/event_book.h"

namespace rawi {

// A side of a difference in words: places and actors stand in it by number and by party.
std::string side_words(const Events& events, const Difference& d, const Side& s, const Resources& resources);

enum class EventFormat { kText, kJsonLines, kCsv, kAcled, kGdelt, kGeoJson, kJsonLd };

class EventSheet {
 public:
  // `whole`: one event with all that is known of it, where the format has room for it.
  EventSheet(const Resources& resources, EventFormat format, bool whole) : resources_(resources), format_(format), whole_(whole) {}

  void head(std::string& out) const;
  void event(const Events& events, const Event& e, const EventNotes& notes, std::string& out);
  void tail(std::string& out) const;

 private:
  void csv(const Events& events, const Event& e, std::string& out) const;
  void acled(const Events& events, const Event& e, std::string& out) const;
  void gdelt(const Events& events, const Event& e, std::string& out) const;
  void feature(const Events& events, const Event& e, std::string& out);
  void linked_data(const Events& events, const Event& e, const EventNotes& notes, std::string& out);
  void linked_claim(const Events& events, const EventMember& m, const std::string& id, std::string& out);

  const Resources& resources_;
  EventFormat format_;
  bool whole_, first_ = true;
};

}  // namespace rawi

#endif  // RAWI_EVENTS_EVENT_SHEET_H
