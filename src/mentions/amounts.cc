#include "mentions/amounts.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "tokens/fold.h"

namespace rawi {
namespace {

using namespace letter;

// The closed set of words that join numbers, in folded letters.
std::string word(std::initializer_list<unsigned char> letters) { return {letters.begin(), letters.end()}; }
const std::string kSalib = word({kSeen, kAlef, kLam, kBeh}), kNaqis = word({kNoon, kAlef, kQaf, kSad}), kAla = word({kAin, kLam, kYeh}),
                  kAw = word({kAlef, kWaw}), kMin = word({kMeem, kNoon}), kIla = word({kAlef, kLam, kYeh}), kBayn = word({kBeh, kYeh, kNoon}),
                  kLa = word({kLam, kAlef}), kWaLa = word({kWaw, kLam, kAlef}), kTaht = word({kTeh, kHah, kTeh}),
                  kAkhfad = word({kAlef, kKhah, kFeh, kDad}), kAdna = word({kAlef, kDal, kNoon, kYeh}), kYusawi = word({kYeh, kSeen, kAlef, kWaw, kYeh}), kTusawi = word({kTeh, kSeen, kAlef, kWaw, kYeh}),
                  kJuz = word({kJeem, kZain, kHamza}), kAjza = word({kAlef, kJeem, kZain, kAlef, kHamza}), kNisba = word({kNoon, kSeen, kBeh, kTehMarbuta}),
                  kBilmia = word({kBeh, kAlef, kLam, kMeem, kAlef, kYehHamza, kTehMarbuta});

class Words {
 public:
  explicit Words(const Tokens& tokens) : tokens_(tokens), all_(tokens.all) {}

  size_t size() const { return all_.size(); }
  const Token& at(uint32_t i) const { return all_[i]; }
  bool is(uint32_t i, const std::string& folded) const { return i < all_.size() && all_[i].kind == TokenKind::kWord && tokens_.fold(all_[i]) == folded; }
  // The word, with wa- before it or without.
  bool ends(uint32_t i, const std::string& folded) const {
    if (i >= all_.size() || all_[i].kind != TokenKind::kWord) return false;
    const std::string_view f = tokens_.fold(all_[i]);
    return f == folded || (f.size() == folded.size() + 1 && f[0] == static_cast<char>(kWaw) && f.substr(1) == folded);
  }
  bool mark(uint32_t i, char c) const { return i < all_.size() && all_[i].kind == TokenKind::kMark && all_[i].mark == c; }
  bool arrow(uint32_t i) const { return mark(i, '>') && i > 0 && mark(i - 1, '=') && touches(i); }  // "=>" compares nothing
  bool is_sign(uint32_t i) const { return mark(i, '<') || mark(i, '>') || mark(i, '='); }
  bool number(uint32_t i) const { return i < all_.size() && all_[i].kind == TokenKind::kNumber; }
  bool latin(uint32_t i, char c) const { return i < all_.size() && all_[i].kind == TokenKind::kLatin && tokens_.fold(all_[i]) == std::string_view(&c, 1); }
  bool touches(uint32_t i) const { return i < all_.size() && !all_[i].space_before; }  // the token before it
  bool waw(uint32_t i) const { return i < all_.size() && all_[i].kind == TokenKind::kWord && tokens_.fold(all_[i])[0] == static_cast<char>(kWaw); }

  double value(uint32_t i) const { return static_cast<double>(all_[i].number) / std::pow(10.0, all_[i].decimals); }

