#include "mentions/tagger.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace rawi {
namespace {

constexpr float kAgain = 4.0f;  // how much a word's label elsewhere in the report is worth
constexpr uint32_t kAhead = 6;   // so many tokens ahead what is kept of a word is fetched

constexpr int kColumns = TaggerShape::kColumns, kTags = TaggerShape::kTags, kHidden = TaggerShape::kHidden;

// How many bits are set: which of a feature's rows is that of a code.
constexpr std::array<uint8_t, 1 << (kPlaceCode + 1)> kBefore = [] {
  std::array<uint8_t, 1 << (kPlaceCode + 1)> bits{};
  for (size_t k = 0; k < bits.size(); ++k) bits[k] = static_cast<uint8_t>(std::popcount(k));
  return bits;
}();

// What is kept of a word is kept by this; no word is 0.
uint64_t word_of(const Token& t) {
  const uint64_t kind = (static_cast<uint64_t>(t.kind) + 1) << 56 | static_cast<uint64_t>(static_cast<unsigned char>(t.mark)) << 48;
  const bool spelled = t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin;
  const uint64_t number = static_cast<uint64_t>(std::min<int>(t.digits, 5)) << 1 | (t.decimals > 0);
  return (spelled ? t.hash : number | 1u << 16) ^ kind;
}
constexpr size_t place_of(uint64_t word, size_t slots) { return (word ^ word >> 32 ^ word >> 50) & (slots - 1); }

}  // namespace

