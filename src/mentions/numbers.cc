#include "mentions/numbers.h"

#include "mentions/number_sum.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

using letter::kAlef;
using letter::kLam;
using letter::kMeem;
using letter::kNoon;

constexpr int64_t kPowers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
constexpr uint64_t kWordBits = Cue::bit(Class::kNumber) | Cue::bit(Class::kMultiplier) | Cue::bit(Class::kFraction);
constexpr uint64_t kStartBits = kWordBits | Cue::bit(Class::kVague) | Cue::bit(Class::kOrdinal);

int64_t vague_top(int64_t low) { return low == 3 ? 9 : low * 5 - 1; }

class Finder {
 public:
  Finder(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, std::vector<NumberMention>& out)
      : tokens_(tokens), all_(tokens.all), lexicon_(lexicon), cues_(cues), out_(out) {}

  void run() {
    out_.clear();
    uint32_t next = 0;
    for (size_t i = 1; i < cues_.all().size(); ++i) {
      const Cue& c = cues_.all()[i];
      if (c.token < next) continue;
      if (!c.any(kStartBits) && all_[c.token].kind != TokenKind::kNumber) continue;
      NumberMention m;
      if (!read(c.token, m)) continue;
      finish(m);
      out_.push_back(m);
      next = m.last;
    }
  }

 private:
  TokenKind kind(uint32_t i) const { return i < all_.size() ? all_[i].kind : TokenKind::kBreak; }
  bool mark(uint32_t i, char c) const { return kind(i) == TokenKind::kMark && all_[i].mark == c; }
  bool touches(uint32_t i) const { return i > 0 && i < all_.size() && !all_[i].space_before; }

  bool fold_is(uint32_t i, unsigned char a, unsigned char b) const {
    if (kind(i) != TokenKind::kWord || all_[i].fold_size != 2) return false;
    const std::string_view f = tokens_.fold(all_[i]);
    return static_cast<unsigned char>(f[0]) == a && static_cast<unsigned char>(f[1]) == b;
  }
  // "a number of others of": akhar.
  bool is_other(uint32_t i) const { return cues_.at(i).is(Class::kLast) && !cues_.at(i).al() && cues_.at(i).proclitics == 0; }

  // "80 to 100 persons": digits that grow, and what they count; not "5 to 7 in the evening".
  bool rises(const NumberMention& m, uint32_t i) const {
    return m.digits && kind(i) == TokenKind::kNumber && all_[i].decimals == 0 && m.den == 1 && all_[i].number > m.num &&
           kind(i + 1) == TokenKind::kWord && !cues_.at(i + 1).any(Cue::bit(Class::kMonth) | Cue::bit(Class::kDayPart));
  }

  bool is_min(uint32_t i) const { return fold_is(i, kMeem, kNoon); }

  // "al", "wal", "bal", "lil" written apart from the digits after it.
  bool is_article(uint32_t i) const {
    if (kind(i) != TokenKind::kWord) return false;
    const std::string_view f = tokens_.fold(all_[i]);
    if (f.size() < 2 || f.size() > 3 || static_cast<unsigned char>(f.back()) != kLam) return false;
    const auto before = static_cast<unsigned char>(f[f.size() - 2]);
    return before == kAlef || before == kLam;
  }

  bool read(uint32_t i, NumberMention& m) {
    const Cue& c = cues_.at(i);
    if (kind(i) != TokenKind::kNumber) {
      if (c.is(Class::kVague)) return read_vague(i, m);
      if (c.is(Class::kOrdinal) && read_ordinal(i, m)) return true;
      if (c.is(Class::kMultiplier) && c.number_count == 3) return read_plural(i, m);
      if (!c.any(kWordBits)) return false;
    }
    return read_amount(i, m);
  }

  // --- amounts -------------------------------------------------------------------------------------

  // One number that begins at `i` and ends before `limit`; the end, or `i` when there is none.
  uint32_t read_sum(uint32_t i, uint32_t limit, NumberSum& sum, NumberMention& m) const {
    uint32_t at = i;
    while (at < limit) {
      const bool apart = at > i && cues_.at(at).lone_wa && at + 1 < limit;
      const uint32_t word = apart ? at + 1 : at;
      const uint32_t took = add(word, apart || (at > i && cues_.at(word).may_wa), limit, at == i, sum, m);
      if (took == 0) break;
      at = word + took;
    }
    return at;
  }

