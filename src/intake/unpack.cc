#include "intake/unpack.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace rawi {

struct Unpacker::State {
  Buffer packed;
  IntakeLimits limits;
  archive* reader = nullptr;
  std::array<char, 65536> block{};
  uint64_t in = 0, out = 0, entries = 0;
  std::string entry;
  bool opened = false, zip = false, entry_done = true;
  std::array<char, 65536> spare{};

  ~State() { archive_read_free(reader); }

  static la_ssize_t read_block(archive* a, void* self, const void** bytes) {
    State& s = *static_cast<State*>(self);
    const size_t got = s.packed.take(s.block.data(), s.block.size());
    if (got == 0 && !s.packed.trouble.empty()) {
      archive_set_error(a, EIO, "%s", s.packed.trouble.c_str());
      return -1;
    }
    s.in += got;
    *bytes = s.block.data();
    return static_cast<la_ssize_t>(got);
  }

  std::string error() const {
    const char* what = archive_error_string(reader);
    return std::string("damaged, or packed in a way that rawi does not read: ") + (what ? what : "unknown error");
  }

  // Formats are named one by one: none that runs another program.
  bool open(std::string& trouble) {
    opened = true;
    reader = archive_read_new();
    packed.need(4);
    zip = packed.rest().starts_with("PK");
    if (zip) {
      archive_read_support_format_zip(reader);
    } else {
      archive_read_support_filter_gzip(reader);
      archive_read_support_filter_zstd(reader);
      archive_read_support_filter_bzip2(reader);
      archive_read_support_filter_xz(reader);
      archive_read_support_format_tar(reader);
      archive_read_support_format_raw(reader);
      archive_read_support_format_empty(reader);
    }
    if (archive_read_open(reader, this, nullptr, read_block, nullptr) == ARCHIVE_OK) return true;
    trouble = error();
    return false;
  }

  std::string excess() {
    // What is unpacked and not asked for (a tar's other entries) counts too.
    out = std::max(out, static_cast<uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader, 0), 0)));
    if (out < limits.ratio_from || out / limits.ratio <= in) return {};
    return "unpacks to more than " + std::to_string(limits.ratio) + " times its size: such a file is made to do harm, the rest of it is not read";
  }

  size_t read(char* to, size_t room, std::string& trouble) {
    const la_ssize_t got = archive_read_data(reader, to, room);
    if (got <= 0) {
      entry_done = true;
      if (got < 0) trouble = error();
      return 0;
    }
    out += static_cast<uint64_t>(got);
    trouble = excess();
    return trouble.empty() ? static_cast<size_t>(got) : 0;
  }
};

Unpacker::Unpacker(Buffer packed, const IntakeLimits& limits) : state_(std::make_unique<State>()) {
  state_->packed = std::move(packed);
  state_->limits = limits;
}

Unpacker::~Unpacker() = default;

bool Unpacker::next(std::string& trouble) {
  State& s = *state_;
  if (!s.opened && !s.open(trouble)) return false;
  // What is left of the entry before is read through, so that it counts for the limit.
  while (!s.entry_done && s.read(s.spare.data(), s.spare.size(), trouble) > 0) {
  }
  // A damaged entry does not stop the others, an archive made to do harm ends here.
  if (trouble = s.excess(); !trouble.empty()) return false;
  s.entry_done = true;
  for (;;) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(s.reader, &entry);
    if (result == ARCHIVE_EOF) return false;
    if (result < ARCHIVE_WARN) {
      trouble = s.error();
      return false;
    }
    if (++s.entries > s.limits.entries) {
      trouble = "holds more than " + std::to_string(s.limits.entries) + " files: the rest is not read";
      return false;
    }
    if (archive_entry_filetype(entry) != AE_IFREG && archive_format(s.reader) != ARCHIVE_FORMAT_RAW) continue;
    const char* name = archive_entry_pathname_utf8(entry);
    if (!name) name = archive_entry_pathname(entry);
    s.entry_done = false;
    s.entry = archive_format(s.reader) == ARCHIVE_FORMAT_RAW ? "" : name ? name : "file " + std::to_string(s.entries);
    return true;
  }
}

const std::string& Unpacker::entry() const { return state_->entry; }

Stream Unpacker::data() {
  return [state = state_.get()](char* out, size_t room, std::string& trouble) { return state->read(out, room, trouble); };
}

}  // namespace rawi
