// Kept events against events made anew: whatever a step of keeping them got wrong shows here.
#include <functional>
#include <map>

#include "events/keeper.h"
#include "events/pack.h"
#include "rawi/event_book.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr size_t kMostFaults = 100;

std::vector<EventReport> all_kept(Store& store) {
  Statement s(store.db(), "SELECT c.data, r.report FROM kept k JOIN comparable c ON c.reading = k.reading JOIN reading r ON r.id = k.reading"
                          " WHERE c.format = ? ORDER BY k.reading");
  s.integer(1, kPacked);
  std::vector<EventReport> out;
  while (s.step()) {
    out.push_back(unpack_report(s.blob_at(0)));
    out.back().text = store.text(s.integer_at(1));
  }
  return out;
}

size_t print_of(const Events& events, const Event& e, const Resources& resources, std::string& scratch) {
  scratch.clear();
  write_event_json(events, e, resources, scratch);
  return std::hash<std::string>()(scratch);
}

}  // namespace

size_t EventBook::without_events() {
  Sqlite& db = ledger_.store().db();
  // Who adds makes all that it reads comparable, so those of an older program are the first that still count.
  Statement first(db, "SELECT EXISTS (SELECT 1 FROM comparable c WHERE c.reading = r.id AND c.format = ?) FROM reading r"
                      " WHERE NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id) ORDER BY r.id LIMIT 1");
  first.integer(1, kPacked);
  if (!first.step() || first.integer_at(0) != 0) return 0;
  Statement all(db, "SELECT count(*) FROM reading r WHERE NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id)"
                    " AND NOT EXISTS (SELECT 1 FROM comparable c WHERE c.reading = r.id AND c.format = ?)");
  all.integer(1, kPacked);
  return all.step() ? static_cast<size_t>(all.integer_at(0)) : 0;
}

EventVerification EventBook::verify() {
  EventVerification out;
  const auto fault = [&](const std::string& what) {
    if (out.faults.size() < kMostFaults) out.faults.push_back(what);
  };
  if (!up_to_date()) {
    fault("the events are behind the reports: `rawi add` or `rawi reread` brings them up to date");
    return out;
  }
  Store& store = ledger_.store();
  const Events anew = find_events(all_kept(store), decisions_now(store));
  std::map<std::string, size_t> prints;
  std::string scratch;
  for (const Event& e : anew.events) prints[e.id] = print_of(anew, e, resources_, scratch);
  out.events = prints.size();
  Statement live(store.db(), "SELECT s.id, s.event FROM event_state s WHERE NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id) ORDER BY s.event");
  while (live.step()) {
    const std::string id(live.text_at(1));
    const auto found = prints.find(id);
    if (found == prints.end()) {
      fault("event " + id + " is kept, but its reports make no such event");
      continue;
    }
    const Events one = open(live.integer_at(0));
    if (print_of(one, one.events[0], resources_, scratch) != found->second) fault("event " + id + " is kept otherwise than its reports make it");
    prints.erase(found);
  }
  for (const auto& [id, print] : prints) fault("event " + id + " is not kept, but the reports make it");
  return out;
}

}  // namespace rawi