 private:
  const Tokens& tokens_;
  const std::vector<Token>& all_;
};

Amount plain(const NumberMention& m) {
  Amount a;
  a.first = m.first;
  a.last = m.last;
  a.value = static_cast<double>(m.num) / static_cast<double>(m.den);
  a.top = m.bound == Bound::kBetween && m.max != kUnbounded ? static_cast<double>(m.max) : a.value;
  a.percent = m.percent;
  return a;
}

// A number of digits just behind a mark or letter, with its sign.
bool digits_after(const Words& w, uint32_t i, double& value, uint32_t& last) {
  double sign = 1;
  while (w.mark(i, '+') || w.mark(i, '-')) sign = w.mark(i, '-') ? -1 : sign, ++i;
  if (!w.number(i)) return false;
  value = sign * std::fabs(w.value(i));
  last = i + 1;
  return true;
}

// 1e10, 2^3: what follows the amount without a space.
void read_power(const Words& w, Amount& a) {
  const bool e = w.latin(a.last, 'e') && w.touches(a.last);
  if (!e && !(w.mark(a.last, '^') && w.touches(a.last))) return;
  double power = 0;
  uint32_t last = 0;
  if (!digits_after(w, a.last + 1, power, last)) return;
  const double sign = a.value < 0 ? -1 : 1;
  a.value = e ? a.value * std::pow(10.0, power) : sign * std::pow(std::fabs(a.value), power);
  a.last = last;
}

// 3/4 without spaces; "3 `ala 4".
void read_quotient(const Words& w, const std::vector<NumberMention>& numbers, size_t& k, Amount& a) {
  if (k + 1 >= numbers.size() || numbers[k + 1].ordinal || numbers[k + 1].num <= 0) return;
  const NumberMention& next = numbers[k + 1];
  const bool slash = w.mark(a.last, '/') && w.touches(a.last) && w.touches(a.last + 1) && w.number(a.last - 1) && next.digits;
  if (!(slash || w.is(a.last, kAla)) || next.first != a.last + 1) return;
  const bool date = (w.mark(next.last, '/') && w.touches(next.last)) || (a.first > 0 && w.mark(a.first - 1, '/') && w.touches(a.first));
  if (slash && date) return;
  a.value /= plain(next).value;
  a.last = next.last;
  ++k;
}

// "wahid min mi'a", "`ishrun juz' min khamsa wa-`ishrin": so many of so many, where the second is more.
void read_share(const Words& w, const std::vector<NumberMention>& numbers, size_t& k, Amount& a) {
  if (k + 1 >= numbers.size() || numbers[k + 1].ordinal || numbers[k + 1].vague || numbers[k + 1].digits != numbers[k].digits) return;
  const uint32_t at = w.ends(a.last, kJuz) || w.is(a.last, kAjza) ? a.last + 1 : a.last;
  const NumberMention& whole = numbers[k + 1];
  if (!w.is(at, kMin) || whole.first != at + 1 || a.value <= 0 || plain(whole).value <= a.value || whole.bound != Bound::kExact || whole.digits) return;
  a.value /= plain(whole).value;
  a.last = whole.last;
  ++k;
}

// "juz' min mi'a": a part of a hundred.
void read_part(const Words& w, Amount& a) {
  if (a.first < 2 || !w.is(a.first - 1, kMin) || !w.is(a.first - 2, kJuz) || a.value <= 1) return;
  a.value = 1 / a.value;
  a.first -= 2;
}

// "thalatha wa-`ishrun khums": twenty-three fifths; a unit cannot stand there.
void read_fifths(const std::vector<NumberMention>& numbers, size_t& k, Amount& a) {
  if (k + 1 >= numbers.size() || numbers[k].digits || a.value < 11 || a.value != std::floor(a.value)) return;
  const NumberMention& next = numbers[k + 1];
  if (next.first != a.last || next.last != next.first + 1 || next.digits || next.ordinal || next.definite) return;
  const double part = next.fraction && next.num == 1 ? static_cast<double>(next.den) : next.den == 1 ? plain(next).value : 0;
  if (part < 3 || part > 10) return;
  a.value /= part;
  a.last = next.last;
  ++k;
}

// Digits that letters touch: "20dollars", "180ml" are amounts of something and no number by themselves.
bool is_unit(const Words& w, const Amount& a) {
  if (!w.number(a.last - 1) || a.percent || a.last >= w.size() || !w.touches(a.last)) return false;
  const Token& t = w.at(a.last);
  return t.kind == TokenKind::kLatin || (t.kind == TokenKind::kWord && t.fold_size > 1);
}

// 192.168.1.2 is four numbers; the first two were read as one with decimals.
bool is_dotted(const Words& w, const Amount& a) {
  if (a.last != a.first + 1 || !w.number(a.first) || w.at(a.first).decimals == 0) return false;
  const bool before = a.first > 1 && w.mark(a.first - 1, '.') && w.touches(a.first) && w.number(a.first - 2) && w.touches(a.first - 1);
  return before || (w.mark(a.last, '.') && w.touches(a.last) && w.number(a.last + 1) && w.touches(a.last + 1));
}

void push_dotted(const Words& w, Amount a, std::vector<Amount>& out) {
  const Token& t = w.at(a.first);
  const double scale = std::pow(10.0, t.decimals), whole = std::floor(static_cast<double>(t.number) / scale);
  a.value = a.top = whole;
  out.push_back(a);
  a.value = a.top = static_cast<double>(t.number) - whole * scale;
  out.push_back(a);
}

// "nisbat 210", "bil-mi'a 210": a percentage by the word before it; "?q=30%25%20" is a piece of an address.
void read_rate(const Words& w, Amount& a) {
  if (a.first == 0) return;
  const bool glued = w.touches(a.first) && (w.mark(a.first - 1, '=') || w.mark(a.first - 1, '%'));
  if (a.percent && glued) a.percent = false, a.glued = true;
  if (w.ends(a.first - 1, kNisba) || w.is(a.first - 1, kBilmia)) a.percent = true;
}

// "1 3/4": a whole number, then a fraction of digits.
void join_mixed(const Words& w, std::vector<Amount>& out) {
  if (out.size() < 2) return;
  Amount& whole = out[out.size() - 2];
  const Amount& part = out.back();
  const bool joined = whole.last == part.first && part.last == part.first + 3 && w.mark(part.first + 1, '/') && w.number(whole.last - 1);
  if (!joined || part.value <= 0 || part.value >= 1 || whole.value != std::floor(whole.value)) return;
  whole.value += whole.value < 0 ? -part.value : part.value;
  whole.last = part.last;
  out.pop_back();
}

// "1 234 567": groups of three digits with spaces between.
bool joins_group(const Words& w, const Amount& a, const NumberMention& next) {
  if (next.first != a.last || next.last != next.first + 1 || !w.number(next.first) || !w.number(a.last - 1)) return false;
  const Token &t = w.at(next.first), &before = w.at(a.last - 1);
  return before.decimals == 0 && before.digits <= 3 && t.digits - t.decimals == 3 && a.value >= 1;
}

void read_sign(const Words& w, Amount& a) {
  if (a.first == 0 || a.value < 0) return;
  const uint32_t before = a.first - 1;
  const bool minus = w.mark(before, '-') && w.touches(a.first) && (before == 0 || !w.touches(before) || w.is_sign(before - 1)) && w.number(a.first);
  if (!minus && !w.is(before, kSalib) && !w.is(before, kNaqis)) return;
  a.value = -a.value;
  a.first = before;
}

// ".25": a point and its digits.
void read_point(const Words& w, Amount& a) {
  if (a.first == 0 || !w.mark(a.first - 1, '.') || !w.touches(a.first) || !w.number(a.first) || a.last != a.first + 1) return;
  if (a.first > 1 && w.touches(a.first - 1)) return;
  a.value /= std::pow(10.0, w.at(a.first).digits);
  --a.first;
}

}  // namespace

void find_amounts(const Tokens& tokens, const std::vector<NumberMention>& numbers, std::vector<Amount>& out) {
  out.clear();
  const Words w(tokens);
  for (size_t k = 0; k < numbers.size(); ++k) {
    if (numbers[k].ordinal || (numbers[k].vague && !numbers[k].fraction)) continue;
    Amount a = plain(numbers[k]);
    const double written = a.value;
    while (k + 1 < numbers.size() && joins_group(w, a, numbers[k + 1])) {
      a.value = a.value * 1000 + plain(numbers[k + 1]).value;
      a.last = numbers[++k].last;
    }
    read_point(w, a);
    read_sign(w, a);
    read_power(w, a);
    read_quotient(w, numbers, k, a);
    read_share(w, numbers, k, a);
    read_part(w, a);
    read_fifths(numbers, k, a);
    read_rate(w, a);
    while (k + 1 < numbers.size() && numbers[k + 1].first < a.last) ++k;  // the power's own digits
    if (a.value != written) a.top = a.value;
    if (is_unit(w, a) || a.glued) continue;
    if (is_dotted(w, a)) {
      push_dotted(w, a, out);
      continue;
    }
    out.push_back(a);
    join_mixed(w, out);
  }
  for (Amount& a : out) a.span = {tokens.all[a.first].span.begin, tokens.all[a.last - 1].span.end};
}

// --- ranges ------------------------------------------------------------------------------------------

namespace {

enum class Side : uint8_t { kNone, kAbove, kBelow, kEqual };
struct Limit {
  Side side = Side::kNone;
  bool in = false;       // the number itself belongs to it
  uint32_t tokens = 0;   // that say so
};

class RangeFinder {
 public:
  RangeFinder(const Tokens& tokens, const Lexicon& lexicon, const std::vector<Amount>& amounts, std::vector<NumberRange>& out)
      : w_(tokens), tokens_(tokens), lexicon_(lexicon), amounts_(amounts), out_(out) {}

