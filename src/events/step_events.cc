// Stages 4 and 5 of a step: what pairs connect is joined anew, and events that have changed are written.
#include <algorithm>

#include "events/make.h"
#include "events/pack.h"
#include "events/step.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr int64_t kDay = 86400;

uint64_t hash_text(std::string_view s, uint64_t h) {
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return h;
}

}  // namespace

// What an event is made from, numbered for it alone.
struct EventStep::Local {
  std::vector<int64_t> readings;  // canonical order
  std::vector<EventReport> reports;
  std::vector<Reprint> reprints;
  std::vector<Strand> strands;
  Group group;

  uint32_t number(int64_t reading) const {
    return static_cast<uint32_t>(std::find(readings.begin(), readings.end(), reading) - readings.begin());
  }
};

const std::vector<KeptPair>& EventStep::pairs_of(StrandId strand) {
  const auto [at, fresh] = pairs_.try_emplace(strand);
  if (fresh) at->second = tables_.pairs_of(strand);
  return at->second;
}

// What a person has decided about some strands ties them, wherever they are.
void EventStep::link_decided(StrandId strand, std::vector<StrandId>& queue) {
  for (const Mark& mark : pool_.strand(strand).marks)
    for (const Decision& d : decisions_) {
      if (d.id != mark.decision) continue;
      for (const DecidedClaim& claim : d.claims) {
        const int64_t reading = reading_called(store_, claim.report);
        if (reading == 0 || !tables_.kept(reading)) continue;
        const Pool::Kept& kept = pool_.at(reading);
        for (size_t i = 0; i < kept.strands.size(); ++i)
          if (std::any_of(kept.strands[i].marks.begin(), kept.strands[i].marks.end(), [&](const Mark& m) { return m.decision == d.id; }))
            queue.push_back(strand_id(reading, i));
      }
    }
}

EventStep::Component EventStep::component_of(StrandId strand) {
  std::vector<StrandId> own, queue = {strand}, beside;
  std::unordered_set<StrandId> seen;
  while (!queue.empty()) {
    const StrandId next = queue.back();
    queue.pop_back();
    if (!seen.insert(next).second) continue;
    own.push_back(next);
    for (const KeptPair& p : pairs_of(next))
      if (p.score.score >= kSure) queue.push_back(p.other);
    link_decided(next, queue);
  }
  for (const StrandId s : own)
    for (const KeptPair& p : pairs_of(s))
      if (!seen.contains(p.other)) beside.push_back(p.other);
  const auto before = [this](StrandId a, StrandId b) { return pool_.before(a, b); };
  std::sort(beside.begin(), beside.end());
  beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
  Component out;
  out.strands = own;
  out.strands.insert(out.strands.end(), beside.begin(), beside.end());
  std::sort(out.strands.begin(), out.strands.end(), before);
  std::unordered_map<StrandId, uint32_t> at;
  for (uint32_t i = 0; i < out.strands.size(); ++i) at[out.strands[i]] = i;
  for (const StrandId s : own)
    for (const KeptPair& p : pairs_of(s))
      if (at[s] < at[p.other] || !seen.contains(p.other)) out.pairs.push_back({std::min(at[s], at[p.other]), std::max(at[s], at[p.other]), p.score});
  out.own.assign(out.strands.size(), false);
  for (const StrandId s : own) out.own[at[s]] = true, grouped_.insert(s);
  return out;
}

void EventStep::regroup_all() {
  std::vector<StrandId> all;
  for (const StrandId s : regroup_)
    if (tables_.kept(reading_of(s)) && number_of(s) < pool_.at(reading_of(s)).strands.size()) all.push_back(s);
  std::sort(all.begin(), all.end());
  for (const StrandId s : all)
    if (!grouped_.contains(s)) regroup(component_of(s));
  for (const int64_t state : old_states_)
    if (tables_.state(state)) tables_.end_state(state), ++totals_.ended;
}

void EventStep::regroup(const Component& c) {
  std::vector<Strand> strands;
  std::unordered_map<int64_t, uint32_t> numbers;  // any numbering of the reports will do to join
  for (const StrandId s : c.strands) {
    strands.push_back(pool_.strand(s));
    strands.back().report = numbers.emplace(reading_of(s), static_cast<uint32_t>(numbers.size())).first->second;
  }
  for (size_t i = 0; i < c.strands.size(); ++i)
    if (const int64_t state = c.own[i] ? tables_.state_of(c.strands[i]) : 0) old_states_.insert(state);
  for (const Group& group : join_strands(strands, c.pairs))
    if (c.own[group.strands.front()]) write_event(c, strands, group);
}

// The event of a group, unless it is made of the same as before.
void EventStep::write_event(const Component& c, const std::vector<Strand>& joined, const Group& group) {
  Local local = local_of(c, joined, group);
  uint64_t signature = 0xCBF29CE484222325u;
  const auto add = [&](int64_t n) { signature = blend(signature, static_cast<uint64_t>(n)); };
  for (const uint32_t s : group.strands) add(c.strands[s]);
  for (const EventMember& m : local.group.possible)
    add(local.readings[m.report]), add(m.claim), add(static_cast<int64_t>(m.score * 1024)), signature = hash_text(m.reason, signature);
  for (const Reprint& r : local.reprints)
    add(local.readings[r.first]), add(local.readings[r.second]), add(r.directed), signature = hash_text(pack_passages(r), signature);

  const std::optional<KeptState> old = tables_.state(tables_.state_of(c.strands[group.strands.front()]));
  if (old && old->signature == static_cast<int64_t>(signature)) {
    old_states_.erase(old->id);
    return;
  }
  for (const int64_t reading : local.readings) local.reports.push_back(pool_.full(reading));
  const Event event = make_event(local.reports, local.reprints, local.strands, local.group);
  const int64_t state = put_state(static_cast<int64_t>(signature), local, event);
  for (const uint32_t s : group.strands) tables_.set_state(c.strands[s], state);
  ++totals_.events;
}

