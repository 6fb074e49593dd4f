#include "mentions/tagger.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rawi {
namespace {

constexpr uint32_t kAhead = 12, kSoon = 6;  // so many tokens ahead memory is asked for a word, and for what it adds

// What is kept of a word is kept by this; no word is 0.
uint64_t word_of(const Token& t) {
  const uint64_t kind = (static_cast<uint64_t>(t.kind) + 1) << 56 | static_cast<uint64_t>(static_cast<unsigned char>(t.mark)) << 48;
  const bool spelled = t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin;
  const uint64_t number = static_cast<uint64_t>(std::min<int>(t.digits, 5)) << 1 | (t.decimals > 0);
  return (spelled ? t.hash : number | 1u << 16) ^ kind;
}
constexpr uint64_t of_scheme(uint64_t word, Scheme scheme) { return word ^ static_cast<uint64_t>(scheme) * 0x9E3779B97F4A7C15ull; }
constexpr size_t place_of(uint64_t word, size_t slots) { return (word ^ word >> 32 ^ word >> 50) & (slots - 1); }

}  // namespace

Tagger::Tagger(const TaggerModel& model, const Lexicon& lexicon, size_t kept)
    : model_(model), lexicon_(lexicon), slots_(kept), added_(std::max<size_t>(kept / 4, 1)), again_(model.again()), met_(kMetBits / 64) {
  for (const uint64_t entry : model.features()) {
    const uint64_t bit = entry >> 32 & (kMetBits - 1);
    if (entry) met_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  for (const Scheme scheme : {Scheme::kOwn, Scheme::kFour}) {
    Moves& m = moves_[static_cast<int>(scheme)];
    m = Moves{};
    const int count = tag_count(scheme);
    const float* transitions = model.transitions(scheme);
    for (int t = 0; t < count; ++t) {
      for (int from = 0; from < count; ++from) m.between[from][t] = transitions[from * count + t];
      m.begin[t] = transitions[count * count + t];
      m.to_none[t] = transitions[t * count];
    }
  }
}

// Adds the rows of the features to the sums of their codes; the features of a place have but one. All features are looked up before the
// first row is read: the tables are larger than the nearest caches. Most pairs of words have never been met, which a bit tells.
void Tagger::add_rows(const FeatureList& list, Scheme scheme, Sums* sums) const {
  uint64_t hashes[FeatureList::kMost];
  uint8_t codes[FeatureList::kMost];
  TaggerModel::Rows rows[FeatureList::kMost];
  int kept = 0;
  for (int k = 0; k < list.size; ++k) {  // without branches: what is met is as good as chance
    hashes[kept] = list.hashes[k];
    codes[kept] = list.codes[k];
    kept += met(list.hashes[k]);
  }
  for (int k = 0; k < kept; ++k) model_.fetch(hashes[k]);
  for (int k = 0; k < kept; ++k) {
    rows[k] = model_.rows_of(hashes[k]);
    model_.fetch_row(scheme, rows[k].first);
  }
  for (int k = 0; k < kept; ++k) {
    uint32_t at = rows[k].first;
    for (unsigned left = rows[k].codes; left; left &= left - 1, ++at) {
      const int code = std::countr_zero(left);
      if (!(codes[k] >> code & 1)) continue;
      const TaggerModel::Row& row = model_.row(scheme, at);
      Sums& sum = sums[code % kPlaceCode];
      for (int t = 0; t < kTagLanes; ++t) sum[t] = static_cast<int16_t>(sum[t] + row[t]);
    }
  }
}

const Tagger::Slot& Tagger::slot(const Tokens& tokens, const Token& t) {
  const uint64_t word = word_of(t);
  Slot* pair = &slots_[place_of(word, slots_.size() / 2) * 2];
  const bool second = pair[0].word == word ? false : pair[1].word == word ? true : !pair[0].older;
  Slot& s = pair[second];
  pair[0].older = second;
  if (s.word != word) {
    s.word = word;
    fill(tokens, t, s);
  }
  return s;
}

// What a word that is not kept is to the first look.
void Tagger::fill(const Tokens& tokens, const Token& t, Slot& s) const {
  s.facts = word_facts(tokens, t, lexicon_, *this);
  FeatureList list;
  add_word_features(tokens, t, s.facts, lexicon_, list);
  for (int k = 0; k < list.size; ++k) model_.fetch_gate(list.hashes[k]);
  std::memset(s.gate, 0, sizeof s.gate);
  for (int k = 0; k < list.size; ++k) {
    const TaggerModel::Gate& gate = model_.gate(list.hashes[k]);
    for (int code = 0; code < 8; ++code) s.gate[code] = static_cast<int16_t>(s.gate[code] + gate[code]);
  }
}

void Tagger::fetch_slots(const Token& t) const {
  const Slot* pair = &slots_[place_of(word_of(t), slots_.size() / 2) * 2];
  __builtin_prefetch(pair);
  __builtin_prefetch(pair + 1);
}

// Fills facts and tells which tokens may be in a name.
void Tagger::first_look(const Tokens& tokens, const Structure& structure, Scheme scheme) {
  const auto n = static_cast<uint32_t>(tokens.all.size());
  view_.facts.resize(n);
  gates_.assign(n + 2 * kWindow, 0);
  open_.resize(n);
  for (const Sentence& s : structure.sentences) {
    for (uint32_t i = s.first; i < s.last; ++i) {
      if (i + kAhead < n) fetch_slots(tokens.all[i + kAhead]);
      const Slot& word = slot(tokens, tokens.all[i]);
      view_.facts[i] = word.facts;
      int16_t* to = &gates_[i];  // of token i - kWindow; what falls outside of the sentence is not read
      for (int code = 0; code < kOffsets; ++code) {
        const int four = scheme == Scheme::kFour ? word.gate[TaggerModel::kFourGate + code] : 0;
        to[kOffsets - 1 - code] = static_cast<int16_t>(to[kOffsets - 1 - code] + word.gate[code] + four);
      }
    }
    for (uint32_t i = s.first; i < s.last; ++i) open_[i] = gates_[i + kWindow] >= model_.gate_least();
    // What this sentence's last words added behind it is no part of the next.
    if (s.first < s.last) std::fill_n(&gates_[s.last + kWindow], kWindow, int16_t{0});
  }
}

// What word `w` adds to itself and its neighbours.
const Tagger::Added& Tagger::added(const Tokens& tokens, uint32_t w, Scheme scheme) {
  const uint64_t word = of_scheme(word_of(tokens.all[w]), scheme);
  Added& a = added_[place_of(word, added_.size())];
  if (a.word == word) return a;
  a = {};
  a.word = word;
  FeatureList list;
  add_word_features(tokens, tokens.all[w], view_.facts[w], lexicon_, list);
  add_rows(list, scheme, a.by_code);
  return a;
}

void Tagger::fetch_added(const Token& t, Scheme scheme) const {
  const Added& a = added_[place_of(of_scheme(word_of(t), scheme), added_.size())];
  __builtin_prefetch(&a);
  __builtin_prefetch(&a.word);
}

void Tagger::emit(const Tokens& tokens, const Structure& structure, uint32_t i, Scheme scheme) {
  alignas(16) Sums sums = {};
  const Sentence& sentence = structure.sentences[structure.sentence_of[i]];
  for (int code = 0; code < kOffsets; ++code) {
    const int64_t word = static_cast<int64_t>(i) + (code - kWindow);
    if (word < sentence.first || word >= sentence.last) continue;
    const Sums& of_word = added(tokens, static_cast<uint32_t>(word), scheme).by_code[code];
    for (int t = 0; t < kTagLanes; ++t) sums[t] = static_cast<int16_t>(sums[t] + of_word[t]);
  }
  FeatureList list;
  add_place_features(view_, structure, i, list);
  add_rows(list, scheme, &sums);
  for (int t = 0; t < kTagLanes; ++t) emissions_[i][t] = static_cast<float>(sums[t]);
}

// Viterbi over tokens that are open, between others that are O (or the ends of the sentence): fills best_. Only scores are kept; from
// which tag a score came is asked along the best tags alone, on the way back.
void Tagger::decode_run(uint32_t first, uint32_t last, const Sentence& sentence, Scheme scheme) {
  const int count = tag_count(scheme);
  const Moves& m = moves_[static_cast<int>(scheme)];
  const uint32_t n = last - first;
  scores_.resize(n);
  best_.resize(n);
  scores_[0] = (first == sentence.first ? m.begin : m.between[0]) + emissions_[first];
  for (uint32_t i = 1; i < n; ++i) {
    const Lanes before = scores_[i - 1];
    Lanes next = before[0] + m.between[0];
    for (int from = 1; from < count; ++from) {
      const Lanes score = before[from] + m.between[from];
      for (int t = 0; t < kTagLanes; ++t) next[t] = std::max(next[t], score[t]);
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
    for (int t = 0; t < count; ++t) from[t] += m.between[t][best_[i]];
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
    emission[static_cast<int>(1 + 2 * label)] += again_;
    emission[static_cast<int>(2 + 2 * label)] += again_;
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
    if (const uint32_t soon = i + kSoon; soon + 1 < n && (open_[soon - 1] || open_[soon] || open_[soon + 1])) fetch_added(tokens.all[soon], scheme);
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
