#include "intake/html_article.h"

#include <algorithm>

#include "intake/html_names.h"

namespace rawi {
namespace {

// A block that reads as prose.
bool prose(const Block& b) {
  return !b.heading && b.link_density() < 0.5 && ((b.words >= 8 && (b.ends || b.marks >= 1)) || b.words >= 20 || (b.ends && b.words >= 4 && b.paragraph));
}

bool all_links(const Block& b) { return b.link_density() > 0.6; }

class Chooser {
 public:
  Chooser(const HtmlTree& tree, const PageBlocks& page, const std::string& title)
      : tree_(tree), nodes_(tree.nodes()), facts_(page.facts), blocks_(page.blocks), title_(title), keep_(page.blocks.size(), 0) {}

  Article choose();

 private:
  uint32_t holder(const Block& b) const { return b.paragraph || b.item || b.heading ? nodes_[b.node].parent : b.node; }
  void vote();
  uint32_t best() const;
  uint32_t widen(uint32_t node) const;
  bool entry_of_live(uint32_t node) const;
  uint32_t teasers(uint32_t node) const;
  void mark(uint32_t node);
  void drop_furniture();
  void drop_captions(size_t i);
  void drop_lone_headings();
  void trim_ends();
  bool asks_for_consent(uint32_t node) const {
    for (; node != 0 && nodes_[node].tag != GUMBO_TAG_BODY; node = nodes_[node].parent)
      if (facts_[node].names & kNameConsent) return true;
    return false;
  }
  std::string_view class_of(uint32_t node) const { return tree_.attribute(node, "class"); }
  bool inside(const Block& b, uint32_t node) const { return b.node >= node && b.node < nodes_[node].end; }

