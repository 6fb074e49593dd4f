// Events kept in a ledger: whatever the order and the batches, they are what all reports make at once; and what people
// decide outlasts re-reading.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "events/decisions.h"
#include "ledger_fixture.h"
#include "rawi/error.h"
#include "rawi/event_book.h"

namespace rawi {
namespace {

using test::ledger_resources;
using Access = Ledger::Access;

class EventsKeptTest : public test::LedgerTest {
 protected:
  // Lines of JSON Lines: the invented events of examples/, each told in several weeks too, so that there are neighbours.
  static const std::vector<std::string>& lines() {
    static const std::vector<std::string> all = [] {
      std::vector<std::string> out;
      for (const char* name : {"/examples/events.jsonl", "/examples/reports.jsonl"}) {
        std::ifstream in(std::string(RAWI_SOURCE_DIR) + name);
        for (std::string line; std::getline(in, line);) out.push_back(line);
      }
      const size_t told = out.size();
      for (const char* month : {"2024-07", "2024-09"})
        for (size_t i = 0; i < told; ++i)
          if (const size_t at = out[i].find("\"2024-05"); at != std::string::npos)
            out.push_back(std::string(out[i]).replace(at + 1, 7, month).replace(out[i].find("\"id\": \"") + 7, 0, std::string(month) + "-"));
      return out;
    }();
    return all;
  }

  // Adds lines in batches of their own, each brought up to date or not as `steps` says.
  void add(Ledger& ledger, const std::vector<std::string>& some) {
    std::string bytes;
    for (const std::string& line : some) bytes += line + "\n";
    Input input({write("part" + std::to_string(++parts_) + ".jsonl", bytes)});
    AddOptions options;
    EventBook(ledger, ledger_resources()).follow(options);
    options.batch = 3;
    ASSERT_EQ(ledger.add(input, ledger_resources(), options).failed, 0u);
  }

