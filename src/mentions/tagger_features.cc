#include "mentions/tagger_features.h"

#include <algorithm>
#include <array>

#include "tokens/clitics.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

// Each kind of feature has its own space; the offset is part of it.
enum Kind : uint64_t {
  kWordKind = 1, kCoreKind, kPrefix, kSuffix, kCoarse, kMiddle, kFine, kRank, kLength, kScript, kClass, kPos, kLemma, kProclitics,
  kGazetteer, kArticle, kCorePair, kPairAfter, kPairFar, kMiddlePair, kMiddleAfter, kMiddleAround, kCoarseTrio, kGrammar, kGrammarTrio,
  kName, kNamePair, kNameGrammar, kBegins, kQuoted, kCoreName, kMiddleGrammar, kFarAfter
};

constexpr uint64_t combine(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0xA0761D6478BD642Full) * (b ^ 0xE7037ED1A0B428DBull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
constexpr uint64_t combine(uint64_t a, uint64_t b, uint64_t c) { return combine(combine(a, b), c); }

constexpr uint64_t kind_at(Kind kind, int offset) { return static_cast<uint64_t>(kind) << 8 | static_cast<uint64_t>(offset + kWindow); }

// Classes and lemmas count by their names: their numbers change from one lexicon to the next.
const std::array<uint64_t, kClassCount> kClassNames = [] {
  std::array<uint64_t, kClassCount> hashes{};
  for (int c = 0; c < kClassCount; ++c) hashes[static_cast<size_t>(c)] = form_hash(class_name(static_cast<Class>(c)));
  return hashes;
}();

uint64_t core_key(std::string_view folded, const WordFacts& f) {
  const std::string_view rest = folded.substr(f.strip);
  if (!f.restore_al) return name_key(rest);
  char buffer[64];
  if (rest.size() >= sizeof buffer) return name_key(rest);
  buffer[0] = static_cast<char>(letter::kAlef);
  std::copy(rest.begin(), rest.end(), buffer + 1);
  return name_key({buffer, rest.size() + 1});
}

// How much commoner what is left must be before an unknown word is taken for clitic and name: powers of two.
constexpr int kCommoner = 3;

// The lexicon's first reading has fewest clitics. For words that it does not know, the corpus decides: what is commoner by far
// without the clitic has one (wa-Bush; but not Waterloo).
void find_core(std::string_view folded, const Tokens& tokens, const Token& t, const WordRanks& ranks, WordFacts& f) {
  if (t.readings) {
    const Reading1& r = tokens.read(t)[0];
    if (!(r.proclitics & ~kAl)) return;
    f.proclitics = r.proclitics & static_cast<uint8_t>(~kAl);
    f.restore_al = (r.proclitics & (kLi | kAl)) == (kLi | kAl);
    f.strip = r.stem;
    if (r.proclitics & kAl) f.strip = static_cast<uint8_t>(r.stem - (f.restore_al ? 1 : 2));
    return;
  }
  const int own = f.entry.rank;
  Strip strips[4];
  const int n = possible_strips(folded, strips);
  int best = 0;
  for (int s = 0; s < n; ++s) {
    WordFacts tried;
    tried.strip = strips[s].bytes;
    tried.restore_al = strips[s].restore_al;
    const int rank = ranks.entry(core_key(folded, tried)).rank;
    if (rank == 0 || (own && rank + kCommoner > own) || (best && rank >= best)) continue;
    best = rank;
    f.strip = tried.strip;
    f.restore_al = tried.restore_al;
    f.proclitics = strips[s].proclitics & static_cast<uint8_t>(~kAl);
  }
}

// One letter may be two bytes or more (letter::kOther); for affixes bytes will do.
void add_affixes(std::string_view core, int offset, FeatureList& out) {
  const bool near = offset == 0;
  for (size_t n = near ? 1 : 2; n <= (near ? 4u : 3u); ++n) {
    if (core.size() <= n) break;
    out.add(combine(kind_at(kSuffix, offset), form_hash(core.substr(core.size() - n)), n));
    if (near) out.add(combine(kind_at(kPrefix, offset), form_hash(core.substr(0, n)), n));
  }
}

void add_classes(const Tokens& tokens, const Token& t, const Lexicon& lexicon, int offset, FeatureList& out) {
  uint64_t seen[(kClassCount + 63) / 64] = {};
  uint64_t pos = 0;
  for (const Reading1& r : tokens.read(t)) {
    const Lexeme& l = lexicon.lexeme(r.lexeme);
    pos |= uint64_t{1} << (static_cast<int>(l.pos) * 2 + (l.type() != Plover::kNone));
    for (size_t k = 0; k < std::size(seen); ++k) seen[k] |= l.classes[k];
  }
  out.add(combine(kind_at(kPos, offset), pos));
  for (size_t k = 0; k < std::size(seen); ++k)
    for (uint64_t bits = seen[k]; bits; bits &= bits - 1)
      out.add(combine(kind_at(kClass, offset), kClassNames[k * 64 + static_cast<size_t>(__builtin_ctzll(bits))]));
  if (t.readings && offset >= -1 && offset <= 1) {
    const Lexeme& l = lexicon.lexeme(tokens.read(t)[0].lexeme);
    out.add(combine(kind_at(kLemma, offset), form_hash(lexicon.string(l.lemma))));
  }
}

// What the word by itself may name, and whether a longer name begins with it.
void add_gazetteer(const WordFacts& f, const Lexicon& lexicon, int offset, FeatureList& out) {
  const uint32_t node = lexicon.step(Lexicon::kRoot, f.core);
  if (node == Lexicon::kNowhere) return;
  uint64_t kinds = 0;
  for (const NameEntry& n : lexicon.names(node)) {
    const EntityKind kind = lexicon.entity(n.entity).kind;
    const int group = kind == EntityKind::kCountry || kind == EntityKind::kState ? 0 : is_place(kind) ? 1 : is_weapon(kind) ? 2 : 3;
    const int sure = n.ambiguous == kNeedsCue ? 0 : lexicon.entity(n.entity).flags & kEntityExtra ? 1 : 2;
    kinds |= uint64_t{1} << (group * 3 + sure);
  }
  out.add(combine(kind_at(kGazetteer, offset), kinds));
}

uint64_t length_class(const Token& t) { return std::min<uint64_t>(t.fold_size, 12); }

}  // namespace

