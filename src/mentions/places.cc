#include "mentions/places.h"

#include <algorithm>
#include <cmath>

namespace rawi {
namespace {

// Weights, in the units of one power of ten of inhabitants = 0.6. Set on development reports by looking at
// what went wrong: a noun that says the kind outweighs size, a container beside the name outweighs both.
constexpr float kPerTenfold = 0.6f, kKindSame = 4, kKindLike = 2, kKindOther = -2, kContainerBeside = 4,
                kContainerNamed = 1.5f, kCountryNamed = 1.2f, kCountryMost = 3.5f, kNear = 2.5f, kNearScale = 150,
                kExtra = -2, kSure = 2.5f;
constexpr double kTownReach = 50;  // kilometres from a town to its quarters, at most
constexpr uint32_t kReach = 7;  // tokens between a name and the name that contains it

using Scratch = PlaceScratch;

int country_slot(const Entity& e) {
  if (e.country[0] < 'A' || e.country[1] < 'A') return -1;
  return (e.country[0] - 'A') * 26 + (e.country[1] - 'A');
}

bool settled(EntityKind k) { return k >= EntityKind::kCity && k <= EntityKind::kNeighbourhood; }
bool divided(EntityKind k) { return k == EntityKind::kAdmin1 || k == EntityKind::kAdmin2 || k == EntityKind::kRegion; }

float kind_score(EntityKind said, EntityKind is) {
  if (said == EntityKind::kNone) return 0;
  if (said == is) return kKindSame;
  if ((settled(said) && settled(is)) || (divided(said) && divided(is))) return kKindLike;
  const auto field = [](EntityKind k) { return k == EntityKind::kMilitaryBase || k == EntityKind::kAirport; };
  return field(said) && field(is) ? kKindLike : kKindOther;
}

// What a name means when the report says nothing of it.
float prior(const Entity& e) {
  const float size = kPerTenfold * std::log10(static_cast<float>(e.population) + 10);
  const float extra = e.flags & kEntityExtra ? kExtra : 0;
  switch (e.kind) {
    case EntityKind::kCountry: return 4 + size;
    case EntityKind::kCity: return 1.5f + size + extra;
    case EntityKind::kTown: return 1 + size + extra;
    case EntityKind::kAdmin1: return 0.8f + 0.7f * size;
    case EntityKind::kAdmin2: return 0.4f + 0.7f * size;
    case EntityKind::kVillage:
    case EntityKind::kNeighbourhood: return size + extra;
    default: return 1.2f + size;
  }
}

class Linker {
 public:
  Linker(const Tokens& tokens, const Lexicon& lexicon, const std::vector<NameMention>& names, Scratch& s,
         std::vector<PlaceMention>& out)
      : tokens_(tokens), lexicon_(lexicon), names_(names), s_(s), out_(out) {}

  void run() {
    collect();
    evidence();
    weigh();
    weigh_by_distance();
    borders();
    emit();
    std::sort(out_.begin(), out_.end(), [](const PlaceMention& a, const PlaceMention& b) { return a.first < b.first; });
  }

 private:
  const Token& token(uint32_t i) const { return tokens_.all[i]; }
  bool is_word(uint32_t i) const { return token(i).kind == TokenKind::kWord; }

  // The lexeme of a class that token `i` can be, one with a value first; or null.
  const Lexeme* as(uint32_t i, Class c, Feats* feats = nullptr) const {
    const Lexeme* found = nullptr;
    if (!token(i).may_be(c)) return nullptr;
    for (const Reading1& r : tokens_.read(token(i))) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      if (!l.is(c) || (found && (found->value != 0 || l.value == 0))) continue;
      if (feats) *feats = r.feats;
      found = &l;
    }
    return found;
  }

  // The word before token `i` on the same line, over quotation marks and "("; `i` itself when there is none.
  uint32_t word_before(uint32_t i) const {
    for (uint32_t at = i; at > 0 && !token(at).lines_before;) {
      --at;
      const Token& t = token(at);
      if (t.kind == TokenKind::kWord) return at;
      if (t.kind != TokenKind::kOpenQuote && t.kind != TokenKind::kQuote && t.mark != '(') break;
    }
    return i;
  }

  void collect() {
    s_.candidates.clear();
    s_.first_candidate.clear();
    s_.around.clear();
    for (uint32_t m = 0; m < names_.size(); ++m) {
      s_.first_candidate.push_back(static_cast<uint32_t>(s_.candidates.size()));
      s_.around.push_back(surroundings(m));
      if (!(names_[m].kinds & kNamesPlace)) continue;
      const bool noun = is_bare_noun(m);
      for (const NameEntry& n : lexicon_.names(names_[m].node))
        if (const Entity& e = lexicon_.entity(n.entity); is_place(e.kind) && counts(names_[m], n, lexicon_) && !(noun && e.population < kKnownByItself))
          s_.candidates.push_back({m, n.entity, 0});
    }
    s_.first_candidate.push_back(static_cast<uint32_t>(s_.candidates.size()));
  }

