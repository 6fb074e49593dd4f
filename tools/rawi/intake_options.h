// What `read` and `add` are told of their inputs: --as TYPE, --report FILE.
#ifndef RAWI_TOOLS_INTAKE_OPTIONS_H
#define RAWI_TOOLS_INTAKE_OPTIONS_H

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "rawi/input.h"

namespace rawi {

struct IntakeArguments {
  IntakeOptions options;
  std::string report_path;

  void add_to(CLI::App& command);
};

// The file of outcomes. Throws Error when it cannot be opened or, in close(), when it could not be written.
class OutcomeFile {
 public:
  explicit OutcomeFile(const std::string& path);  // empty: none
  ~OutcomeFile();
  OutcomeFile(const OutcomeFile&) = delete;
  OutcomeFile& operator=(const OutcomeFile&) = delete;

  bool open() const { return file_ != nullptr; }
  void write(std::string_view lines);
  void close();

 private:
  std::string path_;
  std::FILE* file_ = nullptr;
};

}  // namespace rawi

#endif  // RAWI_TOOLS_INTAKE_OPTIONS_H
