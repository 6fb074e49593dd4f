// Names that a person types -> rows of entities and sources.
#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <unordered_set>

#include "ledger/identity.h"
#include "ledger/query.h"
#include "lexicon/lexicon.h"
#include "tokens/tokens.h"

namespace rawi {
namespace {

std::string small(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// All entities that the lexicon gives a name to, aliases included.
std::vector<uint32_t> named_in(const Lexicon& lexicon, const std::string& name) {
  std::vector<uint32_t> entities;
  Tokens tokens;
  tokenize(name, lexicon, tokens);
  uint32_t node = Lexicon::kRoot;
  for (const Token& t : tokens.all) {
    if (t.kind != TokenKind::kWord && t.kind != TokenKind::kLatin) continue;
    node = lexicon.step(node, t.key);
    if (node == Lexicon::kNowhere) return entities;
  }
  if (node != Lexicon::kRoot)
    for (const NameEntry& e : lexicon.names(node)) entities.push_back(e.entity);
  return entities;
}

std::unordered_set<std::string> keys_of(const std::vector<uint32_t>& entities, const Lexicon& lexicon) {
  std::unordered_set<std::string> keys;
  for (const uint32_t e : entities) keys.insert(lexicon.string(lexicon.entity(e).id));
  return keys;
}

struct Row {
  int64_t id;
  std::string key, country, admin1, parent, kind, name_en;
};

// Whether a place lies in one of the places chosen: by its parents, or by what the gazetteer writes of it.
class Inside {
 public:
  Inside(const std::vector<Row>& rows, const std::unordered_set<std::string>& chosen) : chosen_(chosen) {
    for (const Row& r : rows) {
      parents_.emplace(r.key, r.parent);
      if (!chosen.contains(r.key)) continue;
      if (r.kind == "country") countries_.insert(r.country);
      if (r.kind == "admin1") provinces_.insert(r.country + "/" + r.name_en), provinces_.insert(r.country + "/" + r.admin1);
    }
  }
  // A country need not be in the ledger itself for its towns to be asked for.
  void add(const Lexicon& lexicon, const std::vector<uint32_t>& entities) {
    for (const uint32_t id : entities) {
      const Entity& e = lexicon.entity(id);
      const std::string country(e.country, e.country[0] ? 2 : 0);
      if (e.kind == EntityKind::kCountry) countries_.insert(country);
      if (e.kind != EntityKind::kAdmin1) continue;
      // The gazetteer writes a town's province in either language.
      for (const uint32_t name : {e.name_en, e.name_ar, e.admin1})
        if (const std::string_view written = lexicon.string(name); !written.empty()) provinces_.insert(country + "/" + std::string(written));
    }
  }
  bool operator()(const Row& r) const {
    if (!r.country.empty() && countries_.contains(r.country)) return true;
    if (!r.admin1.empty() && provinces_.contains(r.country + "/" + r.admin1)) return true;
    std::string key = r.key;
    for (int depth = 0; depth < 8 && !key.empty(); ++depth) {
      if (chosen_.contains(key)) return true;
      const auto parent = parents_.find(key);
      if (parent == parents_.end()) break;
      key = parent->second;
    }
    return false;
  }

 private:
  const std::unordered_set<std::string>& chosen_;
  std::unordered_map<std::string, std::string> parents_;
  std::unordered_set<std::string> countries_, provinces_;
};

bool iso_code(const std::string& name) { return name.size() == 2 && std::isupper(static_cast<unsigned char>(name[0])) && std::isupper(static_cast<unsigned char>(name[1])); }

}  // namespace

std::vector<int64_t> entities_named(Store& store, const std::string& name, bool within, const Resources& resources) {
  const std::vector<uint32_t> entities = named_in(resources.lexicon(), name);
  std::unordered_set<std::string> chosen = keys_of(entities, resources.lexicon());
  const std::string folded = spaced_fold(name), lower = small(name);
  std::vector<Row> rows;
  std::vector<int64_t> ids;
  Statement s(store.db(), "SELECT id, key, name_ar, name_en, kind, country, admin1, parent FROM entity");
  while (s.step()) {
    if (s.text_at(1) == name || small(s.text_at(3)) == lower || (s.text_at(2).size() >= folded.size() - 2 && spaced_fold(s.text_at(2)) == folded))
      chosen.emplace(s.text_at(1));
    rows.push_back({s.integer_at(0), std::string(s.text_at(1)), std::string(s.text_at(5)), std::string(s.text_at(6)),
                    std::string(s.text_at(7)), std::string(s.text_at(4)), std::string(s.text_at(3))});
  }
  Inside inside(rows, chosen);
  inside.add(resources.lexicon(), entities);
  for (const Row& r : rows)
    if (chosen.contains(r.key) || (within && (inside(r) || (iso_code(name) && r.country == name)))) ids.push_back(r.id);
  return ids;
}

std::vector<int64_t> sources_named(Store& store, const std::string& name, const Resources& resources) {
  if (!name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); })) return {std::stoll(name)};
  std::vector<int64_t> ids;
  // Entities first: one identity whatever the spelling.
  std::unordered_set<std::string> keys = keys_of(named_in(resources.lexicon(), name), resources.lexicon());
  keys.insert(name);
  const std::string lower = small(name);
  Statement entities(store.db(), "SELECT s.id, e.key, e.name_en FROM source s JOIN entity e ON e.id = s.entity");
  while (entities.step())
    if (keys.contains(std::string(entities.text_at(1))) || small(entities.text_at(2)) == lower) ids.push_back(entities.integer_at(0));
  const std::string wanted = spaced_fold(name);
  if (wanted.size() > 1) {
    Statement names(store.db(), "SELECT source FROM source_name WHERE instr(folded, ?)");
    names.blob(1, wanted);
    while (names.step()) ids.push_back(names.integer_at(0));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace rawi
