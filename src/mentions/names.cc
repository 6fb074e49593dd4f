#include "mentions/names.h"

#include <algorithm>
#include <array>

#include "tokens/clitics.h"
#include "tokens/fold.h"
#include "tokens/scan.h"

namespace rawi {
namespace {

// A name that runs over one or more tokens.
struct Match {
  uint32_t node = Lexicon::kNowhere;
  uint32_t last = 0;
  Strip strip{0, 0, false};

  bool found() const { return node != Lexicon::kNowhere; }
};

using Classes = std::array<uint64_t, (kClassCount + 63) / 64>;

template <typename... C>
constexpr Classes classes(C... all) {
  Classes mask{};
  ((mask[static_cast<size_t>(all) / 64] |= uint64_t{1} << (static_cast<size_t>(all) % 64)), ...);
  return mask;
}

bool any(const Lexeme& l, const Classes& mask) {
  uint64_t met = 0;
  for (size_t i = 0; i < mask.size(); ++i) met |= l.classes[i] & mask[i];
  return met != 0;
}

constexpr Classes kBodies = classes(Class::kMedia, Class::kBody, Class::kGroup, Class::kMilitary, Class::kCarrier);
constexpr Classes kTitles = classes(Class::kTitle, Class::kOfficial, Class::kSpokesman);
constexpr Classes kArms = classes(Class::kMunition, Class::kAircraft, Class::kVehicle, Class::kShip, Class::kWeaponRocket,
                                  Class::kWeaponMissile, Class::kWeaponDrone, Class::kWeaponFirearm,
                                  Class::kWeaponExplosive, Class::kWeaponOther);
constexpr Classes kLocates = classes(Class::kPreposition, Class::kDirection, Class::kPlaceNoun, Class::kSite, Class::kBorder);
constexpr std::string_view kFathatan = "\xD9\x8B", kHeh = "\xD9\x87";
constexpr Classes kPersonNames = classes(Class::kGivenName, Class::kFamilyName);

// Kinds of place that one noun may stand before: "city" and "province" before whatever is settled or ruled.
int group(EntityKind k) {
  if (k == EntityKind::kMilitaryBase || k == EntityKind::kAirport) return 1;
  return k >= EntityKind::kRegion && k <= EntityKind::kNeighbourhood ? 2 : 2 + static_cast<int>(k);
}

class Finder {
 public:
  Finder(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<NameMention>& out)
      : text_(text), tokens_(tokens), lexicon_(lexicon), out_(out) {}

  // A second pass, where a common word turned out to name a place ("the city of Duma"): then "in Duma" does too.
  void run() {
    pass();
    if (known_ == 0) return;
    out_.clear();
    pass();
  }

 private:
  struct Known {
    uint32_t node;
    EntityKind noun;
  };

  void pass() {
    const auto count = static_cast<uint32_t>(tokens_.all.size());
    for (uint32_t i = 0; i < count;) {
      NameMention m;
      if ((token(i).begins_name && named(i, m)) || (token(i).may_be(Class::kNisba) && adjective(i, m))) {
        out_.push_back(m);
        learn(m);
        i = m.last + 1;
      } else {
        ++i;
      }
    }
  }

  const Known* known(uint32_t node) const {
    for (uint32_t k = 0; k < known_; ++k)
      if (known_nodes_[k].node == node) return &known_nodes_[k];
    return nullptr;
  }

  void learn(const NameMention& m) {
    if (m.noun == EntityKind::kNone || m.first != m.last || !(m.kinds & kNamesPlace) || known_ == kMostKnown) return;
    const auto entries = lexicon_.names(m.node);
    const bool needed = m.common || std::any_of(entries.begin(), entries.end(), [](const NameEntry& n) { return n.ambiguous == kNeedsCue; });
    if (needed && !known(m.node)) known_nodes_[known_++] = {m.node, m.noun};
  }

  const Token& token(uint32_t i) const { return tokens_.all[i]; }

  static bool nameable(const Token& t) {
    return t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin || t.kind == TokenKind::kNumber;
  }
  uint64_t key(const Token& t) const { return t.kind == TokenKind::kNumber ? name_key(tokens_.fold(t)) : t.key; }

  // The token that may go on a name after token `i`, over one quotation mark or hyphen; 0: none.
  uint32_t next_word(uint32_t i) const {
    for (uint32_t n = i + 1; n <= i + 2 && n < tokens_.all.size(); ++n) {
      const Token& t = token(n);
      if (t.lines_before) return 0;
      if (nameable(t)) return n;
      const bool joins = t.kind == TokenKind::kOpenQuote || t.kind == TokenKind::kQuote || (t.kind == TokenKind::kMark && (t.mark == '-' || t.mark == '_'));
      if (!joins) return 0;
    }
    return 0;
  }

