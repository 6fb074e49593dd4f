#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "content.h"
#include "rawi/error.h"
#include "tokens/fold.h"

namespace rawi::lexc {
namespace {

using image::Edge;
using image::FormSlot;
using image::Header;
using image::Node;

size_t table_size(size_t entries) {
  size_t size = 16;
  while (size < entries * 2) size *= 2;
  return size;
}

// Third person before first before second, so that a reader that stops early has seen the likely ones.
int rank(Feats f) {
  if (f.shape() == Shape::kImperative) return 4;
  if (f.person() == 2) return 3;
  if (f.needs_suffix()) return 2;
  return f.person() == 1 || (f.number() == 2 && f.construct()) ? 1 : 0;
}

struct FormTables {
  std::vector<Form> forms;
  std::vector<FormSlot> slots;
};

FormTables lay_out_forms(const Content& content) {
  std::vector<const std::pair<const std::string, std::vector<Form>>*> all;
  for (const auto& entry : content.forms) all.push_back(&entry);
  std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->first < b->first; });
  FormTables t;
  t.slots.resize(table_size(all.size()));
  const size_t mask = t.slots.size() - 1;
  for (const auto* entry : all) {
    std::vector<Form> forms = entry->second;
    std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return rank(a.feats) < rank(b.feats); });
    const uint64_t hash = form_hash(entry->first);
    size_t at = hash & mask;
    for (; t.slots[at].count; at = (at + 1) & mask)
      if (t.slots[at].hash == hash) throw Error("two forms share a hash: change the seed in tokens/fold.cc");
    t.slots[at] = {hash, static_cast<uint32_t>(t.forms.size()), static_cast<uint32_t>(forms.size())};
    t.forms.insert(t.forms.end(), forms.begin(), forms.end());
  }
  return t;
}

template <typename Entry>
struct TrieTables {
  std::vector<Edge> edges;
  std::vector<Node> nodes;
  std::vector<Entry> entries;
};

template <typename Entry>
TrieTables<Entry> lay_out_trie(const Trie<Entry>& trie) {
  TrieTables<Entry> t;
  t.edges.resize(table_size(trie.edges.size()));
  const size_t mask = t.edges.size() - 1;
  for (const auto& [from, child] : trie.edges) {
    size_t at = image::edge_hash(from.first, from.second) & mask;
    while (t.edges[at].child) at = (at + 1) & mask;
    t.edges[at] = {from.second, from.first, child};
  }
  for (const auto& node : trie.nodes) {
    t.nodes.push_back({static_cast<uint32_t>(t.entries.size()), static_cast<uint32_t>(node.size())});
    t.entries.insert(t.entries.end(), node.begin(), node.end());
  }
  return t;
}

std::vector<uint64_t> first_bits(const Trie<NameEntry>& names) {
  std::vector<uint64_t> bits(image::kFirstBits / 64);
  for (const auto& [from, child] : names.edges) {
    if (from.first != 0) continue;
    const uint32_t bit = image::first_bit(from.second);
    bits[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  return bits;
}

// Sections one after the other behind the header, each on a 64-byte line.
class Layout {
 public:
  Layout() : bytes_(sizeof(Header), '\0') {}

  template <typename T>
  void add(image::Section section, const std::vector<T>& records) {
    add(section, std::string_view(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T)));
  }
  void add(image::Section section, std::string_view data) {
    bytes_.resize((bytes_.size() + 63) / 64 * 64);
    header_.sections[section] = {bytes_.size(), data.size()};
    bytes_.append(data);
  }

  std::string finish(const std::string& digest) {
    std::memcpy(header_.magic, image::kMagic, sizeof header_.magic);
    header_.version = image::kVersion;
    header_.byte_order = image::kByteOrder;
    header_.record_sizes = image::kRecordSizes;
    header_.whole = image::kWhole;
    header_.size = bytes_.size();
    digest.copy(header_.digest, sizeof header_.digest - 1);
    const uint64_t seed = XXH3_64bits(&header_, sizeof header_);
    header_.checksum = XXH3_64bits_withSeed(bytes_.data() + sizeof header_, bytes_.size() - sizeof header_, seed);
    std::memcpy(bytes_.data(), &header_, sizeof header_);
    return std::move(bytes_);
  }

 private:
  Header header_{};
  std::string bytes_;
};

std::vector<uint32_t> string_offsets(const std::vector<std::string>& all, Strings& strings) {
  std::vector<uint32_t> offsets;
  offsets.reserve(all.size());
  for (const std::string& s : all) offsets.push_back(strings.put(s));
  return offsets;
}

std::string lay_out(const Content& content) {
  Strings strings = content.strings;
  const auto modes = string_offsets(content.modes, strings);
  const auto files = string_offsets(content.files, strings);
  const FormTables forms = lay_out_forms(content);
  const auto names = lay_out_trie(content.names);
  const auto phrases = lay_out_trie(content.phrases);
  Layout image;
  image.add(image::kStrings, strings.bytes());
  image.add(image::kLexemes, content.lexemes);
  image.add(image::kForms, forms.forms);
  image.add(image::kFormSlots, forms.slots);
  image.add(image::kEntities, content.entities);
  image.add(image::kNameEdges, names.edges);
  image.add(image::kNameNodes, names.nodes);
  image.add(image::kNameEntries, names.entries);
  image.add(image::kNameFirst, first_bits(content.names));
  image.add(image::kPhraseEdges, phrases.edges);
  image.add(image::kPhraseNodes, phrases.nodes);
  image.add(image::kPhraseEntries, phrases.entries);
  image.add(image::kCountries, content.countries);
  image.add(image::kModes, modes);
  image.add(image::kFiles, files);
  image.add(image::kLatin, content.latin);
  return image.finish(content.digest);
}

bool write_all(int file, std::string_view bytes, off_t from) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(file, bytes.data(), bytes.size(), from);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
    from += n;
  }
  return true;
}

}  // namespace

// The header goes in last: a file that was cut off has no magic and is refused.
void write_image(const Content& content, const std::string& path) {
  const std::string bytes = lay_out(content);
  const std::string beside = path + ".new";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) throw Error("'" + beside + "' cannot be written: " + std::strerror(errno));
  const std::string_view all(bytes);
  bool good = write_all(file, all.substr(sizeof(Header)), sizeof(Header)) && ::fsync(file) == 0 &&
              write_all(file, all.substr(0, sizeof(Header)), 0) && ::fsync(file) == 0;
  good = ::close(file) == 0 && good;
  if (good && std::rename(beside.c_str(), path.c_str()) == 0) return;
  const std::string why = std::strerror(errno);
  std::remove(beside.c_str());
  throw Error("'" + path + "' cannot be written: " + why);
}

}  // namespace rawi::lexc
