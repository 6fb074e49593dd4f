#include "mentions/tagger_model.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstring>

#include "rawi/error.h"

namespace rawi {
namespace {

struct FileHead {
  char magic[8];
  uint32_t version, reserved;
  uint64_t checksum;  // of all that follows
  TaggerHeader header;
};
static_assert(sizeof(FileHead) == 64, "rows lie on lines of the processor's cache");

constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'N', 'A', 'M', '\n'};
constexpr uint32_t kVersion = 3;

// Walks over the arrays of a file's body; every part begins on 8 bytes.
class Cursor {
 public:
  Cursor(const char* at, size_t left) : at_(at), left_(left) {}

  template <typename T>
  std::span<const T> take(size_t count) {
    const size_t bytes = (count * sizeof(T) + 7) / 8 * 8;
    if (bytes > left_) {
      whole_ = false;
      return {};
    }
    const auto* begin = reinterpret_cast<const T*>(at_);
    at_ += bytes;
    left_ -= bytes;
    return {begin, count};
  }
  bool ended() const { return whole_ && left_ == 0; }

 private:
  const char* at_;
  size_t left_;
  bool whole_ = true;
};

template <typename T>
void append(std::string& out, std::span<const T> part) {
  out.append(reinterpret_cast<const char*>(part.data()), part.size_bytes());
  out.resize((out.size() + 7) / 8 * 8);
}

}  // namespace

TaggerModel::TaggerModel(const std::string& path) : file_(path, "name model", sizeof(FileHead), "", "train it anew with rawi-names") {
  FileHead head;
  std::memcpy(&head, file_.data(), sizeof head);
  header_ = head.header;
  const char* body = file_.data() + sizeof head;
  const size_t size = file_.size() - sizeof head;
  const bool known = std::memcmp(head.magic, kMagic, sizeof kMagic) == 0 && head.version == kVersion;
  if (!known || head.checksum != XXH3_64bits(body, size) || !map(body, size))
    throw Error("name model '" + path + "' is damaged or of another version: train it anew with rawi-names");
  version_ = digest_text(head.checksum);
}

bool TaggerModel::map(const char* body, size_t size) {
  const TaggerHeader& h = header_;
  if (h.shape[0] != tag_count(Scheme::kOwn) || h.shape[1] != tag_count(Scheme::kFour)) return false;
  if (h.feature_bits > 30 || h.word_bits > 30 || h.gate_bits > 30) return false;
  Cursor cursor(body, size);
  features_ = cursor.take<uint64_t>(size_t{1} << h.feature_bits);
  for (auto& rows : rows_) rows = cursor.take<Row>(h.features);
  gates_ = cursor.take<Gate>(size_t{1} << h.gate_bits);
  transitions_ = cursor.take<float>(kTransitions).data();
  word_table_ = cursor.take<uint64_t>(size_t{1} << h.word_bits);
  words_ = cursor.take<WordEntry>(h.words);
  return cursor.ended() && !rows_[0].empty() && !words_.empty();
}

const float* TaggerModel::transitions(Scheme s) const {
  constexpr int own = tag_count(Scheme::kOwn);
  return s == Scheme::kOwn ? transitions_ : transitions_ + (own + 1) * own;
}

void TaggerModel::write(const std::string& path, const Parts& parts) {
  std::string body;
  append(body, parts.features);
  for (const auto& rows : parts.rows) append(body, rows);
  append(body, parts.gates);
  append(body, parts.transitions);
  append(body, parts.word_table);
  append(body, parts.words);
  FileHead head{};
  std::memcpy(head.magic, kMagic, sizeof kMagic);
  head.version = kVersion;
  head.header = parts.header;
  head.header.shape[0] = tag_count(Scheme::kOwn);
  head.header.shape[1] = tag_count(Scheme::kFour);
  head.header.feature_bits = static_cast<uint32_t>(std::countr_zero(parts.features.size()));
  head.header.gate_bits = static_cast<uint32_t>(std::countr_zero(parts.gates.size()));
  head.header.word_bits = static_cast<uint32_t>(std::countr_zero(parts.word_table.size()));
  head.header.features = static_cast<uint32_t>(parts.rows[0].size());
  head.header.words = static_cast<uint32_t>(parts.words.size());
  head.checksum = XXH3_64bits(body.data(), body.size());
  write_whole(path, "name model", {{reinterpret_cast<const char*>(&head), sizeof head}, body});
}

}  // namespace rawi
