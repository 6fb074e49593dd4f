#include "events_commands.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "rawi/error.h"
#include "rawi/events.h"
#include "rawi/input.h"
#include "rawi/ledger.h"
#include "rawi/policies.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr size_t kPage = 1000;

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw Error("cannot write the output: the disk is full, or who reads it has stopped");
}

size_t reports_of(const Event& e) {
  std::set<uint32_t> reports;
  for (const EventMember& m : e.claims) reports.insert(m.report);
  return reports.size();
}

}  // namespace

struct EventsCommands::Arguments {
  std::string ledger, lexicon, published, id, type, text;
  std::vector<std::string> inputs;
  bool json = !isatty(STDOUT_FILENO), contested = false;
  size_t reports = 1, limit = 0;
  int origins = 0;
  CLI::App *all = nullptr, *one = nullptr;

  void common(CLI::App* c) {
    c->add_option("--ledger", ledger, "where no INPUT is given, the ledger's file (default: RAWI_LEDGER, or rawi.db)")->type_name("FILE");
    c->add_option("--lexicon", lexicon, "word image (default: found beside the program, or RAWI_LEXICON)")->type_name("FILE");
    c->add_option("--published", published, "publication date of reports that bring none")
        ->check([](const std::string& date) { return is_edtf_date(date) ? "" : "not an EDTF date such as 2015-08-03: " + date; })->type_name("EDTF");
    static const std::map<std::string, bool> formats = {{"text", false}, {"jsonl", true}};
    c->add_option("--format", json, "text (on a terminal), jsonl (else: a line an event)")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))->type_name("FORMAT");
    c->add_option("INPUT", inputs, "text files, JSON Lines files, folders, or - for standard input");
  }

  bool read_inputs(EventReader& reader, std::vector<EventReport>& out) const;
  void read_ledger(EventReader& reader, const Resources& resources, std::vector<EventReport>& out) const;
  bool wanted(const Events& events, const Event& e) const;
  int run() const;
};

bool EventsCommands::Arguments::read_inputs(EventReader& reader, std::vector<EventReport>& out) const {
  Input input(inputs);
  Item item;
  Report report;
  std::string trouble;
  bool good = true;
  while (input.next(item)) {
    const bool read = make_report(item, report, trouble);
    if (!trouble.empty()) std::fprintf(stderr, "rawi: %s\n", trouble.c_str());
    good = good && read;
    if (!read) continue;
    if (report.published.empty()) report.published = published;
    out.push_back(reader.read(report));
  }
  return good;
}

void EventsCommands::Arguments::read_ledger(EventReader& reader, const Resources& resources, std::vector<EventReport>& out) const {
  const char* given = std::getenv("RAWI_LEDGER");
  Ledger book(!ledger.empty() ? ledger : given && *given ? given : "rawi.db", Ledger::Access::kRead);
  PageOptions page{kPage, {}};
  do {
    const LedgerPage<LedgerReport> rows = book.reports({}, resources, page);
    for (const LedgerReport& row : rows.rows) {
      Report report = book.original(row.id);
      if (report.published.empty()) report.published = published;
      out.push_back(reader.read(report));
    }
    page.cursor = rows.next;
  } while (!page.cursor.empty());
}

bool EventsCommands::Arguments::wanted(const Events& events, const Event& e) const {
  if (!id.empty() && e.id != id) return false;
  if (!type.empty() && plover_name(e.type) != type) return false;
  if (e.independence.min < origins || reports_of(e) < reports) return false;
  if (contested && std::none_of(e.differences.begin(), e.differences.end(), [](const Difference& d) { return d.kind == DifferenceKind::kContradiction; }))
    return false;
  return text.empty() || std::any_of(e.claims.begin(), e.claims.end(), [&](const EventMember& m) {
    const EventReport& r = events.reports[m.report];
    const Span s = r.claims[m.claim].sentence;
    return std::string_view(r.text).substr(s.begin, s.size()).find(text) != std::string_view::npos;
  });
}

int EventsCommands::Arguments::run() const {
  const Resources resources = Resources::open(lexicon);
  EventReader reader(resources);
  std::vector<EventReport> read;
  bool good = true;
  if (inputs.empty())
    read_ledger(reader, resources, read);
  else
    good = read_inputs(reader, read);
  const std::vector<Policy> policies = open_policies();
  Events events = find_events(std::move(read));
  events.policies = &policies;
  size_t printed = 0;
  std::string out;
  for (const Event& e : events.events) {
    if (!wanted(events, e) || (limit && printed == limit)) continue;
    ++printed;
    out.clear();
    if (json)
      write_event_json(events, e, resources, out);
    else
      write_event_text(events, e, resources, !id.empty(), out);
    print(out);
  }
  if (!id.empty() && printed == 0) throw Error("there is no event " + id + ": `rawi events` lists them; ids change when what an event holds first changes");
  return good ? 0 : 1;
}

EventsCommands::EventsCommands(CLI::App& app) : a_(std::make_unique<Arguments>()) {
  a_->all = app.add_subcommand("events", "Print what reports tell together: origins, copies, contradictions");
  a_->common(a_->all);
  a_->all->add_option("--type", a_->type, "PLOVER type: ASSAULT, AGREE ...")->type_name("TYPE");
  a_->all->add_option("--reports", a_->reports, "told by at least so many reports (default 1)")->type_name("N");
  a_->all->add_option("--origins", a_->origins, "with at least so many independent origins for certain")->type_name("N");
  a_->all->add_flag("--contested", a_->contested, "only with a contradiction");
  a_->all->add_option("--text", a_->text, "only with these words in a sentence")->type_name("WORDS");
  a_->all->add_option("--limit", a_->limit, "events at most (default: all)")->type_name("N");
  a_->one = app.add_subcommand("event", "Print one event with its origins, copies and sentences");
  a_->one->add_option("ID", a_->id, "as `rawi events` gives it")->required();
  a_->common(a_->one);
}

EventsCommands::~EventsCommands() = default;

bool EventsCommands::parsed() const { return a_->all->parsed() || a_->one->parsed(); }

int EventsCommands::run() { return a_->run(); }

}  // namespace rawi
