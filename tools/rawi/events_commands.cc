#include "events_commands.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "complain.h"
#include "events/event_sheet.h"
#include "rawi/event_book.h"
#include "rawi/events.h"
#include "rawi/input.h"
#include "rawi/ledger.h"
#include "rawi/policies.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr size_t kPortion = 2048;  // reports that are read at once

size_t reports_of(const Event& e) {
  std::set<uint32_t> reports;
  for (const EventMember& m : e.claims) reports.insert(m.report);
  return reports.size();
}

}  // namespace

struct EventsCommands::Arguments : LedgerOptions {
  std::string published, id, who, why;
  std::vector<std::string> inputs, ids;
  EventFilter filter;
  PageOptions page{0, {}};
  EventOrder order = EventOrder::kNewest;
  EventFormat format = isatty(STDOUT_FILENO) ? EventFormat::kText : EventFormat::kJsonLines;
  ClaimChoice choice;
  int64_t decision = 0;

  CLI::App* command(CLI::App& app, const char* word, const char* what, int (Arguments::*run)()) {
    return LedgerOptions::command(app, word, what, this, run);
  }
  void reading(CLI::App* c) {
    static const std::map<std::string, EventFormat> formats = {
        {"text", EventFormat::kText}, {"jsonl", EventFormat::kJsonLines}, {"csv", EventFormat::kCsv}, {"acled", EventFormat::kAcled},
        {"gdelt", EventFormat::kGdelt}, {"geojson", EventFormat::kGeoJson}, {"jsonld", EventFormat::kJsonLd}};
    c->add_option("--format", format, "text (on a terminal), jsonl (else: a line an event), csv, acled, gdelt (csv), geojson, jsonld")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))->type_name("FORMAT");
    c->add_option("--published", published, "publication date of reports that bring none, where INPUT is read")
        ->check([](const std::string& date) { return is_edtf_date(date) ? "" : "not an EDTF date such as 2015-08-03: " + date; })->type_name("EDTF");
    c->add_option("--as-of", filter.as_of, "what was known then")->type_name("EDTF");
    c->add_option("INPUT", inputs, "files or folders whose events are made here and now; without it, the ledger's events");
  }
  void filters(CLI::App* c) {
    const auto option = [c](const char* flag, std::string& value, const char* type, const char* what) { c->add_option(flag, value, what)->type_name(type); };
    option("--type", filter.type, "TYPE", "PLOVER type: ASSAULT, AGREE ...");
    option("--status", filter.status, "STATUS", "one of its claims is happened, planned, possible, denied");
    option("--from", filter.from, "EDTF", "not before");
    option("--to", filter.to, "EDTF", "not after");
    option("--place", filter.place, "NAME", "at this place (a name or an entity id)");
    option("--within", filter.within, "NAME", "in this place or any place in it; a country also by its ISO code");
    option("--actor", filter.actor, "NAME", "acts or is acted on in one of its claims");
    option("--source", filter.source, "NAME", "in the chain of one of its claims: a name, an entity id, or a number of `rawi sources`");
    option("--text", filter.text, "WORDS", "words of a sentence of its claims, as in `rawi search`");
    c->add_option("--reports", filter.reports, "told by at least so many reports (default 1)")->type_name("N");
    c->add_option("--origins", filter.origins, "with at least so many independent origins for certain")->type_name("N");
    c->add_flag("--contested", filter.contested, "only with a contradiction");
    static const std::map<std::string, EventOrder> orders = {
        {"newest", EventOrder::kNewest}, {"oldest", EventOrder::kOldest}, {"reports", EventOrder::kReports}, {"origins", EventOrder::kOrigins}};
    c->add_option("--sort", order, "newest (default), oldest, reports or origins (most first)")
        ->transform(CLI::CheckedTransformer(orders, CLI::ignore_case).description(""))->type_name("ORDER");
    c->add_option("--limit", page.limit, "events at most (default: all)")->type_name("N");
    c->add_option("--cursor", page.cursor, "go on after the page that ended with this event")->type_name("EVENT");
  }
  void deciding(CLI::App* c) {
    c->add_option("--who", who, "who decides (default: USER)")->type_name("NAME");
    c->add_option("--why", why, "the reason; it is kept")->type_name("TEXT")->required();
  }
  void claims(CLI::App* c) {
    c->add_option("EVENT", id, "as `rawi events` gives it")->required();
    c->add_option("--claim", choice.claims, "a claim's number in the ledger; again for more")->type_name("N");
    c->add_option("--report", choice.reports, "all that this report tells of the event; again for more")->type_name("ID");
  }

  std::string decider() const {
    const char* user = std::getenv("USER");
    return !who.empty() ? who : user && *user ? user : "unknown";
  }

  bool read_inputs(const Resources& resources, std::vector<EventReport>& out) const;
  bool wanted(const Events& events, const Event& e) const;
  int of_inputs(const Resources& resources);
  int list();
  int show();
  int decide(const std::function<int64_t(EventBook&)>& how);
  int merge();
  int split();
  int exclude();
  int undo();
};

