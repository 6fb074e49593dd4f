#include "lexicon/lexicon.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "lexicon/image.h"
#include "rawi/error.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

using image::Header;

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw Error("lexicon image '" + path + "' " + what);
}

// A file mapped for reading; unmapped when it goes.
struct Mapping {
  const unsigned char* data = nullptr;
  size_t size = 0;

  explicit Mapping(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path, std::string("cannot be opened: ") + std::strerror(errno) + "; build it with rawi-lexc");
    struct stat info {};
    if (::fstat(file, &info) == 0) size = static_cast<size_t>(info.st_size);
    void* at = size ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0) : MAP_FAILED;
    ::close(file);
    if (at == MAP_FAILED) fail(path, size ? "cannot be mapped" : "is empty: rebuild it with rawi-lexc");
    data = static_cast<const unsigned char*>(at);
  }
  ~Mapping() {
    if (data) ::munmap(const_cast<unsigned char*>(data), size);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
};

uint64_t checksum(const Mapping& map) {
  Header header;
  std::memcpy(&header, map.data, sizeof header);
  header.checksum = 0;
  const uint64_t seed = XXH3_64bits(&header, sizeof header);
  return XXH3_64bits_withSeed(map.data + sizeof header, map.size - sizeof header, seed);
}

void check(const Mapping& map, const std::string& path) {
  Header h{};
  if (map.size < sizeof h) fail(path, "is too short to be one: rebuild it with rawi-lexc");
  std::memcpy(&h, map.data, sizeof h);
  if (std::memcmp(h.magic, image::kMagic, sizeof h.magic) != 0) fail(path, "is not a lexicon image of rawi");
  if (h.byte_order != image::kByteOrder || h.version != image::kVersion || h.record_sizes != image::kRecordSizes)
    fail(path, "is version " + std::to_string(h.version) + ", this program reads version " +
                   std::to_string(image::kVersion) + " of this machine: rebuild it with rawi-lexc");
  if (h.whole != image::kWhole || h.size != map.size) fail(path, "is incomplete: rebuild it with rawi-lexc");
  if (h.checksum != checksum(map)) fail(path, "is damaged (its checksum differs): rebuild it with rawi-lexc");
}

}  // namespace

struct Lexicon::Image {
  Mapping map;
  const Header& header;

  explicit Image(const std::string& path)
      : map(path), header((check(map, path), *reinterpret_cast<const Header*>(map.data))) {
    strings = reinterpret_cast<const char*>(map.data + header.sections[image::kStrings].offset);
    lexemes = section<Lexeme>(image::kLexemes);
    forms = section<Form>(image::kForms);
    form_slots = section<image::FormSlot>(image::kFormSlots);
    entities = section<Entity>(image::kEntities);
    name_edges = section<image::Edge>(image::kNameEdges);
    name_nodes = section<image::Node>(image::kNameNodes);
    name_entries = section<NameEntry>(image::kNameEntries);
    name_first = section<uint64_t>(image::kNameFirst);
    phrase_edges = section<image::Edge>(image::kPhraseEdges);
    phrase_nodes = section<image::Node>(image::kPhraseNodes);
    phrase_entries = section<uint32_t>(image::kPhraseEntries);
    countries = section<image::Country>(image::kCountries);
    modes = section<uint32_t>(image::kModes);
    files = section<uint32_t>(image::kFiles);
    latin = section<image::LatinRule>(image::kLatin);
  }

  template <typename T>
  std::span<const T> section(image::Section s) const {
    const image::Extent e = header.sections[s];
    return {reinterpret_cast<const T*>(map.data + e.offset), e.size / sizeof(T)};
  }

  const char* strings;
  std::span<const Lexeme> lexemes;
  std::span<const Form> forms;
  std::span<const image::FormSlot> form_slots;
  std::span<const Entity> entities;
  std::span<const image::Edge> name_edges, phrase_edges;
  std::span<const image::Node> name_nodes, phrase_nodes;
  std::span<const NameEntry> name_entries;
  std::span<const uint64_t> name_first;
  std::span<const uint32_t> phrase_entries, modes, files;
  std::span<const image::Country> countries;
  std::span<const image::LatinRule> latin;
};