  const HtmlTree& tree_;
  const std::vector<HtmlNode>& nodes_;
  const std::vector<NodeFacts>& facts_;
  const std::vector<Block>& blocks_;
  const std::string& title_;
  std::vector<double> score_;
  std::vector<char> keep_;
};

// Each block of prose gives its worth to the element around it, and less and less to those farther out.
void Chooser::vote() {
  constexpr int kReach = 5;
  constexpr double kFade = 0.55;
  score_.assign(nodes_.size(), 0);
  for (const Block& b : blocks_) {
    if (!prose(b)) continue;
    const double worth = (1 + std::min(b.marks, 10u) * 0.3 + std::min(b.letters / 100.0, 4.0)) * (1 - b.link_density()) * (b.item ? 0.5 : 1);
    double share = worth;
    uint32_t node = holder(b);
    for (int i = 0; i < kReach; ++i, share *= kFade) {
      score_[node] += share;
      if (node == 0) break;
      node = nodes_[node].parent;
    }
  }
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (score_[i] == 0) continue;
    const NodeFacts& f = facts_[i];
    score_[i] *= 1 - 0.7 * (f.letters == 0 ? 1 : static_cast<double>(f.linked) / f.letters);
    if (f.names & kNameBody) score_[i] = score_[i] * 1.6 + 2;
    if (nodes_[i].tag == GUMBO_TAG_ARTICLE || nodes_[i].tag == GUMBO_TAG_MAIN) score_[i] *= 1.1;
    if (f.names & (kNameAside | kNameCaption)) score_[i] *= 0.4;
  }
}

uint32_t Chooser::best() const {
  return static_cast<uint32_t>(std::max_element(score_.begin(), score_.end()) - score_.begin());
}

// An entry among others of a report that is written on as things happen.
bool Chooser::entry_of_live(uint32_t node) const {
  for (; node != 0; node = nodes_[node].parent)
    if (facts_[node].names & kNameLive) return true;
  return false;
}

// An article may be cut into parts that stand side by side: the element around them is taken when the rest of its prose
// is worth a good deal beside the best part. Farther out (entries of a live report) only parts of the same class count.
uint32_t Chooser::widen(uint32_t node) const {
  constexpr double kWorthIt = 0.3;
  constexpr int kReach = 4;
  const bool whole = (facts_[node].names & kNameBody) && !entry_of_live(node);
  uint32_t part = node;  // with the boxes around it that hold nothing else
  while (part != 0 && nodes_[nodes_[part].parent].tag != GUMBO_TAG_BODY && facts_[nodes_[part].parent].letters == facts_[part].letters) part = nodes_[part].parent;
  uint32_t around = part;
  for (int step = 0; step < kReach; ++step) {
    around = nodes_[around].parent;
    const NodeFacts& f = facts_[around];
    if (around == 0 || nodes_[around].tag == GUMBO_TAG_BODY || whole || (f.names & kNameAside) || f.linked * 3 >= f.letters) break;
    const bool near = around == nodes_[part].parent;
    double own = 0, beside = 0;
    for (const Block& b : blocks_) {
      if (!inside(b, around) || !prose(b)) continue;
      if (inside(b, node)) {
        own += b.letters;
      } else if (near || (!class_of(node).empty() && class_of(holder(b)) == class_of(node))) {
        beside += b.letters;
      }
    }
    if (beside >= own * kWorthIt) node = around;
  }
  return node;
}

void Chooser::mark(uint32_t node) {
  for (size_t i = 0; i < blocks_.size(); ++i) keep_[i] = inside(blocks_[i], node);
  // Prose that stands just beside the chosen element, of the same kind: <p> after the <div>, the next page of the text.
  const uint32_t parent = nodes_[node].parent;
  for (size_t i = 0; i < blocks_.size(); ++i)
    if (!keep_[i] && blocks_[i].paragraph && nodes_[blocks_[i].node].parent == parent && prose(blocks_[i]) && blocks_[i].link_density() < 0.2) keep_[i] = 1;
}

// A picture's words: short, and in an element that holds the picture and little else.
void Chooser::drop_captions(size_t i) {
  constexpr uint32_t kLongest = 160;
  const Block& b = blocks_[i];
  if (b.picture && b.letters < kLongest && !(b.ends && b.words > 12)) {
    keep_[i] = 0;
    return;
  }
  for (uint32_t node = b.node, steps = 0; steps < 5 && node != 0; node = nodes_[node].parent, ++steps) {
    if (facts_[node].letters >= kLongest || nodes_[node].tag == GUMBO_TAG_BODY) return;
    for (uint32_t k = node + 1; k < nodes_[node].end; ++k)
      if (nodes_[k].tag == GUMBO_TAG_IMG) {
        keep_[i] = 0;
        return;
      }
  }
}

void Chooser::drop_furniture() {
  for (size_t i = 0; i < blocks_.size(); ++i) {
    const Block& b = blocks_[i];
    if (!keep_[i]) continue;
    if (all_links(b) || b.text == title_) {
      keep_[i] = 0;
      continue;
    }
    drop_captions(i);
    // A button, a counter, a label: short, no heading, no sentence.
    if (keep_[i] && !b.heading && !b.paragraph && !b.ends && b.words <= 4) keep_[i] = 0;
    // "Read also:" before links.
    if (keep_[i] && b.words <= 5 && b.text.ends_with(':') && i + 1 < blocks_.size() && all_links(blocks_[i + 1])) keep_[i] = 0;
  }
}

// A heading whose section has been dropped goes with it.
void Chooser::drop_lone_headings() {
  bool text_follows = false;
  for (size_t i = blocks_.size(); i-- > 0;) {
    if (!keep_[i]) continue;
    if (blocks_[i].heading && !text_follows) keep_[i] = 0;
    if (blocks_[i].heading == 1) keep_[i] = 0;
    text_follows = !blocks_[i].heading;
  }
}

// What stands before the first prose and after the last: dates, bylines, tags, rights.
void Chooser::trim_ends() {
  const auto furniture = [](const Block& b) { return !prose(b) && !(b.ends && b.words >= 4); };
  constexpr uint32_t kLead = 6;  // words
  size_t first = 0, last = blocks_.size();
  while (first < last && (!keep_[first] || furniture(blocks_[first]))) ++first;
  // The first line of a post, without a stop: of the same element as the prose behind it.
  if (first > 0 && first < last && keep_[first - 1] && blocks_[first - 1].node == blocks_[first].node && blocks_[first - 1].words >= kLead && !blocks_[first - 1].heading) --first;
  std::fill(keep_.begin(), keep_.begin() + static_cast<std::ptrdiff_t>(first), char{0});
  while (last > first && (!keep_[last - 1] || furniture(blocks_[last - 1]))) keep_[--last] = 0;
}

// Lines under headlines that lead elsewhere: results of a search, a section.
uint32_t Chooser::teasers(uint32_t node) const {
  uint32_t count = 0;
  for (size_t i = 1; i < blocks_.size(); ++i) {
    if (!inside(blocks_[i], node) || !prose(blocks_[i])) continue;
    bool link = false, alone = true;
    for (size_t k = i; k-- > 0 && k + 3 > i && !link;) link = all_links(blocks_[k]) && blocks_[k].words >= 2;
    const uint32_t own = nodes_[blocks_[i].node].parent;
    for (size_t k = i; k-- > 0 && k + 6 > i;) alone = alone && !(prose(blocks_[k]) && nodes_[blocks_[k].node].parent == own);
    count += link && alone;
  }
  return count;
}

Article Chooser::choose() {
  Article out;
  for (const Block& b : blocks_) {
    if (all_links(b)) ++out.links, out.linked += b.letters;
  }
  vote();
  const uint32_t node = best();
  if (score_[node] <= 0) {
    // No prose at all: what there is, for whoever wants to see it.
    for (size_t i = 0; i < blocks_.size(); ++i) keep_[i] = !all_links(blocks_[i]) && blocks_[i].heading != 1;
  } else {
    out.node = widen(node);
    mark(out.node);
    for (uint32_t n = out.node; n != 0; n = nodes_[n].parent) out.named = out.named || nodes_[n].tag == GUMBO_TAG_ARTICLE || (facts_[n].names & kNameBody);
    out.teasers = teasers(out.node);
    for (const Block& b : blocks_) out.headlines += inside(b, out.node) && all_links(b) && b.words >= 4;
    drop_furniture();
    drop_lone_headings();
    trim_ends();
  }
  for (size_t i = 0; i < blocks_.size(); ++i) {
    if (!keep_[i]) continue;
    if (!out.text.empty()) out.text += "\n\n";
    if (out.text.empty()) out.first = blocks_[i].node;
    out.last = blocks_[i].node;
    out.text += blocks_[i].text;
    out.letters += blocks_[i].letters;
    if (asks_for_consent(blocks_[i].node)) out.consent += blocks_[i].letters;
    out.sentences += prose(blocks_[i]);
  }
  return out;
}

}  // namespace

Article find_article(const HtmlTree& tree, const PageBlocks& page, const std::string& title) { return Chooser(tree, page, title).choose(); }

}  // namespace rawi
