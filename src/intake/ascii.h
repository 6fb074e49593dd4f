// What headers, robots.txt and attributes need of text: ASCII letters made small, white space taken off the ends.
#ifndef RAWI_INTAKE_ASCII_H
#define RAWI_INTAKE_ASCII_H

#include <string>
#include <string_view>

namespace rawi {

inline std::string ascii_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c |= 0x20;
  return out;
}

inline std::string_view trimmed(std::string_view s) {
  const size_t begin = s.find_first_not_of(" \t\r");
  return begin == s.npos ? std::string_view() : s.substr(begin, s.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace rawi

#endif  // RAWI_INTAKE_ASCII_H
