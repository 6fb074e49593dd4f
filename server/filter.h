// Which events of a board a request asks for; and what each value of an attribute would leave of them.
//
// Conditions are grouped by attribute. An event that fails only the conditions on one attribute still counts for the facet
// of that attribute: one walk gives the events and all facets. Throws Problem 400 on what cannot be asked.
#ifndef RAWI_SERVER_FILTER_H
#define RAWI_SERVER_FILTER_H

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "server/board.h"
#include "server/exchange.h"

namespace rawi::server {

// Attributes that are facets, in the order of kFacetNames; the rest is no facet.
enum class Facet : uint8_t {
  kType, kStatus, kCountry, kPlace, kPrecision, kActor, kSource, kOutlet, kWeapon, kGrade, kOrigins, kReports, kContested, kDated, kPlaced, kRest
};
inline constexpr int kFacets = 15;
extern const char* const kFacetNames[kFacets];

struct EventConditions {
  uint32_t types = 0;                 // a bit each; 0: any
  uint8_t statuses = 0;
  uint16_t weapons = 0;
  std::vector<std::string> countries, precisions;
  std::vector<Name> outlets, grades;
  std::optional<std::unordered_set<int64_t>> places, within, sources, states;
  std::optional<std::unordered_set<Name>> actors;
  std::optional<bool> contested, dated, placed;
  int origins = 0;
  uint32_t reports = 0;
  std::optional<int32_t> from, to;    // days
  std::optional<std::vector<double>> box;  // west, south, east, north
};

// Reads the parameters that all paths of events share, but for as_of.
EventConditions read_conditions(Query& query, const Lease& lease, const Resources& resources, const Board& board);

// A bit for each attribute by which the event is not wanted; 0: it is.
uint32_t failing(const EventConditions& c, const Board& board, const BoardEvent& e);

// How exactly an event's place says where; empty: it has none.
std::string_view precision_of(const Board& board, const BoardEvent& e);
bool located(const Board& board, const BoardEvent& e);

}  // namespace rawi::server

#endif  // RAWI_SERVER_FILTER_H
