#include "mentions/local_places.h"

#include <algorithm>
#include <initializer_list>

#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr uint32_t kReach = 5;      // tokens between a local place and the name of what contains it
constexpr uint32_t kMostWords = 4;  // of a name
constexpr size_t kFewestLetters = 3;
constexpr size_t kMostPlaces = 256;  // of a report: each is compared with each, and a huge report stays linear
constexpr uint8_t kRareRank = 14, kUnheardRank = 16;  // of frequency: beyond the commonest 8,192 words, and 32,768

bool same_country(const Entity& a, const Entity& b) { return a.country[0] == b.country[0] && a.country[1] == b.country[1]; }
bool settled(EntityKind k) { return k >= EntityKind::kCity && k <= EntityKind::kNeighbourhood; }

// A reading of token `i` as a noun of places without article, of at most this number (1 to 3); null: none.
const Lexeme* place_noun(const Tokens& tokens, const Lexicon& lexicon, uint32_t i, int most = 3) {
  if (!tokens.all[i].may_be(Class::kPlaceNoun)) return nullptr;
  for (const Reading1& r : tokens.read(tokens.all[i]))
    if (const Lexeme& l = lexicon.lexeme(r.lexeme); l.is(Class::kPlaceNoun) && !(r.proclitics & kAl) && r.suffix == 0 && r.feats.number() <= most) return &l;
  return nullptr;
}

bool is(const Tokens& tokens, const Lexicon& lexicon, uint32_t i, std::initializer_list<Class> classes) {
  for (const Reading1& r : tokens.read(tokens.all[i]))
    for (const Class c : classes)
      if (lexicon.lexeme(r.lexeme).is(c)) return true;
  return false;
}

bool quotes(const Token& t) { return t.kind == TokenKind::kOpenQuote || t.kind == TokenKind::kQuote; }

class Finder {
 public:
  Finder(std::string_view text, const Tokens& tokens, const Structure& structure, const Lexicon& lexicon, const TaggerModel& words,
         const std::vector<PlaceMention>& places, std::vector<LocalPlace>& out)
      : text_(text), tokens_(tokens), structure_(structure), lexicon_(lexicon), words_(words), places_(places), out_(out) {}

  void run(const std::vector<TaggedName>& tagged) {
    most_ = most_named();
    for (const TaggedName& name : tagged) introduce(name);
    for (uint32_t i = 0; i + 1 < tokens_.all.size(); ++i) introduce_unread(i);
    agree();
    const size_t introduced = out_.size();
    for (const TaggedName& name : tagged) repeat(name, introduced);
    std::sort(out_.begin(), out_.end(), [](const LocalPlace& x, const LocalPlace& y) { return x.first < y.first; });
  }

 private:
  const Token& token(uint32_t i) const { return tokens_.all[i]; }

  // The first place of the gazetteer that ends at or after token `i`.
  size_t place_at(uint32_t i) const {
    return static_cast<size_t>(std::partition_point(places_.begin(), places_.end(), [&](const PlaceMention& p) { return p.last < i; }) - places_.begin());
  }
  bool listed(uint32_t first, uint32_t last) const {
    const size_t at = place_at(first);
    return at < places_.size() && places_[at].first <= last;
  }
  bool found(uint32_t first, uint32_t last) const {
    return std::any_of(out_.begin(), out_.end(), [&](const LocalPlace& p) { return p.first <= last && first <= p.last; });
  }

  // The country that most of the places lie in, as a place; kNoEntity: none stands out.
  uint32_t most_named() const {
    std::vector<uint32_t> countries;
    for (const PlaceMention& p : places_)
      if (const Entity& e = lexicon_.entity(p.ref.entity); e.country[0])
        if (const uint32_t c = lexicon_.country_place({e.country, 2}); c != kNoEntity) countries.push_back(c);
    std::sort(countries.begin(), countries.end());
    for (auto begin = countries.begin(), end = begin; begin != countries.end(); begin = end) {
      end = std::upper_bound(begin, countries.end(), *begin);
      if (2 * (end - begin) >= static_cast<std::ptrdiff_t>(countries.size())) return *begin;
    }
    return kNoEntity;
  }

  // Says what the tagger found: does the noun before make it a place, or is it one by itself?
  static bool names_place(uint8_t label, const Lexeme* noun) {
    constexpr uint8_t kPerson = 0, kPlace = 2, kFacility = 3;
    if (label == kPlace || label == kFacility) return noun || label == kPlace;
    return label == kPerson && noun && settled(static_cast<EntityKind>(noun->value));  // villages bear persons' names
  }

