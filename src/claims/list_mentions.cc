#include "claims/list_mentions.h"

#include <algorithm>
#include <iterator>

namespace rawi {
namespace {

MentionKind kind_of(uint32_t entity, const Lexicon& lexicon) {
  const EntityKind kind = lexicon.entity(entity).kind;
  if (kind == EntityKind::kPerson) return MentionKind::kPerson;
  return is_weapon(kind) ? MentionKind::kWeapon : MentionKind::kActor;
}

bool inside_a_time(Span words, const std::vector<TimeMention>& times) {
  // Times are in text order and apart: the first that ends after the words begin is the only one that can hold them.
  const auto time = std::partition_point(times.begin(), times.end(), [&](const TimeMention& t) { return t.span.end <= words.begin; });
  return time != times.end() && time->span.overlaps(words);
}

// In the order of kOwnLabels. A vehicle is news where it fights.
constexpr MentionKind kKindOfLabel[] = {MentionKind::kPerson, MentionKind::kActor, MentionKind::kPlace, MentionKind::kPlace,
                                        MentionKind::kActor, MentionKind::kWeapon, MentionKind::kWeapon};
static_assert(std::size(kKindOfLabel) == std::size(kOwnLabels));

// The tagged names that overlap no mention listed so far.
void add_unknown(const std::vector<TaggedName>& tagged, std::vector<Mention>& mentions) {
  const auto by_begin = [](const Mention& a, const Mention& b) { return a.words.begin < b.words.begin; };
  std::sort(mentions.begin(), mentions.end(), by_begin);
  const size_t known = mentions.size();
  size_t k = 0;
  for (const TaggedName& name : tagged) {
    while (k < known && mentions[k].words.end <= name.span.begin) ++k;
    const bool met = k < known && mentions[k].words.overlaps(name.span);
    if (!met && !name.span.empty()) mentions.push_back({name.span, kKindOfLabel[name.label]});
  }
}

}  // namespace

void list_mentions(const Lexicon& lexicon, const std::vector<NameMention>& names, const std::vector<TaggedName>& tagged,
                   const std::vector<PlaceMention>& places, const std::vector<LocalPlace>& local, const std::vector<NumberMention>& numbers, const std::vector<TimeMention>& times,
                   Reading& out) {
  out.mentions.clear();
  for (const PlaceMention& place : places) out.mentions.push_back({place.ref.words, MentionKind::kPlace, place.ref.entity});
  for (const LocalPlace& place : local) out.mentions.push_back({place.ref.words, MentionKind::kPlace});
  for (const NameMention& name : names)
    if (name.entity != kNoEntity && !(name.kinds & kNamesPlace))
      out.mentions.push_back({name.span, kind_of(name.entity, lexicon), name.entity});
  add_unknown(tagged, out.mentions);
  for (size_t i = 0; i < times.size(); ++i)
    out.mentions.push_back({times[i].span, MentionKind::kTime, kNoEntity, static_cast<int32_t>(i)});
  for (const NumberMention& number : numbers)
    if (!number.ordinal && !number.glued && !inside_a_time(number.span, times))
      out.mentions.push_back({number.bounds, MentionKind::kNumber, kNoEntity, -1, number.min, number.max});
  std::sort(out.mentions.begin(), out.mentions.end(), [](const Mention& a, const Mention& b) {
    return a.words.begin != b.words.begin ? a.words.begin < b.words.begin : a.kind < b.kind;
  });
}

}  // namespace rawi
