// What an image will hold, while it is being put together.
//
// Content owns everything; add_* functions check what they are given where it is read (words.cc,
// entities.cc) and write_image() lays it out. One thread.
#ifndef RAWI_LEXC_CONTENT_H
#define RAWI_LEXC_CONTENT_H

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/image.h"
#include "lexicon/lexicon.h"

namespace rawi::lexc {

// The string pool: every string once, ended by NUL; offset 0 is the empty one.
class Strings {
 public:
  uint32_t put(std::string_view s);
  const std::string& bytes() const { return bytes_; }
  const char* at(uint32_t offset) const { return bytes_.c_str() + offset; }

 private:
  std::string bytes_ = std::string(1, '\0');
  std::unordered_map<std::string, uint32_t> known_{{"", 0}};
};

// A trie whose edges are 64-bit keys.
template <typename Entry>
struct Trie {
  std::map<std::pair<uint32_t, uint64_t>, uint32_t> edges;
  std::vector<std::vector<Entry>> nodes = std::vector<std::vector<Entry>>(1);

  uint32_t find(const std::vector<uint64_t>& path) const {
    uint32_t node = 0;
    for (uint64_t key : path) {
      const auto edge = edges.find({node, key});
      if (edge == edges.end()) return Lexicon::kNowhere;
      node = edge->second;
    }
    return node;
  }
  uint32_t make(const std::vector<uint64_t>& path) {
    uint32_t node = 0;
    for (uint64_t key : path) {
      const auto [edge, fresh] = edges.try_emplace({node, key}, static_cast<uint32_t>(nodes.size()));
      if (fresh) nodes.emplace_back();
      node = edge->second;
    }
    return node;
  }
};

struct Content {
  Strings strings;
  std::vector<Lexeme> lexemes;
  std::unordered_map<std::string, std::vector<Form>> forms;  // by folded spelling
  std::vector<Entity> entities;
  std::unordered_map<std::string, uint32_t> entity_ids;
  Trie<NameEntry> names;
  Trie<uint32_t> phrases;
  std::vector<image::Country> countries = std::vector<image::Country>(26 * 26, {kNoEntity, kNoEntity});
  std::vector<std::string> modes{""};
  std::vector<std::string> files;
  std::unordered_map<std::string, std::string> seen;  // what a word row is known by -> "file:line"
  std::unordered_map<std::string, uint32_t> typed;    // event words by lemma -> lexeme: their rows are one lexeme
  std::vector<std::pair<std::string, uint32_t>> foreign;  // names of places where Arabic is not spoken, with their entities
  std::vector<image::LatinRule> latin;
  std::string digest;
};

// The index in Content::countries of an ISO 3166-1 alpha-2 code, or -1.
int country_index(std::string_view iso2);

// The words of a name or phrase as the tokenizer would cut it, folded: letters, digits or Latin together.
std::vector<std::string> folded_words(std::string_view text);

// Lays the image out and puts it at `path` in one step (written beside it, then renamed).
// Throws Error when two forms share a hash or the file cannot be written.
void write_image(const Content& content, const std::string& path);

}  // namespace rawi::lexc

#endif  // RAWI_LEXC_CONTENT_H