bool EventsCommands::Arguments::read_inputs(const Resources& resources, std::vector<EventReport>& out) const {
  Input input(inputs);
  Item item;
  Report report;
  std::vector<Report> portion;
  const auto read_portion = [&] {
    for (EventReport& r : read_all(resources, portion)) out.push_back(std::move(r));
    portion.clear();
  };
  std::string trouble;
  bool good = true;
  while (input.next(item)) {
    const bool read = make_report(item, report, trouble);
    if (!trouble.empty()) complain(trouble);
    good = good && read;
    if (!read) continue;
    if (report.published.empty()) report.published = published;
    portion.push_back(std::move(report));
    report = Report();
    if (portion.size() == kPortion) read_portion();
  }
  read_portion();
  return good;
}

// The filters that need no ledger.
bool EventsCommands::Arguments::wanted(const Events& events, const Event& e) const {
  if (!id.empty() && e.id != id) return false;
  if (!filter.type.empty() && plover_name(e.type) != filter.type) return false;
  if (e.independence.min < filter.origins || reports_of(e) < filter.reports) return false;
  if (filter.contested && std::none_of(e.differences.begin(), e.differences.end(), [](const Difference& d) { return d.kind == DifferenceKind::kContradiction; }))
    return false;
  return filter.text.empty() || std::any_of(e.claims.begin(), e.claims.end(), [&](const EventMember& m) {
    const EventReport& r = events.reports[m.report];
    const Span s = r.claims[m.claim].sentence;
    return std::string_view(r.text).substr(s.begin, s.size()).find(filter.text) != std::string_view::npos;
  });
}

int EventsCommands::Arguments::of_inputs(const Resources& resources) {
  for (const auto& [value, option] : {std::pair(&filter.from, "--from"), {&filter.to, "--to"}, {&filter.place, "--place"}, {&filter.within, "--within"},
                                      {&filter.actor, "--actor"}, {&filter.source, "--source"}, {&filter.status, "--status"}, {&filter.as_of, "--as-of"},
                                      {&page.cursor, "--cursor"}})
    if (!value->empty()) throw Error(std::string(option) + " asks a ledger: `rawi add` the reports, and leave INPUT out");
  std::vector<EventReport> read;
  const bool good = read_inputs(resources, read);
  const std::vector<Policy> policies = open_policies();
  Events events = find_events(std::move(read));
  events.policies = &policies;
  EventSheet sheet(resources, format, !id.empty());
  std::string out;
  size_t printed = 0;
  sheet.head(out);
  for (const Event& e : events.events) {
    if (!wanted(events, e) || (page.limit && printed == page.limit)) continue;
    ++printed;
    sheet.event(events, e, {}, out);
    print(out);
    out.clear();
  }
  sheet.tail(out);
  print(out);
  if (!id.empty() && printed == 0) throw Error("there is no event " + id + ": `rawi events` lists them; ids change when what an event holds first changes");
  return good ? 0 : 1;
}

