// The subcommand `serve`: the ledger in a browser, and its API.
#ifndef RAWI_TOOLS_SERVE_COMMAND_H
#define RAWI_TOOLS_SERVE_COMMAND_H

#include <CLI/CLI.hpp>

#include <memory>

namespace rawi {

class ServeCommand {
 public:
  explicit ServeCommand(CLI::App& app);
  ~ServeCommand();

  bool parsed() const;
  int run();  // until it is interrupted; throws Error

 private:
  struct Arguments;
  std::unique_ptr<Arguments> a_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_SERVE_COMMAND_H
