// A small face on libxml2: one document, its elements by local name, their text.
#ifndef RAWI_INTAKE_XML_H
#define RAWI_INTAKE_XML_H

#include <libxml/tree.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace rawi {

class Xml {
 public:
  // UTF-8 that is XML or nearly so. Nothing is fetched, no entity expanded but the five of XML.
  explicit Xml(std::string_view utf8);
  const xmlNode* root() const { return document_ ? xmlDocGetRootElement(document_.get()) : nullptr; }

 private:
  std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document_;
};

std::string_view local_name(const xmlNode* node);
// The namespace's address, or the prefix where it was never declared.
std::string_view name_space(const xmlNode* node);
std::string attribute_of(const xmlNode* node, const char* name);
// Text and CDATA inside, entities left out.
std::string text_inside(const xmlNode* node);
// What is inside, as markup.
std::string markup_inside(const xmlNode* node);
// The element by itself, with the namespaces that it needs.
std::string whole_element(const xmlNode* node);
// Calls for each element inside `node`, not deeper.
void each_child(const xmlNode* node, const std::function<void(const xmlNode*)>& call);

}  // namespace rawi

#endif  // RAWI_INTAKE_XML_H
