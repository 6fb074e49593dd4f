// HTTP messages as archives keep them: head, chunks, compression.
#ifndef RAWI_INTAKE_HTTP_BODY_H
#define RAWI_INTAKE_HTTP_BODY_H

#include <string>
#include <string_view>

namespace rawi {

struct HttpResponse {
  int status = 0;
  std::string content_type, content_encoding, transfer_encoding, content_language;
  size_t body = 0;  // where it begins
};

// The head of a message; false when it is none.
bool parse_response(std::string_view message, HttpResponse& out);

// A header's value in a block of "Name: value" lines, without white space around; empty: missing.
std::string header_value(std::string_view head, std::string_view name);

// Takes chunks apart. What is no chunk is kept as it stands: archives often keep the body already joined.
std::string join_chunks(std::string_view body);

// gzip, deflate, br, zstd, one after another as Content-Encoding names them. False, with `trouble`, when the bytes are damaged
// from the start or grow beyond `most`; a body cut short gives what there is.
bool inflate_body(std::string& body, std::string_view encodings, size_t most, std::string& trouble);

}  // namespace rawi

#endif  // RAWI_INTAKE_HTTP_BODY_H
