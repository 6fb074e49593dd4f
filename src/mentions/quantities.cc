#include "mentions/quantities.h"

#include <algorithm>

#include "mentions/time_words.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

// What a noun counts as; kOther with `counts` false when its classes say nothing.
struct Noun {
  bool found = false;      // can be a noun at all
  bool counts = false;     // its classes say what it counts
  bool plain = false;      // a reading that is none of these:
  bool other = false;      // a reading that is no noun
  bool measure = false;
  bool never_any = false;  // a reading that is a measure, a unit of time, a place
  bool never = false;      // a measure, a unit of time, a place: no quantity
  bool site = false;       // a site or a body, which only a number counts: "three houses", "six of a cell"
  bool place = false;      // any place: what is said to be from there is people, "five of the city"
  bool people = false;
  bool occasions = false;
  bool al = false;
  CountOf of = CountOf::kOther;
  int number = 0;          // 1, 2, 3; 0: any
  bool singular = false, dual = false, plural = false;  // readings that there are
};

struct ClassCount {
  Class word;
  CountOf of;
  bool people;
};
constexpr ClassCount kCounts[] = {
    {Class::kDead, CountOf::kKilled, true},        {Class::kInjured, CountOf::kWounded, true},
    {Class::kVictim, CountOf::kCasualties, true},  {Class::kDetainee, CountOf::kDetained, true},
    {Class::kDisplaced, CountOf::kDisplaced, true},{Class::kHostage, CountOf::kAbducted, true},
    {Class::kTroops, CountOf::kTroops, true},      {Class::kSoldier, CountOf::kTroops, true},
    {Class::kFighter, CountOf::kPeople, true},     {Class::kCivilian, CountOf::kPeople, true},
    {Class::kPerson, CountOf::kPeople, true},      {Class::kKin, CountOf::kPeople, true},
    {Class::kOfficial, CountOf::kPeople, true},    {Class::kSpokesman, CountOf::kPeople, true},
    {Class::kWitness, CountOf::kPeople, true},     {Class::kVehicle, CountOf::kVehicles, false},
    {Class::kAircraft, CountOf::kAircraft, false}, {Class::kWeaponDrone, CountOf::kAircraft, false},
    {Class::kShip, CountOf::kShips, false},        {Class::kMunition, CountOf::kMunitions, false},
    {Class::kWeaponRocket, CountOf::kMunitions, false}, {Class::kWeaponMissile, CountOf::kMunitions, false},
    {Class::kAttack, CountOf::kAttacks, false},    {Class::kMoney, CountOf::kMoney, false},
};

// Nouns, adjectives, and of verbs the masdar and the participles.
bool nominal(const Lexeme& l, const Reading1& r) {
  if (l.pos == Pos::kNoun || l.pos == Pos::kAdjective) return true;
  const Shape shape = r.feats.shape();
  return l.pos == Pos::kVerb && (shape == Shape::kMasdar || shape == Shape::kActive || shape == Shape::kPassiveParticiple);
}

class Finder {
 public:
  Finder(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, const std::vector<NumberMention>& numbers,
         const std::vector<TimeMention>& times, std::vector<QuantityMention>& out)
      : tokens_(tokens), all_(tokens.all), lexicon_(lexicon), cues_(cues), numbers_(numbers), times_(times), out_(out) {}

  void run() {
    out_.clear();
    size_t time = 0, number = 0, noun = 0;
    uint32_t next = 0;
    const std::vector<uint32_t>& nouns = cues_.countable();
    while (number < numbers_.size() || noun < nouns.size()) {
      const bool is_number = noun == nouns.size() || (number < numbers_.size() && numbers_[number].first <= nouns[noun]);
      const NumberMention* n = is_number ? &numbers_[number++] : nullptr;
      const uint32_t i = n ? n->first : nouns[noun++];
      while (time < times_.size() && times_[time].last <= i) ++time;
      const bool in_time = time < times_.size() && times_[time].first <= i;
      if (in_time || i < next) continue;
      QuantityMention q;
      if (n) next = n->last;
      if (!(n ? counted(*n, q) : uncounted(i, q))) continue;
      keep(q);
      next = std::max(next, q.last);
    }
  }

