// Inputs: files, folders, archives, standard input, bytes from elsewhere -> reports, in order.
//
// Two steps, so that the costly second one can run on many threads:
//
//   Input input({"news.jsonl", "folder", "crawl.warc.gz", "-"});      one thread
//   Item item; Report report; std::string trouble;
//   while (input.next(item))                         bytes of one report, or why there are none
//     if (make_report(item, report, trouble))        decoded and parsed; any thread, no shared state
//       reader.read(report, reading);
//     else
//       complain(trouble);                           "news.jsonl:17: no \"text\": give every line one"
//
// What bytes are is told by the bytes (text, a page, a feed, WARC, JSON Lines, JSON, an archive of any of these), or by
// IntakeOptions::as. A folder gives its files by path, those of its folders too; hidden ones and names that end
// like no report (kFolderEndings in src/intake/input.cc) are left out. Memory is bounded by the largest report, never by the
// input. Nothing is fetched, no entity of XML outside the input is read. docs/intake.md says all of it.
#ifndef RAWI_INPUT_H
#define RAWI_INPUT_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rawi/report.h"

namespace rawi {

inline constexpr size_t kLargestReport = size_t{1} << 20;  // bytes of its text, in UTF-8
inline constexpr size_t kLargestPage = size_t{4} << 20;    // bytes as they come, markup and all

// What an input may cost. A report, page, feed or archive beyond is refused with its reason, the rest is read.
struct IntakeLimits {
  size_t page = kLargestPage;            // bytes of a file, a page or the body of a response that holds one report
  size_t document = size_t{64} << 20;    // bytes of a feed or of a JSON document, which are read whole
  uint64_t ratio = 200;                  // unpacked to packed bytes, once `ratio_from` bytes are unpacked
  uint64_t ratio_from = uint64_t{64} << 20;
  int depth = 3;                         // archives in archives
  uint64_t entries = 10'000'000;         // of one archive
  size_t list = 100'000;                 // entries of one feed, articles of one JSON document
};

struct IntakeOptions {
  InputType as = InputType::kAuto;  // what every input is, whatever it looks like; an archive's entries are told by content
  IntakeLimits limits = {};
};

// One report before it is decoded.
struct Item {
  std::string name;     // path, or "standard input"; inside an archive "news.zip!pages/1.html"
  uint64_t line = 0;    // line of JSON Lines, entry of a feed, record of a WARC, from 1; 0: the whole file is the report
  std::string bytes;
  std::string trouble;  // set when there are no bytes: what happened, and what to do
  InputType type = InputType::kText;  // kText, kHtml, kJson (one object), kFeed (one entry, as XML)
  std::string id;       // of the report, where the carrier names it: a page's address; empty: make_report finds one
  std::string url, outlet, published, charset, language;  // what the carrier says

  std::string where() const { return name + (line ? ":" + std::to_string(line) : ""); }
};

// What became of an input that is no report itself: a feed, a WARC, an archive.
struct Carrier {
  std::string name;
  InputType type = InputType::kAuto;
  uint64_t reports = 0;                                       // that it gave, read or not
  std::vector<std::pair<std::string, uint64_t>> passed_over;  // why, and how many: "no page: image/png"
  std::string trouble;                                        // why it was not read to its end
};

// Bytes that did not come from a file.
struct Upload {
  std::string name;          // how to call it
  std::string bytes;
  std::string content_type = {};  // of an HTTP message; its charset counts, its type does not
  std::string url = {};           // where it was fetched
};

class Input {
 public:
  // `paths` as given on a command line; "-" is standard input.
  explicit Input(std::vector<std::string> paths, IntakeOptions options = {});
  static std::unique_ptr<Input> of_bytes(Upload upload, IntakeOptions options = {});
  static std::unique_ptr<Input> of_bytes(std::vector<Upload> uploads, IntakeOptions options = {});
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // The next report in order; false at the end. What cannot be read comes as an item with `trouble`.
  bool next(Item& out);

  // The carriers that have been read to their end since the last call.
  std::vector<Carrier> take_carriers();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Decodes an item. False, with `trouble` saying where, what and what to do, when it is no report. A note that
// does not stop the report (a publication date that is no EDTF) is left in `trouble` beside true.
bool make_report(Item& item, Report& out, std::string& trouble);

// The line of `rawi read --report` on an item that make_report was given, and on a carrier: JSON with a line break, appended.
void write_outcome(const Item& item, const Report& report, bool read, std::string_view trouble, std::string& out);
void write_outcome(const Carrier& carrier, std::string& out);
void write_known(const Item& item, std::string& out);  // an item that a ledger has already

std::string found_fields(const Report& report);      // what each field rests on: "title=json-ld published=meta"; a missing one is left out
std::string_view type_name(InputType type);          // "text", "html", "feed", "opml", "warc", "jsonl", "json", "archive"; kAuto: "unknown"
std::string_view standing_name(ReportStanding standing);   // "article", "paywall", "foreign", "thin", "consent", "links"
std::string_view field_basis_name(FieldBasis basis); // "json-ld", "meta" ...; "" for kNone

// A date as EDTF level 1 writes one: 2015, 2015-08, 2015-08-03, with a time, a zone, a mark of doubt.
bool is_edtf_date(std::string_view date);

// The text of a report from bytes in any encoding that rawi reads; `id` names it.
Report report_from_bytes(std::string bytes, std::string id);

}  // namespace rawi

#endif  // RAWI_INPUT_H
