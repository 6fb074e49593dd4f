// A person's word, written down: POST /corrections.
#include <rapidjson/document.h>

#include <algorithm>

#include "events/keeper.h"
#include "events/pack.h"
#include "ledger/notes.h"
#include "rawi/error.h"
#include "rawi/event_book.h"
#include "rawi/views.h"
#include "server/corrections.h"
#include "server/desk.h"

namespace rawi::server {
namespace {

constexpr size_t kMostWhy = 10000, kMostWho = 200, kMostNamed = 10000;
const std::vector<std::string> kFields = {"type", "status", "weapon", "place", "time", "actor", "target", "killed", "wounded"};

// The body, checked against CorrectionAsked.
struct Asked {
  std::string kind, who, why, event, field, value, correction;
  std::vector<std::string> events;
  std::vector<int64_t> claims;
  int64_t report = 0;
  bool has_value = false;
};

[[noreturn]] void wrong(const std::string& what) { throw Problem(400, "form", what + "; openapi.yaml, CorrectionAsked, says what can be asked"); }

std::string string_of(const char* name, const rapidjson::Value& v, size_t most) {
  if (!v.IsString()) wrong(std::string(name) + ": give a string");
  if (v.GetStringLength() > most) wrong(std::string(name) + ": longer than " + std::to_string(most) + " bytes");
  return {v.GetString(), v.GetStringLength()};
}

int64_t number_of(const char* name, const rapidjson::Value& v) {
  if (!v.IsInt64() || v.GetInt64() < 1) wrong(std::string(name) + ": give a number of the ledger");
  return v.GetInt64();
}

std::string value_of(const rapidjson::Value& v) {
  if (v.IsNull()) return {};
  if (v.IsString()) return string_of("value", v, kMostWho);
  if (!v.IsArray() || v.Size() != 2) wrong("value: give a string, null, or [min, max]");
  std::string out;
  for (const rapidjson::Value& end : v.GetArray()) {
    if (!end.IsNull() && !end.IsInt64()) wrong("value: give whole numbers or null for an open end");
    if (&end != v.Begin()) out += "..";
    if (end.IsInt64()) out += std::to_string(end.GetInt64());
  }
  return out;
}

void take(const std::string& name, const rapidjson::Value& v, Asked& out) {
  if (name == "kind") out.kind = string_of("kind", v, 20);
  else if (name == "who") out.who = string_of("who", v, kMostWho);
  else if (name == "why") out.why = string_of("why", v, kMostWhy);
  else if (name == "event") out.event = string_of("event", v, 100);
  else if (name == "field") out.field = string_of("field", v, 20);
  else if (name == "correction") out.correction = string_of("correction", v, 30);
  else if (name == "report") out.report = number_of("report", v);
  else if (name == "value") out.value = value_of(v), out.has_value = true;
  else if (name == "events" || name == "claims") {
    if (!v.IsArray() || v.Size() > kMostNamed) wrong(name + ": give a list");
    for (const rapidjson::Value& one : v.GetArray())
      name == "events" ? out.events.push_back(string_of("events", one, 100)) : out.claims.push_back(number_of("claims", one));
  } else {
    wrong(name + ": there is no such field");
  }
}

Asked read_asked(const Ask& ask) {
  if (!ask.content_type.starts_with("application/json")) throw Problem(415, "media-type", "send application/json");
  rapidjson::Document d;
  d.Parse<rapidjson::kParseValidateEncodingFlag>(ask.body.data(), ask.body.size());
  if (d.HasParseError() || !d.IsObject()) wrong("the body is no JSON object");
  Asked out;
  for (const auto& member : d.GetObject()) take(member.name.GetString(), member.value, out);
  if (out.who.empty()) wrong("who: say who decides");
  return out;
}

class Correcting {
 public:
  Correcting(Desk& desk, const Asked& asked) : desk_(desk), a_(asked), ledger_(desk.readers.path(), Ledger::Access::kAdd), book_(ledger_, desk.resources) {}

