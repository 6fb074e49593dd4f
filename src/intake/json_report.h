// One object of JSON -> the fields of a report; a JSON document -> its objects.
//
// Known are rawi's own names and those of trafilatura, newspaper4k, news-please, News API and its kin; docs/intake.md lists
// them. simdjson reads good UTF-8; an object with broken bytes goes to RapidJSON, which keeps them as they are. Escapes are
// resolved, so spans are offsets into the value of "text". A parser is kept per thread.
#ifndef RAWI_INTAKE_JSON_REPORT_H
#define RAWI_INTAKE_JSON_REPORT_H

#include <deque>
#include <string>
#include <string_view>

#include "rawi/input.h"
#include "rawi/report.h"

namespace rawi {

// Fills id, text, published, outlet, url, title, author, modified, language (null or missing: empty); dates as EDTF, one that is
// none is left in `unread_date`. Returns what is wrong and what to do, or nothing. `json` is changed (padded).
std::string parse_json_report(std::string& json, Report& out, std::string& unread_date);

// The article in a document that a page's scripts would have shown: of the objects that have a title, the one with the longest text.
bool find_json_article(std::string_view json, Report& out);

// Splits a list, or an object that holds a list of articles, into items of type kJson, at most `most`; an object that holds none
// is one item. False, with `trouble`, when it is no JSON. What is no object is counted in `left`, as is what is beyond `most`.
bool split_json(std::string& json, size_t most, std::deque<Item>& out, size_t& left, std::string& trouble);

}  // namespace rawi

#endif  // RAWI_INTAKE_JSON_REPORT_H
