#include "ledger_commands.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <thread>

#include "complain.h"
#include "intake_options.h"
#include "interrupt.h"
#include "ledger/sheet.h"
#include "progress.h"
#include "rawi/event_book.h"
#include "rawi/ledger.h"

namespace rawi {
namespace {

constexpr int kDone = 0, kFaults = 1;
constexpr size_t kExportPage = 1000;

}  // namespace

struct LedgerCommands::Arguments : LedgerOptions {
  std::vector<std::string> inputs, words;
  std::string name;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  std::string published;
  IntakeArguments intake;
  ClaimFilter claims;
  ReportFilter reports;
  SourceFilter sources;
  PageOptions page;
  ClaimOrder order = ClaimOrder::kAdded;
  SheetFormat format = isatty(STDOUT_FILENO) ? SheetFormat::kText : SheetFormat::kJsonLines;
  Export to = Export::kAcled;
  bool in_claims = false, raw = false, with_events = false;

  CLI::App* command(CLI::App& app, const char* word, const char* what, int (Arguments::*run)()) {
    return LedgerOptions::command(app, word, what, this, run);
  }
  void pages(CLI::App* c) {
    static const std::map<std::string, SheetFormat> formats = {{"text", SheetFormat::kText}, {"jsonl", SheetFormat::kJsonLines}, {"csv", SheetFormat::kCsv}};
    c->add_option("--format", format, "text (on a terminal), jsonl (else), csv")->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))->type_name("FORMAT");
    c->add_option("--limit", page.limit, "rows a page (default 20)")->check(CLI::Range(1, 1000000).description(""))->type_name("N");
    c->add_option("--cursor", page.cursor, "go on after the page that ended with this")->type_name("CURSOR");
  }
  void claim_filters(CLI::App* c) {
    const auto option = [c](const char* flag, std::string& value, const char* type, const char* what) { c->add_option(flag, value, what)->type_name(type); };
    option("--type", claims.type, "TYPE", "PLOVER type: ASSAULT, AGREE ...");
    option("--mode", claims.mode, "MODE", "PLOVER mode: airstrike, arrest ...");
    option("--status", claims.status, "STATUS", "happened, planned, possible, denied");
    option("--weapon", claims.weapon, "WEAPON", "rocket, missile, drone, artillery, airstrike, explosive, firearm, other");
    option("--from", claims.from, "EDTF", "not before");
    option("--to", claims.to, "EDTF", "not after");
    option("--place", claims.place, "NAME", "at this place (a name or an entity id)");
    option("--within", claims.within, "NAME", "in this place or any place in it; a country also by its ISO code");
    option("--actor", claims.actor, "NAME", "an actor of the lexicon");
    option("--target", claims.target, "NAME", "a target of the lexicon");
    option("--source", claims.source, "NAME", "anywhere in the chain: a name, an entity id, or a number of `rawi sources`");
    option("--origin", claims.origin, "NAME", "at the end of the chain");
    option("--outlet", claims.outlet, "NAME", "of the report");
    option("--report", claims.report, "ID", "of this report");
    option("--text", claims.text, "WORDS", "words of the sentence, as in `rawi search`");
    option("--as-of", claims.as_of, "EDTF", "what was recorded by then");
  }
  void reading(CLI::App* c) {
    c->add_option("-j,--threads", threads, "threads that read (default: one a core)")->check(CLI::Range(1u, 256u).description(""))->type_name("N");
  }

  Ledger open() const { return Ledger(path(), Ledger::Access::kRead); }

  template <typename Page>
  void more(const Page& p) const {
    if (!p.next.empty()) complain("there is more: --cursor " + p.next);
  }

  int add() { return take(false); }
  int reread() { return take(true); }
  int take(bool again);
  int verify();
  int verify_events();
  int list_claims();
  int list_sources();
  int list_reports();
  int search();
  int write_export();
};

