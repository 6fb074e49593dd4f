// A look at a page's tags before it is parsed: is it too deep, or has a tag too many attributes?
//
// What parsers do with such pages takes time in the square of their size. The count is of tags that are open,
// name by name, which is never less than the depth of the tree, but for paragraphs and list items: those close each other.
#ifndef RAWI_INTAKE_HTML_GUARD_H
#define RAWI_INTAKE_HTML_GUARD_H

#include <string>
#include <string_view>

namespace rawi {

// Empty, or what is too much.
std::string html_excess(std::string_view html, size_t most_depth, size_t most_attributes);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTML_GUARD_H
