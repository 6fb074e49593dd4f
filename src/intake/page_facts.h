// What a page says of itself -> facts, each with what it rests on.
//
// Order of trust: JSON-LD (schema.org), OpenGraph, other <meta>, microdata, <time>, markup (<title>, <h1>, canonical link).
// A firmer ground replaces a weaker one; of the same ground the first counts. Dates come as EDTF; what is no
// date, no address or no name of a person is not taken.
#ifndef RAWI_INTAKE_PAGE_FACTS_H
#define RAWI_INTAKE_PAGE_FACTS_H

#include <string>
#include <string_view>

#include "intake/html_blocks.h"
#include "intake/html_tree.h"
#include "rawi/report.h"

namespace rawi {

struct PageFact {
  std::string value;
  FieldBasis basis = FieldBasis::kNone;

  void offer(std::string_view offered, FieldBasis on);
};

struct PageFacts {
  PageFact title, outlet, author, published, modified, url, language;
  std::string body;             // articleBody of JSON-LD, as it stands there
  std::string title_tag, first_h1;  // as they stand: shown_facts.h makes more of them
  std::string unread_date;      // a date that was found and could not be understood
  bool article = false;         // calls itself an article
  bool listing = false;         // calls itself a list, a front page, a section
  bool paid = false;            // isAccessibleForFree is false, or a content tier says so

  void offer_date(PageFact& fact, std::string_view written, FieldBasis on);
};

// Among other articles, or comments: what stands there is not this article's.
bool set_aside(const HtmlTree& tree, const PageBlocks& page, uint32_t node);

PageFacts find_facts(const HtmlTree& tree, const PageBlocks& page);

// One <script type="application/ld+json">; what is no JSON is passed over.
void read_json_ld(std::string_view script, PageFacts& out);

}  // namespace rawi

#endif  // RAWI_INTAKE_PAGE_FACTS_H
