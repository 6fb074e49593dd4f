#include "mentions/tagger.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rawi {
namespace {

constexpr float kAgain = 4.0f;  // how much a word's label elsewhere in the report is worth

constexpr int kColumns = TaggerShape::kColumns, kTags = TaggerShape::kTags, kHidden = TaggerShape::kHidden;

void add(const int16_t* from, int16_t* to) {
  for (int c = 0; c < kColumns; ++c) to[c] = static_cast<int16_t>(to[c] + from[c]);
}

}  // namespace

Tagger::Tagger(const TaggerModel& model, const Lexicon& lexicon) : model_(model), lexicon_(lexicon), slots_(kSlots), met_(kMetBits / 64) {
  for (const uint64_t entry : model.features()) {
    const uint64_t bit = entry >> 32 & (kMetBits - 1);
    if (entry) met_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  for (const Scheme scheme : {Scheme::kOwn, Scheme::kFour}) {
    Matrices& m = matrices_[static_cast<int>(scheme)];
    m = Matrices{};
    const int count = tag_count(scheme);
    const float* transitions = model.transitions(scheme);
    for (int h = 0; h < kHidden; ++h) std::copy_n(model.out() + h * kTags + first_tag(scheme), count, m.out[h]);
    for (int from = 0; from < count; ++from) std::copy_n(transitions + from * count, count, m.transitions[from]);
    std::copy_n(transitions + count * count, count, m.begin);
  }
}

// All features are looked up before the first row is read: the tables are larger than the nearest caches. Most pairs of words have
// never been met, which a bit tells.
void Tagger::add_rows(const FeatureList& list, Sums& sums) const {
  uint64_t hashes[FeatureList::kMost];
  uint32_t rows[FeatureList::kMost];
  int kept = 0, n = 0;
  for (int k = 0; k < list.size; ++k) {
    hashes[kept] = list.hashes[k];
    if (!met(list.hashes[k])) continue;
    model_.fetch(list.hashes[k]);
    ++kept;
  }
  for (int k = 0; k < kept; ++k) {
    const uint32_t row = model_.row_of(hashes[k]);
    if (row == 0) continue;
    model_.fetch_row(row);
    rows[n++] = row;
  }
  for (int k = 0; k < n; ++k) {
    const TaggerModel::Row& row = model_.row(rows[k]);
    for (int c = 0; c < kColumns; ++c) sums[c] = static_cast<int16_t>(sums[c] + row[c]);
  }
}

// The newer word takes the place of the older.
const Tagger::Slot& Tagger::slot(const Tokens& tokens, const Token& t) {
  const uint64_t kind = static_cast<uint64_t>(t.kind) << 56 | static_cast<uint64_t>(static_cast<unsigned char>(t.mark)) << 48;
  const bool spelled = t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin;
  const uint64_t number = static_cast<uint64_t>(std::min<int>(t.digits, 5)) << 1 | (t.decimals > 0);
  const uint64_t word = (spelled ? t.hash : number | 1u << 16) ^ kind;
  Slot& s = slots_[(word ^ word >> 32 ^ word >> 50) & (kSlots - 1)];
  if (s.word == word) return s;
  s.word = word;
  s.facts = word_facts(tokens, t, *this);
  std::memset(s.sums, 0, sizeof s.sums);
  for (int d = -kWindow; d <= kWindow; ++d) {
    FeatureList list;
    add_word_features(tokens, t, s.facts, lexicon_, d, list);
    add_rows(list, s.sums[d + kWindow]);
  }
  return s;
}

void Tagger::emit(const Structure& structure, uint32_t i, Scheme scheme, float* to) {
  Sums sums;
  std::memcpy(sums, &sums_[size_t{i} * kColumns], sizeof sums);
  FeatureList list;
  add_place_features(view_, structure, i, list);
  add_rows(list, sums);
  const int first = first_tag(scheme), count = tag_count(scheme);
  const float unit = model_.tag_unit(), hidden_unit = model_.hidden_unit();
  const Matrices& m = matrices_[static_cast<int>(scheme)];
  alignas(64) float emission[kLanes] = {};
  for (int t = 0; t < count; ++t) emission[t] = static_cast<float>(sums[first + t]) * unit;
  for (int h = 0; h < kHidden; ++h) {
    const int16_t sum = sums[kTags + h];
    if (sum <= 0) continue;
    const float value = static_cast<float>(sum) * hidden_unit;
    for (int t = 0; t < kLanes; ++t) emission[t] += value * m.out[h][t];
  }
  std::copy_n(emission, TaggerShape::kMostTags, to);
}

// Viterbi; then the tags, read from the last token back, are turned into names.
void Tagger::decode(uint32_t first, uint32_t last, Scheme scheme, std::vector<TaggedName>& out) {
  const int count = tag_count(scheme);
  const Matrices& m = matrices_[static_cast<int>(scheme)];
  const uint32_t n = last - first;
  back_.resize(size_t{n} * kLanes);
  best_.resize(n);
  alignas(64) float score[kLanes], next[kLanes], emission[kLanes] = {};
  const auto load = [&](uint32_t i) { std::copy_n(&emissions_[size_t{i} * TaggerShape::kMostTags], TaggerShape::kMostTags, emission); };
  load(first);
  for (int t = 0; t < kLanes; ++t) score[t] = m.begin[t] + emission[t];
  for (uint32_t i = 1; i < n; ++i) {
    alignas(64) int32_t back[kLanes] = {};
    for (int t = 0; t < kLanes; ++t) next[t] = -1e30f;
    for (int from = 0; from < count; ++from) {
      const float before = score[from];
      for (int t = 0; t < kLanes; ++t) {
        const float s = before + m.transitions[from][t];
        const bool better = s > next[t];
        next[t] = better ? s : next[t];
        back[t] = better ? from : back[t];
      }
    }
    load(first + i);
    for (int t = 0; t < kLanes; ++t) score[t] = next[t] + emission[t];
    std::copy_n(back, kLanes, &back_[size_t{i} * kLanes]);
  }
  best_[n - 1] = static_cast<uint8_t>(std::max_element(score, score + count) - score);
  for (uint32_t i = n - 1; i > 0; --i) best_[i - 1] = static_cast<uint8_t>(back_[size_t{i} * kLanes + best_[i]]);
  for (uint32_t i = 0; i < n; ++i) {
    const int tag = best_[i];
    if (tag == 0) continue;
    const auto label = static_cast<uint8_t>((tag - 1) / 2);
    const bool begins = tag % 2 == 1 || i == 0 || best_[i - 1] == 0 || (best_[i - 1] - 1) / 2 != label;
    if (begins) out.push_back({{}, first + i, first + i, label});
    else out.back().last = first + i;
  }
}

void Tagger::decode_all(const Structure& structure, Scheme scheme, std::vector<TaggedName>& out) {
  out.clear();
  for (const Sentence& s : structure.sentences)
    if (s.first < s.last) decode(s.first, s.last, scheme, out);
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
    if (recalled_[k]) decode(s.first, s.last, scheme, out);
    else out.insert(out.end(), begin, name);
  }
}

