// Facets: for every attribute its values, with the number of events that all other filters leave.
#include <algorithm>
#include <bit>
#include <map>
#include <unordered_map>

#include "events/pack.h"
#include "rawi/views.h"
#include "server/scribe.h"
#include "server/selection.h"

namespace rawi::server {
namespace {

constexpr size_t kMostValues = 50;
constexpr const char* kYesNo[] = {"false", "true"};

class Counts {
 public:
  Counts(const Board& board, uint32_t which) : board_(board), which_(which) {}

  void add(const BoardEvent& e, uint32_t facets) {
    which_ = facets;
    for (unsigned i = 0; i < 4; ++i)
      if (e.statuses >> i & 1) count(Facet::kStatus, i);
    for (unsigned i = 1; i < 9; ++i)
      if (e.weapons >> i & 1) count(Facet::kWeapon, i);
    count(Facet::kType, static_cast<unsigned>(e.type));
    count(Facet::kContested, e.contradictions > 0);
    count(Facet::kDated, e.days.known());
    count(Facet::kOrigins, static_cast<uint64_t>(std::max(0, e.min)));
    count(Facet::kReports, e.reports);
    const LedgerEntity* place = board_.entity(e.place);
    count(Facet::kPlaced, place && place->located);
    if (place) {
      name(Facet::kPlace, e.place_name);
      if (!place->country.empty()) count(Facet::kCountry, static_cast<uint64_t>(place->country[0]) << 8 | static_cast<uint64_t>(place->country[1]));
      name(Facet::kPrecision, precision_of(board_, e).data());  // a literal, the same for the same
    }
    for (const Name n : e.actors) name(Facet::kActor, n);
    for (const Name n : e.outlets) name(Facet::kOutlet, n);
    for (const Name n : e.grades) name(Facet::kGrade, n);
    for (const int64_t s : e.sources) count(Facet::kSource, static_cast<uint64_t>(s));
  }

  void write(Facet facet, Scribe& scribe, JsonOut& json) {
    struct Value {
      std::string value;
      int64_t events;
      uint64_t key;
    };
    std::vector<Value> values;
    for (const auto& [key, n] : of_[static_cast<size_t>(facet)]) values.push_back({text(facet, key), n, key});
    std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return a.events != b.events ? a.events > b.events : a.value < b.value; });
    const size_t shown = std::min(values.size(), kMostValues);
    json.open().field("facet", kFacetNames[static_cast<size_t>(facet)]).key("values").open_list();
    for (size_t i = 0; i < shown; ++i) {
      json.open().field("value", values[i].value).field("events", values[i].events);
      names(facet, values[i].key, scribe, json);
      json.close();
    }
    json.close_list().field("more", static_cast<int64_t>(values.size() - shown)).close();
  }

 private:
  void count(Facet facet, uint64_t key) {
    if (which_ >> static_cast<unsigned>(facet) & 1) ++of_[static_cast<size_t>(facet)][key];
  }
  void name(Facet facet, Name n) { count(facet, std::bit_cast<uint64_t>(n)); }

  std::string text(Facet facet, uint64_t key) const {
    switch (facet) {
      case Facet::kType: return std::string(plover_name(static_cast<Plover>(key)));
      case Facet::kStatus: return std::string(status_name(static_cast<Status>(key)));
      case Facet::kWeapon: return std::string(weapon_name(static_cast<Weapon>(key)));
      case Facet::kContested: case Facet::kDated: case Facet::kPlaced: return kYesNo[key];
      case Facet::kOrigins: case Facet::kReports: case Facet::kSource: return std::to_string(key);
      case Facet::kCountry: return {static_cast<char>(key >> 8), static_cast<char>(key & 255)};
      default: return std::bit_cast<Name>(key);
    }
  }
  void names(Facet facet, uint64_t key, Scribe& scribe, JsonOut& json) const {
    std::string ar, en;
    if (facet == Facet::kPlace || facet == Facet::kActor) {
      const LedgerEntity& e = *board_.entity(board_.entity_row.at(std::bit_cast<Name>(key)));
      ar = e.name_ar, en = e.name_en;
    } else if (facet == Facet::kSource) {
      const LedgerSource& s = scribe.source(static_cast<int64_t>(key));
      ar = s.name;
      if (s.entity) en = scribe.entity(s.entity).name_en;
    }
    json.field_or_null("name_ar", ar).field_or_null("name_en", en);
  }

  const Board& board_;
  uint32_t which_;
  std::unordered_map<uint64_t, int64_t> of_[kFacets];
};

}  // namespace

void get_events_facets(Desk& desk, const Lease& lease, Ask& ask, Answer& out) {
  const std::shared_ptr<const Board> board = desk.board(lease, ask.query.date("as_of"));
  const EventConditions conditions = read_conditions(ask.query, lease, desk.resources, *board);
  ask.query.number("limit", 1, 5000, 2000);  // taken, so that the same parameters serve all views
  ask.query.done();
  constexpr uint32_t kAll = (1u << kFacets) - 1;
  Counts counts(*board, kAll);
  int64_t total = 0;
  for (const auto& e : board->events) {
    const uint32_t fails = failing(conditions, *board, *e);
    total += fails == 0;
    if (fails == 0) counts.add(*e, kAll);
    else if (std::has_single_bit(fails) && (fails & kAll)) counts.add(*e, fails);
  }
  Scribe scribe(lease);
  JsonOut json(out.body);
  json.open().field("total", total).key("facets").open_list();
  for (int i = 0; i < kFacets; ++i) counts.write(static_cast<Facet>(i), scribe, json);
  json.close_list().close();
}

}  // namespace rawi::server