int LedgerCommands::Arguments::take(bool again) {
  const Resources resources = Resources::open(lexicon);
  Ledger book(path(), Ledger::Access::kAdd);
  Progress progress(again ? 0 : size_of(inputs));
  AddOptions options;
  options.threads = threads;
  options.published = published;
  options.stop = &stop_asked;
  options.committed = [&](const AddTotals& t) { progress.show(t.bytes, t.reports + t.known); };
  options.complain = [&](const std::string& what) {
    progress.clear();
    complain(what);
  };
  OutcomeFile outcomes(intake.report_path);
  if (outcomes.open()) options.outcome = [&](const std::string& line) { outcomes.write(line); };
  stop_on_interrupt();
  EventBook events(book, resources);
  events.follow(options);
  AddTotals totals;
  if (again) {
    totals = book.reread(resources, options);
  } else {
    Input input(inputs, intake.options);
    totals = book.add(input, resources, options);
  }
  outcomes.close();
  const KeepTotals kept = events.bring_up_to_date(&stop_asked);
  progress.clear();
  std::string said = std::string(again ? "read " : "added ") + std::to_string(totals.reports) + " reports" + (again ? " again" : "");
  if (totals.versions) said += " (" + std::to_string(totals.versions) + " new versions)";
  said += ", " + std::to_string(totals.claims) + " claims, to '" + path() + "'";
  if (totals.known) said += "; " + std::to_string(totals.known) + " were in it";
  if (totals.failed) said += "; " + std::to_string(totals.failed) + " could not be read";
  if (kept.readings) said += "; " + std::to_string(kept.events) + " events are new or changed";
  complain(said);
  if (const size_t older = again ? 0 : events.without_events())
    complain(std::to_string(older) + " reports of before have no events, because an older rawi read them: `rawi reread` makes them");
  if (totals.stopped) complain("stopped: all of that is in the ledger; run the same command to go on");
  return totals.stopped || totals.failed ? kFaults : kDone;
}

int LedgerCommands::Arguments::verify() {
  const Verification v = open().verify();
  for (const std::string& fault : v.faults) complain(fault);
  if (v.faults.empty() && with_events) return verify_events();
  if (v.faults.empty()) {
    print("'" + path() + "' is whole: " + std::to_string(v.reports) + " reports, " + std::to_string(v.readings) + " readings, " + std::to_string(v.claims) + " claims\n");
    return kDone;
  }
  complain("'" + path() + "' is not whole: restore a copy of it, or add its reports to a new ledger");
  return kFaults;
}

int LedgerCommands::Arguments::verify_events() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  const EventVerification v = EventBook(book, resources).verify();
  for (const std::string& fault : v.faults) complain(fault);
  if (v.faults.empty()) print("'" + path() + "' is whole, and its " + std::to_string(v.events) + " events are those that its reports make\n");
  return v.faults.empty() ? kDone : kFaults;
}

int LedgerCommands::Arguments::list_claims() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  Sheet sheet(book, format);
  const auto found = book.claims(claims, resources, page, order);
  std::string out;
  sheet.claims_head(out);
  for (const LedgerClaim& c : found.rows) sheet.claim(c, out);
  print(out);
  more(found);
  return kDone;
}

int LedgerCommands::Arguments::list_sources() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  Sheet sheet(book, format);
  std::string out;
  sheet.sources_head(out);
  if (!name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); })) {
    sheet.source(book.source(std::stoll(name)), out);
    print(out);
    return kDone;
  }
  sources.name = name;
  const auto found = book.sources(sources, resources, page);
  for (const LedgerSource& s : found.rows) sheet.source(s, out);
  print(out);
  more(found);
  return kDone;
}

int LedgerCommands::Arguments::list_reports() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  Sheet sheet(book, format);
  reports.name = name;
  const auto found = book.reports(reports, resources, page);
  if (raw) {
    if (name.empty()) throw Error("--raw: name the report whose bytes you want");
    if (found.rows.empty()) throw Error("'" + path() + "' has no report '" + name + "'");
    print(book.raw(found.rows.back().id));
    return kDone;
  }
  std::string out;
  sheet.reports_head(out);
  for (const LedgerReport& r : found.rows) sheet.report(r, out);
  print(out);
  more(found);
  return name.empty() || !found.rows.empty() ? kDone : kFaults;
}

int LedgerCommands::Arguments::search() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  Sheet sheet(book, format);
  std::string asked;
  for (const std::string& w : words) {
    // What the shell has unquoted was one phrase.
    const bool phrase = w.find(' ') != std::string::npos && w.find('"') == std::string::npos;
    asked.append(asked.empty() ? "" : " ").append(phrase ? "\"" + w + "\"" : w);
  }
  const auto found = book.search(asked, in_claims, resources, page, claims.as_of);
  std::string out;
  sheet.hits_head(out);
  for (const Hit& h : found.rows) sheet.hit(h, out);
  print(out);
  more(found);
  return kDone;
}

