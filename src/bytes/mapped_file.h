// Files of learned weights: mapped for reading, and written so that nobody ever maps half of one.
//
// A MappedFile owns its mapping; what points into it must not outlive it. Any number of threads may read. Errors name the file by
// `kind` ("model") and say what to do.
#ifndef RAWI_BYTES_MAPPED_FILE_H
#define RAWI_BYTES_MAPPED_FILE_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace rawi {

class MappedFile {
 public:
  // Throws Error when the file cannot be opened (`help` says what to do then) or has less than `least` bytes (`anew`: how to make it).
  MappedFile(const std::string& path, std::string_view kind, size_t least, std::string_view help, std::string_view anew);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const char* data() const { return static_cast<const char*>(at_); }
  size_t size() const { return size_; }

 private:
  void* at_ = nullptr;
  size_t size_ = 0;
};

// Writes the parts one after the other beside `path` and then puts them there. Throws Error when it cannot.
void write_whole(const std::string& path, std::string_view kind, std::initializer_list<std::string_view> parts);

// A checksum as the version of what it is of: sixteen hexadecimal digits.
std::string digest_text(uint64_t checksum);

}  // namespace rawi

#endif  // RAWI_BYTES_MAPPED_FILE_H
