// Jobs by host: hosts side by side, the jobs of one host one after another with a pause in between.
#ifndef RAWI_TOOLS_VISIT_H
#define RAWI_TOOLS_VISIT_H

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "fetch.h"

namespace rawi {

struct Visit {
  std::string key;            // whose job it is
  FetchRequest request;
  bool by_robots = false;     // robots.txt has a say
};

struct Visited {
  std::string key;
  FetchResponse response;
  bool refused = false;       // by robots.txt
};

struct VisitOptions {
  std::string agent;
  int64_t delay = 2;
  long timeout = 60;
  const std::atomic<bool>& stop;
};

// Makes all visits; `take` gets each answer on the calling thread as it comes. A host that asks to wait (429, 503) is left alone
// for the rest: its other jobs come back with that answer.
void visit_all(const std::vector<Visit>& visits, const VisitOptions& options, const std::function<void(Visited&&)>& take);

}  // namespace rawi

#endif  // RAWI_TOOLS_VISIT_H
