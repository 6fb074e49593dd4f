#include "server/filter.h"

#include <algorithm>
#include <cstdlib>

#include "events/pack.h"
#include "ledger/fts.h"
#include "ledger/query.h"
#include "ledger/sheet.h"
#include "ledger/sql.h"
#include "rawi/views.h"

namespace rawi::server {
namespace {

constexpr int64_t kSecondsADay = 86400;

constexpr uint32_t bit(Facet f) { return 1u << static_cast<unsigned>(f); }

// Bits of the names given, among `count` names.
template <typename Enum>
uint32_t bits_of(Query& query, const std::string& parameter, int first, int count, std::string_view (*name_of)(Enum)) {
  uint32_t bits = 0;
  for (const std::string& given : query.all(parameter)) {
    try {
      bits |= 1u << std::atoi(sql_code<Enum>(parameter, given, first, count, name_of).c_str());
    } catch (const Error& error) {
      throw Problem(400, "no-choice", error.what(), {{"name", parameter}, {"value", given}});  // it lists the names there are
    }
  }
  return bits;
}

// An open end is a day beyond all days.
int32_t day_of(int64_t seconds) {
  const int64_t day = seconds / kSecondsADay - (seconds % kSecondsADay < 0);
  return static_cast<int32_t>(std::clamp<int64_t>(day, INT32_MIN + 1, INT32_MAX - 1));
}

std::optional<std::vector<double>> box_of(const std::string& given) {
  if (given.empty()) return std::nullopt;
  std::vector<double> box;
  const char* at = given.c_str();
  for (char* end = nullptr; box.size() < 4; at = end + 1) {
    box.push_back(std::strtod(at, &end));
    if (end == at || *end != (box.size() == 4 ? '\0' : ',')) throw Problem(400, "no-box", "bbox=" + given + ": give west,south,east,north in degrees", {{"value", given}});
  }
  return box;
}

// States of events that have such words in a sentence of a claim.
std::unordered_set<int64_t> with_words(const Lease& lease, const std::string& words, const Resources& resources) {
  Statement s(lease.db(), "SELECT DISTINCT m.state FROM sentence_words w JOIN sentence s ON s.id = w.rowid JOIN membership m ON m.claim BETWEEN"
                          " s.first_claim AND s.first_claim + s.claims - 1 AND m.certainty = 2 WHERE w.sentence_words MATCH ?");
  const std::string match = word_query(words, resources.lexicon()).match;
  s.text(1, match);
  std::unordered_set<int64_t> out;
  while (s.step()) out.insert(s.integer_at(0));
  return out;
}

template <typename List, typename Set>
bool any_in(const List& list, const Set& set) {
  return std::any_of(list.begin(), list.end(), [&](const auto& x) { return set.contains(x); });
}

// A name that means nothing leaves an empty set: nothing is in it.
template <typename T>
void insert(std::optional<std::unordered_set<T>>& set, const std::vector<T>& found) {
  (set ? *set : set.emplace()).insert(found.begin(), found.end());
}

bool one_of(const std::vector<std::string>& list, std::string_view value) { return std::find(list.begin(), list.end(), value) != list.end(); }

bool in_box(const std::vector<double>& box, const LedgerEntity& e) {
  const bool across = box[0] > box[2];
  const bool x = across ? e.lon >= box[0] || e.lon <= box[2] : e.lon >= box[0] && e.lon <= box[2];
  return x && e.lat >= box[1] && e.lat <= box[3];
}

bool rest_fails(const EventConditions& c, const LedgerEntity* place, const BoardEvent& e) {
  if (c.states && !c.states->contains(e.state)) return true;
  if (c.within && !c.within->contains(e.place)) return true;
  const DayRange shown = e.shown();
  if ((c.from || c.to) && !shown.known()) return true;
  if (c.from && shown.last < *c.from) return true;
  if (c.to && shown.first > *c.to) return true;
  return c.box && !(place && place->located && in_box(*c.box, *place));
}

void people_fail(const EventConditions& c, const BoardEvent& e, uint32_t& out) {
  if (c.actors && !any_in(e.actors, *c.actors)) out |= bit(Facet::kActor);
  if (c.sources && !any_in(e.sources, *c.sources)) out |= bit(Facet::kSource);
  const auto meets = [](const std::vector<Name>& want, const std::vector<Name>& has) {
    return want.empty() || std::any_of(has.begin(), has.end(), [&](Name n) { return std::find(want.begin(), want.end(), n) != want.end(); });
  };
  if (!meets(c.outlets, e.outlets)) out |= bit(Facet::kOutlet);
  if (!meets(c.grades, e.grades)) out |= bit(Facet::kGrade);
}

}  // namespace

const char* const kFacetNames[kFacets] = {"type",   "status", "country", "place",       "precision",   "actor",     "source", "outlet",
                                          "weapon", "grade",  "origins_min", "reports_min", "contested", "dated",  "placed"};

std::string_view precision_of(const Board& board, const BoardEvent& e) {
  const LedgerEntity* place = board.entity(e.place);
  return place ? rawi::precision_of(PlaceRelation::kAt, place->kind) : std::string_view();
}

bool located(const Board& board, const BoardEvent& e) {
  const LedgerEntity* place = board.entity(e.place);
  return place && place->located;
}

EventConditions read_conditions(Query& query, const Lease& lease, const Resources& resources, const Board& board) {
  EventConditions c;
  c.types = bits_of<Plover>(query, "type", 1, kPloverCount, plover_name);
  c.statuses = static_cast<uint8_t>(bits_of<Status>(query, "status", 0, 4, status_name));
  c.weapons = static_cast<uint16_t>(bits_of<Weapon>(query, "weapon", 1, 9, weapon_name));
  c.countries = query.all("country");
  c.precisions = query.all("precision");
  for (const std::string& o : query.all("outlet")) c.outlets.push_back(lasting(o));
  for (const std::string& g : query.all("grade")) c.grades.push_back(lasting(g));
  Store& store = lease.store();
  for (const std::string& name : query.all("place")) insert(c.places, entities_named(store, name, false, resources));
  for (const std::string& name : query.all("source")) insert(c.sources, sources_named(store, name, resources));
  if (const std::string name = query.text("within"); !name.empty()) insert(c.within, entities_named(store, name, true, resources));
  for (const std::string& name : query.all("actor")) {
    std::vector<Name> keys;
    for (const int64_t row : entities_named(store, name, false, resources))
      if (const LedgerEntity* e = board.entity(row)) keys.push_back(lasting(e->key));
    insert(c.actors, keys);
  }
  if (const std::string words = query.text("q"); !words.empty()) c.states = with_words(lease, words, resources);
  if (const std::string from = query.date("from"); !from.empty()) c.from = day_of(range_of("from", from).from);
  if (const std::string to = query.date("to"); !to.empty()) c.to = day_of(range_of("to", to).to - 1);  // ranges are half open
  c.box = box_of(query.text("bbox"));
  c.contested = query.flag("contested"), c.dated = query.flag("dated"), c.placed = query.flag("placed");
  c.origins = static_cast<int>(query.number("origins_min", 0, INT32_MAX, 0));
  c.reports = static_cast<uint32_t>(query.number("reports_min", 1, INT32_MAX, 0));
  return c;
}

uint32_t failing(const EventConditions& c, const Board& board, const BoardEvent& e) {
  const LedgerEntity* place = board.entity(e.place);
  uint32_t out = 0;
  if (c.types && !(c.types >> static_cast<unsigned>(e.type) & 1)) out |= bit(Facet::kType);
  if (c.statuses && !(c.statuses & e.statuses)) out |= bit(Facet::kStatus);
  if (c.weapons && !(c.weapons & e.weapons)) out |= bit(Facet::kWeapon);
  if (!c.countries.empty() && !(place && one_of(c.countries, place->country))) out |= bit(Facet::kCountry);
  if (!c.precisions.empty() && !one_of(c.precisions, precision_of(board, e))) out |= bit(Facet::kPrecision);
  if (c.places && !c.places->contains(e.place)) out |= bit(Facet::kPlace);
  if (e.min < c.origins) out |= bit(Facet::kOrigins);
  if (e.reports < c.reports) out |= bit(Facet::kReports);
  if (c.contested && *c.contested != (e.contradictions > 0)) out |= bit(Facet::kContested);
  if (c.dated && *c.dated != e.days.known()) out |= bit(Facet::kDated);
  if (c.placed && *c.placed != located(board, e)) out |= bit(Facet::kPlaced);
  people_fail(c, e, out);
  if (rest_fails(c, place, e)) out |= bit(Facet::kRest);
  return out;
}

}  // namespace rawi::server