  std::string run() {
    if (a_.kind == "merge") return merge();
    if (a_.kind == "split" || a_.kind == "exclude") return apart();
    if (a_.kind == "undo") return undo();
    if (a_.kind == "field") return field();
    if (a_.kind == "accept" || a_.kind == "comment") return note();
    wrong("kind: one of accept, field, merge, split, exclude, comment, undo");
  }

 private:
  Store& store() { return ledger_.store(); }
  void must_be(const std::string& event) {
    try {
      book_.called(event);
    } catch (const Error& error) {
      throw Problem(404, "no-event", error.what(), {{"event", event}});
    }
  }
  LedgerClaim claim(int64_t id) {
    if (id > store().now().claim) throw Problem(404, "no-claim", "there is no claim " + std::to_string(id), {{"claim", std::to_string(id)}});
    LedgerClaim c = store().claim(id);
    Statement gone(store().db(), "SELECT 1 FROM superseded WHERE reading = ?");
    gone.integer(1, c.reading);
    if (gone.step()) throw Problem(409, "claim-reread", "claim " + std::to_string(id) + " was read again since: look at the report and take the claim's present number", {{"claim", std::to_string(id)}});
    return c;
  }

  std::string merge() {
    if (a_.events.size() < 2) wrong("events: name two or more");
    for (const std::string& e : a_.events) must_be(e);
    return "d" + std::to_string(book_.merge(a_.events, a_.who, a_.why));
  }
  std::string apart() {
    if (a_.event.empty() || a_.claims.empty()) wrong("event, claims: name the event, and which of its claims");
    must_be(a_.event);
    for (const int64_t c : a_.claims) claim(c);
    return "d" + std::to_string(a_.kind == "split" ? book_.split(a_.event, {a_.claims, {}}, a_.who, a_.why) : book_.exclude(a_.event, {a_.claims, {}}, a_.who, a_.why));
  }
  std::string note() {
    if (a_.kind == "accept" && a_.claims.size() != 1) wrong("claims: name the one that is right");
    if (a_.claims.size() > 1) wrong("claims: one at a time");
    if (a_.kind == "comment" && a_.claims.empty() && a_.event.empty() && !a_.report) wrong("event, claims or report: say what the comment is on");
    Note n = written();
    if (!a_.event.empty()) must_be(a_.event), n.event = a_.event;
    if (a_.report > store().now().report) throw Problem(404, "no-report", "there is no report " + std::to_string(a_.report), {{"report", std::to_string(a_.report)}});
    n.report = a_.report;
    if (!a_.claims.empty()) on(claim(a_.claims[0]), n);
    return keep(n, 0);
  }
  std::string field() {
    if (a_.claims.size() != 1 || !a_.has_value) wrong("claims, value: name one claim and give a value");
    if (std::find(kFields.begin(), kFields.end(), a_.field) == kFields.end()) wrong("field: there is none such");
    try {
      Amendments::check(a_.field, a_.value, desk_.resources);
    } catch (const Error& error) {
      throw Problem(400, "no-value", error.what(), {{"field", a_.field}, {"value", a_.value}});
    }
    const LedgerClaim c = claim(a_.claims[0]);
    Note n = written();
    on(c, n);
    n.field = a_.field, n.value = a_.value, n.was = was(c);
    if (n.value == n.was) throw Problem(409, "same-value", a_.field + " is " + (n.was.empty() ? "empty" : n.was) + " already", {{"field", a_.field}, {"value", n.was}});
    return keep(n, c.report);
  }
  std::string undo() {
    if (a_.correction.size() < 2) wrong("correction: name the one to take back");
    const int64_t id = std::atoll(a_.correction.c_str() + 1);
    if (a_.correction[0] == 'd') {
      Statement known(store().db(), "SELECT 1 FROM decision WHERE id = ?");
      known.integer(1, id);
      if (!known.step()) throw Problem(404, "no-correction", "there is no correction " + a_.correction, {{"correction", a_.correction}});
      return "d" + std::to_string(book_.undo(id, a_.who, a_.why));
    }
    const std::vector<Note> notes = notes_of(store());
    const auto called = [&](int64_t n) { return std::find_if(notes.begin(), notes.end(), [n](const Note& x) { return x.id == n; }); };
    auto root = called(id);
    if (root == notes.end()) throw Problem(404, "no-correction", "there is no correction " + a_.correction, {{"correction", a_.correction}});
    Note n = written();
    n.undoes = id, n.event = root->event, n.report = root->report, n.trigger = root->trigger;
    while (root->undoes) root = called(root->undoes);
    return keep(n, root->kind == "field" ? root->report : 0);
  }

