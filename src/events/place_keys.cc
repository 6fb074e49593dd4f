// Places under numbers that outlast a version of the lexicon: a hash of the entity's id.
#include <algorithm>
#include <mutex>
#include <vector>

#include "lexicon/lexicon.h"
#include "rawi/events.h"

namespace rawi {

uint32_t place_key(std::string_view entity_id) {
  uint64_t h = 0xCBF29CE484222325u;
  for (const char c : entity_id) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return static_cast<uint32_t>(h ^ h >> 32);
}

std::optional<EntityFacts> place_called(const Resources& resources, uint32_t key) {
  // Keys of all places, made once for the lexicon that is asked first, and again for another one. Going through them
  // takes some tens of microseconds; a hash table of them took longer to make than a page of events has places.
  static std::mutex mutex;
  static std::string known;
  static std::vector<uint32_t> keys;
  const std::lock_guard lock(mutex);
  const Lexicon& lexicon = resources.lexicon();
  if (known != lexicon.version()) {
    keys.resize(lexicon.entity_count());
    for (uint32_t i = 0; i < keys.size(); ++i) keys[i] = is_place(lexicon.entity(i).kind) ? place_key(lexicon.string(lexicon.entity(i).id)) : 0;
    known = lexicon.version();
  }
  const auto at = std::find(keys.begin(), keys.end(), key);
  if (key == 0 || at == keys.end()) return std::nullopt;
  return resources.entity(static_cast<uint32_t>(at - keys.begin()));
}

}  // namespace rawi
