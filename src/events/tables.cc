#include "events/tables.h"

#include "events/pack.h"

namespace rawi {
namespace {

int64_t as_key(uint64_t hash) { return static_cast<int64_t>(hash); }

}  // namespace

EventTables::EventTables(Store& store)
    : store_(store),
      db_(store.db()),
      put_comparable_(db_, "INSERT OR REPLACE INTO comparable VALUES(?,?,?)"),
      comparable_(db_, "SELECT data FROM comparable WHERE reading = ? AND format = ?"),
      kept_(db_, "SELECT week, decisions FROM kept WHERE reading = ?"),
      keep_(db_, "INSERT INTO kept VALUES(?,?,?)"),
      drop_(db_, "DELETE FROM kept WHERE reading = ?"),
      in_week_(db_, "SELECT reading FROM kept WHERE week = ? ORDER BY reading"),
      counts_now_(db_, "SELECT NOT EXISTS (SELECT 1 FROM superseded WHERE reading = ?)"),
      week_word_(db_, "SELECT reports FROM week_word WHERE week = ? AND word = ?"),
      put_week_word_(db_, "INSERT INTO week_word VALUES(?,?,?) ON CONFLICT DO UPDATE SET reports = excluded.reports"),
      drop_week_word_(db_, "DELETE FROM week_word WHERE week = ? AND word = ?"),
      common_words_(db_, "SELECT word, reports FROM week_word WHERE week = ? AND reports >= 16"),
      put_print_(db_, "INSERT OR IGNORE INTO print VALUES(?,?)"),
      drop_print_(db_, "DELETE FROM print WHERE print = ? AND reading = ?"),
      with_print_(db_, "SELECT reading FROM print WHERE print = ?"),
      put_ground_(db_, "INSERT OR IGNORE INTO ground VALUES(?,?,?)"),
      drop_ground_(db_, "DELETE FROM ground WHERE ground = ? AND bucket = ? AND strand = ?"),
      in_cell_(db_, "SELECT count(*) FROM ground WHERE ground = ? AND bucket = ?"),
      cell_(db_, "SELECT strand FROM ground WHERE ground = ? AND bucket = ?"),
      cells_(db_, "SELECT bucket, strand FROM ground WHERE ground = ? AND bucket BETWEEN ? AND ? ORDER BY bucket, strand"),
      reprints_of_(db_, "SELECT first, second, directed, shared, passages FROM reprint WHERE first = ?1"
                        " UNION ALL SELECT first, second, directed, shared, passages FROM reprint WHERE second = ?1"),
      put_reprint_(db_, "INSERT INTO reprint VALUES(?,?,?,?,?)"),
      drop_reprint_(db_, "DELETE FROM reprint WHERE first = ? AND second = ?"),
      pairs_of_(db_, "SELECT b, score, copy, reason FROM pair WHERE a = ?"),
      put_pair_(db_, "INSERT OR REPLACE INTO pair VALUES(?,?,?,?,?)"),
      drop_pair_(db_, "DELETE FROM pair WHERE a = ? AND b = ?"),
      state_of_(db_, "SELECT state FROM grouped WHERE strand = ?"),
      set_state_(db_, "INSERT OR REPLACE INTO grouped VALUES(?,?)"),
      drop_state_(db_, "DELETE FROM grouped WHERE strand = ?"),
      state_(db_, "SELECT signature FROM event_state s WHERE id = ? AND NOT EXISTS (SELECT 1 FROM event_state_end e WHERE e.state = s.id)"),
      end_state_(db_, "INSERT OR IGNORE INTO event_state_end VALUES(?,?)") {}

void EventTables::put_comparable(int64_t reading, std::string_view packed) {
  put_comparable_.integer(1, reading).integer(2, kPacked).blob(3, packed).run();
}

std::optional<std::string> EventTables::comparable(int64_t reading) {
  comparable_.reset();
  comparable_.integer(1, reading).integer(2, kPacked);
  std::optional<std::string> out;
  if (comparable_.step()) out = comparable_.blob_at(0);
  comparable_.reset();
  return out;
}

std::optional<KeptReading> EventTables::kept(int64_t reading) {
  kept_.reset();
  kept_.integer(1, reading);
  std::optional<KeptReading> out;
  if (kept_.step()) out = KeptReading{static_cast<int32_t>(kept_.integer_at(0)), std::string(kept_.text_at(1))};
  kept_.reset();
  return out;
}

void EventTables::keep(int64_t reading, const KeptReading& kept) {
  keep_.integer(1, reading).integer(2, kept.week).text_or_null(3, kept.marks).run();
}

void EventTables::drop(int64_t reading) { drop_.integer(1, reading).run(); }

std::vector<int64_t> EventTables::kept_in_week(int32_t week) {
  std::vector<int64_t> out;
  in_week_.reset();
  in_week_.integer(1, week);
  while (in_week_.step()) out.push_back(in_week_.integer_at(0));
  in_week_.reset();
  return out;
}

std::vector<int64_t> EventTables::all_comparable() {
  Statement s(db_, "SELECT reading FROM comparable c WHERE format = ? AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading) ORDER BY reading");
  s.integer(1, kPacked);
  std::vector<int64_t> out;
  while (s.step()) out.push_back(s.integer_at(0));
  return out;
}

bool EventTables::counts_now(int64_t reading) {
  counts_now_.reset();
  counts_now_.integer(1, reading);
  const bool now = counts_now_.step() && counts_now_.integer_at(0) != 0;
  counts_now_.reset();
  return now;
}

void EventTables::clear_working() {
  db_.run("DELETE FROM kept; DELETE FROM week_word; DELETE FROM print; DELETE FROM ground; DELETE FROM reprint; DELETE FROM pair; DELETE FROM grouped");
}

uint32_t EventTables::week_word(int32_t week, uint64_t word) {
  week_word_.reset();
  week_word_.integer(1, week).integer(2, as_key(word));
  const uint32_t n = week_word_.step() ? static_cast<uint32_t>(week_word_.integer_at(0)) : 0;
  week_word_.reset();
  return n;
}

void EventTables::set_week_word(int32_t week, uint64_t word, uint32_t reports) {
  if (reports == 0)
    drop_week_word_.integer(1, week).integer(2, as_key(word)).run();
  else
    put_week_word_.integer(1, week).integer(2, as_key(word)).integer(3, reports).run();
}

void EventTables::common_words(int32_t week, const std::function<void(uint64_t, uint32_t)>& take) {
  common_words_.reset();
  common_words_.integer(1, week);
  while (common_words_.step()) take(static_cast<uint64_t>(common_words_.integer_at(0)), static_cast<uint32_t>(common_words_.integer_at(1)));
  common_words_.reset();
}

void EventTables::put_print(uint64_t print, int64_t reading) { put_print_.integer(1, as_key(print)).integer(2, reading).run(); }
void EventTables::drop_print(uint64_t print, int64_t reading) { drop_print_.integer(1, as_key(print)).integer(2, reading).run(); }

std::vector<int64_t> EventTables::with_print(uint64_t print) {
  std::vector<int64_t> out;
  with_print_.reset();
  with_print_.integer(1, as_key(print));
  while (with_print_.step()) out.push_back(with_print_.integer_at(0));
  with_print_.reset();
  return out;
}

void EventTables::put_ground(uint64_t ground, int32_t bucket, StrandId strand) { put_ground_.integer(1, as_key(ground)).integer(2, bucket).integer(3, strand).run(); }
void EventTables::drop_ground(uint64_t ground, int32_t bucket, StrandId strand) { drop_ground_.integer(1, as_key(ground)).integer(2, bucket).integer(3, strand).run(); }

size_t EventTables::in_cell(uint64_t ground, int32_t bucket) {
  in_cell_.reset();
  in_cell_.integer(1, as_key(ground)).integer(2, bucket);
  const size_t n = in_cell_.step() ? static_cast<size_t>(in_cell_.integer_at(0)) : 0;
  in_cell_.reset();
  return n;
}

std::vector<StrandId> EventTables::cell(uint64_t ground, int32_t bucket) {
  std::vector<StrandId> out;
  cell_.reset();
  cell_.integer(1, as_key(ground)).integer(2, bucket);
  while (cell_.step()) out.push_back(cell_.integer_at(0));
  cell_.reset();
  return out;
}

std::vector<std::pair<int32_t, std::vector<StrandId>>> EventTables::cells(uint64_t ground, Buckets range) {
  std::vector<std::pair<int32_t, std::vector<StrandId>>> out;
  for (int32_t from = range.first; from <= range.last;) {
    cells_.reset();
    cells_.integer(1, as_key(ground)).integer(2, from).integer(3, range.last);
    from = range.last + 1;
    while (cells_.step()) {
      const auto bucket = static_cast<int32_t>(cells_.integer_at(0));
      if (out.empty() || out.back().first != bucket) out.push_back({bucket, {}});
      out.back().second.push_back(cells_.integer_at(1));
      if (out.back().second.size() <= kMostInCell) continue;
      from = bucket + 1;  // crowded: the rest of it is passed over
      break;
    }
    cells_.reset();
  }
  return out;
}

std::vector<KeptReprint> EventTables::reprints_of(int64_t reading) {
  std::vector<KeptReprint> out;
  Statement& s = reprints_of_;
  s.reset();
  s.integer(1, reading);
  while (s.step()) out.push_back({s.integer_at(0), s.integer_at(1), s.integer_at(2) != 0, static_cast<float>(s.real_at(3)), std::string(s.blob_at(4))});
  s.reset();
  return out;
}

void EventTables::put_reprint(const KeptReprint& r) {
  put_reprint_.integer(1, r.first).integer(2, r.second).integer(3, r.directed).real(4, static_cast<double>(r.shared)).blob(5, r.passages).run();
}
void EventTables::drop_reprint(const KeptReprint& r) { drop_reprint_.integer(1, r.first).integer(2, r.second).run(); }

std::vector<KeptPair> EventTables::pairs_of(StrandId strand) {
  std::vector<KeptPair> out;
  Statement& s = pairs_of_;
  s.reset();
  s.integer(1, strand);
  while (s.step()) out.push_back({s.integer_at(0), {static_cast<float>(s.real_at(1)), lasting(s.text_at(3)), s.integer_at(2) != 0}});
  s.reset();
  return out;
}

void EventTables::put_pair(StrandId a, StrandId b, const PairScore& p) {
  for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)})
    put_pair_.integer(1, x).integer(2, y).real(3, static_cast<double>(p.score)).integer(4, p.copy).text(5, p.reason).run();
}

