#include "net_learner.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numeric>
#include <random>
#include <sstream>

#include "rawi/error.h"

namespace rawi::train {
namespace {

constexpr size_t kRoles = NetInput::kLemmas, kEmbedding = NetShape::kEmbedding, kHidden = NetShape::kHidden, kTypes = NetShape::kTypes,
                 kRow = NetShape::kRow;
constexpr int kBatch = 16;  // examples between two steps of the weights that all words share

using Rows = std::unordered_map<uint64_t, uint32_t>;  // hash -> row, from 1

// Weights with the sums of squared gradients that AdaGrad divides by.
struct Weights {
  std::vector<float> value, squares, gradient;

  explicit Weights(size_t n) : value(n), squares(n), gradient(n) {}
  void step(size_t i, float g, float rate) {
    squares[i] += g * g;
    value[i] -= rate * g / (std::sqrt(squares[i]) + 1e-6f);
  }
  // One step by what has gathered in `gradient`.
  void step(float rate) {
    for (size_t i = 0; i < value.size(); ++i) step(i, gradient[i], rate), gradient[i] = 0;
  }
};

struct Example {
  uint32_t lemmas[kRoles];
  uint32_t facts[NetInput::kMostFacts];
  uint32_t count = 0;
  uint32_t answer = 0;
};

// Rows for hashes met often enough, numbered in order of hash. Rows are told apart by the upper half of their hashes, as in
// a file: of two that share it, one goes without.
Rows number(const std::unordered_map<uint64_t, uint32_t>& counts, uint32_t min_count) {
  std::vector<uint64_t> kept;
  for (const auto& [hash, n] : counts)
    if (n >= min_count && hash >> 32 != 0) kept.push_back(hash);
  std::sort(kept.begin(), kept.end());
  Rows rows;
  uint64_t last = 0;
  for (const uint64_t hash : kept)
    if (hash >> 32 != last >> 32) rows.emplace(last = hash, static_cast<uint32_t>(rows.size()) + 1);
  return rows;
}

uint32_t row_of(const Rows& rows, uint64_t hash) {
  const auto found = rows.find(hash);
  return found == rows.end() ? 0 : found->second;
}

class Learner {
 public:
  Learner(const std::vector<NetExample>& examples, const Vectors& vectors, const NetOptions& options)
      : options_(options), random_(options.seed), lemmas_(lemma_rows(examples, options.min_count)), facts_(fact_rows(examples, options.min_count)),
        embeddings_((lemmas_.size() + 1) * kEmbedding), projections_(kRoles * kEmbedding * kHidden), rows_((facts_.size() + 1) * kRow),
        out_(kTypes * kHidden), bias_(kRow) {
    for (const NetExample& e : examples) examples_.push_back(numbered(e));
    begin(embeddings_, 0.3f), begin(projections_, 0.08f), begin(rows_, 0.02f), begin(out_, 0.15f);
    for (const auto& [hash, row] : lemmas_) {
      const auto found = vectors.find(hash);
      if (found != vectors.end())
        for (size_t k = 0; k < kEmbedding && k < found->second.size(); ++k) embeddings_.value[row * kEmbedding + k] = found->second[k] / 2;
    }
  }

  void run() {
    std::vector<uint32_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0u);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      rate_ = options_.rate * (1 - 0.8f * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      int batched = 0;
      for (const uint32_t n : order) {
        learn(thinned(examples_[n]));
        if (++batched % kBatch == 0) projections_.step(rate_ * 2), out_.step(rate_ * 4), bias_.step(rate_ * 4);
      }
    }
  }

  std::vector<char> bytes() const;

 private:
  static Rows lemma_rows(const std::vector<NetExample>& examples, uint32_t min_count) {
    std::unordered_map<uint64_t, uint32_t> counts;
    for (const NetExample& e : examples)
      for (const uint64_t lemma : e.input.lemmas) ++counts[lemma];
    return number(counts, min_count);
  }
  static Rows fact_rows(const std::vector<NetExample>& examples, uint32_t min_count) {
    std::unordered_map<uint64_t, uint32_t> counts;
    for (const NetExample& e : examples)
      for (uint32_t k = 0; k < e.input.count; ++k) ++counts[e.input.facts[k]];
    return number(counts, min_count);
  }
  Example numbered(const NetExample& e) const {
    Example x;
    for (size_t r = 0; r < kRoles; ++r) x.lemmas[r] = row_of(lemmas_, e.input.lemmas[r]);
    for (uint32_t k = 0; k < e.input.count; ++k)
      if (const uint32_t row = row_of(facts_, e.input.facts[k])) x.facts[x.count++] = row;
    x.answer = e.answer;
    return x;
  }

