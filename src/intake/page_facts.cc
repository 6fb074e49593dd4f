#include "intake/page_facts.h"

#include <algorithm>
#include <array>

#include "intake/ascii.h"
#include "intake/dates.h"
#include "intake/html_names.h"

namespace rawi {
namespace {

std::string tidy(std::string_view s) {
  std::string out;
  append_words(s, out);
  trim_end(out);
  return out;
}

bool address(std::string_view s) { return s.starts_with("http://") || s.starts_with("https://"); }

struct MetaName {
  std::string_view name;
  PageFact PageFacts::*fact;
};
// Names of <meta name|property|itemprop>, in small letters. Dublin Core, Parse.ly, Sailthru, Google Scholar and what sites invent.
constexpr MetaName kMetaText[] = {
    {"dc.title", &PageFacts::title}, {"parsely-title", &PageFacts::title}, {"twitter:title", &PageFacts::title}, {"citation_title", &PageFacts::title},
    {"author", &PageFacts::author}, {"dc.creator", &PageFacts::author}, {"dcterms.creator", &PageFacts::author}, {"parsely-author", &PageFacts::author}, {"byl", &PageFacts::author},
    {"article:author_name", &PageFacts::author}, {"sailthru.author", &PageFacts::author}, {"citation_author", &PageFacts::author},
    {"dc.publisher", &PageFacts::outlet}, {"publisher", &PageFacts::outlet}, {"application-name", &PageFacts::outlet}, {"citation_publisher", &PageFacts::outlet},
    {"dc.language", &PageFacts::language}, {"language", &PageFacts::language}, {"content-language", &PageFacts::language}};
constexpr MetaName kMetaDates[] = {
    {"date", &PageFacts::published}, {"pubdate", &PageFacts::published}, {"publish-date", &PageFacts::published}, {"publishdate", &PageFacts::published}, {"publish_date", &PageFacts::published},
    {"publication_date", &PageFacts::published}, {"dc.date", &PageFacts::published}, {"dc.date.issued", &PageFacts::published}, {"dcterms.created", &PageFacts::published}, {"dcterms.issued", &PageFacts::published},
    {"dcterms.date", &PageFacts::published}, {"parsely-pub-date", &PageFacts::published}, {"sailthru.date", &PageFacts::published}, {"article_date_original", &PageFacts::published},
    {"cxenseparse:recs:publishtime", &PageFacts::published}, {"article.published", &PageFacts::published}, {"displaydate", &PageFacts::published}, {"citation_date", &PageFacts::published},
    {"last-modified", &PageFacts::modified}, {"dcterms.modified", &PageFacts::modified}, {"dc.date.modified", &PageFacts::modified}, {"article.updated", &PageFacts::modified},
    {"revised", &PageFacts::modified}, {"lastmod", &PageFacts::modified}};

class Collector {
 public:
  Collector(const HtmlTree& tree, const PageBlocks& page) : tree_(tree), page_(page), nodes_(tree.nodes()) {}

  PageFacts collect() {
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].is_text()) continue;
      visit(i);
    }
    return std::move(out_);
  }

 private:
  void visit(uint32_t i);
  void meta(uint32_t i);
  void open_graph(const std::string& name, std::string_view content);
  void link(uint32_t i);
  void item(uint32_t i, std::string_view prop);
  void time(uint32_t i);

  bool set_aside(uint32_t i) const { return rawi::set_aside(tree_, page_, i); }

  const HtmlTree& tree_;
  const PageBlocks& page_;
  const std::vector<HtmlNode>& nodes_;
  PageFacts out_;
};

void Collector::visit(uint32_t i) {
  switch (nodes_[i].tag) {
    case GUMBO_TAG_HTML: out_.language.offer(tree_.attribute(i, "lang"), FieldBasis::kMarkup); break;
    case GUMBO_TAG_META: meta(i); break;
    case GUMBO_TAG_LINK: link(i); break;
    case GUMBO_TAG_TITLE:
      if (out_.title_tag.empty()) out_.title_tag = tree_.text_of(i);
      break;
    case GUMBO_TAG_H1:
      if (out_.first_h1.empty() && !set_aside(i)) out_.first_h1 = tree_.text_of(i);
      break;
    case GUMBO_TAG_SCRIPT:
      if (ascii_lower(tree_.attribute(i, "type")).find("ld+json") != std::string::npos && nodes_[i].end > i + 1) read_json_ld(nodes_[i + 1].text, out_);
      break;
    case GUMBO_TAG_TIME: time(i); break;
    case GUMBO_TAG_ABBR:
      // hAtom, as Blogger writes it.
      if (tree_.attribute(i, "class").find("published") != std::string_view::npos && !set_aside(i)) out_.offer_date(out_.published, tree_.attribute(i, "title"), FieldBasis::kTime);
      break;
    default: break;
  }
  if (const std::string_view prop = tree_.attribute(i, "itemprop"); !prop.empty()) item(i, prop);
}