WordFacts word_facts(const Tokens& tokens, const Token& t, const WordRanks& ranks) {
  WordFacts f;
  if (t.kind == TokenKind::kNumber) {
    f.word = f.core = combine(static_cast<uint64_t>(TokenKind::kNumber), std::min<uint64_t>(t.digits, 5), t.decimals > 0);
    return f;
  }
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) {
    f.word = f.core = combine(static_cast<uint64_t>(t.kind), static_cast<unsigned char>(t.mark), 77);
    return f;
  }
  const std::string_view folded = tokens.fold(t);
  f.word = f.core = t.key;
  f.entry = ranks.entry(t.key);
  if (t.kind == TokenKind::kLatin) return f;
  find_core(folded, tokens, t, ranks, f);
  if (f.strip == 0 && !f.restore_al) return f;
  f.core = core_key(folded, f);
  f.entry = ranks.entry(f.core);
  return f;
}

void add_word_features(const Tokens& tokens, const Token& t, const WordFacts& f, const Lexicon& lexicon, int offset, FeatureList& out) {
  const bool near = offset >= -1 && offset <= 1;
  out.add(combine(kind_at(kCoreKind, offset), f.core));
  out.add(combine(kind_at(kScript, offset), static_cast<uint64_t>(t.kind) << 8 | static_cast<unsigned char>(t.mark)));
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return;
  if (f.entry.coarse) {
    out.add(combine(kind_at(kCoarse, offset), f.entry.coarse));
    out.add(combine(kind_at(kMiddle, offset), f.entry.middle));
    out.add(combine(kind_at(kFine, offset), f.entry.fine));
  }
  if (t.readings) add_classes(tokens, t, lexicon, offset, out);
  add_gazetteer(f, lexicon, offset, out);
  if (!near) return;
  const std::string_view core = tokens.fold(t).substr(f.strip);
  if (offset == 0) out.add(combine(kind_at(kWordKind, offset), f.word));
  if (offset == 0) out.add(combine(kind_at(kLength, offset), length_class(t)));
  out.add(combine(kind_at(kRank, offset), f.entry.rank));
  out.add(combine(kind_at(kProclitics, offset), f.proclitics, t.readings == 0));
  const bool article = core.size() > 3 && static_cast<unsigned char>(core[0]) == letter::kAlef && static_cast<unsigned char>(core[1]) == letter::kLam;
  out.add(combine(kind_at(kArticle, offset), article || f.restore_al, f.proclitics != 0));
  add_affixes(core, offset, out);
}

