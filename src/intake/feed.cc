#include "intake/feed.h"

#include <algorithm>

#include "bytes/utf8.h"
#include "intake/dates.h"
#include "intake/html_tree.h"
#include "intake/language.h"
#include "intake/page.h"
#include "intake/xml.h"

namespace rawi {
namespace {

constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/", kTerms = "http://purl.org/dc/terms/", kContent = "http://purl.org/rss/1.0/modules/content/";

bool of(const xmlNode* n, std::string_view space, std::string_view prefix) {
  const std::string_view s = name_space(n);
  return s == space || s == prefix;
}
bool dublin_core(const xmlNode* n) { return of(n, kDublinCore, "dc") || of(n, kTerms, "dcterms"); }
// Of RSS or Atom itself, not of a module (media:title, itunes:author).
bool own(const xmlNode* n) {
  const std::string_view s = name_space(n);
  return s.empty() || s.find("Atom") != s.npos || s.find("atom") != s.npos || s.find("purl.org/rss/1.0/") == 7 || s.find("netscape") != s.npos || s.find("backend.userland") != s.npos;
}

bool entry_name(std::string_view name) { return name == "item" || name == "entry"; }

std::string tidy(std::string_view s) {
  std::string out;
  append_words(s, out);
  trim_end(out);
  return out;
}

// What stands in a text construct may be markup, once or twice escaped.
std::string plain(const std::string& s) {
  if (s.find('<') == s.npos && s.find('&') == s.npos) return tidy(s);
  std::string text, ignored;
  return fragment_to_text(s, text, ignored) && !text.empty() ? tidy(text) : tidy(s);
}

// The text of an entry's body. Some feeds escape their HTML twice: then markup shows in the text, and is read once more.
bool body_to_text(std::string html, std::string& text, std::string& trouble) {
  if (!fragment_to_text(std::move(html), text, trouble)) return false;
  for (const std::string_view tag : {"</a>", "</p>", "</div>", "<br"})
    if (text.find(tag) != text.npos) return fragment_to_text(std::string(text), text, trouble);
  return true;
}

struct FeedFacts {
  std::string title, language;
};

void collect(const xmlNode* node, int depth, size_t most, FeedFacts& facts, std::deque<Item>& out, size_t& left) {
  constexpr int kDepth = 4;  // <rss><channel><item>; <rdf:RDF><item>; some wrap a feed once more
  each_child(node, [&](const xmlNode* n) {
    const std::string_view name = local_name(n);
    if (entry_name(name)) {
      if (out.size() >= most) {
        ++left;
        return;
      }
      Item item;
      item.type = InputType::kFeed;
      item.bytes = whole_element(n);
      item.line = out.size() + 1;
      out.push_back(std::move(item));
    } else if (name == "title" && own(n) && facts.title.empty()) {
      facts.title = plain(text_inside(n));
    } else if (name == "language" && facts.language.empty()) {
      facts.language = tidy(text_inside(n));
    } else if (depth < kDepth && (name == "channel" || name == "feed" || name == "rss")) {
      collect(n, depth + 1, most, facts, out, left);
    }
  });
}

// The fields of an entry as they are met; the best of each kind wins.
struct Entry {
  std::string title, link, id, content, summary, author, published, updated, source, unread_date;
  bool id_is_link = true, content_is_html = true;
};

void read_date(const std::string& written, std::string& date, Entry& e) {
  const std::string edtf = date_to_edtf(written);
  if (date.empty()) date = edtf;
  if (edtf.empty()) e.unread_date = tidy(written);
}

// Text of an Atom construct: xhtml stands there as elements.
std::string body_of(const xmlNode* n) { return attribute_of(n, "type") == "xhtml" ? markup_inside(n) : text_inside(n); }

void keep_longer(std::string found, std::string& kept) {
  if (found.size() > kept.size()) kept = std::move(found);
}

void read_dublin_core(const xmlNode* n, std::string_view name, Entry& e) {
  if (name == "creator" && e.author.empty()) e.author = plain(text_inside(n));
  if (name == "date" || name == "issued" || name == "created") read_date(text_inside(n), e.published, e);
  if (name == "modified") read_date(text_inside(n), e.updated, e);
  if ((name == "source" || name == "publisher") && e.source.empty()) e.source = plain(text_inside(n));
}

void read_link(const xmlNode* n, Entry& e) {
  const std::string href = attribute_of(n, "href"), rel = attribute_of(n, "rel");
  if (href.empty()) {
    if (e.link.empty()) e.link = tidy(text_inside(n));
  } else if (rel.empty() || rel == "alternate") {
    e.link = tidy(href);
  }
}

void read_author(const xmlNode* n, Entry& e) {
  std::string name;
  each_child(n, [&](const xmlNode* child) {
    if (local_name(child) == "name") name = plain(text_inside(child));
  });
  if (name.empty()) name = plain(text_inside(n));
  // RSS wants "address (name)".
  if (const size_t open = name.find('('); open != name.npos && name.ends_with(')') && name.find('@') < open) name = name.substr(open + 1, name.size() - open - 2);
  if (name.find('@') != name.npos) return;
  if (!e.author.empty() && !name.empty()) e.author += ", ";
  e.author += name;
}

void read_source(const xmlNode* n, Entry& e) {
  std::string title;
  each_child(n, [&](const xmlNode* child) {
    if (local_name(child) == "title") title = plain(text_inside(child));
  });
  e.source = title.empty() ? plain(text_inside(n)) : title;
}

void read_child(const xmlNode* n, Entry& e) {
  const std::string_view name = local_name(n);
  if (dublin_core(n)) return read_dublin_core(n, name, e);
  if (name == "encoded" && of(n, kContent, "content")) return keep_longer(text_inside(n), e.content);
  if (!own(n)) return;
  if (name == "title") e.title = plain(body_of(n));
  if (name == "link") read_link(n, e);
  if (name == "guid" || name == "id") {
    e.id = tidy(text_inside(n));
    e.id_is_link = attribute_of(n, "isPermaLink") != "false";
  }
  if (name == "content") keep_longer(body_of(n), e.content);
  if (name == "description" || name == "summary") keep_longer(body_of(n), e.summary);
  if (name == "author") read_author(n, e);
  if (name == "source") read_source(n, e);
  if (name == "pubDate" || name == "published" || name == "issued") read_date(text_inside(n), e.published, e);
  if (name == "updated" || name == "modified") read_date(text_inside(n), e.updated, e);
}

bool address(const std::string& s) { return s.starts_with("http://") || s.starts_with("https://"); }

uint32_t letters_in(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80 && c != ' ' && c != '\n'; }));
}

