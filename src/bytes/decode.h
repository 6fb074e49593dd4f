// Bytes as they came in -> the text of a report.
//
// decode() is total: any bytes give text. What is UTF-8 already stays the very bytes, a byte order mark,
// line ends and broken bytes included, so that spans are offsets into what came in. Bytes of another
// encoding become UTF-8; the encoding is detected (uchardet), and its verdict is believed only where
// the outcome looks like Arabic.
//
//   "\xC7\xE1"          -> windows-1256, "al" in UTF-8
//   good UTF-8, then "\xE6\xC3\xDF\xCF ..."  -> "UTF-8, windows-1256": only the second part is converted
//   UTF-8 taken for Latin-1 and encoded again -> "UTF-8 twice": undone
//   "qa\xFFla"          -> UTF-8, broken 1: a stray byte is no encoding
#ifndef RAWI_BYTES_DECODE_H
#define RAWI_BYTES_DECODE_H

#include <cstdint>
#include <string>

namespace rawi {

struct Decoded {
  std::string text;
  std::string encoding = "UTF-8";
  uint32_t broken = 0;  // bytes of `text` that are no UTF-8, or characters that the encoding does not have
};

Decoded decode(std::string bytes);

}  // namespace rawi

#endif  // RAWI_BYTES_DECODE_H
