#include "claims/list_mentions.h"

#include <algorithm>

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

}  // namespace

void list_mentions(const Lexicon& lexicon, const std::vector<NameMention>& names, const std::vector<PlaceMention>& places,
                   const std::vector<NumberMention>& numbers, const std::vector<TimeMention>& times, Reading& out) {
  out.mentions.clear();
  for (const PlaceMention& place : places) out.mentions.push_back({place.ref.words, MentionKind::kPlace, place.ref.entity});
  for (const NameMention& name : names)
    if (name.entity != kNoEntity && !(name.kinds & kNamesPlace))
      out.mentions.push_back({name.span, kind_of(name.entity, lexicon), name.entity});
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
