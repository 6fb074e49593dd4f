// A person's decisions as the ledger has them: which hold, and where their words stand now.
#include <algorithm>
#include <map>

#include "events/keeper.h"

namespace rawi {
namespace {

constexpr uint32_t kAround = 40;  // bytes on either side by which words are found again in a changed text

struct Row {
  int64_t id = 0, undoes = 0;
  std::string kind;
};

// What no later decision that holds has taken back. Undoing an undo brings its decision back.
std::vector<Row> holding(Store& store) {
  Statement s(store.db(), "SELECT id, coalesce(undoes, 0), kind FROM decision ORDER BY id DESC");
  std::vector<Row> out;
  std::vector<int64_t> undone;
  while (s.step()) {
    const Row row{s.integer_at(0), s.integer_at(1), std::string(s.text_at(2))};
    if (std::find(undone.begin(), undone.end(), row.id) != undone.end()) continue;
    if (row.undoes) undone.push_back(row.undoes);
    else out.push_back(row);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// Where the words of a superseded version stand in the present one: with what is around them, and only once.
Span found_again(std::string_view old, Span words, std::string_view now) {
  const uint32_t begin = words.begin > kAround ? words.begin - kAround : 0;
  const size_t end = std::min<size_t>(old.size(), words.end + kAround);
  const std::string_view around = old.substr(begin, end - begin);
  const size_t at = now.find(around);
  if (at == std::string_view::npos || now.find(around, at + 1) != std::string_view::npos) return {};
  const auto first = static_cast<uint32_t>(at + words.begin - begin);
  return {first, first + words.size()};
}

}  // namespace

std::vector<Decision> decisions_now(Store& store) {
  std::vector<Decision> out;
  Statement claims(store.db(), "SELECT c.side, c.report, c.trigger_begin, c.trigger_end, p.name FROM decision_claim c JOIN report p ON p.id = c.report"
                               " WHERE c.decision = ? ORDER BY c.n");
  Statement current(store.db(), "SELECT report FROM reading WHERE id = ?");
  for (const Row& row : holding(store)) {
    Decision& d = out.emplace_back();
    d.id = row.id;
    d.kind = row.kind == "merge" ? DecisionKind::kMerge : row.kind == "split" ? DecisionKind::kSplit : DecisionKind::kExclude;
    claims.reset();
    claims.integer(1, row.id);
    while (claims.step()) {
      DecidedClaim c{static_cast<uint8_t>(claims.integer_at(0)), std::string(claims.text_at(4)),
                     {static_cast<uint32_t>(claims.integer_at(2)), static_cast<uint32_t>(claims.integer_at(3))}};
      const int64_t decided = claims.integer_at(1);
      current.reset();
      current.integer(1, reading_called(store, c.report));
      const int64_t now = current.step() ? current.integer_at(0) : 0;
      if (now != 0 && now != decided) c.trigger = found_again(store.text(decided), c.trigger, store.text(now));
      if (now != 0 && !c.trigger.empty()) d.claims.push_back(std::move(c));
    }
  }
  return out;
}

}  // namespace rawi