Tagger::Tagger(const TaggerModel& model, const Lexicon& lexicon, size_t kept)
    : model_(model), lexicon_(lexicon), slots_(kept), full_slots_(std::max<size_t>(kept / 4, 1)), met_(kMetBits / 64) {
  for (const uint64_t entry : model.features()) {
    const uint64_t bit = entry >> 32 & (kMetBits - 1);
    if (entry) met_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  for (const Scheme scheme : {Scheme::kOwn, Scheme::kFour}) {
    Matrices& m = matrices_[static_cast<int>(scheme)];
    m = Matrices{};
    const int count = tag_count(scheme);
    const float* transitions = model.transitions(scheme);
    for (int t = 0; t < count; ++t) {
      for (int h = 0; h < kHidden; ++h) m.out[h][t] = model.out()[h * kTags + first_tag(scheme) + t];
      for (int from = 0; from < count; ++from) m.transitions[from][t] = transitions[from * count + t];
      m.begin[t] = transitions[count * count + t];
      m.to_none[t] = transitions[t * count];
    }
  }
}

// Adds the rows of the features to the sums of their codes, as far as asked for. All features are looked up before the first row is
// read: the tables are larger than the nearest caches. Most pairs of words have never been met, which a bit tells.
void Tagger::add_rows(const FeatureList& list, uint8_t codes, Sums* sums) const {
  uint64_t hashes[FeatureList::kMost];
  uint32_t rows[FeatureList::kMost * kOffsets];
  uint8_t to[FeatureList::kMost * kOffsets];
  int kept = 0, n = 0;
  for (int k = 0; k < list.size; ++k) {  // without branches: what is met is as good as chance
    hashes[kept] = list.hashes[k];
    kept += (list.codes[k] & codes) != 0 && met(list.hashes[k]);
  }
  for (int k = 0; k < kept; ++k) model_.fetch(hashes[k]);
  for (int k = 0; k < kept; ++k) {
    const TaggerModel::Rows found = model_.rows_of(hashes[k]);
    for (unsigned left = found.codes & codes; left; left &= left - 1) {
      const int code = std::countr_zero(left);
      rows[n] = found.first + kBefore[found.codes & ((1u << code) - 1)];
      to[n] = static_cast<uint8_t>(code);
      model_.fetch_row(rows[n++]);
    }
  }
  for (int k = 0; k < n; ++k) {
    const TaggerModel::Row& row = model_.row(rows[k]);
    Sums& sum = sums[codes == 1 << kPlaceCode ? 0 : to[k]];
    for (int c = 0; c < kColumns; ++c) sum[c] = static_cast<int16_t>(sum[c] + row[c]);
  }
}

const Tagger::Slot& Tagger::slot(const Tokens& tokens, const Token& t) {
  const uint64_t word = word_of(t);
  Slot& s = slots_[place_of(word, slots_.size())];
  if (s.word == word) return s;
  s.word = word;
  s.facts = word_facts(tokens, t, lexicon_, *this);
  FeatureList list;
  add_word_features(tokens, t, s.facts, lexicon_, list);
  std::memset(s.gate, 0, sizeof s.gate);
  for (int k = 0; k < list.size; ++k) {
    const TaggerModel::Gate& gate = model_.gate(list.hashes[k]);
    for (int code = 0; code < 8; ++code) s.gate[code] = static_cast<int16_t>(s.gate[code] + gate[code]);
  }
  return s;
}

// Fills facts and tells which tokens may be in a name.
void Tagger::first_look(const Tokens& tokens, const Structure& structure, Scheme scheme) {
  const auto n = static_cast<uint32_t>(tokens.all.size());
  view_.facts.resize(n);
  gates_.assign(n + 2 * kWindow, 0);
  open_.resize(n);
  for (const Sentence& s : structure.sentences) {
    for (uint32_t i = s.first; i < s.last; ++i) {
      if (i + kAhead < n) __builtin_prefetch(&slots_[place_of(word_of(tokens.all[i + kAhead]), slots_.size())]);
      const Slot& word = slot(tokens, tokens.all[i]);
      view_.facts[i] = word.facts;
      int16_t* to = &gates_[i];  // of token i - kWindow; what falls outside of the sentence is not read
      for (int code = 0; code < kOffsets; ++code) to[kOffsets - 1 - code] = static_cast<int16_t>(to[kOffsets - 1 - code] + word.gate[code]);
      for (int k = 0; scheme == Scheme::kFour && k < TaggerModel::kFourOffsets; ++k)
        to[kWindow + 1 - k] = static_cast<int16_t>(to[kWindow + 1 - k] + word.gate[TaggerModel::kFourGate + k]);
    }
    for (uint32_t i = s.first; i < s.last; ++i) open_[i] = gates_[i + kWindow] >= model_.gate_least() || view_.name[i] != 0;
    // What this sentence's last words added behind it is no part of the next.
    if (s.first < s.last) std::fill_n(&gates_[s.last + kWindow], kWindow, int16_t{0});
  }
}

// The offsets from which open tokens see word `i`.
uint8_t Tagger::codes_wanted(const Sentence& sentence, uint32_t i) const {
  uint8_t codes = 0;
  for (int code = 0; code < kOffsets; ++code) {
    const int64_t to = static_cast<int64_t>(i) - (code - kWindow);
    if (to >= sentence.first && to < sentence.last && open_[static_cast<size_t>(to)]) codes |= static_cast<uint8_t>(1 << code);
  }
  return codes;
}

// What word `w` adds to a token from which it stands at offset `code`. Asked for one, it makes what all open tokens around ask for.
const Tagger::FullSlot& Tagger::full_slot(const Tokens& tokens, const Sentence& sentence, uint32_t w, int code) {
  const uint64_t word = word_of(tokens.all[w]);
  FullSlot& s = full_slots_[place_of(word, full_slots_.size())];
  if (s.word != word) {
    s.word = word;
    s.codes = 0;
  }
  if (s.codes >> code & 1) return s;
  const auto missing = static_cast<uint8_t>(codes_wanted(sentence, w) & ~s.codes);
  for (uint8_t left = missing; left; left &= static_cast<uint8_t>(left - 1)) std::memset(s.sums[std::countr_zero(left)], 0, sizeof(Sums));
  FeatureList list;
  add_word_features(tokens, tokens.all[w], view_.facts[w], lexicon_, list);
  add_rows(list, missing, s.sums);
  s.codes |= missing;
  return s;
}

// Asks memory for what token `i` will need of the words around it.
void Tagger::fetch_words(const Tokens& tokens, uint32_t i) const {
  for (uint32_t code = 0; code < kOffsets; ++code) {
    const uint32_t w = i + code;  // - kWindow
    if (w < kWindow || w - kWindow >= tokens.all.size()) continue;
    const FullSlot& s = full_slots_[place_of(word_of(tokens.all[w - kWindow]), full_slots_.size())];
    __builtin_prefetch(&s);
    __builtin_prefetch(s.sums[code]);
    __builtin_prefetch(s.sums[code] + kColumns / 2);
  }
}

void Tagger::emit(const Tokens& tokens, const Structure& structure, uint32_t i, Scheme scheme) {
  alignas(64) Sums sums = {};
  const Sentence& sentence = structure.sentences[structure.sentence_of[i]];
  for (int code = 0; code < kOffsets; ++code) {
    const int64_t word = static_cast<int64_t>(i) + (code - kWindow);
    if (word < sentence.first || word >= sentence.last) continue;
    const auto w = static_cast<uint32_t>(word);
    const FullSlot& s = full_slot(tokens, sentence, w, code);
    for (int c = 0; c < kColumns; ++c) sums[c] = static_cast<int16_t>(sums[c] + s.sums[code][c]);
  }
  FeatureList list;
  add_place_features(view_, structure, i, list);
  add_rows(list, 1 << kPlaceCode, &sums);
  const int first = first_tag(scheme), count = tag_count(scheme);
  const float unit = model_.tag_unit(), hidden_unit = model_.hidden_unit();
  const Matrices& m = matrices_[static_cast<int>(scheme)];
  Lanes emission = {};
  for (int t = 0; t < count; ++t) emission[t] = static_cast<float>(sums[first + t]) * unit;
  for (int h = 0; h < kHidden; ++h) emission += static_cast<float>(std::max<int16_t>(sums[kTags + h], 0)) * hidden_unit * m.out[h];
  emissions_[i] = emission;
}

// Viterbi over tokens that are open, between others that are O (or the ends of the sentence): fills best_. Only scores are kept; from
// which tag a score came is asked along the best tags alone, on the way back.
void Tagger::decode_run(uint32_t first, uint32_t last, const Sentence& sentence, Scheme scheme) {
  const int count = tag_count(scheme);
  const Matrices& m = matrices_[static_cast<int>(scheme)];
  const uint32_t n = last - first;
  scores_.resize(n);
  best_.resize(n);
  scores_[0] = (first == sentence.first ? m.begin : m.transitions[0]) + emissions_[first];
  for (uint32_t i = 1; i < n; ++i) {
    const Lanes before = scores_[i - 1];
    Lanes next = before[0] + m.transitions[0];
    for (int from = 1; from < count; ++from) {
      const Lanes score = before[from] + m.transitions[from];
      next = score > next ? score : next;
    }
    scores_[i] = next + emissions_[first + i];
  }
  const auto best_of = [&](const Lanes& scores) {
    int best = 0;
    for (int t = 1; t < count; ++t)
      if (scores[t] > scores[best]) best = t;
    return static_cast<uint8_t>(best);
  };
  best_[n - 1] = best_of(last < sentence.last ? scores_[n - 1] + m.to_none : scores_[n - 1]);
  for (uint32_t i = n - 1; i > 0; --i) {
    Lanes from = scores_[i - 1];
    for (int t = 0; t < count; ++t) from[t] += m.transitions[t][best_[i]];
    best_[i - 1] = best_of(from);
  }
}

void Tagger::decode(const Sentence& sentence, Scheme scheme, std::vector<TaggedName>& out) {
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (!open_[i]) continue;
    const uint32_t first = i;
    while (i < sentence.last && open_[i]) ++i;
    decode_run(first, i, sentence, scheme);
    for (uint32_t k = 0; k < best_.size(); ++k) {
      const int tag = best_[k];
      if (tag == 0) continue;
      const auto label = static_cast<uint8_t>((tag - 1) / 2);
      const bool begins = tag % 2 == 1 || k == 0 || best_[k - 1] == 0 || (best_[k - 1] - 1) / 2 != label;
      if (begins) out.push_back({{}, first + k, first + k, label});
      else out.back().last = first + k;
    }
  }
}

