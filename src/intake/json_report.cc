#include "intake/json_report.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <simdjson.h>

#include <optional>
#include <string_view>

#include "intake/dates.h"
#include "intake/page.h"

namespace rawi {
namespace {

// What a key holds, as far as a report can use it.
struct Value {
  enum Kind { kMissing, kString, kInteger, kOther } kind = kMissing;
  std::string text;
  int64_t number = 0;
};

// The two readers behind one face: a key's value; inside an object that is a value, its "name" or "title"; of a list, its strings.
class Fast {
 public:
  explicit Fast(simdjson::dom::object o) : object_(o) {}
  Value at(std::string_view key) const {
    simdjson::dom::element e;
    return object_[key].get(e) || e.is_null() ? Value() : value(e, 0);
  }

 private:
  static Value value(simdjson::dom::element e, int depth) {
    Value out;
    std::string_view s;
    simdjson::dom::array list;
    simdjson::dom::object inner;
    out.kind = Value::kOther;
    if (!e.get_string().get(s)) {
      out.kind = Value::kString;
      out.text = s;
    } else if (!e.get_int64().get(out.number)) {
      out.kind = Value::kInteger;
    } else if (depth < 2 && !e.get_array().get(list)) {
      for (const simdjson::dom::element one : list) join(value(one, depth + 1), out);
    } else if (depth < 2 && !e.get_object().get(inner)) {
      for (const std::string_view key : {"name", "title"})
        if (simdjson::dom::element named; out.text.empty() && !inner[key].get(named)) join(value(named, depth + 1), out);
    }
    return out;
  }

 public:
  static void join(const Value& one, Value& all) {
    if (one.text.empty()) return;
    if (!all.text.empty()) all.text += ", ";
    all.text += one.text;
  }

 private:
  simdjson::dom::object object_;
};

class Lenient {
 public:
  explicit Lenient(const rapidjson::Value& o) : object_(o) {}
  Value at(std::string_view key) const {
    const auto found = object_.FindMember(rapidjson::StringRef(key.data(), static_cast<rapidjson::SizeType>(key.size())));
    return found == object_.MemberEnd() || found->value.IsNull() ? Value() : value(found->value, 0);
  }

 private:
  static Value value(const rapidjson::Value& v, int depth) {
    Value out;
    out.kind = Value::kOther;
    if (v.IsString()) {
      out.kind = Value::kString;
      out.text.assign(v.GetString(), v.GetStringLength());
    } else if (v.IsInt64()) {
      out.kind = Value::kInteger;
      out.number = v.GetInt64();
    } else if (depth < 2 && v.IsArray()) {
      for (const auto& one : v.GetArray()) Fast::join(value(one, depth + 1), out);
    } else if (depth < 2 && v.IsObject()) {
      for (const char* key : {"name", "title"})
        if (out.text.empty() && v.HasMember(key)) Fast::join(value(v[key], depth + 1), out);
    }
    return out;
  }