  float uniform() { return static_cast<float>(random_() >> 40) / static_cast<float>(1u << 24); }
  void begin(Weights& w, float spread) {
    for (float& v : w.value) v = spread * (2 * uniform() - 1);
  }
  Example thinned(Example x) {
    for (uint32_t& lemma : x.lemmas)
      if (uniform() < options_.word_dropout) lemma = 0;
    const auto dropped = std::remove_if(x.facts, x.facts + x.count, [&](uint32_t) { return uniform() < options_.word_dropout; });
    x.count = static_cast<uint32_t>(dropped - x.facts);
    return x;
  }

  void learn(const Example& x) {
    float sum[kRow], mask[kHidden], hidden[kHidden], gradient[kRow] = {};
    add_up(x, sum);
    for (size_t k = 0; k < kHidden; ++k) {
      mask[k] = uniform() < options_.dropout ? 0.0f : 1 / (1 - options_.dropout);
      hidden[k] = std::max(sum[k], 0.0f) * mask[k];
    }
    float p[kTypes + 1];
    probabilities(sum, hidden, p);
    for (size_t t = 0; t < kTypes; ++t) {
      const float g = p[t + 1] - (x.answer == t + 1 ? 1.0f : 0.0f);
      gradient[kHidden + t] = g;
      for (size_t k = 0; k < kHidden; ++k) {
        out_.gradient[t * kHidden + k] += g * hidden[k];
        gradient[k] += g * out_.value[t * kHidden + k];
      }
    }
    for (size_t k = 0; k < kHidden; ++k) gradient[k] *= sum[k] > 0 ? mask[k] : 0;
    for (size_t k = 0; k < kRow; ++k) bias_.gradient[k] += gradient[k];
    pass_back(x, gradient);
  }

  void add_up(const Example& x, float (&sum)[kRow]) const {
    std::copy(bias_.value.begin(), bias_.value.end(), sum);
    for (size_t r = 0; r < kRoles; ++r) {
      if (x.lemmas[r] == 0) continue;
      for (size_t e = 0; e < kEmbedding; ++e) {
        const float v = embeddings_.value[x.lemmas[r] * kEmbedding + e];
        const float* column = &projections_.value[(r * kEmbedding + e) * kHidden];
        for (size_t k = 0; k < kHidden; ++k) sum[k] += v * column[k];
      }
    }
    for (uint32_t f = 0; f < x.count; ++f)
      for (size_t k = 0; k < kRow; ++k) sum[k] += rows_.value[x.facts[f] * kRow + k];
  }

  void probabilities(const float (&sum)[kRow], const float (&hidden)[kHidden], float (&p)[kTypes + 1]) const {
    float top = p[0] = 0, all = 0;
    for (size_t t = 0; t < kTypes; ++t) {
      p[t + 1] = sum[kHidden + t];
      for (size_t k = 0; k < kHidden; ++k) p[t + 1] += out_.value[t * kHidden + k] * hidden[k];
      top = std::max(top, p[t + 1]);
    }
    for (float& v : p) all += v = std::exp(v - top);
    for (float& v : p) v /= all;
  }

  void pass_back(const Example& x, const float (&gradient)[kRow]) {
    constexpr float kShrink = 1e-4f;
    for (size_t r = 0; r < kRoles; ++r) {
      if (x.lemmas[r] == 0) continue;
      for (size_t e = 0; e < kEmbedding; ++e) {
        const size_t at = x.lemmas[r] * kEmbedding + e, column = (r * kEmbedding + e) * kHidden;
        const float v = embeddings_.value[at];
        float g = 0;
        for (size_t k = 0; k < kHidden; ++k) {
          g += gradient[k] * projections_.value[column + k];
          projections_.gradient[column + k] += v * gradient[k];
        }
        embeddings_.step(at, g, rate_ * 5);
      }
    }
    for (uint32_t f = 0; f < x.count; ++f)
      for (size_t k = 0; k < kRow; ++k) {
        const size_t at = x.facts[f] * kRow + k;
        rows_.step(at, gradient[k] + kShrink * rows_.value[at], rate_ * 5);
      }
  }

