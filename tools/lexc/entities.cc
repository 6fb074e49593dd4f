#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_set>

#include "sources.h"
#include "tokens/fold.h"

namespace rawi::lexc {
namespace {

using std::string;
using std::string_view;

struct KindName {
  string_view name;
  EntityKind kind;
};

constexpr KindName kPlaceKinds[] = {
    {"country", EntityKind::kCountry}, {"region", EntityKind::kRegion}, {"admin1", EntityKind::kAdmin1},
    {"admin2", EntityKind::kAdmin2}, {"city", EntityKind::kCity}, {"town", EntityKind::kTown},
    {"village", EntityKind::kVillage}, {"neighbourhood", EntityKind::kNeighbourhood},
    {"military_base", EntityKind::kMilitaryBase}, {"airport", EntityKind::kAirport}, {"port", EntityKind::kPort},
    {"border_crossing", EntityKind::kCrossing}, {"oil_field", EntityKind::kOilField}, {"camp", EntityKind::kCamp},
    {"nuclear_site", EntityKind::kNuclearSite}, {"sea", EntityKind::kSea}, {"strait", EntityKind::kStrait},
    {"river", EntityKind::kRiver}, {"lake", EntityKind::kLake}, {"island", EntityKind::kIsland},
    {"mountain", EntityKind::kMountain}, {"dam", EntityKind::kDam}, {"prison", EntityKind::kPrison},
    {"hospital", EntityKind::kHospital}, {"square", EntityKind::kSquare}, {"street", EntityKind::kStreet},
    {"building", EntityKind::kBuilding}, {"refinery", EntityKind::kRefinery}, {"canal", EntityKind::kCanal}};

constexpr KindName kActorKinds[] = {
    {"state", EntityKind::kState}, {"government_body", EntityKind::kGovernmentBody},
    {"military", EntityKind::kMilitary}, {"intl_org", EntityKind::kIntlOrg},
    {"political_party", EntityKind::kParty}, {"armed_group", EntityKind::kArmedGroup},
    {"media_outlet", EntityKind::kMediaOutlet}, {"news_agency", EntityKind::kNewsAgency},
    {"person", EntityKind::kPerson}};

constexpr KindName kWeaponClasses[] = {
    {"rocket", EntityKind::kWeaponRocket}, {"missile", EntityKind::kWeaponMissile},
    {"uav", EntityKind::kWeaponDrone}, {"artillery", EntityKind::kWeaponArtillery},
    {"airstrike", EntityKind::kWeaponAirstrike}, {"explosive", EntityKind::kWeaponExplosive},
    {"small_arms", EntityKind::kWeaponFirearm}, {"aircraft", EntityKind::kWeaponOther},
    {"air_defence", EntityKind::kWeaponOther}, {"radar", EntityKind::kWeaponOther},
    {"ship", EntityKind::kWeaponOther}, {"vehicle", EntityKind::kWeaponOther}};

template <size_t N>
EntityKind kind_named(const KindName (&all)[N], string_view name) {
  for (const KindName& k : all)
    if (k.name == name) return k.kind;
  return EntityKind::kNone;
}

std::vector<uint64_t> name_path(string_view name) {
  std::vector<uint64_t> path;
  for (const string& word : folded_words(name)) path.push_back(name_key(word));
  return path;
}

// What the tables share: id, kind, names, country, source.
class EntityReader {
 public:
  EntityReader(const Table& table, Content& content, Problems& problems)
      : table_(table), content_(content), problems_(problems) {}

  void wrong(const Row& row, const string& what) { problems_.add(table_.name, row.line, what); }

  // The entity with its ids and names, or nothing when the row is bad.
  std::optional<Entity> begin(const Row& row, EntityKind kind, string_view name_en, string_view country,
                              string_view source) {
    const auto& c = row.cells;
    const size_t before = problems_.all().size();
    if (c[0].empty()) wrong(row, "there is no id");
    if (kind == EntityKind::kNone) wrong(row, "unknown kind " + quoted(c[1]));
    if (name_path(c[2]).empty()) wrong(row, "there is no name");
    if (!country.empty() && country_index(country) < 0) wrong(row, "not a country code: " + quoted(country));
    if (source.empty()) wrong(row, "there is no source");
    if (content_.entity_ids.contains(string(c[0]))) wrong(row, "the id is used twice: " + quoted(c[0]));
    if (problems_.all().size() != before) return {};
    Entity e{};
    e.id = content_.strings.put(c[0]);
    e.name_ar = content_.strings.put(c[2]);
    e.name_en = content_.strings.put(name_en);
    e.parent = kNoEntity;
    e.lat = e.lon = std::numeric_limits<float>::quiet_NaN();
    e.kind = kind;
    country.copy(e.country, sizeof e.country);
    return e;
  }

