// Archives for tests, packed as libarchive packs them.
#ifndef RAWI_TESTS_ARCHIVE_WRITER_H
#define RAWI_TESTS_ARCHIVE_WRITER_H

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <utility>
#include <vector>

namespace rawi {

using Files = std::vector<std::pair<std::string, std::string>>;  // name, bytes

inline std::string pack(const Files& files, int format, int filter) {
  size_t room = size_t{1} << 18;
  for (const auto& [name, bytes] : files) room += bytes.size() + (size_t{1} << 16);
  std::string out(room, '\0');
  size_t used = 0;
  archive* a = archive_write_new();
  archive_write_set_format(a, format);
  archive_write_add_filter(a, filter);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

}  // namespace rawi

#endif  // RAWI_TESTS_ARCHIVE_WRITER_H
