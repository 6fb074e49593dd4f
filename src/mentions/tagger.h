// The name tagger: persons, organisations, places, facilities, groups, vehicles, weapons, learned from annotated text.
//
// It reads what rules and gazetteers do not know: names that stand in no list, and where a name ends. Every token gets
// one of the tags O, B-label, I-label; the best sequence of a sentence is found by Viterbi over the model's
// emissions and transitions (a linear-chain CRF, trained by rawi-names: docs/training.md).
//
//   qala al-ra'is jun smith fi jami`at al-basra     -> [jun smith] PERSON, [jami`at al-basra] ORG
//
// A report is read twice: what a name's rare words were tagged speaks for the same words elsewhere, so that a surname that
// stands alone later on is found by the full name.
// Total. A Tagger keeps what words add up to, so that a word met again costs a few additions: steady reading allocates
// nothing. One thread a Tagger; the model and lexicon are shared and must outlive it.
#ifndef RAWI_MENTIONS_TAGGER_H
#define RAWI_MENTIONS_TAGGER_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "mentions/tagger_features.h"
#include "mentions/tagger_model.h"

namespace rawi {

struct TaggedName {
  Span span;                     // without proclitics
  uint32_t first = 0, last = 0;  // tokens, both included
  uint8_t label = 0;             // index into labels(scheme)
};

class Tagger : private WordRanks {
 public:
  Tagger(const TaggerModel& model, const Lexicon& lexicon);

  // The names of a report, in text order. `names`: what find_names found.
  void find(std::string_view text, const Tokens& tokens, const Structure& structure, const std::vector<Tag>& tags,
            const std::vector<NameMention>& names, Scheme scheme, std::vector<TaggedName>& out);

 private:
  static constexpr int kOffsets = 2 * kWindow + 1;
  static constexpr size_t kSlots = 1 << 14;
  using Sums = int16_t[TaggerShape::kColumns];

  // What a word adds to the tokens around it and to itself.
  struct Slot {
    uint64_t word = 0;
    WordFacts facts;
    alignas(16) Sums sums[kOffsets];  // [d + kWindow]: to the token from which it stands d away
  };

  WordEntry entry(uint64_t key) const override { return model_.word(key); }
  const Slot& slot(const Tokens& tokens, const Token& t);
  void add_rows(const FeatureList& list, Sums& sums) const;
  void emit(const Structure& structure, uint32_t i, Scheme scheme, float* to);
  void remember(const Tokens& tokens, const std::vector<TaggedName>& names);
  bool recall(const Tokens& tokens, const Structure& structure, Scheme scheme);
  bool rare(const Tokens& tokens, uint32_t i) const;
  void decode_all(const Structure& structure, Scheme scheme, std::vector<TaggedName>& out);
  void decode_again(const Structure& structure, Scheme scheme, std::vector<TaggedName>& out);
  void decode(uint32_t first, uint32_t last, Scheme scheme, std::vector<TaggedName>& out);

  const TaggerModel& model_;
  const Lexicon& lexicon_;
  std::vector<Slot> slots_;
  TaggerView view_;
  std::vector<float> emissions_;
  std::vector<int16_t> sums_;      // per token: Sums of the words around it
  std::vector<int32_t> back_;
  std::vector<uint8_t> best_;
  std::vector<uint8_t> recalled_;        // per sentence: a word of it has a label elsewhere
  std::vector<TaggedName> first_names_;  // of the first decoding

  // The model's matrices, a row of kLanes tags whatever the scheme: loops of one length, which the compiler turns into vectors.
  static constexpr int kLanes = 16;
  struct Matrices {
    alignas(64) float out[TaggerShape::kHidden][kLanes];
    alignas(64) float transitions[kLanes][kLanes];
    alignas(64) float begin[kLanes];
  };
  Matrices matrices_[kSchemes];

  // A bit for every feature of the model, so that one that nobody met (most pairs of words) is not looked up in a table of megabytes.
  static constexpr uint64_t kMetBits = uint64_t{1} << 21;
  bool met(uint64_t feature) const {
    const uint64_t bit = feature >> 32 & (kMetBits - 1);
    return met_[bit / 64] >> (bit % 64) & 1;
  }
  std::vector<uint64_t> met_;

  // How often a word was tagged with each label in the report.
  struct Votes {
    uint64_t core = 0;
    uint16_t labels[TaggerShape::kMostTags / 2] = {};
  };
  Votes& votes(uint64_t core);
  std::vector<Votes> votes_;       // open addressing
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_TAGGER_H