  uint32_t finish(const Row& row, const Entity& e) {
    const auto id = static_cast<uint32_t>(content_.entities.size());
    content_.entities.push_back(e);
    content_.entity_ids.emplace(row.cells[0], id);
    add_name(row.cells[2], id, 0);
    for (string_view alias : split(row.cells[3], '|')) {
      if (name_path(alias).empty()) wrong(row, "an empty alias");
      else add_name(alias, id, 1);
    }
    return id;
  }

 private:
  void add_name(string_view name, uint32_t entity, uint8_t alias) {
    const auto path = name_path(name);
    auto& entries = content_.names.nodes[content_.names.make(path)];
    for (const NameEntry& known : entries)
      if (known.entity == entity) return;
    entries.push_back({entity, static_cast<uint16_t>(path.size()), 0, alias});
  }

  const Table& table_;
  Content& content_;
  Problems& problems_;
};

template <typename T>
bool read_number(string_view cell, T& out) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc() && end == cell.data() + cell.size();
}

// The province of a name in a country, by any of its names.
uint32_t province(const Content& content, string_view name, const Entity& place) {
  const uint32_t node = content.names.find(name_path(name));
  if (name.empty() || node == Lexicon::kNowhere) return kNoEntity;
  for (const NameEntry& n : content.names.nodes[node]) {
    const Entity& e = content.entities[n.entity];
    if (e.kind == EntityKind::kAdmin1 && e.country[0] == place.country[0] && e.country[1] == place.country[1]) return n.entity;
  }
  return kNoEntity;
}

constexpr uint8_t kRespelled = 2;  // NameEntry::alias of a spelling that no row gives

// Transcription is not settled: a hard g is written ghayn or jim ("Leipzig"), a final a as alif or ha ("Quetta").
std::vector<string> respelled(const string& name) {
  const string ghayn = "\xD8\xBA", jim = "\xD8\xAC", alif = "\xD8\xA7", heh = "\xD9\x87", teh_marbuta = "\xD8\xA9";
  string hard = name;
  for (size_t at = 0; (at = hard.find(ghayn, at)) != string::npos; at += jim.size()) hard.replace(at, ghayn.size(), jim);
  std::vector<string> all;
  if (hard != name) all.push_back(hard);
  for (const string& s : {name, hard}) {
    const string stem = s.substr(0, s.size() - std::min(s.size(), alif.size()));
    if (s.ends_with(alif)) all.push_back(stem + heh);
    else if (s.ends_with(heh) || s.ends_with(teh_marbuta)) all.push_back(stem + alif);
  }
  return all;
}

image::Country* country_slot(Content& content, string_view iso2) {
  const int i = country_index(iso2);
  return i < 0 ? nullptr : &content.countries[static_cast<size_t>(i)];
}

}  // namespace

bool arabic_spoken(string_view country) {
  constexpr string_view kAll = "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE";
  return country.size() == 2 && kAll.find(country) != string_view::npos;
}

EntityKind place_kind(string_view name) { return kind_named(kPlaceKinds, name); }

void add_places(const Table& table, uint8_t flags, Content& content, Problems& problems) {
  EntityReader reader(table, content, problems);
  const size_t first = content.entities.size();
  for (const Row& row : table.rows) {
    const auto& c = row.cells;
    auto e = reader.begin(row, kind_named(kPlaceKinds, c[1]), c[4], c[7], c[10]);
    if (!e) continue;
    if (!read_number(c[5], e->lat) || !read_number(c[6], e->lon) || std::fabs(e->lat) > 90 || std::fabs(e->lon) > 180)
      reader.wrong(row, "not a latitude and longitude: " + quoted(c[5]) + " " + quoted(c[6]));
    if (!c[9].empty() && !read_number(c[9], e->population)) reader.wrong(row, "not a population: " + quoted(c[9]));
    e->admin1 = content.strings.put(c[8]);
    e->flags = flags;
    const uint32_t id = reader.finish(row, *e);
    if (flags == 0 && !c[7].empty() && !arabic_spoken(c[7])) {
      content.foreign.emplace_back(c[2], id);
      for (string_view alias : split(c[3], '|')) content.foreign.emplace_back(alias, id);
    }
    if (e->kind != EntityKind::kCountry) continue;
    if (image::Country* slot = country_slot(content, c[7])) slot->place = id;
  }
  for (size_t i = first; i < content.entities.size(); ++i) {
    Entity& e = content.entities[i];
    if (e.kind != EntityKind::kCountry && e.kind != EntityKind::kAdmin1)
      e.parent = province(content, content.strings.at(e.admin1), e);
  }
}

