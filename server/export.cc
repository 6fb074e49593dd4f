// The current view in one file: events or claims, in each format, written page by page as it is sent.
#include <memory>
#include <utility>

#include "events/event_sheet.h"
#include "ledger/sheet.h"
#include "rawi/event_book.h"
#include "server/claim_query.h"
#include "server/desk.h"
#include "server/selection.h"

namespace rawi::server {
namespace {

constexpr size_t kPortion = 200;  // rows a turn

struct Form {
  const char* name;
  const char* type;
  const char* ending;
};
constexpr Form kForms[] = {{"csv", "text/csv; charset=utf-8", "csv"},   {"jsonl", "application/x-ndjson", "jsonl"},
                           {"acled", "text/csv; charset=utf-8", "csv"}, {"gdelt", "text/csv; charset=utf-8", "csv"},
                           {"geojson", "application/geo+json", "geojson"}, {"jsonld", "application/ld+json", "jsonld"}};

const Form& form_of(Query& query) {
  const size_t i = query.choice("format", {"csv", "jsonl", "acled", "gdelt", "geojson", "jsonld"}, 6);
  if (i == 6) throw Problem(400, "no-format", "format: say which; one of: csv, jsonl, acled, gdelt, geojson, jsonld");
  return kForms[i];
}

void headers(const Form& form, const std::string& what, Answer& out) {
  out.type = form.type;
  out.headers.emplace("Content-Disposition", "attachment; filename=\"rawi-" + what + "-" + form.name + "." + form.ending + "\"");
}

// What a download needs until its last byte; its own connection, so that it sees one state of the ledger throughout.
struct EventsExport {
  EventsExport(Desk& d, Query& query) : desk(d), lease(d.readers.take()), chosen(d, lease, query), book(lease.ledger(), d.resources) {}
  Desk& desk;
  const Lease lease;
  Selection chosen;
  EventBook book;
  std::vector<const BoardEvent*> rows;
  std::unique_ptr<EventSheet> sheet;
  size_t at = 0;
};

bool more_events(EventsExport& e, std::string& out) {
  if (e.at == 0) e.sheet->head(out);
  for (const size_t end = std::min(e.rows.size(), e.at + kPortion); e.at < end; ++e.at) {
    Events one = e.book.open(e.rows[e.at]->state);
    one.policies = &e.desk.boards.policies();
    e.sheet->event(one, one.events[0], {}, out);
  }
  if (e.at < e.rows.size()) return true;
  e.sheet->tail(out);
  return false;
}

struct ClaimsExport {
  explicit ClaimsExport(Desk& d) : desk(d), lease(d.readers.take()), sheet(lease.ledger(), SheetFormat::kCsv), lines(lease.ledger(), SheetFormat::kJsonLines) {}
  Desk& desk;
  const Lease lease;
  ClaimFilter filter;
  Sheet sheet, lines;
  std::string form, cursor;
  bool begun = false;
};

Export columns_of(const std::string& form) {
  return form == "acled" ? Export::kAcled : form == "gdelt" ? Export::kGdelt : form == "geojson" ? Export::kGeoJson : Export::kJsonLd;
}

bool more_claims(ClaimsExport& e, std::string& out) {
  const bool rows = e.form == "csv" || e.form == "jsonl";
  if (!e.begun && e.form == "csv") e.sheet.claims_head(out);
  if (!e.begun && !rows) e.sheet.export_head(columns_of(e.form), out);
  e.begun = true;
  const LedgerPage<LedgerClaim> page = e.lease.ledger().claims(e.filter, e.desk.resources, {kPortion, e.cursor});
  for (const LedgerClaim& c : page.rows) {
    if (rows) (e.form == "csv" ? e.sheet : e.lines).claim(c, out);
    else e.sheet.export_claim(columns_of(e.form), c, out);
  }
  e.cursor = page.next;
  if (!e.cursor.empty()) return true;
  if (!rows) e.sheet.export_tail(columns_of(e.form), out);
  return false;
}

}  // namespace

void get_events_export(Desk& desk, const Lease&, Ask& ask, Answer& out) {
  const Form& form = form_of(ask.query);
  const auto e = std::make_shared<EventsExport>(desk, ask.query);
  e->chosen.only(ask.query.all("event"));
  const Order order = Selection::order(ask.query);
  ask.query.done();
  constexpr EventFormat kFormats[] = {EventFormat::kCsv, EventFormat::kJsonLines, EventFormat::kAcled, EventFormat::kGdelt, EventFormat::kGeoJson, EventFormat::kJsonLd};
  std::string next;
  e->rows = e->chosen.page(order, SIZE_MAX, {}, next);
  e->sheet = std::make_unique<EventSheet>(desk.resources, kFormats[&form - kForms], false);
  e->lease.without_limit();
  headers(form, "events", out);
  out.more = [e](std::string& portion) { return more_events(*e, portion); };
}

void get_claims_export(Desk& desk, const Lease&, Ask& ask, Answer& out) {
  const Form& form = form_of(ask.query);
  const auto e = std::make_shared<ClaimsExport>(desk);
  e->filter = claim_filter(ask.query);
  ask.query.done();
  e->form = form.name;
  e->lease.without_limit();
  headers(form, "claims", out);
  // The first portion is made here, where a filter that cannot be asked is still an error of the request.
  const auto first = std::make_shared<std::string>();
  const bool goes_on = more_claims(*e, *first);
  out.more = [e, first, goes_on](std::string& portion) {
    if (first->empty()) return more_claims(*e, portion);
    portion = std::exchange(*first, {});
    return goes_on;
  };
}

}  // namespace rawi::server
