#include "rawi/input.h"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <map>
#include <system_error>

#include "intake/ascii.h"
#include "intake/charset.h"
#include "intake/feed.h"
#include "intake/json_report.h"
#include "intake/sniff.h"
#include "intake/stream.h"
#include "intake/unpack.h"
#include "intake/warc.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 24> kFolderEndings = {"",      ".txt",  ".text", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".xml", ".rss",
                                                             ".atom", ".rdf",  ".opml", ".json", ".jsonl", ".ndjson", ".warc", ".gz", ".tgz", ".zst", ".zip", ".tar"};

bool report_name(const fs::path& path) {
  const std::string ending = ascii_lower(path.extension().string());
  return std::find(kFolderEndings.begin(), kFolderEndings.end(), ending) != kFolderEndings.end();
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

// A stack of archives, the innermost last, and in front of them the file or entry that is being read.
struct Input::State {
  IntakeOptions options;
  std::vector<std::string> paths;  // still to come, last first
  std::vector<Upload> uploads;     // still to come, last first
  Upload upload;                   // that is being read; its bytes are in the buffer

  std::string name;                // of what is being read
  bool open = false;
  Buffer buffer;
  InputType type = InputType::kText;
  uint64_t line = 0;
  bool cut = false;                // inside a line that is too long
  Carrier carrier;                 // of what is being read, where it carries reports
  std::vector<Carrier> carriers;   // done
  std::deque<Item> pending;        // entries of a document that was read whole
  std::unique_ptr<WarcReader> warc;

  // Archives around what is being read, the innermost last.
  struct Level {
    std::string name;
    std::unique_ptr<Unpacker> archive;
    Carrier carrier;
    std::map<std::string, uint64_t> passed_over;
  };
  std::vector<Level> levels;

  bool fail(Item& out, std::string what) {
    Item item;
    item.name = name;
    item.line = line;
    item.type = type;
    item.trouble = item.where() + ": " + std::move(what);
    out = std::move(item);
    return true;
  }

  // An item of what is being read, with what is known of the upload that brought it.
  Item item() const {
    Item made;
    made.name = name;
    made.line = line;
    made.type = type;
    made.url = upload.url;
    if (type == InputType::kHtml) made.id = upload.url;
    made.charset = charset_of_type(upload.content_type);
    return made;
  }

  // Begins a file or an entry. True when `out` holds trouble.
  bool begin(Stream stream, Item& out) {
    line = 0;
    cut = false;
    type = options.as;
    carrier = {};
    buffer = Buffer(std::move(stream));
    buffer.need(4096);
    if (!buffer.trouble.empty()) return fail(out, buffer.trouble);
    const Sniffed sniffed = sniff(buffer.rest());
    if (options.as == InputType::kAuto || sniffed.type == InputType::kArchive) {
      type = sniffed.type;
      if (!sniffed.refused.empty()) return fail(out, sniffed.refused);
    }
    carrier.name = name;
    carrier.type = type;
    if (type == InputType::kArchive) return begin_archive(out);
    if (type == InputType::kWarc) warc = std::make_unique<WarcReader>(options.limits);
    open = true;
    return false;
  }

  bool begin_archive(Item& out) {
    if (levels.size() >= static_cast<size_t>(options.limits.depth))
      return fail(out, "archives inside archives, more than " + std::to_string(options.limits.depth) + " deep: unpack the outer ones first");
    Level level;
    level.name = name;
    level.archive = std::make_unique<Unpacker>(std::move(buffer), options.limits);
    level.carrier = carrier;
    levels.push_back(std::move(level));
    return false;
  }

  // The next entry of the innermost archive. True when `out` holds trouble.
  bool next_entry(Item& out) {
    Level& level = levels.back();
    std::string trouble;
    if (!level.archive->next(trouble)) {
      level.carrier.trouble = trouble;
      level.carrier.passed_over.assign(level.passed_over.begin(), level.passed_over.end());
      carriers.push_back(level.carrier);
      name = level.name;
      type = InputType::kArchive;
      line = 0;
      levels.pop_back();
      return !trouble.empty() && fail(out, trouble);
    }
    const std::string& entry = level.archive->entry();
    const fs::path path(entry);
    name = entry.empty() ? level.name : level.name + "!" + entry;
    if (!entry.empty() && (path.filename().string().starts_with('.') || entry.starts_with("__MACOSX/") || !report_name(path))) {
      ++level.passed_over["not named like a report"];
      return false;
    }
    ++level.carrier.reports;
    return begin(level.archive->data(), out);
  }

  bool whole_file(Item& out) {
    const bool large = buffer.need(options.limits.page + 1);
    open = false;
    if (!buffer.trouble.empty()) return fail(out, buffer.trouble);
    if (large) return fail(out, "larger than " + megabytes(options.limits.page) + ": a report is one article, split the file");
    out = item();
    out.bytes = std::move(buffer.bytes);
    out.bytes.erase(0, buffer.at);
    return true;
  }

  // The next line that is not blank. False at the end of the file.
  bool next_line(Item& out) {
    const size_t most = 2 * options.limits.page;
    std::string text;
    for (bool whole = true; buffer.line(text, most, whole);) {
      const bool goes_on = cut;
      cut = !whole;
      if (goes_on) continue;
      ++line;
      if (!whole) return fail(out, "the line is longer than " + megabytes(most) + ": a line is one report");
      if (text.find_first_not_of(" \t\r") == text.npos) continue;
      ++carrier.reports;
      out = item();
      out.type = InputType::kJson;
      out.bytes = std::move(text);
      return true;
    }
    carrier.trouble = buffer.trouble;
    return end_carrier(out);
  }

  // Closes a carrier; true when `out` says why it ended early.
  bool end_carrier(Item& out) {
    open = false;
    line = 0;
    warc.reset();
    carriers.push_back(carrier);
    return !carrier.trouble.empty() && fail(out, carrier.trouble);
  }

  // A feed or a JSON document, read whole and split.
  bool next_of_document(Item& out) {
    if (carrier.reports == 0 && !split(out)) return true;
    if (pending.empty()) return end_carrier(out);
    out = std::move(pending.front());
    pending.pop_front();
    out.name = name;
    return true;
  }

  // False when `out` holds why there is nothing in it.
  bool split(Item& out) {
    const bool large = buffer.need(options.limits.document + 1);
    std::string trouble = buffer.trouble;
    if (large) trouble = "larger than " + megabytes(options.limits.document) + ": a document of this kind is read whole, split it";
    size_t left = 0;
    if (trouble.empty()) {
      std::string text = decode_page(buffer.bytes.substr(buffer.at), charset_of_type(upload.content_type)).text;
      if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
      if (type == InputType::kFeed) {
        split_feed(text, options.limits.list, pending, left, trouble);
      } else {
        split_json(text, options.limits.list, pending, left, trouble);
      }
    }
    buffer = Buffer();
    carrier.reports = pending.size();
    if (left > 0) carrier.passed_over.emplace_back("no article, or beyond the limit of " + std::to_string(options.limits.list), left);
    if (trouble.empty()) return true;
    carrier.trouble = trouble;
    end_carrier(out);
    return false;
  }

  bool next_of_warc(Item& out) {
    out = item();
    if (warc->next(buffer, out)) {
      line = out.line;
      ++carrier.reports;
      if (!out.trouble.empty()) out.trouble.insert(0, out.where() + ": ");
      if (out.type == InputType::kFeed) return split_response(out);
      return true;
    }
    carrier.passed_over.assign(warc->passed_over().begin(), warc->passed_over().end());
    carrier.trouble = buffer.trouble;
    return end_carrier(out);
  }

  // A feed that was crawled: its entries follow one by one.
  bool split_response(Item& out) {
    size_t left = 0;
    const std::string text = decode_page(std::move(out.bytes), out.charset).text, where = out.where();
    if (!split_feed(text, options.limits.list, pending, left, out.trouble)) {
      out.trouble.insert(0, where + ": ");
      return true;
    }
    for (Item& entry : pending) entry.name = where;
    out = std::move(pending.front());
    pending.pop_front();
    return true;
  }

  bool refuse_list(Item& out) {
    open = false;
    std::vector<FeedLink> feeds;
    std::string trouble;
    buffer.need(options.limits.document);
    if (read_opml(buffer.rest(), feeds, trouble)) trouble = "a list of " + std::to_string(feeds.size()) + " feeds, no reports: `rawi watch` fetches what they name";
    buffer = Buffer();
    return fail(out, trouble);
  }

  bool next_of_open(Item& out) {
    switch (type) {
      case InputType::kJsonLines: return next_line(out);
      case InputType::kFeed:
      case InputType::kJson: return next_of_document(out);
      case InputType::kWarc:
        if (pending.empty()) return next_of_warc(out);
        out = std::move(pending.front());
        pending.pop_front();
        return true;
      case InputType::kOpml: return refuse_list(out);
      default: return whole_file(out);
    }
  }

  // Opens the next path, or puts a folder's files in its place. True when `out` holds trouble.
  bool advance(Item& out) {
    const std::string path = std::move(paths.back());
    paths.pop_back();
    name = path == "-" ? "standard input" : path;
    line = 0;
    type = InputType::kAuto;
    std::error_code error;
    std::string trouble;
    if (path == "-" || !fs::is_directory(path, error)) {
      Stream stream = stream_of_file(path, trouble);
      return stream ? begin(std::move(stream), out) : fail(out, trouble);
    }
    std::vector<std::string> files = files_in(path, trouble);
    paths.insert(paths.end(), files.rbegin(), files.rend());
    if (trouble.empty() && files.empty()) return fail(out, "no reports in this folder (.txt, .html, .jsonl, .warc, .zip ...)");
    if (trouble.empty()) return false;
    fail(out, "");
    out.trouble = trouble;
    return true;
  }
};

Input::Input(std::vector<std::string> paths, IntakeOptions options) : state_(std::make_unique<State>()) {
  std::reverse(paths.begin(), paths.end());
  state_->paths = std::move(paths);
  state_->options = options;
}

std::unique_ptr<Input> Input::of_bytes(Upload upload, IntakeOptions options) {
  std::vector<Upload> one;
  one.push_back(std::move(upload));
  return of_bytes(std::move(one), options);
}

std::unique_ptr<Input> Input::of_bytes(std::vector<Upload> uploads, IntakeOptions options) {
  auto input = std::make_unique<Input>(std::vector<std::string>(), options);
  std::reverse(uploads.begin(), uploads.end());
  input->state_->uploads = std::move(uploads);
  return input;
}

Input::~Input() = default;

std::vector<Carrier> Input::take_carriers() { return std::exchange(state_->carriers, {}); }

bool Input::next(Item& out) {
  State& s = *state_;
  for (;;) {
    if (s.open) {
      if (s.next_of_open(out)) return true;
    } else if (!s.levels.empty()) {
      if (s.next_entry(out)) return true;
    } else if (!s.uploads.empty()) {
      s.upload = std::move(s.uploads.back());
      s.uploads.pop_back();
      s.name = s.upload.name;
      if (s.begin(stream_of_bytes(std::exchange(s.upload.bytes, {})), out)) return true;
    } else if (s.paths.empty()) {
      return false;
    } else if (s.advance(out)) {
      return true;
    }
  }
}

}  // namespace rawi
