// What a page shows its reader about the article: headline, outlet, author, date line -> facts, where nothing firmer said so.
//
// Pages of hand-made systems, of the years before schema.org, and saved posts of social networks say all of this in sight only: a headline in a
// <div>, "Sunday 22 November 2020 - 14:30" in words under it, a name after "by". Each candidate is judged by what it is (heading, name of
// its class), by where it stands (just before the text), and by what else says the same (<title>).
#ifndef RAWI_INTAKE_SHOWN_FACTS_H
#define RAWI_INTAKE_SHOWN_FACTS_H

#include "intake/html_article.h"
#include "intake/html_blocks.h"
#include "intake/html_tree.h"
#include "intake/page_facts.h"

namespace rawi {

// Adds to `facts`, on the ground kMarkup; what stands on a firmer one stays.
void find_shown(const HtmlTree& tree, const PageBlocks& page, const Article& article, PageFacts& facts);

}  // namespace rawi

#endif  // RAWI_INTAKE_SHOWN_FACTS_H
