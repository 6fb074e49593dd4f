// Annotated reports, as rawi-train learns from them.
//
// Two carriers: a folder of NAME.txt with NAME.json beside it (the annotation guide's format), and a standoff
// file (JSON Lines, one report a line, all words as byte spans) over a corpus of reports (JSON Lines with id and
// text): annotations without anybody's sentences. "reviewed" (true) marks a report whose annotations were read again.
// Throws rawi::Error with file and line.
#ifndef RAWI_TOOLS_TRAIN_GOLD_H
#define RAWI_TOOLS_TRAIN_GOLD_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rawi/claim.h"
#include "rawi/report.h"

namespace rawi::train {

struct GoldClaim {
  Span trigger;
  Plover type = Plover::kNone;
  Status status = Status::kHappened;
  std::vector<std::string> chain;  // names, nearest to the reader first
  std::string actor, target;       // empty: none
  std::string place, country;      // empty: none
  std::string time;                // EDTF; empty: none
  std::vector<Quantity> quantities;
  Weapon weapon = Weapon::kNone;
};

struct GoldReport {
  Report report;
  std::vector<GoldClaim> claims;
  bool reviewed = false;  // somebody read the annotations again, by the guide
};

std::vector<GoldReport> read_folder(const std::string& folder);
// Every report of a corpus, one after another.
void each_report(const std::string& corpus, const std::function<void(Report)>& visit);
std::vector<GoldReport> read_standoff(const std::string& annotations, const std::string& corpus);

}  // namespace rawi::train

#endif  // RAWI_TOOLS_TRAIN_GOLD_H