  // Adds the word at `i`; how many tokens it took, 0 when the number cannot go on with it.
  uint32_t add(uint32_t i, bool wa, uint32_t limit, bool first, NumberSum& sum, NumberMention& m) const {
    const Cue& c = cues_.at(i);
    if (kind(i) == TokenKind::kNumber) return add_digits(i, wa, first, sum, m);
    if (!first && (c.proclitics & ~(kWa | kFa | kAl))) return 0;
    if (c.is(Class::kDecimalPoint) && !sum.empty()) return add_decimals(i, limit, sum);
    if (!c.any(kWordBits)) return 0;
    if (!first && c.al() && !m.definite && !c.is(Class::kFraction)) return 0;
    if (first) m.definite = c.al();
    if (!first) m.digits = false;
    if (c.is(Class::kFraction) && prefers_fraction(i, sum)) return add_fraction(i, wa, sum);
    if (c.is(Class::kMultiplier)) {
      const bool dual = c.number_count == 2 && !(c.loose && sum.open_group() && !wa);
      if (c.number_count == 3 && (wa || sum.empty())) return 0;
      if (first && c.loose && !followed_by_noun(i)) return sum.add_multiplier(c.multiplier, wa, false);
      return sum.add_multiplier(c.multiplier, wa, dual);
    }
    if (!c.is(Class::kNumber)) return 0;
    const Cue& parts = cues_.at(i + 1);  // "a hundred and three quarters"
    if (!first && parts.is(Class::kFraction) && parts.fraction_count == 3 && parts.proclitics == 0)
      return sum.add_fraction(c.number, parts.fraction, wa, 0) ? 2 : 0;
    return sum.add_word(c.number, wa) ? 1 : 0;
  }

  bool followed_by_noun(uint32_t i) const { return kind(i + 1) == TokenKind::kWord; }

  // khums is a fifth and, of feminine things, five: five unless a fraction is what fits.
  bool prefers_fraction(uint32_t i, const NumberSum& sum) const {
    const Cue& c = cues_.at(i);
    return !c.is(Class::kNumber) || (c.fraction_count == 3 && sum.only_unit());
  }

  uint32_t add_fraction(uint32_t i, bool wa, NumberSum& sum) const {
    const Cue& c = cues_.at(i);
    const Cue& next = cues_.at(i + 1);
    const bool of = next.is(Class::kMultiplier) && next.number_count == 1 && !next.wa() &&
                    !(next.proclitics & ~kAl);
    const int64_t top = c.fraction_count == 2 ? 2 : 1;
    if (c.fraction_count == 3 && !sum.only_unit()) return 0;
    if (!sum.add_fraction(top, c.fraction, wa, of ? next.multiplier : 0)) return 0;
    return of ? 2 : 1;
  }

  uint32_t add_digits(uint32_t i, bool wa, bool first, NumberSum& sum, NumberMention& m) const {
    const Token& t = all_[i];
    if (t.digits > 18) return 0;
    const int64_t den = t.decimals < 10 ? kPowers[t.decimals] : 0;
    if (den == 0 || !sum.add_digits(t.number, den, wa)) return 0;
    m.digits = first;
    return 1;
  }

  // "four point five (million)": what follows the word is read as decimal digits.
  uint32_t add_decimals(uint32_t i, uint32_t limit, NumberSum& sum) const {
    NumberSum part;
    NumberMention ignored;
    uint32_t at = i + 1;
    while (at < limit) {
      const Cue& c = cues_.at(at);
      if (c.is(Class::kMultiplier) && c.multiplier >= 1000000 && !c.wa()) break;
      const bool wa = at > i + 1 && c.may_wa;
      const uint32_t took = add(at, wa, limit, at == i + 1, part, ignored);
      if (took == 0) break;
      at += took;
    }
    if (at == i + 1 || part.den() != 1) return 0;
    int64_t scale = 1;
    while (scale <= part.num()) scale *= 10;
    sum.set_decimals(part.num(), scale);
    return at - i;
  }

  bool read_amount(uint32_t i, NumberMention& m) {
    NumberSum sum;
    const uint32_t size = static_cast<uint32_t>(all_.size());
    uint32_t end = read_sum(i, size, sum, m);
    if (end == i) return false;
    m.first = i;
    const bool between = i > 0 && cues_.at(i - 1).is(Class::kBetween);
    if (between && !begins_with_wa(end)) end = split_pair(i, end, sum, m);
    m.last = end;
    m.num = sum.num();
    m.den = sum.den();
    m.multiplied = sum.multiplied();
    m.fraction = m.den > 1 && m.num < m.den && !m.digits;
    m.min = m.max = m.num / m.den;
    negate(m);
    read_percent(m);
    m.glued = glued(m);
    if (between) return read_second(m, true), true;
    return read_second(m, false), true;
  }

  bool begins_with_wa(uint32_t i) const {
    const Cue& c = cues_.at(i);
    if (c.lone_wa) return kind(i + 1) == TokenKind::kNumber || cues_.at(i + 1).any(kWordBits);
    return c.wa() && c.any(kWordBits);
  }

