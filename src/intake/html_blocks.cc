#include "intake/html_blocks.h"

#include <algorithm>

#include "bytes/utf8.h"
#include "intake/html_names.h"

namespace rawi {
namespace {

// No text for a reader.
bool silent(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD: case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH: case GUMBO_TAG_IFRAME: case GUMBO_TAG_OBJECT: case GUMBO_TAG_EMBED: case GUMBO_TAG_CANVAS: case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO: case GUMBO_TAG_SELECT: case GUMBO_TAG_BUTTON: case GUMBO_TAG_INPUT: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_LABEL:
    case GUMBO_TAG_DATALIST: case GUMBO_TAG_MARQUEE: case GUMBO_TAG_LEGEND: return true;
    default: return false;
  }
}

// Set aside by what it is.
bool aside(GumboTag tag) {
  return tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_FIGCAPTION ||
         tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_ADDRESS;
}

bool inline_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A: case GUMBO_TAG_ABBR: case GUMBO_TAG_ACRONYM: case GUMBO_TAG_B: case GUMBO_TAG_BDI: case GUMBO_TAG_BDO: case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE: case GUMBO_TAG_CODE: case GUMBO_TAG_DEL: case GUMBO_TAG_DFN: case GUMBO_TAG_EM: case GUMBO_TAG_FONT: case GUMBO_TAG_I:
    case GUMBO_TAG_INS: case GUMBO_TAG_KBD: case GUMBO_TAG_MARK: case GUMBO_TAG_NOBR: case GUMBO_TAG_Q: case GUMBO_TAG_S: case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN: case GUMBO_TAG_STRIKE: case GUMBO_TAG_STRONG: case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_TIME: case GUMBO_TAG_TT:
    case GUMBO_TAG_U: case GUMBO_TAG_VAR: case GUMBO_TAG_WBR: case GUMBO_TAG_IMG: case GUMBO_TAG_UNKNOWN: return true;
    default: return false;
  }
}

uint8_t heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<uint8_t>(tag - GUMBO_TAG_H1 + 1) : uint8_t{0};
}

bool hidden(const HtmlTree& tree, uint32_t node) {
  if (tree.has_attribute(node, "hidden")) return true;
  std::string style;
  for (const char c : tree.attribute(node, "style"))
    if (c != ' ') style += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

constexpr char32_t kArabicComma = 0x60C, kArabicSemicolon = 0x61B, kArabicQuestion = 0x61F, kArabicStop = 0x6D4, kEllipsis = 0x2026, kGuillemet = 0xBB, kQuote = 0x201D;

bool stop(char32_t c) { return c == '.' || c == '!' || c == '?' || c == kArabicQuestion || c == kArabicStop || c == kEllipsis; }
bool closing(char32_t c) { return c == '"' || c == ')' || c == kGuillemet || c == kQuote || c == ' '; }

uint32_t letters_in(std::string_view text) {
  uint32_t letters = 0;
  for (const char c : text) letters += (c & 0xC0) != 0x80 && c != ' ' && c != '\n' && c != '\t' && c != '\r';
  return letters;
}

class Finder {
 public:
  explicit Finder(const HtmlTree& tree) : tree_(tree), nodes_(tree.nodes()) { out_.facts.resize(nodes_.size()); }

  PageBlocks find() {
    count();
    drop();
    for (uint32_t i = 0; i < nodes_.size(); ++i) visit(i);
    flush();
    return std::move(out_);
  }

 private:
  void count();
  void drop();
  bool holds_article(uint32_t node) const;
  void visit(uint32_t& i);
  void open(uint32_t node);
  void flush();

  const HtmlTree& tree_;
  const std::vector<HtmlNode>& nodes_;
  PageBlocks out_;
  std::vector<uint32_t> silent_until_;
  Block block_;                   // that is being filled
  std::vector<uint32_t> blocks_;  // block elements that are open
  std::vector<uint32_t> links_;   // ends of <a> that are open
  bool broke_ = false;            // the last thing was a <br>
};

// Letters of each element, from the inside out.
void Finder::count() {
  std::vector<uint8_t> skipped(nodes_.size(), 0), linked(nodes_.size(), 0);
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    const HtmlNode& n = nodes_[i];
    NodeFacts& f = out_.facts[i];
    skipped[i] = i > 0 && skipped[n.parent];
    linked[i] = i > 0 && linked[n.parent];
    if (n.is_text()) {
      if (!skipped[i]) f.letters = letters_in(n.text);
      if (linked[i]) f.linked = f.letters;
      continue;
    }
    if (!skipped[i]) {
      for (const char* name : {"class", "id", "role"}) f.names |= names_in(tree_.attribute(i, name));
      if (tree_.attribute(i, "itemprop") == "articleBody") f.names |= kNameBody;
      out_.consent = out_.consent || (f.names & kNameConsent);
      out_.paywall = out_.paywall || (f.names & kNamePaywall);
      skipped[i] = silent(n.tag) || hidden(tree_, i) || (f.names & kNameHidden);
    }
    f.dropped = skipped[i];
    linked[i] = linked[i] || n.tag == GUMBO_TAG_A;
  }
  for (uint32_t i = static_cast<uint32_t>(nodes_.size()); i-- > 1;) {
    out_.facts[nodes_[i].parent].letters += out_.facts[i].letters;
    out_.facts[nodes_[i].parent].linked += out_.facts[i].linked;
  }
}

