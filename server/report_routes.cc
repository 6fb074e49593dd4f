// Reports: the list, and one with all that was read in it.
#include <algorithm>
#include <map>

#include "events/pack.h"
#include "ledger/sheet.h"
#include "rawi/views.h"
#include "server/desk.h"
#include "server/scribe.h"

namespace rawi::server {
namespace {

class Marks {
 public:
  void add(const char* kind, Span s, int64_t claim) {
    if (s.empty()) return;
    std::vector<int64_t>& claims = marks_[{s.begin, UINT32_MAX - s.end, kind}];  // the longer first where two begin alike
    if (claims.empty() || claims.back() != claim) claims.push_back(claim);
  }
  void add(const LedgerClaim& c) {
    add("trigger", c.trigger, c.id);
    for (const LedgerLink& l : c.links) add("source", l.name, c.id), add("source", l.cited, c.id);
    add("actor", c.actor.words, c.id);
    add("target", c.target.words, c.id);
    add("place", c.place_words, c.id);
    add("time", c.time_words, c.id);
    for (const Quantity& q : c.quantities) add("quantity", q.words, c.id);
    add("weapon", c.weapon_words, c.id);
  }
  void write(int64_t report, Scribe& scribe, JsonOut& json) const {
    json.open_list();
    for (const auto& [where, claims] : marks_) {
      const auto& [begin, end, kind] = where;
      json.open().field("kind", kind).key("span");
      scribe.span(report, {begin, UINT32_MAX - end}, json);
      json.key("claims").open_list();
      for (const int64_t c : claims) json.number(c);
      json.close_list().close();
    }
    json.close_list();
  }

 private:
  std::map<std::tuple<uint32_t, uint32_t, std::string>, std::vector<int64_t>> marks_;
};

void junk(const Lease& lease, const LedgerReport& row, Scribe& scribe, JsonOut& json) {
  Statement s(lease.db(), "SELECT kind, begin, end FROM junk WHERE reading = ? ORDER BY begin");
  s.integer(1, row.reading);
  json.key("junk").open_list();
  while (s.step()) {
    json.open().field("kind", junk_name(static_cast<JunkKind>(s.integer_at(0)))).key("span");
    scribe.span(row.id, {static_cast<uint32_t>(s.integer_at(1)), static_cast<uint32_t>(s.integer_at(2))}, json);
    json.close();
  }
  json.close_list();
}

// Reprints are between readings that count now.
void copies(const Lease& lease, const LedgerReport& row, Scribe& scribe, JsonOut& json) {
  Statement s(lease.db(), "SELECT p.first = ?1, p.directed, p.shared, p.passages, r.report FROM reprint p JOIN reading r"
                          " ON r.id = CASE WHEN p.first = ?1 THEN p.second ELSE p.first END WHERE p.first = ?1 OR p.second = ?1 ORDER BY p.shared DESC, r.report");
  s.integer(1, row.reading);
  json.key("copies").open_list();
  while (s.step()) {
    const bool first = s.integer_at(0) == 1;
    const int64_t other = s.integer_at(4);
    Reprint reprint;
    unpack_passages(s.blob_at(3), reprint);
    const LedgerReport there = scribe.page(other).row;
    json.open().field("report", other).field("name", there.name).field_or_null("outlet", there.outlet).field_or_null("published", there.published.edtf);
    json.field("direction", s.integer_at(1) == 0 ? "unknown" : first ? "to" : "from").key("shared").real(s.real_at(2)).key("passages").open_list();
    for (const auto& [a, b] : reprint.passages) {
      if (a.empty() || b.empty()) continue;
      json.open().key("here");
      scribe.words(row.id, first ? a : b, json);
      json.key("there");
      scribe.words(other, first ? b : a, json);
      json.close();
    }
    json.close_list().close();
  }
  json.close_list();
}

void versions(const Lease& lease, const LedgerReport& row, JsonOut& json) {
  Statement s(lease.db(), "SELECT p.id, p.version, b.recorded_at FROM report p JOIN batch b ON b.id = p.batch WHERE p.name = ? ORDER BY p.version");
  s.text(1, row.name);
  json.key("versions").open_list();
  while (s.step()) json.open().field("report", s.integer_at(0)).field("version", s.integer_at(1)).field("recorded_at", iso_time(s.integer_at(2))).close();
  json.close_list();
}

void events(const Lease& lease, const std::vector<LedgerClaim>& claims, JsonOut& json) {
  Statement s(lease.db(), "SELECT s.event FROM membership m JOIN event_state s ON s.id = m.state WHERE m.claim = ? AND m.certainty = 2"
                          " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id)");
  std::vector<std::string> seen;
  for (const LedgerClaim& c : claims) {
    s.reset();
    s.integer(1, c.id);
    while (s.step())
      if (std::find(seen.begin(), seen.end(), s.text_at(0)) == seen.end()) seen.emplace_back(s.text_at(0));
  }
  json.key("events").open_list();
  for (const std::string& e : seen) json.string(e);
  json.close_list();
}

void must_exist(const Lease& lease, int64_t id) {
  if (id > lease.moment().report) throw Problem(404, "no-report", "there is no report " + std::to_string(id), {{"report", std::to_string(id)}});
}

}  // namespace

void get_reports(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  ReportFilter f;
  f.text = ask.query.text("q"), f.name = ask.query.text("name"), f.outlet = ask.query.text("outlet");
  f.from = ask.query.date("from"), f.to = ask.query.date("to"), f.as_of = ask.query.date("as_of");
  f.versions = ask.query.flag("versions").value_or(false);
  const PageOptions options{static_cast<size_t>(ask.query.number("limit", 1, 200, 50)), ask.query.text("cursor")};
  ask.query.done();
  const LedgerPage<LedgerReport> page = lease.ledger().reports(f, desk.resources, options);
  const Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const LedgerReport& r : page.rows) scribe.report_row(r, json);
  json.close_list().field_or_null("next", page.next).close();
}

void get_report(Desk&, const Lease& lease, Ask& ask, Answer& out) {
  const int64_t id = ask.id();
  ask.query.done();
  must_exist(lease, id);
  Scribe scribe(lease);
  const LedgerReport row = scribe.page(id).row;
  std::vector<LedgerClaim> claims;
  Statement first(lease.db(), "SELECT first_claim FROM reading WHERE id = ?");
  first.integer(1, row.reading);
  const int64_t begin = first.step() ? first.integer_at(0) : 0;
  lease.store().each_claim(begin, begin + static_cast<int64_t>(row.claims) - 1, lease.moment(), true, [&](LedgerClaim& c) { claims.push_back(c); });
  JsonOut json(out.body);
  json.open().key("row");
  scribe.report_row(row, json);
  json.field("text", scribe.page(id).text.text).key("published");
  scribe.words(id, row.published.words, json);
  junk(lease, row, scribe, json);
  json.key("claims").open_list();
  Marks marks;
  for (const LedgerClaim& c : claims) scribe.claim(c, json), marks.add(c);
  json.close_list().key("marks");
  marks.write(id, scribe, json);
  copies(lease, row, scribe, json);
  versions(lease, row, json);
  events(lease, claims, json);
  json.close();
}

void get_report_raw(Desk&, const Lease& lease, Ask& ask, Answer& out) {
  const int64_t id = ask.id();
  ask.query.done();
  must_exist(lease, id);
  out.body = lease.ledger().raw(id);
  out.type = "application/octet-stream";
  out.headers.emplace("Content-Disposition", "attachment; filename=\"report-" + std::to_string(id) + "\"");
}

}  // namespace rawi::server