  void introduce(const TaggedName& name) {
    if (listed(name.first, name.last)) return;
    TaggedName n = name;
    const Lexeme* noun = place_noun(tokens_, lexicon_, n.first);
    if (noun && n.first < n.last) {
      n.span.begin = token(++n.first).span.begin;
    } else {
      uint32_t before = n.first;
      if (before > 0 && quotes(token(before - 1)) && !token(before).lines_before) --before;
      noun = before > 0 && !token(before).lines_before ? place_noun(tokens_, lexicon_, before - 1) : nullptr;
    }
    if (!names_place(n.label, noun) || n.last - n.first >= kMostWords || !reads_as_name(n)) return;
    const uint32_t container = container_of(n, noun ? static_cast<EntityKind>(noun->value) : EntityKind::kNone);
    if (container != kNoEntity && (noun || said_ != LocalPlace::kNotSaid)) add(n, container);
  }

  // A word that no lexicon knows and hardly any report uses, after a noun of a kind of place: a name, though the tagger doubts it.
  void introduce_unread(uint32_t i) {
    const Lexeme* noun = place_noun(tokens_, lexicon_, i);
    if (!noun) return;
    const uint32_t at = i + 1 + quotes(token(i + 1));
    if (at >= tokens_.all.size() || token(at).lines_before || token(i + 1).lines_before || !unread(at)) return;
    const bool kind = settled(static_cast<EntityKind>(noun->value)), clear = kind && place_noun(tokens_, lexicon_, i, 1) && !describes(at, *noun);
    if (!clear && !(unheard(at) && (kind || (definite(at) && noun->value == 0 && !noun->is(Class::kSite))))) return;
    if (listed(at, at) || found(at, at)) return;
    TaggedName n;
    n.first = n.last = at;
    n.span = token(at).span;
    const uint32_t container = container_of(n, static_cast<EntityKind>(noun->value));
    if (container != kNoEntity) add(n, container);
  }

  bool unread(uint32_t i) const {
    const Token& t = token(i);
    if (t.kind != TokenKind::kWord || t.readings > 0 || t.fold_size < kFewestLetters) return false;
    return rank(i) >= kRareRank;
  }
  bool unheard(uint32_t i) const { return rank(i) >= kUnheardRank; }
  uint8_t rank(uint32_t i) const {
    const uint8_t rank = words_.word(token(i).key).rank;
    return rank == 0 ? kUnheardRank : rank;
  }

  // May the word be an adjective of the noun ("qarya ... -iya", "hayy ... -i")? With an article it is none: the noun has none.
  bool describes(uint32_t i, const Lexeme& noun) const {
    constexpr char kYa = '\xEA', kTaMarbuta = '\xC9';
    const std::string_view f = tokens_.fold(token(i));
    if (definite(i)) return false;
    return noun.gender == 2 ? f.back() == kTaMarbuta : f.back() == kYa && f.size() > 4;
  }

  // One name, one place: where words beside one mention say what contains it, that holds for all; else the first.
  void agree() {
    for (LocalPlace& p : out_) {
      if (p.is_said()) continue;
      const auto same = [&](const LocalPlace& q) { return q.key == p.key; };
      const auto sure = std::find_if(out_.begin(), out_.end(), [&](const LocalPlace& q) { return same(q) && q.is_said(); });
      const LocalPlace& q = sure != out_.end() ? *sure : *std::find_if(out_.begin(), out_.end(), same);
      p.ref.entity = q.ref.entity;
    }
  }

  bool reads_as_name(const TaggedName& n) const {
    const Token& t = token(n.first);
    return t.kind == TokenKind::kWord && t.fold_size >= kFewestLetters && !place_noun(tokens_, lexicon_, n.last);
  }

  // What contains a local place; never a town that it only lies beside.
  uint32_t container_of(const TaggedName& n, EntityKind kind) {
    const size_t after = place_at(n.last + 1);
    bool inside = true;
    said_ = after < places_.size() && leads_to(n.last, places_[after].first, inside) ? places_[after].first : LocalPlace::kNotSaid;
    if (said_ != LocalPlace::kNotSaid) return around(places_[after], inside && kind != EntityKind::kCity);
    if (most_ == kNoEntity) return kNoEntity;
    const uint32_t sentence = structure_.sentence_of[n.first];
    for (size_t k = place_at(n.first); k-- > 0 && structure_.sentence_of[places_[k].first] == sentence;)
      if (same_country(lexicon_.entity(places_[k].ref.entity), lexicon_.entity(most_)))
        return around(places_[k], kind == EntityKind::kNeighbourhood || kind == EntityKind::kStreet || kind == EntityKind::kSquare);
    return most_;
  }

