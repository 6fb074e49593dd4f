#include "claims/model.h"

#include <algorithm>
#include <cmath>
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
  uint64_t look_bytes, net_bytes;
  uint64_t checksum;  // of all that follows
  uint64_t reserved_more[2];
};
static_assert(sizeof(Header) == Net::kLine);
constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'M', 'D', 'L', '\n'};
constexpr uint32_t kVersion = 3;
constexpr size_t kSlots = size_t{1} << Model::kSlotBits;
static_assert(kSlots % Net::kLine == 0);

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

Model::Model(const std::string& path)
    : file_(path, "model", sizeof(Header) + kSlots, "; give its path with --model", "train it anew with rawi-train") {
  Header h;
  std::memcpy(&h, file_.data(), sizeof h);
  const std::span<const char> body(file_.data() + sizeof h, file_.size() - sizeof h), parts = body.subspan(kSlots);
  slots_ = reinterpret_cast<const int8_t*>(body.data());
  scale_ = h.scale;
  has_look_ = h.look_bytes > 0;
  const bool whole = std::memcmp(h.magic, kMagic, sizeof kMagic) == 0 && h.version == kVersion && h.slot_bits == kSlotBits &&
                     h.look_bytes <= parts.size() && h.net_bytes == parts.size() - h.look_bytes &&
                     h.checksum == checksum(body.data(), body.size(), kNoSum);
  if (whole) net_bytes_ = parts.subspan(h.look_bytes);
  if (!whole || (has_look_ && !look_.map(parts.first(h.look_bytes))) || (!net_bytes_.empty() && !net_.map(net_bytes_)))
    throw Error("model '" + path + "' is damaged or of another version: train it anew with rawi-train");
  near_.reserve(HugePages<int8_t>::kPage);
  near_.assign(slots_, slots_ + kSlots);
  slots_ = near_.data();
  version_ = digest_text(h.checksum);
}

void Model::write(const std::string& path, std::span<const float> weights, std::span<const char> look, std::span<const char> net) {
  float top = 0;
  for (const float w : weights) top = std::max(top, std::fabs(w));
  Header h{};
  std::memcpy(h.magic, kMagic, sizeof kMagic);
  h.version = kVersion;
  h.slot_bits = kSlotBits;
  h.scale = top > 0 ? top / 127 : 1.0f;
  std::vector<int8_t> slots(kSlots);
  for (size_t i = 0; i < kSlots; ++i) slots[i] = static_cast<int8_t>(std::lround(weights[i] / h.scale));
  h.look_bytes = look.size();
  h.net_bytes = net.size();
  h.checksum = checksum(net.data(), net.size(), checksum(look.data(), look.size(), checksum(slots.data(), kSlots, kNoSum)));
  const auto bytes = [](const auto* at, size_t count) { return std::string_view(reinterpret_cast<const char*>(at), count * sizeof *at); };
  write_whole(path, "model", {bytes(&h, 1), bytes(slots.data(), kSlots), {look.data(), look.size()}, {net.data(), net.size()}});
}

}  // namespace rawi
