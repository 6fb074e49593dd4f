#include "bytes/json_line.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <simdjson.h>

#include <string_view>

namespace rawi {
namespace {

struct Field {
  std::string_view name;
  std::string Report::*member;
  bool required;
};
constexpr Field kFields[] = {{"id", &Report::id, true},        {"text", &Report::text, true},
                             {"published", &Report::published, false}, {"outlet", &Report::outlet, false},
                             {"url", &Report::url, false},     {"title", &Report::title, false}};

std::string missing(std::string_view field) {
  return "no \"" + std::string(field) + "\": every line needs \"id\" and \"text\"";
}
std::string mistyped(std::string_view field) { return "\"" + std::string(field) + "\" is not a string"; }
std::string not_an_object() { return "not a JSON object: give one object a line"; }

std::string parse_fast(std::string& line, Report& out) {
  thread_local simdjson::dom::parser parser;
  const size_t size = line.size();
  line.reserve(size + simdjson::SIMDJSON_PADDING);
  const auto document = parser.parse(line.data(), size, false);
  if (document.error()) return std::string("not JSON: ") + simdjson::error_message(document.error());
  const auto object = document.get_object();
  if (object.error()) return not_an_object();
  for (const Field& field : kFields) {
    std::string& value = out.*field.member;
    const auto found = object[field.name];
    std::string_view text;
    int64_t number = 0;
    if (found.error() || found.is_null()) {
      if (field.required) return missing(field.name);
      value.clear();
    } else if (!found.get_string().get(text)) {
      value.assign(text);
    } else if (field.name == "id" && !found.get_int64().get(number)) {
      value = std::to_string(number);
    } else {
      return mistyped(field.name);
    }
  }
  return {};
}

// The same by RapidJSON, which lets broken UTF-8 through.
std::string parse_lenient(const std::string& line, Report& out) {
  rapidjson::Document document;
  document.Parse(line.data(), line.size());
  if (document.HasParseError())
    return std::string("not JSON: ") + rapidjson::GetParseError_En(document.GetParseError());
  if (!document.IsObject()) return not_an_object();
  for (const Field& field : kFields) {
    std::string& value = out.*field.member;
    const auto found = document.FindMember(rapidjson::StringRef(field.name.data(), field.name.size()));
    if (found == document.MemberEnd() || found->value.IsNull()) {
      if (field.required) return missing(field.name);
      value.clear();
    } else if (found->value.IsString()) {
      value.assign(found->value.GetString(), found->value.GetStringLength());
    } else if (field.name == "id" && found->value.IsInt64()) {
      value = std::to_string(found->value.GetInt64());
    } else {
      return mistyped(field.name);
    }
  }
  return {};
}

}  // namespace

std::string parse_json_line(std::string& line, Report& out) {
  if (simdjson::validate_utf8(line.data(), line.size())) return parse_fast(line, out);
  return parse_lenient(line, out);
}

}  // namespace rawi
