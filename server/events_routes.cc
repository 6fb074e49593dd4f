// Lists of events: pages, light rows, map, timeline.
#include <algorithm>
#include <charconv>
#include <chrono>

#include "events/strands.h"
#include "rawi/views.h"
#include "server/desk.h"
#include "server/filter.h"
#include "server/scribe.h"
#include "server/selection.h"

namespace rawi::server {
namespace {

constexpr size_t kMostColumns = 200;

using Date = std::chrono::year_month_day;

Date date_of(int32_t day) { return std::chrono::sys_days(std::chrono::days(day)); }
int32_t day_of(Date date) { return static_cast<int32_t>(std::chrono::sys_days(date).time_since_epoch().count()); }

enum class Unit { kAuto, kDay, kWeek, kMonth, kYear };
constexpr const char* kUnits[] = {"auto", "day", "week", "month", "year"};

// The first day of the column that a day stands in; weeks begin on Monday.
int32_t column_of(Unit unit, int32_t day) {
  using namespace std::chrono;
  const Date d = date_of(day);
  switch (unit) {
    case Unit::kWeek: return day - static_cast<int32_t>((weekday(sys_days(days(day))) - Monday).count());
    case Unit::kMonth: return day_of(d.year() / d.month() / 1);
    case Unit::kYear: return day_of(d.year() / January / 1);
    default: return day;
  }
}

int32_t last_of(Unit unit, int32_t first) {
  using namespace std::chrono;
  const Date d = date_of(first);
  switch (unit) {
    case Unit::kWeek: return first + 6;
    case Unit::kMonth: return day_of(Date(d.year() / d.month() / std::chrono::last));
    case Unit::kYear: return day_of(d.year() / December / 31);
    default: return first;
  }
}

// The finest unit that needs no more columns than fit.
Unit unit_for(const std::vector<const BoardEvent*>& events) {
  for (const Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth}) {
    std::map<int32_t, int> columns;
    for (const BoardEvent* e : events)
      if (const DayRange shown = e->shown(); shown.known() && shown.first != INT32_MIN && columns.size() <= kMostColumns) ++columns[column_of(unit, shown.first)];
    if (columns.size() <= kMostColumns) return unit;
  }
  return Unit::kYear;
}

void light_row(const BoardEvent& e, int64_t place, JsonOut& json) {
  const DayRange shown = e.shown();
  json.open_list().string(e.id).string(plover_name(e.type));
  json.string_or_null(shown.first == INT32_MIN ? std::string() : iso_date(shown.first));
  json.string_or_null(shown.last == INT32_MAX ? std::string() : iso_date(shown.last));
  json.string(e.days.known() ? "stated" : shown.known() ? "published" : "unknown");
  place < 0 ? json.null() : json.number(place);
  json.number(e.reports).number(e.min).number(e.max).number(e.contradictions).close_list();
}

struct AtPlace {
  size_t events = 0, contested = 0;
  std::map<Plover, size_t> types;
  const BoardEvent* first = nullptr;
};

}  // namespace

void get_events(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  Selection chosen(desk, lease, ask.query);
  const Order order = chosen.order(ask.query);
  const auto limit = static_cast<size_t>(ask.query.number("limit", 1, 200, 50));
  const std::string cursor = ask.query.text("cursor");
  ask.query.done();
  std::string next;
  const std::vector<const BoardEvent*> page = chosen.page(order, limit, cursor, next);
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const BoardEvent* e : page) scribe.event_row(chosen.board(), *e, json);
  json.close_list().field_or_null("next", next).field("total", static_cast<int64_t>(chosen.events().size())).field("state", lease.moment().batch).close();
}

void get_events_light(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  Selection chosen(desk, lease, ask.query);
  const auto limit = static_cast<size_t>(ask.query.number("limit", 1, 5000, 2000));
  ask.query.done();
  std::string next;
  const std::vector<const BoardEvent*> rows = chosen.page(Order::kReports, limit, {}, next);
  std::map<int64_t, int64_t> index;
  std::vector<const LedgerEntity*> places;
  JsonOut json(out.body);
  json.open().field("total", static_cast<int64_t>(chosen.events().size())).key("columns").open_list();
  for (const char* column : {"event", "type", "from", "to", "basis", "place", "reports", "min", "max", "contradictions"}) json.string(column);
  json.close_list().key("rows").open_list();
  for (const BoardEvent* e : rows) {
    const LedgerEntity* place = chosen.board().entity(e->place);
    int64_t at = -1;
    if (place) {
      at = index.try_emplace(e->place, static_cast<int64_t>(places.size())).first->second;
      if (at == static_cast<int64_t>(places.size())) places.push_back(place);
    }
    light_row(*e, at, json);
  }
  json.close_list().key("places").open_list();
  const Scribe scribe(lease);
  for (const LedgerEntity* place : places) scribe.place_json(*place, json);
  json.close_list().close();
}

void get_events_map(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  Selection chosen(desk, lease, ask.query);
  ask.query.number("limit", 1, 5000, 2000);  // taken, so that the same parameters serve all views
  ask.query.done();
  std::map<std::string_view, std::pair<const LedgerEntity*, AtPlace>> places;  // by entity id: rows of one entity are one place
  int64_t unplaced = 0;
  for (const BoardEvent* e : chosen.events()) {
    const LedgerEntity* place = chosen.board().entity(e->place);
    if (!place || !place->located) {
      ++unplaced;
      continue;
    }
    auto& [entity, at] = places[place->key];
    entity = place;
    ++at.events;
    at.contested += e->contradictions > 0;
    ++at.types[e->type];
    if (!at.first || e->reports > at.first->reports) at.first = e;
  }
  const Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().field("total", static_cast<int64_t>(chosen.events().size())).field("unplaced", unplaced).key("places").open_list();
  for (const auto& [key, entry] : places) {
    const auto& [entity, at] = entry;
    json.open().key("place");
    scribe.place_json(*entity, json);
    json.field("events", static_cast<int64_t>(at.events)).field("contested", static_cast<int64_t>(at.contested)).key("types").open();
    for (const auto& [type, n] : at.types) json.field(plover_name(type), static_cast<int64_t>(n));
    json.close().field("first", at.first->id).close();
  }
  json.close_list().close();
}

void get_events_timeline(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  Selection chosen(desk, lease, ask.query);
  auto unit = static_cast<Unit>(ask.query.choice("unit", {kUnits, kUnits + 5}, 0));
  ask.query.done();
  if (unit == Unit::kAuto) unit = unit_for(chosen.events());
  std::map<int32_t, std::pair<int64_t, int64_t>> columns;  // events, contested
  int64_t undated = 0;
  for (const BoardEvent* e : chosen.events()) {
    undated += !e->days.known();
    const DayRange shown = e->shown();
    if (!shown.known() || shown.first == INT32_MIN) continue;
    auto& [events, contested] = columns[column_of(unit, shown.first)];
    ++events;
    contested += e->contradictions > 0;
  }
  JsonOut json(out.body);
  json.open().field("total", static_cast<int64_t>(chosen.events().size())).field("undated", undated).field("unit", kUnits[static_cast<int>(unit)]);
  json.key("columns").open_list();
  for (const auto& [first, n] : columns)
    json.open().field("from", iso_date(first)).field("to", iso_date(last_of(unit, first))).field("events", n.first).field("contested", n.second).close();
  json.close_list().close();
}

}  // namespace rawi::server
