#include "words.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>

#include "../train/gold.h"
#include "rawi/error.h"
#include "tokens/tokens.h"

namespace rawi::names {
namespace {

uint8_t rank_of(size_t place) { return static_cast<uint8_t>(std::bit_width(place + 1)); }

// How common each spelling is, clitics and all.
WordList count_words(const std::string& corpus, const Lexicon& lexicon) {
  std::unordered_map<uint64_t, uint32_t> counts;
  Tokens tokens;
  train::each_report(corpus, [&](const Report& report) {
    tokenize(report.text, lexicon, tokens);
    for (const Token& t : tokens.all)
      if (t.kind == TokenKind::kWord) ++counts[t.key];
  });
  std::vector<std::pair<uint32_t, uint64_t>> order;
  for (const auto& [key, n] : counts)
    if (n >= 4) order.emplace_back(n, key);
  std::sort(order.rbegin(), order.rend());
  WordList list;
  for (size_t i = 0; i < order.size(); ++i) list.all[order[i].second].rank = rank_of(i);
  return list;
}

// Points of equal length one after another.
struct Points {
  size_t width = 0;
  std::vector<float> values;
  size_t size() const { return values.size() / width; }
  const float* at(size_t i) const { return &values[i * width]; }
};

float product(const float* a, const float* b, size_t width) {
  float sum = 0;
  for (size_t k = 0; k < width; ++k) sum += a[k] * b[k];
  return sum;
}

void normalize(float* v, size_t width) {
  const float length = std::sqrt(product(v, v, width));
  for (size_t k = 0; k < width && length > 0; ++k) v[k] /= length;
}

// Spherical k-means over the points listed in `members`; returns each member's cluster and the centres.
std::vector<uint32_t> k_means(const Points& points, const std::vector<uint32_t>& members, size_t k, std::mt19937_64& random, Points& centres) {
  constexpr int kRounds = 8;
  const size_t width = points.width;
  std::vector<uint32_t> chosen = members, cluster(members.size(), 0);
  for (size_t i = 0; i < std::min(k, chosen.size()); ++i) std::swap(chosen[i], chosen[i + random() % (chosen.size() - i)]);
  centres = {width, {}};
  for (size_t i = 0; i < std::min(k, chosen.size()); ++i) centres.values.insert(centres.values.end(), points.at(chosen[i]), points.at(chosen[i]) + width);
  for (int round = 0; round < kRounds; ++round) {
    for (size_t m = 0; m < members.size(); ++m) {
      float best = -2;
      for (size_t c = 0; c < centres.size(); ++c)
        if (const float s = product(points.at(members[m]), centres.at(c), width); s > best) best = s, cluster[m] = static_cast<uint32_t>(c);
    }
    Points sums{width, std::vector<float>(centres.values.size(), 0)};
    for (size_t m = 0; m < members.size(); ++m)
      for (size_t d = 0; d < width; ++d) sums.values[cluster[m] * width + d] += points.at(members[m])[d];
    for (size_t c = 0; c < sums.size(); ++c) {
      float* v = &sums.values[c * width];
      if (product(v, v, width) == 0) std::copy(centres.at(c), centres.at(c) + width, v);
      normalize(v, width);
    }
    centres = std::move(sums);
  }
  return cluster;
}

constexpr size_t kCoarse = 48, kMiddle = 256, kSplit = 5;

// Three levels: 256 clusters, each split in five, and the 256 joined to 48.
void cluster(const Points& points, std::vector<WordEntry>& entries, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<uint32_t> all(points.size());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  Points centres, upper, lower;
  const std::vector<uint32_t> middle = k_means(points, all, kMiddle, random, centres);
  std::vector<uint32_t> centre_ids(centres.size());
  for (uint32_t i = 0; i < centre_ids.size(); ++i) centre_ids[i] = i;
  const std::vector<uint32_t> coarse = k_means(centres, centre_ids, kCoarse, random, upper);
  for (uint32_t c = 0; c < centres.size(); ++c) {
    std::vector<uint32_t> members;
    for (uint32_t i = 0; i < all.size(); ++i)
      if (middle[i] == c) members.push_back(i);
    if (members.empty()) continue;
    const std::vector<uint32_t> parts = k_means(points, members, kSplit, random, lower);
    for (size_t m = 0; m < members.size(); ++m) {
      WordEntry& e = entries[members[m]];
      e.coarse = static_cast<uint8_t>(1 + coarse[c]);
      e.middle = static_cast<uint16_t>(1 + c);
      e.fine = static_cast<uint16_t>(1 + c * kSplit + parts[m]);
    }
  }
}

}  // namespace

void list_words(const std::string& corpus, const Lexicon& lexicon, const std::string& path) {
  const WordList ranks = count_words(corpus, lexicon);
  std::FILE* out = std::fopen(path.c_str(), "w");
  if (!out) throw Error("'" + path + "' cannot be written");
  Tokens tokens;
  train::each_report(corpus, [&](const Report& report) {
    tokenize(report.text, lexicon, tokens);
    for (const Token& t : tokens.all) {
      if (t.lines_before) std::fputc('\n', out);
      std::fprintf(out, "%016llx ", static_cast<unsigned long long>(word_facts(tokens, t, lexicon, ranks).core));
    }
    std::fputc('\n', out);
  });
  if (std::fclose(out) != 0) throw Error("'" + path + "' cannot be written");
}

WordList cluster_words(const std::string& path, uint64_t seed) {
  std::ifstream in(path);
  if (!in) throw Error("'" + path + "' cannot be read");
  std::string line;
  std::getline(in, line);
  Points points;
  size_t count = 0;
  std::istringstream(line) >> count >> points.width;
  std::vector<uint64_t> keys;
  while (std::getline(in, line)) {
    if (line.size() < 17 || line[16] != ' ') continue;  // fasttext's own mark for line ends
    keys.push_back(std::stoull(line.substr(0, 16), nullptr, 16));
    const char* at = line.c_str() + 16;
    for (size_t d = 0; d < points.width; ++d) {
      char* end = nullptr;
      points.values.push_back(std::strtof(at, &end));
      at = end;
    }
    normalize(&points.values[points.values.size() - points.width], points.width);
  }
  if (keys.empty()) throw Error("'" + path + "' holds no vectors of words");
  std::vector<WordEntry> entries(keys.size());
  cluster(points, entries, seed);
  WordList list;
  for (size_t i = 0; i < keys.size(); ++i) {
    entries[i].rank = rank_of(i);
    list.all.emplace(keys[i], entries[i]);
  }
  return list;
}

}  // namespace rawi::names
