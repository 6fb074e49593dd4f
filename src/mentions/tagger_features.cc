#include "mentions/tagger_features.h"

#include <algorithm>
#include <array>

#include "tokens/clitics.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

// Each kind of feature has its own space.
enum Kind : uint64_t {
  kWordKind = 1, kCoreKind, kPrefix, kSuffix, kCoarse, kMiddle, kFine, kRank, kLength, kScript, kClass, kPos, kProclitics,
  kGazetteer, kArticle, kLearned, kCorePair, kPairAfter, kMiddlePair, kMiddleAfter, kGrammar, kGrammarTrio,
  kName, kNamePair, kNameGrammar, kBegins, kQuoted, kCoreName, kMiddleGrammar, kLearnedTrio,
  kLearnedGrammar
};

constexpr uint64_t combine(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0xA0761D6478BD642Full) * (b ^ 0xE7037ED1A0B428DBull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
constexpr uint64_t combine(uint64_t a, uint64_t b, uint64_t c) { return combine(combine(a, b), c); }

// From where a word's feature counts: the word itself, its neighbours too.
constexpr uint8_t kHere = 1 << kWindow, kAll = (1 << kOffsets) - 1;

// Classes count by their names: their numbers change from one lexicon to the next.
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

bool only_names(const Tokens& tokens, const Token& t, const Lexicon& lexicon) {
  const auto readings = tokens.read(t);
  return std::all_of(readings.begin(), readings.end(), [&](const Reading1& r) { return lexicon.lexeme(r.lexeme).pos == Pos::kProper; });
}

// One letter may be two bytes or more (letter::kOther); for affixes bytes will do.
void add_affixes(std::string_view core, FeatureList& out) {
  uint64_t prefix = 0, suffix = 0;
  for (size_t n = 1; n <= 4 && n < core.size(); ++n) {
    prefix = prefix << 8 | static_cast<unsigned char>(core[n - 1]);
    suffix = suffix << 8 | static_cast<unsigned char>(core[core.size() - n]);
    out.add(combine(kSuffix, suffix, n), n == 2 || n == 3 ? kAll : kHere);
    out.add(combine(kPrefix, prefix, n), kHere);
  }
}

void add_classes(const Tokens& tokens, const Token& t, const Lexicon& lexicon, FeatureList& out) {
  uint64_t seen[(kClassCount + 63) / 64] = {};
  uint64_t pos = 0;
  for (const Reading1& r : tokens.read(t)) {
    const Lexeme& l = lexicon.lexeme(r.lexeme);
    pos |= uint64_t{1} << (static_cast<int>(l.pos) * 2 + (l.type() != Plover::kNone));
    for (size_t k = 0; k < std::size(seen); ++k) seen[k] |= l.classes[k];
  }
  out.add(combine(kPos, pos), kAll);
  for (size_t k = 0; k < std::size(seen); ++k)
    for (uint64_t bits = seen[k]; bits; bits &= bits - 1)
      out.add(combine(kClass, kClassNames[k * 64 + static_cast<size_t>(__builtin_ctzll(bits))]), kAll);
}

// What the word by itself may name, and whether a longer name begins with it.
void add_gazetteer(const WordFacts& f, const Lexicon& lexicon, FeatureList& out) {
  const uint32_t node = lexicon.step(Lexicon::kRoot, f.core);
  if (node == Lexicon::kNowhere) return;
  uint64_t kinds = 0;
  for (const NameEntry& n : lexicon.names(node)) {
    const EntityKind kind = lexicon.entity(n.entity).kind;
    const int group = kind == EntityKind::kCountry || kind == EntityKind::kState ? 0 : is_place(kind) ? 1 : is_weapon(kind) ? 2 : 3;
    const int sure = n.ambiguous == kNeedsCue ? 0 : lexicon.entity(n.entity).flags & kEntityExtra ? 1 : 2;
    kinds |= uint64_t{1} << (group * 3 + sure);
  }
  out.add(combine(kGazetteer, kinds), kAll);
}

uint64_t length_class(const Token& t) { return std::min<uint64_t>(t.fold_size, 12); }

}  // namespace

