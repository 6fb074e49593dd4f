#include "gold.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <unordered_map>

#include "rawi/error.h"

namespace rawi::train {
namespace {

using Json = rapidjson::Value;

constexpr std::array<std::string_view, kPloverCount> kTypes = {
    "", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};
constexpr std::array<std::string_view, 4> kStatuses = {"happened", "planned", "possible", "denied"};
constexpr std::array<std::string_view, 15> kCounts = {"killed", "wounded", "casualties", "detained", "displaced", "abducted", "troops",
                                                      "vehicles", "aircraft", "ships", "munitions", "attacks", "people", "money", "other"};
constexpr std::array<std::string_view, 9> kWeapons = {"", "rocket", "missile", "drone", "artillery", "airstrike", "explosive", "firearm", "other"};

template <typename Enum, size_t N>
Enum named(const std::array<std::string_view, N>& names, const Json& value, const std::string& where) {
  if (value.IsNull()) return static_cast<Enum>(0);
  const auto found = std::find(names.begin(), names.end(), std::string_view(value.GetString()));
  if (found == names.end()) throw Error(where + ": unknown value '" + value.GetString() + "'");
  return static_cast<Enum>(found - names.begin());
}

// Byte offset of a code point offset.
uint32_t byte_offset(const std::string& text, uint32_t code_points) {
  uint32_t i = 0;
  for (; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (code_points-- == 0) break;
  }
  return i;
}

// A name: a string, a span of the text, or null.
std::string words(const Json& value, const std::string& text) {
  if (value.IsNull()) return {};
  if (value.IsString()) return value.GetString();
  return text.substr(value[0].GetUint(), value[1].GetUint() - value[0].GetUint());
}

int64_t bound(const Json& value) { return value.IsNull() ? kUnbounded : value.GetInt64(); }

GoldClaim claim(const Json& c, const std::string& text, const std::string& where) {
  GoldClaim g;
  if (c.HasMember("at")) {
    g.trigger.begin = byte_offset(text, c["at"].GetUint());
    g.trigger.end = g.trigger.begin + c["trigger"].GetStringLength();
  } else {
    g.trigger = {c["trigger"][0].GetUint(), c["trigger"][1].GetUint()};
  }
  g.type = named<Plover>(kTypes, c["type"], where);
  g.status = named<Status>(kStatuses, c["status"], where);
  g.weapon = named<Weapon>(kWeapons, c["weapon"], where);
  for (const Json& link : c["chain"].GetArray()) g.chain.push_back(words(link.HasMember("name") ? link["name"] : link["span"], text));
  g.actor = words(c["actor"], text);
  g.target = words(c["target"], text);
  if (!c["time"].IsNull()) g.time = c["time"].GetString();
  if (!c["place"].IsNull()) {
    g.place = c["place"]["name"].GetString();
    if (!c["place"]["country"].IsNull()) g.country = c["place"]["country"].GetString();
  }
  for (const Json& q : c["quantities"].GetArray())
    g.quantities.push_back({named<CountOf>(kCounts, q["of"], where), bound(q["min"]), bound(q["max"]), {}});
  return g;
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("'" + path.string() + "' cannot be read");
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

rapidjson::Document parse(const std::string& json, const std::string& where) {
  rapidjson::Document d;
  if (d.Parse(json.c_str()).HasParseError()) throw Error(where + ": not JSON");
  return d;
}

GoldReport annotated(const Json& gold, Report report, const std::string& where) {
  GoldReport g;
  g.report = std::move(report);
  if (!gold["published"].IsNull()) g.report.published = gold["published"].GetString();
  g.reviewed = gold.HasMember("reviewed") && gold["reviewed"].GetBool();
  for (const Json& c : gold["claims"].GetArray()) g.claims.push_back(claim(c, g.report.text, where));
  return g;
}

}  // namespace

std::vector<GoldReport> read_folder(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<GoldReport> out;
  for (const auto& path : files) {
    Report report;
    report.id = path.stem().string();
    report.text = slurp(std::filesystem::path(path).replace_extension(".txt"));
    out.push_back(annotated(parse(slurp(path), path.string()), std::move(report), path.string()));
  }
  return out;
}

void each_report(const std::string& corpus, const std::function<void(Report)>& visit) {
  std::ifstream texts(corpus, std::ios::binary);
  if (!texts) throw Error("'" + corpus + "' cannot be read");
  for (std::string line; std::getline(texts, line);) {
    const rapidjson::Document d = parse(line, corpus);
    Report report;
    report.id = d["id"].GetString();
    report.text = d["text"].GetString();
    visit(std::move(report));
  }
}

std::vector<GoldReport> read_standoff(const std::string& annotations, const std::string& corpus) {
  std::ifstream in(annotations, std::ios::binary);
  if (!in) throw Error("'" + annotations + "' cannot be read");
  std::vector<std::string> lines;
  std::unordered_map<std::string, size_t> line_of;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    line_of[parse(line, annotations)["report"].GetString()] = lines.size();
    lines.push_back(line);
  }
  std::vector<GoldReport> out(lines.size());
  each_report(corpus, [&](Report report) {
    const auto found = line_of.find(report.id);
    if (found == line_of.end()) return;
    const std::string where = annotations + ":" + std::to_string(found->second + 1);
    out[found->second] = annotated(parse(lines[found->second], where), std::move(report), where);
  });
  for (size_t i = 0; i < out.size(); ++i)
    if (out[i].report.id.empty()) throw Error(annotations + ":" + std::to_string(i + 1) + ": its report is not in " + corpus);
  return out;
}

}  // namespace rawi::train
