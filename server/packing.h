// Answers made smaller for the way: gzip only, which every caller knows and which costs little.
#ifndef RAWI_SERVER_PACKING_H
#define RAWI_SERVER_PACKING_H

#include <string>

namespace rawi::server {

constexpr size_t kWorthPacking = 1024;

// Empty where it could not be packed. `effort` is zlib's, 1 to 9.
std::string gzip(const std::string& bytes, int effort = 6);

}  // namespace rawi::server

#endif  // RAWI_SERVER_PACKING_H
