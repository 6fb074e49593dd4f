// Is reading linear? The text of a JSON Lines file, as much as the largest report holds, read as one report and as reports of
// 1 MB, 100 kB and 10 kB.
#ifndef RAWI_BENCH_LINEARITY_H
#define RAWI_BENCH_LINEARITY_H

#include <string>

#include "rawi/reader.h"

namespace rawi {

// Prints the time per byte of every size and the peak memory after it. False when a byte of the largest report costs more than
// twice a byte of those of 100 kB, or memory passes 200 MB.
bool print_linearity(const std::string& plain, const Resources& resources);

}  // namespace rawi

#endif  // RAWI_BENCH_LINEARITY_H