  // "between five and twenty" is no twenty-five: reads the first number again, up to its last waw.
  uint32_t split_pair(uint32_t i, uint32_t end, NumberSum& sum, NumberMention& m) const {
    for (uint32_t cut = end - 1; cut > i; --cut) {
      if (!begins_with_wa(cut)) continue;
      NumberSum again;
      const uint32_t at = read_sum(i, cut, again, m);
      if (at != cut) return end;
      sum = again;
      return cut;
    }
    return end;
  }

  // A minus sign: a hyphen that touches the digits and nothing before it.
  void negate(NumberMention& m) const {
    if (!m.digits || m.first == 0 || !mark(m.first - 1, '-') || !touches(m.first)) return;
    if (m.first > 1 && touches(m.first - 1)) return;
    m.num = -m.num;
    m.min = m.max = m.num / m.den;
  }

  void read_percent(NumberMention& m) const {
    if (mark(m.last, '%')) {
      m.percent = true;
      ++m.last;
      return;
    }
    const Cue& next = cues_.at(m.last);
    if (next.is(Class::kMultiplier) && next.al() && (next.proclitics & kBa)) {
      m.percent = true;
      m.den *= next.multiplier == 100 ? 1 : next.multiplier / 100;
      ++m.last;
      return;
    }
    const Cue& far = cues_.at(m.last + 1);
    if (fold_is(m.last, letter::kFeh, letter::kYeh) && far.is(Class::kMultiplier) && far.al()) {
      m.percent = true;
      m.den *= far.multiplier == 100 ? 1 : far.multiplier / 100;
      m.last += 2;
    }
  }

  // Digits that belong to a code, a score, a date or a telephone number.
  bool glued(const NumberMention& m) const {
    if (kind(m.first) != TokenKind::kNumber) return false;
    const auto joint = [&](uint32_t i) {
      return kind(i) == TokenKind::kMark && (all_[i].mark == '-' || all_[i].mark == '/' || all_[i].mark == '.' ||
                                             all_[i].mark == ':' || all_[i].mark == '_' || all_[i].mark == '#');
    };
    const uint32_t f = m.first, l = m.last;
    if (touches(f) && f > 0) {
      if (kind(f - 1) == TokenKind::kLatin) return true;
      if (joint(f - 1) && touches(f - 1) && f > 1 && kind(f - 2) != TokenKind::kMark) return true;
      if (kind(f - 1) == TokenKind::kWord && all_[f - 1].fold_size > 3) return true;
    }
    if (touches(l) && kind(l) == TokenKind::kLatin) return true;
    if (touches(l) && kind(l) == TokenKind::kWord && all_[l].fold_size == 1 && touches(l + 1)) return true;  // 2r5: 2.5 million
    return touches(l) && joint(l) && touches(l + 1) &&
           (kind(l + 1) == TokenKind::kNumber || kind(l + 1) == TokenKind::kLatin);
  }

  // The second number of "between A and B", "A to B", "20-30": the mention takes both.
  void read_second(NumberMention& m, bool between) const {
    if (m.percent || m.fraction) return;
    uint32_t at = m.last;
    if (between) {
      if (cues_.at(at).lone_wa || cues_.at(at).is(Class::kUntil)) ++at;
      else if (!begins_with_wa(at)) return;
    } else if (cues_.at(at).is(Class::kUntil) && m.first > 0 && (is_min(m.first - 1) || rises(m, at + 1))) {
      ++at;
    } else if (mark(at, '-') && m.digits && kind(at + 1) == TokenKind::kNumber && m.num > 0 && touches(at) == touches(at + 1) &&
               !mark(at + 2, '-') && !mark(at + 2, '/') && !(m.first > 0 && mark(m.first - 1, '-')) &&
               all_[at + 1].number > m.num && all_[at + 1].decimals == 0) {
      ++at;
    } else {
      return;
    }
    if (kind(at) != TokenKind::kNumber && !cues_.at(at).any(kWordBits)) return;
    NumberSum second;
    NumberMention other;
    const uint32_t end = read_sum(at, static_cast<uint32_t>(all_.size()), second, other);
    if (end == at || second.den() != 1) return;
    m.max = second.num();
    if (second.multiplied() && !m.multiplied && m.num < 1000 && m.den == 1) {  // between 5 and 7 thousand
      int64_t scale = 1000;
      while (m.num * scale * 1000 < m.max) scale *= 1000;
      m.min = m.num * scale;
    }
    if (m.max < m.min) std::swap(m.min, m.max);
    m.bound = Bound::kBetween;
    m.last = end;
    m.glued = false;
    m.percent = mark(end, '%');
  }

  // --- vague amounts and ranks ----------------------------------------------------------------------

  bool read_vague(uint32_t i, NumberMention& m) const {
    const Cue& c = cues_.at(i);
    m.first = i;
    m.last = i + 1;
    m.vague = true;
    m.min = c.vague;
    if (c.vague < 0) {
      if (c.al()) return false;
      const bool others = is_other(i + 1);
      if (others) ++m.last;
      m.vague_of = is_min(m.last);
      if (!m.vague_of && !others) return false;
      m.min = -c.vague;
    }
    m.max = vague_top(m.min);
    m.definite = c.al();
    return widen(m);
  }

