#include "bytes/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "rawi/error.h"

namespace rawi {
namespace {

std::string name_of(std::string_view kind, const std::string& path) { return std::string(kind) + " '" + path + "'"; }

}  // namespace

MappedFile::MappedFile(const std::string& path, std::string_view kind, size_t least, std::string_view help, std::string_view anew) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw Error(name_of(kind, path) + " cannot be opened: " + std::strerror(errno) + std::string(help));
  struct stat st {};
  size_ = ::fstat(fd, &st) == 0 ? static_cast<size_t>(st.st_size) : 0;
  void* at = size_ >= least && size_ > 0 ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  ::close(fd);
  if (at == MAP_FAILED) throw Error(name_of(kind, path) + " has not the size of a model file: " + std::string(anew));
  at_ = at;
}

MappedFile::~MappedFile() {
  if (at_) ::munmap(at_, size_);
}

void write_whole(const std::string& path, std::string_view kind, std::initializer_list<std::string_view> parts) {
  const std::string beside = path + ".part";
  std::FILE* f = std::fopen(beside.c_str(), "wb");
  bool ok = f != nullptr;
  for (const std::string_view part : parts) ok = ok && (part.empty() || std::fwrite(part.data(), 1, part.size(), f) == part.size());
  if (f) ok = std::fclose(f) == 0 && ok;
  if (!ok || std::rename(beside.c_str(), path.c_str()) != 0) throw Error(name_of(kind, path) + " cannot be written: " + std::strerror(errno));
}

std::string digest_text(uint64_t checksum) {
  char digest[17];
  std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(checksum));
  return digest;
}

}  // namespace rawi
