#include "tokens/tags.h"

#include <algorithm>

#include "tokens/fold.h"

namespace rawi {
namespace {

bool finite(Feats f) {
  const Shape s = f.shape();
  return s == Shape::kPast || s == Shape::kPresent || s == Shape::kImperative;
}

constexpr uint32_t kLongestOffice = 8;                           // words
constexpr std::string_view kIssued = "\xD5\xCF\xD1";              // sadara, spelled like a chest
constexpr std::string_view kAhead = "\xC7\xE5\xC7\xE5";          // amam

// What the words to the left ask of the next word.
struct Context {
  bool begins = false;       // first word of a sentence, quotation or clause
  bool wants_verb = false;   // after lam, lan, qad, sawfa, a relative pronoun
  bool wants_noun = false;   // after a preposition
  bool after_past = false;   // after a verb in the past that is no copula: no other one follows it but by a conjunction
  bool after_construct = false;  // after a noun that can head a construct
  bool after_definite = false;   // after a word with the article
  bool after_name = false;       // after a word that is a name, or that nobody knows
  bool before_name = false;      // before one
  bool before_general = false;   // before al-`amm
  bool name_due = false;         // ... and after a title, a name or a verb of speech: "qala `ali mahmud", not "`ala"
};

// A name, or a word nobody knows: names go on with names, and no construct begins with one.
bool name_like(const Tokens& tokens, const Lexicon& lexicon, uint32_t i) {
  if (i >= tokens.all.size() || tokens.all[i].kind != TokenKind::kWord) return false;
  if (tokens.all[i].readings == 0) return tokens.all[i].fold_size > 3;
  const Lexeme& first = lexicon.lexeme(tokens.read(tokens.all[i])[0].lexeme);
  return first.pos == Pos::kProper && !first.is(Class::kWeak);
}

// "wazir al-difa` al-suri Nasir ...": a name is due where words of an office go on to here.
bool office_before(const Tokens& tokens, const std::vector<Tag>& tags, uint32_t i) {
  if (!tokens.all[i].may_be(Class::kGivenName) || !tags[i - 1].definite()) return false;
  for (uint32_t k = i; k-- > 0 && k + kLongestOffice >= i && tokens.all[k].kind == TokenKind::kWord && tags[k].noun();) {
    const bool joined = tags[k].proclitics & ~kAl;
    if (tags[k].is(Class::kSpokesman) || (tags[k].is(Class::kOfficial) && !joined)) return true;
    if (joined && !tags[k].is(Class::kGivenName)) return false;
  }
  return false;
}

Context context(const Tokens& tokens, const Structure& structure, const Lexicon& lexicon, const std::vector<Tag>& tags, uint32_t i) {
  Context c;
  c.before_general = i + 1 < tokens.all.size() && tokens.all[i + 1].kind == TokenKind::kWord && tokens.fold(tokens.all[i + 1]) == word::kGeneral;
  if (i == 0 || structure.sentences[structure.sentence_of[i]].first == i) {
    c.begins = true;
    return c;
  }
  c.before_name = name_like(tokens, lexicon, i + 1) && tokens.all[i + 1].lines_before == 0;
  const Token& previous = tokens.all[i - 1];
  const Tag& tag = tags[i - 1];
  if (previous.kind != TokenKind::kWord) {
    c.begins = previous.kind == TokenKind::kMark || previous.kind == TokenKind::kOpenQuote;
    return c;
  }
  c.wants_verb = tag.is(Class::kNegation) || tag.is(Class::kQad) || tag.is(Class::kWill) || tag.is(Class::kRelative);
  if (tag.is(Class::kCarrier) && !tag.definite() && tokens.fold(tokens.all[i]) == kIssued) c.wants_verb = true;
  c.wants_noun = tag.is(Class::kPreposition) && tag.suffix == 0;
  c.after_past = tag.verb() && tag.feats.shape() == Shape::kPast && !tag.is(Class::kCopula);
  if (tag.is(Class::kNegation) && tag.pos == Pos::kNoun) c.wants_verb = false, c.wants_noun = true;
  c.after_definite = tag.noun() && tag.definite();
  c.after_name = tag.pos == Pos::kProper || (tag.lexeme == nullptr && tag.noun());
  if (tokens.fold(previous) == word::kInTheName) c.after_name = false;  // "in the name of", though it reads as Basim
  const bool ahead = tokens.all[i].may_be(Class::kPreposition) && tokens.fold(tokens.all[i]) == kAhead;  // amam; not `ala, oftener `Ali
  const bool said = tag.is(Class::kSay) && tag.verb() && tokens.all[i + 1].may_be(Class::kGivenName);
  c.name_due = c.before_name && !tokens.all[i].may_be(Class::kComplementizer) && !ahead &&
               (said || tag.is(Class::kTitle) || tag.is(Class::kSpokesman) || tag.is(Class::kGivenName) || office_before(tokens, tags, i));
  c.after_construct = tag.noun() && !c.after_name && !tag.definite() && tag.suffix == 0 && !tag.feats.accusative();
  return c;
}

// How well a reading suits its place. The numbers are ranks more than weights: a closed-class word beats all, a
// preposition before it rules verbs out, clitics cost a little.
int suits(const Reading1& r, const Lexeme& lexeme, const Context& c) {
  int score = 0;
  for (int bits = r.proclitics; bits; bits &= bits - 1) score -= 3;
  if (r.suffix) score -= 5;
  if (r.feats.accusative()) score -= 1;
  if (lexeme.pos == Pos::kParticle) return r.proclitics & kKa ? score - 12 : score + 12;  // wa-kanat is no ka-anta
  if (lexeme.pos == Pos::kProper) score += c.name_due ? 15 : c.after_name || c.before_name ? 3 : -4;
  // A noun of its own beats the participle of a verb that is spelled alike: masdar, a source, and musdir.
  if (r.feats.shape() == Shape::kActive || r.feats.shape() == Shape::kPassiveParticiple) score -= 3;
  if (lexeme.type() != Plover::kNone || lexeme.classes[0] || lexeme.classes[1]) score += 2;
  // A body of its own beats the masdar that is spelled alike: the opposition, and opposing. "Amni" is seldom two securities, nor
  // "al-amin al-`amm" two mothers.
  if (r.feats.shape() == Shape::kBase && !r.feats.construct() && (lexeme.is(Class::kBody) || lexeme.is(Class::kGroup))) score += 1;
  if (c.before_general && lexeme.is(Class::kOfficial)) score += 1;
  if (finite(r.feats)) {
    if (r.feats.shape() == Shape::kImperative) score -= 14;
    if (r.feats.person() == 1 || r.feats.person() == 2) score -= 8;
    if (c.wants_verb || (r.proclitics & kSa)) score += 10;
    if (c.wants_noun) score -= 20;
    if (c.begins) score += 4;
    if (c.after_definite) score += 3;
    if (c.after_construct) score -= 4;
    if (c.after_past && r.feats.shape() == Shape::kPast && !(r.proclitics & (kWa | kFa))) score -= 8;
    if ((r.proclitics & (kWa | kFa)) && !c.wants_noun) score += 1;
  } else {
    if (c.wants_noun) score += 6;
    if (c.wants_verb) score -= 3;
    if (c.after_construct) score += 3;
    if (lexeme.pos == Pos::kAdjective && !c.after_construct && !c.after_definite) score -= 3;
    if (c.after_definite && (r.proclitics & kAl) && lexeme.pos == Pos::kAdjective) score += 4;
  }
  return score;
}

void take(const Reading1& r, const Lexeme& lexeme, Tag& out) {
  out.lexeme = &lexeme;
  out.lexeme_id = r.lexeme;
  out.feats = r.feats;
  out.pos = lexeme.pos == Pos::kVerb && !finite(r.feats) ? Pos::kNoun : lexeme.pos;
  out.proclitics = r.proclitics;
  out.suffix = r.suffix;
  out.suffix_gender = r.suffix_gender;
  out.suffix_number = r.suffix_number;
  out.suffix_person = r.suffix_person;
}

// The first of the readings that suit best.
const Reading1& choose(std::span<const Reading1> readings, const Lexicon& lexicon, const Context& c) {
  const Reading1* best = &readings[0];
  int most = INT32_MIN;
  for (const Reading1& r : readings)
    if (const int score = suits(r, lexicon.lexeme(r.lexeme), c); score > most) most = score, best = &r;
  return *best;
}

// bi-hi, la-ha, wa-lahum: a clitic preposition with a pronoun.
bool pronoun_of_clitic(std::string_view folded) {
  using namespace letter;
  const auto at = [&](size_t i) { return i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0; };
  const size_t i = at(0) == kWaw || at(0) == kFeh ? 1 : 0;
  if (at(i) != kBeh && at(i) != kLam) return false;
  const size_t rest = folded.size() - i - 1;
  if (rest == 1) return at(i + 1) == kHeh || at(i + 1) == kKaf || at(i + 1) == kYeh;
  return rest == 2 && ((at(i + 1) == kHeh && (at(i + 2) == kAlef || at(i + 2) == kMeem || at(i + 2) == kNoon)) || (at(i + 1) == kNoon && at(i + 2) == kAlef) ||
                       (at(i + 1) == kKaf && at(i + 2) == kMeem));
}

// A word nobody knows: a noun; the article, alone or after a clitic, shows in its spelling.
void guess(std::string_view folded, Tag& out) {
  using namespace letter;
  out.pos = folded.size() == 1 ? Pos::kParticle : Pos::kNoun;  // a clitic written apart: li-"al-akhbar"
  const auto at = [&](size_t i) { return i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0; };
  if (folded.size() <= 4 && pronoun_of_clitic(folded)) out.pos = Pos::kParticle;
  if (folded.size() < 5) {
    if (folded.size() == 4 && at(0) == kAlef && at(1) == kLam) out.proclitics = kAl;
    return;
  }
  size_t i = 0;
  uint8_t bits = 0;
  if ((at(0) == kWaw || at(0) == kFeh) && ((at(1) == kAlef && at(2) == kLam) || (at(1) == kLam && at(2) == kLam) ||
                                           (at(1) == kBeh && at(2) == kAlef && at(3) == kLam))) {
    bits |= at(0) == kWaw ? kWa : kFa;
    i = 1;
  }
  if (at(i) == kLam && at(i + 1) == kLam) bits |= kLi | kAl;
  else if (at(i) == kAlef && at(i + 1) == kLam) bits |= kAl;
  else if ((at(i) == kBeh || at(i) == kKaf) && at(i + 1) == kAlef && at(i + 2) == kLam) bits |= kAl | (at(i) == kBeh ? kBa : kKa);
  out.proclitics = bits;
}

// Fixed phrases of more than one word act as one particle: `ala hadd qawl (according to), min ajl (in order to).
bool acts_as_particle(const Lexeme& l) {
  for (const Class c : {Class::kAccord, Class::kRelay, Class::kPurpose, Class::kConditional, Class::kNegation, Class::kPossible, Class::kIntend,
                        Class::kMust, Class::kConcession, Class::kPreposition, Class::kConjunction, Class::kAdverb})
    if (l.is(c)) return true;
  return false;
}

// The longest such phrase that begins at token i: its words, or 0.
uint32_t phrase(const Tokens& tokens, const Lexicon& lexicon, uint32_t i, const Lexeme*& lexeme) {
  uint32_t node = Lexicon::kRoot, longest = 0;
  if (!tokens.all[i].begins_phrase) return 0;
  for (uint32_t k = i; k < tokens.all.size() && tokens.all[k].kind == TokenKind::kWord && k < i + 6; ++k) {
    node = lexicon.phrase_step(node, tokens.all[k].hash);
    if (node == Lexicon::kNowhere) break;
    for (const uint32_t id : lexicon.phrases(node))
      if (k > i && acts_as_particle(lexicon.lexeme(id))) longest = k + 1 - i, lexeme = &lexicon.lexeme(id);
  }
  return longest;
}

void apply_phrases(const Tokens& tokens, const Lexicon& lexicon, std::vector<Tag>& out) {
  for (uint32_t i = 0; i < out.size();) {
    const Lexeme* lexeme = nullptr;
    const uint32_t n = tokens.all[i].kind == TokenKind::kWord ? phrase(tokens, lexicon, i, lexeme) : 0;
    for (uint32_t k = i; k < i + n; ++k) {
      out[k].lexeme = lexeme;
      out[k].lexeme_id = kNoLexeme;
      out[k].pos = Pos::kParticle;
    }
    i += std::max(n, 1u);
  }
}

}  // namespace

void tag(const Tokens& tokens, const Structure& structure, const Lexicon& lexicon, std::vector<Tag>& out) {
  out.assign(tokens.all.size(), Tag{});
  for (uint32_t i = 0; i < tokens.all.size(); ++i) {
    const Token& token = tokens.all[i];
    if (token.kind == TokenKind::kLatin) out[i].pos = Pos::kProper;
    if (token.kind != TokenKind::kWord) continue;
    if (token.readings == 0) {
      guess(tokens.fold(token), out[i]);
      continue;
    }
    const std::span<const Reading1> readings = tokens.read(token);  // half of all words have one
    const Reading1& r = readings.size() == 1 ? readings[0] : choose(readings, lexicon, context(tokens, structure, lexicon, out, i));
    // Behind `abd, bin, abu a name goes on, whatever verb is spelled so: "`abd rabbih".
    if (finite(r.feats) && i > 0 && out[i - 1].is(Class::kNameParticle) && token.lines_before == 0) guess(tokens.fold(token), out[i]);
    else take(r, lexicon.lexeme(r.lexeme), out[i]);
  }
  apply_phrases(tokens, lexicon, out);
}

}  // namespace rawi
