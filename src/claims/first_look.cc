#include "claims/first_look.h"

#include <cstring>

namespace rawi {

bool FirstLook::map(std::span<const char> bytes) {
  if (bytes.size() != sizeof header_ + (size_t{1} << kSlotBits)) return false;
  std::memcpy(&header_, bytes.data(), sizeof header_);
  slots_ = reinterpret_cast<const int8_t*>(bytes.data() + sizeof header_);
  return header_.slot_bits == kSlotBits;
}

}  // namespace rawi