  // Do only words that say where stand between? A direction says that it is not inside.
  bool leads_to(uint32_t last, uint32_t next, bool& inside) const {
    if (next > last + 1 + kReach || structure_.sentence_of[last] != structure_.sentence_of[next]) return false;
    for (uint32_t i = last + 1; i <= next; ++i) {
      if (token(i).lines_before) return false;
      if (is(tokens_, lexicon_, i, {Class::kDirection})) inside = false;
      if (i == next) break;
      const bool word = token(i).kind == TokenKind::kWord;
      if (word && !definite(i) && !is(tokens_, lexicon_, i, {Class::kPreposition, Class::kDirection, Class::kPlaceNoun})) return false;
      if (!word && !quotes(token(i)) && token(i).kind != TokenKind::kCloseQuote) return false;
    }
    return true;
  }

  // "al-waqi`a", "al-tabi`a", "al-hududiya": how it is called besides.
  bool definite(uint32_t i) const {
    constexpr char kAlif = '\xC7', kLam = '\xE4';
    const std::string_view f = tokens_.fold(token(i));
    return f.size() > 2 && f[0] == kAlif && f[1] == kLam;
  }

  uint32_t around(const PlaceMention& p, bool inside) const {
    const Entity& e = lexicon_.entity(p.ref.entity);
    if (p.ref.relation == PlaceRelation::kBorder || !e.country[0]) return e.country[0] ? lexicon_.country_place({e.country, 2}) : kNoEntity;
    const bool wide = e.kind == EntityKind::kCountry || e.kind == EntityKind::kRegion || e.kind == EntityKind::kAdmin1 || e.kind == EntityKind::kAdmin2;
    if (wide || (inside && settled(e.kind) && p.ref.relation == PlaceRelation::kAt)) return p.ref.entity;
    return e.parent != kNoEntity && is_place(lexicon_.entity(e.parent).kind) ? e.parent : lexicon_.country_place({e.country, 2});
  }

  void add(const TaggedName& n, uint32_t container) {
    if (out_.size() == kMostPlaces) return;
    out_.push_back({{n.span, container, kNoEntity, PlaceRelation::kIn}, n.first, n.last, key_of(n), said_});
  }

  // The words as names are spelled.
  uint64_t key_of(const TaggedName& n) const {
    constexpr uint64_t kPrime = 0x9E3779B97F4A7C15ull;
    const std::string_view words = text_.substr(n.span.begin, n.span.size());
    uint64_t key = 0;
    for (size_t begin = 0; begin < words.size();) {
      const size_t end = std::min(words.find(' ', begin), words.size());
      if (end > begin) key = (key ^ name_key(fold(words.substr(begin, end - begin)))) * kPrime;
      begin = end + 1;
    }
    return key;
  }

  // A name met before, without its noun.
  void repeat(const TaggedName& n, size_t introduced) {
    if (introduced == 0 || listed(n.first, n.last) || found(n.first, n.last)) return;
    const uint64_t key = key_of(n);
    const auto end = out_.begin() + static_cast<std::ptrdiff_t>(introduced);
    const auto same = std::find_if(out_.begin(), end, [&](const LocalPlace& p) { return p.key == key; });
    if (same == end) return;
    said_ = LocalPlace::kNotSaid;
    add(n, same->ref.entity);
  }

  std::string_view text_;
  const Tokens& tokens_;
  const Structure& structure_;
  const Lexicon& lexicon_;
  const TaggerModel& words_;
  const std::vector<PlaceMention>& places_;
  std::vector<LocalPlace>& out_;
  uint32_t most_ = kNoEntity;
  uint32_t said_ = LocalPlace::kNotSaid;  // of the local place looked at
};

}  // namespace

bool may_name_local_places(const Tokens& tokens, const Lexicon& lexicon, const std::vector<PlaceMention>& places) {
  size_t k = 0;
  for (uint32_t i = 0; i + 1 < tokens.all.size(); ++i) {
    const Lexeme* noun = place_noun(tokens, lexicon, i);
    if (!noun) continue;
    const uint32_t next = i + 1 + (quotes(tokens.all[i + 1]) && i + 2 < tokens.all.size());
    const Token& t = tokens.all[next];
    if (t.kind != TokenKind::kWord || t.lines_before || t.fold_size < kFewestLetters) continue;
    if (t.readings > 0 && !settled(static_cast<EntityKind>(noun->value))) continue;
    while (k < places.size() && places[k].last < next) ++k;
    if (k == places.size() || places[k].first > next) return true;
  }
  return false;
}

void find_local_places(std::string_view text, const Tokens& tokens, const Structure& structure, const Lexicon& lexicon,
                       const TaggerModel& words, const std::vector<TaggedName>& tagged, const std::vector<PlaceMention>& places,
                       std::vector<LocalPlace>& out) {
  out.clear();
  Finder(text, tokens, structure, lexicon, words, places, out).run(tagged);
}

}  // namespace rawi
