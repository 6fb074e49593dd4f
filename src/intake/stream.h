// Bytes in order, from wherever they come, and a buffer in front of them.
#ifndef RAWI_INTAKE_STREAM_H
#define RAWI_INTAKE_STREAM_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace rawi {

// Fills at most `room` bytes and says how many; 0 at the end, or with `trouble` set when the bytes cannot be had.
using Stream = std::function<size_t(char* out, size_t room, std::string& trouble)>;

// A file by its path, "-" for standard input. `trouble` is set when it cannot be opened.
Stream stream_of_file(const std::string& path, std::string& trouble);
Stream stream_of_bytes(std::string bytes);

// What was read of a stream and not yet used stands in bytes[at..]. Movable; one thread.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(Stream stream) : stream_(std::move(stream)) {}

  // Reads one more block; false at the end, or when `trouble` is set.
  bool fill();
  // Reads until at least `size` unused bytes are there. False: there are fewer.
  bool need(size_t size);
  std::string_view rest() const { return std::string_view(bytes).substr(at); }
  void skip(size_t size) { at += size; }
  // Takes as a stream does, first from what is there.
  size_t take(char* out, size_t room);
  // The next line without its end; false at the end of the stream. Longer than `most`: cut there, `whole` is false and the rest
  // comes with the next call.
  bool line(std::string& out, size_t most, bool& whole);

  std::string bytes;
  size_t at = 0;
  bool ended = false;
  std::string trouble;

 private:
  Stream stream_;
};

}  // namespace rawi

#endif  // RAWI_INTAKE_STREAM_H
