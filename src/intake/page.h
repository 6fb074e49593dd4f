// A page's bytes -> a report: its article's text, and what it says of itself.
#ifndef RAWI_INTAKE_PAGE_H
#define RAWI_INTAKE_PAGE_H

#include <string>

#include "rawi/input.h"
#include "rawi/report.h"

namespace rawi {

// Fills `out` from an item of type kHtml. False, with `trouble`, when a limit against hostile pages is passed; beside
// true, `trouble` may hold a note (a date that could not be understood).
bool page_to_report(Item& item, Report& out, std::string& trouble);

// The text of a fragment that a feed or JSON encloses: all its paragraphs, without its links' lists and captions.
bool fragment_to_text(std::string html, std::string& text, std::string& trouble);

// The standing and language of a report that was stored, from the bytes that it came as.
void judge_again(std::string raw, Report& report);

}  // namespace rawi

#endif  // RAWI_INTAKE_PAGE_H
