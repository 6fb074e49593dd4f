#include "examples.h"

#include <algorithm>

#include "../train/gold.h"

namespace rawi::names {
namespace {

// The tag of every token, from the names over words that it belongs to.
void label_tokens(const ConllText& text, const std::vector<Span>& words_of_token, Scheme scheme, std::vector<uint8_t>& out) {
  std::vector<int32_t> name_of_word(text.words.size(), -1);
  for (size_t k = 0; k < text.gold.size(); ++k)
    for (uint32_t w = text.gold[k].first; w <= text.gold[k].last; ++w) name_of_word[w] = static_cast<int32_t>(k);
  int32_t before = -1;
  for (const Span& words : words_of_token) {
    int32_t name = -1;
    for (uint32_t w = words.begin; w < words.end && name < 0; ++w) name = name_of_word[w];
    uint8_t tag = 0;
    if (name >= 0) {
      const std::string_view label = label_in(scheme, text.gold[static_cast<size_t>(name)].label);
      const auto all = labels(scheme);
      const auto at = static_cast<size_t>(std::find(all.begin(), all.end(), label) - all.begin());
      if (at < all.size()) tag = static_cast<uint8_t>(1 + 2 * at + (name == before));
    }
    out.push_back(tag);
    before = name;
  }
}

// The features that count from an offset (or of a place), told apart by it.
void add_hashes(const FeatureList& list, int code, std::vector<uint64_t>& out) {
  for (int k = 0; k < list.size; ++k)
    if (list.codes[k] >> code & 1) out.push_back(feature_at(list.hashes[k], code));
}

}  // namespace

std::vector<FeatureList> word_features(const TextReader& reader, const std::vector<WordFacts>& facts) {
  std::vector<FeatureList> lists(facts.size());
  for (size_t i = 0; i < lists.size(); ++i) add_word_features(reader.tokens, reader.tokens.all[i], facts[i], reader.lexicon, lists[i]);
  return lists;
}

void add_around(const std::vector<FeatureList>& words, const Structure& structure, uint32_t i, std::vector<uint64_t>& out) {
  const Sentence& s = structure.sentences[structure.sentence_of[i]];
  for (int code = 0; code < kOffsets; ++code) {
    const int64_t at = static_cast<int64_t>(i) + code - kWindow;
    if (at >= s.first && at < s.last) add_hashes(words[static_cast<size_t>(at)], code, out);
  }
}

void TextReader::read(std::string_view text) {
  tokenize(text, lexicon, tokens);
  find_sentences(tokens, structure);
  tag(tokens, structure, lexicon, tags);
  find_names(text, tokens, lexicon, names);
}

namespace {

// A text that was read, with the tag of every token.
void add_text(const TextReader& reader, const std::vector<uint8_t>& tags, Scheme scheme, TextKind kind, const WordRanks& ranks, Examples& out) {
  TaggerView view;
  const auto& tokens = reader.tokens.all;
  const auto base = static_cast<uint32_t>(out.tags.size());
  out.tags.insert(out.tags.end(), tags.begin(), tags.end());
  for (const Token& t : tokens) view.facts.push_back(word_facts(reader.tokens, t, reader.lexicon, ranks));
  view.fill_names(reader.names, tokens.size());
  view.fill_grammar(reader.tags);
  const std::vector<FeatureList> words = word_features(reader, view.facts);
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    add_around(words, reader.structure, i, out.hashes);
    FeatureList list;
    add_place_features(view, reader.structure, i, list);
    add_hashes(list, kPlaceCode, out.hashes);
    out.ends.push_back(out.hashes.size());
  }
  for (const Sentence& s : reader.structure.sentences) {
    if (s.first >= s.last) continue;
    // A name may run over what rawi takes for the end of a sentence: there it begins again.
    if (uint8_t& tag = out.tags[base + s.first]; tag > 0 && tag % 2 == 0) --tag;
    out.sentences.push_back({scheme, base + s.first, base + s.last, kind});
  }
}

}  // namespace

void add_examples(const std::vector<ConllText>& texts, Scheme scheme, TextKind kind, TextReader& reader, const WordRanks& ranks, Examples& out) {
  std::vector<uint8_t> tags;
  for (const ConllText& text : texts) {
    reader.read(text.text);
    tags.clear();
    label_tokens(text, words_of_tokens(text, reader.tokens), scheme, tags);
    add_text(reader, tags, scheme, kind, ranks, out);
  }
}

void add_tagged(const std::string& corpus, size_t every, Tagger& tagger, TextReader& reader, const WordRanks& ranks, Examples& out) {
  std::vector<TaggedName> names;
  std::vector<uint8_t> tags;
  size_t count = 0;
  train::each_report(corpus, [&](const Report& report) {
    if (count++ % every != 0) return;
    reader.read(report.text);
    tagger.find(report.text, reader.tokens, reader.structure, reader.tags, reader.names, Scheme::kOwn, names);
    tags.assign(reader.tokens.all.size(), 0);
    for (const TaggedName& name : names)
      for (uint32_t i = name.first; i <= name.last; ++i) tags[i] = static_cast<uint8_t>(1 + 2 * name.label + (i > name.first));
    add_text(reader, tags, Scheme::kOwn, TextKind::kTagged, ranks, out);
  });
}

std::vector<uint64_t> number(Examples& examples, uint32_t least) {
  std::unordered_map<uint64_t, uint32_t> counts;
  counts.reserve(examples.hashes.size() / 8);
  for (const uint64_t h : examples.hashes) ++counts[h];
  std::vector<uint64_t> hash_of_row{0};
  std::unordered_map<uint64_t, uint32_t> row_of;
  examples.rows.reserve(examples.hashes.size());
  for (const uint64_t h : examples.hashes) {  // in the order of the text: no dependence on the table's order
    if (counts[h] < least) {
      examples.rows.push_back(0);
      continue;
    }
    const auto [at, added] = row_of.emplace(h, static_cast<uint32_t>(hash_of_row.size()));
    if (added) hash_of_row.push_back(h);
    examples.rows.push_back(at->second);
  }
  examples.hashes = {};
  return hash_of_row;
}

}  // namespace rawi::names