 private:
  void keep(QuantityMention& q) {
    q.span = Span{all_[q.first].span.begin, all_[q.last - 1].span.end};
    if (!out_.empty() && out_.back().last > q.first) {  // "one man": the number takes the noun
      if (q.single || q.dual) return;
      out_.pop_back();
    }
    out_.push_back(q);
  }

  TokenKind kind(uint32_t i) const { return i < all_.size() ? all_[i].kind : TokenKind::kBreak; }
  bool fold_is(uint32_t i, std::string_view f) const { return kind(i) == TokenKind::kWord && tokens_.fold(all_[i]) == f; }

  // --- nouns ----------------------------------------------------------------------------------------

  void add(Noun& n, const Lexeme& l, const Reading1& r) const {
    if (r.suffix && !n.found) n.al = true;
    n.found = true;
    n.al |= (r.proclitics & kAl) != 0;
    const int number = r.feats.number();
    n.singular |= number == 1 || number == 0;
    n.dual |= number == 2;
    n.plural |= number == 3;
    n.measure |= l.is(Class::kMeasure);
    n.never_any |= never(l) && !l.is(Class::kFighter);  // `unsurayn, "two elements", are two men
    if (n.counts) return;
    n.number = number;
    for (const ClassCount& c : kCounts)
      if (l.is(c.word)) {
        n.counts = true;
        n.of = c.of;
        n.people = c.people;
        return;
      }
    if (l.is(Class::kOccasion)) n.counts = n.occasions = true, n.of = CountOf::kAttacks;
    n.plain |= !never(l);
    n.never |= never(l);
    n.site |= l.is(Class::kSite) || l.is(Class::kBody) || l.is(Class::kPart);
    n.place |= n.site || l.is(Class::kPlaceNoun);
    n.people |= l.is(Class::kNisba) && number == 3;
  }

  static bool never(const Lexeme& l) {
    return l.is(Class::kMeasure) || l.is(Class::kTimeUnit) || l.is(Class::kPlaceNoun) || l.is(Class::kSite) ||
           l.is(Class::kPart) || l.is(Class::kBody) || l.is(Class::kDirection);
  }

  // Sound masculine plurals are people.
  bool sound_plural(const Token& t) const {
    const std::string_view f = tokens_.fold(t);
    if (f.size() < 5 || static_cast<unsigned char>(f.back()) != letter::kNoon) return false;
    const auto c = static_cast<unsigned char>(f[f.size() - 2]);
    return c == letter::kWaw || c == letter::kYeh;
  }