  const rapidjson::Value& object_;
};

// Names for a field, the firmest first. `own` is rawi's: a wrong type there is an error.
struct Field {
  std::string_view own;
  std::string Report::*member;
  std::initializer_list<std::string_view> others;
};
constexpr std::string_view kText[] = {"content_text", "maintext", "raw_text", "article_text", "full_text", "fulltext", "articleBody", "body", "content_html", "content", "article", "description", "summary"};

const Field kFields[] = {
    {"id", &Report::id, {"_id", "uuid", "guid", "article_id", "fingerprint", "hash"}},
    {"outlet", &Report::outlet, {"sitename", "site_name", "source_name", "publisher", "source", "source_domain", "source-hostname", "hostname", "domain", "newsProvider"}},
    {"url", &Report::url, {"link", "canonical_link", "source_url", "canonical_url", "web_url"}},
    {"title", &Report::title, {"headline", "article_title"}},
    {"author", &Report::author, {"authors", "byline", "creator"}},
    {"language", &Report::language, {"lang", "meta_lang"}}};
constexpr std::string_view kPublished[] = {"date", "publish_date", "date_publish", "publishedAt", "published_at", "pubDate", "pub_date", "datePublished", "date_published", "publication_date", "publishDate", "seendate", "created_at", "timestamp"};
constexpr std::string_view kModified[] = {"modified", "date_modify", "updated_at", "dateModified", "date_modified", "updatedAt", "updated"};

bool address(std::string_view s) { return s.starts_with("http://") || s.starts_with("https://"); }

std::string missing(std::string_view field) { return "no \"" + std::string(field) + "\": every line needs \"id\" and \"text\""; }
std::string mistyped(std::string_view field) { return "\"" + std::string(field) + "\" is not a string"; }
std::string not_an_object() { return "not a JSON object: give one object a line"; }

// rawi's own name for the text holds it as it is; under others it may be HTML.
template <typename Object>
std::string read_text(const Object& o, Report& out) {
  Value own = o.at("text");
  if (own.kind != Value::kMissing) {
    if (own.kind != Value::kString) return mistyped("text");
    out.text = std::move(own.text);
    return {};
  }
  for (const std::string_view name : kText) {
    Value found = o.at(name);
    if (found.kind != Value::kString || found.text.empty()) continue;
    std::string text, trouble;
    const bool html = found.text.find("</") != std::string::npos || found.text.find("<br") != std::string::npos || found.text.find("<p>") != std::string::npos;
    out.text = html && fragment_to_text(found.text, text, trouble) ? std::move(text) : std::move(found.text);
    return {};
  }
  return missing("text");
}

template <typename Object>
std::string read_field(const Object& o, const Field& field, Report& out) {
  std::string& value = out.*field.member;
  Value own = o.at(field.own);
  if (own.kind == Value::kInteger && field.own == "id") own.text = std::to_string(own.number), own.kind = Value::kString;
  const bool plain = own.kind == Value::kString || (own.kind == Value::kOther && field.own == "author");
  if (own.kind != Value::kMissing && !plain) return mistyped(field.own);
  value = std::move(own.text);
  for (const std::string_view name : field.others) {
    if (!value.empty()) break;
    Value found = o.at(name);
    if (found.kind == Value::kInteger && field.own == "id") found.text = std::to_string(found.number);
    // trafilatura's "source" is the page's address.
    if (field.own == "outlet" && address(found.text)) continue;
    value = std::move(found.text);
  }
  return {};
}

// rawi's own "published" is EDTF, checked by the caller; under other names a date is as the web writes one.
template <typename Object, size_t N>
void read_date(const Object& o, const std::string_view (&names)[N], std::string& out, std::string& unread) {
  for (const std::string_view name : names) {
    if (!out.empty()) return;
    const Value found = o.at(name);
    if (found.kind == Value::kInteger) {
      constexpr int64_t kMilliseconds = 100'000'000'000;
      out = seconds_to_edtf(found.number > kMilliseconds ? found.number / 1000 : found.number);
    } else if (found.kind == Value::kString && !found.text.empty()) {
      out = date_to_edtf(found.text);
      if (out.empty() && unread.empty()) unread = found.text.substr(0, 60);
    }
  }
}

template <typename Object>
std::string fill(const Object& o, Report& out, std::string& unread_date) {
  for (const Field& field : kFields)
    if (std::string wrong = read_field(o, field, out); !wrong.empty()) return wrong;
  if (std::string wrong = read_text(o, out); !wrong.empty()) return wrong;
  if (out.url.empty())
    if (const Value source = o.at("source"); address(source.text)) out.url = source.text;
  Value published = o.at("published");
  if (published.kind != Value::kMissing && published.kind != Value::kString) return mistyped("published");
  out.published = std::move(published.text);
  if (out.published.size() > 10 && out.published[10] == ' ') out.published[10] = 'T';
  read_date(o, kPublished, out.published, unread_date);
  read_date(o, kModified, out.modified, unread_date);
  if (out.id.empty()) out.id = out.url;
  return {};
}

// Where the list of articles of an object stands.
bool find_list(simdjson::dom::object root, simdjson::dom::array& list) {
  for (const std::string_view name : {"articles", "results", "news", "docs", "items", "data", "hits", "stories"})
    if (!root[name].get_array().get(list)) return true;
  simdjson::dom::object inner;
  for (const std::string_view name : {"response", "data", "hits", "articles"})
    if (!root[name].get_object().get(inner))
      for (const std::string_view deeper : {"docs", "results", "articles", "items", "hits"})
        if (!inner[deeper].get_array().get(list)) return true;
  return false;
}

// The object under `e` whose text is the longest; `size` is that of the text.
void longest_article(simdjson::dom::element e, int depth, simdjson::dom::object& best, size_t& size) {
  constexpr int kDepth = 16;
  simdjson::dom::array list;
  simdjson::dom::object o;
  if (depth > kDepth) return;
  if (!e.get_array().get(list)) {
    for (const simdjson::dom::element one : list) longest_article(one, depth + 1, best, size);
  } else if (!e.get_object().get(o)) {
    simdjson::dom::element title;
    if (!o["title"].get(title) || !o["headline"].get(title))
      for (const std::string_view name : kText)
        if (std::string_view text; !o[name].get_string().get(text) && text.size() > size) best = o, size = text.size();
    for (const auto field : o) longest_article(field.value, depth + 1, best, size);
  }
}

Item item_of(std::string json, size_t number) {
  Item item;
  item.type = InputType::kJson;
  item.bytes = std::move(json);
  item.line = number;
  return item;
}

}  // namespace

std::string parse_json_report(std::string& json, Report& out, std::string& unread_date) {
  const size_t size = json.size();
  if (simdjson::validate_utf8(json.data(), size)) {
    thread_local simdjson::dom::parser parser;
    json.reserve(size + simdjson::SIMDJSON_PADDING);
    simdjson::dom::element root;
    if (const auto error = parser.parse(json.data(), size, false).get(root)) return std::string("not JSON: ") + simdjson::error_message(error);
    simdjson::dom::object object;
    if (root.get_object().get(object)) return not_an_object();
    return fill(Fast(object), out, unread_date);
  }
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(json.data(), size);
  if (document.HasParseError()) return std::string("not JSON: ") + rapidjson::GetParseError_En(document.GetParseError());
  return document.IsObject() ? fill(Lenient(document), out, unread_date) : not_an_object();
}

bool find_json_article(std::string_view json, Report& out) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::object article;
  size_t size = 0;
  if (parser.parse(json.data(), json.size()).get(root)) return false;
  longest_article(root, 0, article, size);
  std::string unread;
  return size > 0 && fill(Fast(article), out, unread).empty();
}

bool split_json(std::string& json, size_t most, std::deque<Item>& out, size_t& left, std::string& trouble) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const size_t size = json.size();
  json.reserve(size + simdjson::SIMDJSON_PADDING);
  left = 0;
  if (const auto error = parser.parse(json.data(), size, false).get(root)) {
    trouble = std::string("not JSON: ") + simdjson::error_message(error);
    return false;
  }
  simdjson::dom::array list;
  simdjson::dom::object object;
  if (root.get_array().get(list) && (root.get_object().get(object) || !find_list(object, list))) {
    out.push_back(item_of(json, 0));
    return true;
  }
  for (simdjson::dom::element e : list) {
    // Elasticsearch wraps each article once more.
    if (simdjson::dom::element inner; !e["_source"].get(inner)) e = inner;
    if (out.size() < most && e.is_object())
      out.push_back(item_of(simdjson::minify(e), out.size() + 1));
    else
      ++left;
  }
  return true;
}

}  // namespace rawi
