#include "crf.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <tuple>

#include "rawi/error.h"

namespace rawi::names {
namespace {

constexpr int kColumns = TaggerShape::kColumns, kTags = TaggerShape::kTags, kHidden = TaggerShape::kHidden, kMost = TaggerShape::kMostTags;
constexpr float kImpossible = -1e4f;
constexpr size_t kSums = 8;  // so often an epoch the weights are added up

// I-x follows only B-x or I-x.
bool allowed(int from, int to) { return to == 0 || to % 2 == 1 || from == to || from == to - 1; }

// A small number that only depends on the hash: where hidden units begin.
float begin_value(uint64_t hash, int h) {
  uint64_t x = hash * 0x9E3779B97F4A7C15ull + static_cast<uint64_t>(h) * 0xD6E8FEB86659FD93ull;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  x ^= x >> 32;
  return (static_cast<float>(x >> 40) * (1.0f / (1 << 24)) - 0.5f) * 0.2f;
}

}  // namespace

Crf::Crf(const Examples& examples, std::vector<uint64_t> hash_of_row, const CrfOptions& options)
    : examples_(examples), hash_of_row_(std::move(hash_of_row)), options_(options), random_(options.seed) {
  const size_t n = hash_of_row_.size();
  counts_.assign(n, 0);
  kept_.assign(n, 1);
  kept_[0] = 0;
  for (const uint32_t r : examples.rows) ++counts_[r];
  rows_.begin(n * kColumns);
  for (size_t r = 1; r < n; ++r)
    for (int h = 0; h < kHidden; ++h) rows_.values[r * kColumns + static_cast<size_t>(kTags + h)] = begin_value(hash_of_row_[r], h);
  out_.begin(size_t{kHidden} * kTags);
  for (size_t k = 0; k < out_.values.size(); ++k) out_.values[k] = begin_value(0x5eed, static_cast<int>(k));
  for (int s = 0; s < kSchemes; ++s) {
    const int count = tag_count(static_cast<Scheme>(s));
    transitions_[s].begin(static_cast<size_t>((count + 1) * count));
    for (int from = 0; from <= count; ++from)
      for (int to = 0; to < count; ++to)
        if (!allowed(from == count ? 0 : from, to)) transitions_[s].values[static_cast<size_t>(from * count + to)] = kImpossible;
  }
}

void Crf::step(Weights& w, size_t at, float gradient, float rate) const {
  const float g = gradient + options_.l2 * w.values[at];
  w.squares[at] += g * g;
  w.values[at] -= rate * g / std::sqrt(w.squares[at]);
}

// Sums, hidden units and emissions of one token; `at`: its place in the sentence.
void Crf::forward(uint32_t token, int first, int count, size_t at) {
  float* sums = &sums_[at * kColumns];
  std::fill(sums, sums + kColumns, 0.0f);
  auto& used = used_[at];
  used.clear();
  for (const uint32_t r : examples_.features(token)) {
    if (!kept_[r] || uniform() < options_.drop_features) continue;
    used.push_back(r);
    const float* row = &rows_.values[size_t{r} * kColumns];
    for (int c = 0; c < kColumns; ++c) sums[c] += row[c];
  }
  const float scale = 1 / (1 - options_.drop_features), keep = 1 / (1 - options_.drop_hidden);
  for (int c = 0; c < kColumns; ++c) sums[c] *= scale;
  float* hidden = &hidden_[at * kHidden];
  float* emission = &emissions_[at * kMost];
  for (int t = 0; t < count; ++t) emission[t] = sums[first + t];
  for (int h = 0; h < kHidden; ++h) {
    hidden[h] = sums[kTags + h] > 0 && uniform() >= options_.drop_hidden ? sums[kTags + h] * keep : 0;
    if (hidden[h] == 0) continue;
    const float* out = &out_.values[static_cast<size_t>(h * kTags + first)];
    for (int t = 0; t < count; ++t) emission[t] += hidden[h] * out[t];
  }
}

// Leaves the gradient of the loss by emission in gradient_, by transition in pairs_; returns the loss.
double Crf::marginals(const Examples::Sentence& sentence, int count, const float* transitions) {
  const size_t n = sentence.last - sentence.first, c = static_cast<size_t>(count);
  std::vector<float> moves(c * (c + 1));
  for (size_t k = 0; k < moves.size(); ++k) moves[k] = transitions[k] <= kImpossible / 2 ? 0 : std::exp(transitions[k]);
  alpha_.assign(n * c, 0);
  beta_.assign(n * c, 1);
  std::vector<float> weight(n * c);
  double log_total = 0, score = 0;
  for (size_t i = 0; i < n; ++i) {
    const float* emission = &emissions_[i * kMost];
    const float top = *std::max_element(emission, emission + count);
    for (size_t t = 0; t < c; ++t) weight[i * c + t] = std::exp(emission[t] - top);
    float total = 0;
    for (size_t t = 0; t < c; ++t) {
      float sum = i == 0 ? moves[c * c + t] : 0;
      for (size_t from = 0; i > 0 && from < c; ++from) sum += alpha_[(i - 1) * c + from] * moves[from * c + t];
      total += alpha_[i * c + t] = sum * weight[i * c + t];
    }
    for (size_t t = 0; t < c; ++t) alpha_[i * c + t] /= total;
    log_total += std::log(static_cast<double>(total)) + static_cast<double>(top);
    const size_t tag = examples_.tags[sentence.first + i];
    const size_t from = i == 0 ? c : examples_.tags[sentence.first + i - 1];
    score += static_cast<double>(emission[tag] + transitions[from * c + tag]);
  }
  pairs_.assign(moves.size(), 0);
  gradient_.assign(n * c, 0);
  std::vector<float> pair(c * c);
  for (size_t i = n; i-- > 0;) {
    float total = 0;
    for (size_t t = 0; t < c; ++t) total += gradient_[i * c + t] = alpha_[i * c + t] * beta_[i * c + t];
    for (size_t t = 0; t < c; ++t) gradient_[i * c + t] /= total;
    if (i > 0) {
      float pair_total = 0, beta_total = 0;
      for (size_t from = 0; from < c; ++from) {
        float sum = 0;
        for (size_t t = 0; t < c; ++t) {
          const float on = moves[from * c + t] * weight[i * c + t] * beta_[i * c + t];
          sum += on;
          pair_total += pair[from * c + t] = alpha_[(i - 1) * c + from] * on;
        }
        beta_total += beta_[(i - 1) * c + from] = sum;
      }
      for (size_t k = 0; k < c * c; ++k) pairs_[k] += pair[k] / pair_total;
      for (size_t from = 0; from < c; ++from) beta_[(i - 1) * c + from] /= beta_total;
    } else {
      for (size_t t = 0; t < c; ++t) pairs_[c * c + t] += gradient_[t];
    }
  }
  for (size_t i = 0; i < n; ++i) {
    const size_t tag = examples_.tags[sentence.first + i];
    gradient_[i * c + tag] -= 1;
    pairs_[(i == 0 ? c : examples_.tags[sentence.first + i - 1]) * c + tag] -= 1;
  }
  return log_total - score;
}

void Crf::update(const Examples::Sentence& sentence, int first, int count) {
  const size_t n = sentence.last - sentence.first, c = static_cast<size_t>(count);
  const float scale = 1 / (1 - options_.drop_features), keep = 1 / (1 - options_.drop_hidden);
  for (size_t i = 0; i < n; ++i) {
    const float* g = &gradient_[i * c];
    float largest = 0;
    for (size_t t = 0; t < c; ++t) largest = std::max(largest, std::fabs(g[t]));
    if (largest < 1e-3f) continue;  // sure and right: nothing to learn here
    float hidden_gradient[kHidden];
    for (int h = 0; h < kHidden; ++h) {
      float sum = 0;
      const float value = hidden_[i * kHidden + static_cast<size_t>(h)];
      for (size_t t = 0; value > 0 && t < c; ++t) {
        const size_t at = static_cast<size_t>(h * kTags + first) + t;
        sum += g[t] * out_.values[at];
        step(out_, at, g[t] * value, options_.out_rate);
      }
      hidden_gradient[h] = sum * keep * scale;
    }
    for (const uint32_t r : used_[i]) {
      const size_t row = size_t{r} * kColumns;
      for (size_t t = 0; t < c; ++t) step(rows_, row + static_cast<size_t>(first) + t, g[t] * scale, options_.rate);
      for (int h = 0; h < kHidden; ++h)
        if (hidden_gradient[h] != 0) step(rows_, row + static_cast<size_t>(kTags + h), hidden_gradient[h], options_.rate * 0.5f);
    }
  }
}

double Crf::learn(const Examples::Sentence& sentence) {
  const size_t n = sentence.last - sentence.first;
  const int first = first_tag(sentence.scheme), count = tag_count(sentence.scheme);
  if (used_.size() < n) used_.resize(n);
  sums_.resize(n * kColumns);
  hidden_.resize(n * kHidden);
  emissions_.resize(n * kMost);
  for (size_t i = 0; i < n; ++i) forward(sentence.first + static_cast<uint32_t>(i), first, count, i);
  Weights& transitions = transitions_[static_cast<int>(sentence.scheme)];
  const double loss = marginals(sentence, count, transitions.values.data());
  update(sentence, first, count);
  for (size_t k = 0; k < pairs_.size(); ++k)
    if (pairs_[k] != 0 && transitions.values[k] > kImpossible / 2) step(transitions, k, pairs_[k], options_.rate);
  return loss;
}

void Crf::sum_up() {
  for (Weights* w : {&rows_, &out_, &transitions_[0], &transitions_[1]}) {
    w->sums.resize(w->values.size(), 0);
    for (size_t k = 0; k < w->values.size(); ++k) w->sums[k] += w->values[k];
  }
  ++summed_;
}

void Crf::take_means() {
  if (summed_ == 0) return;
  for (Weights* w : {&rows_, &out_, &transitions_[0], &transitions_[1]})
    for (size_t k = 0; k < w->values.size(); ++k) w->values[k] = w->sums[k] / static_cast<float>(summed_);
}

double Crf::epoch(bool all) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < examples_.sentences.size(); ++i)
    if (all || examples_.sentences[i].news) order.push_back(i);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
  double loss = 0, tokens = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const Examples::Sentence& s = examples_.sentences[order[i]];
    loss += learn(s);
    tokens += s.last - s.first;
    if (averaging_ && (i + 1) * kSums / order.size() != i * kSums / order.size()) sum_up();
  }
  return loss / tokens;
}