void Collector::open_graph(const std::string& name, std::string_view content) {
  constexpr FieldBasis kOn = FieldBasis::kOpenGraph;
  if (name == "og:title") out_.title.offer(content, kOn);
  if (name == "og:site_name") out_.outlet.offer(content, kOn);
  if (name == "og:url" && address(content)) out_.url.offer(content, kOn);
  if (name == "article:author" && !address(content)) out_.author.offer(content, kOn);
  if (name == "article:published_time" || name == "og:article:published_time" || name == "og:published_time") out_.offer_date(out_.published, content, kOn);
  if (name == "article:modified_time" || name == "og:updated_time") out_.offer_date(out_.modified, content, kOn);
  if (name == "og:locale" && content.find('_') != content.npos) out_.language.offer(std::string(content.substr(0, content.find('_'))), kOn);
  if (name == "og:type") (content == "article" ? out_.article : out_.listing) |= content == "article" || content == "website";
  if (name == "article:content_tier") out_.paid = out_.paid || content == "locked" || content == "metered";
}

void Collector::meta(uint32_t i) {
  std::string name = ascii_lower(tree_.attribute(i, "property"));
  if (name.empty()) name = ascii_lower(tree_.attribute(i, "name"));
  if (name.empty()) name = ascii_lower(tree_.attribute(i, "http-equiv"));
  const std::string content = tidy(tree_.attribute(i, "content"));
  if (name.empty() || content.empty()) return;
  open_graph(name, content);
  for (const MetaName& m : kMetaText)
    if (m.name == name && !address(content)) (out_.*m.fact).offer(content, FieldBasis::kMeta);
  for (const MetaName& m : kMetaDates)
    if (m.name == name) out_.offer_date(out_.*m.fact, content, FieldBasis::kMeta);
}

void Collector::link(uint32_t i) {
  const std::string rel = ascii_lower(tree_.attribute(i, "rel"));
  const std::string_view href = tree_.attribute(i, "href");
  if (rel == "canonical" && address(href)) out_.url.offer(href, FieldBasis::kMarkup);
}

void Collector::item(uint32_t i, std::string_view prop) {
  constexpr FieldBasis kOn = FieldBasis::kMicrodata;
  if (set_aside(i)) return;
  std::string value = tidy(tree_.attribute(i, "content"));
  if (value.empty()) value = tidy(tree_.attribute(i, "datetime"));
  if (value.empty() && nodes_[i].tag != GUMBO_TAG_META) value = tree_.text_of(i);
  if (prop == "headline") out_.title.offer(value, kOn);
  if (prop == "author" && value.size() < 200 && !address(value)) out_.author.offer(value, kOn);
  if (prop == "datePublished") out_.offer_date(out_.published, value, kOn);
  if (prop == "dateModified") out_.offer_date(out_.modified, value, kOn);
  if (prop == "articleBody") out_.article = true;
  if (prop == "publisher" && value.size() < 200 && !address(value)) out_.outlet.offer(value, kOn);
  if (prop == "isAccessibleForFree" && ascii_lower(value) == "false") out_.paid = true;
}

void Collector::time(uint32_t i) {
  if (set_aside(i)) return;
  const std::string marks = ascii_lower(tree_.attribute(i, "class")) + " " + ascii_lower(tree_.attribute(i, "itemprop"));
  std::string value = tidy(tree_.attribute(i, "datetime"));
  if (value.empty()) value = tree_.text_of(i);
  const bool changed = marks.find("updat") != marks.npos || marks.find("modif") != marks.npos;
  out_.offer_date(changed && marks.find("publish") == marks.npos ? out_.modified : out_.published, value, FieldBasis::kTime);
}

}  // namespace

void PageFact::offer(std::string_view offered, FieldBasis on) {
  constexpr size_t kLongest = 2000;
  if (basis != FieldBasis::kNone && basis <= on) return;
  size_t size = std::min(offered.size(), kLongest);
  while (size < offered.size() && (offered[size] & 0xC0) == 0x80) --size;
  std::string tidied = tidy(offered.substr(0, size));
  if (tidied.empty()) return;
  value = std::move(tidied);
  basis = on;
}

void PageFacts::offer_date(PageFact& fact, std::string_view written, FieldBasis on) {
  const std::string edtf = date_to_edtf(written);
  fact.offer(edtf, on);
  if (edtf.empty() && unread_date.empty()) unread_date = tidy(written.substr(0, 60));
}

bool set_aside(const HtmlTree& tree, const PageBlocks& page, uint32_t i) {
  const std::vector<HtmlNode>& nodes = tree.nodes();
  for (; i != 0 && nodes[i].tag != GUMBO_TAG_BODY; i = nodes[i].parent) {
    const bool other = (page.facts[i].names & kNameOthers) || nodes[i].tag == GUMBO_TAG_ASIDE || nodes[i].tag == GUMBO_TAG_NAV;
    // An element that was kept in spite of its name holds the article.
    if (other && (page.facts[i].dropped || page.facts[i].letters == 0)) return true;
  }
  return false;
}

PageFacts find_facts(const HtmlTree& tree, const PageBlocks& page) { return Collector(tree, page).collect(); }

}  // namespace rawi
