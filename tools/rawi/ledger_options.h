// What every group of subcommands on a ledger has: the options that name it and the words, which of the group was given,
// and how to run it.
#ifndef RAWI_TOOLS_LEDGER_OPTIONS_H
#define RAWI_TOOLS_LEDGER_OPTIONS_H

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

#include "rawi/error.h"

namespace rawi {

inline void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw Error("cannot write the output: the disk is full, or who reads it has stopped");
}

struct LedgerOptions {
  std::string ledger, lexicon;
  std::function<int()> chosen;  // the one that was given

  // A subcommand that `run` of `group`, which these options are part of, carries out.
  template <typename Group>
  CLI::App* command(CLI::App& app, const char* word, const char* what, Group* group, int (Group::*run)()) {
    CLI::App* c = app.add_subcommand(word, what);
    c->add_option("--ledger", ledger, "the ledger's file (default: RAWI_LEDGER, or rawi.db)")->type_name("FILE");
    c->add_option("--lexicon", lexicon, "word image (default: found beside the program, or RAWI_LEXICON)")->type_name("FILE");
    c->callback([this, group, run] { chosen = [group, run] { return (group->*run)(); }; });
    return c;
  }
  std::string path() const {
    const char* given = std::getenv("RAWI_LEDGER");
    return !ledger.empty() ? ledger : given && *given ? given : "rawi.db";
  }
};

class LedgerGroup {
 public:
  bool parsed() const { return static_cast<bool>(options_->chosen); }
  int run() { return options_->chosen(); }  // throws Error

 protected:
  explicit LedgerGroup(std::shared_ptr<LedgerOptions> options) : options_(std::move(options)) {}
  std::shared_ptr<LedgerOptions> options_;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_LEDGER_OPTIONS_H
