#include "intake/stream.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace rawi {
namespace {

constexpr size_t kBlock = size_t{1} << 18;

void close_file(std::FILE* file) {
  if (file && file != stdin) std::fclose(file);
}

}  // namespace

Stream stream_of_file(const std::string& path, std::string& trouble) {
  std::FILE* opened = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!opened) {
    trouble = std::string("cannot open: ") + std::strerror(errno);
    return {};
  }
  const std::shared_ptr<std::FILE> file(opened, close_file);
  return [file](char* out, size_t room, std::string& why) {
    errno = 0;
    const size_t got = std::fread(out, 1, room, file.get());
    if (got < room && std::ferror(file.get())) why = std::string("cannot read: ") + std::strerror(errno);
    return got;
  };
}

Stream stream_of_bytes(std::string bytes) {
  return [bytes = std::move(bytes), at = size_t{0}](char* out, size_t room, std::string&) mutable {
    const size_t got = std::min(room, bytes.size() - at);
    std::memcpy(out, bytes.data() + at, got);
    at += got;
    return got;
  };
}

bool Buffer::fill() {
  if (ended || !stream_) return false;
  if (at > 0) bytes.erase(0, at);
  at = 0;
  const size_t old = bytes.size();
  bytes.resize(old + kBlock);
  const size_t got = stream_(bytes.data() + old, kBlock, trouble);
  bytes.resize(old + got);
  ended = got == 0;
  if (ended) stream_ = nullptr;
  return got > 0;
}

bool Buffer::need(size_t size) {
  while (bytes.size() - at < size && fill()) {
  }
  return bytes.size() - at >= size;
}

size_t Buffer::take(char* out, size_t room) {
  if (at == bytes.size() && !fill()) return 0;
  const size_t got = std::min(room, bytes.size() - at);
  std::memcpy(out, bytes.data() + at, got);
  at += got;
  return got;
}

bool Buffer::line(std::string& out, size_t most, bool& whole) {
  size_t searched = 0;
  for (;;) {
    const size_t end = bytes.find('\n', at + searched);
    if (end != bytes.npos && end - at <= most) {
      out.assign(bytes, at, end - at);
      at = end + 1;
      whole = true;
      return true;
    }
    if (end != bytes.npos || bytes.size() - at > most) {
      out.assign(bytes, at, most);
      at += most;
      whole = false;
      return true;
    }
    searched = bytes.size() - at;
    if (fill()) continue;
    out.assign(bytes, at, searched);
    at = bytes.size();
    whole = true;
    return searched > 0;
  }
}

}  // namespace rawi
