// The two eight-bit Arabic encodings that reports still come in.
//
// Tables are made once from the C library's iconv, never typed in. Any thread may call.
#ifndef RAWI_BYTES_LEGACY_H
#define RAWI_BYTES_LEGACY_H

#include <string>
#include <string_view>

namespace rawi {

enum class Legacy { kNone, kWindows1256, kIso8859_6 };

const char* legacy_name(Legacy encoding);

// Appends `bytes` to `out` in UTF-8; returns how many bytes the encoding has no character for (U+FFFD).
uint32_t legacy_to_utf8(std::string_view bytes, Legacy encoding, std::string& out);

// Which encoding the bytes above 0x7F in `bytes` are in; kNone when neither reads as Arabic.
Legacy detect_legacy(std::string_view bytes);

// Undoes UTF-8 that was taken for Latin-1 or windows-1252 and encoded once more. False, `out` unspecified, when
// `text` is not that. Costs a look at the front of a text that is not.
bool undo_double_utf8(std::string_view text, std::string& out);

}  // namespace rawi

#endif  // RAWI_BYTES_LEGACY_H
