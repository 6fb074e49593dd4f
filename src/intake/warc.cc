#include "intake/warc.h"

#include <algorithm>
#include <charconv>

#include "intake/charset.h"
#include "intake/http_body.h"
#include "intake/sniff.h"

namespace rawi {
namespace {

constexpr size_t kLongestLine = size_t{1} << 16;

void skip(Buffer& in, uint64_t size) {
  while (size > 0 && (in.at < in.bytes.size() || in.fill())) {
    const uint64_t now = std::min<uint64_t>(size, in.bytes.size() - in.at);
    in.skip(now);
    size -= now;
  }
}

std::string without_parameters(const std::string& type) {
  std::string out = type.substr(0, type.find(';'));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c |= 0x20;
  return out;
}

}  // namespace

void WarcReader::pass(std::string why) {
  constexpr size_t kMostReasons = 60;
  ++passed_over_[passed_over_.size() >= kMostReasons && !passed_over_.contains(why) ? "other" : std::move(why)];
}

// The lines from "WARC/1." to the empty one. False at the end of the file.
bool WarcReader::head(Buffer& in, std::string& out) {
  std::string line;
  bool whole = true, damaged = false;
  do {
    if (!in.line(line, kLongestLine, whole)) return false;
    damaged = damaged || (line.size() > 1 && !line.starts_with("WARC/1."));
  } while (!whole || !line.starts_with("WARC/1."));
  if (damaged) pass("damaged");
  out.clear();
  while (in.line(line, kLongestLine, whole)) {
    if (line.empty() || line == "\r") return true;
    if (out.size() < kLongestLine) out.append(line).push_back('\n');
  }
  return false;
}

// A body of a kind that is read; else passed over by what its server called it.
WarcReader::Kept WarcReader::page(std::string body, Item& out) {
  const Sniffed sniffed = sniff(std::string_view(body).substr(0, 4096));
  const bool text = sniffed.type == InputType::kText && sniffed.refused.empty();
  const std::string type = without_parameters(out.charset);
  const bool readable = sniffed.refused.empty() && (sniffed.type == InputType::kHtml || sniffed.type == InputType::kFeed ||
                                                    (text && (type == "text/plain" || type == "text/html" || type.empty())));
  if (!readable) {
    pass("no page: " + (type.empty() ? std::string("unknown type") : type.substr(0, 60)));
    return Kept::kNothing;
  }
  out.type = text && type == "text/html" ? InputType::kHtml : sniffed.type;
  out.charset = charset_of_type(out.charset);
  out.bytes = std::move(body);
  return Kept::kPage;
}

WarcReader::Kept WarcReader::record(Buffer& in, const std::string& head, Item& out) {
  uint64_t length = 0;
  const std::string said = header_value(head, "content-length"), kind = header_value(head, "warc-type");
  const auto [stop, error] = std::from_chars(said.data(), said.data() + said.size(), length);
  if (error != std::errc() || stop == said.data()) {
    pass("damaged");
    return Kept::kNothing;
  }
  const bool wanted = kind == "response" || kind == "resource" || kind == "conversion";
  const bool large = length > limits_.page + kLongestLine;
  if (!wanted || large) {
    pass(wanted ? "larger than " + std::to_string(limits_.page >> 20) + " MiB" : kind.empty() ? "damaged" : kind.substr(0, 40));
    skip(in, length);
    return Kept::kNothing;
  }
  out.url = header_value(head, "warc-target-uri");
  if (out.url.starts_with('<') && out.url.ends_with('>')) out.url = out.url.substr(1, out.url.size() - 2);
  out.id = out.url;
  const bool whole = in.need(length);
  const size_t size = std::min<size_t>(length, in.bytes.size() - in.at);
  std::string block = in.bytes.substr(in.at, size);
  in.skip(size);
  out.charset = header_value(head, "content-type");
  if (!whole) {
    out.trouble = "the file ends inside this record: it was cut short";
    return Kept::kTrouble;
  }
  HttpResponse http;
  if (kind != "response" || !parse_response(block, http)) return page(std::move(block), out);
  if (http.status != 200) {
    pass("status " + std::to_string(http.status));
    return Kept::kNothing;
  }
  out.charset = http.content_type;
  out.language = http.content_language;
  std::string body = block.substr(http.body);
  if (http.transfer_encoding.find("chunked") != std::string::npos) body = join_chunks(body);
  if (!inflate_body(body, http.content_encoding, limits_.page, out.trouble)) return Kept::kTrouble;
  return page(std::move(body), out);
}

bool WarcReader::next(Buffer& in, Item& out) {
  std::string lines;
  while (head(in, lines)) {
    out.line = ++records_;
    out.id.clear(), out.url.clear(), out.bytes.clear(), out.trouble.clear();
    const Kept kept = record(in, lines, out);
    if (kept != Kept::kNothing) return true;
  }
  return false;
}

}  // namespace rawi