  Noun noun_at(uint32_t i) const {
    Noun n;
    if (kind(i) != TokenKind::kWord || all_[i].lines_before > 1) return n;
    const Token& t = all_[i];
    for (const Reading1& r : tokens_.read(t)) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (r.proclitics & ~kAl) continue;
      if (nominal(l, r)) add(n, l, r);
      else if (l.is(Class::kComplementizer) || l.is(Class::kPreposition) || l.is(Class::kRelative)) return Noun{};
      else if (l.pos == Pos::kProper && !(r.proclitics & kAl)) n.found = true;
    }
    if (!n.found && t.readings == 0 && t.fold_size > 2) {
      const std::string_view f = tokens_.fold(t);
      n.found = true;
      n.al = static_cast<unsigned char>(f[0]) == letter::kAlef && static_cast<unsigned char>(f[1]) == letter::kLam;
      n.people = sound_plural(t);
    }
    if (n.plain) n.never = false;
    if (n.found && !n.counts && sound_plural(t) && !n.never && (!n.dual || n.plural)) n.people = true;
    if (n.people && !n.counts) n.of = CountOf::kPeople;
    return n;
  }

  // --- numbers with a noun --------------------------------------------------------------------------

  bool counted(const NumberMention& n, QuantityMention& q) const {
    if (n.ordinal || n.percent || n.fraction || n.num < 0) return false;
    if (n.glued && !noun_at(n.last).counts) return false;
    if (n.first > 0 && never_before(n.outer)) return false;
    q.first = n.outer;
    q.last = n.last;
    q.min = n.min;
    q.max = n.max;
    uint32_t at = n.last;
    at = skip_bound(at, q);
    const bool of = fold_is(at, word::kMin);
    if (n.vague_of && !of) return false;
    if (of) ++at;
    if (cues_.at(at).any(Cue::bit(Class::kTimeUnit)) && !of) return false;
    const Noun noun = cues_.at(at).is(Class::kNumber) ? Noun{} : noun_at(at);
    if (usable(n, noun, of)) return take_noun(n, noun, at, q);
    if (noun.never && !noun.counts) return counts_places(n, noun, at, of, q);
    if (n.definite && n.num > 1 && take_definite_before(n, q)) return true;
    if ((n.num <= 2 || (n.vague && n.num == 3)) && !n.digits && take_noun_before(n, q)) return true;
    return bare(n, at, of, q);
  }

  bool usable(const NumberMention& n, const Noun& noun, bool of) const {
    if (!noun.found || (noun.never && !noun.counts)) return false;
    const bool annexed = of || n.vague || n.multiplied || (n.num == 1 && !n.digits);  // tens of the trucks, one of the leaders
    if (noun.al && !annexed) return false;
    if (n.vague && n.num == 3 && !n.vague_of && noun.singular && !noun.plural) return false;  // places several, disputed
    if (of && !noun.al && !noun.plural && !noun.counts) return false;
    if (n.digits && n.bound == Bound::kExact && year_like(n) && !noun.counts) return false;
    if (n.num == 1 && !n.digits && n.den == 1 && !noun.counts && !noun.people) return false;
    if (noun.measure && n.num >= 1000) return false;  // barrels of oil, not of explosive
    return true;
  }

  bool take_noun(const NumberMention& n, const Noun& noun, uint32_t at, QuantityMention& q) const {
    (void)n;
    q.noun = at;
    q.last = at + 1;
    q.of = noun.of;
    q.people = noun.people;
    q.occasions = noun.occasions;
    bound_after(q);
    return true;
  }

  // "three houses" were destroyed; of "six of a cell" only the event can tell what they are.
  bool counts_places(const NumberMention& n, const Noun& noun, uint32_t at, bool of, QuantityMention& q) const {
    if (noun.measure || (n.num == 1 && !n.digits) || (n.digits && year_like(n))) return false;
    if (of) return q.bare = noun.place;
    return noun.site && (!noun.al || n.vague || n.multiplied) && take_noun(n, noun, at, q);
  }

  // "the five soldiers", as Arabic has it: the number behind a definite plural and its adjectives.
  bool take_definite_before(const NumberMention& n, QuantityMention& q) const {
    const bool apart = n.digits && n.outer == n.first;  // the article is a word of its own before digits
    const uint32_t at = apart ? n.first - 1 : n.outer;
    Noun noun;
    for (uint32_t back = 1; back <= 3 && back <= at && kind(at - back) == TokenKind::kWord; ++back) {
      const Noun before = noun_at_any(at - back);
      if (!before.found || !before.al) break;
      if (!before.plural || !(before.counts || sound_plural(all_[at - back]))) continue;
      noun = before;
      q.noun = at - back;
    }
    if (q.noun == kNoToken) return false;
    q.first = q.noun;
    q.of = noun.counts ? noun.of : CountOf::kPeople;
    q.people = noun.people || !noun.counts;
    q.occasions = noun.occasions;
    return true;
  }

  bool year_like(const NumberMention& n) const {
    return n.num >= 1900 && n.num <= 2100 && n.den == 1 && all_[n.first].digits == 4 && n.last == n.first + 1;
  }

  // "one person" with the number after its noun, "two leaders, two (of them)".
  bool take_noun_before(const NumberMention& n, QuantityMention& q) const {
    if (n.first == 0 || n.definite) return false;
    const Noun noun = noun_at(n.first - 1);
    if (!noun.counts || noun.al) return false;
    if (n.num == 1 ? !noun.singular : n.num == 2 ? !noun.dual : !noun.plural) return false;
    q.first = n.first - 1;
    q.noun = q.first;
    q.last = n.last;
    q.of = noun.of;
    q.people = noun.people;
    q.occasions = noun.occasions;
    bound_after(q);
    return true;
  }

  // "40 others", "9 with wounds", "killing of 3 and wounding of 7".
  bool bare(const NumberMention& n, uint32_t at, bool of, QuantityMention& q) const {
    if (n.vague && !n.vague_of && !of && (n.num >= 20 || n.last > n.first + 1)) {  // "tens were wounded", "a number of others"
      q.bare = true;
      return true;
    }
    if ((n.definite && !n.digits) || (n.digits && year_like(n) && n.bound == Bound::kExact)) return false;
    if (n.vague || n.den != 1 || n.num == 0) return false;
    if (kind(n.last) == TokenKind::kMark && (all_[n.last].mark == ')' || all_[n.last].mark == '-')) return false;
    if (n.first > 0 && kind(n.first - 1) == TokenKind::kMark && all_[n.first - 1].mark != ',') return false;
    if (n.num == 1 && !n.digits && !of) return false;
    if (n.digits && all_[n.first].lines_before) return false;
    q.bare = true;
    (void)at;
    bound_after(q);
    return true;
  }

  // A measure, a calibre, "number" before it.
  bool never_before(uint32_t i) const {
    if (i == 0 || kind(i - 1) != TokenKind::kWord) return false;
    for (const Reading1& r : tokens_.read(all_[i - 1])) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (l.is(Class::kMeasure) || l.is(Class::kLabel)) return true;
    }
    return false;
  }

  static void narrow(const Lexeme& l, QuantityMention& q) {
    if (q.max == kUnbounded || q.min == kUnbounded) return;
    if (l.is(Class::kAtLeast) || l.is(Class::kMoreThan)) q.max = kUnbounded;
    if (l.is(Class::kAtMost) || l.is(Class::kLessThan)) q.min = kUnbounded;
  }

  uint32_t skip_bound(uint32_t at, QuantityMention& q) const {
    const Lexeme* lexeme = nullptr;
    const uint32_t took = phrase_at(tokens_, lexicon_, at, &lexeme);
    if (took < 2 || !(lexeme->is(Class::kAtLeast) || lexeme->is(Class::kAtMost))) return at;
    narrow(*lexeme, q);
    return at + took;
  }

  // "at least" after the noun and its adjectives, or after a comma behind them.
  void bound_after(QuantityMention& q) const {
    bool comma = false;
    for (uint32_t at = q.last; at < q.last + 5 && !comma; ++at) {
      comma = kind(at) == TokenKind::kMark && all_[at].mark == ',';
      if (comma) ++at;
      if (kind(at) != TokenKind::kWord || (cues_.at(at).wa() && at > q.last)) return;
      const Lexeme* lexeme = nullptr;
      const uint32_t took = phrase_at(tokens_, lexicon_, at, &lexeme);
      if (took < 2 || !(lexeme->is(Class::kAtLeast) || lexeme->is(Class::kAtMost))) continue;
      narrow(*lexeme, q);
      return;
    }
  }

  // --- duals and single people ----------------------------------------------------------------------

  bool uncounted(uint32_t i, QuantityMention& q) const {
    if (kind(i) != TokenKind::kWord) return false;
    const Noun n = noun_at_any(i);
    if (!n.counts) return others(i, n, q);
    q.first = q.noun = i;
    q.last = i + 1;
    q.of = n.of;
    q.people = n.people;
    q.occasions = n.occasions;
    if (n.never_any || cues_.at(i).is(Class::kTimeUnit) || (!n.people && is_name(i))) return false;
    if ((n.dual && !n.plural && !n.singular) || dual_of(i, n)) {
      if (n.other || participle_dual(i, n)) return false;
      return two(q);
    }
    if (n.al || !n.singular || n.plural || n.number > 1 || !(n.people || thing(n))) return false;
    return one(q);
  }

  static bool one(QuantityMention& q) {
    q.min = q.max = 1;
    return q.single = true;
  }

  static bool two(QuantityMention& q) {
    q.min = q.max = 2;
    return q.dual = true;
  }

  static bool thing(const Noun& n) {
    return n.of == CountOf::kMunitions || n.of == CountOf::kVehicles || n.of == CountOf::kAircraft || n.of == CountOf::kShips;
  }

  // rajula amn, "two men of security", which looks like rajulan, "a man": the name of a force follows.
  bool dual_of(uint32_t i, const Noun& n) const {
    if (!n.people || n.plural || n.al || static_cast<unsigned char>(tokens_.fold(all_[i]).back()) != letter::kAlef) return false;
    if (kind(i + 1) != TokenKind::kWord) return false;
    const ClassSet& next = all_[i + 1].classes;
    return (next.is(Class::kMilitary) || next.is(Class::kBody)) && !noun_at(i + 1).al;
  }

  // "and two others were wounded": akhar where no noun is before or behind it.
  bool others(uint32_t i, const Noun& n, QuantityMention& q) const {
    if (!n.found || n.al || !all_[i].classes.is(Class::kLast)) return false;
    if (i > 0 && kind(i - 1) == TokenKind::kWord && (noun_at_any(i - 1).counts || sound_plural(all_[i - 1]))) return false;
    if (kind(i + 1) == TokenKind::kWord && noun_at(i + 1).found) return false;
    q.first = q.noun = i;
    q.last = i + 1;
    q.of = CountOf::kPeople;
    q.people = true;
    if (n.dual && !n.singular) return two(q);
    return n.singular && !n.plural && one(q);
  }

  bool is_name(uint32_t i) const {
    const uint32_t node = lexicon_.step(Lexicon::kRoot, all_[i].key);
    return node != Lexicon::kNowhere && !lexicon_.names(node).empty();
  }

  // al-`amilina, "those who work", looks like a dual of `amil; of a participle the plural is meant.
  bool participle_dual(uint32_t i, const Noun& n) const {
    if (!n.people || n.of == CountOf::kTroops || !sound_plural(all_[i])) return false;
    const Reading1& r = tokens_.read(all_[i])[0];
    const std::string_view stem = tokens_.fold(all_[i]).substr(r.stem);
    return stem.size() == 6 && static_cast<unsigned char>(stem[1]) == letter::kAlef;
  }

  // As noun_at, with prepositions before it as well: "by two rockets".
  Noun noun_at_any(uint32_t i) const {
    Noun n;
    for (const Reading1& r : tokens_.read(all_[i])) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (r.suffix) continue;
      if (nominal(l, r)) add(n, l, r);
      else n.other = true;
    }
    return n;
  }

  const Tokens& tokens_;
  const std::vector<Token>& all_;
  const Lexicon& lexicon_;
  const Cues& cues_;
  const std::vector<NumberMention>& numbers_;
  const std::vector<TimeMention>& times_;
  std::vector<QuantityMention>& out_;
};

}  // namespace

void find_quantities(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues,
                     const std::vector<NumberMention>& numbers, const std::vector<TimeMention>& times,
                     std::vector<QuantityMention>& out) {
  Finder(tokens, lexicon, cues, numbers, times, out).run();
}

}  // namespace rawi
