// The name tagger's weights, mapped from a file of their own (model/names.model; docs/training.md, "The name tagger").
//
// A model gives every feature, by the offset from which it counts, a row: a number a tag. The score of a token's tag is the sum of the
// rows of its features; what a tag after another is worth is added along a sentence. All are whole numbers of one unit, so that sums
// are exact in any order.
//
// A first look spares most tokens that sum: it adds up one small number a feature of the words around (`gate`), and a token
// that stays below gate_least() is in no name.
//
// There are rows for two ways to label (Scheme): rawi's own classes, and the four of the CoNLL tradition.
// It also holds the words of the corpus with how common they are and their clusters (words that stand in like places).
//
// A TaggerModel owns its mapping; opening throws Error with what to do. Any number of threads may read.
#ifndef RAWI_MENTIONS_TAGGER_MODEL_H
#define RAWI_MENTIONS_TAGGER_MODEL_H

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "bytes/mapped_file.h"

namespace rawi {

// How names are labelled. Tags are O, then B and I of each label.
enum class Scheme : uint8_t { kOwn, kFour };
inline constexpr int kSchemes = 2;
inline constexpr std::string_view kOwnLabels[] = {"PERSON", "ORG", "PLACE", "FACILITY", "NORP", "VEHICLE", "WEAPON"};
inline constexpr std::string_view kFourLabels[] = {"PERS", "LOC", "ORG", "MISC"};
constexpr std::span<const std::string_view> labels(Scheme s) {
  return s == Scheme::kOwn ? std::span<const std::string_view>(kOwnLabels) : std::span<const std::string_view>(kFourLabels);
}
constexpr int tag_count(Scheme s) { return 1 + 2 * static_cast<int>(labels(s).size()); }

// Scores come in rows of one length, whatever the scheme; the compiler has vectors for it.
inline constexpr int kTagLanes = 16;
static_assert(tag_count(Scheme::kOwn) <= kTagLanes && tag_count(Scheme::kFour) <= kTagLanes);

// What the corpus tells of a word.
struct WordEntry {
  uint8_t rank = 0;         // log2 of its place in the order of frequency, 1 the commonest; 0: not in the corpus
  uint8_t coarse = 0;       // clusters, 1 and up; 0: none
  uint16_t middle = 0, fine = 0;
  uint8_t label = 0;        // what a tagger that did not know this field took it for in the corpus (rawi-names); 0: not told
  uint8_t reserved = 0;
};

struct TaggerHeader {
  uint32_t shape[2];                // tag_count of the schemes
  uint32_t feature_bits, word_bits; // sizes of the tables, as powers of two
  uint32_t gate_bits;               // likewise, of the first look's
  int32_t gate_least;               // a token of a smaller sum is in no name
  uint32_t features, words;         // rows; row 0 is "not met"
  float unit;                       // what a unit of a row is worth, in log odds
  uint32_t reserved;
};

class TaggerModel {
 public:
  using Row = int8_t[kTagLanes];

  explicit TaggerModel(const std::string& path);
  TaggerModel(const TaggerModel&) = delete;
  TaggerModel& operator=(const TaggerModel&) = delete;

  // Where a feature's rows lie: one for each offset from which it has been met, one after another.
  struct Rows {
    uint32_t first = 0;
    uint8_t codes = 0;  // bits; none: nobody has met it
  };
  void fetch(uint64_t feature) const { __builtin_prefetch(&features_[slot_of(feature, features_.size())]); }
  Rows rows_of(uint64_t feature) const {
    const uint32_t found = find(features_, feature);
    return {found >> 8, static_cast<uint8_t>(found)};
  }
  // The table of features: open addressing; the upper half of an entry is that of the hash.
  std::span<const uint64_t> features() const { return features_; }
  const Row& row(Scheme s, uint32_t r) const { return rows_[static_cast<int>(s)][r]; }
  void fetch_row(Scheme s, uint32_t r) const { __builtin_prefetch(&rows_[static_cast<int>(s)][r]); }

  // What a feature says of the tokens around it, by offset (for the second scheme that of kFourGate adds to it); features may share
  // an entry.
  using Gate = int8_t[8];
  static constexpr int kFourGate = 4;
  const Gate& gate(uint64_t feature) const { return gates_[slot_of(feature, gates_.size())]; }
  void fetch_gate(uint64_t feature) const { __builtin_prefetch(&gates_[slot_of(feature, gates_.size())]); }
  int32_t gate_least() const { return header_.gate_least; }

  const WordEntry& word(uint64_t key) const { return words_[find(word_table_, key)]; }

  // What the label that a word has elsewhere in a report adds to it, in units.
  float again() const { return std::round(4.0f / header_.unit); }
  const float* transitions(Scheme s) const;            // in units; (tags + 1) x tags: from, to; the last row: from the begin of a sentence
  std::string_view version() const { return version_; }

  // What a file holds, in this order.
  struct Parts {
    TaggerHeader header;
    std::span<const uint64_t> features;   // open addressing: upper half of the hash, row
    std::span<const Row> rows[kSchemes];
    std::span<const Gate> gates;
    std::span<const float> transitions;
    std::span<const uint64_t> word_table;
    std::span<const WordEntry> words;
  };
  // Throws Error when it cannot be written.
  static void write(const std::string& path, const Parts& parts);
  static constexpr uint64_t entry(uint64_t hash, uint32_t value) { return (hash & 0xffffffff00000000ull) | value; }
  // Where a hash is looked for in a table of this size, a power of two; the lowest bits are those of feature_at.
  static constexpr size_t slot_of(uint64_t hash, size_t size) { return hash >> 3 & (size - 1); }

  static constexpr int kTransitions = (tag_count(Scheme::kOwn) + 1) * tag_count(Scheme::kOwn) +
                                      (tag_count(Scheme::kFour) + 1) * tag_count(Scheme::kFour);

 private:
  static uint32_t find(std::span<const uint64_t> table, uint64_t hash) {
    for (size_t i = slot_of(hash, table.size()); table[i]; i = (i + 1) & (table.size() - 1))
      if ((table[i] ^ hash) >> 32 == 0) return static_cast<uint32_t>(table[i]);
    return 0;
  }
  bool map(const char* body, size_t size);

  MappedFile file_;
  TaggerHeader header_{};
  std::span<const uint64_t> features_, word_table_;
  std::span<const Row> rows_[kSchemes];
  std::span<const Gate> gates_;
  std::span<const WordEntry> words_;
  const float* transitions_ = nullptr;
  std::string version_;
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_TAGGER_MODEL_H