  void run() {
    for (size_t k = 0; k < amounts_.size(); ++k) {
      if (pair_of_one(amounts_[k])) continue;
      if (pair(k)) {
        ++k;
        continue;
      }
      one(amounts_[k]);
    }
    join();
  }

 private:
  // "aw yusawi", "=": the number belongs to the range.
  uint32_t or_equal(uint32_t i) const {
    if (w_.mark(i, '=')) return 1;
    const uint32_t at = w_.is(i, kAw) ? i + 1 : i;
    return at > i && (w_.is(at, kYusawi) || w_.is(at, kTusawi)) ? 2 : 0;
  }

  Limit limit_of(const Lexeme& l) const {
    if (l.is(Class::kAtLeast)) return {Side::kAbove, true, 0};
    if (l.is(Class::kMoreThan)) return {Side::kAbove, false, 0};
    if (l.is(Class::kAtMost)) return {Side::kBelow, true, 0};
    if (l.is(Class::kLessThan)) return {Side::kBelow, false, 0};
    return {};
  }

  // A phrase of the lexicon; "taht", "akhfad", "adna" with or without "min"; all that turned round by "la".
  Limit limit_in_words(uint32_t i) const {
    const bool turned = w_.is(i, kLa) || w_.is(i, kWaLa);
    const uint32_t at = i + turned;
    const Lexeme* lexeme = nullptr;
    Limit limit;
    if (const uint32_t n = phrase_at(tokens_, lexicon_, at, &lexeme)) {
      limit = limit_of(*lexeme);
      limit.tokens = n;
    }
    if (limit.side == Side::kNone && (w_.ends(at, kTaht) || w_.ends(at, kAkhfad) || w_.ends(at, kAdna)))
      limit = {Side::kBelow, false, w_.is(at + 1, kMin) ? 2u : 1u};
    if (limit.side == Side::kNone || !turned) return limit;
    return {limit.side == Side::kAbove ? Side::kBelow : Side::kAbove, !limit.in, limit.tokens + 1};
  }

