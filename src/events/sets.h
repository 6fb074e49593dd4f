// Sorted vectors as sets.
#ifndef RAWI_EVENTS_SETS_H
#define RAWI_EVENTS_SETS_H

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "rawi/events.h"

namespace rawi {

inline void sort_once(std::vector<uint64_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

// How many elements both have; both sorted.
inline size_t common(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  size_t n = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] < b[j]) ++i;
    else if (b[j] < a[i]) ++j;
    else ++n, ++i, ++j;
  }
  return n;
}

inline bool share(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] < b[j]) ++i;
    else if (b[j] < a[i]) ++j;
    else return true;
  }
  return false;
}

// The number of words that both have and their weight; both sorted by word.
inline std::pair<size_t, float> in_common(const std::vector<EventWord>& a, const std::vector<EventWord>& b) {
  size_t words = 0;
  float weight = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].word < b[j].word) ++i;
    else if (b[j].word < a[i].word) ++j;
    else ++words, weight += std::min(a[i].weight, b[j].weight), ++i, ++j;
  }
  return {words, weight};
}

}  // namespace rawi

#endif  // RAWI_EVENTS_SETS_H
