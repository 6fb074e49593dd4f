// The subcommand `watch`. Exit status: 0 stopped, or with --once: all was polled; 1 with --once: a feed failed; 2 wrong usage.
#ifndef RAWI_TOOLS_WATCH_COMMAND_H
#define RAWI_TOOLS_WATCH_COMMAND_H

#include <CLI/CLI.hpp>

#include <memory>

namespace rawi {

class WatchCommand {
 public:
  explicit WatchCommand(CLI::App& app);
  ~WatchCommand();

  bool parsed() const;
  int run();  // throws Error

 private:
  struct Arguments;
  std::unique_ptr<Arguments> a_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_WATCH_COMMAND_H