  Note written() const {
    Note n;
    n.kind = a_.kind, n.who = a_.who, n.reason = a_.why;
    return n;
  }
  static void on(const LedgerClaim& c, Note& n) { n.report = c.report, n.trigger = c.trigger; }

  std::string was(const LedgerClaim& c) {
    const auto key = [&](int64_t entity) { return entity ? store().entity(entity).key : std::string(); };
    if (a_.field == "type") return std::string(plover_name(c.type));
    if (a_.field == "status") return std::string(status_name(c.status));
    if (a_.field == "weapon") return std::string(weapon_name(c.weapon));
    if (a_.field == "place") return key(c.place);
    if (a_.field == "actor") return key(c.actor.entity);
    if (a_.field == "target") return key(c.target.entity);
    if (a_.field == "time") return c.edtf;
    for (const Quantity& q : c.quantities)
      if (count_name(q.of) == a_.field) return (q.min == kUnbounded ? "" : std::to_string(q.min)) + ".." + (q.max == kUnbounded ? "" : std::to_string(q.max));
    return {};
  }

  // One batch: the note, and where it changes what is read, the report's new reading. Then the events.
  std::string keep(const Note& n, int64_t reread) {
    Store& s = store();
    s.write_with(desk_.resources);
    s.set_step(EventKeeper::keep_comparables);
    s.begin("note");
    int64_t id = 0;
    try {
      id = keep_note(s, n);
      if (reread) read_again(reread);
      s.commit();
    } catch (...) {
      s.roll_back();
      throw;
    }
    if (reread) book_.bring_up_to_date();
    return "n" + std::to_string(id);
  }
  void read_again(int64_t report) {
    // The version that counts now: the note may be about an older one.
    Statement now(store().db(), "SELECT p.id FROM report p WHERE p.name = (SELECT name FROM report WHERE id = ?)"
                                " AND NOT EXISTS (SELECT 1 FROM report_superseded x WHERE x.report = p.id)");
    now.integer(1, report);
    if (!now.step()) return;
    const int64_t current = now.integer_at(0);
    const Amendments amendments(store());
    Preparer preparer(desk_.resources, EventKeeper::companion(desk_.resources), &amendments);
    Prepared prepared;
    prepared.report = store().original(current);
    preparer.read_again(prepared);
    store().append_reading(current, prepared);
  }

  Desk& desk_;
  const Asked& a_;
  Ledger ledger_;
  EventBook book_;
};

}  // namespace

void post_correction(Desk& desk, const Lease&, Ask& ask, Answer& out) {
  ask.query.done();
  const Asked asked = read_asked(ask);
  std::string id;
  {
    const std::lock_guard lock(desk.correcting);
    try {
      id = Correcting(desk, asked).run();
    } catch (const Error& error) {
      const std::string what = error.what();
      if (what.find("another program is writing") != std::string::npos) throw Problem(503, "ledger-busy", what);
      throw Problem(409, "decision", what);
    }
  }
  const Lease after = desk.readers.take();
  JsonOut json(out.body);
  correction_json(correction_called(after, id), json);
  out.status = 201;
}

}  // namespace rawi::server