  bool read_plural(uint32_t i, NumberMention& m) const {
    const Cue& c = cues_.at(i);
    m.first = i;
    m.last = i + 1;
    m.vague = true;
    m.min = 2 * c.multiplier;
    m.max = vague_top(m.min);
    m.definite = c.al();
    return widen(m);
  }

  // Tens of thousands, several hundred: a plural multiplier after a vague amount.
  bool widen(NumberMention& m) const {
    while (true) {
      const Cue& next = cues_.at(m.last);
      if (!next.is(Class::kMultiplier) || next.number_count != 3 || next.wa() || (next.proclitics & ~kAl)) break;
      m.min *= next.multiplier;
      m.max = (m.max + 1) * next.multiplier - 1;
      ++m.last;
    }
    m.num = m.min;
    return true;
  }

  // first .. tenth, eleventh (al-hadi `ashar), twenty-first (al-hadi wal-`ishrun), the second after the hundred.
  bool read_ordinal(uint32_t i, NumberMention& m) const {
    const Cue& c = cues_.at(i);
    m.first = i;
    m.ordinal = true;
    m.definite = c.al();
    m.num = c.ordinal;
    uint32_t at = i + 1;
    const Cue& next = cues_.at(at);
    if (next.is(Class::kNumber) && next.number == 10 && next.proclitics == 0) {
      m.num += 10;
      ++at;
    } else {
      const uint32_t word = next.lone_wa ? at + 1 : at;
      const Cue& tens = cues_.at(word);
      if ((next.lone_wa || tens.wa()) && tens.is(Class::kNumber) && tens.number >= 20 && tens.number <= 90 &&
          tens.al() == c.al()) {
        m.num += tens.number;
        at = word + 1;
      }
    }
    const Cue& after = cues_.at(at);
    const Cue& hundred = cues_.at(at + 1);
    if (after.is(Class::kAfter) && hundred.is(Class::kMultiplier) && hundred.al()) {
      m.num += hundred.multiplier;
      at += 2;
    }
    m.last = at;
    m.min = m.max = m.num;
    return true;
  }

  // --- bounds ---------------------------------------------------------------------------------------

  static Bound bound_of(const Lexeme& l) {
    if (l.is(Class::kAtLeast)) return Bound::kAtLeast;
    if (l.is(Class::kMoreThan)) return Bound::kMoreThan;
    if (l.is(Class::kAtMost)) return Bound::kAtMost;
    if (l.is(Class::kLessThan)) return Bound::kLessThan;
    if (l.is(Class::kAbout)) return Bound::kAbout;
    return Bound::kExact;
  }

  // The fixed phrase that ends right before the number.
  Bound bound_before(NumberMention& m) const {
    uint32_t end = m.first;
    if (end > 0 && is_article(end - 1)) --end;
    for (uint32_t length = 5; length >= 1; --length) {
      if (end < length) continue;
      const Lexeme* lexeme = nullptr;
      if (phrase_at(tokens_, lexicon_, end - length, &lexeme) != length) continue;
      if (const Bound b = bound_of(*lexeme); b != Bound::kExact) {
        m.outer = end - length;
        return b;
      }
    }
    return Bound::kExact;
  }

  void finish(NumberMention& m) const {
    m.outer = m.first;
    m.span = Span{all_[m.first].span.begin, all_[m.last - 1].span.end};
    m.bounds = m.span;
    if (m.first > 0 && is_article(m.first - 1)) m.definite = true;
    if (m.ordinal) return;
    Bound b = bound_before(m);
    if (b == Bound::kExact) {
      const Lexeme* lexeme = nullptr;
      if (phrase_at(tokens_, lexicon_, m.last, &lexeme)) b = bound_of(*lexeme);
    }
    if (m.bound == Bound::kBetween) b = Bound::kBetween;
    apply(b, m);
    m.bounds.begin = all_[m.outer].span.begin;
  }

  static void apply(Bound b, NumberMention& m) {
    m.bound = b;
    switch (b) {
      case Bound::kAtLeast:
      case Bound::kMoreThan: m.max = kUnbounded; break;
      case Bound::kAtMost:
      case Bound::kLessThan: m.min = kUnbounded; break;
      default: break;
    }
  }

  const Tokens& tokens_;
  const std::vector<Token>& all_;
  const Lexicon& lexicon_;
  const Cues& cues_;
  std::vector<NumberMention>& out_;
};

}  // namespace

void find_numbers(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, std::vector<NumberMention>& out) {
  Finder(tokens, lexicon, cues, out).run();
}

}  // namespace rawi
