#include "events/pool.h"

#include "events/pack.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr size_t kMostFull = 512;  // whole reports kept at hand

}  // namespace

const EventReport& Pool::full(int64_t reading) {
  if (const auto at = full_at_.find(reading); at != full_at_.end()) {
    full_.splice(full_.begin(), full_, at->second);
    return full_.front().second;
  }
  const std::optional<std::string> packed = tables_.comparable(reading);
  if (!packed) throw Error("reading " + std::to_string(reading) + " has nothing to be compared by: `rawi reread` makes it");
  full_.emplace_front(reading, unpack_report(*packed));
  full_at_[reading] = full_.begin();
  if (full_.size() > kMostFull) {
    full_at_.erase(full_.back().first);
    full_.pop_back();
  }
  return full_.front().second;
}

std::vector<Strand> Pool::strands_of(int64_t reading, const std::string& marks) {
  const EventReport& report = full(reading);
  return find_strands(report, 0, unpacked_marks(marks, report.claims.size()));
}

uint32_t Pool::seen(int32_t week, uint64_t word) {
  const auto [at, fresh] = common_.try_emplace(week);
  auto& words = at->second;
  if (fresh) tables_.common_words(week, [&words](uint64_t w, uint32_t reports) { words.emplace(w, reports); });
  const auto found = words.find(word);
  return found == words.end() ? 0 : found->second;
}

const Pool::Kept& Pool::at(int64_t reading) {
  const auto [at, fresh] = kept_.try_emplace(reading);
  Kept& k = at->second;
  if (!fresh) return k;
  const std::optional<KeptReading> row = tables_.kept(reading);
  k.strands = strands_of(reading, row ? row->marks : std::string());
  const EventReport& report = full(reading);
  k.head.id = report.id, k.head.outlet = report.outlet, k.head.published = report.published, k.head.published_edtf = report.published_edtf;
  const int32_t week = week_of(report);
  for (Strand& s : k.strands) {
    k.grounds.push_back(grounds_of(s));
    weigh(s, [&](uint64_t word) { return seen(week, word); });
  }
  return k;
}

bool Pool::before(StrandId a, StrandId b) {
  if (reading_of(a) == reading_of(b)) return a < b;
  const std::string &x = at(reading_of(a)).head.id, &y = at(reading_of(b)).head.id;
  return x != y ? x < y : a < b;
}

}  // namespace rawi
