// The subcommands that work on a ledger: add, reread, verify, claims, sources, reports, search, export.
//
// Exit status as everywhere: 0 done; 1 some input could not be read, the ledger is faulty, or the work was
// stopped; 2 wrong usage.
#ifndef RAWI_TOOLS_LEDGER_COMMANDS_H
#define RAWI_TOOLS_LEDGER_COMMANDS_H

#include "ledger_options.h"

namespace rawi {

class LedgerCommands : public LedgerGroup {
 public:
  explicit LedgerCommands(CLI::App& app);

 private:
  struct Arguments;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_LEDGER_COMMANDS_H