  static std::vector<EventReport> read_all(Ledger& ledger) {
    EventReader reader(ledger_resources());
    std::vector<EventReport> out;
    for (const LedgerReport& r : ledger.reports({}, ledger_resources(), {.limit = 1000}).rows) out.push_back(reader.read(ledger.original(r.id)));
    return out;
  }
  static std::vector<std::string> sorted_lines(const Events& events) {
    std::vector<std::string> out;
    for (const Event& e : events.events) write_event_json(events, e, ledger_resources(), out.emplace_back());
    std::sort(out.begin(), out.end());
    return out;
  }
  // The events that a ledger's reports make at once.
  static std::vector<std::string> anew(Ledger& ledger) { return sorted_lines(find_events(read_all(ledger))); }
  // ... and those that it keeps.
  static std::vector<std::string> kept(Ledger& ledger, const std::string& as_of = {}) {
    EventBook book(ledger, ledger_resources());
    std::vector<std::string> out;
    for (const int64_t state : book.find({.as_of = as_of}, {.limit = 10000}).rows) {
      const Events one = book.open(state);
      write_event_json(one, one.events[0], ledger_resources(), out.emplace_back());
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  // The event that tells of a word of a report's text, "" for none.
  static std::string event_with(Ledger& ledger, const std::string& report, const std::string& word) {
    EventBook book(ledger, ledger_resources());
    for (const int64_t state : book.find({}, {.limit = 10000}).rows) {
      const Events one = book.open(state);
      for (const EventMember& m : one.events[0].claims)
        if (const EventReport& r = one.reports[m.report]; r.id == report) {
          const Span s = r.claims[m.claim].sentence;
          if (r.text.substr(s.begin, s.size()).find(word) != std::string::npos) return one.events[0].id;
        }
    }
    return {};
  }

  int parts_ = 0;
};

TEST_F(EventsKeptTest, OrderAndBatchesDoNotMatter) {
  std::mt19937 random(20240514);
  std::vector<std::string> first;
  for (int round = 0; round < 6; ++round) {
    Ledger ledger((folder_ / ("order" + std::to_string(round) + ".db")).string(), Access::kAdd, clock());
    std::vector<std::string> order = lines();
    std::shuffle(order.begin(), order.end(), random);
    for (size_t at = 0; at < order.size();) {
      const size_t some = std::min<size_t>(1 + random() % 12, order.size() - at);
      add(ledger, {order.begin() + static_cast<std::ptrdiff_t>(at), order.begin() + static_cast<std::ptrdiff_t>(at + some)});
      at += some;
      if (random() % 3) EventBook(ledger, ledger_resources()).bring_up_to_date();
    }
    EventBook book(ledger, ledger_resources());
    book.bring_up_to_date();
    EXPECT_TRUE(book.up_to_date());
    EXPECT_EQ(kept(ledger), anew(ledger)) << "round " << round;
    EXPECT_TRUE(book.verify().faults.empty()) << "round " << round;
    if (round == 0) first = kept(ledger);
    EXPECT_EQ(kept(ledger), first) << "round " << round;
    EXPECT_GT(first.size(), 10u);
    EXPECT_EQ(book.bring_up_to_date().readings, 0u);
  }
}

TEST_F(EventsKeptTest, VerifyFindsAnEventThatIsNotWhatItsReportsMake) {
  Ledger ledger(path_, Access::kAdd, clock());
  add(ledger, lines());
  EventBook book(ledger, ledger_resources());
  EXPECT_EQ(book.verify().faults.size(), 1u) << "the events are behind the reports";
  book.bring_up_to_date();
  EXPECT_TRUE(book.verify().faults.empty());
  EXPECT_GT(book.verify().events, 10u);
  ledger.store().db().run("INSERT INTO event_state_end SELECT min(id), batch FROM event_state");
  ASSERT_EQ(book.verify().faults.size(), 1u);
  EXPECT_NE(book.verify().faults[0].find("is not kept"), std::string::npos);
}

TEST_F(EventsKeptTest, ReportsThatAnOlderProgramReadAreCounted) {
  Ledger ledger(path_, Access::kAdd, clock());
  add(ledger, {lines()[0], lines()[1]});
  EventBook book(ledger, ledger_resources());
  EXPECT_EQ(book.without_events(), 0u);
  ledger.store().db().run("UPDATE comparable SET format = 0");
  add(ledger, {lines()[2]});
  EXPECT_EQ(book.without_events(), 2u);
}

TEST_F(EventsKeptTest, AChangedArticleTakesItsOldClaimsOut) {
  Ledger ledger(path_, Access::kAdd, clock());
  add(ledger, lines());
  EventBook book(ledger, ledger_resources());
  book.bring_up_to_date();
  const std::vector<std::string> before = kept(ledger);
  now_ += 86'400'000'000;
  add(ledger, {R"({"id": "baquba-network", "published": "2024-05-14", "text": "التقى وزير الخارجية الأردني نظيره المصري في عمان."})"});
  book.bring_up_to_date();
  EXPECT_NE(kept(ledger), before);
  EXPECT_EQ(kept(ledger), anew(ledger));
  EXPECT_EQ(kept(ledger, "1970-01-01"), before) << "what was known then stays known";
}

TEST_F(EventsKeptTest, MergeOutlastsRereadingAndUndoTakesItBack) {
  Ledger ledger(path_, Access::kAdd, clock());
  add(ledger, lines());
  EventBook book(ledger, ledger_resources());
  book.bring_up_to_date();
  const std::vector<std::string> before = kept(ledger);
  const std::string a = event_with(ledger, "taiz-agency", "تعز"), b = event_with(ledger, "baquba-agency", "بعقوبة");
  ASSERT_FALSE(a.empty() || b.empty() || a == b);
  const int64_t decision = book.merge({a, b}, "reader", "one story");
  const std::string merged = event_with(ledger, "taiz-agency", "تعز");
  EXPECT_EQ(merged, event_with(ledger, "baquba-agency", "بعقوبة"));
  const int64_t state = book.called(merged);
  const EventNotes notes = book.notes_on(state, book.open(state));
  ASSERT_EQ(notes.decisions.size(), 1u);
  EXPECT_EQ(notes.decisions[0].reason, "one story");

  // As if another program had read the reports.
  ledger.store().db().run("UPDATE engine SET program = 'older'");
  AddOptions options;
  book.follow(options);
  EXPECT_GT(ledger.reread(ledger_resources(), options).reports, 10u);
  book.bring_up_to_date();
  EXPECT_EQ(event_with(ledger, "taiz-agency", "تعز"), event_with(ledger, "baquba-agency", "بعقوبة"));

  book.undo(decision, "reader", "two stories after all");
  EXPECT_EQ(kept(ledger), before);
  EXPECT_THROW(book.undo(99, "reader", "none"), Error);
  EXPECT_THROW(book.merge({a, a}, "reader", "the same"), Error);
}

TEST_F(EventsKeptTest, DecisionsHoldWhateverTheOrder) {
  std::vector<std::vector<std::string>> results;
  for (const bool late : {false, true}) {
    Ledger ledger((folder_ / (late ? "late.db" : "early.db")).string(), Access::kAdd, clock());
    std::vector<std::string> early, rest;
    for (const std::string& line : lines()) (line.find("baquba-agency\"") != std::string::npos || line.find("baquba-daily\"") != std::string::npos ? early : rest).push_back(line);
    add(ledger, early);
    if (late) add(ledger, rest);
    EventBook book(ledger, ledger_resources());
    book.bring_up_to_date();
    const std::string event = event_with(ledger, "baquba-daily", "بعقوبة");
    ASSERT_EQ(event, event_with(ledger, "baquba-agency", "بعقوبة"));
    book.split(event, {.reports = {"baquba-daily"}}, "reader", "another day");
    if (!late) add(ledger, rest), book.bring_up_to_date();
    EXPECT_NE(event_with(ledger, "baquba-daily", "بعقوبة"), event_with(ledger, "baquba-agency", "بعقوبة"));
    results.push_back(kept(ledger));
  }
  EXPECT_FALSE(results[0].empty());
}

TEST_F(EventsKeptTest, AnExcludedClaimLeavesItsEvent) {
  Ledger ledger(path_, Access::kAdd, clock());
  add(ledger, lines());
  EventBook book(ledger, ledger_resources());
  book.bring_up_to_date();
  const int64_t state = book.called(event_with(ledger, "baquba-agency", "بعقوبة"));
  const Events one = book.open(state);
  const EventNotes notes = book.notes_on(state, one);
  const int64_t last = notes.claims.at({one.events[0].claims.back().report, one.events[0].claims.back().claim});
  book.exclude(one.events[0].id, {.claims = {last}}, "reader", "not of it");
  const EventNotes after = book.notes_on(book.called(one.events[0].id), book.open(book.called(one.events[0].id)));
  for (const auto& [at, number] : after.claims) EXPECT_NE(number, last);
  EXPECT_THROW(book.exclude(one.events[0].id, {.claims = {last}}, "reader", "again"), Error);
}

TEST(Decisions, ANewerWordOutweighsAnOlder) {
  EventReport r;
  r.id = "a";
  r.claims.resize(2);
  r.claims[0].trigger = {0, 4}, r.claims[1].trigger = {10, 14};
  const std::vector<Decision> decisions = {{1, DecisionKind::kSplit, {{0, "a", {0, 4}}, {1, "a", {11, 13}}}}, {2, DecisionKind::kMerge, {{0, "a", {0, 4}}, {0, "b", {0, 4}}}}};
  const ClaimMarks marks = marks_of(r, decisions);
  ASSERT_EQ(marks.size(), 2u);
  EXPECT_EQ(marks[0].size(), 2u);
  EXPECT_NE(apart(marks[0]), apart(marks[1]));
  EXPECT_EQ(unpacked_marks(packed_marks(marks), 2), marks);
  EXPECT_TRUE(marks_of(EventReport(), decisions).empty());
}

}  // namespace
}  // namespace rawi
