#include "rawi/policies.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "rawi/error.h"
#include "rawi/views.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFactNames[kFacts] = {"least",    "most",     "named",  "unnamed", "reports", "told",
                                                 "possible", "denied",   "accepted", "actors", "outside", "contradicted"};

[[noreturn]] void fail(const std::string& name, size_t line, const std::string& what) {
  throw Error(name + ":" + std::to_string(line) + ": " + what);
}

std::vector<std::string_view> split(std::string_view s, char by) {
  std::vector<std::string_view> out;
  for (;;) {
    const size_t end = s.find(by);
    out.push_back(s.substr(0, end));
    if (end == std::string_view::npos) return out;
    s.remove_prefix(end + 1);
  }
}

// Reads one file, row by row.
class PolicyReader {
 public:
  explicit PolicyReader(const std::string& name) : name_(name) {}

  Policy read(std::string_view text) {
    for (std::string_view row : split(text, '\n')) {
      ++line_;
      if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
      if (row.empty() || row.front() == '#') continue;
      take(split(row, '\t'));
    }
    if (policy_.name.empty()) fail(name_, line_, "no policy row");
    if (policy_.rules.empty() || !policy_.rules.back().all.empty())
      fail(name_, line_, "the last grade must hold for every event: its conditions are \"-\"");
    return std::move(policy_);
  }

 private:
  using Cells = std::vector<std::string_view>;

  void take(const Cells& cells) {
    const std::string_view kind = cells[0];
    if (kind != "policy" && policy_.name.empty()) fail(name_, line_, "a policy row must come first: policy, name, title, source");
    if (kind == "policy") begin(cells);
    else if (kind == "types") types(cells);
    else if (kind == "grade") rule(cells);
    else fail(name_, line_, "a row begins with policy, types or grade, not with \"" + std::string(kind) + "\"");
  }
  void expect(const Cells& cells, size_t n, const char* form) const {
    if (cells.size() != n || std::any_of(cells.begin(), cells.end(), [](std::string_view c) { return c.empty(); }))
      fail(name_, line_, std::string("write: ") + form);
  }
  void begin(const Cells& cells) {
    expect(cells, 4, "policy, name, title, source");
    if (!policy_.name.empty()) fail(name_, line_, "one policy a file");
    policy_.name = cells[1], policy_.title = cells[2], policy_.source = cells[3];
  }
  void types(const Cells& cells) {
    expect(cells, 2, "types, PLOVER types between commas");
    for (const std::string_view wanted : split(cells[1], ',')) {
      Plover found = Plover::kNone;
      for (int t = 1; t < kPloverCount; ++t)
        if (plover_name(static_cast<Plover>(t)) == wanted) found = static_cast<Plover>(t);
      if (found == Plover::kNone) fail(name_, line_, "no PLOVER type is called \"" + std::string(wanted) + "\"");
      policy_.types.push_back(found);
    }
  }
  void rule(const Cells& cells) {
    expect(cells, 4, "grade, its name, conditions or \"-\", reason");
    if (!policy_.rules.empty() && policy_.rules.back().all.empty()) fail(name_, line_, "no grade can follow one that always holds");
    Rule r;
    r.grade = cells[1], r.reason = cells[3];
    if (cells[2] != "-")
      for (const std::string_view c : split(cells[2], ';')) r.all.push_back(condition(c));
    policy_.rules.push_back(std::move(r));
  }
  Condition condition(std::string_view s) const {
    const size_t op = s.find_first_of("<>=");
    if (op == std::string_view::npos) fail(name_, line_, "no comparison in \"" + std::string(s) + "\": one of >= <= =");
    Condition c;
    const std::string_view fact = s.substr(0, op);
    const auto* const known = std::find(std::begin(kFactNames), std::end(kFactNames), fact);
    if (known == std::end(kFactNames)) fail(name_, line_, "no fact is called \"" + std::string(fact) + "\"");
    c.fact = static_cast<Fact>(known - std::begin(kFactNames));
    c.op = s[op];
    std::string_view number = s.substr(op + 1);
    if (c.op != '=') {
      if (number.empty() || number.front() != '=') fail(name_, line_, "write >= or <= in \"" + std::string(s) + "\"");
      number.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), c.number);
    if (error != std::errc() || end != number.data() + number.size()) fail(name_, line_, "no number in \"" + std::string(s) + "\"");
    return c;
  }

  std::string name_;
  size_t line_ = 0;
  Policy policy_;
};

