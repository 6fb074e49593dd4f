#include "server/exchange.h"

#include <algorithm>
#include <charconv>

#include "ledger/edtf.h"
#include "ledger/json_out.h"

namespace rawi::server {
namespace {

bool whole_number(std::string_view text, int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string_view status_title(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

std::string problem_json(const Problem& problem) {
  std::string out;
  JsonOut json(out);
  json.open().field("type", "about:blank").field("title", status_title(problem.status())).field("status", problem.status());
  json.field("detail", std::string_view(problem.what())).field("code", problem.code()).key("values").open();
  for (const auto& [name, value] : problem.values()) json.field(name, value);
  json.close().close();
  return out;
}

std::string Query::text(const std::string& name) {
  known_.insert(name);
  const auto [first, last] = values_.equal_range(name);
  if (first == last) return {};
  if (std::next(first) != last) throw Problem(400, "parameter-twice", name + ": give it once", {{"name", name}});
  return first->second;
}

std::string Query::date(const std::string& name) {
  std::string given = text(name);
  if (!given.empty() && !edtf_range(given))
    throw Problem(400, "no-date", name + "=" + given + ": no date: write it as 2015, 2015-08 or 2015-08-03", {{"name", name}, {"value", given}});
  return given;
}

std::vector<std::string> Query::all(const std::string& name) {
  known_.insert(name);
  std::vector<std::string> out;
  const auto [first, last] = values_.equal_range(name);
  for (auto it = first; it != last; ++it)
    if (!it->second.empty()) out.push_back(it->second);
  return out;
}

int64_t Query::number(const std::string& name, int64_t least, int64_t most, int64_t otherwise) {
  const std::string given = text(name);
  if (given.empty()) return otherwise;
  int64_t value = 0;
  if (!whole_number(given, value) || value < least || value > most)
    throw Problem(400, "no-number", name + "=" + given + ": give a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                  {{"name", name}, {"value", given}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return value;
}

std::optional<bool> Query::flag(const std::string& name) {
  const std::string given = text(name);
  if (given.empty()) return std::nullopt;
  if (given != "true" && given != "false") throw Problem(400, "no-flag", name + "=" + given + ": give true or false", {{"name", name}, {"value", given}});
  return given == "true";
}

size_t Query::choice(const std::string& name, const std::vector<std::string>& names, size_t otherwise) {
  const std::string given = text(name);
  if (given.empty()) return otherwise;
  const auto found = std::find(names.begin(), names.end(), given);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  std::string known;
  for (const std::string& n : names) known += (known.empty() ? "" : ", ") + n;
  throw Problem(400, "no-choice", name + "=" + given + ": there is none; one of: " + known, {{"name", name}, {"value", given}});
}

void Query::done() const {
  for (const auto& [name, value] : values_)
    if (!known_.contains(name)) throw Problem(400, "no-parameter", name + ": this path has no such parameter; openapi.yaml lists those that it has", {{"name", name}});
}

int64_t Ask::id(size_t part) const {
  int64_t value = 0;
  if (!whole_number(parts.at(part), value) || value < 1) throw Problem(404, "no-such-number", parts.at(part) + ": there is nothing of that number", {{"value", parts.at(part)}});
  return value;
}

}  // namespace rawi::server
