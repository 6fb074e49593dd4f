// schema.org in JSON-LD: NewsArticle and its kin, alone, in lists or in an @graph, with parts named by @id.
#include <simdjson.h>

#include <array>
#include <unordered_map>

#include "intake/dates.h"
#include "intake/html_tree.h"
#include "intake/page_facts.h"

namespace rawi {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::array<std::string_view, 11> kArticles = {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
                                                        "BlogPosting", "LiveBlogPosting", "Report", "AdvertiserContentArticle", "SocialMediaPosting"};
constexpr std::array<std::string_view, 3> kListings = {"CollectionPage", "SearchResultsPage", "ItemList"};

template <size_t N>
bool one_of(std::string_view type, const std::array<std::string_view, N>& names) {
  if (const size_t slash = type.find_last_of("/:"); slash != type.npos) type.remove_prefix(slash + 1);
  for (const std::string_view name : names)
    if (name == type) return true;
  return false;
}

std::string_view string_at(object o, std::string_view key) {
  std::string_view s;
  return o[key].get_string().get(s) ? std::string_view() : s;
}

class SchemaReader {
 public:
  explicit SchemaReader(PageFacts& out) : out_(out) {}

  // Notes what has an @id, then reads what is an article.
  void read(element root) {
    index(root, 0);
    walk(root, 0);
  }

 private:
  static constexpr int kDepth = 8;

  void index(element e, int depth) {
    if (depth > kDepth) return;
    array list;
    object o;
    if (!e.get_array().get(list)) {
      for (const element child : list) index(child, depth + 1);
    } else if (!e.get_object().get(o)) {
      const std::string_view id = string_at(o, "@id");
      if (!id.empty() && o.size() > 1) by_id_.emplace(id, o);
      for (const auto field : o) index(field.value, depth + 1);
    }
  }

  template <size_t N>
  bool typed(object o, const std::array<std::string_view, N>& names) const {
    element type;
    if (o["@type"].get(type)) return false;
    if (array list; !type.get_array().get(list)) {
      for (const element one : list)
        if (std::string_view s; !one.get_string().get(s) && one_of(s, names)) return true;
      return false;
    }
    std::string_view s;
    return !type.get_string().get(s) && one_of(s, names);
  }

  void walk(element e, int depth) {
    if (depth > kDepth) return;
    if (array list; !e.get_array().get(list)) {
      for (const element child : list) walk(child, depth + 1);
      return;
    }
    object o;
    if (e.get_object().get(o)) return;
    if (typed(o, kArticles)) return article(o);
    out_.listing = out_.listing || typed(o, kListings);
    for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage"})
      if (element inner; !o[key].get(inner)) walk(inner, depth + 1);
  }

  // The name of a person or a house: a string, an object with a name, an @id, or a list of these.
  std::string name_of(element e, int depth = 0) const {
    std::string_view s;
    if (!e.get_string().get(s)) return std::string(s);
    if (depth > 3) return {};
    if (array list; !e.get_array().get(list)) {
      std::string all;
      for (const element one : list) {
        const std::string name = name_of(one, depth + 1);
        if (name.empty()) continue;
        if (!all.empty()) all += ", ";
        all += name;
      }
      return all;
    }
    object o;
    if (e.get_object().get(o)) return {};
    if (element inner; !o["name"].get(inner)) return name_of(inner, depth + 1);
    const auto found = by_id_.find(string_at(o, "@id"));
    if (found == by_id_.end()) return {};
    element inner;
    return found->second["name"].get(inner) ? std::string() : name_of(inner, depth + 1);
  }

  std::string named(object o, std::string_view key) const {
    element e;
    return o[key].get(e) ? std::string() : name_of(e);
  }

  void article(object o) {
    if (read_) return;  // the first is the page's; others are teasers
    read_ = out_.article = true;
    constexpr FieldBasis kOn = FieldBasis::kJsonLd;
    std::string_view title = string_at(o, "headline");
    if (title.empty()) title = string_at(o, "name");
    out_.title.offer(title, kOn);
    out_.author.offer(named(o, "author"), kOn);
    std::string outlet = named(o, "publisher");
    if (outlet.empty()) outlet = named(o, "sourceOrganization");
    out_.outlet.offer(outlet, kOn);
    out_.offer_date(out_.published, string_at(o, "datePublished"), kOn);
    out_.offer_date(out_.modified, string_at(o, "dateModified"), kOn);
    out_.language.offer(string_at(o, "inLanguage"), kOn);
    std::string_view url = string_at(o, "url");
    if (url.empty()) url = string_at(o, "mainEntityOfPage");
    if (object page; url.empty() && !o["mainEntityOfPage"].get_object().get(page)) url = string_at(page, "@id");
    if (url.starts_with("http")) out_.url.offer(url, kOn);
    out_.body = string_at(o, "articleBody");
    bool free = true;
    if (element e; !o["isAccessibleForFree"].get(e)) {
      const std::string_view said = string_at(o, "isAccessibleForFree");
      out_.paid = out_.paid || (!e.get_bool().get(free) && !free) || said == "False" || said == "false" || said.ends_with("/False");
    }
  }

  PageFacts& out_;
  std::unordered_map<std::string_view, object> by_id_;
  bool read_ = false;
};

// Line breaks inside strings, comments around, a comma too many: what hand-made templates leave.
std::string mended(std::string_view script) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < script.size(); ++i) {
    const char c = script[i];
    if (quoted && static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    if (c == '\\' && quoted && i + 1 < script.size()) {
      out += c, out += script[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '}' || c == ']')) {
      const size_t last = out.find_last_not_of(" \t\r\n");
      if (last != out.npos && out[last] == ',') out.erase(last);
    }
    out += c;
  }
  return out;
}

}  // namespace

void read_json_ld(std::string_view script, PageFacts& out) {
  const size_t begin = script.find_first_of("{["), end = script.find_last_of("}]");
  if (begin == script.npos || end == script.npos || end < begin) return;
  const std::string_view json = script.substr(begin, end + 1 - begin);
  thread_local simdjson::dom::parser parser;
  element root;
  if (parser.parse(json.data(), json.size()).get(root)) {
    const std::string again = mended(json);
    if (parser.parse(again).get(root)) return;
  }
  SchemaReader(out).read(root);
}

}  // namespace rawi
