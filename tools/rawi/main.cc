// rawi: the command. Parses the command line, opens what it names, and calls the library.
//
// Exit status: 0 all read; 1 some input could not be read (each named on standard error), or the word image
// is missing; 2 wrong usage.
#include <CLI/CLI.hpp>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "complain.h"
#include "events_commands.h"
#include "intake_options.h"
#include "ledger_commands.h"
#include "rawi/error.h"
#include "rawi/input.h"
#include "rawi/reader.h"
#include "rawi/views.h"
#include "read.h"
#include "serve_command.h"
#include "watch_command.h"

namespace rawi {
namespace {

constexpr int kAllRead = 0, kSomeFailed = 1, kWrongUsage = 2;

struct Arguments {
  std::vector<std::string> inputs;
  std::string lexicon;
  ReadOptions read;
  IntakeArguments intake;
  uint32_t at = 0;
};

bool write_out(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

int read_command(const Arguments& arguments) {
  const Resources resources = Resources::open(arguments.lexicon);
  Input input(arguments.inputs, arguments.intake.options);
  OutcomeFile outcomes(arguments.intake.report_path);
  ReadOptions options = arguments.read;
  if (outcomes.open()) options.outcome = [&](std::string_view lines) { outcomes.write(lines); };
  const ReadTotals totals = read_all(input, resources, options, write_out, complain);
  outcomes.close();
  const bool written = std::fflush(stdout) == 0;
  return totals.failed == 0 && written ? kAllRead : kSomeFailed;
}

int explain_command(const Arguments& arguments) {
  const Resources resources = Resources::open(arguments.lexicon);
  Input input(arguments.inputs, arguments.intake.options);
  Item item;
  Report report;
  std::string trouble;
  if (!input.next(item) || !make_report(item, report, trouble)) {
    complain(trouble.empty() ? arguments.inputs[0] + ": no report in it" : trouble);
    return kSomeFailed;
  }
  if (arguments.at >= report.text.size()) {
    complain("--at " + std::to_string(arguments.at) + ": the report has " + std::to_string(report.text.size()) + " bytes");
    return kWrongUsage;
  }
  if (report.published.empty()) report.published = arguments.read.published;
  Reader reader(resources);
  Reading reading;
  reader.read(report, reading);
  std::string out;
  write_explanation(report, reading, reader, resources, arguments.at, out);
  return write_out(out) && std::fflush(stdout) == 0 ? kAllRead : kSomeFailed;
}

void add_common(CLI::App& command, Arguments& arguments) {
  command.add_option("--lexicon", arguments.lexicon, "word image (default: found beside the program, or RAWI_LEXICON)")->type_name("FILE");
  command.add_option("--published", arguments.read.published, "publication date of reports that bring none")
      ->check([](const std::string& date) { return is_edtf_date(date) ? "" : "not an EDTF date such as 2015-08-03: " + date; })
      ->type_name("EDTF");
}

int run(int argc, char** argv) {
  CLI::App app{"Reads Arabic news reports and prints the claims in them, with who is behind each."};
  app.set_version_flag("--version", "rawi " RAWI_VERSION);
  app.require_subcommand(1);
  Arguments arguments;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  arguments.read.format = terminal ? Format::kText : Format::kJsonLines;
  arguments.read.colour = terminal && std::getenv("NO_COLOR") == nullptr;

  CLI::App* read = app.add_subcommand("read", "Print the claims of reports");
  const std::map<std::string, Format> formats = {{"text", Format::kText}, {"jsonl", Format::kJsonLines}, {"reports", Format::kReports}};
  read->add_option("--format", arguments.read.format, "text (on a terminal), jsonl (else: a line a claim), reports (a line a report)")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))->type_name("FORMAT");
  read->add_option("-j,--threads", arguments.read.threads, "threads (default 1)")->check(CLI::Range(1u, 256u).description(""))->type_name("N");
  read->add_option("INPUT", arguments.inputs, "files (text, pages, feeds, WARC, JSON Lines, archives of them), folders, or - for standard input")->required();
  arguments.intake.add_to(*read);
  add_common(*read, arguments);

  CLI::App* explain = app.add_subcommand("explain", "Say how the words at a byte of a report were read");
  explain->add_option("FILE", arguments.inputs, "the report")->required()->expected(1);
  explain->add_option("--at", arguments.at, "byte of the report's text")->required()->type_name("BYTE");
  add_common(*explain, arguments);

  LedgerCommands ledger(app);
  EventsCommands events(app);
  ServeCommand serve(app);
  WatchCommand watch(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllRead : kWrongUsage;
  }
  try {
    if (ledger.parsed()) return ledger.run();
    if (events.parsed()) return events.run();
    if (serve.parsed()) return serve.run();
    if (watch.parsed()) return watch.run();
    return read->parsed() ? read_command(arguments) : explain_command(arguments);
  } catch (const Error& error) {
    complain(error.what());
    return kSomeFailed;
  }
}

}  // namespace
}  // namespace rawi

int main(int argc, char** argv) { return rawi::run(argc, argv); }
