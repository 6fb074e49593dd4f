#include "events/decisions.h"

#include <algorithm>
#include <charconv>

#include "events/meet.h"

namespace rawi {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

ClaimMarks marks_of(const EventReport& report, const std::vector<Decision>& decisions) {
  ClaimMarks marks;
  for (const Decision& d : decisions)
    for (const DecidedClaim& decided : d.claims) {
      if (decided.report != report.id) continue;
      for (size_t i = 0; i < report.claims.size(); ++i) {
        if (!overlap(report.claims[i].trigger, decided.trigger)) continue;
        if (marks.empty()) marks.resize(report.claims.size());
        const Mark mark{d.id, d.kind, decided.side};
        if (std::find(marks[i].begin(), marks[i].end(), mark) == marks[i].end()) marks[i].push_back(mark);
      }
    }
  for (std::vector<Mark>& list : marks)
    std::sort(list.begin(), list.end(), [](const Mark& a, const Mark& b) { return std::pair(a.decision, a.side) < std::pair(b.decision, b.side); });
  return marks;
}

uint64_t apart(const std::vector<Mark>& marks) {
  uint64_t out = 0;
  for (const Mark& m : marks)
    if (m.kind != DecisionKind::kMerge && m.side == 1) out = blend(out + 1, static_cast<uint64_t>(m.decision));
  return out;
}

std::string packed_marks(const ClaimMarks& marks) {
  std::string out;
  for (size_t i = 0; i < marks.size(); ++i)
    for (const Mark& m : marks[i])
      for (const int64_t n : {static_cast<int64_t>(i), m.decision, static_cast<int64_t>(m.kind), static_cast<int64_t>(m.side)})
        out.append(out.empty() ? "" : " ").append(std::to_string(n));
  return out;
}

ClaimMarks unpacked_marks(std::string_view text, size_t claims) {
  ClaimMarks marks;
  if (text.empty()) return marks;
  marks.resize(claims);
  const char* at = text.data();
  const char* const end = at + text.size();
  int64_t n[4];
  while (at < end) {
    for (int64_t& value : n) {
      at = std::from_chars(at, end, value).ptr;
      at += at < end;
    }
    if (n[0] >= 0 && static_cast<size_t>(n[0]) < claims)
      marks[static_cast<size_t>(n[0])].push_back({n[1], static_cast<DecisionKind>(n[2]), static_cast<uint8_t>(n[3])});
  }
  return marks;
}

}  // namespace rawi
