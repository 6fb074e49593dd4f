// The name tagger: persons, organisations, places, facilities, groups, vehicles, weapons, learned from annotated text.
//
// It reads what rules and gazetteers do not know: names that stand in no list, and where a name ends. Every token gets
// one of the tags O, B-label, I-label; the best sequence of a sentence is found by Viterbi over the model's
// emissions and transitions (a linear-chain CRF, trained by rawi-names: docs/training.md).
//
//   qala al-ra'is jun smith fi jami`at al-basra     -> [jun smith] PERSON, [jami`at al-basra] ORG
//
// Most tokens are in no name, which a first look tells from what the words around them add up to (TaggerModel::gate). They are O;
// only the others get emissions.
// A report is read twice: what a name's rare words were tagged speaks for the same words elsewhere, so that a surname that
// stands alone later on is found by the full name.
// Total. A Tagger keeps what words add up to, so that a word met again costs a few additions; what it finds does not depend
// on what it has kept. Steady reading allocates nothing. One thread a Tagger; the model and lexicon are shared and must
// outlive it.
#ifndef RAWI_MENTIONS_TAGGER_H
#define RAWI_MENTIONS_TAGGER_H

#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

#include "bytes/huge_pages.h"
#include "mentions/tagger_features.h"
#include "mentions/tagger_model.h"

namespace rawi {

struct TaggedName {
  Span span;                     // without proclitics
  uint32_t first = 0, last = 0;  // tokens, both included
  uint8_t label = 0;             // index into labels(scheme)
  bool operator==(const TaggedName&) const = default;
};

class Tagger : private WordRanks {
 public:
  // `kept`: how many words it keeps, a power of two, at least 2.
  Tagger(const TaggerModel& model, const Lexicon& lexicon, size_t kept = 1 << 17);

  // The names of a report, in text order. `names`: what find_names found.
  void find(std::string_view text, const Tokens& tokens, const Structure& structure, const std::vector<Tag>& tags,
            const std::vector<NameMention>& names, Scheme scheme, std::vector<TaggedName>& out);

 private:
  using Sums = int16_t[kTagLanes];

  // Two caches by the hash of a word. What the first look needs of every word, in pairs of which the one used less recently gives way:
  struct alignas(64) Slot {
    uint64_t word = 0;
    WordFacts facts;
    bool older = false;           // of the first of a pair: it gives way
    alignas(16) int16_t gate[8];  // by offset
  };
  // and, by scheme, what a word adds to tokens that are not O; the newer takes the place of the older.
  struct alignas(64) Added {
    Sums by_code[kOffsets];
    uint64_t word = 0;
  };

  WordEntry entry(uint64_t key) const override { return model_.word(key); }
  const Slot& slot(const Tokens& tokens, const Token& t);
  void fill(const Tokens& tokens, const Token& t, Slot& s) const;
  void fetch_slots(const Token& t) const;
  void first_look(const Tokens& tokens, const Structure& structure, Scheme scheme);
  const Added& added(const Tokens& tokens, uint32_t w, Scheme scheme);
  void fetch_added(const Token& t, Scheme scheme) const;
  void emit(const Tokens& tokens, const Structure& structure, uint32_t i, Scheme scheme);
  void remember(const std::vector<TaggedName>& names);
  bool recall(const Tokens& tokens, const Structure& structure, Scheme scheme);
  void decode_again(const Structure& structure, Scheme scheme, std::vector<TaggedName>& out);
  void decode(const Sentence& sentence, Scheme scheme, std::vector<TaggedName>& out);
  void decode_run(uint32_t first, uint32_t last, const Sentence& sentence, Scheme scheme);

  const TaggerModel& model_;
  const Lexicon& lexicon_;
  std::vector<Slot, HugePages<Slot>> slots_;
  std::vector<Added, HugePages<Added>> added_;
  TaggerView view_;
  std::vector<int16_t> gates_;     // per token: the first look's sum
  std::vector<uint8_t> open_;      // per token: it may be in a name
  // Whole numbers, up to which floats are exact; a length for which the compiler has vectors.
  typedef float Lanes __attribute__((vector_size(kTagLanes * sizeof(float))));
  std::vector<Lanes> emissions_;   // per token that is open
  std::vector<Lanes> scores_;      // per token of a run: of the best tags that end so
  std::vector<uint8_t> best_;
  std::vector<uint8_t> recalled_;        // per sentence: a word of it has a label elsewhere
  std::vector<TaggedName> first_names_;  // of the first decoding

  struct Moves {
    Lanes between[kTagLanes];   // from, to
    Lanes begin, to_none;       // to_none: from each tag to O
  };
  Moves moves_[kSchemes];
  float again_ = 0;                // what a word's label elsewhere in the report is worth

  // A bit for every feature of the model, so that one that nobody met (most pairs of words) is not looked up in a table of megabytes.
  static constexpr uint64_t kMetBits = uint64_t{1} << 20;
  bool met(uint64_t feature) const {
    const uint64_t bit = feature >> 32 & (kMetBits - 1);
    return met_[bit / 64] >> (bit % 64) & 1;
  }
  void add_rows(const FeatureList& list, Scheme scheme, Sums* sums) const;
  std::vector<uint64_t> met_;

  // How often a word was tagged with each label in the report.
  struct Votes {
    uint64_t core = 0;
    uint16_t labels[std::size(kOwnLabels)] = {};
  };
  Votes& votes(uint64_t core);
  std::vector<Votes> votes_;       // open addressing
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_TAGGER_H
