#include "intake/xml.h"

#include <libxml/parser.h>

#include "bytes/utf8.h"

namespace rawi {
namespace {

std::string_view view(const xmlChar* s) { return s ? std::string_view(reinterpret_cast<const char*>(s)) : std::string_view(); }

const xmlChar* chars(const char* s) { return reinterpret_cast<const xmlChar*>(s); }

using Dump = std::unique_ptr<xmlBuffer, void (*)(xmlBuffer*)>;

// Bytes that are no UTF-8 as U+FFFD: libxml2 would read past them, and not write the element that holds them.
std::string repaired(std::string_view utf8) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) {
    const uint32_t length = utf8_length(utf8, at);
    out += length ? utf8.substr(at, length) : "\xEF\xBF\xBD";
    at += length ? length : 1;
  }
  return out;
}

xmlDoc* parse(std::string_view utf8) {
  // Not XML_PARSE_NOENT, which would expand entities, and not XML_PARSE_HUGE, which would lift libxml2's own limits.
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  return xmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", kOptions);
}

}  // namespace

Xml::Xml(std::string_view utf8) : document_(count_broken(utf8) > 0 ? parse(repaired(utf8)) : parse(utf8), xmlFreeDoc) {}

std::string_view local_name(const xmlNode* node) {
  std::string_view name = view(node->name);
  if (const size_t colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return name;
}

std::string_view name_space(const xmlNode* node) {
  if (node->ns) return view(node->ns->href);
  const std::string_view name = view(node->name);
  const size_t colon = name.find(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

std::string attribute_of(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, chars(name));
  std::string out(view(value));
  xmlFree(value);
  return out;
}

std::string text_inside(const xmlNode* node) {
  std::string out;
  for (const xmlNode* n = node->children; n;) {
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) out += view(n->content);
    if (n->type == XML_ENTITY_REF_NODE) out += ' ';
    if (n->type == XML_ELEMENT_NODE && n->children) {
      n = n->children;
      continue;
    }
    while (!n->next && n->parent != node) n = n->parent;
    n = n->next;
  }
  return out;
}

std::string markup_inside(const xmlNode* node) {
  const Dump buffer(xmlBufferCreate(), xmlBufferFree);
  for (xmlNode* n = node->children; n; n = n->next) xmlNodeDump(buffer.get(), node->doc, n, 0, 0);
  return std::string(view(xmlBufferContent(buffer.get())));
}

std::string whole_element(const xmlNode* node) {
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> alone(xmlNewDoc(chars("1.0")), xmlFreeDoc);
  xmlNode* copy = xmlDocCopyNode(const_cast<xmlNode*>(node), alone.get(), 1);
  if (!copy) return {};
  xmlDocSetRootElement(alone.get(), copy);
  xmlReconciliateNs(alone.get(), copy);
  const Dump buffer(xmlBufferCreate(), xmlBufferFree);
  xmlNodeDump(buffer.get(), alone.get(), copy, 0, 0);
  return std::string(view(xmlBufferContent(buffer.get())));
}

void each_child(const xmlNode* node, const std::function<void(const xmlNode*)>& call) {
  for (const xmlNode* n = node->children; n; n = n->next)
    if (n->type == XML_ELEMENT_NODE) call(n);
}

}  // namespace rawi
