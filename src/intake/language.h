// The language of a text: BCP 47, "und" for one that is certainly not Arabic and cannot be named, empty for too little text.
//
// Letters decide first: Arabic text has no letters of Persian, Urdu, Kurdish or Pashto but for a few in names (and in texts typed on
// such a keyboard), so nearly all reports are done after a look at their letters. The rest is asked of CLD2, and believed
// where it is sure. Any thread may call.
#ifndef RAWI_INTAKE_LANGUAGE_H
#define RAWI_INTAKE_LANGUAGE_H

#include <string>
#include <string_view>

#include "rawi/report.h"

namespace rawi {

std::string detect_language(std::string_view text);

// Fills language and its basis, from the text or else from what the carrier said (`declared`), and the standing kForeign.
void judge_language(std::string_view declared, FieldBasis basis, Report& report);

}  // namespace rawi

#endif  // RAWI_INTAKE_LANGUAGE_H