  // "The city", "the valley" stand for the place that the report is about, though some village bears the name; after a noun of places
  // ("qaryat al-wadi") they are a name.
  static constexpr uint32_t kKnownByItself = 500000;
  bool is_bare_noun(uint32_t m) const {
    const NameMention& name = names_[m];
    return name.first == name.last && s_.around[m].noun == name.first && as(name.first, Class::kPlaceNoun) != nullptr;
  }

  // The place noun before a name; in "madinatay halab wa-hims" the second name has that of the first.
  Scratch::Surroundings surroundings(uint32_t m) const {
    const NameMention& name = names_[m];
    Scratch::Surroundings around;
    around.noun = name.first;
    const uint32_t before = word_before(name.first);
    Feats f;
    if (const Lexeme* noun = before == name.first ? nullptr : as(before, Class::kPlaceNoun, &f)) {
      around.noun = before;
      around.kind = static_cast<EntityKind>(noun->value);
      around.many = f.number() > 1;
    } else if (m > 0 && s_.around[m - 1].many && name.proclitics & kWa && name.first == names_[m - 1].last + 1) {
      around.kind = s_.around[m - 1].kind;
      around.many = true;
    }
    return around;
  }

  uint32_t first(uint32_t m) const { return s_.first_candidate[m]; }
  uint32_t end(uint32_t m) const { return s_.first_candidate[m + 1]; }

  void speak_of(const Entity& e, float weight) {
    if (const int c = country_slot(e); c >= 0) s_.country[static_cast<size_t>(c)] += weight;
  }

  // Countries and provinces that the report names. A name of several countries speaks of none.
  void evidence() {
    s_.country.fill(0);
    s_.named.clear();
    for (uint32_t m = 0; m < names_.size(); ++m) {
      if (names_[m].entity != kNoEntity && !(names_[m].kinds & kNamesPlace))
        speak_of(lexicon_.entity(names_[m].entity), 0.5f);
      if (first(m) == end(m)) continue;
      const Entity& one = lexicon_.entity(s_.candidates[first(m)].entity);
      bool same = true;
      for (uint32_t c = first(m); c < end(m); ++c) {
        const Entity& e = lexicon_.entity(s_.candidates[c].entity);
        same = same && country_slot(e) == country_slot(one) && !(e.flags & kEntityExtra);
        if (e.kind == EntityKind::kCountry || e.kind == EntityKind::kAdmin1) s_.named.push_back(s_.candidates[c].entity);
      }
      if (same) speak_of(one, 1);
    }
    std::sort(s_.named.begin(), s_.named.end());
    s_.named.erase(std::unique(s_.named.begin(), s_.named.end()), s_.named.end());
  }

  float spoken_of(const Entity& e) const {
    const int c = country_slot(e);
    return c < 0 ? 0 : s_.country[static_cast<size_t>(c)];
  }

  bool is_named(uint32_t entity) const { return std::binary_search(s_.named.begin(), s_.named.end(), entity); }

  // Does mention `other` name what contains `e`?
  bool contains(uint32_t other, const Entity& e) const {
    for (uint32_t c = first(other); c < end(other); ++c) {
      const uint32_t id = s_.candidates[c].entity;
      const Entity& outer = lexicon_.entity(id);
      if (id == e.parent) return true;
      if (outer.kind == EntityKind::kCountry && country_slot(outer) == country_slot(e) && outer.id != e.id) return true;
    }
    return false;
  }

  // Close enough, with no full stop or line break between.
  bool beside(uint32_t a, uint32_t b) const {
    if (names_[b].first > names_[a].last + kReach) return false;
    for (uint32_t i = names_[a].last + 1; i <= names_[b].first; ++i)
      if (token(i).lines_before || token(i).mark == '.') return false;
    return true;
  }

  float score(uint32_t m, uint32_t entity) const {
    const Entity& e = lexicon_.entity(entity);
    float s = prior(e) + kind_score(s_.around[m].kind, e.kind);
    s += std::min(kCountryMost, kCountryNamed * std::log2(1 + spoken_of(e)));
    if (e.parent != kNoEntity && is_named(e.parent)) s += kContainerNamed;
    for (uint32_t other = m + 1; other < names_.size() && other <= m + 2 && beside(m, other); ++other)
      if (contains(other, e)) return s + kContainerBeside;
    if (m > 0 && beside(m - 1, m) && contains(m - 1, e)) s += kContainerBeside / 2;
    return s;
  }

  bool eligible(uint32_t m, uint32_t entity) const {
    const Entity& e = lexicon_.entity(entity);
    if (!(e.flags & kEntityExtra)) return true;
    if (e.parent != kNoEntity && is_named(e.parent)) return true;
    return names_[m].cued && spoken_of(e) > 0;
  }

