#include "intake/page.h"

#include <algorithm>

#include "bytes/utf8.h"
#include "intake/charset.h"
#include "intake/html_article.h"
#include "intake/html_blocks.h"
#include "intake/html_tree.h"
#include "intake/json_report.h"
#include "intake/language.h"
#include "intake/page_facts.h"
#include "intake/shown_facts.h"
#include "intake/sniff.h"

namespace rawi {
namespace {

constexpr uint32_t kThinLetters = 150;  // two sentences
constexpr uint32_t kFlashLetters = 60;  // one sentence, where the page says that it is an article

uint32_t letters_in(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80 && c != ' ' && c != '\n'; }));
}

ReportStanding standing_of(const Article& article, const PageFacts& facts, const PageBlocks& page) {
  if (article.consent * 2 > article.letters) return ReportStanding::kConsent;
  const bool paid = facts.paid || page.paywall;
  const bool many_links = article.links >= 15 && article.linked > article.letters;
  const uint32_t enough = article.named || facts.article ? kFlashLetters : kThinLetters;
  if (article.letters < enough || article.sentences == 0) {
    if (paid && article.sentences > 0) return ReportStanding::kPaywall;
    if (many_links) return ReportStanding::kLinks;
    return page.consent ? ReportStanding::kConsent : ReportStanding::kThin;
  }
  // A front page: headlines that are links, a line of text under each.
  const bool list = (article.headlines >= 5 && article.headlines * 2 > article.sentences) || (article.teasers >= 3 && article.teasers * 3 > article.sentences * 2);
  if (list || (!facts.article && many_links && article.links >= 25 && article.linked > 2 * article.letters) || (facts.listing && !facts.article && many_links && list))
    return ReportStanding::kLinks;
  return paid ? ReportStanding::kPaywall : ReportStanding::kArticle;
}

// The carrier's word (an address, a date of the response) is weaker than the page's own.
void take(const PageFact& fact, std::string& value, FieldBasis& basis) {
  if (fact.value.empty()) return;
  value = fact.value;
  basis = fact.basis;
}

// Text that only JSON-LD holds: the page's scripts would have shown it.
void take_body(const PageFacts& facts, Article& article, Report& out) {
  std::string body = facts.body;
  if (body.find("</") != body.npos || body.find("<br") != body.npos) {
    std::string text, ignored;
    if (fragment_to_text(body, text, ignored)) body = std::move(text);
  }
  const uint32_t letters = letters_in(body);
  if (letters < kThinLetters || letters < article.letters * 2) return;
  article.text = std::move(body);
  article.letters = letters;
  article.sentences = std::max(article.sentences, 1u);
  article.headlines = 0;
  out.basis.text = FieldBasis::kJsonLd;
}

// What a page's scripts would have shown, from the state that their server left in it (Next.js and its kin).
void take_state(const HtmlTree& tree, Article& article, PageFacts& facts, Report& out) {
  constexpr FieldBasis kOn = FieldBasis::kMarkup;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    if (tree.nodes()[i].tag != GUMBO_TAG_SCRIPT || tree.attribute(i, "type") != "application/json" || tree.nodes()[i].end == i + 1) continue;
    Report found;
    if (!find_json_article(tree.nodes()[i + 1].text, found)) continue;
    const uint32_t letters = letters_in(found.text);
    if (letters < kThinLetters || letters < article.letters * 2) continue;
    article = Article();
    article.text = std::move(found.text);
    article.letters = letters;
    article.sentences = 1;
    out.basis.text = kOn;
    facts.title.offer(found.title, kOn);
    facts.author.offer(found.author, kOn);
    facts.published.offer(is_edtf_date(found.published) ? found.published : std::string(), kOn);
    facts.modified.offer(found.modified, kOn);
  }
}

}  // namespace

bool fragment_to_text(std::string html, std::string& text, std::string& trouble) {
  HtmlTree tree;
  if (!tree.parse(std::move(html), trouble)) return false;
  const PageBlocks page = find_blocks(tree);
  text.clear();
  for (const Block& b : page.blocks) {
    if (b.link_density() > 0.6 && !b.ends) continue;
    if (!text.empty()) text += "\n\n";
    text += b.text;
  }
  return true;
}

void judge_again(std::string raw, Report& report) {
  if (raw != report.text && sniff(std::string_view(raw).substr(0, 4096)).type == InputType::kHtml) {
    Item item;
    item.bytes = std::move(raw);
    std::string ignored;
    if (Report again; page_to_report(item, again, ignored) && again.text == report.text) report.standing = again.standing;
  }
  judge_language({}, FieldBasis::kNone, report);
}

bool page_to_report(Item& item, Report& out, std::string& trouble) {
  Decoded decoded = decode_page(std::move(item.bytes), item.charset);
  out = Report();
  out.type = InputType::kHtml;
  out.id = item.id.empty() ? item.name : item.id;
  out.encoding = std::move(decoded.encoding);
  HtmlTree tree;
  if (!tree.parse(std::move(decoded.text), trouble)) return false;
  const PageBlocks page = find_blocks(tree);
  PageFacts facts = find_facts(tree, page);
  Article article = find_article(tree, page, facts.title.value.empty() ? facts.first_h1 : facts.title.value);
  if (!item.url.empty()) facts.url.offer(item.url, FieldBasis::kHttp);
  out.basis.text = FieldBasis::kMarkup;
  take_body(facts, article, out);
  if (article.letters < kThinLetters) take_state(tree, article, facts, out);
  find_shown(tree, page, article, facts);
  out.text = std::move(article.text);
  out.broken = count_broken(out.text);
  out.url = item.url;
  out.basis.url = item.url.empty() ? FieldBasis::kNone : FieldBasis::kHttp;
  out.outlet = item.outlet;
  out.basis.outlet = item.outlet.empty() ? FieldBasis::kNone : FieldBasis::kFeed;
  take(facts.title, out.title, out.basis.title);
  take(facts.outlet, out.outlet, out.basis.outlet);
  take(facts.author, out.author, out.basis.author);
  take(facts.published, out.published, out.basis.published);
  take(facts.modified, out.modified, out.basis.modified);
  take(facts.url, out.url, out.basis.url);
  if (out.published.empty() && !item.published.empty()) {
    out.published = item.published;
    out.basis.published = FieldBasis::kFeed;
  }
  out.standing = standing_of(article, facts, page);
  judge_language(facts.language.value, facts.language.basis, out);
  if (out.published.empty() && !facts.unread_date.empty()) trouble = "its date is no date that rawi understands: left out: " + facts.unread_date;
  return true;
}

}  // namespace rawi
