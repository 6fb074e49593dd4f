#include "server/desk.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "server/data_file.h"
#include "rawi/error.h"
#include "rawi/event_book.h"
#include "server/scribe.h"

namespace rawi::server {
namespace {

struct Path {
  const char* method;
  const char* path;   // "*" stands for one part
  Route route;
  bool tagged;        // depends on the state of the ledger and on nothing else
};

constexpr Path kPaths[] = {
    {"GET", "health", get_health, false},
    {"GET", "openapi.yaml", get_openapi, false},
    {"GET", "ledger", get_ledger, true},
    {"GET", "events", get_events, true},
    {"GET", "events/light", get_events_light, true},
    {"GET", "events/map", get_events_map, true},
    {"GET", "events/timeline", get_events_timeline, true},
    {"GET", "events/facets", get_events_facets, true},
    {"GET", "events/export", get_events_export, false},
    {"GET", "events/*", get_event, true},
    {"GET", "claims", get_claims, true},
    {"GET", "claims/export", get_claims_export, false},
    {"GET", "claims/*", get_claim, true},
    {"GET", "sources", get_sources, true},
    {"GET", "sources/*", get_source, true},
    {"GET", "reports", get_reports, true},
    {"POST", "reports", post_report, false},
    {"GET", "reports/*", get_report, true},
    {"GET", "reports/*/raw", get_report_raw, true},
    {"GET", "search", get_search, true},
    {"GET", "entities", get_entities, true},
    {"GET", "review", get_review, true},
    {"GET", "corrections", get_corrections, true},
    {"POST", "corrections", post_correction, false},
    {"GET", "jobs", get_jobs, false},
    {"GET", "jobs/*", get_job, false},
    {"DELETE", "jobs/*", delete_job, false},
};

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> out;
  std::istringstream in(path);
  for (std::string part; std::getline(in, part, '/');) out.push_back(part);
  return out;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path, std::vector<std::string>& parts) {
  parts.clear();
  if (pattern.size() != path.size()) return false;
  for (size_t i = 0; i < path.size(); ++i) {
    if (pattern[i] == "*") parts.push_back(path[i]);
    else if (pattern[i] != path[i]) return false;
  }
  return true;
}

const Path& find(const std::string& path, Ask& ask) {
  const std::vector<std::string> wanted = split(path);
  bool other = false;
  for (const Path& p : kPaths) {
    if (!fits(split(p.path), wanted, ask.parts)) continue;
    if (ask.method == p.method) return p;
    other = true;
  }
  if (other) throw Problem(405, "method", "/" + path + " does not take " + ask.method + "; openapi.yaml says what it takes");
  throw Problem(404, "no-path", "there is no path /" + path + "; openapi.yaml lists those that there are", {{"path", path}});
}

// One ledger, one program, one set of words and policies.
std::string instance_of(const std::string& path, const Resources& resources, const std::vector<Policy>& policies) {
  std::string all = path + RAWI_VERSION + std::string(resources.lexicon_version()) + std::string(resources.model_version());
  for (const Policy& p : policies) {
    all += p.name + p.title;
    for (const Rule& r : p.rules) all += r.grade + r.reason;
  }
  char text[24];
  std::snprintf(text, sizeof text, "%zx", std::hash<std::string>()(all));
  return text;
}

}  // namespace

Desk::Desk(const std::string& path, const Resources& words, std::vector<Policy> policies, std::chrono::milliseconds patience)
    : resources(words), readers(path, patience), boards(std::move(policies)), jobs(path, words), instance(instance_of(path, words, boards.policies())) {}

std::shared_ptr<const Board> Desk::board(const Lease& lease, const std::string& as_of) {
  return boards.at(lease, as_of.empty() ? lease.moment().batch : lease.store().at(as_of).batch);
}

std::string Desk::tag(const Lease& lease) const { return "W/\"" + instance + "-" + std::to_string(lease.moment().batch) + "\""; }

void answer(Desk& desk, const std::string& path, const std::string& if_none_match, Ask& ask, Answer& out) {
  const Path& p = find(path, ask);
  const Lease lease = desk.readers.take();
  if (p.tagged) {
    const std::string tag = desk.tag(lease);
    out.headers.emplace("ETag", tag);
    out.headers.emplace("Cache-Control", "private, no-cache");
    if (if_none_match.find(tag) != std::string::npos) {
      out.status = 304;
      return;
    }
  } else {
    out.headers.emplace("Cache-Control", "no-store");
  }
  try {
    p.route(desk, lease, ask, out);
  } catch (const Error& error) {
    if (lease.overdue()) throw Problem(503, "too-slow", "this took longer than it may: ask for less");
    throw;
  }
}

void get_health(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  ask.query.done();
  EventBook book(lease.ledger(), desk.resources);
  const std::string& path = desk.readers.path();
  JsonOut json(out.body);
  json.open().field("status", "ok").field("version", RAWI_VERSION).field("ledger", path.substr(path.rfind('/') + 1));
  json.field("state", lease.moment().batch).key("events_up_to_date").boolean(book.up_to_date()).close();
}

void get_openapi(Desk&, const Lease&, Ask& ask, Answer& out) {
  ask.query.done();
  const std::string file = data_file("openapi.yaml");
  std::ifstream in(file, std::ios::binary);
  if (file.empty() || !in) throw Problem(404, "no-page", "openapi.yaml was not installed beside this program");
  std::ostringstream bytes;
  bytes << in.rdbuf();
  out.body = bytes.str();
  out.type = "application/yaml";
}

}  // namespace rawi::server