// Only the sentences in which a word was recalled; of the others the first names stand.
void Tagger::decode_again(const Structure& structure, Scheme scheme, std::vector<TaggedName>& out) {
  first_names_.swap(out);
  out.clear();
  auto name = first_names_.begin();
  for (size_t k = 0; k < structure.sentences.size(); ++k) {
    const Sentence& s = structure.sentences[k];
    const auto begin = name;
    while (name != first_names_.end() && name->first < s.last) ++name;
    if (recalled_[k]) decode(s, scheme, out);
    else out.insert(out.end(), begin, name);
  }
}

Tagger::Votes& Tagger::votes(uint64_t core) {
  size_t at = core & (votes_.size() - 1);
  while (votes_[at].core && votes_[at].core != core) at = (at + 1) & (votes_.size() - 1);
  return votes_[at];
}

void Tagger::remember(const std::vector<TaggedName>& names) {
  size_t words = 1;
  for (const TaggedName& name : names) words += name.last - name.first + 1;
  votes_.assign(std::bit_ceil(2 * words), Votes{});
  for (const TaggedName& name : names) {
    for (uint32_t i = name.first; i <= name.last; ++i) {
      if (!view_.facts[i].rare) continue;
      Votes& v = votes(view_.facts[i].core);
      v.core = view_.facts[i].core;
      ++v.labels[name.label];
    }
  }
}

