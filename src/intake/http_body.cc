#include "intake/http_body.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <charconv>
#include <memory>

#include "intake/ascii.h"

namespace rawi {
namespace {

constexpr size_t kBlock = size_t{1} << 16;

enum class Unpacked { kGood, kDamaged, kTooLarge };

// zlib and gzip by their marks; "deflate" without either is what some servers send.
Unpacked unzip(std::string_view in, int window, size_t most, std::string& out) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return Unpacked::kDamaged;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&z, inflateEnd);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  z.avail_in = static_cast<uInt>(in.size());
  out.clear();
  for (int result = Z_OK; result == Z_OK;) {
    if (out.size() > most) return Unpacked::kTooLarge;
    const size_t old = out.size();
    out.resize(old + kBlock);
    z.next_out = reinterpret_cast<Bytef*>(out.data() + old);
    z.avail_out = kBlock;
    result = inflate(&z, Z_NO_FLUSH);
    out.resize(old + kBlock - z.avail_out);
    if (result == Z_OK && z.avail_in == 0 && z.avail_out > 0) break;  // cut short
  }
  return out.empty() && !in.empty() ? Unpacked::kDamaged : Unpacked::kGood;
}

Unpacked unbrotli(std::string_view in, size_t most, std::string& out) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  const auto* next = reinterpret_cast<const uint8_t*>(in.data());
  size_t left = in.size();
  out.clear();
  for (BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT; result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;) {
    if (out.size() > most) return Unpacked::kTooLarge;
    const size_t old = out.size();
    out.resize(old + kBlock);
    size_t room = kBlock;
    auto* to = reinterpret_cast<uint8_t*>(out.data() + old);
    result = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
    out.resize(old + kBlock - room);
  }
  return out.empty() && !in.empty() ? Unpacked::kDamaged : Unpacked::kGood;
}

Unpacked unzstd(std::string_view in, size_t most, std::string& out) {
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  ZSTD_inBuffer from{in.data(), in.size(), 0};
  out.clear();
  for (bool more = true; more;) {
    if (out.size() > most) return Unpacked::kTooLarge;
    const size_t old = out.size();
    out.resize(old + kBlock);
    ZSTD_outBuffer to{out.data() + old, kBlock, 0};
    const size_t result = ZSTD_decompressStream(stream.get(), &to, &from);
    out.resize(old + to.pos);
    more = !ZSTD_isError(result) && result != 0 && (from.pos < from.size || to.pos == kBlock);
  }
  return out.empty() && !in.empty() ? Unpacked::kDamaged : Unpacked::kGood;
}

Unpacked unpack_as(const std::string& encoding, std::string_view in, size_t most, std::string& out) {
  constexpr int kZlibOrGzip = 15 + 32, kRaw = -15;
  if (encoding == "br") return unbrotli(in, most, out);
  if (encoding == "zstd") return unzstd(in, most, out);
  const Unpacked result = unzip(in, kZlibOrGzip, most, out);
  return result == Unpacked::kDamaged && encoding == "deflate" ? unzip(in, kRaw, most, out) : result;
}

}  // namespace

std::string header_value(std::string_view head, std::string_view name) {
  for (size_t at = 0; at < head.size();) {
    const size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 1;
    const size_t colon = line.find(':');
    if (colon == name.size() && ascii_lower(line.substr(0, colon)) == name) return std::string(trimmed(line.substr(colon + 1)));
  }
  return {};
}

bool parse_response(std::string_view message, HttpResponse& out) {
  if (!message.starts_with("HTTP/")) return false;
  size_t end = message.find("\r\n\r\n"), gap = 4;
  if (const size_t bare = message.find("\n\n"); bare < end) end = bare, gap = 2;
  if (end == message.npos) return false;
  const std::string_view head = message.substr(0, end);
  const size_t space = head.find(' ');
  if (space == head.npos || space + 4 > head.size()) return false;
  std::from_chars(head.data() + space + 1, head.data() + space + 4, out.status);
  out.content_type = header_value(head, "content-type");
  out.content_encoding = ascii_lower(header_value(head, "content-encoding"));
  out.transfer_encoding = ascii_lower(header_value(head, "transfer-encoding"));
  out.content_language = header_value(head, "content-language");
  out.body = end + gap;
  return true;
}

std::string join_chunks(std::string_view body) {
  std::string out;
  for (size_t at = 0; at < body.size();) {
    const size_t line_end = body.find('\n', at);
    size_t size = 0;
    const std::string_view line = body.substr(at, line_end == body.npos ? body.npos : line_end - at);
    const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc() || line_end == body.npos || stop == line.data()) return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    if (size > body.size() - line_end - 1) return out.append(body.substr(line_end + 1));
    out.append(body.substr(line_end + 1, size));
    at = line_end + 1 + size;
    while (at < body.size() && (body[at] == '\r' || body[at] == '\n')) ++at;
  }
  return out;
}

bool inflate_body(std::string& body, std::string_view encodings, size_t most, std::string& trouble) {
  // The last one named was put on last.
  for (size_t end = encodings.size(); end != encodings.npos && end > 0;) {
    const size_t comma = encodings.rfind(',', end - 1);
    const size_t begin = comma == encodings.npos ? 0 : comma + 1;
    const std::string encoding(trimmed(encodings.substr(begin, end - begin)));
    end = comma;
    if (encoding.empty() || encoding == "identity") continue;
    if (encoding != "gzip" && encoding != "x-gzip" && encoding != "deflate" && encoding != "br" && encoding != "zstd") {
      trouble = "its body is packed as \"" + encoding + "\", which rawi does not read";
      return false;
    }
    // Crawlers often keep the body unpacked, and the header that said it was packed.
    std::string unpacked;
    const Unpacked result = unpack_as(encoding, body, most, unpacked);
    if (result == Unpacked::kTooLarge) {
      trouble = "its body unpacks to more than " + std::to_string(most >> 20) + " MiB: a report is one article";
      return false;
    }
    if (result == Unpacked::kGood) body = std::move(unpacked);
  }
  return true;
}

}  // namespace rawi