void Crf::prune(size_t keep) {
  std::vector<std::pair<float, uint32_t>> weight;
  for (uint32_t r = 1; r < hash_of_row_.size(); ++r) {
    float most = 0, hidden = 0;
    for (int c = 0; c < kTags; ++c) most = std::max(most, std::fabs(rows_.values[size_t{r} * kColumns + static_cast<size_t>(c)]));
    for (int h = 0; h < kHidden; ++h) {
      const float moved = rows_.values[size_t{r} * kColumns + static_cast<size_t>(kTags + h)] - begin_value(hash_of_row_[r], h);
      hidden = std::max(hidden, std::fabs(moved));
    }
    weight.emplace_back((most + hidden) * std::sqrt(static_cast<float>(counts_[r])), r);
  }
  if (weight.size() <= keep) return;
  std::sort(weight.rbegin(), weight.rend());
  for (size_t k = keep; k < weight.size(); ++k) kept_[weight[k].second] = 0;
}

// The rows of the file: those of one feature one after another, by offset; features that are met often lie together.
std::vector<uint32_t> Crf::file_order() const {
  std::unordered_map<uint64_t, uint64_t> met;  // by feature, whatever the offset
  for (uint32_t r = 1; r < hash_of_row_.size(); ++r)
    if (kept_[r]) met[feature_at(hash_of_row_[r], 0)] += counts_[r];
  std::vector<std::tuple<uint64_t, uint64_t, uint32_t>> order;
  for (uint32_t r = 1; r < hash_of_row_.size(); ++r)
    if (kept_[r]) order.emplace_back(~met[feature_at(hash_of_row_[r], 0)], hash_of_row_[r], r);
  std::sort(order.begin(), order.end());
  std::vector<uint32_t> rows;
  for (const auto& [count, hash, row] : order) rows.push_back(row);
  return rows;
}