  // The longest name that begins with token `i` and this key of its first word.
  Match longest(uint32_t i, uint64_t first_key) const {
    Match best;
    uint32_t node = lexicon_.step(Lexicon::kRoot, first_key);
    while (node != Lexicon::kNowhere) {
      if (const auto entries = lexicon_.names(node); !entries.empty()) {
        best.node = node, best.last = i;
        __builtin_prefetch(entries.data());
      }
      i = next_word(i);
      if (i == 0) break;
      node = lexicon_.step(node, key(token(i)));
    }
    return best;
  }

  // Could the lexicon's readings of the word carry just these proclitics before a name? Unknown words could.
  bool may_carry(const Token& t, const Strip& s) const {
    if (t.readings == 0) return true;
    for (const Reading1& r : tokens_.read(t))
      if ((r.proclitics & ~kAl) == (s.proclitics & ~kAl)) return true;
    return false;
  }

  bool named(uint32_t i, NameMention& m) const {
    const Token& t = token(i);
    if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return false;
    const Match whole = longest(i, t.key);
    if (whole.found() && describe(i, whole, m)) return true;
    if (t.kind != TokenKind::kWord) return false;
    const std::string_view folded = tokens_.fold(t);
    Strip strips[4];
    const int n = possible_strips(folded, strips);
    for (int s = 0; s < n; ++s) {
      // fa- and ka- are rare before names and common at the start of words.
      if (strips[s].proclitics & (kFa | kKa) && folded.size() < 6) continue;
      if (!may_carry(t, strips[s])) continue;
      Match match = longest(i, stripped_key(folded, strips[s]));
      match.strip = strips[s];
      if (match.found() && describe(i, match, m)) return true;
    }
    return false;
  }

  // Fills a mention from a match; false when none of the entities may be meant.
  bool describe(uint32_t i, const Match& match, NameMention& m) const {
    m = NameMention{};
    m.first = i;
    m.last = match.last;
    m.node = match.node;
    m.proclitics = match.strip.proclitics;
    const std::span<const NameEntry> entries = lexicon_.names(m.node);
    for (const NameEntry& n : entries) __builtin_prefetch(&lexicon_.entity(n.entity).kind);  // anywhere in 3 MB: they come meanwhile
    m.common = m.first == m.last && has_common_reading(token(i));
    const uint8_t cues = look_before(m);
    if (const Known* k = known(m.node); k && m.preceded && m.noun == EntityKind::kNone) m.noun = k->noun;
    for (const NameEntry& n : entries) {
      const EntityKind is = lexicon_.entity(n.entity).kind;
      const uint8_t kind = is_place(is) ? kNamesPlace : is_actor(is) ? kNamesActor : kNamesWeapon;
      m.cued = kind == kNamesPlace ? m.noun != EntityKind::kNone : (cues & kind) != 0;
      if (!counts(m, n, lexicon_)) continue;
      m.kinds |= is == EntityKind::kPerson ? kind | kNamesPerson : kind;
      if (kind != kNamesPlace && m.entity == kNoEntity) m.entity = n.entity;
    }
    m.cued = m.noun != EntityKind::kNone || cues & m.kinds;
    m.span = {after_letters(text_, token(i).span, match.strip.bytes + (match.strip.restore_al ? 1u : 0u)), token(m.last).span.end};
    return m.kinds != 0;
  }

  // A shape that news is full of; a name may well be spelled like a rare one (`adna, they (f.) returned: Aden).
  static bool is_plain(const Reading1& r) {
    const Feats f = r.feats;
    if (r.suffix || f.accusative() || f.shape() == Shape::kImperative || f.person() == 2) return false;
    return !(f.number() == 2 && f.construct()) && !(f.person() == 3 && f.gender() == 2 && f.number() == 3);
  }

  bool has_common_reading(const Token& t) const {
    const std::string_view written = text_.substr(t.span.begin, t.span.size());
    if (written.find(kFathatan) != std::string_view::npos) return true;  // no name is written so: jadidan
    for (const Reading1& r : tokens_.read(t)) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (any(l, kPersonNames) || (l.pos != Pos::kProper && is_plain(r))) return true;
      if (r.suffix && l.pos == Pos::kNoun && written.ends_with(kHeh)) return true;  // qasruhu, "his palace": Qusra is written otherwise
    }
    return false;
  }

