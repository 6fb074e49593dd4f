// One step of keeping events: readings that came and went, up to the states of the events that they change.
//
// The stages of a step are those that keeper.h names, a function each, called in this order. Stages 1 and 2 are in
// step.cc, 3 in step_pairs.cc, 4 and 5 in step_events.cc. Lives as long as its batch; one thread.
#ifndef RAWI_EVENTS_STEP_H
#define RAWI_EVENTS_STEP_H

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "events/keeper.h"
#include "events/pool.h"
#include "events/reprints.h"
#include "events/tables.h"

namespace rawi {

class EventStep {
 public:
  EventStep(Store& store, EventTables& tables, const Resources& resources);

  // Both without readings that do not count or are not kept. `fresh` and `gone` may share readings that a decision touches.
  KeepTotals run(const std::vector<int64_t>& fresh, const std::vector<int64_t>& gone);

 private:
  using Cell = std::pair<uint64_t, int32_t>;
  using Word = std::pair<int32_t, uint64_t>;

  // 1
  void take_out(int64_t reading);
  void take_in(int64_t reading);
  void index(int64_t reading, const std::vector<Strand>& strands, int by);
  void write_index();
  // 2
  void find_crossings();
  void find_common_words(int32_t week, const std::set<uint64_t>& crossed);
  void find_reprints();
  void find_reprints_of(int64_t reading);
  const std::vector<int64_t>& with_print(uint64_t key);
  // 3
  void compare_all();
  void compare_one(StrandId strand);
  std::vector<StrandId> meets(StrandId strand);
  const std::vector<StrandId>& cell(uint64_t ground, int32_t bucket);
  float shared_text(int64_t a, int64_t b);
  // 4
  struct Component {
    std::vector<StrandId> strands;  // in canonical order
    std::vector<bool> own;          // of each; the others are only paired with them
    std::vector<ScoredPair> pairs;
  };
  void regroup_all();
  void link_decided(StrandId strand, std::vector<StrandId>& queue);
  Component component_of(StrandId strand);
  const std::vector<KeptPair>& pairs_of(StrandId strand);
  void regroup(const Component& component);
  // 5
  struct Local;
  Local local_of(const Component& component, const std::vector<Strand>& joined, const Group& group);
  void write_event(const Component& component, const std::vector<Strand>& joined, const Group& group);
  int64_t put_state(int64_t signature, const Local& local, const Event& e);
  int64_t place_row(uint32_t key);
  int64_t first_claim(int64_t reading);

  Store& store_;
  EventTables& tables_;
  const Resources& resources_;
  Pool pool_;
  KeepTotals totals_;

  // What the step adds to and takes from words, prints and grounds.
  std::map<Word, int> words_;
  std::map<std::pair<uint64_t, int64_t>, int> prints_;
  std::map<std::pair<Cell, StrandId>, int> grounds_;

  std::set<int64_t> copies_again_;                       // readings whose reprints are looked for again
  std::unordered_set<StrandId> compare_again_, regroup_;  // strands
  std::unordered_map<uint64_t, std::vector<int64_t>> with_print_;  // by key
  std::unordered_map<uint64_t, PrintPlace> places_of_prints_;      // of those in prints_
  struct GroundCells {
    Buckets loaded{0, -1};
    std::unordered_map<int32_t, std::vector<StrandId>> cells;
  };
  std::unordered_map<uint64_t, GroundCells> cells_;
  std::unordered_map<int64_t, std::vector<KeptReprint>> reprints_;
  std::unordered_map<StrandId, std::vector<KeptPair>> pairs_;
  std::unordered_set<StrandId> grouped_;                 // in a component that is done
  std::set<int64_t> old_states_;                         // that may end
  std::unordered_map<uint32_t, int64_t> places_;
  std::vector<Decision> decisions_;
  Statement put_state_, put_member_, first_claim_;
};

}  // namespace rawi

#endif  // RAWI_EVENTS_STEP_H
