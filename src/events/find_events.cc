#include <algorithm>
#include <map>
#include <numeric>

#include "events/cluster.h"
#include "events/differences.h"
#include "events/make.h"
#include "events/origins.h"
#include "events/pairs.h"
#include "events/reprints.h"
#include "events/strands.h"
#include "rawi/events.h"

namespace rawi {
namespace {

uint64_t hash_of(std::string_view s, uint64_t h = 0xCBF29CE484222325u) {
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return h;
}

std::string id_of(const EventReport& report, const EventClaim& claim) {
  uint64_t h = hash_of(report.id);
  h = hash_of("/" + std::to_string(claim.trigger.begin) + "/" + std::to_string(static_cast<int>(claim.type)), h);
  char out[20];
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int i = 0; i < 12; ++i) out[i] = kDigits[h >> (60 - 4 * i) & 15];
  return "ev" + std::string(out, 12);
}

void order_members(std::vector<EventMember>& members) {
  const auto key = [](const EventMember& m) { return std::tuple(m.report, m.claim, -m.score, std::string_view(m.reason)); };
  std::sort(members.begin(), members.end(), [&](const EventMember& a, const EventMember& b) { return key(a) < key(b); });
  members.erase(std::unique(members.begin(), members.end(), [](const EventMember& a, const EventMember& b) {
    return a.report == b.report && a.claim == b.claim;
  }), members.end());
}

// Of the finest places that are told, the commonest; of as many claims, the first.
EventPlace place_of(const std::vector<Strand>& strands, const Group& group) {
  uint8_t finest = 1;  // 0: not known
  for (const uint32_t s : group.strands) finest = std::max(finest, strands[s].place.fine);
  std::map<uint32_t, size_t> claims;
  for (const uint32_t s : group.strands)
    if (strands[s].place.fine == finest) claims[strands[s].place.chain[0]] += strands[s].claims.size();
  EventPlace best;
  size_t most = 0;
  for (const uint32_t s : group.strands)
    if (const EventPlace& place = strands[s].place; place.fine == finest && claims[place.chain[0]] > most)
      most = claims[place.chain[0]], best = place;
  return best;
}

// The commonest type, place and day of what tells the event.
void summarize(const std::vector<EventReport>& reports, const std::vector<Strand>& strands, const Group& group, Event& e) {
  std::map<Plover, int> types;
  for (const EventMember& m : e.claims) ++types[reports[m.report].claims[m.claim].type];
  int most = 0;
  for (const auto& [type, n] : types)
    if (n > most) most = n, e.type = type;
  e.place = place_of(strands, group);
  std::map<std::pair<uint32_t, uint32_t>, size_t> days;
  for (const uint32_t s : group.strands) {
    if (!strands[s].days.known()) continue;
    const DayRange d = strands[s].days;
    size_t& n = days[{static_cast<uint32_t>(d.first) ^ 0x80000000u, static_cast<uint32_t>(d.last) ^ 0x80000000u}];
    n += strands[s].claims.size();
  }
  size_t best = 0;
  for (const auto& [d, n] : days)
    if (n > best) best = n, e.days = {static_cast<int32_t>(d.first ^ 0x80000000u), static_cast<int32_t>(d.second ^ 0x80000000u)};
}

// Words beside the event's claims that other claims of the event are told by.
void add_beside(const std::vector<EventReport>& reports, const std::vector<Strand>& strands, const Group& group, Event& e) {
  std::vector<uint64_t> lemmas;
  for (const EventMember& m : e.claims) lemmas.push_back(reports[m.report].claims[m.claim].lemma);
  std::sort(lemmas.begin(), lemmas.end());
  for (const uint32_t s : group.strands)
    for (const uint32_t echo : strands[s].beside)
      if (std::binary_search(lemmas.begin(), lemmas.end(), reports[strands[s].report].echoes[echo].lemma)) e.echoes.emplace_back(strands[s].report, echo);
  std::sort(e.echoes.begin(), e.echoes.end());
}

}  // namespace

Event make_event(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints, const std::vector<Strand>& strands, const Group& group) {
  Event e;
  for (const uint32_t s : group.strands) {
    for (const uint32_t c : strands[s].claims) e.claims.push_back({strands[s].report, c, 0, "told together in its report"});
    for (const uint32_t echo : strands[s].echoes) e.echoes.emplace_back(strands[s].report, echo);
    e.possible.insert(e.possible.end(), strands[s].unsure.begin(), strands[s].unsure.end());
  }
  e.possible.insert(e.possible.end(), group.possible.begin(), group.possible.end());
  order_members(e.claims);
  add_beside(reports, strands, group, e);
  order_members(e.possible);
  e.id = id_of(reports[e.claims[0].report], reports[e.claims[0].report].claims[e.claims[0].claim]);
  summarize(reports, strands, group, e);
  const auto tells = [&](uint32_t report) {
    const auto at = std::lower_bound(e.claims.begin(), e.claims.end(), report, [](const EventMember& m, uint32_t r) { return m.report < r; });
    return at != e.claims.end() && at->report == report;
  };
  std::vector<Reprint> own;
  for (uint32_t i = 0; i < reprints.size(); ++i)
    if (tells(reprints[i].first) && tells(reprints[i].second)) e.reprints.push_back(i), own.push_back(reprints[i]);
  e.independence = count_origins(reports, own, e.claims, e.place, e.days);
  e.differences = find_differences(reports, own, e.claims);
  e.drifts = find_drifts(reports, own, e.claims);
  return e;
}

Events find_events(std::vector<EventReport> reports, const std::vector<Decision>& decisions) {
  Events out;
  std::sort(reports.begin(), reports.end(), [](const EventReport& a, const EventReport& b) { return std::tie(a.id, a.text) < std::tie(b.id, b.text); });
  out.reports = std::move(reports);
  out.reprints = find_reprints(out.reports);
  std::vector<Strand> strands;
  for (uint32_t r = 0; r < out.reports.size(); ++r)
    for (Strand& s : find_strands(out.reports[r], r, marks_of(out.reports[r], decisions))) strands.push_back(std::move(s));
  std::vector<ScoredPair> pairs = find_pairs(strands, out.reports, out.reprints);
  for (const Group& group : join_strands(strands, std::move(pairs)))
    out.events.push_back(make_event(out.reports, out.reprints, strands, group));
  std::sort(out.events.begin(), out.events.end(), [](const Event& a, const Event& b) {
    return std::pair(a.claims[0].report, a.claims[0].claim) < std::pair(b.claims[0].report, b.claims[0].claim);
  });
  return out;
}

}  // namespace rawi