  void weigh() {
    constexpr float kOut = -1e9f;
    for (auto& c : s_.candidates) c.score = eligible(c.mention, c.entity) ? score(c.mention, c.entity) : kOut;
    for (uint32_t m = 0; m < names_.size(); ++m) {
      std::sort(s_.candidates.begin() + first(m), s_.candidates.begin() + end(m),
                [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.entity < b.entity; });
    }
  }

  float margin(uint32_t m) const {
    const uint32_t size = end(m) - first(m);
    if (size == 0) return 0;
    const float best = s_.candidates[first(m)].score;
    return size == 1 ? best + 1 : best - s_.candidates[first(m) + 1].score;
  }

  // Countries and seas are too wide to be near anything.
  static bool point(const Entity& e) { return e.kind != EntityKind::kCountry && e.kind != EntityKind::kSea && !std::isnan(e.lat); }

  void weigh_by_distance() {
    s_.anchors.clear();
    for (uint32_t m = 0; m < names_.size(); ++m) {
      if (first(m) == end(m) || margin(m) < kSure) continue;
      const uint32_t entity = s_.candidates[first(m)].entity;
      const bool known = std::find(s_.anchors.begin(), s_.anchors.end(), entity) != s_.anchors.end();
      if (point(lexicon_.entity(entity)) && !known && s_.anchors.size() < 64) s_.anchors.push_back(entity);
    }
    for (uint32_t m = 0; m < names_.size(); ++m) {
      if (end(m) - first(m) < 2 || margin(m) >= kSure) continue;
      for (uint32_t c = first(m); c < end(m); ++c) s_.candidates[c].score += nearness(s_.candidates[c].entity);
      std::sort(s_.candidates.begin() + first(m), s_.candidates.begin() + end(m),
                [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.entity < b.entity; });
    }
  }

  float nearness(uint32_t entity) const {
    const Entity& e = lexicon_.entity(entity);
    if (!point(e)) return 0;
    double best = 0;
    for (uint32_t anchor : s_.anchors) best = std::max(best, std::exp(-distance_km(e, lexicon_.entity(anchor)) / kNearScale));
    return kNear * static_cast<float>(best);
  }

  // The country that a name or relational adjective stands for, as a place.
  uint32_t country_of(const NameMention& m) const {
    if (m.kinds & kNamesPlace) {
      for (const NameEntry& n : lexicon_.names(m.node))
        if (lexicon_.entity(n.entity).kind == EntityKind::kCountry) return n.entity;
      return kNoEntity;
    }
    if (!(m.kinds & kNamesNisba)) return kNoEntity;
    const Entity& e = lexicon_.entity(m.entity);
    return e.country[0] ? lexicon_.country_place({e.country, 2}) : kNoEntity;
  }

  // "the Iraqi-Syrian border", "the border between Iraq and Syria", "the Syrian border with Iraq".
  void borders() {
    s_.in_border.assign(names_.size(), 0);
    for (uint32_t m = 0; m < names_.size(); ++m) {
      if (s_.in_border[m]) continue;
      const uint32_t border = border_before(names_[m].first);
      const uint32_t side = border == names_[m].first ? kNoEntity : country_of(names_[m]);
      if (side == kNoEntity) continue;
      PlaceMention p;
      p.first = border;
      p.last = names_[m].last;
      p.ref.entity = side;
      p.ref.relation = PlaceRelation::kBorder;
      s_.in_border[m] = 1;
      if (m + 1 < names_.size() && names_[m + 1].first <= names_[m].last + 3 && beside(m, m + 1)) {
        const uint32_t other = country_of(names_[m + 1]);
        if (other != kNoEntity && other != side && joined(m)) {
          p.ref.other = other;
          p.last = names_[m + 1].last;
          s_.in_border[m + 1] = 1;
        }
      }
      p.ref.words = {token(border).span.begin, token(p.last).span.end};
      p.margin = kSure;
      out_.push_back(p);
    }
  }

  // Between a border's sides stand only a hyphen, "and", or a preposition.
  bool joined(uint32_t m) const {
    for (uint32_t i = names_[m].last + 1; i < names_[m + 1].first; ++i)
      if (token(i).mark != '-' && !as(i, Class::kPreposition)) return false;
    return true;
  }

  // The word "border" just before token `i`, a preposition ("with", "between") apart; `i` when there is none.
  uint32_t border_before(uint32_t i) const {
    uint32_t at = word_before(i);
    if (at != i && (as(at, Class::kPreposition) || as(at, Class::kBetween)) && !as(at, Class::kBorder)) at = word_before(at);
    const Lexeme* border = at == i ? nullptr : as(at, Class::kBorder);
    return border && static_cast<PlaceRelation>(border->value) == PlaceRelation::kBorder ? at : i;
  }

