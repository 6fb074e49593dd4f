// The context net in its simplest form: every product made anew for every word, in doubles, nothing kept. Slow; what ContextReader
// says must be the same, but for the rounding of its gates.
#ifndef RAWI_TESTS_NAIVE_CONTEXT_H
#define RAWI_TESTS_NAIVE_CONTEXT_H

#include <algorithm>
#include <cmath>
#include <vector>

#include "claims/context_model.h"

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
    Vector state(S::kHidden);
    for (uint32_t i = 0; i < n; ++i) step(i, 0, state);
    for (uint32_t i = n; i-- > 0;) step(i, S::kHidden / 2, state);
  }

  double score(int section, Section asked, uint32_t token, uint32_t candidate, size_t order) const {
    const ContextSection& s = w_.sections[section];
    const Pairing p = pairing(asked, d_, token, candidate, order);
    const Vector trigger = product(both(token), s.trigger[0], S::kPair, s.trigger_bias), wanted = product(trigger, s.match[0], S::kPair, nullptr);
    Vector mention(s.none, s.none + S::kPair);
    if (!p.none) {
      mention = product(both(p.head), w_.mention[0], S::kPair, w_.mention_bias);
      add(product(hidden_[p.before], w_.before[0], S::kPair, nullptr), mention);
    }
    double match = 0;
    for (uint32_t k = 0; k < S::kPair; ++k) match += wanted[k] * mention[k];
    return answers(s, trigger, mention, p)[0] + match;
  }

  double count(uint32_t token, uint32_t item, uint32_t answer) const {
    const ContextSection& s = w_.sections[5];
    const Pairing p = pairing(Section::kQuantity, d_, token, item, 0);
    Vector mention(s.none, s.none + S::kPair);
    if (!p.none) {
      mention = product(both(p.head), w_.mention[0], S::kPair, w_.mention_bias);
      add(product(hidden_[p.before], w_.before[0], S::kPair, nullptr), mention);
    }
    return answers(s, product(both(token), s.trigger[0], S::kPair, s.trigger_bias), mention, p)[answer];
  }

  double status(uint32_t token, uint32_t status) const {
    const Vector inner = rectified(product(both(token), w_.status_inner[0], S::kInner, w_.status_bias));
    return product(inner, w_.status_out[0], S::kAnswers, w_.status_out_bias)[status];
  }

 private:
  static Vector product(const Vector& in, const float* matrix, uint32_t columns, const float* bias) {
    Vector out(columns);
    for (uint32_t c = 0; c < columns; ++c) {
      out[c] = bias ? bias[c] : 0;
      for (size_t r = 0; r < in.size(); ++r) out[c] += in[r] * matrix[r * columns + c];
    }
    return out;
  }
  static Vector rectified(Vector v) {
    for (double& x : v) x = std::max(x, 0.0);
    return v;
  }
  static void add(const Vector& in, Vector& out) {
    for (size_t k = 0; k < out.size(); ++k) out[k] += in[k];
  }
  static void add(const float* in, Vector& out) {
    for (size_t k = 0; k < out.size(); ++k) out[k] += in[k];
  }
  static double logistic(double x) { return 1 / (1 + std::exp(-x)); }

  Vector word(uint32_t i) const {
    Vector out(S::kWord);
    const uint32_t row = m_.row_of(d_.lemma[i]);
    for (uint32_t k = 0; k < S::kWord; ++k) out[k] = m_.row(row)[k] * double(m_.unit());
    uint32_t first = 0;
    const ContextFacts facts = context_facts(d_, i, stands_[i]);
    for (size_t k = 0; k < facts.size(); first += kContextFactSizes[k++]) add(w_.facts[first + facts[k]], out);
    return out;
  }
  void step(uint32_t i, uint32_t first, Vector& state) {
    Vector gates(w_.window_bias, w_.window_bias + S::kGates);
    for (uint32_t k = 0; k < S::kWindow; ++k)
      if (i + k >= 1 && i + k - 1 < words_.size()) add(product(words_[i + k - 1], w_.window[k][0], S::kGates, nullptr), gates);
    for (uint32_t k = first; k < first + S::kHidden / 2; ++k) {
      const double f = logistic(gates[S::kHidden + k]);
      state[k] = f * state[k] + (1 - f) * std::tanh(gates[k]);
      hidden_[i][k] = logistic(gates[2 * S::kHidden + k]) * std::tanh(state[k]);
    }
  }
  Vector both(uint32_t i) const {
    Vector out = hidden_[i];
    out.insert(out.end(), words_[i].begin(), words_[i].end());
    return out;
  }
  static Vector answers(const ContextSection& s, Vector sum, const Vector& mention, const Pairing& p) {
    add(mention, sum);
    for (const float* row : {s.gaps[p.gap], s.sentences[p.sentences], s.orders[p.order], s.inside[p.inside], s.looks[p.look]}) add(row, sum);
    return product(rectified(product(rectified(sum), s.inner[0], S::kInner, s.inner_bias)), s.out[0], S::kAnswers, s.out_bias);
  }

  const ContextModel& m_;
  const ContextWeights& w_;
  const Document& d_;
  std::vector<uint8_t> stands_;
  std::vector<Vector> words_, hidden_;
};

}  // namespace rawi::test

#endif  // RAWI_TESTS_NAIVE_CONTEXT_H
