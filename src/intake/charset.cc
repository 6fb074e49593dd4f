#include "intake/charset.h"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>

#include "bytes/utf8.h"
#include "intake/ascii.h"

namespace rawi {
namespace {

constexpr size_t kPrescan = 4096;

// The value after `name` and "=", quoted or not.
std::string value_after(std::string_view s, std::string_view name) {
  for (size_t at = 0; (at = s.find(name, at)) != s.npos;) {
    at += name.size();
    size_t i = s.find_first_not_of(" \t\r\n", at);
    if (i == s.npos || s[i] != '=') continue;
    i = s.find_first_not_of(" \t\r\n\"'", i + 1);
    if (i == s.npos) return {};
    return std::string(s.substr(i, s.find_first_of(" \t\r\n\"';>?/", i) - i));
  }
  return {};
}

// Labels that mean another encoding on the web than their name (Encoding Standard, 4.2).
std::string web_encoding(const std::string& label) {
  if (label == "iso-8859-1" || label == "latin1" || label == "ascii" || label == "us-ascii") return "windows-1252";
  if (label == "cp1256" || label == "x-cp1256" || label == "windows1256") return "windows-1256";
  if (label == "arabic" || label == "asmo-708" || label == "ecma-114" || label == "iso8859-6") return "iso-8859-6";
  if (label == "utf8" || label == "unicode-1-1-utf-8") return "utf-8";
  return label;
}

// Converts; false when the C library has no such encoding or a byte in a hundred has no character in it.
bool convert(std::string_view bytes, const std::string& encoding, Decoded& out) {
  const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  out.text.assign(bytes.size() * 3 + 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  char* to = out.text.data();
  size_t in_left = bytes.size(), out_left = out.text.size();
  while (in_left > 0 && out_left >= 4) {
    if (iconv(converter, &in, &in_left, &to, &out_left) != static_cast<size_t>(-1)) break;
    if (in_left == 0 || out_left < 4) break;
    std::copy_n("\xEF\xBF\xBD", 3, to);  // U+FFFD
    to += 3, out_left -= 3;
    ++in, --in_left;
    ++out.broken;
  }
  iconv_close(converter);
  out.text.resize(out.text.size() - out_left);
  return in_left == 0 && out.broken * 100 <= bytes.size();
}

bool utf8_beyond_ascii(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) &&
         simdjson::validate_utf8(bytes.data(), bytes.size());
}

}  // namespace

std::string charset_of_type(std::string_view content_type) { return value_after(ascii_lower(content_type), "charset"); }

std::string declared_charset(std::string_view bytes) {
  const std::string front = ascii_lower(bytes.substr(0, kPrescan));
  if (front.starts_with("<?xml")) {
    if (std::string named = value_after(std::string_view(front).substr(0, front.find("?>")), "encoding"); !named.empty()) return named;
  }
  for (size_t at = 0; at < front.size();) {
    if (front.compare(at, 4, "<!--") == 0) {
      const size_t end = front.find("-->", at + 4);
      at = end == front.npos ? front.size() : end + 3;
    } else if (front.compare(at, 5, "<meta") == 0) {
      const size_t end = std::min(front.find('>', at), front.size());
      if (std::string named = value_after(std::string_view(front).substr(at, end - at), "charset"); !named.empty()) return named;
      at = end;
    } else {
      const size_t next = front.find('<', at + 1);
      at = next == front.npos ? front.size() : next;
    }
  }
  return {};
}

Decoded decode_page(std::string bytes, std::string_view header) {
  if (bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    Decoded out = decode(std::move(bytes));
    if (out.text.starts_with("\xEF\xBB\xBF")) out.text.erase(0, 3);
    return out;
  }
  if (utf8_beyond_ascii(bytes)) return decode(std::move(bytes));
  for (const std::string& label : {web_encoding(ascii_lower(header)), web_encoding(declared_charset(bytes))}) {
    if (label.empty() || label == "utf-8") continue;
    Decoded out;
    if (!convert(bytes, label, out)) continue;
    out.encoding = label == "iso-8859-6" ? "ISO-8859-6" : label;
    // A page may be labelled western by a server that knows nothing of it: Arabic bytes show themselves.
    if (label == "windows-1252" && decode(bytes).encoding != "UTF-8") break;
    return out;
  }
  return decode(std::move(bytes));
}

}  // namespace rawi
