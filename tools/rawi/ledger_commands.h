// The subcommands that work on a ledger: add, reread, verify, claims, sources, reports, search, export.
//
// Exit status as everywhere: 0 done; 1 some input could not be read, the ledger is faulty, or the work was
// stopped; 2 wrong usage.
#ifndef RAWI_TOOLS_LEDGER_COMMANDS_H
#define RAWI_TOOLS_LEDGER_COMMANDS_H

#include <CLI/CLI.hpp>

#include <memory>

namespace rawi {

class LedgerCommands {
 public:
  explicit LedgerCommands(CLI::App& app);
  ~LedgerCommands();

  bool parsed() const;  // one of them was given
  int run();            // throws Error

 private:
  struct Arguments;
  std::unique_ptr<Arguments> a_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_LEDGER_COMMANDS_H