  // A limit said in the tokens from i on, as far as `end`.
  Limit limit_at(uint32_t i, uint32_t end) const {
    Limit limit;
    if (w_.arrow(i)) return {};
    if (w_.mark(i, '>') || w_.mark(i, '<')) {
      limit = {w_.mark(i, '>') ? Side::kAbove : Side::kBelow, false, 1};
    } else if (w_.is(i, kYusawi) || w_.is(i, kTusawi)) {
      return {Side::kEqual, true, 1};
    } else {
      limit = limit_in_words(i);
    }
    if (limit.side == Side::kNone) return {};
    if (const uint32_t n = or_equal(i + limit.tokens); n && i + limit.tokens + n <= end) limit.in = true, limit.tokens += n;
    return limit;
  }

  // The limit that ends right before the amount, and the token where it begins.
  Limit before(const Amount& a, uint32_t& first) const {
    for (uint32_t back = 7; back >= 1; --back) {
      if (back > a.first) continue;
      const uint32_t i = a.first - back;
      if (!out_.empty() && tokens_.all[i].span.begin < out_.back().span.end) continue;
      if (const Limit limit = limit_at(i, a.first); limit.side != Side::kNone && limit.tokens == back) {
        first = i;
        return limit;
      }
    }
    return {};
  }

  // "200 aw akthar [min]", "200 `ala al-aqall".
  Limit behind(const Amount& a) const {
    const Lexeme* lexeme = nullptr;
    uint32_t n = phrase_at(tokens_, lexicon_, a.last, &lexeme);
    Limit limit = n ? limit_of(*lexeme) : Limit{};
    if (limit.side == Side::kNone && w_.is(a.last, kAw)) {
      n = phrase_at(tokens_, lexicon_, a.last + 1, &lexeme);
      limit = n ? limit_of(*lexeme) : Limit{};
      if (n && a.last + 1 + n < w_.size() && (w_.number(a.last + 1 + n) || starts_amount(a.last + 1 + n))) limit = {};  // its own number follows
      ++n;
    }
    if (limit.side == Side::kNone) return {};
    limit.in = true;
    limit.tokens = n;
    if (w_.is(a.last + n, kMin) && !starts_amount(a.last + n + 1)) ++limit.tokens;
    return limit;
  }

