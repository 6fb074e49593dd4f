// A page's bytes (UTF-8) -> its elements and text in document order.
//
// Gumbo, a conforming HTML5 parser, builds the tree; it is laid flat here, so that what stands inside an element is a
// range: nodes[i + 1] .. nodes[end - 1]. A tree owns all that its nodes point to; one thread at a time.
//
// HTML cannot be wrong, but it can be hostile: elements nested a million deep, tags with a million attributes, open
// <font> tags that every later paragraph copies. Such a page is refused (parse returns false, `trouble` says why)
// before it costs time, or as soon as its tree outgrows kHtmlMemory.
#ifndef RAWI_INTAKE_HTML_TREE_H
#define RAWI_INTAKE_HTML_TREE_H

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rawi {

inline constexpr size_t kHtmlDepth = 512;                    // elements open at once: what browsers build
inline constexpr size_t kHtmlAttributes = 500;               // of one tag
inline constexpr size_t kHtmlMemory = size_t{256} << 20;     // of the tree

struct HtmlNode {
  uint32_t parent = 0;                     // the root is its own
  uint32_t end = 0;                        // past the last node inside
  GumboTag tag = GUMBO_TAG_LAST;           // GUMBO_TAG_LAST: text
  const GumboElement* element = nullptr;   // null: text
  std::string_view text;

  bool is_text() const { return element == nullptr; }
};

class HtmlTree {
 public:
  HtmlTree();
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  // Takes a page, or a fragment as feeds enclose. False when a limit is passed.
  bool parse(std::string html, std::string& trouble);

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  // The value of an attribute; empty when it is missing.
  std::string_view attribute(uint32_t node, const char* name) const;
  bool has_attribute(uint32_t node, const char* name) const;
  // All text inside a node, white space made single.
  std::string text_of(uint32_t node) const;

 private:
  class Arena;
  void lay_flat(const GumboNode* root);

  std::string html_;
  std::unique_ptr<Arena> arena_;
  std::vector<HtmlNode> nodes_;
};

// Appends `text` with white space (HTML's, and no-break space) made single; none at the beginning of `out`.
void append_words(std::string_view text, std::string& out);
void trim_end(std::string& s);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTML_TREE_H
