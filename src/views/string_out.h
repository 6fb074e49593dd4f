// RapidJSON's idea of an output stream, over a string that the caller owns.
#ifndef RAWI_VIEWS_STRING_OUT_H
#define RAWI_VIEWS_STRING_OUT_H

#include <string>

namespace rawi {

struct StringOut {
  using Ch = char;
  std::string& out;
  void Put(char c) { out.push_back(c); }
  void Flush() {}
};

}  // namespace rawi

#endif  // RAWI_VIEWS_STRING_OUT_H
