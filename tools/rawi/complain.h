// A line on standard error: what went wrong, or what the person at the terminal should know.
#ifndef RAWI_TOOLS_COMPLAIN_H
#define RAWI_TOOLS_COMPLAIN_H

#include <cstdio>
#include <string>

namespace rawi {

inline void complain(const std::string& what) { std::fprintf(stderr, "rawi: %s\n", what.c_str()); }

}  // namespace rawi

#endif  // RAWI_TOOLS_COMPLAIN_H
