#include "server/board.h"

#include <algorithm>
#include <set>

#include "events/pack.h"
#include "ledger/sql.h"
#include "rawi/error.h"

namespace rawi::server {
namespace {

constexpr size_t kMostBoards = 4;
constexpr int64_t kSecondsADay = 86400;
constexpr size_t kMostReportsKept = 4096;

// Makes rows of event states. The reports of one event are often those of the next: unpacked, some are kept.
class Rows {
 public:
  Rows(const Lease& lease, const std::vector<Policy>& policies, const Board& board)
      : policies_(policies),
        board_(board),
        state_(lease.db(), "SELECT event, type, place, time_from, dated, claims, reports, origins_min, origins_max, contested, statuses, data"
                           " FROM event_state WHERE id = ?"),
        reading_(lease.db(), "SELECT c.data, r.first_claim FROM comparable c JOIN reading r ON r.id = c.reading WHERE c.reading = ?"),
        claim_(lease.db(), "SELECT actor, target FROM claim WHERE id = ?"),
        link_(lease.db(), "SELECT source FROM link WHERE claim = ?") {}

  std::shared_ptr<const BoardEvent> row(int64_t state) {
    auto out = std::make_shared<BoardEvent>();
    state_.reset();
    state_.integer(1, state);
    state_.step();
    columns(state, *out);
    PackedEvent packed = unpack_event(state_.blob_at(11));
    out->days = packed.event.days;
    out->possible = static_cast<uint32_t>(packed.event.possible.size());
    if (!out->days.known() && out->time_from > INT64_MIN + 1)
      out->published.first = out->published.last = static_cast<int32_t>(out->time_from / kSecondsADay);
    of_claims(packed, *out);
    return out;
  }

 private:
  struct Read {
    EventReport report;
    int64_t first_claim = 0;
  };

  void columns(int64_t state, BoardEvent& out) const {
    out.state = state;
    out.id = state_.text_at(0);
    out.type = static_cast<Plover>(state_.integer_at(1));
    out.place = state_.integer_at(2);
    if (const LedgerEntity* e = board_.entity(out.place)) out.place_name = lasting(e->key);
    out.time_from = state_.integer_at(3);
    out.claims = static_cast<uint32_t>(state_.integer_at(5));
    out.reports = static_cast<uint32_t>(state_.integer_at(6));
    out.min = static_cast<int>(state_.integer_at(7));
    out.max = static_cast<int>(state_.integer_at(8));
    out.contradictions = static_cast<uint32_t>(state_.integer_at(9));
    out.statuses = static_cast<uint8_t>(state_.integer_at(10));
  }

  std::shared_ptr<const Read> read(int64_t reading) {
    const auto found = kept_.find(reading);
    if (found != kept_.end()) return found->second;
    if (kept_.size() >= kMostReportsKept) kept_.clear();
    auto out = std::make_shared<Read>();
    reading_.reset();
    reading_.integer(1, reading);
    if (!reading_.step()) throw Error("reading " + std::to_string(reading) + " of an event has nothing to be compared by: `rawi verify` says more");
    out->report = unpack_report(reading_.blob_at(0));
    out->first_claim = reading_.integer_at(1);
    return kept_.emplace(reading, std::move(out)).first->second;
  }

  void of_claims(const PackedEvent& packed, BoardEvent& out) {
    std::vector<EventReport> reports;
    std::set<Name> actors;
    std::set<std::string_view> outlets;
    std::set<int64_t> sources;
    std::vector<std::shared_ptr<const Read>> reads;
    for (const int64_t reading : packed.readings) reads.push_back(read(reading));
    for (const EventMember& m : packed.event.claims) {
      const EventClaim& c = reads[m.report]->report.claims[m.claim];
      const int64_t number = reads[m.report]->first_claim + m.claim;
      if (out.first_claim == 0) out.first_claim = number;
      if (c.weapon != Weapon::kNone) out.weapons |= static_cast<uint16_t>(1u << static_cast<unsigned>(c.weapon));
      participants(number, actors);
      if (const std::string& o = reads[m.report]->report.outlet; !o.empty()) outlets.insert(o);
      link_.reset();
      link_.integer(1, number);
      while (link_.step()) sources.insert(link_.integer_at(0));
    }
    out.actors.assign(actors.begin(), actors.end());
    std::sort(out.actors.begin(), out.actors.end(), [](Name a, Name b) { return std::string_view(a) < std::string_view(b); });
    for (const std::string_view o : outlets) out.outlets.push_back(lasting(o));
    out.sources.assign(sources.begin(), sources.end());
    if (policies_.empty()) return;
    reports.reserve(reads.size());
    for (const auto& r : reads) reports.push_back(r->report);
    for (const Grade& g : grade_event(reports, packed.event, policies_)) out.grades.push_back(lasting(g.policy + ":" + g.grade));
  }