void add_actors(const Table& table, Content& content, Problems& problems) {
  EntityReader reader(table, content, problems);
  std::vector<std::pair<uint32_t, const Row*>> added;
  for (const Row& row : table.rows) {
    const auto& c = row.cells;
    const auto e = reader.begin(row, kind_named(kActorKinds, c[1]), c[4], c[5], c[10]);
    if (!e) continue;
    const uint32_t id = reader.finish(row, *e);
    added.emplace_back(id, &row);
    if (e->kind != EntityKind::kState) continue;
    if (image::Country* slot = country_slot(content, c[5])) slot->state = id;
  }
  for (const auto& [id, row] : added) {
    const string parent(row->cells[7]);
    const auto known = content.entity_ids.find(parent);
    if (!parent.empty() && known == content.entity_ids.end()) reader.wrong(*row, "no such parent: " + quoted(parent));
    Entity& e = content.entities[id];
    if (known != content.entity_ids.end()) e.parent = known->second;
    else if (const image::Country* slot = country_slot(content, row->cells[5]); slot && e.kind != EntityKind::kState)
      e.parent = slot->state;
  }
}

void add_weapons(const Table& table, Content& content, Problems& problems) {
  EntityReader reader(table, content, problems);
  for (const Row& row : table.rows) {
    const auto& c = row.cells;
    if (const auto e = reader.begin(row, kind_named(kWeaponClasses, c[1]), c[4], "", c[5])) reader.finish(row, *e);
  }
}

void add_spellings(Content& content) {
  constexpr size_t kLeastBytes = 8;  // four letters: shorter ones are other words
  for (const auto& [name, entity] : content.foreign) {
    if (name.size() < kLeastBytes) continue;
    for (const string& s : respelled(name)) {
      const auto path = name_path(s);
      auto& entries = content.names.nodes[content.names.make(path)];
      const bool of_others = std::any_of(entries.begin(), entries.end(), [](const NameEntry& n) { return n.alias != kRespelled; });
      const bool known = std::any_of(entries.begin(), entries.end(), [e = entity](const NameEntry& n) { return n.entity == e; });
      if (!of_others && !known) entries.push_back({entity, static_cast<uint16_t>(path.size()), 0, kRespelled});
    }
  }
}

// The other spellings of a name that is also a word are no surer than it: Male (maliyya, "finance") is not what maliyan says.
void mark_spellings(Content& content) {
  for (const auto& [name, entity] : content.foreign) {
    const uint32_t own = content.names.find(name_path(name));
    if (own == Lexicon::kNowhere) continue;
    const auto& entries = content.names.nodes[own];
    if (std::none_of(entries.begin(), entries.end(), [](const NameEntry& n) { return n.ambiguous == kNeedsCue; })) continue;
    for (const string& s : respelled(name)) {
      const uint32_t node = content.names.find(name_path(s));
      if (node == Lexicon::kNowhere) continue;
      for (NameEntry& n : content.names.nodes[node])
        if (n.alias == kRespelled && n.entity == entity) n.ambiguous = kNeedsCue;
    }
  }
}

// Only a surface that is also a word, or too short, needs a cue; namesakes and a state that is also a place do not.
void add_ambiguous(const Table& table, Content& content, Problems& problems) {
  for (const Row& row : table.rows) {
    uint8_t mark = 0;
    for (string_view reason : split(row.cells[1], '|')) {
      if (reason == "common_word" || reason == "too_short") mark = kNeedsCue;
      else if (reason == "well_known") mark = kWellKnown;
      else if (reason != "cross_type" && reason != "homonym_places" && reason != "homonym_actors")
        problems.add(table.name, row.line, "unknown reason " + quoted(reason));
    }
    const uint32_t node = content.names.find(name_path(row.cells[0]));
    if (node == Lexicon::kNowhere) {
      problems.add(table.name, row.line, "no entity has the name " + quoted(row.cells[0]));
      continue;
    }
    if (mark == 0) continue;
    for (NameEntry& n : content.names.nodes[node]) n.ambiguous = mark;
  }
  mark_spellings(content);
}

}  // namespace rawi::lexc
