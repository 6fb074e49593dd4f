#include "claims/context.h"

#include <algorithm>
#include <cstring>

#include "bytes/wide.h"
#include "claims/oracle.h"

namespace rawi {
namespace {

using S = ContextShape;
constexpr uint32_t kHalf = S::kHidden / 2;
constexpr size_t kStatuses = 4;
constexpr uint32_t kKeptLemmas = 1 << 14, kKeptFacts = 1 << 11;
constexpr unsigned kFactBits = 12;  // of one fact in the number that all of a word are

// Gates are sums of six rows by three words in units of a 512th: 18 rows at most, which cannot overflow.
constexpr float kUnits = 512;
constexpr float kMostRow = 32767 / 18;

using Floats = float __attribute__((vector_size(32)));
constexpr uint32_t kLanes = 8, kBlock = 4 * kLanes;

// out += in * matrix, which has `columns` of them, a multiple of kBlock.
RAWI_WIDE void add_product(const float* in, uint32_t rows, const float* matrix, uint32_t columns, float* __restrict out) {
  for (uint32_t c = 0; c < columns; c += kBlock) {
    Floats sums[4], column;
    std::memcpy(sums, out + c, sizeof sums);
    for (uint32_t r = 0; r < rows; ++r)
#pragma GCC unroll 4
      for (uint32_t k = 0; k < 4; ++k) {
        std::memcpy(&column, matrix + size_t{r} * columns + c + k * kLanes, sizeof column);
        sums[k] += column * in[r];
      }
    std::memcpy(out + c, sums, sizeof sums);
  }
}

RAWI_WIDE float dot(const float* a, const float* b, uint32_t size) {
  Floats sum = {}, x, y;
  for (uint32_t k = 0; k < size; k += kLanes) {
    std::memcpy(&x, a + k, sizeof x);
    std::memcpy(&y, b + k, sizeof y);
    sum += x * y;
  }
  float out = 0;
  for (uint32_t k = 0; k < kLanes; ++k) out += sum[k];
  return out;
}

using Whole = int32_t __attribute__((vector_size(32)));
using Short = int16_t __attribute__((vector_size(16)));

// By reference: a wide vector is passed in a register only where the processor is known to have it.
inline void cut(Floats& x, float most) {
  x = x > most ? Floats{} + most : x;
  x = x < -most ? Floats{} - most : x;
}

RAWI_WIDE void to_units(const float* in, uint32_t size, int16_t* __restrict out) {
  for (uint32_t k = 0; k < size; k += kLanes) {
    Floats value;
    std::memcpy(&value, in + k, sizeof value);
    value *= kUnits;
    cut(value, kMostRow);
    value += value < 0 ? Floats{} - 0.5f : Floats{} + 0.5f;
    const Short units = __builtin_convertvector(__builtin_convertvector(value, Whole), Short);
    std::memcpy(out + k, &units, sizeof units);
  }
}

RAWI_WIDE void add_row(const int16_t* row, int16_t* __restrict out) {
  for (uint32_t k = 0; k < S::kGates; ++k) out[k] = static_cast<int16_t>(out[k] + row[k]);
}

// Lambert's continued fraction, to x^7: within 1e-4 where it is not cut off.
inline void make_tanh(Floats& x) {
  cut(x, 4.97f);
  const Floats s = x * x;
  x *= (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
}
inline void make_logistic(Floats& x) {
  x *= 0.5f;
  make_tanh(x);
  x = 0.5f + 0.5f * x;
}
inline void get_gates(const int16_t* gates, const float* bias, Floats& out) {
  Short units;
  Floats biases;
  std::memcpy(&units, gates, sizeof units);
  std::memcpy(&biases, bias, sizeof biases);
  out = __builtin_convertvector(units, Floats) * (1 / kUnits) + biases;
}

// One step of one direction: kHalf channels of a word's gates, its state, and what it says.
RAWI_WIDE void step(const int16_t* gates, const float* bias, float* __restrict state, float* __restrict hidden) {
  for (uint32_t k = 0; k < kHalf; k += kLanes) {
    Floats z, f, o, c;
    get_gates(gates + k, bias + k, z);
    get_gates(gates + S::kHidden + k, bias + S::kHidden + k, f);
    get_gates(gates + 2 * S::kHidden + k, bias + 2 * S::kHidden + k, o);
    make_tanh(z), make_logistic(f), make_logistic(o);
    std::memcpy(&c, state + k, sizeof c);
    c = f * c + (1 - f) * z;
    std::memcpy(state + k, &c, sizeof c);
    make_tanh(c);
    o *= c;
    std::memcpy(hidden + k, &o, sizeof o);
  }
}

void rectify(float* values, uint32_t size) {
  for (uint32_t k = 0; k < size; ++k) values[k] = std::max(values[k], 0.0f);
}

void add(const float* in, uint32_t size, float* out) {
  for (uint32_t k = 0; k < size; ++k) out[k] += in[k];
}

uint32_t number_of(Section section) {
  switch (section) {
    case Section::kActor: return 0;
    case Section::kTarget: return 1;
    case Section::kPlace: return 2;
    case Section::kTime: return 3;
    case Section::kChain: return 4;
    default: return 5;
  }
}

}  // namespace

void ContextReader::Products::resize(uint32_t count) {
  keys.assign(count, kNone);
  rows.resize(size_t{count} * kRow);
}

// The first place of a set stays with who came first; the second is for whoever comes after.
int16_t* ContextReader::Products::at(uint64_t key, bool& fresh) {
  const size_t set = (key * 0x9E3779B97F4A7C15ull >> 32) & (keys.size() / 2 - 1);
  uint64_t* const both = &keys[2 * set];
  const size_t found = both[0] == key || both[0] == kNone ? 0 : 1;
  fresh = both[found] != key;
  both[found] = key;
  return &rows[(2 * set + found) * kRow];
}

ContextReader::ContextReader(const ContextModel* model) : model_(model) {
  if (!model_) return;
  lemmas_.resize(kKeptLemmas);
  facts_.resize(kKeptFacts);
  fact_rows_.resize(size_t{S::kFacts} * kRow);
  fact_known_.assign(S::kFacts, 0);
}

void ContextReader::begin(const Document& document) {
  document_ = document.tokens.all.size() <= kMostTokens ? &document : nullptr;
  is_read_ = false;
}

void ContextReader::lemma_word(uint64_t row, float* out) const {
  for (uint32_t k = 0; k < S::kWord; ++k) out[k] = static_cast<float>(model_->row(static_cast<uint32_t>(row))[k]) * model_->unit();
}

void ContextReader::add_facts(const ContextFacts& facts, float* out) const {
  uint32_t first = 0;
  for (size_t k = 0; k < facts.size(); first += kContextFactSizes[k++]) add(model_->weights().facts[first + facts[k]], S::kWord, out);
}

void ContextReader::multiply(const float* word, int16_t* row) const {
  float sums[S::kGates];
  for (uint32_t w = 0; w < S::kWindow; ++w) {
    std::fill_n(sums, S::kGates, 0.0f);
    add_product(word, S::kWord, model_->weights().window[w][0], S::kGates, sums);
    to_units(sums, S::kGates, row + w * S::kGates);
  }
}

const int16_t* ContextReader::lemma_product(uint64_t lemma) {
  bool fresh = false;
  int16_t* const row = lemmas_.at(lemma, fresh);
  if (!fresh) return row;
  float word[S::kWord];
  lemma_word(lemma, word);
  multiply(word, row);
  return row;
}

const int16_t* ContextReader::facts_product(const ContextFacts& facts) {
  bool fresh = false;
  uint64_t key = 0;
  for (const uint32_t fact : facts) key = key << kFactBits | fact;
  int16_t* const row = facts_.at(key, fresh);
  if (!fresh) return row;
  std::fill_n(row, kRow, int16_t{0});
  uint32_t first = 0;
  for (size_t k = 0; k < facts.size(); first += kContextFactSizes[k++]) {
    const uint32_t fact = first + facts[k];
    int16_t* const own = &fact_rows_[size_t{fact} * kRow];
    if (!fact_known_[fact]) multiply(model_->weights().facts[fact], own), fact_known_[fact] = true;
    for (uint32_t w = 0; w < S::kWindow; ++w) add_row(own + w * S::kGates, row + w * S::kGates);
  }
  return row;
}

// A word's part in its own gates and in those of the words beside it.
void ContextReader::add_products(uint32_t i) {
  const size_t n = document_->tokens.all.size();
  for (const int16_t* row : {lemma_product(model_->row_of(document_->lemma[i])), facts_product(context_facts(*document_, i, stands_[i]))}) {
    if (i + 1 < n) add_row(row, &gates_[(size_t{i} + 1) * S::kGates]);
    add_row(row + S::kGates, &gates_[size_t{i} * S::kGates]);
    if (i > 0) add_row(row + 2 * S::kGates, &gates_[(size_t{i} - 1) * S::kGates]);
  }
}

void ContextReader::read() {
  const Document& d = *document_;
  const auto n = static_cast<uint32_t>(d.tokens.all.size());
  mark_stands(d, stands_);
  gates_.assign(size_t{n} * S::kGates, 0);
  for (uint32_t i = 0; i < n; ++i) add_products(i);
  hidden_.resize(size_t{n} * S::kHidden);
  const float* bias = model_->weights().window_bias;
  float state[kHalf] = {};
  for (uint32_t i = 0; i < n; ++i) step(&gates_[size_t{i} * S::kGates], bias, state, &hidden_[size_t{i} * S::kHidden]);
  std::fill(std::begin(state), std::end(state), 0.0f);
  for (uint32_t i = n; i-- > 0;) step(&gates_[size_t{i} * S::kGates + kHalf], bias + kHalf, state, &hidden_[size_t{i} * S::kHidden + kHalf]);
  mention_at_.assign(n, -1);
  before_at_.assign(n, -1);
  vectors_.clear();
  is_read_ = true;
}

void ContextReader::both_of(uint32_t token, float* out) const {
  std::copy_n(&hidden_[size_t{token} * S::kHidden], S::kHidden, out);
  lemma_word(model_->row_of(document_->lemma[token]), out + S::kHidden);
  add_facts(context_facts(*document_, token, stands_[token]), out + S::kHidden);
}

const float* ContextReader::mention_of(uint32_t head) {
  int32_t& at = mention_at_[head];
  if (at < 0) {
    at = static_cast<int32_t>(vectors_.size());
    const ContextWeights& w = model_->weights();
    vectors_.insert(vectors_.end(), std::begin(w.mention_bias), std::end(w.mention_bias));
    float both[S::kBoth];
    both_of(head, both);
    add_product(both, S::kBoth, w.mention[0], S::kPair, &vectors_[static_cast<size_t>(at)]);
  }
  return &vectors_[static_cast<size_t>(at)];
}

const float* ContextReader::before_of(uint32_t token) {
  int32_t& at = before_at_[token];
  if (at < 0) {
    at = static_cast<int32_t>(vectors_.size());
    vectors_.resize(vectors_.size() + S::kPair, 0.0f);
    add_product(&hidden_[size_t{token} * S::kHidden], S::kHidden, model_->weights().before[0], S::kPair, &vectors_[static_cast<size_t>(at)]);
  }
  return &vectors_[static_cast<size_t>(at)];
}

// The trigger's vector in a section.
void ContextReader::trigger_of(const ContextSection& section, uint32_t token, float* out) const {
  float both[S::kBoth];
  both_of(token, both);
  std::copy_n(section.trigger_bias, S::kPair, out);
  add_product(both, S::kBoth, section.trigger[0], S::kPair, out);
}

// The inner layer of a pair, rectified.
void ContextReader::pair(const ContextSection& section, const float* trigger, const Pairing& p, float* inner) {
  float sum[S::kPair];
  std::copy_n(trigger, S::kPair, sum);
  if (p.none) {
    add(section.none, S::kPair, sum);
  } else {
    add(mention_of(p.head), S::kPair, sum);
    add(before_of(p.before), S::kPair, sum);
  }
  add(section.gaps[p.gap], S::kPair, sum);
  add(section.sentences[p.sentences], S::kPair, sum);
  add(section.orders[p.order], S::kPair, sum);
  add(section.inside[p.inside], S::kPair, sum);
  add(section.looks[p.look], S::kPair, sum);
  rectify(sum, S::kPair);
  std::copy_n(section.inner_bias, S::kInner, inner);
  add_product(sum, S::kPair, section.inner[0], S::kInner, inner);
  rectify(inner, S::kInner);
}

std::span<const float> ContextReader::scores(Section section, uint32_t token, std::span<const uint32_t> candidates, size_t without) {
  if (!is_read_) read();
  const ContextSection& weights = model_->weights().sections[number_of(section)];
  float trigger[S::kPair], wanted[S::kPair] = {}, inner[S::kInner], column[S::kInner];
  trigger_of(weights, token, trigger);
  add_product(trigger, S::kPair, weights.match[0], S::kPair, wanted);
  for (uint32_t k = 0; k < S::kInner; ++k) column[k] = weights.out[k][0];
  out_.assign(candidates.size(), 0.0f);
  size_t order = 0;
  for (size_t c = 0; c < candidates.size(); ++c) {
    if (c == without) continue;
    const Pairing p = pairing(section, *document_, token, candidates[c], order++);
    pair(weights, trigger, p, inner);
    float match = p.none ? dot(wanted, weights.none, S::kPair) : 0;
    if (!p.none) {
      match = dot(wanted, mention_of(p.head), S::kPair);
      match += dot(wanted, before_of(p.before), S::kPair);
    }
    out_[c] = dot(inner, column, S::kInner) + weights.out_bias[0] + match;
  }
  return out_;
}

std::span<const float> ContextReader::counts(uint32_t token, uint32_t item, std::span<const uint32_t> candidates) {
  if (!is_read_) read();
  const ContextSection& weights = model_->weights().sections[number_of(Section::kQuantity)];
  float trigger[S::kPair], inner[S::kInner], answers[S::kAnswers];
  trigger_of(weights, token, trigger);
  pair(weights, trigger, pairing(Section::kQuantity, *document_, token, item, 0), inner);
  std::copy_n(weights.out_bias, S::kAnswers, answers);
  for (uint32_t k = 0; k < S::kInner; ++k)
    for (uint32_t a = 0; a < S::kAnswers; ++a) answers[a] += inner[k] * weights.out[k][a];
  out_.clear();
  for (const uint32_t c : candidates) out_.push_back(answers[c == kNobody ? 0 : c + 1]);
  return out_;
}

std::span<const float> ContextReader::statuses(uint32_t token) {
  if (!is_read_) read();
  const ContextWeights& w = model_->weights();
  float both[S::kBoth], inner[S::kInner];
  both_of(token, both);
  std::copy_n(w.status_bias, S::kInner, inner);
  add_product(both, S::kBoth, w.status_inner[0], S::kInner, inner);
  rectify(inner, S::kInner);
  out_.assign(w.status_out_bias, w.status_out_bias + kStatuses);
  for (uint32_t k = 0; k < S::kInner; ++k)
    for (size_t s = 0; s < kStatuses; ++s) out_[s] += inner[k] * w.status_out[k][s];
  return out_;
}

}  // namespace rawi
