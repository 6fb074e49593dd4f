#include "claims/context.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "claims/context_sums.h"
#include "claims/oracle.h"

namespace rawi {
namespace {

using S = ContextShape;
constexpr uint32_t kHalf = S::kHidden / 2;
constexpr size_t kStatuses = 4;
constexpr size_t kKeptFacts = 1 << 12;  // sets of facts; a report of more keeps more while it is read
constexpr unsigned kFactBits = 12;      // of one fact in the number that all of a word are
constexpr uint64_t kNoKey = ~uint64_t{0};
// The second looks (claims/settle.h) were learned on first looks without this net, and correct more than is left to correct. On the part left
// out place .594, time .415 right with all that they say, .594 and .416 without them, .598 and .420 with half.
constexpr float kSecondLook = 0.5f;
constexpr size_t kAhead = 5;            // words
constexpr uint32_t kLine = 64;          // bytes of memory that come at once

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

void ContextReader::FactProducts::clear() {
  keys.assign(4 * kKeptFacts, kNoKey);
  rows_of.resize(keys.size());
  rows.assign(kRow, 0);
}

size_t ContextReader::FactProducts::place(uint64_t key) const {
  size_t at = (key * 0x9E3779B97F4A7C15ull >> 32) & (keys.size() - 1);
  while (keys[at] != key && keys[at] != kNoKey) at = (at + 1) & (keys.size() - 1);
  return at;
}

void ContextReader::FactProducts::grow() {
  const std::vector<uint64_t> old = std::move(keys);
  const std::vector<uint32_t> old_rows = std::move(rows_of);
  keys.assign(2 * old.size(), kNoKey);
  rows_of.resize(keys.size());
  for (size_t k = 0; k < old.size(); ++k) {
    if (old[k] == kNoKey) continue;
    const size_t at = place(old[k]);
    keys[at] = old[k], rows_of[at] = old_rows[k];
  }
}

ContextReader::ContextReader(const ContextModel* model) : model_(model) {
  if (!model_) return;
  lemma_rows_of_.assign(model_->lemmas(), kNoRow);
  lemma_rows_.reserve((size_t{model_->lemmas()} + 1) * kRow);  // memory is given as rows come
  lemma_rows_.assign(kRow, 0);
  fact_products_.clear();
}

void ContextReader::begin(const Document& document) {
  document_ = &document;
  first_ = last_ = 0;
}

void ContextReader::lemma_vector(uint32_t lemma, int16_t* out) const {
  for (uint32_t k = 0; k < S::kWord; ++k) out[k] = static_cast<int16_t>(model_->lemma_row(lemma)[k] * model_->lemma_units());
}

uint32_t ContextReader::lemma_product(uint32_t lemma) {
  if (lemma_rows_of_[lemma] != kNoRow) return lemma_rows_of_[lemma];
  const auto begin = static_cast<uint32_t>(lemma_rows_.size());
  lemma_rows_.resize(lemma_rows_.size() + kRow);
  int16_t word[S::kWord];
  lemma_vector(lemma, word);
  static constexpr float kNoBias[kRow] = {};  // it is the facts'
  multiply_coarsely(model_->weights().window, word, kNoBias, &lemma_rows_[begin]);
  return lemma_rows_of_[lemma] = begin;
}

void ContextReader::fact_vectors(const ContextFacts& facts, const int16_t** out) const {
  uint32_t first = 0;
  for (size_t k = 0; k < facts.size(); first += kContextFactSizes[k++]) out[k] = model_->weights().facts[first + facts[k]];
}

uint32_t ContextReader::facts_product(const ContextFacts& facts) {
  FactProducts& f = fact_products_;
  uint64_t key = 0;
  for (const uint32_t fact : facts) key = key << kFactBits | fact;
  size_t at = f.place(key);
  if (f.keys[at] == key) return f.rows_of[at];
  if (2 * f.rows.size() / kRow > f.keys.size()) f.grow(), at = f.place(key);
  const auto begin = static_cast<uint32_t>(f.rows.size());
  f.keys[at] = key, f.rows_of[at] = begin;
  f.rows.resize(f.rows.size() + kRow);
  int16_t word[S::kWord];
  const int16_t* vectors[kContextFacts];
  fact_vectors(facts, vectors);
  add_up(vectors, kContextFacts, -S::kMostValue, word);
  multiply_coarsely(model_->weights().window, word, model_->weights().window.bias, &f.rows[begin]);
  return begin;
}

void ContextReader::read(uint32_t first) {
  const Document& d = *document_;
  const auto all = static_cast<uint32_t>(d.tokens.all.size());
  if (first_ == last_) mark_stands(d, stands_);
  first_ = first, last_ = std::min(all, first + kPart);
  from_ = first_ - std::min(first_, kMargin), to_ = std::min(all, last_ + kMargin);
  const uint32_t n = to_ - from_;
  if (fact_products_.rows.size() > kKeptFacts * kRow) fact_products_.clear();
  lemma_of_.resize(n);
  lemma_product_of_.assign(n + 2, 0);
  facts_product_of_.assign(n + 2, 0);
  for (uint32_t i = 0; i < n; ++i) {
    lemma_of_[i] = model_->lemma(d.lemma[from_ + i]);
    lemma_product_of_[i + 1] = lemma_product(lemma_of_[i]);
    facts_product_of_[i + 1] = facts_product(context_facts(d, from_ + i, stands_[from_ + i]));
  }
  hidden_.resize(size_t{n} * S::kHidden);
  read_half(0);
  read_half(1);
  mention_at_.assign(n, -1);
  before_at_.assign(n, -1);
  vectors_.clear();
}

// Asks memory for half of the products of a word that will be read soon.
void ContextReader::fetch(size_t word, size_t first) const {
  for (const int8_t* row : {&lemma_rows_[lemma_product_of_[word] + first], &fact_products_.rows[facts_product_of_[word] + first]})
    for (uint32_t k = 0; k < kRow / 2; k += kLine) __builtin_prefetch(row + k);
}

// The half of the channels that reads from the begin, or from the end.
void ContextReader::read_half(uint32_t half) {
  const size_t n = lemma_of_.size(), first = half * kRow / 2;
  int16_t state[kHalf] = {}, gates[3 * kHalf];
  for (size_t k = 0; k < n; ++k) {
    const size_t i = half == 0 ? k : n - 1 - k;
    const int8_t* lemmas[S::kWindow];
    const int8_t* facts[S::kWindow];
    for (size_t w = 0; w < S::kWindow; ++w) {
      lemmas[w] = &lemma_rows_[lemma_product_of_[i + w] + first + w * 3 * kHalf];
      facts[w] = &fact_products_.rows[facts_product_of_[i + w] + first + w * 3 * kHalf];
    }
    fetch(half == 0 ? std::min(i + kAhead, n + 1) : i + 2 - std::min(i + 2, kAhead), first);
    sum_gates(lemmas, facts, gates);
    step(gates, state, &hidden_[i * S::kHidden + half * kHalf]);
  }
}

void ContextReader::both_of(uint32_t token, int16_t* out) const {
  if (has(token)) std::copy_n(&hidden_[at(token) * S::kHidden], S::kHidden, out);
  else std::fill_n(out, S::kHidden, int16_t{0});
  int16_t lemma[S::kWord];
  lemma_vector(has(token) ? lemma_of_[at(token)] : model_->lemma(document_->lemma[token]), lemma);
  const int16_t* vectors[kContextFacts + 1];
  fact_vectors(context_facts(*document_, token, stands_[token]), vectors);
  vectors[kContextFacts] = lemma;
  add_up(vectors, kContextFacts + 1, -S::kMostValue, out + S::kHidden);
}

void ContextReader::trigger_of(uint32_t token, int16_t* out) {
  if (token < first_ || token >= last_) [[unlikely]] read(token / kPart * kPart);
  both_of(token, out);
}

const int16_t* ContextReader::mention_of(uint32_t head) {
  int32_t far = -1;
  int32_t& begin = has(head) ? mention_at_[at(head)] : far;
  if (begin < 0) {
    begin = static_cast<int32_t>(vectors_.size());
    vectors_.resize(vectors_.size() + S::kPair);
    int16_t both[S::kBoth];
    both_of(head, both);
    multiply(model_->weights().mention, both, &vectors_[static_cast<size_t>(begin)]);
  }
  return &vectors_[static_cast<size_t>(begin)];
}

const int16_t* ContextReader::before_of(uint32_t token) {
  static constexpr int16_t kNothing[S::kPair] = {};
  if (!has(token)) return kNothing;
  int32_t& begin = before_at_[at(token)];
  if (begin < 0) {
    begin = static_cast<int32_t>(vectors_.size());
    vectors_.resize(vectors_.size() + S::kPair);
    multiply(model_->weights().before, &hidden_[at(token) * S::kHidden], &vectors_[static_cast<size_t>(begin)]);
  }
  return &vectors_[static_cast<size_t>(begin)];
}

// The inner layer of a pair.
void ContextReader::pair(const ContextSection& section, const int16_t* trigger, const Pairing& p, int16_t* inner) {
  int16_t sum[S::kPair], mention[S::kPair];
  if (!p.none) std::copy_n(mention_of(p.head), S::kPair, mention);  // vectors move when a new one is made
  const int16_t* const vectors[] = {trigger, section.gaps[p.gap], section.sentences[p.sentences], section.orders[p.order], section.inside[p.inside],
                                    section.looks[p.look], p.none ? section.none : mention, p.none ? nullptr : before_of(p.before)};
  add_up(vectors, p.none ? 7 : 8, 0, sum);
  multiply(section.inner, sum, inner);
  cut(inner, S::kInner, 0);
}

float ContextReader::share(Section section) const {
  if (!model_) return 1;
  if (section == Section::kPlaceAgain || section == Section::kTimeAgain) return kSecondLook;
  if (section < Section::kStatus || section > Section::kQuantity) return 1;
  return model_->weights().shares[section == Section::kStatus ? S::kSections : number_of(section)];
}

std::span<const float> ContextReader::scores(Section section, uint32_t token, std::span<const uint32_t> candidates, std::span<const Open> open) {
  const ContextSection& weights = model_->weights().sections[number_of(section)];
  int16_t both[S::kBoth], trigger[S::kPair], wanted[S::kPair], inner[S::kInner];
  trigger_of(token, both);
  multiply(weights.trigger, both, trigger);
  multiply(weights.match, trigger, wanted);
  out_.assign(candidates.size(), kUnasked);
  size_t order = 0;
  for (size_t c = 0; c < candidates.size(); order += open[c++] != Open::kTaken) {
    if (open[c] != Open::kYes) continue;
    const Pairing p = pairing(section, *document_, token, candidates[c], order);
    pair(weights, trigger, p, inner);
    const int32_t match = p.none ? dot(wanted, weights.none, S::kPair) : dot(wanted, mention_of(p.head), S::kPair) + dot(wanted, before_of(p.before), S::kPair);
    out_[c] = value(weights.out, inner, 0) + static_cast<float>(match) * (1.0f / (S::kUnits * S::kUnits));
  }
  return out_;
}

std::span<const float> ContextReader::counts(uint32_t token, uint32_t item, std::span<const uint32_t> candidates) {
  const ContextSection& weights = model_->weights().sections[number_of(Section::kQuantity)];
  int16_t both[S::kBoth], trigger[S::kPair], inner[S::kInner];
  trigger_of(token, both);
  multiply(weights.trigger, both, trigger);
  pair(weights, trigger, pairing(Section::kQuantity, *document_, token, item, 0), inner);
  out_.clear();
  for (const uint32_t c : candidates) out_.push_back(value(weights.out, inner, c == kNobody ? 0 : c + 1));
  return out_;
}

std::span<const float> ContextReader::statuses(uint32_t token) {
  const ContextWeights& w = model_->weights();
  int16_t both[S::kBoth], inner[S::kInner];
  trigger_of(token, both);
  multiply(w.status_inner, both, inner);
  cut(inner, S::kInner, 0);
  out_.clear();
  for (uint32_t s = 0; s < kStatuses; ++s) out_.push_back(value(w.status_out, inner, s));
  return out_;
}

// Rows are in more memory than the nearest caches hold: all are asked for before any is used. The table's entries were by who made the input.
uint32_t ContextReader::find_rows(const EventInput& input, const int8_t** rows) const {
  uint32_t known = 0;
  for (uint32_t f = 0; f < input.count; ++f) {
    const uint32_t row = model_->event_fact(input.facts[f]);
    if (row == 0) continue;
    rows[known] = model_->event_row(row);
    __builtin_prefetch(rows[known++]);
  }
  return known;
}

void ContextReader::events(uint32_t token, const EventInput& input, float (&logits)[S::kTypes + 1]) {
  const int8_t* rows[EventInput::kMostFacts];
  const uint32_t facts = find_rows(input, rows);
  const ContextWeights& w = model_->weights();
  int16_t both[S::kBoth], sum[S::kEvent];
  trigger_of(token, both);
  multiply(w.event, both, sum);
  add_rows(rows, facts, model_->event_units(), sum);
  cut(sum, S::kEventHidden, 0);
  logits[0] = 0;
  for (uint32_t t = 0; t < S::kTypes; ++t) logits[t + 1] = value(w.event_out, sum, t) + static_cast<float>(sum[S::kEventHidden + t]) * (1.0f / S::kUnits);
}

}  // namespace rawi
