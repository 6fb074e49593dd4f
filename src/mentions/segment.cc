#include "mentions/segment.h"

#include <algorithm>
#include <iterator>

#include "mentions/names.h"
#include "tokens/fold.h"
#include "tokens/scan.h"

namespace rawi {
namespace {

using namespace letter;

// Pronouns that a word of unknown stem is seen to carry, longer ones first.
constexpr unsigned char kHuma[] = {kHeh, kMeem, kAlef}, kHa[] = {kHeh, kAlef}, kHum[] = {kHeh, kMeem}, kHunna[] = {kHeh, kNoon}, kHu[] = {kHeh};
struct Ending {
  const unsigned char* letters;
  size_t size;
};
constexpr Ending kEndings[] = {{kHuma, 3}, {kHa, 2}, {kHum, 2}, {kHunna, 2}, {kHu, 1}};

bool ends_with(std::string_view w, const Ending& e) {
  return w.size() > e.size + 2 && std::equal(e.letters, e.letters + e.size, reinterpret_cast<const unsigned char*>(w.data()) + w.size() - e.size);
}

bool is(char c, unsigned char letter) { return static_cast<unsigned char>(c) == letter; }

// wa-, bi-, ka-, li- by its letter; 0: none.
uint8_t proclitic_of(char c) {
  return is(c, kWaw) ? kWa : is(c, kFeh) ? kFa : is(c, kBeh) ? kBa : is(c, kKaf) ? kKa : is(c, kLam) ? kLi : 0;
}

bool is_pronoun(std::string_view rest) {
  for (const Ending& e : kEndings)
    if (rest.size() == e.size && std::equal(e.letters, e.letters + e.size, reinterpret_cast<const unsigned char*>(rest.data()))) return true;
  if (rest.size() == 2) return is(rest[1], kAlef) && is(rest[0], kNoon);
  return rest.size() == 1 && (is(rest[0], kKaf) || is(rest[0], kYeh));
}

}  // namespace

// The lexicon has fixed expressions as words of their own (bi-sabab, li-anna, bi-hi): which of them begin with a proclitic is told by
// what is left, a noun of three letters or more, a complementizer, a demonstrative, or a pronoun.
uint8_t Segmenter::joined(std::string_view folded) const {
  const uint8_t bit = proclitic_of(folded[0]);
  if (!(bit & (kBa | kLi))) return 0;
  const std::string_view rest = folded.substr(1);
  if (rest.size() > 4 && is(rest[0], kAlef) && is(rest[1], kLam) && !lexicon_.forms(rest.substr(2)).empty()) return bit;
  if (bit == kBa && rest.size() >= 4 && entry(name_key(rest)).rank) return bit;
  for (const Form& f : lexicon_.forms(rest)) {
    const Lexeme& l = lexicon_.lexeme(f.lexeme);
    if (l.is(Class::kComplementizer) || l.is(Class::kDemonstrative)) return bit;
    if (l.pos == Pos::kNoun && rest.size() >= 3 && f.feats.shape() != Shape::kPast) return bit;
  }
  return 0;
}

// One word that names a place or an actor whatever stands beside it: London is no li-.
bool Segmenter::well_known(const Token& t) const {
  const uint32_t node = lexicon_.step(Lexicon::kRoot, t.key);
  if (node == Lexicon::kNowhere) return false;
  for (const NameEntry& n : lexicon_.names(node))
    if (n.ambiguous != kNeedsCue && !(lexicon_.entity(n.entity).flags & kEntityExtra)) return true;
  return false;
}

// What neither the lexicon nor the corpus knows, and what the article tells: wa-, and bi-, li- before it.
uint8_t Segmenter::guess_proclitic(const Token& t) const {
  const std::string_view folded = tokens_.fold(t);
  if (folded.size() < 5) return 0;
  const uint8_t bit = proclitic_of(folded[0]);
  const bool article = is(folded[1], kAlef) && is(folded[2], kLam), li_article = bit == kLi && is(folded[1], kLam);
  if (li_article || (bit && article)) return bit;
  return bit == kWa && entry(t.key).rank == 0 ? bit : 0;
}

void Segmenter::read(std::string_view text) {
  text_ = text;
  tokenize(text, lexicon_, tokens_);
  find_sentences(tokens_, structure_);
  tag(tokens_, structure_, lexicon_, tags_);
}

// A pronoun is one where the word without it is in the corpus, and commoner; the ta before it may be a ta marbuta.
uint32_t Segmenter::guess_suffix(std::string_view core) const {
  const int whole = entry(name_key(core)).rank;
  for (const Ending& e : kEndings) {
    if (!ends_with(core, e)) continue;
    std::string stem(core.substr(0, core.size() - e.size));
    int rank = entry(name_key(stem)).rank;
    if (static_cast<unsigned char>(stem.back()) == kTeh) {
      stem.back() = static_cast<char>(kTehMarbuta);
      const int marbuta = entry(name_key(stem)).rank;
      if (marbuta && (!rank || marbuta < rank)) rank = marbuta;
    }
    if (rank && (!whole || rank < whole)) return static_cast<uint32_t>(e.size);
  }
  return 0;
}

Segmenter::Cut Segmenter::cut(uint32_t i) const {
  const Token& t = tokens_.all[i];
  Cut c;
  if (t.kind != TokenKind::kWord) return c;
  const Tag& tag = tags_[i];
  const std::string_view folded = tokens_.fold(t);
  if (folded.size() > 1 && proclitic_of(folded[0]) & (kBa | kLi) && is_pronoun(folded.substr(1))) {
    c.letters[c.count++] = 1;
    return c;
  }
  uint32_t proclitics = tag.proclitics;
  if (tag.lexeme) {
    if (tag.proclitics & (kLi | kBa | kKa | kFa | kSa) && well_known(t)) return c;
    c.suffix = tag.suffix;
    const uint32_t conjunction = proclitics & (kWa | kFa) ? 1 : 0;
    if (tag.pos == Pos::kParticle && proclitics <= kFa && folded.size() > conjunction + c.suffix + 2u)
      proclitics |= joined(folded.substr(conjunction, folded.size() - conjunction - c.suffix));
  } else {
    const WordFacts facts = word_facts(tokens_, t, lexicon_, *this);
    proclitics = facts.proclitics ? facts.proclitics : guess_proclitic(t);
    const std::string_view core = folded.substr(facts.strip);
    const bool article = core.size() > 3 && static_cast<unsigned char>(core[0]) == kAlef && static_cast<unsigned char>(core[1]) == kLam;
    if (!article && !facts.restore_al) c.suffix = guess_suffix(core);
  }
  for (const uint32_t bit : {kInterrogative, kWa, kFa, kSa, kBa, kKa, kLi})
    if ((proclitics & bit) && c.count < 4) c.letters[c.count++] = 1;
  return c;
}

// Over vowel marks, which belong to the letter before them.
uint32_t Segmenter::after_marks(uint32_t at, uint32_t end) const {
  while (at < end) {
    const Character c = next_character(text_, at);
    if (c.folded_size) break;
    at += c.size;
  }
  return at;
}

void Segmenter::add(uint32_t i, char mark, std::string& out) const {
  const Token& t = tokens_.all[i];
  const Cut c = cut(i);
  const auto put = [&](uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    if (!out.empty()) out += mark;
    out += text_.substr(begin, end - begin);
  };
  uint32_t begin = t.span.begin;
  uint32_t letters = 0;
  for (int k = 0; k < c.count; ++k) {
    letters += c.letters[k];
    const uint32_t end = after_marks(after_letters(text_, t.span, letters), t.span.end);
    put(begin, end);
    begin = end;
  }
  const uint32_t stem_end = c.suffix && t.fold_size > c.suffix ? after_marks(after_letters(text_, t.span, t.fold_size - c.suffix), t.span.end) : t.span.end;
  put(begin, stem_end);
  put(std::max(begin, stem_end), t.span.end);
}

std::string Segmenter::segments(Span word, char mark) const {
  std::string out;
  const auto& all = tokens_.all;
  auto t = std::partition_point(all.begin(), all.end(), [&](const Token& x) { return x.span.end <= word.begin; });
  for (; t != all.end() && t->span.begin < word.end; ++t) add(static_cast<uint32_t>(t - all.begin()), mark, out);
  return out;
}

}  // namespace rawi
