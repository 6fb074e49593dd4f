// Policies: grades of events by rules that anybody can edit (policies/*.tsv), several side by side.
//
//   const std::vector<rawi::Policy> policies = rawi::open_policies();      throws Error "FILE:LINE: what is wrong"
//   for (const rawi::Grade& g : rawi::grade_event(events.reports, event, policies)) ...
//
// A policy is a file: tab-separated rows, '#' begins a comment.
//   policy  NAME  TITLE  SOURCE           once, first
//   types   ASSAULT,COERCE                of which events it speaks; without it: of all
//   grade   GRADE  CONDITIONS  REASON     the first row whose conditions all hold gives the grade; the last has none ("-")
// A condition is FACT, one of >= <= =, and a number; several stand between semicolons. The facts of an event are listed in
// docs/events.md. Grading is pure; only open_policies reads files.
#ifndef RAWI_POLICIES_H
#define RAWI_POLICIES_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rawi/events.h"

namespace rawi {

// What policies may ask about an event. In the order of fact_name.
enum class Fact : uint8_t {
  kLeast, kMost, kNamed, kUnnamed, kReports, kTold, kPossible, kDenied, kAccepted, kActors, kOutside, kContradicted
};
inline constexpr int kFacts = 12;
std::string_view fact_name(Fact fact);

struct Condition {
  Fact fact = Fact::kLeast;
  char op = '=';  // '>': at least, '<': at most
  int number = 0;
};

struct Rule {
  std::string grade, reason;
  std::vector<Condition> all;
};

struct Policy {
  std::string name, title, source;
  std::vector<Plover> types;  // empty: all
  std::vector<Rule> rules;
};

struct Grade {
  std::string policy, grade, reason;
  std::vector<std::pair<Fact, int>> facts;  // that the rule asked about
};

// `text` is a policy file's; `name` stands in messages.
Policy read_policy(std::string_view text, const std::string& name);

// All *.tsv of a folder, by name; without one, the first of: $RAWI_POLICIES, `policies` beside the running program, in
// ../share/rawi from there, the place of installation. None there: no policies.
std::vector<Policy> open_policies(const std::string& folder = {});

struct Facts {
  int of[kFacts] = {};
};
Facts facts_of(const std::vector<EventReport>& reports, const Event& event);
std::vector<Grade> grade_event(const std::vector<EventReport>& reports, const Event& event, const std::vector<Policy>& policies);

}  // namespace rawi

#endif  // RAWI_POLICIES_H
