#include "intake/sniff.h"

#include <algorithm>
#include <array>

#include "intake/ascii.h"

namespace rawi {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};
constexpr Signature kOther[] = {
    {"%PDF-"sv, "a PDF file: turn it into text first (pdftotext)"}, {"\x89PNG\r\n"sv, "a picture (PNG)"}, {"\xFF\xD8\xFF"sv, "a picture (JPEG)"},
    {"GIF87a"sv, "a picture (GIF)"}, {"GIF89a"sv, "a picture (GIF)"}, {"\xD0\xCF\x11\xE0"sv, "an old Office document: save it as text first"}, {"{\\rtf"sv, "an RTF document: save it as text first"},
    {"\x7F" "ELF"sv, "a program"}, {"MZ\x90"sv, "a program"}, {"SQLite format 3"sv, "a database"}, {"OggS"sv, "sound"}, {"ID3"sv, "sound"}, {"wOFF"sv, "a font"}, {"wOF2"sv, "a font"},
    {"Rar!"sv, "a RAR archive: unpack it first"}, {"7z\xBC\xAF"sv, "a 7-Zip archive: unpack it first"}};

constexpr std::array kPacked = {"\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "PK\x03\x04"sv, "PK\x05\x06"sv, "BZh"sv, "\xFD" "7zXZ"sv};

constexpr std::array kHtmlTags = {"html"sv, "head"sv, "body"sv, "title"sv, "meta"sv, "link"sv, "script"sv, "style"sv, "div"sv, "table"sv, "h1"sv, "p"sv, "br"sv, "font"sv, "center"sv,
                                  "a"sv, "article"sv, "section"sv, "main"sv, "header"sv, "iframe"sv, "img"sv, "span"sv, "b"sv, "ul"sv, "form"sv, "h2"sv};

// Steps over white space, comments, declarations and <!DOCTYPE>; what kind the last of them named.
std::string_view past_prolog(std::string_view s, bool& doctype_html, bool& xml) {
  for (;;) {
    const size_t begin = s.find_first_not_of(" \t\r\n\f");
    if (begin == s.npos) return {};
    s.remove_prefix(begin);
    size_t end;
    if (s.starts_with("<!--")) {
      end = s.find("-->");
    } else if (s.starts_with("<?")) {
      xml = xml || s.starts_with("<?xml");
      end = s.find("?>");
    } else if (s.starts_with("<!doctype")) {
      doctype_html = doctype_html || s.substr(9, 12).find("html") != s.npos;
      // An internal subset holds ">" of its own.
      const size_t subset = s.find('['), close = s.find('>');
      end = subset < close ? s.find("]>") : close;
    } else {
      return s;
    }
    if (end == s.npos) return {};
    s.remove_prefix(s.find('>', end) + 1);
  }
}

bool tag_is(std::string_view s, std::string_view name) {
  if (!s.starts_with('<') || s.substr(1, name.size()) != name) return false;
  const std::string_view after = s.substr(1 + name.size());
  return after.empty() || after[0] == '>' || after[0] == '/' || after[0] == ' ' || after[0] == '\t' || after[0] == '\n' || after[0] == '\r';
}

// A name with or without a prefix: <rdf:RDF>, <atom:feed>.
bool root_is(std::string_view s, std::string_view name) {
  if (tag_is(s, name)) return true;
  const size_t colon = s.find(':');
  return colon != s.npos && colon < 20 && s.starts_with('<') && s.find_first_of(" >\n") > colon && tag_is("<" + std::string(s.substr(colon + 1)), name);
}

InputType markup_type(const std::string& front) {
  bool doctype_html = false, xml = false;
  const std::string_view s = past_prolog(front, doctype_html, xml);
  if (root_is(s, "rss") || root_is(s, "feed") || root_is(s, "rdf")) return InputType::kFeed;
  if (root_is(s, "opml")) return InputType::kOpml;
  if (doctype_html) return InputType::kHtml;
  for (const std::string_view tag : kHtmlTags)
    if (tag_is(s, tag)) return InputType::kHtml;
  return xml ? InputType::kAuto : InputType::kText;
}

// Text that is JSON from its beginning: an object a line, or one document.
InputType json_type(std::string_view s) {
  if (s[0] == '[') {
    const size_t next = s.find_first_not_of(" \t\r\n", 1);
    return next != s.npos && s[next] == '{' ? InputType::kJson : InputType::kText;
  }
  const size_t next = s.find_first_not_of(" \t\r", 1);
  if (next == s.npos || s[next] == '\n') return InputType::kJson;  // an object over many lines
  // What news APIs answer: one object that holds a list of articles.
  const std::string_view line = s.substr(0, s.find('\n'));
  for (const std::string_view list : {"\"articles\""sv, "\"results\""sv, "\"news\""sv, "\"docs\""sv, "\"hits\""sv}) {
    const size_t at = line.find(list);
    if (at == line.npos || at > 400) continue;
    const size_t colon = line.find_first_not_of(" \t", at + list.size());
    const size_t value = colon == line.npos || line[colon] != ':' ? line.npos : line.find_first_not_of(" \t", colon + 1);
    if (value != line.npos && line[value] == '[') return InputType::kJson;
  }
  return InputType::kJsonLines;
}

bool binary(std::string_view s) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1A' && c != '\x1B'; };
  const auto count = static_cast<size_t>(std::count_if(s.begin(), s.end(), control));
  return count * 20 > s.size();
}

// A mailbox: "From somebody Tue Nov  5 ...", then lines of headers.
bool mailbox(std::string_view s) {
  if (!s.starts_with("From ")) return false;
  const size_t end = s.find('\n');
  if (end == s.npos || end > 200) return false;
  const std::string_view next = s.substr(end + 1, 80), name = next.substr(0, next.find(':'));
  return name.size() < next.size() && !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

}  // namespace

Sniffed sniff(std::string_view front) {
  for (const std::string_view packed : kPacked)
    if (front.starts_with(packed)) return {InputType::kArchive, {}};
  for (const Signature& other : kOther)
    if (front.starts_with(other.bytes)) return {InputType::kAuto, std::string(other.what)};
  if (front.size() > 262 && front.substr(257, 5) == "ustar") return {InputType::kArchive, {}};
  if (front.starts_with("\xFF\xFE") || front.starts_with("\xFE\xFF")) {
    // UTF-16: its ASCII half is enough to know markup by.
    std::string half;
    for (const char c : front.substr(2))
      if (c != 0) half += c;
    return {markup_type(ascii_lower(half)), {}};
  }
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  if (front.starts_with("WARC/1.")) return {InputType::kWarc, {}};
  const size_t first = front.find_first_not_of(" \t\r\n\f");
  if (first == front.npos) return {InputType::kText, {}};
  const std::string_view s = front.substr(first);
  if (s[0] == '{' || s[0] == '[') return {json_type(s), {}};
  if (s[0] == '<') {
    const InputType type = markup_type(ascii_lower(s));
    if (type == InputType::kAuto) return {type, "XML of another kind than RSS, Atom, RDF or OPML: --as text reads it as it stands"};
    if (type != InputType::kText) return {type, {}};
  }
  if (mailbox(s)) return {InputType::kAuto, "a mailbox (mbox): rawi reads no mail; save the articles in it as files, or --as text reads it as it stands"};
  // UTF-16 without a mark has a zero in most pairs, and is text (bytes/decode.h).
  const auto zeros = static_cast<size_t>(std::count(front.begin(), front.end(), '\0'));
  if (binary(front) && zeros * 4 < front.size()) return {InputType::kAuto, "no text: most of it are control characters"};
  return {InputType::kText, {}};
}

}  // namespace rawi