int LedgerCommands::Arguments::write_export() {
  const Resources resources = Resources::open(lexicon);
  Ledger book = open();
  Sheet sheet(book, SheetFormat::kCsv);
  std::string out;
  sheet.export_head(to, out);
  PageOptions next;
  next.limit = kExportPage;
  do {
    const auto found = book.claims(claims, resources, next);
    for (const LedgerClaim& c : found.rows) sheet.export_claim(to, c, out);
    print(out);
    out.clear();
    next.cursor = found.next;
  } while (!next.cursor.empty());
  sheet.export_tail(to, out);
  print(out);
  return kDone;
}

LedgerCommands::LedgerCommands(CLI::App& app) : LedgerGroup(std::make_shared<Arguments>()) {
  Arguments& a = static_cast<Arguments&>(*options_);
  CLI::App* add = a.command(app, "add", "Put reports and their claims into the ledger", &Arguments::add);
  add->add_option("INPUT", a.inputs, "files (text, pages, feeds, WARC, JSON Lines, archives of them), folders, or - for standard input")->required();
  a.intake.add_to(*add);
  add->add_option("--published", a.published, "publication date of reports that bring none")->type_name("EDTF");
  a.reading(add);
  a.reading(a.command(app, "reread", "Read the ledger's reports again where words or rules have changed", &Arguments::reread));
  CLI::App* verify = a.command(app, "verify", "Check that the ledger is whole and every claim stands on its words", &Arguments::verify);
  verify->add_flag("--events", a.with_events, "also make all events anew and compare them with those kept; takes as long as adding them did");

  CLI::App* claims = a.command(app, "claims", "List claims of the ledger", &Arguments::list_claims);
  a.claim_filters(claims);
  a.pages(claims);
  static const std::map<std::string, ClaimOrder> orders = {{"added", ClaimOrder::kAdded}, {"newest", ClaimOrder::kNewest}, {"oldest", ClaimOrder::kOldest}};
  claims->add_option("--sort", a.order, "added (default), newest or oldest by the claim's time; the two leave out claims without one")
      ->transform(CLI::CheckedTransformer(orders, CLI::ignore_case).description(""))->type_name("ORDER");

  CLI::App* sources = a.command(app, "sources", "List who is behind the claims, or one source with its names", &Arguments::list_sources);
  sources->add_option("ID", a.name, "a number, a name or an entity id");
  sources->add_option("--kind", a.sources.kind, "person, body, group, media, unnamed")->type_name("KIND");
  sources->add_option("--as-of", a.sources.as_of, "what was recorded by then")->type_name("EDTF");
  a.pages(sources);

  CLI::App* reports = a.command(app, "reports", "List reports, or one of them", &Arguments::list_reports);
  reports->add_option("ID", a.name, "the report's id");
  reports->add_option("--outlet", a.reports.outlet, "of this outlet")->type_name("NAME");
  reports->add_option("--from", a.reports.from, "published not before")->type_name("EDTF");
  reports->add_option("--to", a.reports.to, "published not after")->type_name("EDTF");
  reports->add_option("--text", a.reports.text, "with these words, as in `rawi search`")->type_name("WORDS");
  reports->add_option("--as-of", a.reports.as_of, "what was recorded by then")->type_name("EDTF");
  reports->add_flag("--versions", a.reports.versions, "superseded versions too");
  reports->add_flag("--raw", a.raw, "print the bytes of the report as they came");
  a.pages(reports);

  CLI::App* search = a.command(app, "search", "Find words in reports or claims, whatever is joined to them", &Arguments::search);
  search->add_option("WORDS", a.words, "all of these; \"a phrase\", begin*; after -- also -without")->required();
  search->add_flag("--claims", a.in_claims, "in the sentences of claims");
  search->add_option("--as-of", a.claims.as_of, "what was recorded by then")->type_name("EDTF");
  a.pages(search);

  CLI::App* exported = a.command(app, "export", "Write claims in columns or graphs that others use", &Arguments::write_export);
  a.claim_filters(exported);
  static const std::map<std::string, Export> forms = {{"acled", Export::kAcled}, {"gdelt", Export::kGdelt}, {"geojson", Export::kGeoJson}, {"jsonld", Export::kJsonLd}};
  exported->add_option("--as", a.to, "acled, gdelt (csv), geojson, jsonld")->required()
      ->transform(CLI::CheckedTransformer(forms, CLI::ignore_case).description(""))->type_name("FORM");
}

}  // namespace rawi
