// robots.txt (RFC 9309): may an agent fetch a path, and how long it should wait in between.
#ifndef RAWI_INTAKE_ROBOTS_H
#define RAWI_INTAKE_ROBOTS_H

#include <string>
#include <string_view>
#include <vector>

namespace rawi {

class Robots {
 public:
  // The rules for `agent` (its product token, any case), else those for "*". At most 500 KiB of the file are read.
  Robots(std::string_view file, std::string_view agent);

  // `path` with its query, as in the address. The longest rule that matches wins, an allow over a disallow.
  bool allows(std::string_view path) const;
  int delay() const { return delay_; }  // seconds; 0: not said

 private:
  struct Rule {
    std::string pattern;  // "*" stands for anything, "$" at the end for the end
    bool allow;
  };
  std::vector<Rule> rules_;
  int delay_ = 0;
};

}  // namespace rawi

#endif  // RAWI_INTAKE_ROBOTS_H