// Whether an element that its name sets aside holds what only an article has.
bool Finder::holds_article(uint32_t node) const {
  for (uint32_t i = node + 1; i < nodes_[node].end; ++i) {
    const NodeFacts& f = out_.facts[i];
    if (nodes_[i].is_text() || f.dropped || (f.names & kNameAside)) continue;
    if (nodes_[i].tag == GUMBO_TAG_H1 || nodes_[i].tag == GUMBO_TAG_MAIN || ((f.names & kNameBody) && f.letters > 100)) return true;
  }
  return false;
}

void Finder::drop() {
  const uint32_t unlinked = out_.facts[0].letters - out_.facts[0].linked;
  for (uint32_t i = 1; i < nodes_.size(); ++i) {
    const HtmlNode& n = nodes_[i];
    NodeFacts& f = out_.facts[i];
    if (n.is_text() || f.dropped || f.letters == 0) continue;
    if (n.tag == GUMBO_TAG_BODY || n.tag == GUMBO_TAG_MAIN || n.tag == GUMBO_TAG_FORM) continue;
    const bool large = (f.letters - f.linked) * 2 > unlinked;
    const bool named = (f.names & (kNameAside | kNameCaption)) || ((f.names & kNameLoose) && !large);
    if (!named && !aside(n.tag)) continue;
    if ((f.names & kNameBody) && !aside(n.tag) && f.letters > 100) continue;
    // A long "caption" is a misnomer; so is a "comment" that is the page.
    if ((f.names & kNameCaption) && !(f.names & kNameAside) && !aside(n.tag) && f.letters > 400) continue;
    if (n.tag == GUMBO_TAG_ARTICLE && f.letters * 2 > out_.facts[0].letters) continue;
    f.dropped = !holds_article(i);
    if (f.dropped) i = n.end - 1;
  }
}

void Finder::open(uint32_t node) {
  const HtmlNode& n = nodes_[node];
  flush();
  block_.node = node;
  block_.heading = heading_level(n.tag);
  block_.item = n.tag == GUMBO_TAG_LI || n.tag == GUMBO_TAG_DT || n.tag == GUMBO_TAG_DD;
  block_.paragraph = n.tag == GUMBO_TAG_P || n.tag == GUMBO_TAG_BLOCKQUOTE || n.tag == GUMBO_TAG_PRE;
}

// Takes one node; steps over an element that is dropped.
void Finder::visit(uint32_t& i) {
  const HtmlNode& n = nodes_[i];
  while (!blocks_.empty() && nodes_[blocks_.back()].end <= i) {
    flush();
    blocks_.pop_back();
    if (!blocks_.empty()) open(blocks_.back());  // text after a block inside another belongs to the outer one
  }
  while (!links_.empty() && links_.back() <= i) links_.pop_back();
  if (n.is_text()) {
    const size_t before = block_.text.size();
    append_words(n.text, block_.text);
    if (block_.text.size() > before + 1) broke_ = false;
    const uint32_t letters = letters_in(std::string_view(block_.text).substr(before));
    block_.letters += letters;
    if (!links_.empty()) block_.linked += letters;
    return;
  }
  if (out_.facts[i].dropped) {
    // Between what stands on both sides of a picture or a box there is a break.
    if (!inline_tag(n.tag) && n.tag != GUMBO_TAG_SCRIPT && n.tag != GUMBO_TAG_STYLE && n.tag != GUMBO_TAG_NOSCRIPT && !blocks_.empty()) open(blocks_.back());
    i = n.end - 1;
    return;
  }
  if (n.tag == GUMBO_TAG_BR) {
    // Two in a row end a paragraph; one is a space.
    if (broke_ && !blocks_.empty()) open(blocks_.back());
    append_words(" ", block_.text);
    broke_ = true;
  } else if (n.tag == GUMBO_TAG_IMG) {
    block_.picture = true;
  } else if (n.tag == GUMBO_TAG_A) {
    links_.push_back(n.end);
  } else if (!inline_tag(n.tag)) {
    open(i);
    blocks_.push_back(i);
    broke_ = false;
  }
}

void Finder::flush() {
  trim_end(block_.text);
  if (block_.letters > 0) {
    char32_t last = 0;
    bool ended = false;
    for (size_t at = 0; at < block_.text.size();) {
      const uint32_t length = std::max(1u, utf8_length(block_.text, at));
      const char32_t c = utf8_decode(block_.text, at, length);
      const bool comma = c == ',' || c == kArabicComma || c == kArabicSemicolon;
      block_.marks += comma || stop(c);
      block_.words += c != ' ' && (last == 0 || last == ' ');
      ended = stop(c) || (ended && closing(c));
      last = c;
      at += length;
    }
    block_.ends = ended;
    out_.blocks.push_back(std::move(block_));
  }
  block_ = Block();
  if (!blocks_.empty()) block_.node = blocks_.back();
}

}  // namespace

PageBlocks find_blocks(const HtmlTree& tree) { return Finder(tree).find(); }

}  // namespace rawi
