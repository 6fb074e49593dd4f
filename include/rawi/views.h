// Views: a reading as text for a person, or as JSON Lines for a program.
//
// All functions append to `out` and end with a line break; they never fail. In JSON, strings are UTF-8
// always: broken bytes become U+FFFD; spans stay bytes of Report::text. docs/output.md says every field.
#ifndef RAWI_VIEWS_H
#define RAWI_VIEWS_H

#include <string>
#include <string_view>

#include "rawi/claim.h"
#include "rawi/reader.h"
#include "rawi/report.h"

namespace rawi {

// One line a claim: schema/claim.schema.json.
void write_claims_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out);

// One line for the report, with its mentions: schema/report.schema.json.
void write_report_json(const Report& report, const Reading& reading, const Resources& resources, std::string& out);

// For a person. Arabic stands in isolates (U+2068 .. U+2069), so that lines that mix it with English read
// right on a terminal; control characters of the report are not let through.
void write_text(const Report& report, const Reading& reading, const Resources& resources, bool colour, std::string& out);

// What was read at byte `at` of the report that `reader` read last, why, and what was considered and dropped.
void write_explanation(const Report& report, const Reading& reading, const Reader& reader, const Resources& resources,
                       uint32_t at, std::string& out);

std::string_view plover_name(Plover type);        // "ASSAULT"; "" for kNone
std::string_view cameo_root(const Claim& claim, const Resources& resources);  // "19": see docs/output.md
std::string_view status_name(Status status);
std::string_view source_kind_name(SourceKind kind);
std::string_view count_name(CountOf of);
std::string_view weapon_name(Weapon weapon);      // "" for kNone
std::string_view junk_name(JunkKind kind);
std::string_view basis_name(DateBasis basis);
std::string_view mention_name(MentionKind kind);

}  // namespace rawi

#endif  // RAWI_VIEWS_H
