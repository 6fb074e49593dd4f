// Inputs: files, folders, standard input -> reports, in order.
//
// Two steps, so that the costly second one can run on many threads:
//
//   Input input({"news.jsonl", "folder", "-"});      one thread
//   Item item; Report report; std::string trouble;
//   while (input.next(item))                         bytes of one report, or why there are none
//     if (make_report(item, report, trouble))        decoded and parsed; any thread, no shared state
//       reader.read(report, reading);
//     else
//       complain(trouble);                           "news.jsonl:17: no \"text\": give every line one"
//
// A folder gives its files (.txt .text .html .htm .xml .jsonl .ndjson or no ending, in any case), those of its
// folders too, by path; hidden ones are left out. A file that begins with "{" is read as JSON Lines. Memory
// is bounded by the largest report, never by the input: a report above kLargestReport is refused.
#ifndef RAWI_INPUT_H
#define RAWI_INPUT_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rawi/report.h"

namespace rawi {

inline constexpr size_t kLargestReport = size_t{4} << 20;

// One report before it is decoded.
struct Item {
  std::string name;     // path, or "standard input"
  uint64_t line = 0;    // of a JSON Lines file, from 1; 0: the whole file is the report
  std::string bytes;
  std::string trouble;  // set when there are no bytes: what happened, and what to do
};

class Input {
 public:
  // `paths` as given on a command line; "-" is standard input.
  explicit Input(std::vector<std::string> paths);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // The next report in order; false at the end. What cannot be read comes as an item with `trouble`.
  bool next(Item& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Decodes an item. False, with `trouble` saying where, what and what to do, when it is no report. A note that
// does not stop the report (a publication date that is no EDTF) is left in `trouble` beside true.
bool make_report(Item& item, Report& out, std::string& trouble);

// A date as EDTF level 1 writes one: 2015, 2015-08, 2015-08-03, with a time, a zone, a mark of doubt.
bool is_edtf_date(std::string_view date);

// The text of a report from bytes in any encoding that rawi reads; `id` names it.
Report report_from_bytes(std::string bytes, std::string id);

}  // namespace rawi

#endif  // RAWI_INPUT_H
