#include "intake/html_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rawi {
namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Elements that have no content, or that the next of their kind closes.
constexpr std::array<std::string_view, 30> kNeverDeep = {
    "area", "base", "basefont", "bgsound", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "keygen", "li", "link",
    "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr"};
static_assert(std::is_sorted(kNeverDeep.begin(), kNeverDeep.end()));

constexpr std::array<std::string_view, 8> kRawText = {"iframe", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"};

std::string lower_name(std::string_view html, size_t at) {
  std::string name;
  while (at < html.size() && !space(html[at]) && html[at] != '>' && html[at] != '/' && name.size() < 16)
    name += static_cast<char>(letter(html[at]) ? html[at] | 0x20 : html[at]), ++at;
  return name;
}

// Past the tag that begins at `at`; counts its attributes.
size_t tag_end(std::string_view html, size_t at, size_t& attributes) {
  attributes = 0;
  // `mark` is the last character that is no space: a value is quoted when its first one is a quote.
  for (char quote = 0, before = 'x', mark = 'x'; at < html.size(); before = html[at], mark = space(before) ? mark : before, ++at) {
    const char c = html[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (mark == '=' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    } else if (!space(c) && (space(before) || before == '/' || before == '"' || before == '\'')) {
      ++attributes;
    }
  }
  return html.size();
}

bool foreign_content(std::string_view html) {
  for (size_t at = 0; (at = html.find('<', at)) != html.npos; ++at)
    if (const std::string name = lower_name(html, at + 1); name == "svg" || name == "math") return true;
  return false;
}

// Past the raw text of an element: at its end tag.
size_t skip_raw(std::string_view html, size_t at, const std::string& name) {
  for (; (at = html.find("</", at)) != html.npos; at += 2)
    if (lower_name(html, at + 2) == name) return at;
  return html.size();
}

}  // namespace

std::string html_excess(std::string_view html, size_t most_depth, size_t most_attributes) {
  std::array<uint32_t, 256> open{};
  size_t depth = 0;
  // Inside SVG and MathML what is raw text elsewhere holds elements: there all tags count.
  const bool raw = !foreign_content(html);
  for (size_t at = 0; (at = html.find('<', at)) != html.npos;) {
    ++at;
    const bool closes = at < html.size() && html[at] == '/';
    at += closes;
    if (at >= html.size() || !letter(html[at])) continue;
    const std::string name = lower_name(html, at);
    size_t attributes = 0;
    at = tag_end(html, at, attributes);
    if (attributes > most_attributes) return "a tag with more than " + std::to_string(most_attributes) + " attributes";
    uint8_t bucket = 0;
    for (const char c : name) bucket = static_cast<uint8_t>(bucket * 31 + static_cast<uint8_t>(c));
    if (closes) {
      depth -= open[bucket] > 0;
      open[bucket] -= open[bucket] > 0;
    } else if (raw && std::find(kRawText.begin(), kRawText.end(), name) != kRawText.end()) {
      at = skip_raw(html, at, name);
    } else if (!std::binary_search(kNeverDeep.begin(), kNeverDeep.end(), name)) {
      ++open[bucket];
      if (++depth > most_depth) return "elements nested deeper than " + std::to_string(most_depth);
    }
  }
  return {};
}

}  // namespace rawi
