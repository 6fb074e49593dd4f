#include "events/step.h"

#include <algorithm>

#include "events/pack.h"
#include "events/reprints.h"

namespace rawi {

EventStep::EventStep(Store& store, EventTables& tables, const Resources& resources)
    : store_(store),
      tables_(tables),
      resources_(resources),
      pool_(tables),
      decisions_(decisions_now(store)),
      put_state_(store.db(), "INSERT INTO event_state VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
      put_member_(store.db(), "INSERT OR IGNORE INTO membership VALUES(?,?,?)"),
      first_claim_(store.db(), "SELECT first_claim FROM reading WHERE id = ?") {}

KeepTotals EventStep::run(const std::vector<int64_t>& fresh, const std::vector<int64_t>& gone) {
  totals_.readings = fresh.size() + gone.size();
  for (const int64_t reading : gone) take_out(reading);
  for (const int64_t reading : fresh) take_in(reading);
  write_index();
  find_crossings();
  find_reprints();
  compare_all();
  regroup_all();
  return totals_;
}

// --- 1: words, prints and grounds -------------------------------------------------------------------------------

void EventStep::index(int64_t reading, const std::vector<Strand>& strands, int by) {
  const EventReport& report = pool_.full(reading);
  const int32_t week = week_of(report);
  for (const uint64_t word : words_of(strands)) words_[{week, word}] += by;
  for (const PrintPlace& print : placed_prints(report)) prints_[{print.key(), reading}] += by, places_of_prints_[print.key()] = print;
  for (size_t i = 0; i < strands.size(); ++i)
    for (const Ground& g : grounds_of(strands[i])) grounds_[{{g.key, buckets_of(strands[i]).first}, strand_id(reading, i)}] += by;
}

void EventStep::take_out(int64_t reading) {
  const std::optional<KeptReading> row = tables_.kept(reading);
  if (!row) return;
  const std::vector<Strand> strands = pool_.strands_of(reading, row->marks);
  index(reading, strands, -1);
  for (size_t i = 0; i < strands.size(); ++i) {
    const StrandId strand = strand_id(reading, i);
    if (const int64_t state = tables_.state_of(strand)) old_states_.insert(state);
    tables_.drop_state(strand);
    for (const KeptPair& p : tables_.pairs_of(strand)) {
      tables_.drop_pair(strand, p.other);
      regroup_.insert(p.other);
    }
  }
  for (const KeptReprint& r : tables_.reprints_of(reading)) {
    tables_.drop_reprint(r);
    copies_again_.insert(r.first == reading ? r.second : r.first);
  }
  tables_.drop(reading);
}

void EventStep::take_in(int64_t reading) {
  const EventReport& report = pool_.full(reading);
  const std::string marks = decisions_.empty() ? std::string() : packed_marks(marks_of(report, decisions_));
  const std::vector<Strand> strands = pool_.strands_of(reading, marks);
  tables_.keep(reading, {week_of(report), marks});
  index(reading, strands, 1);
  copies_again_.insert(reading);
  for (size_t i = 0; i < strands.size(); ++i) compare_again_.insert(strand_id(reading, i));
}

// In the order of the tables' keys, which is what makes writing them cheap.
void EventStep::write_index() {
  std::erase_if(prints_, [](const auto& p) { return p.second == 0; });
  std::erase_if(grounds_, [](const auto& g) { return g.second == 0; });
  std::erase_if(words_, [](const auto& w) { return w.second == 0; });
  for (const auto& [at, by] : prints_) by > 0 ? tables_.put_print(at.first, at.second) : tables_.drop_print(at.first, at.second);
  for (const auto& [at, by] : grounds_) {
    const auto& [cell, strand] = at;
    by > 0 ? tables_.put_ground(cell.first, cell.second, strand) : tables_.drop_ground(cell.first, cell.second, strand);
  }
}

// --- 2: what else they change -----------------------------------------------------------------------------------

// Counts that pass a step: a word of a week that weighs otherwise now, a print or a cell that is crowded or no more.
void EventStep::find_crossings() {
  std::map<int32_t, std::set<uint64_t>> crossed;
  for (const auto& [at, by] : words_) {
    const uint32_t before = tables_.week_word(at.first, at.second), after = before + static_cast<uint32_t>(by);
    tables_.set_week_word(at.first, at.second, after);
    if (common_as(before) != common_as(after)) crossed[at.first].insert(at.second);
  }
  for (const auto& [week, words] : crossed) find_common_words(week, words);

  std::map<Cell, int> cells;
  for (const auto& [at, by] : grounds_) cells[at.first] += by;
  for (const auto& [cell, by] : cells) {
    const auto after = static_cast<int64_t>(tables_.in_cell(cell.first, cell.second));
    if ((after > int64_t{kMostInCell}) == (after - by > int64_t{kMostInCell})) continue;
    for (const StrandId strand : tables_.cell(cell.first, cell.second)) compare_again_.insert(strand);
  }

  std::map<uint64_t, int> prints;
  for (const auto& [at, by] : prints_) prints[at.first] += by;
  for (const auto& [print, by] : prints) {
    const auto after = static_cast<int64_t>((with_print_[print] = tables_.with_print(print)).size());
    if ((after > int64_t{kMostReports}) == (after - by > int64_t{kMostReports})) continue;
    for (const uint64_t near : places_of_prints_.at(print).near())
      for (const int64_t reading : with_print(near)) copies_again_.insert(reading);
  }
}

void EventStep::find_common_words(int32_t week, const std::set<uint64_t>& crossed) {
  for (const int64_t reading : tables_.kept_in_week(week)) {
    const Pool::Kept& kept = pool_.at(reading);
    for (size_t i = 0; i < kept.strands.size(); ++i)
      if (std::any_of(kept.strands[i].content.begin(), kept.strands[i].content.end(), [&](EventWord w) { return crossed.contains(w.word); }))
        compare_again_.insert(strand_id(reading, i));
  }
}

void EventStep::find_reprints() {
  for (const int64_t reading : copies_again_)
    if (tables_.kept(reading)) find_reprints_of(reading);
}

const std::vector<int64_t>& EventStep::with_print(uint64_t key) {
  const auto [with, fresh] = with_print_.try_emplace(key);
  if (fresh) with->second = tables_.with_print(key);
  return with->second;
}

void EventStep::find_reprints_of(int64_t reading) {
  std::map<int64_t, int> met;
  for (const PrintPlace& print : placed_prints(pool_.full(reading)))
    for (const uint64_t key : print.near()) {
      const std::vector<int64_t>& with = with_print(key);
      if (with.size() > kMostReports) continue;
      for (const int64_t other : with)
        if (other != reading) ++met[other];
    }
  const std::vector<KeptReprint> before = tables_.reprints_of(reading);
  const auto done = [&](int64_t other) { return other < reading && copies_again_.contains(other); };
  std::vector<KeptReprint> now;
  for (const KeptReprint& r : before)
    if (done(r.first == reading ? r.second : r.first)) now.push_back(r);
  for (const auto& [other, prints] : met) {
    if (prints < kFewestPrints || done(other)) continue;
    const bool first = pool_.before(strand_id(reading, 0), strand_id(other, 0));
    const int64_t a = first ? reading : other, b = first ? other : reading;
    const EventReport &left = pool_.full(a), &right = pool_.full(b);
    Reprint pair;
    if (is_reprint(left, right, 0, 1, pair))
      now.push_back({pair.first == 0 ? a : b, pair.first == 0 ? b : a, pair.directed, pair.shared, pack_passages(pair)});
  }
  const auto changed = [&](const KeptReprint& r) {
    for (const int64_t side : {r.first, r.second})
      for (size_t i = 0; i < pool_.at(side).strands.size(); ++i) compare_again_.insert(strand_id(side, i)), regroup_.insert(strand_id(side, i));
  };
  for (const KeptReprint& r : before)
    if (std::find(now.begin(), now.end(), r) == now.end()) tables_.drop_reprint(r), changed(r);
  for (const KeptReprint& r : now)
    if (std::find(before.begin(), before.end(), r) == before.end()) tables_.put_reprint(r), changed(r);
}

}  // namespace rawi
