// The context net in its simplest form: every product made anew for every word, in doubles, nothing kept or rounded. Slow; what
// ContextReader says must be the same, but for the rounding of its sums.
#ifndef RAWI_TESTS_NAIVE_CONTEXT_H
#define RAWI_TESTS_NAIVE_CONTEXT_H

#include <algorithm>
#include <cmath>
#include <vector>

#include "claims/context_model.h"
#include "claims/event_input.h"

namespace rawi::test {

class NaiveContext {
 public:
  using S = ContextShape;
  using Vector = std::vector<double>;

  NaiveContext(const ContextModel& model, const Document& d) : m_(model), w_(model.weights()), d_(d) {
    mark_stands(d, stands_);
    const auto n = static_cast<uint32_t>(d.tokens.all.size());
    for (uint32_t i = 0; i < n; ++i) words_.push_back(word(i));
    hidden_.assign(n, Vector(S::kHidden));
    Vector forth(S::kHidden / 2), back(S::kHidden / 2);
    for (uint32_t i = 0; i < n; ++i) step(i, 0, forth);
    for (uint32_t i = n; i-- > 0;) step(i, 1, back);
  }

  double score(int section, Section asked, uint32_t token, uint32_t candidate, size_t order) const {
    const ContextSection& s = w_.sections[section];
    const Pairing p = pairing(asked, d_, token, candidate, order);
    const Vector trigger = product(both(token), s.trigger), wanted = product(trigger, s.match), mention = mention_of(s, p);
    double match = 0;
    for (uint32_t k = 0; k < S::kPair; ++k) match += wanted[k] * mention[k];
    return answers(s, trigger, mention, p)[0] + match;
  }

  double count(uint32_t token, uint32_t item, uint32_t answer) const {
    const ContextSection& s = w_.sections[5];
    const Pairing p = pairing(Section::kQuantity, d_, token, item, 0);
    return answers(s, product(both(token), s.trigger), mention_of(s, p), p)[answer];
  }

  double status(uint32_t token, uint32_t status) const { return product(rectified(product(both(token), w_.status_inner)), w_.status_out)[status]; }

  double event(uint32_t token, const EventInput& input, uint32_t type) const {
    Vector sum = product(both(token), w_.event);
    for (uint32_t f = 0; f < input.count; ++f)
      if (const uint32_t row = m_.event_fact(input.facts[f]))
        for (uint32_t k = 0; k < S::kEvent; ++k) sum[k] += real(m_.event_row(row)[k] * m_.event_units());
    return sum[S::kEventHidden + type - 1] + product(rectified(Vector(sum.begin(), sum.begin() + S::kEventHidden)), w_.event_out)[type - 1];
  }

 private:
  static double real(int units) { return units / double(S::kUnits); }
  template <uint32_t kIn, uint32_t kOut>
  static Vector product(const Vector& in, const ContextMatrix<kIn, kOut>& m) {
    Vector out(m.bias, m.bias + kOut);
    for (uint32_t r = 0; r < kOut; ++r)
      for (uint32_t k = 0; k < kIn; ++k) out[r] += m.unit * S::kUnits * m.rows[r][k] * in[k];
    return out;
  }
  static Vector rectified(Vector v) {
    for (double& x : v) x = std::max(x, 0.0);
    return v;
  }
  static void add(const Vector& in, Vector& out) {
    for (size_t k = 0; k < out.size(); ++k) out[k] += in[k];
  }
  static void add(const int16_t* in, Vector& out) {
    for (size_t k = 0; k < out.size(); ++k) out[k] += real(in[k]);
  }
  static double bend(double x) {
    const double near = std::clamp(x, -2.0, 2.0);
    return near - near * std::abs(near) / 4;
  }
  static double gate(double x) { return 0.5 + 0.5 * bend(x / 2); }

  Vector word(uint32_t i) const {
    Vector out(S::kWord);
    const uint32_t row = m_.lemma(d_.lemma[i]);
    for (uint32_t k = 0; k < S::kWord; ++k) out[k] = real(m_.lemma_row(row)[k] * m_.lemma_units());
    uint32_t first = 0;
    const ContextFacts facts = context_facts(d_, i, stands_[i]);
    for (size_t k = 0; k < facts.size(); first += kContextFactSizes[k++]) add(w_.facts[first + facts[k]], out);
    return out;
  }
  // The bias is the middle word's.
  void step(uint32_t i, uint32_t half, Vector& state) {
    constexpr uint32_t kHalf = S::kHidden / 2;
    Vector gates(3 * kHalf);
    for (uint32_t w = 0; w < S::kWindow; ++w) {
      if (i + w < 1 || i + w - 1 >= words_.size()) continue;
      const Vector all = product(words_[i + w - 1], w_.window);
      for (uint32_t g = 0; g < 3 * kHalf; ++g) gates[g] += all[(half * S::kWindow + w) * 3 * kHalf + g];
    }
    for (uint32_t k = 0; k < kHalf; ++k) {
      const double f = gate(gates[kHalf + k]);
      state[k] = f * state[k] + (1 - f) * bend(gates[k]);
      hidden_[i][half * kHalf + k] = gate(gates[2 * kHalf + k]) * state[k];
    }
  }
  Vector both(uint32_t i) const {
    Vector out = hidden_[i];
    out.insert(out.end(), words_[i].begin(), words_[i].end());
    return out;
  }
  Vector mention_of(const ContextSection& s, const Pairing& p) const {
    Vector mention(S::kPair);
    if (p.none) {
      add(s.none, mention);
      return mention;
    }
    mention = product(both(p.head), w_.mention);
    add(product(hidden_[p.before], w_.before), mention);
    return mention;
  }
  static Vector answers(const ContextSection& s, Vector sum, const Vector& mention, const Pairing& p) {
    add(mention, sum);
    for (const int16_t* row : {s.gaps[p.gap], s.sentences[p.sentences], s.orders[p.order], s.inside[p.inside], s.looks[p.look]}) add(row, sum);
    return product(rectified(product(rectified(sum), s.inner)), s.out);
  }

  const ContextModel& m_;
  const ContextWeights& w_;
  const Document& d_;
  std::vector<uint8_t> stands_;
  std::vector<Vector> words_, hidden_;
};

}  // namespace rawi::test

#endif  // RAWI_TESTS_NAIVE_CONTEXT_H
