// Digests and compression of what the ledger keeps.
#ifndef RAWI_LEDGER_PACK_H
#define RAWI_LEDGER_PACK_H

#include <cstdint>
#include <string>
#include <string_view>

#include "rawi/input.h"

namespace rawi {

// The 32 bytes of SHA-256 (FIPS 180-4), and their hexadecimal spelling.
std::string sha256(std::string_view bytes);
std::string hex(std::string_view bytes);

// One Zstandard frame (RFC 8878) with its content size and checksum.
std::string pack(std::string_view bytes);

// No stored report is larger, as it came or as text: a line of JSON Lines may be two pages long, and UTF-8 twice as long as what it was decoded from.
inline constexpr size_t kLargestStored = 4 * kLargestPage;

// Throws Error when `packed` is no whole frame of at most `most` bytes.
std::string unpack(std::string_view packed, size_t most);

}  // namespace rawi

#endif  // RAWI_LEDGER_PACK_H
