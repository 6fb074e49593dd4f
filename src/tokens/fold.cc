#include "tokens/fold.h"

#include <cstring>

#include "bytes/utf8.h"
#include "tokens/letters.h"

namespace rawi {
namespace {

constexpr uint64_t kFormSeed = 0x9e3779b97f4a7c15, kNameSeed = 0xc2b2ae3d27d4eb4f, kMix = 0xd6e8feb86659fd93;

uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint32_t load4(const unsigned char* data) {
  uint32_t word;
  std::memcpy(&word, data, sizeof word);
  return word;
}

// Up to eight bytes, little end first: the first and last four, which may overlap, or the first, middle and last one.
uint64_t load_rest(const unsigned char* data, size_t size) {
  if (size >= 4) return load4(data) | static_cast<uint64_t>(load4(data + size - 4)) << (8 * size - 32);
  if (size == 0) return 0;
  const size_t middle = size / 2;
  return data[0] | static_cast<uint64_t>(data[middle]) << (8 * middle) | static_cast<uint64_t>(data[size - 1]) << (8 * size - 8);
}

// Eight bytes at a time, little end first; words of Arabic take one or two rounds.
uint64_t hash_bytes(const unsigned char* data, size_t size, uint64_t seed) {
  uint64_t hash = seed ^ size;
  for (; size > 8; data += 8, size -= 8) {
    uint64_t word;
    std::memcpy(&word, data, 8);
    hash = mix(hash ^ word, kMix);
  }
  return mix(hash ^ load_rest(data, size), kMix ^ seed);
}

// The letter under which a name's letter is looked up; 0: left out.
unsigned char name_letter(unsigned char c) {
  switch (c) {
    case letter::kHamza: return 0;
    case letter::kWawHamza: return letter::kWaw;
    case letter::kYehHamza: return letter::kYeh;
    case letter::kTehMarbuta: return letter::kHeh;
    default: return c;
  }
}

unsigned append_combining_hamza(unsigned char* out, unsigned size) {
  if (size == 0) return size;
  unsigned char& before = out[size - 1];
  if (before == letter::kWaw) before = letter::kWawHamza;
  if (before == letter::kYeh) before = letter::kYehHamza;
  return size;
}

}  // namespace

unsigned fold_rare(char32_t c, unsigned char* out, unsigned size) {
  if (c == 0x654) return append_combining_hamza(out, size);
  if (is_fold_dropped(c)) return size;
  if (c >= 0xFEF5 && c <= 0xFEFC) {  // lam with alif
    out[size++] = letter::kLam;
    out[size++] = letter::kAlef;
    return size;
  }
  if (c >= 0xFE80 && c < 0xFEF5) {
    out[size++] = detail::kFormsB[c - 0xFE80];
    return size;
  }
  if (c == 0xFDF2) {  // the ligature of the name of God
    for (unsigned char l : {letter::kAlef, letter::kLam, letter::kLam, letter::kHeh}) out[size++] = l;
    return size;
  }
  for (const detail::FormsA& f : detail::kFormsA) {
    if (c < f.first || c > f.last) continue;
    out[size++] = detail::kArabicBlock[f.base - 0x600];
    return size;
  }
  std::string utf8;
  utf8_append(c, utf8);
  out[size++] = letter::kOther;
  for (char b : utf8) out[size++] = static_cast<unsigned char>(b);
  return size;
}

std::string fold(std::string_view utf8) {
  std::string out;
  unsigned char buffer[kFoldMost + 1];
  for (size_t at = 0; at < utf8.size();) {
    const uint32_t length = utf8_length(utf8, at);
    if (length == 0) {  // not UTF-8: the byte stands for itself
      out += {static_cast<char>(letter::kOther), utf8[at++]};
      continue;
    }
    // The letter before goes with, because a combining hamza changes it.
    const unsigned before = out.empty() ? 0 : 1;
    if (before) buffer[0] = static_cast<unsigned char>(out.back()), out.pop_back();
    const unsigned size = fold_append(utf8_decode(utf8, at, length), buffer, before);
    out.append(reinterpret_cast<char*>(buffer), size);
    at += length;
  }
  return out;
}

uint64_t form_hash(std::string_view folded) {
  return hash_bytes(reinterpret_cast<const unsigned char*>(folded.data()), folded.size(), kFormSeed);
}

uint64_t name_key(std::string_view folded) {
  unsigned char letters[64];
  size_t size = 0;
  uint64_t seed = kNameSeed;
  for (char c : folded) {
    unsigned char l = name_letter(static_cast<unsigned char>(c));
    if (l == 0) continue;
    if (size == sizeof letters) seed = hash_bytes(letters, size, seed), size = 0;
    letters[size++] = l;
  }
  return hash_bytes(letters, size, seed);
}

}  // namespace rawi
