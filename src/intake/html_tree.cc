#include "intake/html_tree.h"

#include <csetjmp>
#include <cstddef>

#include "intake/html_guard.h"

namespace rawi {

// Gumbo's memory, freed at once. When it runs out, control leaves Gumbo by longjmp: Gumbo is C, keeps nothing open,
// and would crash on a null pointer.
class HtmlTree::Arena {
 public:
  std::jmp_buf out_of_memory;

  static void* allocate(void* self, size_t size) { return static_cast<Arena*>(self)->take(size); }
  static void release(void*, void*) {}

 private:
  void* take(size_t size) {
    constexpr size_t kChunk = size_t{1} << 18;
    size = (size + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    if (size > left_) {
      const size_t chunk = size > kChunk / 4 ? size : kChunk;
      if (used_ + chunk > kHtmlMemory) std::longjmp(out_of_memory, 1);
      used_ += chunk;
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
      if (chunk == size) return chunks_.back().get();
      next_ = chunks_.back().get();
      left_ = chunk;
    }
    std::byte* taken = next_;
    next_ += size;
    left_ -= size;
    return taken;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  size_t left_ = 0, used_ = 0;
};

namespace {

// Apart from parse(), so that no object with a destructor lives between setjmp and longjmp. Null: out of memory.
const GumboOutput* parse_in(std::jmp_buf& out_of_memory, const GumboOptions& options, const char* html, size_t size) {
  if (setjmp(out_of_memory) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html, size);
}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
  return nullptr;
}

bool html_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

}  // namespace

HtmlTree::HtmlTree() = default;
HtmlTree::~HtmlTree() = default;

bool HtmlTree::parse(std::string html, std::string& trouble) {
  nodes_.clear();
  arena_ = std::make_unique<Arena>();
  html_ = std::move(html);
  if (const std::string excess = html_excess(html_, kHtmlDepth, kHtmlAttributes); !excess.empty()) {
    trouble = "the page has " + excess + ": no browser shows such a page, it is not read";
    return false;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = arena_.get();
  options.max_errors = 0;
  const GumboOutput* output = parse_in(arena_->out_of_memory, options, html_.data(), html_.size());
  if (!output) {
    trouble = "the page's tree takes more than " + std::to_string(kHtmlMemory >> 20) + " MiB: it is not read";
    return false;
  }
  lay_flat(output->root);
  return true;
}

void HtmlTree::lay_flat(const GumboNode* root) {
  struct Open {
    const GumboNode* node;
    uint32_t index;
    unsigned next;  // child
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode* node, uint32_t parent) {
    HtmlNode flat;
    flat.parent = parent;
    const auto index = static_cast<uint32_t>(nodes_.size());
    flat.end = index + 1;
    if (children_of(node)) {
      flat.tag = node->v.element.tag;
      flat.element = &node->v.element;
      open.push_back({node, index, 0});
    } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      flat.text = node->v.text.text;
    } else {
      return;  // a comment
    }
    nodes_.push_back(flat);
  };
  enter(root, 0);
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector& children = *children_of(top.node);
    if (top.next == children.length) {
      nodes_[top.index].end = static_cast<uint32_t>(nodes_.size());
      open.pop_back();
    } else {
      const unsigned child = top.next++;
      enter(static_cast<const GumboNode*>(children.data[child]), top.index);
    }
  }
}

std::string_view HtmlTree::attribute(uint32_t node, const char* name) const {
  const GumboElement* element = nodes_[node].element;
  const GumboAttribute* found = element ? gumbo_get_attribute(&element->attributes, name) : nullptr;
  return found ? std::string_view(found->value) : std::string_view();
}

bool HtmlTree::has_attribute(uint32_t node, const char* name) const {
  const GumboElement* element = nodes_[node].element;
  return element && gumbo_get_attribute(&element->attributes, name);
}

std::string HtmlTree::text_of(uint32_t node) const {
  std::string out;
  for (uint32_t i = node; i < nodes_[node].end; ++i) append_words(nodes_[i].text, out);
  trim_end(out);
  return out;
}

void append_words(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
    i += no_break;
    if (!no_break && !html_space(text[i])) {
      out += text[i];
    } else if (!out.empty() && out.back() != ' ' && out.back() != '\n') {
      out += ' ';
    }
  }
}

void trim_end(std::string& s) {
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n')) s.pop_back();
}

}  // namespace rawi
