// Where bytes of a UTF-8 text stand in UTF-16 code units, as a browser counts them. A broken byte is one unit (U+FFFD), as in
// what is printed. Built once a text, then O(1) a question. Holds no text.
#ifndef RAWI_SERVER_UTF16_H
#define RAWI_SERVER_UTF16_H

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bytes/utf8.h"

namespace rawi::server {

class Utf16 {
 public:
  explicit Utf16(std::string_view text) : units_(text.size() + 1) {
    uint32_t count = 0;
    for (size_t at = 0; at < text.size();) {
      const uint32_t length = utf8_length(text, at);
      for (size_t i = at; i < at + std::max(length, 1u); ++i) units_[i] = count;
      at += std::max(length, 1u);
      count += length == 4 ? 2 : 1;
    }
    units_[text.size()] = count;
  }
  uint32_t before(uint32_t byte) const { return units_[std::min<size_t>(byte, units_.size() - 1)]; }

 private:
  std::vector<uint32_t> units_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_UTF16_H
