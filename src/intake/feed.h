// RSS 0.9x, 1.0 (RDF), 2.0 and Atom -> their entries; an entry -> a report.
//
// libxml2 reads what is nearly XML too (a stray ampersand, an unknown entity, a missing end), as feeds in the wild are. It fetches
// nothing, reads no DTD, and entities that the document declares are left as they stand, so none of them can grow.
#ifndef RAWI_INTAKE_FEED_H
#define RAWI_INTAKE_FEED_H

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "rawi/input.h"
#include "rawi/report.h"

namespace rawi {

// Splits a feed (UTF-8): an item of type kFeed for each entry, its bytes the entry's XML, its namespaces with it. `most` entries;
// the rest are counted in `left`. False, with `trouble`, when it is no feed.
bool split_feed(std::string_view xml, size_t most, std::deque<Item>& out, size_t& left, std::string& trouble);

// Fills `out` from one entry.
bool entry_to_report(Item& item, Report& out, std::string& trouble);

// One feed of an OPML list.
struct FeedLink {
  std::string title, url;
};
bool read_opml(std::string_view xml, std::vector<FeedLink>& out, std::string& trouble);

}  // namespace rawi

#endif  // RAWI_INTAKE_FEED_H