void set(std::string value, std::string& field, FieldBasis& basis) {
  if (value.empty()) return;
  field = std::move(value);
  basis = FieldBasis::kFeed;
}

}  // namespace

bool split_feed(std::string_view xml, size_t most, std::deque<Item>& out, size_t& left, std::string& trouble) {
  const Xml document(xml);
  if (!document.root()) {
    trouble = "damaged XML: nothing of it can be read";
    return false;
  }
  FeedFacts facts;
  left = 0;
  collect(document.root(), 0, most, facts, out, left);
  if (out.empty()) {
    trouble = "a feed without entries";
    return false;
  }
  for (Item& item : out) {
    item.outlet = facts.title;
    item.language = facts.language;
  }
  return true;
}

bool entry_to_report(Item& item, Report& out, std::string& trouble) {
  const Xml document(item.bytes);
  out = Report();
  out.type = InputType::kFeed;
  if (!document.root()) {
    trouble = "damaged XML: nothing of it can be read";
    return false;
  }
  Entry e;
  each_child(document.root(), [&](const xmlNode* n) { read_child(n, e); });
  // A summary may be the whole text where the content is only a picture.
  std::string content, summary;
  if (!e.content.empty() && !body_to_text(std::move(e.content), content, trouble)) return false;
  if (!e.summary.empty() && !body_to_text(std::move(e.summary), summary, trouble)) return false;
  out.text = letters_in(summary) > letters_in(content) ? std::move(summary) : std::move(content);
  out.basis.text = FieldBasis::kFeed;
  out.broken = count_broken(out.text);
  if (e.link.empty() && e.id_is_link && address(e.id)) e.link = e.id;
  out.id = !e.link.empty() ? e.link : !e.id.empty() ? e.id : item.where();
  set(std::move(e.title), out.title, out.basis.title);
  set(address(e.link) ? std::move(e.link) : std::string(), out.url, out.basis.url);
  set(e.source.empty() ? item.outlet : std::move(e.source), out.outlet, out.basis.outlet);
  set(std::move(e.author), out.author, out.basis.author);
  set(e.published.empty() ? e.updated : std::move(e.published), out.published, out.basis.published);
  set(std::move(e.updated), out.modified, out.basis.modified);
  if (letters_in(out.text) < 30) out.standing = ReportStanding::kThin;
  judge_language(item.language, FieldBasis::kFeed, out);
  if (out.published.empty() && !e.unread_date.empty()) trouble = "its date is no date that rawi understands: left out: " + e.unread_date;
  return true;
}

bool read_opml(std::string_view xml, std::vector<FeedLink>& out, std::string& trouble) {
  constexpr size_t kMost = 100'000;
  const Xml document(xml);
  if (!document.root() || local_name(document.root()) != "opml") {
    trouble = "no OPML: a list of feeds begins with <opml>";
    return false;
  }
  const xmlNode* root = document.root();
  for (const xmlNode* n = root->children; n && out.size() < kMost;) {
    if (n->type == XML_ELEMENT_NODE && local_name(n) == "outline") {
      FeedLink link{attribute_of(n, "title"), attribute_of(n, "xmlUrl")};
      if (link.title.empty()) link.title = attribute_of(n, "text");
      if (!link.url.empty()) out.push_back(std::move(link));
    }
    if (n->type == XML_ELEMENT_NODE && n->children) {
      n = n->children;
      continue;
    }
    while (!n->next && n->parent != root) n = n->parent;
    n = n->next;
  }
  return true;
}

}  // namespace rawi
