// What the names that page makers give to elements (class, id, role) say of them.
//
// Names are read as words: "article-body", "ArticleBody" and "article_body" are article, body. The tables are the
// habits of WordPress, Drupal, Blogger, Arc, AMP and hand-made pages; a name alone decides nothing that the text beside
// it contradicts (html_article.cc).
#ifndef RAWI_INTAKE_HTML_NAMES_H
#define RAWI_INTAKE_HTML_NAMES_H

#include <cstdint>
#include <string_view>

namespace rawi {

enum Name : uint16_t {
  kNameAside = 1,     // comments, related links, sharing, menus, advertisements: nothing of the article's
  kNameCaption = 2,   // of a picture; bylines
  kNameBody = 4,      // the article's text
  kNameConsent = 8,   // a request for cookies
  kNamePaywall = 16,  // an offer to subscribe in place of the text
  kNameHidden = 32,   // for screen readers only
  kNameOthers = 64,   // other articles, other people: with kNameAside or kNameLoose
  kNameLoose = 128,   // as kNameAside, but page makers' kits call anything so: an element that holds most of the page is none
  kNameTitle = 256,   // a headline
  kNameAuthor = 512,
  kNameDate = 1024,
  kNameSite = 2048,   // the outlet's own name and mark
  kNameLive = 4096    // a report that is written on as things happen
};

// A set of Name for the value of a class, id or role.
uint16_t names_in(std::string_view value);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTML_NAMES_H
