#include "server/selection.h"

#include <algorithm>
#include <cstdio>
#include <tuple>

namespace rawi::server {
namespace {

// What events are ordered by: the greater comes first, of all orders but one.
struct Key {
  int64_t count = 0, time = 0;
  std::string id;
  auto tie() const { return std::tie(count, time, id); }
};

Key key_of(Order order, const BoardEvent& e) {
  const int64_t count = order == Order::kReports ? e.reports : order == Order::kOrigins ? e.min : 0;
  return {count, e.time_from, e.id};
}

// A cursor holds the key of the last row, so that it goes on where it stood though that event is gone.
std::string cursor_of(const Key& key) { return std::to_string(key.count) + "_" + std::to_string(key.time) + "_" + key.id; }

Key key_at(const std::string& cursor) {
  long long count = 0, time = 0;
  char id[64] = "";
  if (std::sscanf(cursor.c_str(), "%lld_%lld_%63s", &count, &time, id) != 3) throw Problem(400, "no-cursor", "cursor=" + cursor + ": give the `next` of the page before", {{"value", cursor}});
  return {count, time, id};
}

}  // namespace

Selection::Selection(Desk& desk, const Lease& lease, Query& query)
    : board_(desk.board(lease, query.date("as_of"))), conditions_(read_conditions(query, lease, desk.resources, *board_)) {
  for (const auto& e : board_->events)
    if (failing(conditions_, *board_, *e) == 0) events_.push_back(e.get());
}

Order Selection::order(Query& query) { return static_cast<Order>(query.choice("sort", {"newest", "oldest", "reports", "origins"}, 0)); }

void Selection::only(const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  std::erase_if(events_, [&](const BoardEvent* e) { return std::find(ids.begin(), ids.end(), e->id) == ids.end(); });
}

std::vector<const BoardEvent*> Selection::page(Order order, size_t limit, const std::string& cursor, std::string& next) const {
  std::vector<const BoardEvent*> rows = events_;
  const auto before = [order](const BoardEvent* a, const BoardEvent* b) {
    const int64_t x = order == Order::kReports ? a->reports : a->min, y = order == Order::kReports ? b->reports : b->min;
    if (order == Order::kOldest) return std::tie(a->time_from, a->id) < std::tie(b->time_from, b->id);
    if ((order == Order::kReports || order == Order::kOrigins) && x != y) return x > y;
    return std::tie(a->time_from, a->id) > std::tie(b->time_from, b->id);
  };
  if (!cursor.empty()) {
    const Key last = key_at(cursor);
    std::erase_if(rows, [&](const BoardEvent* e) {
      const Key key = key_of(order, *e);
      return order == Order::kOldest ? key.tie() <= last.tie() : key.tie() >= last.tie();
    });
  }
  const size_t count = std::min(limit, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(), before);
  next = rows.size() > count && count > 0 ? cursor_of(key_of(order, *rows[count - 1])) : std::string();
  rows.resize(count);
  return rows;
}

}  // namespace rawi::server
