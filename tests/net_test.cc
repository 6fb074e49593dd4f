// The net that reads words: the scorer against the plain formula, and files that are none.
#include "claims/net.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "claims/choice.h"

namespace rawi {
namespace {

constexpr size_t kRoles = NetInput::kLemmas, kEmbedding = NetShape::kEmbedding, kHidden = NetShape::kHidden, kTypes = NetShape::kTypes,
                 kRow = NetShape::kRow;
constexpr float kUnit = 1.0f / 64;

// A net of a few lemmas and facts with weights from a small generator.
class NetTest : public testing::Test {
 protected:
  void SetUp() override {
    NetHeader h{{kRoles, kEmbedding, kHidden, kTypes}, 4, 4, kLemmas + 1, kFacts + 1, kUnit, {}};
    bytes_.resize(sizeof h);
    std::memcpy(bytes_.data(), &h, sizeof h);
    put(table(kLemmas, 1));
    put(table(kFacts, 2));
    put(floats((kLemmas + 1) * kEmbedding));
    put(floats(kRoles * kEmbedding * kHidden));
    put(floats(kTypes * kHidden));
    put(whole<int16_t>(kRow));
    put(whole<int8_t>((kFacts + 1) * kRow));
    ASSERT_TRUE(net_.map(bytes_));
  }

  static uint64_t hash(uint64_t kind, uint64_t n) { return mix(kind, n); }

  NetInput input() const {
    NetInput in;
    for (int r = 0; r < NetInput::kLemmas; ++r) in.lemma(r, hash(1, static_cast<uint64_t>(r) % kLemmas));
    for (uint64_t f = 0; f < kFacts; f += 2) in.fact(hash(2, f));
    return in;
  }

  // The formula of claims/net.h, in doubles.
  std::vector<double> plain(const NetInput& in) const {
    const NetView& v = net_.view();
    std::vector<double> sum(kRow), logits(kTypes + 1);
    for (size_t k = 0; k < kRow; ++k) sum[k] = v.bias[k] * kUnit;
    for (size_t r = 0; r < kRoles; ++r) {
      const uint32_t lemma = net_.lemma(in.lemmas[r]);
      for (size_t e = 0; lemma && e < kEmbedding; ++e)
        for (size_t k = 0; k < kHidden; ++k)
          sum[k] += double(v.embeddings[lemma * kEmbedding + e]) * v.projections[(r * kEmbedding + e) * kHidden + k];
    }
    for (uint32_t f = 0; f < in.count; ++f)
      if (const uint32_t row = net_.fact(in.facts[f]))
        for (size_t k = 0; k < kRow; ++k) sum[k] += v.rows[row * kRow + k] * kUnit;
    for (size_t t = 0; t < kTypes; ++t) {
      logits[t + 1] = sum[kHidden + t];
      for (size_t k = 0; k < kHidden; ++k) logits[t + 1] += v.out[t * kHidden + k] * std::max(sum[k], 0.0);
    }
    return logits;
  }

  std::vector<char> bytes_;
  Net net_;

 private:
  static constexpr uint32_t kLemmas = 5, kFacts = 6;

  float next() {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<float>(state_ >> 40) / static_cast<float>(1u << 24) - 0.5f;
  }
  std::vector<float> floats(size_t n) {
    std::vector<float> v(n);
    for (float& x : v) x = next();
    return v;
  }
  template <typename T>
  std::vector<T> whole(size_t n) {
    std::vector<T> v(n);
    for (T& x : v) x = static_cast<T>(next() * 200);
    return v;
  }
  static std::vector<uint64_t> table(uint32_t rows, uint64_t kind) {
    std::vector<uint64_t> t(16);
    for (uint32_t n = 0; n < rows; ++n) {
      size_t i = hash(kind, n) & 15;
      while (t[i]) i = (i + 1) & 15;
      t[i] = Net::entry(hash(kind, n), n + 1);
    }
    return t;
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    const size_t at = bytes_.size();
    bytes_.resize(at + (values.size() * sizeof(T) + Net::kLine - 1) / Net::kLine * Net::kLine);
    std::memcpy(bytes_.data() + at, values.data(), values.size() * sizeof(T));
  }
  uint64_t state_ = 7;
};

TEST_F(NetTest, ScoresAsTheFormulaSays) {
  NetScorer scorer(&net_);
  const NetInput in = input();
  const std::vector<double> expected = plain(in);
  for (int again = 0; again < 2; ++again) {  // the second time from what the scorer has kept
    float logits[kTypes + 1];
    scorer.score(in, logits);
    EXPECT_EQ(logits[0], 0);
    // Each of up to kRoles products is rounded to half a unit in each of kHidden sums.
    for (size_t t = 1; t <= kTypes; ++t) EXPECT_NEAR(logits[t], expected[t], kUnit * kRoles / 2 * kHidden / 4) << t;
  }
}

TEST_F(NetTest, WhatTrainingHasNotMetAddsNothing) {
  NetScorer scorer(&net_);
  NetInput in = input(), more = in;
  more.fact(hash(9, 1));
  in.lemma(3, 0);
  more.lemma(3, hash(9, 2));
  float a[kTypes + 1], b[kTypes + 1];
  scorer.score(in, a);
  scorer.score(more, b);
  EXPECT_TRUE(std::equal(std::begin(a), std::end(a), b));
}

TEST_F(NetTest, BytesThatAreNoNetAreRefused) {
  Net other;
  EXPECT_FALSE(other.map(std::span(bytes_).first(bytes_.size() - 8)));
  EXPECT_FALSE(other.map(std::span(bytes_).first(10)));
  std::vector<char> longer = bytes_;
  longer.resize(bytes_.size() + 8);
  EXPECT_FALSE(other.map(longer));
  std::vector<char> shaped = bytes_;
  shaped[0] ^= 1;
  EXPECT_FALSE(other.map(shaped));
}

TEST_F(NetTest, ARowBeyondTheTableIsRefused) {
  uint64_t entry;
  for (size_t i = 0; i < 16; ++i) {
    char* at = bytes_.data() + sizeof(NetHeader) + i * sizeof entry;
    std::memcpy(&entry, at, sizeof entry);
    if (entry == 0) continue;
    entry |= 0xffff;
    std::memcpy(at, &entry, sizeof entry);
    break;
  }
  Net other;
  EXPECT_FALSE(other.map(bytes_));
}

}  // namespace
}  // namespace rawi
