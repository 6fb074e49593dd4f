#include "claims/model.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <vector>

#include "rawi/error.h"

namespace rawi {
namespace {

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t slot_bits;
  float scale;  // what one unit of a slot is worth
  uint32_t reserved;
  uint64_t net_bytes;
  uint64_t checksum;  // of all that follows
};
constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'M', 'D', 'L', '\n'};
constexpr uint32_t kVersion = 2;
constexpr size_t kSlots = size_t{1} << Model::kSlotBits;

constexpr uint64_t kNoSum = 0x243F6A8885A308D3ull;

// Of whole words of eight bytes; `h` goes on from the part before.
uint64_t checksum(const void* bytes, size_t size, uint64_t h) {
  for (size_t i = 0; i + 8 <= size; i += 8) {
    uint64_t word;
    std::memcpy(&word, static_cast<const char*>(bytes) + i, sizeof word);
    h = (h ^ word) * 0x9FB21C651E98DF25ull;
    h ^= h >> 32;
  }
  return h;
}

}  // namespace

Model::Model(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw Error("model '" + path + "' cannot be opened: " + std::strerror(errno) + "; give its path with --model");
  struct stat st {};
  map_size_ = ::fstat(fd, &st) == 0 ? static_cast<size_t>(st.st_size) : 0;
  constexpr size_t kSlotBytes = kSlots * sizeof(int16_t);
  void* map = map_size_ >= sizeof(Header) + kSlotBytes ? ::mmap(nullptr, map_size_, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  ::close(fd);
  if (map == MAP_FAILED) throw Error("model '" + path + "' has not the size of a model file: train it anew with rawi-train");
  Header h;
  std::memcpy(&h, map, sizeof h);
  const char* body = static_cast<const char*>(map) + sizeof h;
  slots_ = reinterpret_cast<const int16_t*>(body);
  scale_ = h.scale;
  net_bytes_ = {body + kSlotBytes, map_size_ - sizeof h - kSlotBytes};
  const bool whole = std::memcmp(h.magic, kMagic, sizeof kMagic) == 0 && h.version == kVersion && h.slot_bits == kSlotBits &&
                     h.net_bytes == net_bytes_.size() && h.checksum == checksum(body, map_size_ - sizeof h, kNoSum) &&
                     (net_bytes_.empty() || net_.map(net_bytes_));
  if (!whole) {
    ::munmap(map, map_size_);
    throw Error("model '" + path + "' is damaged or of another version: train it anew with rawi-train");
  }
  map_ = map;
  char digest[17];
  std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(h.checksum));
  version_ = digest;
}

Model::~Model() {
  if (map_) ::munmap(map_, map_size_);
}

void Model::write(const std::string& path, std::span<const float> weights, std::span<const char> net) {
  float top = 0;
  for (const float w : weights) top = std::max(top, std::fabs(w));
  Header h{};
  std::memcpy(h.magic, kMagic, sizeof kMagic);
  h.version = kVersion;
  h.slot_bits = kSlotBits;
  h.scale = top > 0 ? top / 32767.0f : 1.0f;
  std::vector<int16_t> slots(kSlots);
  for (size_t i = 0; i < kSlots; ++i) slots[i] = static_cast<int16_t>(std::lround(weights[i] / h.scale));
  h.net_bytes = net.size();
  h.checksum = checksum(net.data(), net.size(), checksum(slots.data(), kSlots * sizeof(int16_t), kNoSum));
  const std::string part = path + ".part";
  std::FILE* f = std::fopen(part.c_str(), "wb");
  bool ok = f && std::fwrite(&h, sizeof h, 1, f) == 1 && std::fwrite(slots.data(), sizeof(int16_t), kSlots, f) == kSlots &&
            (net.empty() || std::fwrite(net.data(), 1, net.size(), f) == net.size());
  if (f) ok = std::fclose(f) == 0 && ok;
  if (!ok || std::rename(part.c_str(), path.c_str()) != 0)
    throw Error("model '" + path + "' cannot be written: " + std::strerror(errno));
}

}  // namespace rawi
