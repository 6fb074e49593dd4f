#include "crf.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <tuple>

#include "rawi/error.h"

namespace rawi::names {
namespace {

constexpr int kOwn = tag_count(Scheme::kOwn), kColumns = kOwn + tag_count(Scheme::kFour), kMost = kTagLanes;
constexpr float kImpossible = -1e4f;
constexpr size_t kSums = 8;  // so often an epoch the weights are added up

// I-x follows only B-x or I-x.
bool allowed(int from, int to) { return to == 0 || to % 2 == 1 || from == to || from == to - 1; }

// Where the columns of a scheme begin.
constexpr int first_column(Scheme s) { return s == Scheme::kOwn ? 0 : kOwn; }

}  // namespace

Crf::Crf(const Examples& examples, std::vector<uint64_t> hash_of_row, const CrfOptions& options)
    : examples_(examples), hash_of_row_(std::move(hash_of_row)), options_(options), random_(options.seed) {
  const size_t n = hash_of_row_.size();
  counts_.assign(n, 0);
  kept_.assign(n, 1);
  kept_[0] = 0;
  for (const uint32_t r : examples.rows) ++counts_[r];
  rows_.begin(n * kColumns);
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

// Emissions of one token; `at`: its place in the sentence.
void Crf::forward(uint32_t token, int first, int count, size_t at) {
  float* emission = &emissions_[at * kMost];
  std::fill(emission, emission + count, 0.0f);
  auto& used = used_[at];
  used.clear();
  for (const uint32_t r : examples_.features(token)) {
    if (!kept_[r] || uniform() < options_.drop_features) continue;
    used.push_back(r);
    const float* row = &rows_.values[size_t{r} * kColumns + static_cast<size_t>(first)];
    for (int t = 0; t < count; ++t) emission[t] += row[t];
  }
  const float scale = 1 / (1 - options_.drop_features);
  for (int t = 0; t < count; ++t) emission[t] *= scale;
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
  const float scale = 1 / (1 - options_.drop_features);
  for (size_t i = 0; i < n; ++i) {
    const float* g = &gradient_[i * c];
    float largest = 0;
    for (size_t t = 0; t < c; ++t) largest = std::max(largest, std::fabs(g[t]));
    if (largest < 1e-3f) continue;  // sure and right: nothing to learn here
    for (const uint32_t r : used_[i]) {
      const size_t row = size_t{r} * kColumns + static_cast<size_t>(first);
      for (size_t t = 0; t < c; ++t) step(rows_, row + t, g[t] * scale, options_.rate);
    }
  }
}

double Crf::learn(const Examples::Sentence& sentence) {
  const size_t n = sentence.last - sentence.first;
  const int first = first_column(sentence.scheme), count = tag_count(sentence.scheme);
  if (used_.size() < n) used_.resize(n);
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
  for (Weights* w : {&rows_, &transitions_[0], &transitions_[1]}) {
    w->sums.resize(w->values.size(), 0);
    for (size_t k = 0; k < w->values.size(); ++k) w->sums[k] += w->values[k];
  }
  ++summed_;
}

void Crf::finish() {
  for (Weights* w : {&rows_, &transitions_[0], &transitions_[1]}) {
    for (size_t k = 0; k < w->values.size() && summed_ > 0; ++k) w->values[k] = w->sums[k] / static_cast<float>(summed_);
    w->sums = w->squares = {};
  }
  for (size_t r = 0; r < kept_.size(); ++r)
    if (!kept_[r]) std::fill_n(&rows_.values[r * kColumns], kColumns, 0.0f);
}

void Crf::add(const Crf& other) {
  for (size_t k = 0; k < rows_.values.size(); ++k) rows_.values[k] += other.rows_.values[k];
  for (int s = 0; s < kSchemes; ++s)
    for (size_t k = 0; k < transitions_[s].values.size(); ++k) transitions_[s].values[k] += other.transitions_[s].values[k];
  for (size_t r = 0; r < kept_.size(); ++r) kept_[r] |= other.kept_[r];
  runs_ += other.runs_;
}

double Crf::epoch(bool all) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < examples_.sentences.size(); ++i)
    if (const TextKind kind = examples_.sentences[i].kind; kind == TextKind::kNews || (all && kind == TextKind::kOther)) order.push_back(i);
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
    float most = 0;
    for (size_t c = 0; c < kColumns; ++c) most = std::max(most, std::fabs(rows_.values[size_t{r} * kColumns + c]));
    weight.emplace_back(most * std::sqrt(static_cast<float>(counts_[r])), r);
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

Crf::FileRow Crf::quantized(uint32_t row, Scheme scheme, float unit) const {
  FileRow out{};
  const size_t at = size_t{row} * kColumns + static_cast<size_t>(first_column(scheme));
  for (size_t t = 0; t < static_cast<size_t>(tag_count(scheme)); ++t)
    out.row[t] = static_cast<int8_t>(std::lround(std::clamp(rows_.values[at + t] / unit, -127.0f, 127.0f)));
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
  const auto runs = static_cast<float>(runs_);
  const std::vector<uint32_t> order = file_order();
  float top = 0;
  for (const uint32_t r : order)
    for (size_t c = 0; c < kColumns; ++c) top = std::max(top, std::fabs(rows_.values[size_t{r} * kColumns + c]));
  TaggerHeader header{};
  header.unit = std::min(top / runs, 5.0f) / 127;
  header.gate_least = gate.least;
  std::vector<FileRow> rows[kSchemes] = {{FileRow{}}, {FileRow{}}};
  std::vector<uint64_t> features;
  std::vector<uint32_t> values;
  for (const uint32_t r : order) {
    const uint64_t feature = feature_at(hash_of_row_[r], 0);
    if (features.empty() || features.back() != feature) {
      features.push_back(feature);
      values.push_back(static_cast<uint32_t>(rows[0].size()) << 8);
    }
    values.back() |= 1u << (hash_of_row_[r] & 7);
    for (int scheme = 0; scheme < kSchemes; ++scheme) rows[scheme].push_back(quantized(r, static_cast<Scheme>(scheme), header.unit * runs));
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
  for (const Weights& t : transitions_)
    for (const float value : t.values) transitions.push_back(std::round(value / (header.unit * runs)));
  const auto rows_of = [&](int scheme) { return std::span<const TaggerModel::Row>(&rows[scheme][0].row, rows[scheme].size()); };
  TaggerModel::write(path, {header, table, {rows_of(0), rows_of(1)}, {&gate.entries[0].by_code, gate.entries.size()}, transitions, word_table, entries});
}

}  // namespace rawi::names