bool holds(const Condition& c, const Facts& facts) {
  const int n = facts.of[static_cast<size_t>(c.fact)];
  return c.op == '>' ? n >= c.number : c.op == '<' ? n <= c.number : n == c.number;
}

fs::path policies_folder() {
  if (const char* given = std::getenv("RAWI_POLICIES"); given && *given) return given;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {program / "policies", program / "../share/rawi/policies", fs::path(RAWI_DATA_DIR) / "policies"})
    if (fs::is_directory(place, error)) return place;
  return {};
}

// Leaves of the tree of origins: who counts at most.
void count_voices(const OriginNode& n, Facts& facts) {
  int (&of)[kFacts] = facts.of;
  if (n.counts_max) {
    ++of[static_cast<int>(n.reason == "named" ? Fact::kNamed : Fact::kUnnamed)];
    of[static_cast<int>(Fact::kOutside)] += n.reason == "named" && !n.party;
  }
  for (const OriginNode& under : n.under) count_voices(under, facts);
}

// Whether who is said to have done it says so.
bool accepted(const EventReport& r, const EventClaim& c) {
  if (c.status != Status::kHappened || c.chain.empty()) return false;
  const EventSource& s = r.sources[static_cast<size_t>(c.chain.back())];
  if (s.party.empty()) return false;
  return c.responds || (!c.actor.empty() && !c.parties.empty() && c.parties.front() == s.party);
}

}  // namespace

std::string_view fact_name(Fact fact) { return kFactNames[static_cast<size_t>(fact)]; }

Policy read_policy(std::string_view text, const std::string& name) { return PolicyReader(name).read(text); }

std::vector<Policy> open_policies(const std::string& folder) {
  const fs::path from = folder.empty() ? policies_folder() : fs::path(folder);
  std::vector<fs::path> files;
  std::error_code error;
  if (!from.empty())
    for (const fs::directory_entry& e : fs::directory_iterator(from, error))
      if (e.path().extension() == ".tsv") files.push_back(e.path());
  if (error) throw Error("cannot read the policies in " + from.string() + ": " + error.message());
  std::sort(files.begin(), files.end());
  std::vector<Policy> out;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw Error("cannot read " + file.string());
    out.push_back(read_policy(text, file.string()));
  }
  return out;
}

Facts facts_of(const std::vector<EventReport>& reports, const Event& event) {
  Facts facts;
  const auto at = [&](Fact f) -> int& { return facts.of[static_cast<size_t>(f)]; };
  at(Fact::kLeast) = event.independence.min, at(Fact::kMost) = event.independence.max;
  for (const OriginNode& n : event.independence.tree) count_voices(n, facts);
  std::set<uint32_t> telling;
  std::set<std::string> actors;
  for (const EventMember& m : event.claims) {
    const EventReport& r = reports[m.report];
    const EventClaim& c = r.claims[m.claim];
    telling.insert(m.report);
    at(Fact::kTold) += c.status == Status::kHappened;
    at(Fact::kPossible) += c.status == Status::kPossible || c.status == Status::kPlanned;
    at(Fact::kDenied) += c.status == Status::kDenied && c.denier;
    at(Fact::kAccepted) += accepted(r, c);
  }
  for (const Difference& d : event.differences) {
    if (d.kind != DifferenceKind::kContradiction) continue;
    ++at(Fact::kContradicted);
    if (d.attribute == "actor" || d.attribute == "responsibility")
      for (const Side& s : d.sides) actors.insert(s.value);
  }
  at(Fact::kReports) = static_cast<int>(telling.size());
  at(Fact::kActors) = static_cast<int>(actors.size());
  return facts;
}

std::vector<Grade> grade_event(const std::vector<EventReport>& reports, const Event& event, const std::vector<Policy>& policies) {
  std::vector<Grade> out;
  if (policies.empty()) return out;
  const Facts facts = facts_of(reports, event);
  for (const Policy& p : policies) {
    if (!p.types.empty() && std::find(p.types.begin(), p.types.end(), event.type) == p.types.end()) continue;
    for (const Rule& r : p.rules) {
      if (!std::all_of(r.all.begin(), r.all.end(), [&](const Condition& c) { return holds(c, facts); })) continue;
      Grade& g = out.emplace_back();
      g.policy = p.name, g.grade = r.grade, g.reason = r.reason;
      for (const Condition& c : r.all) g.facts.emplace_back(c.fact, facts.of[static_cast<size_t>(c.fact)]);
      break;
    }
  }
  return out;
}

}  // namespace rawi
