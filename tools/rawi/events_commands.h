// The subcommands that tell what reports say together: events, event.
//
// Both take reports as `read` does, or with no INPUT all current reports of the ledger. Exit status as everywhere: 0 done;
// 1 some input could not be read; 2 wrong usage.
#ifndef RAWI_TOOLS_EVENTS_COMMANDS_H
#define RAWI_TOOLS_EVENTS_COMMANDS_H

#include <CLI/CLI.hpp>

#include <memory>

namespace rawi {

class EventsCommands {
 public:
  explicit EventsCommands(CLI::App& app);
  ~EventsCommands();

  bool parsed() const;  // one of them was given
  int run();            // throws Error

 private:
  struct Arguments;
  std::unique_ptr<Arguments> a_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_EVENTS_COMMANDS_H