int EventsCommands::Arguments::list() {
  const Resources resources = Resources::open(lexicon);
  if (!inputs.empty()) return of_inputs(resources);
  Ledger book(path(), Ledger::Access::kRead);
  EventBook events(book, resources);
  if (!events.up_to_date()) complain("the events are behind the reports: `rawi add` or `rawi reread` brings them up to date");
  if (page.limit == 0) page.limit = size_t{1} << 40;
  const LedgerPage<int64_t> found = events.find(filter, page, order);
  const std::vector<Policy> policies = open_policies();
  EventSheet sheet(resources, format, false);
  std::string out;
  sheet.head(out);
  for (const int64_t state : found.rows) {
    Events one = events.open(state);
    one.policies = &policies;
    sheet.event(one, one.events[0], {}, out);
    print(out);
    out.clear();
  }
  sheet.tail(out);
  print(out);
  if (!found.next.empty()) complain("there is more: --cursor " + found.next);
  return 0;
}

int EventsCommands::Arguments::show() {
  const Resources resources = Resources::open(lexicon);
  if (!inputs.empty()) return of_inputs(resources);
  Ledger book(path(), Ledger::Access::kRead);
  EventBook events(book, resources);
  const int64_t state = events.called(id, filter.as_of);
  const std::vector<Policy> policies = open_policies();
  Events one = events.open(state);
  one.policies = &policies;
  EventSheet sheet(resources, format, true);
  std::string out;
  sheet.head(out);
  sheet.event(one, one.events[0], events.notes_on(state, one), out);
  sheet.tail(out);
  print(out);
  return 0;
}

int EventsCommands::Arguments::decide(const std::function<int64_t(EventBook&)>& how) {
  const Resources resources = Resources::open(lexicon);
  { Ledger there(path(), Ledger::Access::kRead); }  // a decision makes no ledger
  Ledger book(path(), Ledger::Access::kAdd);
  EventBook events(book, resources);
  complain("decision " + std::to_string(how(events)) + " is kept; `rawi undo` takes it back");
  return 0;
}

int EventsCommands::Arguments::merge() {
  return decide([this](EventBook& b) { return b.merge(ids, decider(), why); });
}
int EventsCommands::Arguments::split() {
  return decide([this](EventBook& b) { return b.split(id, choice, decider(), why); });
}
int EventsCommands::Arguments::exclude() {
  return decide([this](EventBook& b) { return b.exclude(id, choice, decider(), why); });
}
int EventsCommands::Arguments::undo() {
  return decide([this](EventBook& b) { return b.undo(decision, decider(), why); });
}

EventsCommands::EventsCommands(CLI::App& app) : LedgerGroup(std::make_shared<Arguments>()) {
  Arguments& a = static_cast<Arguments&>(*options_);
  CLI::App* all = a.command(app, "events", "List what reports tell together: origins, copies, contradictions", &Arguments::list);
  a.filters(all);
  a.reading(all);
  CLI::App* one = a.command(app, "event", "Show one event with its origins, copies, sentences and decisions", &Arguments::show);
  one->add_option("ID", a.id, "as `rawi events` gives it")->required();
  a.reading(one);
  CLI::App* merge = a.command(app, "merge", "Decide that events are one", &Arguments::merge);
  merge->add_option("EVENT", a.ids, "two or more, as `rawi events` gives them")->required()->expected(2, 1000);
  a.deciding(merge);
  CLI::App* split = a.command(app, "split", "Decide that some claims of an event tell another one", &Arguments::split);
  a.claims(split);
  a.deciding(split);
  CLI::App* exclude = a.command(app, "exclude", "Decide that some claims do not belong to an event", &Arguments::exclude);
  a.claims(exclude);
  a.deciding(exclude);
  CLI::App* undo = a.command(app, "undo", "Take a decision back", &Arguments::undo);
  undo->add_option("DECISION", a.decision, "its number, as `rawi event` shows it")->required();
  a.deciding(undo);
}

}  // namespace rawi