  // The word before a name on its line, over opening quotation marks; `quoted` says whether there were any.
  const Token* word_before(uint32_t first, bool& quoted) const {
    for (uint32_t at = first; at > 0 && !token(at).lines_before;) {
      const Token& t = token(--at);
      if (t.kind == TokenKind::kWord) return &t;
      if (t.kind != TokenKind::kOpenQuote && t.kind != TokenKind::kQuote) return nullptr;
      quoted = true;
    }
    return nullptr;
  }

  // "#name": whoever writes it means the name.
  bool hashtag(uint32_t i) const {
    return i > 0 && token(i - 1).kind == TokenKind::kMark && token(i - 1).mark == '#' && !token(i).space_before;
  }

  // What stands before a name: sets its noun and `preceded`; returns what it can be as bits of NameKind.
  uint8_t look_before(NameMention& m) const {
    bool quoted = false;
    const Token* before = word_before(m.first, quoted);
    uint8_t cues = quoted && is_closed(m.last) ? kNamesActor : 0;
    const bool apart = m.proclitics & ~(kWa | kFa);  // a preposition on the name: the word before is not its noun
    m.preceded = m.proclitics & (kBa | kLi) || hashtag(m.first);
    if (!before || apart) return cues;
    for (const Reading1& r : tokens_.read(*before)) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      m.preceded = m.preceded || any(l, kLocates);
      if (any(l, kTitles) || any(l, kArms)) cues |= any(l, kTitles) ? kNamesActor : kNamesWeapon;
      if (r.proclitics & kAl || r.suffix) continue;  // "the X Y" is X with an adjective, not the X of Y
      if (any(l, kBodies)) cues |= kNamesActor;
      if (l.is(Class::kPlaceNoun) && l.value != 0) m.noun = static_cast<EntityKind>(l.value);
    }
    return cues;
  }

  bool is_closed(uint32_t i) const {
    if (i + 1 >= tokens_.all.size()) return false;
    const TokenKind kind = token(i + 1).kind;
    return kind == TokenKind::kCloseQuote || kind == TokenKind::kQuote;
  }

  // A relational adjective of a state or place.
  bool adjective(uint32_t i, NameMention& m) const {
    const Token& t = token(i);
    for (const Reading1& r : tokens_.read(t)) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (!l.is(Class::kNisba) || l.entity == kNoEntity) continue;
      m.first = m.last = i;
      m.entity = l.entity;
      m.kinds = kNamesNisba;
      m.proclitics = r.proclitics;
      const uint32_t outer = (r.proclitics & (kWa | kFa) ? 1u : 0u) + (r.proclitics & (kBa | kKa | kLi) ? 1u : 0u);
      m.span = {after_letters(text_, t.span, outer + (r.proclitics & kLi && r.proclitics & kAl ? 1u : 0u)), t.span.end};
      return true;
    }
    return false;
  }

  std::string_view text_;
  const Tokens& tokens_;
  const Lexicon& lexicon_;
  std::vector<NameMention>& out_;
  static constexpr uint32_t kMostKnown = 16;  // common words that a report was seen to use as names
  Known known_nodes_[kMostKnown];
  uint32_t known_ = 0;
};

}  // namespace

uint32_t after_letters(std::string_view text, Span word, uint32_t letters) {
  uint32_t at = word.begin;
  while (letters > 0 && at < word.end) {
    const Character c = next_character(text, at);
    at += c.size;
    letters -= std::min<uint32_t>(letters, c.folded_size);
  }
  return at;
}

void find_names(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<NameMention>& out) {
  out.clear();
  Finder(text, tokens, lexicon, out).run();
}

bool counts(const NameMention& m, const NameEntry& n, const Lexicon& lexicon) {
  const Entity& e = lexicon.entity(n.entity);
  const bool place = is_place(e.kind);
  const bool hamlet = e.kind == EntityKind::kVillage || e.kind == EntityKind::kNeighbourhood;
  if (n.ambiguous == kWellKnown && !hamlet) return true;  // it is known for its city, not for the hamlet's name
  const bool cued = place ? m.noun != EntityKind::kNone && group(m.noun) == group(e.kind) : m.cued;
  if (cued) return true;
  if (n.ambiguous == kNeedsCue || e.flags & kEntityExtra) return false;
  if (!place || e.kind == EntityKind::kCountry) return true;
  if (m.common) return false;
  return !(hamlet && m.first == m.last) || m.preceded;
}

}  // namespace rawi