  bool starts_amount(uint32_t i) const {
    return std::any_of(amounts_.begin(), amounts_.end(), [&](const Amount& a) { return a.first == i; });
  }

  void one(const Amount& a) {
    uint32_t first = a.first, last = a.last;
    Limit limit = before(a, first);
    if (limit.side != Side::kNone) {
      if (const uint32_t n = or_equal(a.last); n && !starts_amount(a.last + n)) limit.in = true, last += n;
    } else {
      limit = behind(a);
      last += limit.tokens;
    }
    if (limit.side == Side::kNone) return;
    NumberRange r;
    r.span = {tokens_.all[first].span.begin, tokens_.all[last - 1].span.end};
    if (limit.side != Side::kBelow) r.low = a.value, r.low_in = limit.in;
    if (limit.side != Side::kAbove) r.high = a.value, r.high_in = limit.in;
    out_.push_back(r);
  }

  // The number stage has read both.
  bool pair_of_one(const Amount& a) {
    if (a.top <= a.value) return false;
    const bool more = a.first > 0 && (w_.is(a.first - 1, kMin) || w_.is(a.first - 1, kBayn));
    NumberRange r;
    r.span = {tokens_.all[more ? a.first - 1 : a.first].span.begin, a.span.end};
    r.low = a.value, r.high = a.top, r.low_in = true;
    out_.push_back(r);
    return true;
  }

  // "[min] A ila B", "A - B", "bayn A wa-B".
  bool pair(size_t k) {
    if (k + 1 >= amounts_.size()) return false;
    const Amount &a = amounts_[k], &b = amounts_[k + 1];
    const bool ila = b.first == a.last + 1 && (w_.is(a.last, kIla) || (w_.mark(a.last, '-') && w_.touches(a.last) == w_.touches(b.first)));
    const bool bayn = a.first > 0 && w_.is(a.first - 1, kBayn) && b.first <= a.last + 1 && w_.waw(a.last);
    if ((!ila && !bayn) || b.value <= a.value) return false;
    const bool more = a.first > 0 && (w_.is(a.first - 1, kMin) || bayn);
    NumberRange r;
    r.span = {tokens_.all[more ? a.first - 1 : a.first].span.begin, b.span.end};
    r.low = a.value, r.high = b.value, r.low_in = true;
    out_.push_back(r);
    return true;
  }

  // "more than 10 and less than 20" is one range, when there is something between.
  void join() {
    size_t kept = 0;
    for (size_t k = 0; k < out_.size(); ++k) {
      if (kept > 0 && joins(out_[kept - 1], out_[k])) {
        NumberRange& r = out_[kept - 1];
        const NumberRange& o = out_[k];
        if (std::isinf(r.low)) r.low = o.low, r.low_in = o.low_in;
        else r.high = o.high, r.high_in = o.high_in;
        r.span.end = o.span.end;
      } else {
        out_[kept++] = out_[k];
      }
    }
    out_.resize(kept);
  }

  bool joins(const NumberRange& a, const NumberRange& b) const {
    const bool sides = (std::isinf(a.high) && !std::isinf(a.low) && std::isinf(b.low)) || (std::isinf(a.low) && !std::isinf(a.high) && std::isinf(b.high));
    if (!sides || b.span.begin > a.span.end + 8) return false;
    const double low = std::isinf(a.low) ? b.low : a.low, high = std::isinf(a.low) ? a.high : b.high;
    return low < high;
  }

  const Words w_;
  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const std::vector<Amount>& amounts_;
  std::vector<NumberRange>& out_;
};

}  // namespace

void find_number_ranges(const Tokens& tokens, const Lexicon& lexicon, const std::vector<Amount>& amounts, std::vector<NumberRange>& out) {
  out.clear();
  RangeFinder(tokens, lexicon, amounts, out).run();
}

}  // namespace rawi