Crf::FileRow Crf::quantized(uint32_t row, const TaggerHeader& header) const {
  FileRow out;
  for (int c = 0; c < kColumns; ++c) {
    const float units = rows_.values[size_t{row} * kColumns + static_cast<size_t>(c)] / (c < kTags ? header.tag_unit : header.hidden_unit);
    out.row[c] = static_cast<int8_t>(std::lround(std::clamp(units, -127.0f, 127.0f)));
  }
  return out;
}

namespace {

// A place of a table for this hash: its own, or the next that is free.
uint64_t& free_entry(std::vector<uint64_t>& table, uint64_t hash) {
  size_t at = TaggerModel::slot_of(hash, table.size());
  while (table[at]) at = (at + 1) & (table.size() - 1);
  return table[at];
}

}  // namespace

void Crf::write(const std::string& path, const Gate& gate, const std::unordered_map<uint64_t, WordEntry>& words) {
  take_means();
  const std::vector<uint32_t> order = file_order();
  float top_tag = 0, top_hidden = 0;
  for (const uint32_t r : order)
    for (int c = 0; c < kColumns; ++c) {
      float& top = c < kTags ? top_tag : top_hidden;
      top = std::max(top, std::fabs(rows_.values[size_t{r} * kColumns + static_cast<size_t>(c)]));
    }
  TaggerHeader header{};
  header.tag_unit = std::min(top_tag, 5.0f) / 127;
  header.hidden_unit = std::min(top_hidden, 3.0f) / 127;
  header.gate_least = gate.least;
  std::vector<FileRow> rows(1);
  std::memset(rows[0].row, 0, sizeof rows[0].row);
  std::vector<uint64_t> features;
  std::vector<uint32_t> values;
  for (const uint32_t r : order) {
    const uint64_t feature = feature_at(hash_of_row_[r], 0);
    if (features.empty() || features.back() != feature) {
      features.push_back(feature);
      values.push_back(static_cast<uint32_t>(rows.size()) << 8);
    }
    values.back() |= 1u << (hash_of_row_[r] & 7);
    rows.push_back(quantized(r, header));
  }
  std::vector<uint64_t> table(std::bit_ceil(features.size() * 3 / 2 + 2), 0);
  for (size_t k = 0; k < features.size(); ++k) free_entry(table, features[k]) = TaggerModel::entry(features[k], values[k]);
  std::vector<uint64_t> keys;
  for (const auto& [key, entry] : words) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  std::vector<uint64_t> word_table(std::bit_ceil(keys.size() * 3 / 2 + 2), 0);
  std::vector<WordEntry> entries(1);
  for (const uint64_t key : keys) {
    free_entry(word_table, key) = TaggerModel::entry(key, static_cast<uint32_t>(entries.size()));
    entries.push_back(words.at(key));
  }
  std::vector<float> transitions;
  for (const Weights& t : transitions_) transitions.insert(transitions.end(), t.values.begin(), t.values.end());
  TaggerModel::write(path, {header, table, {&rows[0].row, rows.size()}, {&gate.entries[0].by_code, gate.entries.size()}, out_.values, transitions, word_table, entries});
}

}  // namespace rawi::names
