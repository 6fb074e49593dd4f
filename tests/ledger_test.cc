#include "rawi/ledger.h"

#include <gtest/gtest.h>

#include "ledger/sqlite.h"
#include "ledger_fixture.h"
#include "rawi/error.h"

namespace rawi {
namespace {

using test::Draft;
using test::ledger_resources;
using test::LedgerTest;
using Access = Ledger::Access;

Draft raid(const std::string& id = "a1", const std::string& more = "") {
  Draft draft(id, "قال مصدر أمني عراقي لرويترز إن مسلحين هاجموا بلدة قرب الموصل الأحد. قتل 12 جنديا في الهجوم." + more);
  draft.claim("هاجموا", Plover::kAssault);
  draft.link("رويترز", SourceKind::kMedia);
  draft.link("مصدر أمني عراقي", SourceKind::kUnnamed);
  draft.time("الأحد", "2015-08-02");
  draft.claim("قتل", Plover::kAssault);
  draft.link("مصدر أمني عراقي", SourceKind::kUnnamed);
  draft.quantity(CountOf::kKilled, 12, 12, "12");
  return draft;
}

TEST_F(LedgerTest, WhatWasReadComesBack) {
  Draft draft = raid();
  const Prepared& p = draft.done();
  Ledger ledger(path_, Access::kAdd, clock());
  EXPECT_EQ(put(ledger, p), Stored::kNew);
  const auto page = ledger.claims({}, ledger_resources());
  ASSERT_EQ(page.rows.size(), 2u);
  EXPECT_TRUE(page.next.empty());
  const LedgerClaim& attack = page.rows[0];
  EXPECT_EQ(attack.trigger, draft.words("هاجموا"));
  EXPECT_EQ(attack.sentence, p.reading.claims[0].sentence);
  EXPECT_EQ(attack.edtf, "2015-08-02");
  ASSERT_EQ(attack.links.size(), 2u);
  EXPECT_EQ(attack.links[0].name, draft.words("رويترز"));
  EXPECT_EQ(ledger.source(attack.links[0].source).key, "e:a:agy-reuters");
  ASSERT_EQ(page.rows[1].quantities.size(), 1u);
  EXPECT_EQ(page.rows[1].quantities[0].min, 12);
  // The same unnamed source within the report: one row.
  EXPECT_EQ(page.rows[1].links[0].source, attack.links[1].source);
  EXPECT_EQ(ledger.original(1).text, p.report.text);
  EXPECT_EQ(ledger.report(1).published.edtf, "2015-08-03");
  EXPECT_EQ(ledger.report(1).recorded_at, 1'000'000);
  EXPECT_TRUE(ledger.verify().faults.empty()) << ledger.verify().faults[0];
}

TEST_F(LedgerTest, TheSameBytesTwiceAddNothing) {
  Ledger ledger(path_, Access::kAdd, clock());
  Draft draft = raid();
  EXPECT_EQ(put(ledger, draft.done()), Stored::kNew);
  EXPECT_EQ(put(ledger, draft.done()), Stored::kKnown);
  EXPECT_EQ(ledger.claims({}, ledger_resources()).rows.size(), 2u);
}

TEST_F(LedgerTest, AChangedArticleIsANewVersionAndTheOldOneIsStillKnownAsOfThen) {
  Ledger ledger(path_, Access::kAdd, clock());
  now_ = 1'000'000'000'000'000;  // 2001-09-09
  Draft before = raid(), after = raid("a1", " تحديث.");
  put(ledger, before.done());
  now_ += int64_t{86'400'000'000} * 2;
  EXPECT_EQ(put(ledger, after.done()), Stored::kVersion);
  const auto reports = ledger.reports({}, ledger_resources());
  ASSERT_EQ(reports.rows.size(), 1u);
  EXPECT_EQ(reports.rows[0].version, 2);
  EXPECT_EQ(ledger.reports({.versions = true}, ledger_resources()).rows.size(), 2u);
  EXPECT_EQ(ledger.claims({}, ledger_resources()).rows[0].report, 2);
  const auto then = ledger.claims({.as_of = "2001-09-10"}, ledger_resources());
  ASSERT_EQ(then.rows.size(), 2u);
  EXPECT_EQ(then.rows[0].report, 1);
  EXPECT_TRUE(ledger.claims({.as_of = "2001-09-08"}, ledger_resources()).rows.empty());
  // Back to the first wording: that is a change too.
  EXPECT_EQ(put(ledger, before.done()), Stored::kVersion);
  EXPECT_EQ(ledger.reports({}, ledger_resources()).rows[0].version, 3);
  EXPECT_TRUE(ledger.verify().faults.empty());
}

TEST_F(LedgerTest, TimeRecordedNeverFalls) {
  Ledger ledger(path_, Access::kAdd, clock());
  put(ledger, raid("a").done());
  now_ = 5;
  put(ledger, raid("b").done());
  EXPECT_EQ(ledger.report(2).recorded_at, 1'000'000);
}

TEST_F(LedgerTest, ACopyUnderAnotherFileNameIsKnownByBothNames) {
  const std::string text = "التقى الوزير نظيره في بغداد.";
  const std::string first = write("one.txt", text), second = write("two.txt", text);
  Ledger ledger(path_, Access::kAdd, clock());
  Input input({first, second, first});
  const AddTotals totals = ledger.add(input, ledger_resources(), {});
  EXPECT_EQ(totals.reports, 1u);
  EXPECT_EQ(totals.known, 2u);
  EXPECT_EQ(ledger.reports({.name = second}, ledger_resources()).rows.size(), 1u);
  // The copy changes: an article of its own, and the first one stays.
  write("two.txt", text + " ثم غادر.");
  Input again({first, second});
  EXPECT_EQ(ledger.add(again, ledger_resources(), {}).reports, 1u);
  EXPECT_EQ(ledger.reports({}, ledger_resources()).rows.size(), 2u);
}

TEST_F(LedgerTest, OrderOfInputIsOrderOfTheLedgerWhateverTheThreads) {
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += "{\"id\": \"r" + std::to_string(i) + "\", \"text\": \"خبر رقم " + std::to_string(i) + "\"}\n";
  const std::string file = write("many.jsonl", lines);
  Ledger ledger(path_, Access::kAdd, clock());
  uint64_t told = 0;
  Input input({file});
  AddOptions options;
  options.threads = 3;
  options.batch = 100;
  options.committed = [&](const AddTotals& t) { told = t.reports; };
  EXPECT_EQ(ledger.add(input, ledger_resources(), options).reports, 300u);
  EXPECT_EQ(told, 300u);
  const auto page = ledger.reports({}, ledger_resources(), {.limit = 1000});
  ASSERT_EQ(page.rows.size(), 300u);
  for (size_t i = 0; i < 300; ++i) EXPECT_EQ(page.rows[i].name, "r" + std::to_string(i));
  EXPECT_EQ(ledger.store().now().batch, 3);
}

TEST_F(LedgerTest, StopLeavesWholeBatches) {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "{\"id\": \"r" + std::to_string(i) + "\", \"text\": \"خبر\"}\n";
  const std::string file = write("many.jsonl", lines);
  std::atomic<bool> stop = false;
  {
    Ledger ledger(path_, Access::kAdd, clock());
    Input input({file});
    AddOptions options;
    options.batch = 10;
    options.stop = &stop;
    options.committed = [&](const AddTotals& t) { stop = t.reports >= 20; };
    EXPECT_TRUE(ledger.add(input, ledger_resources(), options).stopped);
  }
  stop = false;
  Ledger ledger(path_, Access::kAdd, clock());
  const size_t there = ledger.reports({}, ledger_resources(), {.limit = 1000}).rows.size();
  EXPECT_GE(there, 20u);
  EXPECT_LT(there, 200u);
  Input input({file});
  EXPECT_EQ(ledger.add(input, ledger_resources(), {}).reports, 200 - there);
  EXPECT_TRUE(ledger.verify().faults.empty());
}

TEST_F(LedgerTest, ReadingAgainSupersedesAndTheOldReadingStaysKnown) {
  now_ = 1'000'000'000'000'000;  // 2001-09-09
  Input input({write("one.txt", "قصف الجيش بلدة قرب الموصل. والتقى الوزير نظيره في بغداد.")});
  size_t claims = 0;
  {
    Ledger ledger(path_, Access::kAdd, clock());
    ledger.add(input, ledger_resources(), {});
    claims = ledger.claims({}, ledger_resources()).rows.size();
    EXPECT_EQ(ledger.reread(ledger_resources(), {}).reports, 0u);  // nothing has changed
  }
  ASSERT_GT(claims, 0u);
  // As if other words had read it.
  Sqlite(path_, Sqlite::Mode::kWrite).run("UPDATE engine SET lexicon = 'older'");
  Ledger ledger(path_, Access::kAdd, clock());
  now_ += int64_t{86'400'000'000} * 2;
  EXPECT_EQ(ledger.reread(ledger_resources(), {}).reports, 1u);
  EXPECT_EQ(ledger.reread(ledger_resources(), {}).reports, 0u);
  const auto now = ledger.claims({}, ledger_resources()), then = ledger.claims({.as_of = "2001-09-10"}, ledger_resources());
  ASSERT_EQ(now.rows.size(), claims);
  ASSERT_EQ(then.rows.size(), claims);
  for (size_t i = 0; i < claims; ++i) {
    EXPECT_EQ(now.rows[i].reading, 2);
    EXPECT_EQ(then.rows[i].reading, 1);
    EXPECT_EQ(now.rows[i].trigger, then.rows[i].trigger);
  }
  EXPECT_EQ(ledger.reports({}, ledger_resources()).rows.size(), 1u);
  EXPECT_TRUE(ledger.verify().faults.empty());
}

TEST_F(LedgerTest, FiltersAndPages) {
  Ledger ledger(path_, Access::kAdd, clock());
  for (int i = 0; i < 5; ++i) put(ledger, raid("a" + std::to_string(i)).done());
  Draft meeting("b", "التقى الوزير في بغداد نظيره أمس.");
  meeting.claim("التقى", Plover::kConsult, Status::kDenied).actor = {meeting.words("الوزير"), kNoEntity};
  meeting.place("بغداد", "98182");
  meeting.time("أمس", "2016-01-05");
  put(ledger, meeting.done());
  const Resources& r = ledger_resources();
  EXPECT_EQ(ledger.claims({.type = "CONSULT"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.status = "denied"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.type = "ASSAULT"}, r, {.limit = 100}).rows.size(), 10u);
  EXPECT_EQ(ledger.claims({.from = "2016"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.to = "2015-08"}, r).rows.size(), 5u);
  EXPECT_EQ(ledger.claims({.place = "Baghdad"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.within = "العراق"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.within = "IQ"}, r).rows.size(), 1u);
  EXPECT_EQ(ledger.claims({.within = "مصر"}, r).rows.size(), 0u);
  EXPECT_EQ(ledger.claims({.source = "Reuters"}, r).rows.size(), 5u);
  EXPECT_EQ(ledger.claims({.source = "وكالة رويترز"}, r).rows.size(), 5u);
  EXPECT_EQ(ledger.claims({.origin = "رويترز"}, r).rows.size(), 0u);
  EXPECT_EQ(ledger.claims({.report = "a3"}, r).rows.size(), 2u);
  EXPECT_EQ(ledger.claims({.outlet = "Akhbar"}, r, {.limit = 100}).rows.size(), 11u);
  EXPECT_EQ(ledger.claims({.text = "جندي"}, r).rows.size(), 0u);
  EXPECT_EQ(ledger.claims({.text = "الموصل"}, r).rows.size(), 5u);
  EXPECT_THROW(ledger.claims({.type = "PARTY"}, r), Error);
  EXPECT_THROW(ledger.claims({.from = "yesterday"}, r), Error);
  for (const ClaimOrder order : {ClaimOrder::kAdded, ClaimOrder::kNewest, ClaimOrder::kOldest}) {
    std::vector<int64_t> paged;
    PageOptions page{.limit = 2};
    do {
      const auto got = ledger.claims({}, r, page, order);
      for (const LedgerClaim& c : got.rows) paged.push_back(c.id);
      page.cursor = got.next;
    } while (!page.cursor.empty());
    std::vector<int64_t> whole;
    for (const LedgerClaim& c : ledger.claims({}, r, {.limit = 100}, order).rows) whole.push_back(c.id);
    EXPECT_EQ(paged, whole);
    EXPECT_EQ(whole.size(), order == ClaimOrder::kAdded ? 11u : 6u);
  }
  EXPECT_EQ(ledger.claims({}, r, {}, ClaimOrder::kNewest).rows[0].edtf, "2016-01-05");
}

TEST_F(LedgerTest, SearchFindsWordsUnderTheirCliticsAndShowsThemAsWritten) {
  Ledger ledger(path_, Access::kAdd, clock());
  put(ledger, raid().done());
  Draft other("b", "وصل الوزير إلى المدينة. وبالمستشفى جرحى.");
  other.claim("وصل", Plover::kConsult);
  put(ledger, other.done());
  const Resources& r = ledger_resources();
  const auto hits = ledger.search("مستشفى", false, r);
  ASSERT_EQ(hits.rows.size(), 1u);
  EXPECT_EQ(hits.rows[0].report, 2);
  ASSERT_EQ(hits.rows[0].words.size(), 1u);
  EXPECT_EQ(ledger.original(2).words(hits.rows[0].words[0]), "وبالمستشفى");
  EXPECT_EQ(ledger.search("الموصل", false, r).rows.size(), 1u);
  EXPECT_EQ(ledger.search("\"وصل الوزير\"", false, r).rows.size(), 1u);
  EXPECT_EQ(ledger.search("\"الوزير وصل\"", false, r).rows.size(), 0u);
  EXPECT_EQ(ledger.search("وصل -الوزير", false, r).rows.size(), 0u);
  EXPECT_EQ(ledger.search("مست*", false, r).rows.size(), 1u);
  EXPECT_THROW(ledger.search(" ،؛ ", false, r), Error);
  const auto claims = ledger.search("الوزير", true, r);
  ASSERT_EQ(claims.rows.size(), 1u);
  EXPECT_EQ(claims.rows[0].claims, std::vector<int64_t>{3});
  EXPECT_EQ(ledger.search("مستشفى", true, r).rows.size(), 0u);  // no claim stands there
}

TEST_F(LedgerTest, ReadersSeeWholeBatchesAndDoNotBlockTheWriter) {
  Ledger writer(path_, Access::kAdd, clock());
  put(writer, raid("a").done());
  Ledger reader(path_, Access::kRead);
  reader.store().db().run("BEGIN");
  EXPECT_EQ(reader.reports({}, ledger_resources()).rows.size(), 1u);
  put(writer, raid("b").done());
  EXPECT_EQ(reader.reports({}, ledger_resources()).rows.size(), 1u);
  reader.store().db().run("COMMIT");
  EXPECT_EQ(reader.reports({}, ledger_resources()).rows.size(), 2u);
  EXPECT_THROW(reader.store().db().run("DELETE FROM report"), Error);
}

TEST_F(LedgerTest, TheStepOfABatchSeesWhatItChanged) {
  Ledger ledger(path_, Access::kAdd, clock());
  std::vector<Changes> seen;
  ledger.store().set_step([&](Store& store, const Changes& c) {
    seen.push_back(c);
    EXPECT_TRUE(store.db().in_transaction());
  });
  put(ledger, raid("a").done());
  put(ledger, raid("a", " تحديث.").done());
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[1].readings, std::vector<int64_t>{2});
  EXPECT_EQ(seen[1].superseded, std::vector<int64_t>{1});
  const Changes both = ledger.store().changes(0, 2), last = ledger.store().changes(1, 2);
  EXPECT_EQ(both.readings, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(last.readings, std::vector<int64_t>{2});
  EXPECT_EQ(last.superseded, std::vector<int64_t>{1});
}

std::string refusal(const std::string& path, Access access = Access::kRead) {
  try {
    Ledger ledger(path, access);
    ledger.reports({}, ledger_resources());
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

TEST_F(LedgerTest, RefusesWhatIsNoLedgerAndSaysWhatToDo) {
  EXPECT_NE(refusal((folder_ / "none.db").string()).find("cannot open"), std::string::npos);
  EXPECT_NE(refusal(write("text.db", std::string(5000, 'x'))).find("this is no ledger"), std::string::npos);
  const std::string other = (folder_ / "other.db").string();
  Sqlite(other, Sqlite::Mode::kCreate).run("CREATE TABLE t(x)");
  EXPECT_NE(refusal(other, Access::kAdd).find("no ledger of rawi"), std::string::npos);
  { put(*std::make_unique<Ledger>(path_, Access::kAdd, clock()), raid().done()); }
  Sqlite(path_, Sqlite::Mode::kWrite).run("PRAGMA user_version = 99");
  EXPECT_NE(refusal(path_).find("newer rawi"), std::string::npos);
}

TEST_F(LedgerTest, VerifyFindsWhatWasTamperedWith) {
  { put(*std::make_unique<Ledger>(path_, Access::kAdd, clock()), raid().done()); }
  const auto faults_after = [&](const char* sql) {
    std::filesystem::remove(path_ + ".x");
    Sqlite(path_, Sqlite::Mode::kWrite).run(("VACUUM INTO '" + path_ + ".x'").c_str());
    Sqlite(path_ + ".x", Sqlite::Mode::kWrite).run(sql);
    return Ledger(path_ + ".x", Access::kRead).verify().faults.size();
  };
  EXPECT_EQ(faults_after("SELECT 1"), 0u);
  EXPECT_GT(faults_after("UPDATE claim SET trigger_end = trigger_end - 1 WHERE id = 1"), 0u);
  EXPECT_GT(faults_after("UPDATE claim SET status = 3 WHERE id = 2"), 0u);
  EXPECT_GT(faults_after("UPDATE quantity SET max = 120"), 0u);
  EXPECT_GT(faults_after("UPDATE link SET kind = 0 WHERE claim = 2"), 0u);
  EXPECT_GT(faults_after("UPDATE report SET digest = zeroblob(32)"), 0u);
  EXPECT_GT(faults_after("UPDATE report SET text = (SELECT raw FROM report)"), 0u);
  EXPECT_GT(faults_after("DELETE FROM claim WHERE id = 2"), 0u);
  EXPECT_GT(faults_after("DELETE FROM source"), 0u);
}

}  // namespace
}  // namespace rawi
