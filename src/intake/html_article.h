// The blocks of a page -> the article's text.
//
// Three published ideas, put together: paragraphs vote for the elements around them, the nearer the more (Readability, Arc90
// 2009); a block is text or furniture by its length, marks and share of links (Kohlschuetter, Fankhauser and Nejdl, "Boilerplate
// Detection using Shallow Text Features", WSDM 2010); the density of text in a subtree decides between nested candidates (Sun, Song and
// Liao, "DOM Based Content Extraction via Text Density", SIGIR 2011). What the page says of itself (itemprop="articleBody",
// usual class names) weighs in, and never alone.
#ifndef RAWI_INTAKE_HTML_ARTICLE_H
#define RAWI_INTAKE_HTML_ARTICLE_H

#include <string>
#include <vector>

#include "intake/html_blocks.h"

namespace rawi {

struct Article {
  std::string text;             // paragraphs, an empty line between
  uint32_t node = 0;            // the element that holds it
  uint32_t first = 0, last = 0; // where its first and its last block stand
  bool named = false;           // it or an element around it is called an article's
  uint32_t letters = 0;
  uint32_t consent = 0;         // of the letters, inside elements that ask for cookies
  uint32_t sentences = 0;       // blocks that read as prose
  uint32_t links = 0;           // of the page, outside navigation: blocks that are links
  uint32_t linked = 0;          // letters of them
  uint32_t headlines = 0;       // of them, long enough for a headline, inside `node`
  uint32_t teasers = 0;         // blocks of prose, each in an element of its own, under a block that is a link
};

// `title` is left out where it is repeated in front of the text.
Article find_article(const HtmlTree& tree, const PageBlocks& page, const std::string& title);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTML_ARTICLE_H
