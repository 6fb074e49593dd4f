// Stage 3 of a step: strands compared with all that they meet.
#include <algorithm>

#include "events/step.h"

namespace rawi {

// A ground's strands that begin in a bucket; one more than kMostInCell stand for any number.
const std::vector<StrandId>& EventStep::cell(uint64_t ground, int32_t bucket) {
  static const std::vector<StrandId> kNone;
  const auto& cells = cells_[ground].cells;
  const auto at = cells.find(bucket);
  return at == cells.end() ? kNone : at->second;
}

std::vector<StrandId> EventStep::meets(StrandId id) {
  const Pool::Kept& kept = pool_.at(reading_of(id));
  const Strand& strand = kept.strands[number_of(id)];
  const Buckets own = buckets_of(strand), near = beginnings_near(own);
  std::vector<StrandId> met;
  for (const Ground& g : kept.grounds[number_of(id)]) {
    if (!counts(g, strand)) continue;
    GroundCells& cells = cells_[g.key];
    if (near.first < cells.loaded.first || near.last > cells.loaded.last) {
      const bool none = cells.loaded.first > cells.loaded.last;
      cells.loaded = none ? near : Buckets{std::min(near.first, cells.loaded.first), std::max(near.last, cells.loaded.last)};
      cells.cells.clear();
      for (auto& [bucket, strands] : tables_.cells(g.key, cells.loaded)) cells.cells.emplace(bucket, std::move(strands));
    }
    if (cell(g.key, own.first).size() > kMostInCell) continue;
    for (int32_t bucket = near.first; bucket <= near.last; ++bucket) {
      const std::vector<StrandId>& strands = cell(g.key, bucket);
      if (strands.size() > kMostInCell) continue;
      for (const StrandId other : strands) {
        if (reading_of(other) == reading_of(id)) continue;
        const Strand& o = pool_.strand(other);
        if (counts(g, o) && own.overlaps(buckets_of(o))) met.push_back(other);
      }
    }
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  return met;
}

float EventStep::shared_text(int64_t a, int64_t b) {
  const auto [at, fresh] = reprints_.try_emplace(a);
  if (fresh) at->second = tables_.reprints_of(a);
  for (const KeptReprint& r : at->second)
    if (r.first == b || r.second == b) return r.shared;
  return 0;
}

void EventStep::compare_one(StrandId id) {
  const auto done = [&](StrandId other) { return other < id && compare_again_.contains(other); };
  std::map<StrandId, PairScore> now;
  for (const StrandId other : meets(id)) {
    if (done(other)) continue;
    const bool first = pool_.before(id, other);
    const StrandId a = first ? id : other, b = first ? other : id;
    const PairScore score = compare(pool_.strand(a), pool_.strand(b), pool_.at(reading_of(a)).head, pool_.at(reading_of(b)).head,
                                    shared_text(reading_of(id), reading_of(other)));
    if (score.score >= kPossibly) now.emplace(other, score);
  }
  bool changed = false;
  for (const KeptPair& p : tables_.pairs_of(id)) {
    if (done(p.other)) continue;
    const auto at = now.find(p.other);
    if (at != now.end() && at->second.score == p.score.score && at->second.copy == p.score.copy && std::string_view(at->second.reason) == p.score.reason) {
      now.erase(at);
      continue;
    }
    changed = true;
    regroup_.insert(p.other);
    if (at == now.end()) tables_.drop_pair(id, p.other);
  }
  for (const auto& [other, score] : now) {
    changed = true;
    tables_.put_pair(id, other, score);
    regroup_.insert(other);
  }
  // One without an event is new.
  if (changed || tables_.state_of(id) == 0) regroup_.insert(id);
}

void EventStep::compare_all() {
  totals_.compared = compare_again_.size();
  std::vector<StrandId> all(compare_again_.begin(), compare_again_.end());
  std::sort(all.begin(), all.end());
  for (const StrandId id : all) compare_one(id);
}

}  // namespace rawi