namespace {

uint32_t follow(std::span<const image::Edge> edges, uint32_t node, uint64_t key) {
  const size_t mask = edges.size() - 1;
  for (size_t at = image::edge_hash(node, key) & mask;; at = (at + 1) & mask) {
    const image::Edge& e = edges[at];
    if (e.child == 0) return Lexicon::kNowhere;
    if (e.key == key && e.node == node) return e.child;
  }
}

const image::Country* country_of(std::span<const image::Country> all, std::string_view iso2) {
  if (iso2.size() != 2) return nullptr;
  const unsigned a = static_cast<unsigned>(iso2[0] - 'A'), b = static_cast<unsigned>(iso2[1] - 'A');
  return a < 26 && b < 26 ? &all[a * 26 + b] : nullptr;
}

}  // namespace

Lexicon::Lexicon(const std::string& path)
    : image_(std::make_unique<Image>(path)), lexemes_(image_->lexemes.data()), entities_(image_->entities.data()), strings_(image_->strings) {}
Lexicon::~Lexicon() = default;

std::span<const Form> Lexicon::forms(std::string_view folded) const { return forms(folded, form_hash(folded)); }

// The 64-bit hash stands for the form: the compiler has seen that no two forms share one.
std::span<const Form> Lexicon::forms(std::string_view, uint64_t hash) const {
  const auto slots = image_->form_slots;
  const size_t mask = slots.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    const image::FormSlot& s = slots[at];
    if (s.count == 0) return {};
    if (s.hash == hash) return image_->forms.subspan(s.first, s.count);
  }
}

void Lexicon::fetch_forms(uint64_t hash) const { __builtin_prefetch(&image_->form_slots[hash & (image_->form_slots.size() - 1)]); }

void Lexicon::fetch_first(uint64_t key) const {
  __builtin_prefetch(&image_->name_edges[image::edge_hash(kRoot, key) & (image_->name_edges.size() - 1)]);
}

uint32_t Lexicon::lexeme_count() const { return static_cast<uint32_t>(image_->lexemes.size()); }
uint32_t Lexicon::entity_count() const { return static_cast<uint32_t>(image_->entities.size()); }

// Most words begin no name; a small bit table says so before the large one is touched.
uint32_t Lexicon::step(uint32_t node, uint64_t key) const {
  if (node == kRoot) {
    const uint32_t bit = image::first_bit(key);
    if (!(image_->name_first[bit / 64] >> (bit % 64) & 1)) return kNowhere;
  }
  return follow(image_->name_edges, node, key);
}

std::span<const NameEntry> Lexicon::names(uint32_t node) const {
  const image::Node n = image_->name_nodes[node];
  return image_->name_entries.subspan(n.first, n.count);
}

uint32_t Lexicon::phrase_step(uint32_t node, uint64_t hash) const { return follow(image_->phrase_edges, node, hash); }

std::span<const uint32_t> Lexicon::phrases(uint32_t node) const {
  const image::Node n = image_->phrase_nodes[node];
  return image_->phrase_entries.subspan(n.first, n.count);
}

uint32_t Lexicon::country(std::string_view iso2) const {
  const image::Country* c = country_of(image_->countries, iso2);
  return c ? c->state : kNoEntity;
}

uint32_t Lexicon::country_place(std::string_view iso2) const {
  const image::Country* c = country_of(image_->countries, iso2);
  return c ? c->place : kNoEntity;
}

const char* Lexicon::latin(uint64_t context) const {
  const auto rule = std::lower_bound(image_->latin.begin(), image_->latin.end(), context,
                                     [](const image::LatinRule& r, uint64_t c) { return r.context < c; });
  return rule == image_->latin.end() || rule->context != context ? nullptr : string(rule->latin);
}

std::string_view Lexicon::mode_name(uint8_t mode) const {
  return mode < image_->modes.size() ? string(image_->modes[mode]) : "";
}

std::string Lexicon::row_name(uint32_t row) const {
  const uint32_t file = row >> 20;
  if (file >= image_->files.size()) return "";
  return std::string(string(image_->files[file])) + ":" + std::to_string(row & 0xfffff);
}

std::string_view Lexicon::version() const { return image_->header.digest; }

}  // namespace rawi
