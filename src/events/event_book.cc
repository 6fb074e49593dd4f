// Finding and opening events that the ledger keeps.
#include "rawi/event_book.h"

#include <algorithm>

#include "events/keeper.h"
#include "events/pack.h"
#include "events/parallel.h"
#include "ledger/pack.h"
#include "ledger/query.h"
#include "ledger/sql.h"
#include "ledger/store.h"
#include "rawi/error.h"
#include "rawi/views.h"

namespace rawi {
namespace {

std::string live_at(const AsOf& m) {
  const std::string batch = sql_number(m.batch);
  return "s.batch <= " + batch + " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id AND e.batch <= " + batch + ")";
}

// Events one of whose claims is as the filter asks.
void has_claim(Sql& sql, Store& store, const ClaimFilter& filter, const Resources& resources) {
  const bool most = !filter.text.empty() && many_sentences(store, filter.text, resources);
  sql.add(most ? " AND EXISTS (SELECT 1 FROM membership m JOIN claim c ON c.id = m.claim WHERE m.state = s.id AND m.certainty = 2"
               : " AND s.id IN (SELECT m.state FROM claim c JOIN membership m ON m.claim = c.id AND m.certainty = 2 WHERE 1");
  claim_conditions(sql, store, filter, resources);
  sql.add(")");
}

void has_actor(Sql& sql, Store& store, const std::string& actor, const Resources& resources) {
  const std::string who = sql_list(entities_named(store, actor, false, resources));
  sql.add(" AND s.id IN (SELECT m.state FROM claim c JOIN membership m ON m.claim = c.id AND m.certainty = 2 WHERE c.actor IN " + who +
          " UNION ALL SELECT m.state FROM claim c JOIN membership m ON m.claim = c.id AND m.certainty = 2 WHERE c.target IN " + who + ")");
}

void add_conditions(Sql& sql, Store& store, const EventFilter& f, const Resources& resources) {
  if (!f.event.empty()) sql.where("s.event = " + sql.parameter(f.event));
  if (!f.type.empty()) sql.where("s.type = " + sql_code<Plover>("type", f.type, 1, kPloverCount, plover_name));
  if (!f.status.empty()) sql.where("s.statuses >> " + sql_code<Status>("status", f.status, 0, 4, status_name) + " & 1");
  if (!f.from.empty()) sql.where("s.time_to > " + sql_number(range_of("from", f.from).from) + " AND s.time_from > " + sql_number(INT64_MIN));
  if (!f.to.empty()) sql.where("s.time_from < " + sql_number(range_of("to", f.to).to) + " AND s.time_from > " + sql_number(INT64_MIN));
  if (!f.place.empty()) sql.where("s.place IN " + sql_list(entities_named(store, f.place, false, resources)));
  if (!f.within.empty()) sql.where("s.place IN " + sql_list(entities_named(store, f.within, true, resources)));
  if (f.origins > 0) sql.where("s.origins_min >= " + std::to_string(f.origins));
  if (f.reports > 1) sql.where("s.reports >= " + std::to_string(f.reports));
  if (f.contested) sql.where("s.contested > 0");
  if (!f.actor.empty()) has_actor(sql, store, f.actor, resources);
  if (!f.source.empty()) has_claim(sql, store, {.source = f.source}, resources);
  if (!f.text.empty()) has_claim(sql, store, {.text = f.text}, resources);
}

// What states are ordered by, the last two the same for all.
std::string keys_of(EventOrder order) {
  switch (order) {
    case EventOrder::kReports: return "s.reports, s.time_from, s.event";
    case EventOrder::kOrigins: return "s.origins_min, s.time_from, s.event";
    default: return "s.time_from, s.event";
  }
}

std::string descending(const std::string& keys) {
  std::string out;
  for (const char c : keys) c == ',' ? out += " DESC," : out += c;
  return out + " DESC";
}

}  // namespace

EventBook::EventBook(Ledger& ledger, const Resources& resources) : ledger_(ledger), resources_(resources) {}

void EventBook::follow(AddOptions& options) {
  const Resources& resources = resources_;
  options.companion = [&resources] { return EventKeeper::companion(resources); };
  options.comparable = kPacked;
  ledger_.store().set_step(EventKeeper::keep_comparables);
}

bool EventBook::up_to_date() { return EventKeeper(ledger_.store(), resources_).up_to_date(); }

KeepTotals EventBook::bring_up_to_date(const std::atomic<bool>* stop) { return EventKeeper(ledger_.store(), resources_).bring_up_to_date(stop); }

LedgerPage<int64_t> EventBook::find(const EventFilter& filter, const PageOptions& page, EventOrder order) {
  Store& store = ledger_.store();
  const AsOf moment = store.at(filter.as_of);
  if (moment.batch == 0) return {};
  Sql sql("SELECT s.id, s.event FROM event_state s WHERE " + live_at(moment));
  add_conditions(sql, store, filter, resources_);
  const std::string keys = keys_of(order);
  const bool rising = order == EventOrder::kOldest;
  if (!page.cursor.empty()) {
    const std::string last = "(SELECT max(id) FROM event_state WHERE event = " + sql.parameter(page.cursor) + " AND batch <= " + sql_number(moment.batch) + ")";
    sql.where("(" + keys + (rising ? ") > " : ") < ") + "(SELECT " + keys + " FROM event_state s WHERE s.id = " + last + ")");
  }
  sql.add(" ORDER BY " + (rising ? keys : descending(keys)) + " LIMIT " + std::to_string(page.limit + 1));
  Statement s = sql.prepare(store.db());
  LedgerPage<int64_t> out;
  std::string last;
  while (s.step()) {
    if (out.rows.size() == page.limit) {
      out.next = last;
      break;
    }
    out.rows.push_back(s.integer_at(0));
    last = s.text_at(1);
  }
  return out;
}

Events EventBook::open(int64_t state) {
  Store& store = ledger_.store();
  Statement data(store.db(), "SELECT data FROM event_state WHERE id = ?");
  data.integer(1, state);
  if (!data.step()) throw Error("there is no state " + std::to_string(state) + " of an event");
  PackedEvent packed = unpack_event(data.blob_at(0));
  Events out;
  Statement reading(store.db(), "SELECT c.data, r.report FROM comparable c JOIN reading r ON r.id = c.reading WHERE c.reading = ?");
  std::vector<std::pair<std::string, std::string>> reports;  // comparable and text, packed
  for (const int64_t id : packed.readings) {
    reading.reset();
    reading.integer(1, id);
    if (!reading.step()) throw Error("reading " + std::to_string(id) + " of an event has nothing to be compared by: `rawi verify` says more");
    reports.emplace_back(reading.blob_at(0), store.packed_text(reading.integer_at(1)));
  }
  out.reports.resize(reports.size());
  const auto unpack_one = [&](size_t i) {
    out.reports[i] = unpack_report(reports[i].first);
    out.reports[i].text = unpack(reports[i].second, kLargestStored);
  };
  for_each_index(reports.size(), [&] { return unpack_one; }, 8);
  out.reprints = std::move(packed.reprints);
  out.events.push_back(std::move(packed.event));
  return out;
}

int64_t EventBook::called(const std::string& event, const std::string& as_of) {
  const LedgerPage<int64_t> now = find({.as_of = as_of, .event = event}, {.limit = 1});
  if (!now.rows.empty()) return now.rows[0];
  // The event that holds what was its first claim.
  Store& store = ledger_.store();
  const AsOf moment = store.at(as_of);
  Statement first(store.db(), "SELECT min(m.claim) FROM membership m WHERE m.certainty = 2 AND m.state = (SELECT max(id) FROM event_state WHERE event = ?)");
  first.text(1, event);
  const int64_t claim = first.step() ? first.integer_at(0) : 0;
  Statement holder(store.db(), "SELECT s.id FROM membership m JOIN event_state s ON s.id = m.state WHERE m.certainty = 2 AND m.claim = ? AND " + live_at(moment));
  holder.integer(1, claim);
  if (claim != 0 && holder.step()) return holder.integer_at(0);
  throw Error("there is no event " + event + ": `rawi events` lists them; the id of an event changes when its first claim does");
}

std::vector<int64_t> EventBook::claims_of(int64_t state) {
  Statement s(ledger_.store().db(), "SELECT claim FROM membership WHERE state = ? AND certainty = 2 ORDER BY claim");
  s.integer(1, state);
  std::vector<int64_t> out;
  while (s.step()) out.push_back(s.integer_at(0));
  return out;
}

}  // namespace rawi