WordFacts word_facts(const Tokens& tokens, const Token& t, const Lexicon& lexicon, const WordRanks& ranks) {
  WordFacts f;
  if (t.kind == TokenKind::kNumber) {
    f.core = combine(static_cast<uint64_t>(TokenKind::kNumber), std::min<uint64_t>(t.digits, 5), t.decimals > 0);
    return f;
  }
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) {
    f.core = combine(static_cast<uint64_t>(t.kind), static_cast<unsigned char>(t.mark), 77);
    return f;
  }
  const std::string_view folded = tokens.fold(t);
  f.core = t.key;
  f.entry = ranks.entry(t.key);
  if (t.kind == TokenKind::kLatin) return f;
  f.rare = t.fold_size >= 3 && only_names(tokens, t, lexicon);
  find_core(folded, tokens, t, ranks, f);
  if (f.strip == 0 && !f.restore_al) return f;
  f.core = core_key(folded, f);
  f.entry = ranks.entry(f.core);
  return f;
}

void add_word_features(const Tokens& tokens, const Token& t, const WordFacts& f, const Lexicon& lexicon, FeatureList& out) {
  out.add(combine(kCoreKind, f.core), kAll);
  out.add(combine(kScript, static_cast<uint64_t>(t.kind) << 8 | static_cast<unsigned char>(t.mark)), kAll);
  if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return;
  if (f.entry.coarse) {
    out.add(combine(kCoarse, f.entry.coarse), kAll);
    out.add(combine(kMiddle, f.entry.middle), kAll);
    out.add(combine(kFine, f.entry.fine), kAll);
  }
  if (f.entry.label) out.add(combine(kLearned, f.entry.label), kAll);
  if (t.readings) add_classes(tokens, t, lexicon, out);
  add_gazetteer(f, lexicon, out);
  const std::string_view core = tokens.fold(t).substr(f.strip);
  out.add(combine(kWordKind, t.key), kHere);
  out.add(combine(kLength, length_class(t)), kHere);
  out.add(combine(kRank, f.entry.rank), kAll);
  out.add(combine(kProclitics, f.proclitics, t.readings == 0), kAll);
  const bool article = core.size() > 3 && static_cast<unsigned char>(core[0]) == letter::kAlef && static_cast<unsigned char>(core[1]) == letter::kLam;
  out.add(combine(kArticle, article || f.restore_al, f.proclitics != 0), kAll);
  add_affixes(core, out);
}

void TaggerView::fill_names(const std::vector<NameMention>& names, size_t tokens) {
  name.assign(tokens, 0);
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
  const auto add = [&](uint64_t hash) { out.add(hash, 1 << kPlaceCode); };
  const WordFacts &f = facts(0), &before = facts(-1), &after = facts(1);
  add(combine(kCorePair, before.core, f.core));
  add(combine(kPairAfter, f.core, after.core));
  add(combine(kMiddlePair, before.entry.middle, f.entry.middle));
  add(combine(kMiddleAfter, f.entry.middle, after.entry.middle));
  add(combine(kLearnedTrio, before.entry.label | f.entry.label << 8, after.entry.label));
  add(combine(kLearnedGrammar, f.entry.label, grammar(-1)));
  for (int d = -1; d <= 1; ++d) {
    add(combine(kGrammar, static_cast<uint64_t>(d) + 1, grammar(d)));
    if (name(d)) add(combine(kName, static_cast<uint64_t>(d) + 1, name(d)));
  }
  add(combine(kGrammarTrio, grammar(-1) | grammar(0) << 16, grammar(1)));
  add(combine(kMiddleGrammar, f.entry.middle, grammar(-1)));
  add(combine(kNamePair, name(-1) | name(0) << 8, name(1)));
  if (name(0)) {
    add(combine(kNameGrammar, name(0), grammar(-1)));
    add(combine(kCoreName, name(0), before.entry.middle));
  }
  const bool quoted = structure.quotation_of[i] >= 0;
  add(combine(kBegins, i == s.first, s.headline | quoted << 1));
  if (quoted) add(combine(kQuoted, f.entry.coarse, f.entry.rank == 0));
}

}  // namespace rawi
