// Adding reports over HTTP, and how far that is.
#include <rapidjson/document.h>

#include <algorithm>

#include "ledger/store.h"
#include "rawi/input.h"
#include "server/desk.h"
#include "server/scribe.h"

namespace rawi::server {
namespace {

constexpr size_t kMostShown = 200;

// New reports that a person should look at: no claim was found, no date, or bytes that are no text.
void not_understood(const Lease& lease, const Job& job, JsonOut& json) {
  const Scribe scribe(lease);
  Statement s(lease.db(), "SELECT p.id FROM report p JOIN reading r ON r.report = p.id WHERE p.id > ? AND p.id <= ? AND (r.claims = 0 OR r.published IS NULL OR p.broken > 0)"
                          " GROUP BY p.id ORDER BY p.id LIMIT ?");
  s.integer(1, job.reports_before).integer(2, job.reports_after).integer(3, static_cast<int64_t>(kMostShown));
  json.key("not_understood").open_list();
  while (s.step()) scribe.report_row(lease.store().report(s.integer_at(0)), json);
  json.close_list();
}

// The outcome of an input; where it gave a report, also which of the ledger that is, and whether it is new there.
void outcome_json(const Lease& lease, const Job& job, std::string line, JsonOut& json) {
  rapidjson::Document outcome;
  outcome.Parse(line.data(), line.size());
  if (outcome.IsObject() && outcome.HasMember("report")) {
    Statement s(lease.db(), "SELECT p.id, p.version FROM sighting g JOIN report p ON p.id = g.report WHERE g.name = ? ORDER BY g.came_from = ? DESC, g.id DESC LIMIT 1");
    s.text(1, outcome["report"].GetString()).text(2, outcome["input"].GetString());  // one file may hold several versions
    if (s.step()) {
      const int64_t number = s.integer_at(0);
      line.pop_back();
      line += ",\"number\":" + std::to_string(number) + ",\"version\":" + std::to_string(s.integer_at(1)) + ",\"new\":" + (number > job.reports_before ? "true" : "false") + "}";
    }
  }
  json.raw(line);
}

void job_json(const Lease& lease, const Job& job, JsonOut& json) {
  json.open().field("job", job.id).field("name", job.name).field("state", job.state).field("size", static_cast<int64_t>(job.size));
  const bool over = job.state == "done" || job.state == "joining";
  json.field("read", static_cast<int64_t>(over ? job.size : std::min(job.size, job.totals.bytes)));
  for (const auto& [key, n] : {std::pair("reports", job.totals.reports), std::pair("versions", job.totals.versions), std::pair("known", job.totals.known),
                               std::pair("failed", job.totals.failed), std::pair("claims", job.totals.claims), std::pair("events", job.events)})
    json.field(key, static_cast<int64_t>(n));
  json.key("troubles").open_list();
  for (const std::string& t : job.troubles) json.string(t);
  json.close_list().key("outcome_counts").open();
  for (const auto& [outcome, n] : job.outcome_counts) json.field(outcome, static_cast<int64_t>(n));
  json.close().key("outcomes").open_list();
  for (const std::string& line : job.outcomes) outcome_json(lease, job, line, json);
  json.close_list();
  not_understood(lease, job, json);
  json.field_or_null("error", job.error).close();
}

Job called(Desk& desk, Ask& ask) {
  Job job;
  ask.query.done();
  if (!desk.jobs.get(ask.id(), job)) throw Problem(404, "no-job", "there is no job " + ask.parts.at(0) + " since the server started", {{"job", ask.parts.at(0)}});
  return job;
}

}  // namespace

void post_report(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::string name = ask.query.text("name"), published = ask.query.text("published");
  ask.query.done();
  // A type that a form of another site cannot send; the bytes tell what they are.
  if (!ask.content_type.starts_with("application/octet-stream")) throw Problem(415, "media-type", "send the file's bytes as application/octet-stream");
  if (name.empty() || name.size() > 255) throw Problem(400, "no-name", "name: give the file's name");
  if (!published.empty() && !is_edtf_date(published)) throw Problem(400, "no-date", "published=" + published + ": no EDTF date such as 2015-08-03", {{"name", "published"}, {"value", published}});
  if (ask.body.empty()) throw Problem(400, "empty-file", "the file is empty");
  bool room = true;
  const Job job = desk.jobs.submit(name, published, std::move(ask.body), room);
  if (!room) throw Problem(429, "queue-full", "too many files are waiting: send this one when some are done");
  out.status = 202;
  out.headers.emplace("Location", "/api/v1/jobs/" + std::to_string(job.id));
  JsonOut json(out.body);
  job_json(lease, job, json);
}

void get_jobs(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  ask.query.done();
  JsonOut json(out.body);
  json.open().key("items").open_list();
  for (const Job& job : desk.jobs.all()) job_json(lease, job, json);
  json.close_list().close();
}

void get_job(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const Job job = called(desk, ask);
  JsonOut json(out.body);
  job_json(lease, job, json);
}

void delete_job(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  called(desk, ask);
  desk.jobs.stop(ask.id());
  Job job;
  desk.jobs.get(ask.id(), job);
  out.status = 202;
  JsonOut json(out.body);
  job_json(lease, job, json);
}

}  // namespace rawi::server
