#include "intake/robots.h"

#include <algorithm>
#include <charconv>

#include "intake/ascii.h"

namespace rawi {
namespace {

// Whether the pattern's pieces between "*" stand in the path, in order. No backtracking: the first place of each is the best.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  size_t at = 0;
  for (bool first = true; !pattern.empty() || first; first = false) {
    const size_t star = std::min(pattern.find('*'), pattern.size());
    const std::string_view piece = pattern.substr(0, star);
    const bool last = star == pattern.size();
    pattern.remove_prefix(last ? star : star + 1);
    if (first) {
      if (!path.starts_with(piece)) return false;
      at = piece.size();
    } else if (last && to_end) {
      return path.size() - at >= piece.size() && path.ends_with(piece);
    } else {
      const size_t found = path.find(piece, at);
      if (found == path.npos) return false;
      at = found + piece.size();
    }
    if (last) break;
    if (pattern.empty()) return true;  // ends with "*"
  }
  return !to_end || at == path.size();
}

}  // namespace

Robots::Robots(std::string_view file, std::string_view agent) {
  constexpr size_t kMost = size_t{500} << 10;
  constexpr int kLongestDelay = 60;
  file = file.substr(0, kMost);
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  const std::string token = ascii_lower(agent);
  std::vector<Rule> own, any;
  int own_delay = 0, any_delay = 0;
  bool in_own = false, in_any = false, in_agents = false, seen_own = false;
  while (!file.empty()) {
    const size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    line = trimmed(line.substr(0, line.find('#')));
    const size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string key = ascii_lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!in_agents) in_own = in_any = false;
      in_agents = true;
      in_own = in_own || ascii_lower(value) == token;
      in_any = in_any || value == "*";
      seen_own = seen_own || in_own;
      continue;
    }
    if (key != "allow" && key != "disallow" && key != "crawl-delay") continue;
    in_agents = false;
    if (key == "crawl-delay") {
      int seconds = 0;
      std::from_chars(value.data(), value.data() + value.size(), seconds);
      seconds = std::clamp(seconds, 0, kLongestDelay);
      if (in_own) own_delay = seconds;
      if (in_any) any_delay = seconds;
    } else if (!value.empty()) {
      if (in_own) own.push_back({std::string(value), key == "allow"});
      if (in_any) any.push_back({std::string(value), key == "allow"});
    }
  }
  rules_ = seen_own ? std::move(own) : std::move(any);
  delay_ = seen_own ? own_delay : any_delay;
}

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!matches(rule.pattern, path)) continue;
    if (!best || rule.pattern.size() > best->pattern.size() || (rule.pattern.size() == best->pattern.size() && rule.allow)) best = &rule;
  }
  return !best || best->allow;
}

}  // namespace rawi
