// The columns of ACLED and GDELT, and how rawi's values are put into them: for claims here, for events above.
#ifndef RAWI_LEDGER_COLUMNS_H
#define RAWI_LEDGER_COLUMNS_H

#include <string>
#include <string_view>

#include "rawi/claim.h"

namespace rawi {

// The first line of each.
void acled_head(std::string& out);
void gdelt_head(std::string& out);

struct AcledType {
  const char *disorder, *event, *sub_event;
};
// ACLED's types say who was hit and how; where that is not known, the cell stays empty.
AcledType acled_type(Plover type, std::string_view mode, Weapon weapon);
const char* acled_place_precision(std::string_view precision);  // of precision_of
const char* acled_time_precision(int64_t days);                 // how long it may have been

// Material or verbal, conflict or cooperation: GDELT's four classes, by CAMEO root.
const char* quad_class(const std::string& root);
const char* gdelt_place_type(std::string_view precision);

std::string coordinate(double degrees);

// What stands before and after the objects of a GeoJSON or JSON-LD file.
void geojson_head(std::string& out);
void jsonld_head(std::string& out);
void collection_tail(std::string& out);

}  // namespace rawi

#endif  // RAWI_LEDGER_COLUMNS_H
