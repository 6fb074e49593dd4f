// Places under numbers that outlast a version of the lexicon: a hash of the entity's id.
#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "lexicon/lexicon.h"
#include "rawi/events.h"

namespace rawi {

uint32_t place_key(std::string_view entity_id) {
  uint64_t h = 0xCBF29CE484222325u;
  for (const char c : entity_id) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return static_cast<uint32_t>(h ^ h >> 32);
}

std::optional<EntityFacts> place_called(const Resources& resources, uint32_t key) {
  // The reverse of place_key, made once for the lexicon that is asked first, and again for another one.
  static std::mutex mutex;
  static std::string known;
  static std::unordered_map<uint32_t, uint32_t> entities;
  const std::lock_guard lock(mutex);
  const Lexicon& lexicon = resources.lexicon();
  if (known != lexicon.version()) {
    entities.clear();
    for (uint32_t i = 0; i < lexicon.entity_count(); ++i)
      if (is_place(lexicon.entity(i).kind)) entities.emplace(place_key(lexicon.string(lexicon.entity(i).id)), i);
    known = lexicon.version();
  }
  const auto at = entities.find(key);
  if (at == entities.end()) return std::nullopt;
  return resources.entity(at->second);
}

}  // namespace rawi
