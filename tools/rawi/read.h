// The reading loop: inputs in, rendered readings out, in input order, on any number of threads.
//
//   main thread:  Input -> batch -> batch -> batch ...        workers:  batch -> reports -> readings -> text
//                 writes the oldest batch when it is done  <----------
// At most a few batches a worker are under way, so memory does not grow with the input.
#ifndef RAWI_TOOLS_READ_H
#define RAWI_TOOLS_READ_H

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "rawi/input.h"
#include "rawi/reader.h"

namespace rawi {

enum class Format { kText, kJsonLines, kReports };

struct ReadOptions {
  Format format = Format::kJsonLines;
  unsigned threads = 1;
  bool colour = false;
  std::string published;  // for reports that bring no date of their own
  std::function<void(std::string_view)> outcome;  // lines of JSON on every input, in input order
};

struct ReadTotals {
  uint64_t reports = 0, claims = 0, failed = 0, bytes = 0;
};

// Reads all of `input`. `write` gets the output in order and says whether to go on; `complain` gets what could not
// be read, in order with it. Both are called on the calling thread.
ReadTotals read_all(Input& input, const Resources& resources, const ReadOptions& options,
                    const std::function<bool(std::string_view)>& write,
                    const std::function<void(const std::string&)>& complain);

}  // namespace rawi

#endif  // RAWI_TOOLS_READ_H
