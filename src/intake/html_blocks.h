// A page's tree -> its blocks of text, as a reader sees them: paragraphs, headings, items, lines between <br><br>.
//
// What is never text of the page is left out here: scripts, controls, hidden elements. What is set aside by tag or
// name (navigation, comments, captions) is marked, and only left out of the blocks where the rest of the page does
// not need it: an element with that name which holds the article (its <h1>, its body) is kept.
#ifndef RAWI_INTAKE_HTML_BLOCKS_H
#define RAWI_INTAKE_HTML_BLOCKS_H

#include <cstdint>
#include <string>
#include <vector>

#include "intake/html_tree.h"

namespace rawi {

// What is known of each node of the tree, in its order.
struct NodeFacts {
  uint16_t names = 0;     // of class, id, role: html_names.h
  bool dropped = false;   // this element, with all in it, is no text of the article
  uint32_t letters = 0;   // of the text inside, scripts and hidden elements left out
  uint32_t linked = 0;    // of them, in <a>
};

struct Block {
  std::string text;        // white space single, no ends
  uint32_t node = 0;       // the element it is the text of
  uint32_t letters = 0, linked = 0;
  uint32_t words = 0;
  uint32_t marks = 0;      // commas and stops, Arabic and Latin
  uint8_t heading = 0;     // 1 .. 6
  bool item = false;       // of a list
  bool paragraph = false;  // <p>, <blockquote>, <pre>
  bool picture = false;    // its element holds a picture
  bool ends = false;       // with a mark that ends a sentence

  double link_density() const { return letters == 0 ? 1 : static_cast<double>(linked) / letters; }
};

struct PageBlocks {
  std::vector<NodeFacts> facts;
  std::vector<Block> blocks;
  bool consent = false, paywall = false;  // an element of the page is named so
};

PageBlocks find_blocks(const HtmlTree& tree);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTML_BLOCKS_H