void EventTables::drop_pair(StrandId a, StrandId b) {
  drop_pair_.integer(1, a).integer(2, b).run();
  drop_pair_.integer(1, b).integer(2, a).run();
}

int64_t EventTables::state_of(StrandId strand) {
  state_of_.reset();
  state_of_.integer(1, strand);
  const int64_t state = state_of_.step() ? state_of_.integer_at(0) : 0;
  state_of_.reset();
  return state;
}

void EventTables::set_state(StrandId strand, int64_t state) { set_state_.integer(1, strand).integer(2, state).run(); }
void EventTables::drop_state(StrandId strand) { drop_state_.integer(1, strand).run(); }

std::optional<KeptState> EventTables::state(int64_t id) {
  state_.reset();
  state_.integer(1, id);
  std::optional<KeptState> out;
  if (state_.step()) out = KeptState{id, state_.integer_at(0)};
  state_.reset();
  return out;
}

void EventTables::end_state(int64_t id) { end_state_.integer(1, id).integer(2, store_.batch()).run(); }

void EventTables::end_all_states() {
  Statement s(db_, "INSERT INTO event_state_end SELECT id, ? FROM event_state WHERE id NOT IN (SELECT state FROM event_state_end)");
  s.integer(1, store_.batch()).run();
}

}  // namespace rawi
