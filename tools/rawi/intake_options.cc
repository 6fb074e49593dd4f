#include "intake_options.h"

#include <cerrno>
#include <cstring>
#include <map>

#include "rawi/error.h"

namespace rawi {

void IntakeArguments::add_to(CLI::App& command) {
  static const std::map<std::string, InputType> types = {{"text", InputType::kText}, {"html", InputType::kHtml}, {"feed", InputType::kFeed}, {"warc", InputType::kWarc},
                                                         {"jsonl", InputType::kJsonLines}, {"json", InputType::kJson}};
  command.add_option("--as", options.as, "take the inputs for text, html, feed, warc, jsonl or json (default: told by content)")
      ->transform(CLI::CheckedTransformer(types, CLI::ignore_case).description(""))->type_name("TYPE");
  command.add_option("--report", report_path, "write a line of JSON on each input: what it was taken for, what was found, what is missing and why")->type_name("FILE");
}

OutcomeFile::OutcomeFile(const std::string& path) : path_(path) {
  if (path.empty()) return;
  file_ = std::fopen(path.c_str(), "wb");
  if (!file_) throw Error("--report " + path + ": cannot open: " + std::strerror(errno));
}

OutcomeFile::~OutcomeFile() {
  if (file_) std::fclose(file_);
}

void OutcomeFile::write(std::string_view lines) {
  if (std::fwrite(lines.data(), 1, lines.size(), file_) != lines.size()) throw Error("--report " + path_ + ": cannot write: " + std::strerror(errno));
}

void OutcomeFile::close() {
  if (!file_) return;
  std::FILE* file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) throw Error("--report " + path_ + ": cannot write: " + std::strerror(errno));
}

}  // namespace rawi
