#include "mentions/names.h"

#include <algorithm>

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

// Places this large are read as places although a common word is spelled alike.
constexpr uint32_t kLargePlace = 100000;

class Finder {
 public:
  Finder(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<NameMention>& out)
      : text_(text), tokens_(tokens), lexicon_(lexicon), out_(out) {}

  void run() {
    const auto count = static_cast<uint32_t>(tokens_.all.size());
    for (uint32_t i = 0; i < count;) {
      NameMention m;
      if (named(i, m) || adjective(i, m)) {
        out_.push_back(m);
        i = m.last + 1;
      } else {
        ++i;
      }
    }
  }

 private:
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
      const bool joins = t.kind == TokenKind::kOpenQuote || t.kind == TokenKind::kQuote || (t.kind == TokenKind::kMark && t.mark == '-');
      if (!joins) return 0;
    }
    return 0;
  }

  // The longest name that begins with token `i` and this key of its first word.
  Match longest(uint32_t i, uint64_t first_key) const {
    Match best;
    uint32_t node = lexicon_.step(Lexicon::kRoot, first_key);
    while (node != Lexicon::kNowhere) {
      if (!lexicon_.names(node).empty()) best.node = node, best.last = i;
      i = next_word(i);
      if (i == 0) break;
      node = lexicon_.step(node, key(token(i)));
    }
    return best;
  }

  uint64_t stripped_key(std::string_view folded, const Strip& s) const {
    const std::string_view rest = folded.substr(s.bytes);
    if (!s.restore_al) return name_key(rest);
    char buffer[64];
    if (rest.size() >= sizeof buffer) return 0;
    buffer[0] = static_cast<char>(letter::kAlef);
    std::copy(rest.begin(), rest.end(), buffer + 1);
    return name_key({buffer, rest.size() + 1});
  }

  // The word as it stands, or with proclitics off; the longer name wins, then the barer word.
  Match match_at(uint32_t i) const {
    const Token& t = token(i);
    Match best = longest(i, key(t));
    if (t.kind != TokenKind::kWord) return best;
    const std::string_view folded = tokens_.fold(t);
    Strip strips[4];
    const int n = possible_strips(folded, strips);
    for (int s = 0; s < n; ++s) {
      Match m = longest(i, stripped_key(folded, strips[s]));
      if (!m.found() || (best.found() && m.last <= best.last)) continue;
      if (m.last == i && is_word(t, strips[s].proclitics)) continue;
      m.strip = strips[s];
      best = m;
    }
    return best;
  }

  // Does the lexicon know the word with other proclitics than these? (proper nouns apart)
  bool is_word(const Token& t, uint8_t proclitics) const {
    for (const Reading1& r : tokens_.read(t))
      if (r.proclitics != proclitics && lexicon_.lexeme(r.lexeme).pos != Pos::kProper) return true;
    return false;
  }

  bool named(uint32_t i, NameMention& m) {
    const Token& t = token(i);
    if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) return false;
    const Match match = match_at(i);
    if (!match.found()) return false;
    m.first = i;
    m.last = match.last;
    m.node = match.node;
    m.proclitics = match.strip.proclitics;
    m.span = {after_letters(t.span, match.strip.bytes + (match.strip.restore_al ? 1u : 0u)), token(match.last).span.end};
    describe(m);
    return m.kinds != 0;
  }

  void describe(NameMention& m) {
    const uint8_t cues = cues_beside(m);
    const bool common = m.first == m.last && has_common_reading(m);
    for (const NameEntry& n : lexicon_.names(m.node)) {
      const Entity& e = lexicon_.entity(n.entity);
      const uint8_t kind = is_place(e.kind) ? kNamesPlace : is_actor(e.kind) ? kNamesActor : kNamesWeapon;
      const bool small = kind == kNamesPlace && e.kind > EntityKind::kAdmin1 && e.population < kLargePlace;
      const bool needs_cue = n.ambiguous || (e.flags & kEntityExtra) || (common && small);
      if (needs_cue && !(cues & kind)) continue;
      m.kinds |= kind;
      m.cued = m.cued || (cues & kind);
      if (kind != kNamesPlace && m.entity == kNoEntity) m.entity = n.entity;
    }
  }

  bool has_common_reading(const NameMention& m) const {
    for (const Reading1& r : tokens_.read(token(m.first))) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (l.pos != Pos::kProper && !l.is(Class::kGivenName) && !l.is(Class::kFamilyName)) return true;
    }
    return false;
  }

  bool is(uint32_t i, Class c) const {
    for (const Reading1& r : tokens_.read(token(i)))
      if (lexicon_.lexeme(r.lexeme).is(c)) return true;
    return false;
  }

  template <typename... C>
  bool is_any(uint32_t i, C... classes) const {
    return (is(i, classes) || ...);
  }

  // What the neighbours say that this name can be: bits of NameKind.
  uint8_t cues_beside(const NameMention& m) const {
    uint8_t cues = 0;
    uint32_t before = m.first;
    bool quoted = false;
    while (before > 0 && !token(before).lines_before) {
      const TokenKind kind = token(--before).kind;
      if (kind == TokenKind::kWord) break;
      quoted = quoted || kind == TokenKind::kOpenQuote || kind == TokenKind::kQuote;
      if (kind != TokenKind::kOpenQuote && kind != TokenKind::kQuote) {
        before = m.first;
        break;
      }
    }
    if (before < m.first) {
      if (is_any(before, Class::kPlaceNoun, Class::kSite, Class::kDirection, Class::kBorder)) cues |= kNamesPlace;
      if (is_any(before, Class::kMedia, Class::kBody, Class::kGroup, Class::kMilitary, Class::kTitle, Class::kOfficial, Class::kCarrier))
        cues |= kNamesActor;
      if (is_any(before, Class::kMunition, Class::kAircraft, Class::kVehicle, Class::kWeaponRocket, Class::kWeaponMissile,
                 Class::kWeaponDrone, Class::kWeaponFirearm, Class::kWeaponExplosive, Class::kWeaponOther))
        cues |= kNamesWeapon;
    }
    if (quoted && is_closed(m.last)) cues |= kNamesActor;
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
      m.span = {after_letters(t.span, outer + (r.proclitics & kLi && r.proclitics & kAl ? 1u : 0u)), t.span.end};
      return true;
    }
    return false;
  }

  // The byte after `letters` folded letters of a word.
  uint32_t after_letters(Span word, uint32_t letters) const {
    uint32_t at = word.begin;
    while (letters > 0 && at < word.end) {
      const Character c = next_character(text_, at);
      at += c.size;
      letters -= std::min<uint32_t>(letters, c.folded_size);
    }
    return at;
  }

  std::string_view text_;
  const Tokens& tokens_;
  const Lexicon& lexicon_;
  std::vector<NameMention>& out_;
};

}  // namespace

void find_names(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<NameMention>& out) {
  out.clear();
  Finder(text, tokens, lexicon, out).run();
}

bool counts(const NameMention& mention, const NameEntry& candidate, const Lexicon& lexicon) {
  const Entity& e = lexicon.entity(candidate.entity);
  return mention.cued || !(candidate.ambiguous || (e.flags & kEntityExtra));
}

}  // namespace rawi
