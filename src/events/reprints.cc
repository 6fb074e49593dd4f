#include "events/reprints.h"

#include <algorithm>
#include <unordered_map>

#include "events/meet.h"
#include "events/sets.h"

namespace rawi {
namespace {

constexpr size_t kFewestWords = 4;      // shorter sentences are no ground
constexpr float kSentenceShared = 0.6f; // of a sentence's shingles of two words
constexpr float kReportShared = 0.5f;
constexpr int32_t kMonthDays = 30, kNoMonth = INT32_MIN / 2;  // kNoMonth: of reports without a date

// Pairs of neighbouring words, sorted.
std::vector<uint64_t> pairs_of(const SentencePrint& s) {
  std::vector<uint64_t> out;
  for (size_t i = 0; i + 1 < s.words.size(); ++i) out.push_back(blend(s.words[i], s.words[i + 1]));
  std::sort(out.begin(), out.end());
  return out;
}

struct Cut {
  std::vector<std::vector<uint64_t>> pairs;  // per sentence; empty where it does not count
  size_t sentences = 0, words = 0;
};

Cut cut(const EventReport& r) {
  Cut out;
  for (const SentencePrint& s : r.sentences) {
    const bool counts = s.words.size() >= kFewestWords;
    out.pairs.push_back(counts ? pairs_of(s) : std::vector<uint64_t>());
    out.sentences += counts;
    out.words += counts ? s.words.size() : 0;
  }
  return out;
}

}  // namespace

std::vector<uint64_t> winnow(const EventReport& report) {
  std::vector<uint64_t> kept, run;
  for (const SentencePrint& s : report.sentences) {
    run.clear();
    for (size_t i = 0; i + kShingle <= s.words.size(); ++i) {
      uint64_t h = 0;
      for (size_t j = 0; j < kShingle; ++j) h = blend(h, s.words[i + j]);
      run.push_back(h);
    }
    for (size_t i = 0; i < run.size(); ++i)
      if (i + kWindow <= run.size() || i == 0)
        kept.push_back(*std::min_element(run.begin() + static_cast<std::ptrdiff_t>(i),
                                         run.begin() + static_cast<std::ptrdiff_t>(std::min(i + kWindow, run.size()))));
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

uint64_t PrintPlace::key() const { return blend(print, static_cast<uint64_t>(int64_t{month})); }

std::vector<uint64_t> PrintPlace::near() const { return {PrintPlace{print, month - 1}.key(), key(), PrintPlace{print, month + 1}.key()}; }

std::vector<PrintPlace> placed_prints(const EventReport& report) {
  const int32_t first = report.published.first;
  const int32_t month = first == INT32_MIN ? kNoMonth : first >= 0 ? first / kMonthDays : -((kMonthDays - 1 - first) / kMonthDays);
  std::vector<PrintPlace> out;
  for (const uint64_t print : winnow(report)) out.push_back({print, month});
  return out;
}

Reprint align(const EventReport& a, const EventReport& b) {
  Reprint out;
  const Cut ca = cut(a), cb = cut(b);
  // By words, not by the number of sentences: agencies' long sentences are cut in two by some papers.
  const bool a_short = ca.words <= cb.words;
  const Cut& few = a_short ? ca : cb;
  const Cut& many = a_short ? cb : ca;
  std::vector<uint64_t> whole;
  for (const auto& p : many.pairs) whole.insert(whole.end(), p.begin(), p.end());
  std::sort(whole.begin(), whole.end());
  size_t shared = 0;
  for (size_t i = 0; i < few.pairs.size(); ++i) {
    const std::vector<uint64_t>& s = few.pairs[i];
    if (s.empty() || static_cast<float>(common(s, whole)) < kSentenceShared * static_cast<float>(s.size())) continue;
    ++shared;
    size_t best = 0, most = 0;
    for (size_t j = 0; j < many.pairs.size(); ++j)
      if (const size_t n = common(s, many.pairs[j]); n > most) most = n, best = j;
    const Span from = (a_short ? a : b).sentences[i].span, to = (a_short ? b : a).sentences[best].span;
    out.passages.push_back(a_short ? std::make_pair(from, to) : std::make_pair(to, from));
  }
  if (few.sentences) out.shared = static_cast<float>(shared) / static_cast<float>(few.sentences);
  std::sort(out.passages.begin(), out.passages.end(), [](const auto& x, const auto& y) { return x.first.begin < y.first.begin; });
  return out;
}

bool is_reprint(const EventReport& a, const EventReport& b, uint32_t number_a, uint32_t number_b, Reprint& out) {
  out = align(a, b);
  if (out.shared < kReportShared) return false;
  out.first = number_a, out.second = number_b;
  out.directed = a.published.known() && b.published.known() && (a.published.last < b.published.first || b.published.last < a.published.first);
  if (out.directed && b.published.last < a.published.first) {
    std::swap(out.first, out.second);
    for (auto& [x, y] : out.passages) std::swap(x, y);
  }
  return true;
}

std::vector<Reprint> find_reprints(const std::vector<EventReport>& reports) {
  std::unordered_map<uint64_t, std::vector<uint32_t>> index;
  std::vector<std::vector<PrintPlace>> prints;
  for (uint32_t r = 0; r < reports.size(); ++r) {
    prints.push_back(placed_prints(reports[r]));
    for (const PrintPlace& p : prints.back()) index[p.key()].push_back(r);
  }
  std::vector<Reprint> out;
  std::unordered_map<uint32_t, int> met;
  for (uint32_t r = 0; r < reports.size(); ++r) {
    met.clear();
    for (const PrintPlace& p : prints[r])
      for (const uint64_t key : p.near())
        if (const auto with = index.find(key); with != index.end() && with->second.size() <= kMostReports)
          for (const uint32_t other : with->second)
            if (other > r) ++met[other];
    for (const auto& [other, n] : met) {
      if (n < kFewestPrints) continue;
      if (Reprint pair; is_reprint(reports[r], reports[other], r, other, pair)) out.push_back(std::move(pair));
    }
  }
  std::sort(out.begin(), out.end(), [](const Reprint& x, const Reprint& y) {
    return std::pair(x.first, x.second) < std::pair(y.first, y.second);
  });
  return out;
}

}  // namespace rawi
