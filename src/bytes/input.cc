#include "rawi/input.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBlock = size_t{1} << 18;

std::string lower(std::string s) {
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return static_cast<char>(c < 0x80 ? tolower(c) : c); });
  return s;
}

bool report_name(const fs::path& path) {
  const std::string ending = lower(path.extension().string());
  for (const char* known : {"", ".txt", ".text", ".html", ".htm", ".xml", ".jsonl", ".ndjson"})
    if (ending == known) return true;
  return false;
}

// The files of a folder and of the folders in it, by path, as far as they can be listed.
std::vector<std::string> files_in(const fs::path& folder, std::string& trouble) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const bool hidden = it->path().filename().string().starts_with('.');
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      if (hidden) it.disable_recursion_pending();
    } else if (!hidden && it->is_regular_file(ignored) && report_name(it->path())) {
      files.push_back(it->path().string());
    }
  }
  if (error) trouble = folder.string() + ": cannot list the folder: " + error.message();
  std::sort(files.begin(), files.end());
  return files;
}

std::string megabytes(size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

}  // namespace

struct Input::State {
  std::vector<std::string> paths;  // still to come, last first
  std::string name;
  std::FILE* file = nullptr;
  bool jsonl = false;
  bool ended = false;   // the file has been read to its end
  bool too_long = false;  // inside a line that is too long to be a report
  uint64_t line = 0;
  std::string buffer;   // bytes read and not yet handed out, from `at`
  size_t at = 0;

  ~State() { close(); }
  void close() {
    if (file && file != stdin) std::fclose(file);
    file = nullptr;
  }

  bool fail(Item& out, std::string what) {
    out.name = name;
    out.line = line;
    out.bytes.clear();
    out.trouble = name + (line ? ":" + std::to_string(line) : "") + ": " + std::move(what);
    return true;
  }

  // Reads one more block. False at the end of the file or on an error (errno set).
  bool fill() {
    if (ended) return false;
    if (at > 0) buffer.erase(0, at);
    at = 0;
    const size_t old = buffer.size();
    buffer.resize(old + kBlock);
    errno = 0;
    const size_t got = std::fread(buffer.data() + old, 1, kBlock, file);
    buffer.resize(old + got);
    ended = got < kBlock;
    return got > 0;
  }

  bool open(const std::string& path, Item& out) {
    name = path == "-" ? "standard input" : path;
    line = 0;
    file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (!file) return fail(out, std::string("cannot open: ") + std::strerror(errno));
    buffer.clear();
    at = 0;
    ended = too_long = false;
    fill();
    if (const int error = std::ferror(file) ? errno : 0) {
      close();
      return fail(out, std::string("cannot read: ") + std::strerror(error));
    }
    const size_t first = buffer.find_first_not_of(" \t\r\n", buffer.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    jsonl = first != std::string::npos && buffer[first] == '{';
    return false;
  }

  bool whole_file(Item& out) {
    while (buffer.size() <= kLargestReport && fill()) {
    }
    const bool large = buffer.size() > kLargestReport;
    const int error = std::ferror(file) ? errno : 0;
    close();
    if (error) return fail(out, std::string("cannot read: ") + std::strerror(error));
    if (large) return fail(out, "larger than " + megabytes(kLargestReport) + ": a report is one article, split the file");
    out.name = name;
    out.line = 0;
    out.trouble.clear();
    out.bytes.swap(buffer);
    return true;
  }

  // Drops the rest of a line that is too long; true when its end has been found.
  bool skip_line() {
    const size_t end = buffer.find('\n', at);
    at = end == std::string::npos ? buffer.size() : end + 1;
    too_long = end == std::string::npos;
    return !too_long;
  }

  // The next line that is not blank. False at the end of the file.
  bool next_line(Item& out) {
    for (size_t searched = 0;;) {
      const size_t end = buffer.find('\n', at + searched);
      if (end == std::string::npos && buffer.size() - at > 2 * kLargestReport) {
        ++line;
        too_long = true;
        skip_line();
        return fail(out, "the line is longer than " + megabytes(2 * kLargestReport) + ": a line is one report");
      }
      searched = buffer.size() - at;
      if (end == std::string::npos && fill()) continue;
      const size_t stop = end == std::string::npos ? buffer.size() : end;
      if (at == stop && end == std::string::npos) return false;
      ++line;
      const size_t begin = at;
      at = std::min(stop + 1, buffer.size());
      searched = 0;
      if (buffer.find_first_not_of(" \t\r", begin) >= stop) continue;
      out.name = name;
      out.line = line;
      out.trouble.clear();
      out.bytes.assign(buffer, begin, stop - begin);
      return true;
    }
  }

  bool next_of_lines(Item& out) {
    while (too_long) {
      if (at == buffer.size() && !fill()) break;
      if (skip_line()) break;
    }
    if (next_line(out)) return true;
    const int error = std::ferror(file) ? errno : 0;
    close();
    return error && fail(out, std::string("cannot read: ") + std::strerror(error));
  }

  // Opens the next path, or puts a folder's files in its place. True when `out` holds trouble.
  bool advance(Item& out) {
    const std::string path = std::move(paths.back());
    paths.pop_back();
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) return open(path, out);
    std::string trouble;
    std::vector<std::string> files = files_in(path, trouble);
    paths.insert(paths.end(), files.rbegin(), files.rend());
    name = path;
    line = 0;
    if (trouble.empty() && files.empty()) return fail(out, "no reports in this folder (.txt, .jsonl, .html)");
    if (trouble.empty()) return false;
    fail(out, "");
    out.trouble = trouble;
    return true;
  }
};

Input::Input(std::vector<std::string> paths) : state_(std::make_unique<State>()) {
  std::reverse(paths.begin(), paths.end());
  state_->paths = std::move(paths);
}

Input::~Input() = default;

bool Input::next(Item& out) {
  for (;;) {
    if (state_->file) {
      if (!state_->jsonl) return state_->whole_file(out);
      if (state_->next_of_lines(out)) return true;
    } else if (state_->paths.empty()) {
      return false;
    } else if (state_->advance(out)) {
      return true;
    }
  }
}

}  // namespace rawi