// Favours the label that a word has elsewhere; false when no word is met again.
bool Tagger::recall(const Tokens& tokens, const Structure& structure, Scheme scheme) {
  const auto labels_count = static_cast<int>(labels(scheme).size());
  bool any = false;
  recalled_.assign(structure.sentences.size(), 0);
  for (uint32_t i = 0; i < tokens.all.size(); ++i) {
    if (!view_.facts[i].rare) continue;
    const Votes& v = votes(view_.facts[i].core);
    if (v.core == 0) continue;
    const auto label = static_cast<size_t>(std::max_element(v.labels, v.labels + labels_count) - v.labels);
    if (!open_[i]) {
      open_[i] = 1;
      emit(tokens, structure, i, scheme);
    }
    Lanes& emission = emissions_[i];
    emission[static_cast<int>(1 + 2 * label)] += kAgain;
    emission[static_cast<int>(2 + 2 * label)] += kAgain;
    recalled_[structure.sentence_of[i]] = 1;
    any = true;
  }
  return any;
}

void Tagger::find(std::string_view text, const Tokens& tokens, const Structure& structure, const std::vector<Tag>& tags,
                  const std::vector<NameMention>& names, Scheme scheme, std::vector<TaggedName>& out) {
  const auto n = static_cast<uint32_t>(tokens.all.size());
  view_.fill_names(names, n);
  view_.fill_grammar(tags);
  first_look(tokens, structure, scheme);
  emissions_.resize(n);
  for (uint32_t i = 0; i < n; ++i) {
    if (i + 2 < n && open_[i + 2]) fetch_words(tokens, i + 2);
    if (open_[i]) emit(tokens, structure, i, scheme);
  }
  out.clear();
  for (const Sentence& s : structure.sentences) decode(s, scheme, out);
  if (!out.empty()) {
    remember(out);
    if (recall(tokens, structure, scheme)) decode_again(structure, scheme, out);
  }
  auto known = names.begin();
  for (TaggedName& name : out) {
    while (known != names.end() && known->first < name.first) ++known;
    const WordFacts& f = view_.facts[name.first];
    const uint32_t clitics = f.strip + (f.restore_al ? 1u : 0u);
    name.span = {after_letters(text, tokens.all[name.first].span, clitics), tokens.all[name.last].span.end};
    if (known != names.end() && known->first == name.first) name.span.begin = known->span.begin;
  }
}

}  // namespace rawi
