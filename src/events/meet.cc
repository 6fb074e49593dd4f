#include "events/meet.h"

#include <algorithm>
#include <bit>

namespace rawi {
namespace {

constexpr float kNameWeight = 2.f;     // words at least this heavy are grounds
constexpr uint32_t kFreeReports = 32;  // a word in fewer reports of its week weighs what it weighs

const EventWord* find(const Strand& s, uint64_t word) {
  const auto at = std::lower_bound(s.content.begin(), s.content.end(), word, [](EventWord w, uint64_t x) { return w.word < x; });
  return at != s.content.end() && at->word == word ? &*at : nullptr;
}

int32_t bucket_of(int32_t day) { return day >= 0 ? day / kBucketDays : -((kBucketDays - 1 - day) / kBucketDays); }

}  // namespace

uint64_t blend(uint64_t a, uint64_t b) {
  a ^= b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2);
  a *= 0xFF51AFD7ED558CCDu;
  return a ^ a >> 32;
}

int32_t week_of(const EventReport& report) {
  return report.published.first == INT32_MIN ? 0 : bucket_of(report.published.first);
}

std::vector<uint64_t> words_of(const std::vector<Strand>& strands) {
  std::vector<uint64_t> words;
  for (const Strand& s : strands)
    for (const EventWord w : s.content) words.push_back(w.word);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// 1 up to 31 reports, 2.5 up to 127, 4.5 up to 511 ...
float common_as(uint32_t reports) {
  if (reports < kFreeReports) return 1;
  const int fours = (std::bit_width(reports / kFreeReports) - 1) / 2;
  return 2.5f + 2.f * static_cast<float>(fours);
}

void weigh(Strand& s, const std::function<uint32_t(uint64_t word)>& reports_of_week) {
  s.weight = 0;
  for (EventWord& w : s.content) {
    w.weight /= common_as(reports_of_week(w.word));
    s.weight += w.weight;
  }
}

Buckets buckets_of(const Strand& s) {
  const DayRange w = s.window;
  if (w.first == INT32_MIN) return {};
  const int32_t first = bucket_of(w.first);
  return {first, w.last == INT32_MAX ? first : std::min(bucket_of(w.last), first + kMostBuckets - 1)};
}

std::vector<Ground> grounds_of(const Strand& s) {
  std::vector<Ground> out;
  const auto family = static_cast<uint64_t>(s.family);
  if (s.place.fine >= 2) out.push_back({blend(blend(1, s.place.chain[0]), family), 0});
  // One report says the town, another its province; on a day of which all the country speaks, their words say little.
  // A ground of its own: where the province is crowded, its towns still meet by themselves.
  if (s.place.fine >= 2)
    for (size_t k = 0; k + 1 < s.place.chain.size(); ++k) out.push_back({blend(blend(3, s.place.chain[k]), family), 0});
  for (const EventWord w : s.content)
    if (w.weight >= kNameWeight) out.push_back({blend(blend(2, w.word), family), w.word});
  std::sort(out.begin(), out.end(), [](const Ground& a, const Ground& b) { return a.key < b.key; });
  return out;
}

bool counts(const Ground& ground, const Strand& weighed) {
  if (ground.word == 0) return true;
  const EventWord* w = find(weighed, ground.word);
  return w && w->weight >= kNameWeight;
}

}  // namespace rawi
