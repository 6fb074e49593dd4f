// The name tagger in its simplest form: every sum made anew for every token, nothing kept, Viterbi over whole sentences. Slow; what
// Tagger finds must be the same.
#ifndef RAWI_TESTS_NAIVE_TAGGER_H
#define RAWI_TESTS_NAIVE_TAGGER_H

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "mentions/tagger.h"

namespace rawi::test {

class NaiveTagger : WordRanks {
 public:
  // What the suites' reader and the pipeline hand to a tagger.
  struct Input {
    std::string_view text;
    Tokens tokens;
    Structure structure;
    std::vector<Tag> tags;
    std::vector<NameMention> names;

    Input(std::string_view words, const Lexicon& lexicon) : text(words) {
      tokenize(text, lexicon, tokens);
      find_sentences(tokens, structure);
      tag(tokens, structure, lexicon, tags);
      find_names(text, tokens, lexicon, names);
    }
  };

  NaiveTagger(const TaggerModel& model, const Lexicon& lexicon) : model_(model), lexicon_(lexicon) {}

  // As spans of tokens: where a name begins behind its proclitics is not looked at.
  std::vector<TaggedName> find(const Input& in, Scheme scheme) {
    const size_t n = in.tokens.all.size();
    view_.facts.clear();
    for (const Token& t : in.tokens.all) view_.facts.push_back(word_facts(in.tokens, t, lexicon_, *this));
    view_.fill_names(in.names, n);
    view_.fill_grammar(in.tags);
    std::vector<Scores> scores(n);
    for (uint32_t i = 0; i < n; ++i) scores[i] = score(in, i, scheme, false);
    std::vector<TaggedName> names = decode_all(in, scores, scheme);
    std::map<uint64_t, std::vector<int>> votes;
    for (const TaggedName& name : names)
      for (uint32_t i = name.first; i <= name.last; ++i)
        if (const WordFacts& f = view_.facts[i]; f.rare) votes.try_emplace(f.core, labels(scheme).size()).first->second[name.label]++;
    for (uint32_t i = 0; i < n; ++i) {
      const auto found = votes.find(view_.facts[i].core);
      if (!view_.facts[i].rare || found == votes.end()) continue;
      scores[i] = score(in, i, scheme, true);
      const auto label = static_cast<size_t>(std::max_element(found->second.begin(), found->second.end()) - found->second.begin());
      for (const size_t tag : {1 + 2 * label, 2 + 2 * label}) scores[i][tag] += std::lround(model_.again());
    }
    return decode_all(in, scores, scheme);
  }

 private:
  using Scores = std::vector<int64_t>;
  static constexpr int64_t kNever = -1'000'000'000'000;

  WordEntry entry(uint64_t key) const override { return model_.word(key); }

  // Calls use(feature, code) for all features that count for token i.
  template <typename Use>
  void each_feature(const Input& in, uint32_t i, Use use) const {
    const Sentence& s = in.structure.sentences[in.structure.sentence_of[i]];
    for (int d = -kWindow; d <= kWindow; ++d) {
      const int64_t at = int64_t{i} + d;
      if (at < s.first || at >= s.last) continue;
      FeatureList list;
      const auto w = static_cast<size_t>(at);
      add_word_features(in.tokens, in.tokens.all[w], view_.facts[w], lexicon_, list);
      for (int k = 0; k < list.size; ++k) use(list.hashes[k], list.codes[k], d + kWindow);
    }
    FeatureList list;
    add_place_features(view_, in.structure, i, list);
    for (int k = 0; k < list.size; ++k) use(list.hashes[k], list.codes[k], kPlaceCode);
  }

  bool open(const Input& in, uint32_t i, Scheme scheme) const {
    int sum = 0;
    each_feature(in, i, [&](uint64_t feature, uint8_t, int code) {
      if (code == kPlaceCode) return;
      const TaggerModel::Gate& gate = model_.gate(feature);
      sum += gate[code];
      if (scheme == Scheme::kFour) sum += gate[TaggerModel::kFourGate + code];
    });
    return sum >= model_.gate_least();
  }

  // Of every tag of the scheme; a token that is not open is O.
  Scores score(const Input& in, uint32_t i, Scheme scheme, bool asked) const {
    const auto count = static_cast<size_t>(tag_count(scheme));
    Scores scores(count, kNever);
    scores[0] = 0;
    if (!asked && !open(in, i, scheme)) return scores;
    scores.assign(count, 0);
    each_feature(in, i, [&](uint64_t feature, uint8_t codes, int code) {
      const TaggerModel::Rows rows = model_.rows_of(feature);
      if (!(codes & rows.codes & 1 << code)) return;
      const auto before = static_cast<uint32_t>(std::popcount(rows.codes & ((1u << code) - 1)));
      for (size_t t = 0; t < count; ++t) scores[t] += model_.row(scheme, rows.first + before)[t];
    });
    return scores;
  }

  std::vector<TaggedName> decode_all(const Input& in, const std::vector<Scores>& scores, Scheme scheme) const {
    std::vector<TaggedName> out;
    for (const Sentence& s : in.structure.sentences)
      if (s.first < s.last) decode(s, scores, scheme, out);
    return out;
  }

  void decode(const Sentence& s, const std::vector<Scores>& scores, Scheme scheme, std::vector<TaggedName>& out) const {
    const auto count = static_cast<size_t>(tag_count(scheme));
    const float* moves = model_.transitions(scheme);
    std::vector<Scores> best(s.last - s.first, Scores(count, std::numeric_limits<int64_t>::min() / 2));
    std::vector<std::vector<size_t>> back(best.size(), std::vector<size_t>(count, 0));
    for (size_t i = 0; i < best.size(); ++i)
      for (size_t to = 0; to < count; ++to)
        for (size_t from = 0; from < (i ? count : 1); ++from) {
          const int64_t before = i ? best[i - 1][from] + std::lround(moves[from * count + to]) : std::lround(moves[count * count + to]);
          if (before + scores[s.first + i][to] <= best[i][to]) continue;
          best[i][to] = before + scores[s.first + i][to];
          back[i][to] = from;
        }
    std::vector<size_t> tags(best.size());
    tags.back() = static_cast<size_t>(std::max_element(best.back().begin(), best.back().end()) - best.back().begin());
    for (size_t i = best.size() - 1; i > 0; --i) tags[i - 1] = back[i][tags[i]];
    for (size_t i = 0; i < tags.size(); ++i) {
      if (tags[i] == 0) continue;
      const auto at = static_cast<uint32_t>(s.first + i);
      const auto label = static_cast<uint8_t>((tags[i] - 1) / 2);
      const bool goes_on = tags[i] % 2 == 0 && i > 0 && tags[i - 1] != 0 && (tags[i - 1] - 1) / 2 == label;
      if (goes_on) out.back().last = at;
      else out.push_back({{}, at, at, label});
    }
  }

  const TaggerModel& model_;
  const Lexicon& lexicon_;
  TaggerView view_;
};

}  // namespace rawi::test

#endif  // RAWI_TESTS_NAIVE_TAGGER_H