  void emit() {
    for (uint32_t m = 0; m < names_.size(); ++m) {
      if (s_.in_border[m]) continue;
      if (names_[m].kinds & kNamesNisba) territory(m);
      if (first(m) == end(m) || s_.candidates[first(m)].score < -1e8f || astray(m)) continue;
      PlaceMention p;
      p.first = names_[m].first;
      p.last = names_[m].last;
      p.ref.words = names_[m].span;
      p.ref.entity = s_.candidates[first(m)].entity;
      p.margin = margin(m);
      relate(m, p);
      out_.push_back(p);
    }
  }

  // A quarter lies in a town that the report names: one known only far from all of those is a namesake.
  bool astray(uint32_t m) const {
    if (s_.around[m].kind != EntityKind::kNeighbourhood) return false;
    const Entity& quarter = lexicon_.entity(s_.candidates[first(m)].entity);
    bool towns = false;
    for (uint32_t anchor : s_.anchors) {
      const Entity& town = lexicon_.entity(anchor);
      if (&town == &quarter || !settled(town.kind)) continue;
      if (distance_km(quarter, town) < kTownReach) return false;
      towns = true;
    }
    return towns;
  }

  // "Syrian territory" is Syria.
  void territory(uint32_t m) {
    const uint32_t noun = s_.around[m].noun;
    if (noun == names_[m].first || s_.around[m].kind != EntityKind::kCountry) return;
    const uint32_t country = country_of(names_[m]);
    if (country == kNoEntity) return;
    PlaceMention p;
    p.first = noun;
    p.last = names_[m].last;
    p.ref.words = {token(noun).span.begin, names_[m].span.end};
    p.ref.entity = country;
    p.margin = kSure;
    out_.push_back(p);
  }

  // "south of Kirkuk", "near the city of X", "to the east of Y". The south of a country or province lies in it.
  void relate(uint32_t m, PlaceMention& p) const {
    const EntityKind kind = lexicon_.entity(p.ref.entity).kind;
    if (kind == EntityKind::kCountry || kind == EntityKind::kRegion || kind == EntityKind::kAdmin1) return;
    const uint32_t noun = s_.around[m].noun;
    uint32_t at = word_before(noun);
    if (at == noun) return;
    if (!as(at, Class::kDirection) && as(at, Class::kPreposition)) {
      const uint32_t before = word_before(at);
      if (before != at && as(before, Class::kDirection)) at = before;
    }
    const Lexeme* direction = as(at, Class::kDirection);
    if (!direction || direction->value == 0) return;
    if (const uint32_t before = word_before(at); before != at && before + 1 == at) {
      const Lexeme* outer = as(before, Class::kDirection);  // "south east of": the first is kept
      if (outer && outer->value != 0) direction = outer, at = before;
    }
    p.ref.relation = static_cast<PlaceRelation>(direction->value);
    p.first = at;
    p.ref.words.begin = token(at).span.begin;
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const std::vector<NameMention>& names_;
  Scratch& s_;
  std::vector<PlaceMention>& out_;
};

}  // namespace

double distance_km(const Entity& a, const Entity& b) {
  constexpr double kRadius = 6371, kDegree = 3.14159265358979323846 / 180;
  const double dlat = (b.lat - a.lat) * kDegree, dlon = (b.lon - a.lon) * kDegree;
  const double h = std::pow(std::sin(dlat / 2), 2) +
                   std::cos(a.lat * kDegree) * std::cos(b.lat * kDegree) * std::pow(std::sin(dlon / 2), 2);
  return 2 * kRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

PlacePrecision precision(const PlaceRef& place, const Lexicon& lexicon) {
  if (place.relation == PlaceRelation::kBorder) return PlacePrecision::kBorder;
  switch (lexicon.entity(place.entity).kind) {
    case EntityKind::kCountry: return PlacePrecision::kCountry;
    case EntityKind::kAdmin1: return PlacePrecision::kProvince;
    case EntityKind::kAdmin2: return PlacePrecision::kDistrict;
    case EntityKind::kCity:
    case EntityKind::kTown:
    case EntityKind::kVillage: return PlacePrecision::kTown;
    case EntityKind::kRegion:
    case EntityKind::kSea:
    case EntityKind::kStrait:
    case EntityKind::kRiver:
    case EntityKind::kLake:
    case EntityKind::kIsland:
    case EntityKind::kMountain: return PlacePrecision::kArea;
    default: return PlacePrecision::kSite;
  }
}

void link_places(const Tokens& tokens, const Lexicon& lexicon, const std::vector<NameMention>& names,
                 PlaceScratch& scratch, std::vector<PlaceMention>& out) {
  out.clear();
  Linker(tokens, lexicon, names, scratch, out).run();
}

}  // namespace rawi
