// What people decide about events, written down by the words of claims.
#include <algorithm>
#include <map>

#include "events/keeper.h"
#include "ledger/store.h"
#include "rawi/error.h"
#include "rawi/event_book.h"

namespace rawi {

// A batch of its own. `claims`: number in the ledger, side.
int64_t EventBook::decide(const char* kind, int64_t undoes, const std::vector<std::pair<int64_t, int>>& claims, const std::string& who,
                          const std::string& why) {
  Store& store = ledger_.store();
  store.write_with(resources_);
  store.begin("decision");
  try {
    Statement decision(store.db(), "INSERT INTO decision(batch, kind, undoes, who, reason) VALUES(?,?,?,?,?)");
    decision.integer(1, store.batch()).text(2, kind);
    undoes ? decision.integer(3, undoes) : decision.null(3);
    decision.text(4, who).text(5, why).run();
    const int64_t id = store.db().last_row();
    Statement row(store.db(), "INSERT INTO decision_claim VALUES(?,?,?,?,?,?)");
    int64_t n = 0;
    for (const auto& [number, side] : claims) {
      const LedgerClaim c = store.claim(number);
      row.integer(1, id).integer(2, n++).integer(3, side).integer(4, c.report).integer(5, c.trigger.begin).integer(6, c.trigger.end).run();
    }
    store.commit();
    bring_up_to_date();
    return id;
  } catch (...) {
    store.roll_back();
    throw;
  }
}

int64_t EventBook::merge(const std::vector<std::string>& events, const std::string& who, const std::string& why) {
  std::vector<std::pair<int64_t, int>> claims;
  std::vector<int64_t> states;
  for (const std::string& event : events) {
    const int64_t state = called(event);
    if (std::find(states.begin(), states.end(), state) != states.end()) continue;
    states.push_back(state);
    for (const int64_t claim : claims_of(state)) claims.emplace_back(claim, 0);
  }
  if (states.size() < 2) throw Error("merging takes two events or more, and these are one");
  return decide("merge", 0, claims, who, why);
}

int64_t EventBook::set_apart(const char* kind, const std::string& event, const ClaimChoice& choice, const std::string& who, const std::string& why) {
  Store& store = ledger_.store();
  std::vector<std::pair<int64_t, int>> claims;
  size_t chosen = 0;
  std::vector<int64_t> missing = choice.claims;
  for (const int64_t number : claims_of(called(event))) {
    const bool named = std::find(choice.claims.begin(), choice.claims.end(), number) != choice.claims.end();
    const std::string report = store.report(store.claim(number).report).name;
    const bool out = named || std::find(choice.reports.begin(), choice.reports.end(), report) != choice.reports.end();
    std::erase(missing, number);
    claims.emplace_back(number, out);
    chosen += out;
  }
  if (!missing.empty()) throw Error("event " + event + " has no claim " + std::to_string(missing[0]) + ": `rawi event " + event + "` shows its claims with their numbers");
  if (chosen == 0) throw Error("event " + event + " has none of these claims: `rawi event " + event + "` shows what it has");
  if (chosen == claims.size()) throw Error("that would leave nothing of event " + event + ": name fewer claims");
  return decide(kind, 0, claims, who, why);
}

int64_t EventBook::split(const std::string& event, const ClaimChoice& claims, const std::string& who, const std::string& why) {
  return set_apart("split", event, claims, who, why);
}

int64_t EventBook::exclude(const std::string& event, const ClaimChoice& claims, const std::string& who, const std::string& why) {
  return set_apart("exclude", event, claims, who, why);
}

int64_t EventBook::undo(int64_t decision, const std::string& who, const std::string& why) {
  Statement known(ledger_.store().db(), "SELECT 1 FROM decision WHERE id = ?");
  known.integer(1, decision);
  if (!known.step()) throw Error("there is no decision " + std::to_string(decision) + ": `rawi event ID` shows those that hold");
  return decide("undo", decision, {}, who, why);
}

EventNotes EventBook::notes_on(int64_t state, const Events& event) {
  Store& store = ledger_.store();
  EventNotes out;
  std::map<std::pair<std::string_view, uint32_t>, std::vector<std::pair<uint32_t, uint32_t>>> at;  // report and word -> its claims
  for (uint32_t r = 0; r < event.reports.size(); ++r)
    for (uint32_t c = 0; c < event.reports[r].claims.size(); ++c) at[{event.reports[r].id, event.reports[r].claims[c].trigger.begin}].emplace_back(r, c);
  Statement member(store.db(), "SELECT c.id, c.trigger_begin, p.name FROM membership m JOIN claim c ON c.id = m.claim JOIN reading r ON r.id = c.reading"
                               " JOIN report p ON p.id = r.report WHERE m.state = ?");
  member.integer(1, state);
  while (member.step())
    if (const auto found = at.find({member.text_at(2), static_cast<uint32_t>(member.integer_at(1))}); found != at.end())
      for (const auto& claim : found->second) out.claims.emplace(claim, member.integer_at(0));
  Statement row(store.db(), "SELECT d.id, b.recorded_at, d.kind, d.who, d.reason FROM decision d JOIN batch b ON b.id = d.batch WHERE d.id = ?");
  for (const Decision& d : decisions_now(store)) {
    const auto here = [&](const EventMember& m) {
      const EventReport& r = event.reports[m.report];
      const Span trigger = r.claims[m.claim].trigger;
      return std::any_of(d.claims.begin(), d.claims.end(), [&](const DecidedClaim& c) {
        return c.report == r.id && c.trigger.begin < trigger.end && trigger.begin < c.trigger.end;
      });
    };
    const Event& e = event.events[0];
    if (std::none_of(e.claims.begin(), e.claims.end(), here)) continue;
    row.reset();
    row.integer(1, d.id);
    if (row.step())
      out.decisions.push_back({row.integer_at(0), row.integer_at(1), std::string(row.text_at(2)), std::string(row.text_at(3)), std::string(row.text_at(4))});
  }
  return out;
}

}  // namespace rawi
