// The byte layout of a lexicon image, shared by its reader (lexicon.cc) and its writer (tools/lexc).
// docs/image.md describes the file; kVersion changes with anything here or in the structs of lexicon.h.
#ifndef RAWI_LEXICON_IMAGE_H
#define RAWI_LEXICON_IMAGE_H

#include <cstdint>

#include "lexicon/lexicon.h"

namespace rawi::image {

inline constexpr char kMagic[8] = {'R', 'A', 'W', 'I', 'L', 'E', 'X', '\0'};
inline constexpr uint32_t kVersion = 3;
inline constexpr uint32_t kByteOrder = 0x01020304;
inline constexpr uint32_t kWhole = 0x656c6f68;  // until the last byte is written this word is 0

enum Section : uint32_t {
  kStrings,        // bytes: UTF-8, each string ended by NUL; offset 0 is the empty string
  kLexemes,        // Lexeme[]
  kForms,          // Form[], those of one spelling together
  kFormSlots,      // FormSlot[2^n], by form_hash
  kEntities,       // Entity[]
  kNameEdges,      // Edge[2^n], by edge_hash
  kNameNodes,      // Node[], ranges of kNameEntries
  kNameEntries,    // NameEntry[]
  kNameFirst,      // uint64_t[kFirstBits / 64]: which keys can begin a name
  kPhraseEdges,    // Edge[2^n]
  kPhraseNodes,    // Node[], ranges of kPhraseEntries
  kPhraseEntries,  // uint32_t[]: lexemes
  kCountries,      // Country[26 * 26], by the two letters of the code
  kModes,          // uint32_t[]: string offsets of the modes' names; 0 is no mode
  kFiles,          // uint32_t[]: string offsets of the word files' names
  kLatin,          // LatinRule[], by context
  kSections
};

// Open addressing with linear probing; a slot is free when its count (or child) is 0.
struct FormSlot {
  uint64_t hash;
  uint32_t first, count;
};
struct Edge {
  uint64_t key;
  uint32_t node, child;
};
struct Node {
  uint32_t first, count;
};
struct LatinRule {
  uint64_t context;  // latin_context
  uint32_t latin;    // string offset
  uint32_t reserved;
};
struct Country {
  uint32_t state, place;
};

struct Extent {
  uint64_t offset, size;  // bytes from the file's start
};

struct Header {
  char magic[8];
  uint32_t version, byte_order, whole, record_sizes;
  uint64_t size;      // of the whole file
  uint64_t checksum;  // XXH3 of all bytes after the header, seeded with XXH3 of the header with checksum 0
  char digest[40];    // hexadecimal digest of the sources, NUL at the end
  Extent sections[kSections];
};

// Changes with the size of any record, so that an image of another build is not misread.
inline constexpr uint32_t kRecordSizes =
    sizeof(Lexeme) | sizeof(Form) << 8 | sizeof(Entity) << 16 | sizeof(NameEntry) << 24;

inline constexpr uint32_t kFirstBits = 1 << 17;
inline uint32_t first_bit(uint64_t key) { return static_cast<uint32_t>(key >> 40) & (kFirstBits - 1); }

inline uint64_t edge_hash(uint32_t node, uint64_t key) {
  uint64_t h = (key ^ (node * 0x9e3779b97f4a7c15)) * 0xd6e8feb86659fd93;
  return h ^ h >> 32;
}

}  // namespace rawi::image

#endif  // RAWI_LEXICON_IMAGE_H
