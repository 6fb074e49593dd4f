// The rows that events are kept in: statements over the ledger's tables, and nothing that decides.
//
// src/ledger/schema.cc says what each table holds. A strand's id is its reading's and its number in it. Every function is
// called inside a batch of the Store; Error as everywhere in the ledger.
#ifndef RAWI_EVENTS_TABLES_H
#define RAWI_EVENTS_TABLES_H

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "events/cluster.h"
#include "events/meet.h"
#include "ledger/store.h"

namespace rawi {

using StrandId = int64_t;
inline constexpr int kStrandBits = 16;
inline StrandId strand_id(int64_t reading, size_t number) { return reading << kStrandBits | static_cast<int64_t>(number); }
inline int64_t reading_of(StrandId strand) { return strand >> kStrandBits; }
inline size_t number_of(StrandId strand) { return static_cast<size_t>(strand & ((1 << kStrandBits) - 1)); }

struct KeptReading {
  int32_t week = 0;
  std::string marks;
};
struct KeptReprint {
  int64_t first = 0, second = 0;  // readings
  bool directed = false;
  float shared = 0;
  std::string passages;
  bool operator==(const KeptReprint&) const = default;
};
struct KeptPair {
  StrandId other = 0;
  PairScore score;
};
struct KeptState {
  int64_t id = 0, signature = 0;
};

class EventTables {
 public:
  explicit EventTables(Store& store);

  // What readings are compared by.
  void put_comparable(int64_t reading, std::string_view packed);
  std::optional<std::string> comparable(int64_t reading);  // in this program's format

  std::optional<KeptReading> kept(int64_t reading);
  void keep(int64_t reading, const KeptReading& kept);
  void drop(int64_t reading);
  std::vector<int64_t> kept_in_week(int32_t week);
  std::vector<int64_t> all_comparable();  // readings that count now
  bool counts_now(int64_t reading);
  void clear_working();

  uint32_t week_word(int32_t week, uint64_t word);
  void set_week_word(int32_t week, uint64_t word, uint32_t reports);
  void common_words(int32_t week, const std::function<void(uint64_t word, uint32_t reports)>& take);

  void put_print(uint64_t print, int64_t reading);
  void drop_print(uint64_t print, int64_t reading);
  std::vector<int64_t> with_print(uint64_t print);

  void put_ground(uint64_t ground, int32_t bucket, StrandId strand);
  void drop_ground(uint64_t ground, int32_t bucket, StrandId strand);
  size_t in_cell(uint64_t ground, int32_t bucket);
  std::vector<StrandId> cell(uint64_t ground, int32_t bucket);
  // Cells of a ground in order of bucket; a crowded one is cut after kMostInCell + 1.
  std::vector<std::pair<int32_t, std::vector<StrandId>>> cells(uint64_t ground, Buckets range);

  std::vector<KeptReprint> reprints_of(int64_t reading);
  void put_reprint(const KeptReprint& reprint);
  void drop_reprint(const KeptReprint& reprint);

  std::vector<KeptPair> pairs_of(StrandId strand);
  void put_pair(StrandId a, StrandId b, const PairScore& score);  // both ways round
  void drop_pair(StrandId a, StrandId b);

  int64_t state_of(StrandId strand);  // 0: none
  void set_state(StrandId strand, int64_t state);
  void drop_state(StrandId strand);
  std::optional<KeptState> state(int64_t id);  // that has not ended
  void end_state(int64_t id);
  void end_all_states();

 private:
  Store& store_;
  Sqlite& db_;
  Statement put_comparable_, comparable_, kept_, keep_, drop_, in_week_, counts_now_, week_word_, put_week_word_, drop_week_word_,
      common_words_, put_print_, drop_print_, with_print_, put_ground_, drop_ground_, in_cell_, cell_, cells_, reprints_of_,
      put_reprint_, drop_reprint_, pairs_of_, put_pair_, drop_pair_, state_of_, set_state_, drop_state_, state_, end_state_;
};

}  // namespace rawi

#endif  // RAWI_EVENTS_TABLES_H
