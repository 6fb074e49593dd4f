// Page junk: what came with a report and is not the report.
//
// Counters, "read also" lists, section lines, share buttons, bylines and closing credits, captions'
// credits, tags, remains of HTML. They are marked and stay in the text. Two grounds only: the shape of a
// segment (segments.h), and the phrases of lexicon/junk.tsv, whose `value` says what a phrase does:
//
//   0 counter    with a number in a short segment: a counter
//   1 read-also  begins a segment: it, and the short lines after it when it stands alone
//   2 section    the name of a section or a button: junk in a row of such, or beside a slash
//   3 credit     alone or with a medium's name in a short segment, or in brackets after the text
//   4 caption    begins a short segment, or stands in brackets
//   5 label      begins a segment or follows the text's last full stop: all that follows on its line
//   6 stamp      anywhere in a short segment without an event: "last update 12:40"
//
// A segment that could be a headline is kept: losing a claim is worse than reading a button.
#ifndef RAWI_REPORT_JUNK_H
#define RAWI_REPORT_JUNK_H

#include <string_view>
#include <vector>

#include "rawi/claim.h"
#include "report/segments.h"
#include "tokens/tokens.h"

namespace rawi {

// Finds the junk of a report in text order, without overlaps. `segments` is room to work in.
void find_junk(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<Segment>& segments,
               std::vector<Junk>& out);

}  // namespace rawi

#endif  // RAWI_REPORT_JUNK_H
