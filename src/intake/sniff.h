// What bytes are, told by the bytes themselves.
//
// As the MIME Sniffing Standard does it (signatures after white space and a byte order mark), with the formats of
// this trade. A name never counts.
#ifndef RAWI_INTAKE_SNIFF_H
#define RAWI_INTAKE_SNIFF_H

#include <string>
#include <string_view>

#include "rawi/report.h"

namespace rawi {

struct Sniffed {
  InputType type = InputType::kText;
  std::string refused;  // set when it is nothing that rawi reads: "a PDF file", with what to do
};

// `front` is the beginning of the bytes: a few KiB are enough.
Sniffed sniff(std::string_view front);

}  // namespace rawi

#endif  // RAWI_INTAKE_SNIFF_H
