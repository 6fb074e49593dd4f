// The bench's corpus: a JSON Lines file, plain or zstd, as a plain file on disk and as reports in memory.
#ifndef RAWI_BENCH_CORPUS_H
#define RAWI_BENCH_CORPUS_H

#include <string>
#include <vector>

#include "rawi/report.h"

namespace rawi {

// Writes the lines of `path` to `plain`, decompressed where the name ends in .zst. Throws Error.
void unpack(const std::string& path, const std::string& plain);

// All reports of a JSON Lines file. Throws Error on a bad line.
std::vector<Report> load(const std::string& plain);

}  // namespace rawi

#endif  // RAWI_BENCH_CORPUS_H
