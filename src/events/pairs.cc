#include "events/pairs.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "events/meet.h"
#include "events/parallel.h"

namespace rawi {
namespace {

uint64_t cell_of(uint64_t ground, int32_t bucket) { return blend(ground, static_cast<uint64_t>(int64_t{bucket})); }

// Strands by the cells in which they begin.
using Cells = std::unordered_map<uint64_t, std::vector<uint32_t>>;

// The strands after `i` that it meets, sorted.
void meet(uint32_t i, const std::vector<Strand>& strands, const std::vector<Ground>& grounds, const Cells& cells, std::vector<uint32_t>& met) {
  met.clear();
  const Buckets own = buckets_of(strands[i]), near = beginnings_near(own);
  for (const Ground& g : grounds) {
    if (!counts(g, strands[i]) || cells.at(cell_of(g.key, own.first)).size() > kMostInCell) continue;
    for (int32_t bucket = near.first; bucket <= near.last; ++bucket) {
      const auto cell = cells.find(cell_of(g.key, bucket));
      if (cell == cells.end() || cell->second.size() > kMostInCell) continue;
      for (auto j = std::upper_bound(cell->second.begin(), cell->second.end(), i); j != cell->second.end(); ++j)
        if (counts(g, strands[*j]) && own.overlaps(buckets_of(strands[*j]))) met.push_back(*j);
    }
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
}

// Strands stand in the order of reports.
void weigh_all(std::vector<Strand>& strands, const std::vector<EventReport>& reports) {
  std::unordered_map<uint64_t, uint32_t> seen;  // word in week -> reports
  const auto in_week = [&](const Strand& s, uint64_t word) { return blend(word, static_cast<uint64_t>(int64_t{week_of(reports[s.report])})); };
  std::unordered_map<uint64_t, uint32_t> last;
  for (const Strand& s : strands)
    for (const EventWord w : s.content) {
      const uint64_t key = in_week(s, w.word);
      const auto [at, fresh] = last.try_emplace(key, s.report);
      if (fresh || at->second != s.report) ++seen[key], at->second = s.report;
    }
  for (Strand& s : strands) weigh(s, [&](uint64_t word) { return seen.at(in_week(s, word)); });
}

}  // namespace

std::vector<ScoredPair> find_pairs(std::vector<Strand>& strands, const std::vector<EventReport>& reports,
                                   const std::vector<Reprint>& reprints) {
  std::map<std::pair<uint32_t, uint32_t>, float> shared;
  for (const Reprint& r : reprints) shared[std::minmax(r.first, r.second)] = r.shared;
  Cells cells;
  std::vector<std::vector<Ground>> grounds;
  for (uint32_t i = 0; i < strands.size(); ++i) {
    grounds.push_back(grounds_of(strands[i]));
    for (const Ground& g : grounds[i]) cells[cell_of(g.key, buckets_of(strands[i]).first)].push_back(i);
  }
  weigh_all(strands, reports);
  std::vector<std::vector<ScoredPair>> found(strands.size());
  for_each_index(strands.size(), [&] {
    return [&, met = std::vector<uint32_t>()](size_t n) mutable {
      const auto i = static_cast<uint32_t>(n);
      meet(i, strands, grounds[i], cells, met);
      for (const uint32_t j : met) {
        const Strand &a = strands[i], &b = strands[j];
        if (a.report == b.report) continue;
        const auto text = shared.find(std::minmax(a.report, b.report));
        const PairScore score = compare(a, b, reports[a.report], reports[b.report], text == shared.end() ? 0 : text->second);
        if (score.score >= kPossibly) found[i].push_back({i, j, score});
      }
    };
  });
  std::vector<ScoredPair> pairs;
  for (const std::vector<ScoredPair>& list : found) pairs.insert(pairs.end(), list.begin(), list.end());
  return pairs;
}

}  // namespace rawi
