// The subcommands that tell what reports say together: events, event.
//
// Both take reports as `read` does, or with no INPUT all current reports of the ledger. Exit status as everywhere: 0 done;
// 1 some input could not be read; 2 wrong usage.
#ifndef RAWI_TOOLS_EVENTS_COMMANDS_H
#define RAWI_TOOLS_EVENTS_COMMANDS_H

#include "ledger_options.h"

namespace rawi {

class EventsCommands : public LedgerGroup {
 public:
  explicit EventsCommands(CLI::App& app);

 private:
  struct Arguments;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_EVENTS_COMMANDS_H