EventStep::Local EventStep::local_of(const Component& c, const std::vector<Strand>& joined, const Group& group) {
  Local out;
  std::set<int64_t> tells, named;
  for (const uint32_t s : group.strands) tells.insert(reading_of(c.strands[s]));
  named = tells;
  std::unordered_map<uint32_t, int64_t> reading;  // by the numbers that join_strands was given
  for (size_t i = 0; i < c.strands.size(); ++i) reading[joined[i].report] = reading_of(c.strands[i]);
  for (const EventMember& m : group.possible) named.insert(reading.at(m.report));
  out.readings.assign(named.begin(), named.end());
  std::sort(out.readings.begin(), out.readings.end(), [this](int64_t a, int64_t b) { return pool_.before(strand_id(a, 0), strand_id(b, 0)); });
  out.group.possible = group.possible;
  for (EventMember& m : out.group.possible) m.report = out.number(reading.at(m.report));
  for (const uint32_t s : group.strands) {
    out.group.strands.push_back(static_cast<uint32_t>(out.strands.size()));
    out.strands.push_back(pool_.strand(c.strands[s]));
    out.strands.back().report = out.number(reading_of(c.strands[s]));
    for (EventMember& m : out.strands.back().unsure) m.report = out.strands.back().report;
  }
  for (const int64_t r : tells) {
    const auto [at, fresh] = reprints_.try_emplace(r);
    if (fresh) at->second = tables_.reprints_of(r);
    for (const KeptReprint& k : at->second) {
      if (k.first != r || !tells.contains(k.second)) continue;
      Reprint& reprint = out.reprints.emplace_back();
      reprint.first = out.number(k.first), reprint.second = out.number(k.second);
      reprint.directed = k.directed, reprint.shared = k.shared;
      unpack_passages(k.passages, reprint);
    }
  }
  std::sort(out.reprints.begin(), out.reprints.end(), [](const Reprint& x, const Reprint& y) { return std::pair(x.first, x.second) < std::pair(y.first, y.second); });
  return out;
}

int64_t EventStep::put_state(int64_t signature, const Local& local, const Event& e) {
  std::set<uint32_t> reports;
  int64_t statuses = 0, contested = 0;
  DayRange days = e.days;
  for (const EventMember& m : e.claims) {
    reports.insert(m.report);
    statuses |= int64_t{1} << static_cast<int>(local.reports[m.report].claims[m.claim].status);
    const DayRange published = local.reports[m.report].published;
    if (!e.days.known() && published.known() && (!days.known() || published.first < days.first)) days = published;
  }
  for (const Difference& d : e.differences) contested += d.kind == DifferenceKind::kContradiction;
  Statement& s = put_state_;
  s.null(1).text(2, e.id).integer(3, store_.batch()).integer(4, static_cast<int64_t>(e.type));
  const int64_t place = e.place.chain.empty() ? 0 : place_row(e.place.chain[0]);
  place ? s.integer(5, place) : s.null(5);
  s.integer(6, days.first == INT32_MIN ? INT64_MIN + 1 : days.first * kDay);
  s.integer(7, days.last == INT32_MAX ? INT64_MAX : (int64_t{days.last} + 1) * kDay);
  s.integer(8, e.days.known()).integer(9, static_cast<int64_t>(e.claims.size())).integer(10, static_cast<int64_t>(reports.size()));
  s.integer(11, e.independence.min).integer(12, e.independence.max).integer(13, contested).integer(14, statuses).integer(15, signature);
  const std::string data = pack_event({local.readings, local.reprints, e});
  s.blob(16, data).run();
  const int64_t state = store_.db().last_row();
  for (const auto& [list, certainty] : {std::pair(&e.claims, 2), std::pair(&e.possible, 1)})
    for (const EventMember& m : *list) put_member_.integer(1, state).integer(2, first_claim(local.readings[m.report]) + m.claim).integer(3, certainty).run();
  return state;
}

int64_t EventStep::place_row(uint32_t key) {
  const auto [at, fresh] = places_.try_emplace(key);
  if (!fresh) return at->second;
  if (const std::optional<EntityFacts> facts = place_called(resources_, key)) {
    Statement find(store_.db(), "SELECT max(id) FROM entity WHERE key = ?");
    find.text(1, facts->id);
    if (find.step()) at->second = find.integer_at(0);
  }
  return at->second;
}

int64_t EventStep::first_claim(int64_t reading) {
  first_claim_.reset();
  first_claim_.integer(1, reading);
  const int64_t first = first_claim_.step() ? first_claim_.integer_at(0) : 0;
  first_claim_.reset();
  return first;
}

}  // namespace rawi