void TaggerView::fill_names(const std::vector<NameMention>& names) {
  name.assign(facts.size(), 0);
  for (const NameMention& m : names) {
    const int sure = m.cued ? 2 : m.common ? 0 : 1;
    for (uint32_t i = m.first; i <= m.last; ++i) {
      const int part = m.first == m.last ? 0 : i == m.first ? 1 : i == m.last ? 3 : 2;
      name[i] = static_cast<uint8_t>(1 + ((m.kinds & 15) * 3 + sure) * 4 + part);
    }
  }
}

void TaggerView::fill_grammar(const std::vector<Tag>& tags) {
  grammar.resize(tags.size());
  for (size_t i = 0; i < tags.size(); ++i) {
    const Tag& t = tags[i];
    const auto suffix = static_cast<unsigned>(t.suffix > 0);
    grammar[i] = static_cast<uint16_t>(static_cast<unsigned>(t.pos) | (t.lexeme != nullptr) * 8u | (t.proclitics & 0x7fu) << 4 | suffix << 11 |
                                       static_cast<unsigned>(t.feats.shape()) << 12);
  }
}

void add_place_features(const TaggerView& view, const Structure& structure, uint32_t i, FeatureList& out) {
  const Sentence& s = structure.sentences[structure.sentence_of[i]];
  static const WordFacts kNoFacts;
  const auto inside = [&](int d) { return static_cast<int64_t>(i) + d >= s.first && i + static_cast<uint32_t>(d) < s.last; };
  const auto facts = [&](int d) -> const WordFacts& { return inside(d) ? view.facts[i + static_cast<uint32_t>(d)] : kNoFacts; };
  const auto grammar = [&](int d) -> uint64_t { return inside(d) ? view.grammar[i + static_cast<uint32_t>(d)] : 0xffff; };
  const auto name = [&](int d) -> uint64_t { return inside(d) ? view.name[i + static_cast<uint32_t>(d)] : 0xff; };
  const WordFacts &f = facts(0), &before = facts(-1), &after = facts(1);
  out.add(combine(kCorePair, before.core, f.core));
  out.add(combine(kPairAfter, f.core, after.core));
  out.add(combine(kPairFar, facts(-2).core, before.core));
  out.add(combine(kFarAfter, after.core, facts(2).core));
  out.add(combine(kMiddlePair, before.entry.middle, f.entry.middle));
  out.add(combine(kMiddleAfter, f.entry.middle, after.entry.middle));
  out.add(combine(kMiddleAround, before.entry.middle, after.entry.middle));
  out.add(combine(kCoarseTrio, before.entry.coarse | f.entry.coarse << 8, after.entry.coarse));
  for (int d = -1; d <= 1; ++d) {
    out.add(combine(kind_at(kGrammar, d), grammar(d)));
    if (name(d)) out.add(combine(kind_at(kName, d), name(d)));
  }
  out.add(combine(kGrammarTrio, grammar(-1) | grammar(0) << 16, grammar(1)));
  out.add(combine(kMiddleGrammar, f.entry.middle, grammar(-1)));
  out.add(combine(kNamePair, name(-1) | name(0) << 8, name(1)));
  if (name(0)) {
    out.add(combine(kNameGrammar, name(0), grammar(-1)));
    out.add(combine(kCoreName, name(0), before.entry.middle));
  }
  const bool quoted = structure.quotation_of[i] >= 0;
  out.add(combine(kBegins, i == s.first, s.headline | quoted << 1));
  if (quoted) out.add(combine(kQuoted, f.entry.coarse, f.entry.rank == 0));
}

}  // namespace rawi
