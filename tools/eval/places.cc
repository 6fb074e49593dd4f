// Places: IDRISI's location mentions, linked to coordinates by people.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "mentions/places.h"
#include "phrase_reader.h"
#include "tokens/tokens.h"

namespace rawi::evaluation {
namespace {

constexpr double kNear = 161;  // kilometres: a hundred miles, as the field counts

// The byte at which the n-th character begins.
uint32_t byte_of(std::string_view text, uint64_t characters) {
  uint32_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && characters-- == 0) break;
  return at;
}

struct Linker {
  explicit Linker(const Lexicon& l) : lexicon(l) {}

  void read(const std::string& text, Result& to) {
    const double begin = work_seconds();
    tokenize(text, lexicon, tokens);
    find_names(text, tokens, lexicon, names);
    link_places(tokens, lexicon, names, scratch, places);
    to.seconds += work_seconds() - begin;
    to.words += count_words(text);
  }

  const Lexicon& lexicon;
  Tokens tokens;
  std::vector<NameMention> names;
  PlaceScratch scratch;
  std::vector<PlaceMention> places;
};

// The place whose words share most bytes with the span, or null.
const PlaceMention* place_at(const std::vector<PlaceMention>& places, Span span) {
  const PlaceMention* best = nullptr;
  uint32_t most = 0;
  for (const PlaceMention& p : places) {
    if (!p.ref.words.overlaps(span)) continue;
    const uint32_t shared = std::min(p.ref.words.end, span.end) - std::max(p.ref.words.begin, span.begin);
    if (shared > most) most = shared, best = &p;
  }
  return best;
}

// `weeded`: "lat,lon" of entries that the links to are wrong.
void tweet(const Item& e, Linker& linker, const std::set<std::string>& weeded, Counter& linked, Counter& found) {
  const std::string text = text_of(e, "text");
  linker.read(text, linked.result);
  for (const Item m : e["location_mentions"]) {
    const std::string lat = text_of(m["osm_json"], "lat"), lon = text_of(m["osm_json"], "lon");
    uint64_t first = 0, last = 0;
    if (lat.empty() || m["start_offset"].get(first) || m["end_offset"].get(last)) continue;
    if (weeded.contains(lat + "," + lon)) {
      linked.weed(), found.weed();
      continue;
    }
    const PlaceMention* place = place_at(linker.places, {byte_of(text, first), byte_of(text, last)});
    const std::string words = text_of(m, "text");
    found.add(place != nullptr, words);
    if (!place) {
      linked.add(false, words + " not found in: " + text);
      continue;
    }
    Entity there{};
    there.lat = std::stof(lat), there.lon = std::stof(lon);
    const Entity& here = linker.lexicon.entity(place->ref.entity);
    const bool located = !std::isnan(here.lat);
    linked.add(located && distance_km(here, there) <= kNear, words + " linked to " + linker.lexicon.string(here.name_en));
  }
}

}  // namespace

std::vector<Result> measure_places(const Setting& setting) {
  const std::string folder = setting.suites + "/places/idrisi";
  if (!std::filesystem::is_directory(folder)) return {};
  Linker linker(setting.lexicon);
  Counter linked(setting, "places", "IDRISI, within 161 km"), found(setting, "places", "IDRISI, mentions found");
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("lmd_")) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  const std::set<std::string> weeded = weeded_inputs(setting, "IDRISI");
  for (const std::string& path : paths) each_line(path, [&](Item e) { tweet(e, linker, weeded, linked, found); });
  return {linked.done(), found.done()};
}

}  // namespace rawi::evaluation
