// The events of a board that a request asks for, in the order that it asks for.
#ifndef RAWI_SERVER_SELECTION_H
#define RAWI_SERVER_SELECTION_H

#include <memory>
#include <string>
#include <vector>

#include "server/desk.h"
#include "server/filter.h"

namespace rawi::server {

enum class Order { kNewest, kOldest, kReports, kOrigins };

class Selection {
 public:
  // Takes all parameters that paths of events share, as_of included.
  Selection(Desk& desk, const Lease& lease, Query& query);

  const Board& board() const { return *board_; }
  const EventConditions& conditions() const { return conditions_; }
  const std::vector<const BoardEvent*>& events() const { return events_; }  // the newest first
  static Order order(Query& query);  // the parameter `sort`
  // At most `limit` of them after the one that `cursor` stands for; `next` is the cursor of the page that follows, if any.
  std::vector<const BoardEvent*> page(Order order, size_t limit, const std::string& cursor, std::string& next) const;
  void only(const std::vector<std::string>& ids);

 private:
  std::shared_ptr<const Board> board_;
  EventConditions conditions_;
  std::vector<const BoardEvent*> events_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_SELECTION_H