// A word that the lexicon does not know, or knows only as a name.
bool Tagger::rare(const Tokens& tokens, uint32_t i) const {
  const Token& t = tokens.all[i];
  if (t.kind != TokenKind::kWord || t.fold_size < 3) return false;
  for (const Reading1& r : tokens.read(t))
    if (lexicon_.lexeme(r.lexeme).pos != Pos::kProper) return false;
  return true;
}

Tagger::Votes& Tagger::votes(uint64_t core) {
  size_t at = core & (votes_.size() - 1);
  while (votes_[at].core && votes_[at].core != core) at = (at + 1) & (votes_.size() - 1);
  return votes_[at];
}

void Tagger::remember(const Tokens& tokens, const std::vector<TaggedName>& names) {
  size_t words = 1;
  for (const TaggedName& name : names) words += name.last - name.first + 1;
  votes_.assign(std::bit_ceil(2 * words), Votes{});
  for (const TaggedName& name : names) {
    for (uint32_t i = name.first; i <= name.last; ++i) {
      if (!rare(tokens, i)) continue;
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
    if (!rare(tokens, i)) continue;
    const Votes& v = votes(view_.facts[i].core);
    if (v.core == 0) continue;
    const auto label = static_cast<size_t>(std::max_element(v.labels, v.labels + labels_count) - v.labels);
    float* emission = &emissions_[size_t{i} * TaggerShape::kMostTags];
    emission[1 + 2 * label] += kAgain;
    emission[2 + 2 * label] += kAgain;
    recalled_[structure.sentence_of[i]] = 1;
    any = true;
  }
  return any;
}

void Tagger::find(std::string_view text, const Tokens& tokens, const Structure& structure, const std::vector<Tag>& tags,
                  const std::vector<NameMention>& names, Scheme scheme, std::vector<TaggedName>& out) {
  const auto n = static_cast<uint32_t>(tokens.all.size());
  view_.facts.resize(n);
  emissions_.resize(size_t{n} * TaggerShape::kMostTags);
  sums_.assign(size_t{n} * kColumns, 0);
  for (uint32_t i = 0; i < n; ++i) {
    const Slot& s = slot(tokens, tokens.all[i]);
    view_.facts[i] = s.facts;
    const Sentence& sentence = structure.sentences[structure.sentence_of[i]];
    for (int d = -kWindow; d <= kWindow; ++d) {  // to the token i - d, from which this word stands d away
      const int64_t to = static_cast<int64_t>(i) - d;
      if (to >= sentence.first && to < sentence.last) add(s.sums[d + kWindow], &sums_[static_cast<size_t>(to) * kColumns]);
    }
  }
  view_.fill_names(names);
  view_.fill_grammar(tags);
  for (uint32_t i = 0; i < n; ++i) emit(structure, i, scheme, &emissions_[size_t{i} * TaggerShape::kMostTags]);
  decode_all(structure, scheme, out);
  remember(tokens, out);
  if (recall(tokens, structure, scheme)) decode_again(structure, scheme, out);
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