  const NetOptions options_;
  std::mt19937_64 random_;
  Rows lemmas_, facts_;
  Weights embeddings_, projections_, rows_, out_, bias_;
  std::vector<Example> examples_;
  float rate_ = 0;
};

template <typename T>
void put(std::vector<char>& bytes, const std::vector<T>& values) {
  const size_t at = bytes.size(), size = values.size() * sizeof(T);
  bytes.resize(at + (size + Net::kLine - 1) / Net::kLine * Net::kLine);
  std::memcpy(bytes.data() + at, values.data(), size);
}

// At most half full.
std::vector<uint64_t> table_of(const Rows& rows) {
  std::vector<uint64_t> table(std::bit_ceil(2 * rows.size() + 2));
  std::vector<std::pair<uint64_t, uint32_t>> sorted(rows.begin(), rows.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [hash, row] : sorted) {
    size_t i = hash & (table.size() - 1);
    while (table[i]) i = (i + 1) & (table.size() - 1);
    table[i] = Net::entry(hash, row);
  }
  return table;
}

template <typename T>
std::vector<T> in_units(const std::vector<float>& values, float unit) {
  constexpr float kMost = sizeof(T) == 1 ? 127 : 16000;
  std::vector<T> out;
  for (const float v : values) out.push_back(static_cast<T>(std::lround(std::clamp(v / unit, -kMost, kMost))));
  return out;
}

std::vector<char> Learner::bytes() const {
  // Nearly all weights of facts lie within a unit's reach; the few beyond are cut.
  std::vector<float> sizes;
  for (const float v : rows_.value) sizes.push_back(std::fabs(v));
  const auto reach = sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * 0.9999);
  std::nth_element(sizes.begin(), reach, sizes.end());
  NetHeader h{};
  h.shape[0] = kRoles, h.shape[1] = kEmbedding, h.shape[2] = kHidden, h.shape[3] = kTypes;
  const std::vector<uint64_t> lemmas = table_of(lemmas_), facts = table_of(facts_);
  h.lemma_bits = static_cast<uint32_t>(std::countr_zero(lemmas.size()));
  h.fact_bits = static_cast<uint32_t>(std::countr_zero(facts.size()));
  h.lemmas = static_cast<uint32_t>(lemmas_.size()) + 1;
  h.facts = static_cast<uint32_t>(facts_.size()) + 1;
  h.unit = std::max(*reach, 1e-3f) / 127;
  std::vector<char> bytes(sizeof h);
  std::memcpy(bytes.data(), &h, sizeof h);
  put(bytes, lemmas), put(bytes, facts);
  put(bytes, embeddings_.value), put(bytes, projections_.value), put(bytes, out_.value);
  put(bytes, in_units<int16_t>(bias_.value, h.unit)), put(bytes, in_units<int8_t>(rows_.value, h.unit));
  return bytes;
}

}  // namespace

Vectors read_vectors(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error("'" + path + "' cannot be read");
  Vectors vectors;
  std::string line;
  for (size_t n = 1; std::getline(in, line); ++n) {
    std::istringstream words(line);
    std::string hash;
    words >> hash;
    std::vector<float> v;
    for (float x; words >> x;) v.push_back(x);
    if (hash.size() != 16) {
      if (n == 1 || hash == "</s>") continue;
      throw Error(path + ":" + std::to_string(n) + ": no vector of a lemma: make the file from rawi-train --list-lemmas");
    }
    vectors[NetInput::spread(std::stoull(hash, nullptr, 16))] = std::move(v);
  }
  return vectors;
}

std::vector<char> learn_net(const std::vector<NetExample>& examples, const Vectors& vectors, const NetOptions& options) {
  Learner learner(examples, vectors, options);
  learner.run();
  return learner.bytes();
}

}  // namespace rawi::train
