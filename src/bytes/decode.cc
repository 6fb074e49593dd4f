#include "bytes/decode.h"

#include <simdjson.h>

#include <cstring>
#include <string_view>

#include "bytes/legacy.h"
#include "bytes/utf8.h"

namespace rawi {
namespace {

bool high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// The end of the run of bytes at `at` that are all below 0x80, or all not.
size_t run_end(std::string_view bytes, size_t at) {
  const bool is_high = high(bytes[at]);
  while (at < bytes.size() && high(bytes[at]) == is_high) ++at;
  return at;
}

// A word in an eight-bit encoding: high bytes that are mostly no UTF-8. A stray byte alone is damage.
bool legacy_run(std::string_view run) { return run.size() >= 2 && count_broken(run) * 2 > run.size(); }

struct Tally {
  size_t utf8 = 0;      // runs of high bytes that are good UTF-8
  size_t legacy = 0;    // ... that look like an eight-bit encoding
  std::string sample;   // the latter, a space between
};

Tally tally(std::string_view bytes) {
  Tally result;
  for (size_t at = 0, end; at < bytes.size(); at = end) {
    end = run_end(bytes, at);
    const std::string_view run = bytes.substr(at, end - at);
    if (!high(run[0])) continue;
    if (legacy_run(run)) {
      ++result.legacy;
      result.sample.append(run).push_back(' ');
    } else if (count_broken(run) == 0) {
      ++result.utf8;
    }
  }
  return result;
}

// Good UTF-8 stays, words in the eight-bit encoding are converted. Words that happen to be good UTF-8 inside
// eight-bit text are lost to it; whole files in one encoding do not come here.
Decoded decode_mixed(std::string_view bytes, Legacy encoding) {
  Decoded out;
  out.encoding = std::string("UTF-8, ") + legacy_name(encoding);
  for (size_t at = 0, end; at < bytes.size(); at = end) {
    end = run_end(bytes, at);
    const std::string_view run = bytes.substr(at, end - at);
    if (high(run[0]) && legacy_run(run))
      legacy_to_utf8(run, encoding, out.text);
    else
      out.text += run;
  }
  out.broken = count_broken(out.text);
  return out;
}

Decoded decode_broken(std::string bytes) {
  Decoded out;
  out.broken = count_broken(bytes);
  out.text = std::move(bytes);
  return out;
}

// UTF-16 shows itself by a byte order mark, or by the high halves 0x00 and 0x06 on one side of the pairs.
enum class Utf16 { kNo, kLittle, kBig };
Utf16 utf16_order(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Utf16::kLittle;
  if (bytes.starts_with("\xFE\xFF")) return Utf16::kBig;
  size_t halves[2] = {0, 0};
  const size_t size = std::min<size_t>(bytes.size(), 4096) & ~size_t{1};
  if (!std::memchr(bytes.data(), 0, size) && !std::memchr(bytes.data(), 6, size)) return Utf16::kNo;
  for (size_t i = 0; i < size; ++i) halves[i & 1] += bytes[i] == 0 || bytes[i] == 6;
  if (size < 8) return Utf16::kNo;
  const auto most = [&](size_t n) { return n * 10 > size / 2 * 9; };
  return most(halves[1]) && !most(halves[0]) ? Utf16::kLittle : most(halves[0]) && !most(halves[1]) ? Utf16::kBig : Utf16::kNo;
}

Decoded decode_utf16(std::string_view bytes, Utf16 order) {
  constexpr char32_t kReplacement = 0xFFFD;
  Decoded out;
  out.encoding = order == Utf16::kLittle ? "UTF-16LE" : "UTF-16BE";
  const auto unit = [&](size_t at) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return order == Utf16::kLittle ? a | b << 8 : a << 8 | b;
  };
  for (size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c <= 0xDFFF) {
      const char32_t low = c < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
      const bool pair = low >= 0xDC00 && low <= 0xDFFF;
      c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : kReplacement;
      out.broken += !pair;
      at += pair ? 2 : 0;
    }
    if (c != 0xFEFF || at != 0) utf8_append(c, out.text);
  }
  if (bytes.size() & 1) {
    utf8_append(kReplacement, out.text);
    ++out.broken;
  }
  return out;
}

}  // namespace

Decoded decode(std::string bytes) {
  if (const Utf16 order = utf16_order(bytes); order != Utf16::kNo) return decode_utf16(bytes, order);
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    std::string undone;
    if (!undo_double_utf8(bytes, undone)) return {std::move(bytes), "UTF-8", 0};
    const uint32_t broken = count_broken(undone);
    return {std::move(undone), "UTF-8 twice", broken};
  }
  const Tally runs = tally(bytes);
  // Fewer than three words of it are damage: no detector tells an encoding from so little.
  if (runs.legacy < 3) return decode_broken(std::move(bytes));
  const Legacy encoding = detect_legacy(runs.sample);
  if (encoding == Legacy::kNone) return decode_broken(std::move(bytes));
  if (runs.utf8 * 10 > runs.legacy) return decode_mixed(bytes, encoding);
  Decoded out;
  out.encoding = legacy_name(encoding);
  out.broken = legacy_to_utf8(bytes, encoding, out.text);
  return out;
}

}  // namespace rawi
