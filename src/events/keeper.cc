#include "events/keeper.h"

#include <algorithm>
#include <memory>
#include <set>

#include "events/pack.h"
#include "events/step.h"
#include "events/tables.h"
#include "events_rules.h"

namespace rawi {
namespace {

constexpr const char* kConsumer = "events";
// Of the sources that make events (CMakeLists.txt names them): where it differs, all events are made anew.
std::string version() { return std::string(kRules) + "." + std::to_string(kPacked); }

struct Done {
  int64_t upto = 0;
  bool by_other_rules = false;
};

Done done_so_far(Store& store) {
  Statement s(store.db(), "SELECT version, upto FROM done WHERE consumer = ? ORDER BY rowid DESC LIMIT 1");
  s.text(1, kConsumer);
  if (!s.step()) return {};
  const bool same = s.text_at(0) == version();
  return {same ? s.integer_at(1) : 0, !same};
}

void note_done(Store& store, int64_t upto) {
  Statement s(store.db(), "INSERT INTO done VALUES(?,?,?,?)");
  s.text(1, kConsumer).text(2, version()).integer(3, upto).integer(4, store.batch()).run();
}

// The last batch that a step takes: whole batches, `most` new readings or the next batch alone.
int64_t last_batch(Store& store, int64_t after, size_t most) {
  Statement s(store.db(), "SELECT id, last_reading FROM batch WHERE id > ? ORDER BY id");
  s.integer(1, after);
  Statement before(store.db(), "SELECT last_reading FROM batch WHERE id = ?");
  before.integer(1, after);
  const int64_t first = before.step() ? before.integer_at(0) : 0;
  int64_t last = after;
  while (s.step()) {
    if (last > after && s.integer_at(1) - first > static_cast<int64_t>(most)) break;
    last = s.integer_at(0);
  }
  return last;
}

// Readings whose claims were decided on in batches (after, upto].
std::vector<int64_t> decided(Store& store, int64_t after, int64_t upto) {
  Statement s(store.db(), "SELECT DISTINCT p.name FROM decision d JOIN decision_claim c ON c.decision = coalesce(d.undoes, d.id)"
                          " JOIN report p ON p.id = c.report WHERE d.batch > ? AND d.batch <= ?");
  s.integer(1, after).integer(2, upto);
  std::vector<int64_t> out;
  while (s.step())
    if (const int64_t reading = reading_called(store, std::string(s.text_at(0)))) out.push_back(reading);
  return out;
}

}  // namespace

EventKeeper::EventKeeper(Store& store, const Resources& resources) : store_(store), resources_(resources) {}

Companion EventKeeper::companion(const Resources& resources) {
  const auto reader = std::make_shared<EventReader>(resources);
  return [reader](const Reader& read, const Report& report, const Reading& reading) { return pack_report(reader->compare_ready(read, report, reading)); };
}

void EventKeeper::keep_comparables(Store& store, const Changes& changes) {
  Statement put(store.db(), "INSERT OR REPLACE INTO comparable VALUES(?,?,?)");
  for (size_t i = 0; i < changes.extras.size(); ++i)
    if (!changes.extras[i].empty()) put.integer(1, changes.readings[i]).integer(2, kPacked).blob(3, changes.extras[i]).run();
}

bool EventKeeper::up_to_date() {
  const Done done = done_so_far(store_);
  if (done.by_other_rules) return false;
  Statement s(store_.db(), "SELECT EXISTS (SELECT 1 FROM batch WHERE id > ? AND kind <> 'events')");
  s.integer(1, done.upto);
  return s.step() && s.integer_at(0) == 0;
}

KeepTotals EventKeeper::bring_up_to_date(const std::atomic<bool>* stop, size_t most) {
  KeepTotals totals;
  store_.write_with(resources_);
  while (!up_to_date() && !(stop && stop->load())) {
    store_.begin("events");
    try {
      const Done done = done_so_far(store_);
      EventTables tables(store_);
      if (done.by_other_rules) tables.clear_working(), tables.end_all_states();
      const int64_t upto = last_batch(store_, done.upto, most);
      const Changes changes = store_.changes(done.upto, upto);
      std::set<int64_t> fresh, gone;
      for (const int64_t r : changes.readings)
        if (tables.counts_now(r) && tables.comparable(r)) fresh.insert(r);
      for (const int64_t r : changes.superseded)
        if (tables.kept(r)) gone.insert(r);
      for (const int64_t r : decided(store_, done.upto, upto))
        if (tables.kept(r)) fresh.insert(r), gone.insert(r);
      const KeepTotals step = EventStep(store_, tables, resources_).run({fresh.begin(), fresh.end()}, {gone.begin(), gone.end()});
      totals.readings += step.readings, totals.compared += step.compared, totals.events += step.events, totals.ended += step.ended;
      note_done(store_, upto);
      store_.commit();
    } catch (...) {
      store_.roll_back();
      throw;
    }
  }
  return totals;
}

int64_t reading_called(Store& store, const std::string& report) {
  Statement s(store.db(), "SELECT r.id FROM sighting s JOIN report p ON p.id = s.report AND p.name = s.name JOIN reading r ON r.report = p.id"
                          " WHERE s.name = ? AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id) ORDER BY r.id DESC LIMIT 1");
  s.text(1, report);
  return s.step() ? s.integer_at(0) : 0;
}

}  // namespace rawi
