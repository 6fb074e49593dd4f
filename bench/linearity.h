// Is reading linear? One report of 10 kB, 100 kB, 1 MB and the largest that is read, each cut from the text of a JSON Lines file.
#ifndef RAWI_BENCH_LINEARITY_H
#define RAWI_BENCH_LINEARITY_H

#include <string>

#include "rawi/resources.h"

namespace rawi {

// Prints the time per byte of every size and the peak memory after it. False when a byte of the largest report costs more than
// twice a byte of the 100 kB one, or memory passes 200 MB.
bool print_linearity(const std::string& plain, const Resources& resources);

}  // namespace rawi

#endif  // RAWI_BENCH_LINEARITY_H
