#include "ledger/columns.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "ledger/sheet.h"

namespace rawi {
namespace {

AcledType acled_assault(std::string_view mode, Weapon weapon) {
  constexpr const char *kViolence = "Political violence", *kRemote = "Explosions/Remote violence";
  if (mode == "clash") return {kViolence, "Battles", "Armed clash"};
  if (mode == "abduct") return {kViolence, "Violence against civilians", "Abduction/forced disappearance"};
  if (mode == "suicide-attack") return {kViolence, kRemote, "Suicide bomb"};
  if (mode == "aerial" || weapon == Weapon::kAirstrike || weapon == Weapon::kDrone) return {kViolence, kRemote, "Air/drone strike"};
  if (mode == "heavy-weapons" || weapon == Weapon::kRocket || weapon == Weapon::kMissile || weapon == Weapon::kArtillery)
    return {kViolence, kRemote, "Shelling/artillery/missile attack"};
  if (mode == "explosives" || weapon == Weapon::kExplosive) return {kViolence, kRemote, "Remote explosive/landmine/IED"};
  return {kViolence, "", ""};
}

}  // namespace

AcledType acled_type(Plover type, std::string_view mode, Weapon weapon) {
  constexpr const char* kStrategic = "Strategic developments";
  switch (type) {
    case Plover::kAssault: return acled_assault(mode, weapon);
    case Plover::kProtest: return {"Demonstrations", mode == "riot" ? "Riots" : "Protests", ""};
    case Plover::kCoerce: return {kStrategic, kStrategic, mode == "arrest" ? "Arrests" : ""};
    case Plover::kAgree: return {kStrategic, kStrategic, "Agreement"};
    case Plover::kRetreat:
    case Plover::kMobilize: return {kStrategic, kStrategic, ""};
    default: return {"", "", ""};
  }
}

const char* acled_place_precision(std::string_view precision) {
  if (precision == "site" || precision == "town") return "1";
  if (precision == "district" || precision == "area") return "2";
  return "3";
}

const char* acled_time_precision(int64_t days) { return days <= 1 ? "1" : days <= 7 ? "2" : "3"; }

const char* quad_class(const std::string& root) {
  const int n = std::atoi(root.c_str());
  return n <= 5 ? "1" : n <= 8 ? "2" : n <= 14 ? "3" : "4";
}

const char* gdelt_place_type(std::string_view precision) {
  return precision == "country" ? "1" : precision == "province" || precision == "district" ? "5" : "4";
}

std::string coordinate(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.5f", value);
  return text;
}

void acled_head(std::string& out) {
  append_csv({"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
              "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
              "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"},
             out);
}

void gdelt_head(std::string& out) {
  std::vector<std::string> names = {"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"};
  for (const std::string actor : {"Actor1", "Actor2"})
    for (const char* part : {"Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"})
      names.push_back(actor + part);
  for (const char* part : {"IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"})
    names.emplace_back(part);
  for (const std::string geo : {"Actor1Geo_", "Actor2Geo_", "ActionGeo_"})
    for (const char* part : {"Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"}) names.push_back(geo + part);
  names.insert(names.end(), {"DATEADDED", "SOURCEURL"});
  append_csv(names, out);
}

void geojson_head(std::string& out) { out += "{\"type\":\"FeatureCollection\",\"features\":[\n"; }

void jsonld_head(std::string& out) {
  out += R"({"@context":[{"prov":"http://www.w3.org/ns/prov#","oa":"http://www.w3.org/ns/oa#","rawi":"urn:rawi:"},"http://www.w3.org/ns/anno.jsonld"],"@graph":[)" "\n";
}

void collection_tail(std::string& out) { out += "\n]}\n"; }

}  // namespace rawi