  void participants(int64_t number, std::set<Name>& out) {
    claim_.reset();
    claim_.integer(1, number);
    if (!claim_.step()) return;
    for (const int column : {0, 1})
      if (const LedgerEntity* e = board_.entity(claim_.integer_at(column))) out.insert(lasting(e->key));
  }

  const std::vector<Policy>& policies_;
  const Board& board_;
  Statement state_, reading_, claim_, link_;
  std::unordered_map<int64_t, std::shared_ptr<const Read>> kept_;
};

void load_entities(const Lease& lease, int64_t batch, Board& out) {
  Statement s(lease.db(), "SELECT id, key, name_ar, name_en, kind, country, admin1, parent, lat, lon FROM entity WHERE batch <= ? ORDER BY id");
  s.integer(1, batch);
  while (s.step()) {
    LedgerEntity e;
    e.id = s.integer_at(0);
    e.key = s.text_at(1), e.name_ar = s.text_at(2), e.name_en = s.text_at(3), e.kind = s.text_at(4);
    e.country = s.text_at(5), e.admin1 = s.text_at(6), e.parent = s.text_at(7);
    e.located = !s.null_at(8);
    e.lat = s.real_at(8), e.lon = s.real_at(9);
    out.entity_row[lasting(e.key)] = e.id;
    out.entities.emplace(e.id, std::move(e));
  }
}

}  // namespace

const LedgerEntity* Board::entity(int64_t row) const {
  const auto found = entities.find(row);
  return found == entities.end() ? nullptr : &found->second;
}

const BoardEvent* Board::called(const std::string& id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : events[found->second].get();
}

std::shared_ptr<const Board> Boards::at(const Lease& lease, int64_t batch) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(made_.begin(), made_.end(), [batch](const auto& b) { return b->batch == batch; });
  if (found != made_.end()) {
    std::rotate(made_.begin(), found, found + 1);
    return made_.front();
  }
  lease.without_limit();  // the first board of a large ledger takes seconds, and all wait for it
  made_.insert(made_.begin(), make(lease, batch, made_.empty() ? nullptr : made_.front().get()));
  if (made_.size() > kMostBoards) made_.pop_back();
  return made_.front();
}

std::shared_ptr<const Board> Boards::make(const Lease& lease, int64_t batch, const Board* near) const {
  std::unordered_map<int64_t, std::shared_ptr<const BoardEvent>> there;
  if (near)
    for (const auto& e : near->events) there.emplace(e->state, e);
  auto out = std::make_shared<Board>();
  out->batch = batch;
  load_entities(lease, batch, *out);
  Rows rows(lease, policies_, *out);
  const std::string upto = sql_number(batch);
  Statement live(lease.db(), "SELECT s.id FROM event_state s WHERE s.batch <= " + upto +
                                 " AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id AND e.batch <= " + upto + ")");
  while (live.step()) {
    const auto found = there.find(live.integer_at(0));
    out->events.push_back(found != there.end() ? found->second : rows.row(live.integer_at(0)));
  }
  std::sort(out->events.begin(), out->events.end(), [](const auto& a, const auto& b) { return a->time_from != b->time_from ? a->time_from > b->time_from : a->id > b->id; });
  for (size_t i = 0; i < out->events.size(); ++i) out->by_id.emplace(out->events[i]->id, i);
  return out;
}

}  // namespace rawi::server
