// The bytes of a page or a feed -> UTF-8.
//
// What it says of itself comes first: a byte order mark, the response's header, <meta charset> or the XML declaration (found by the
// prescan of the HTML standard, 13.2.3.2, in the first 4 KiB). It is not believed against the bytes: what is
// good UTF-8 beyond ASCII is UTF-8, and a label under which the bytes do not convert leaves them to detection (bytes/decode.h).
#ifndef RAWI_INTAKE_CHARSET_H
#define RAWI_INTAKE_CHARSET_H

#include <string>
#include <string_view>

#include "bytes/decode.h"

namespace rawi {

// `header` is the charset of a Content-Type, or empty.
Decoded decode_page(std::string bytes, std::string_view header);

// The charset named in the markup's beginning, in small letters; empty: none.
std::string declared_charset(std::string_view bytes);

// The charset parameter of "text/html; charset=windows-1256".
std::string charset_of_type(std::string_view content_type);

}  // namespace rawi

#endif  // RAWI_INTAKE_CHARSET_H
