// What was acknowledged stays: killed at any moment, and on a full disk.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "ledger/sqlite.h"
#include "ledger_fixture.h"
#include "rawi/error.h"

namespace rawi {
namespace {

using test::ledger_resources;
using test::LedgerTest;
using Access = Ledger::Access;

constexpr int kReports = 400;

std::string lines() {
  std::string out;
  for (int i = 0; i < kReports; ++i)
    out += "{\"id\": \"r" + std::to_string(i) + "\", \"text\": \"أعلن الجيش اليوم أن " + std::to_string(i + 3) +
           " مسلحين قتلوا في قصف على بلدة حدودية، وقال مصدر طبي إن الجرحى نقلوا إلى المستشفى.\"}\n";
  return out;
}

uint64_t reports_in(const std::string& path) {
  if (!std::filesystem::exists(path)) return 0;
  Ledger ledger(path, Access::kAdd);
  EXPECT_TRUE(ledger.verify().faults.empty()) << ledger.verify().faults[0];
  return static_cast<uint64_t>(ledger.store().db().integer("SELECT count(*) FROM report"));
}

// Adds in a process of its own; tells through `pipe` how many reports are committed, this run.
[[noreturn]] void add_and_tell(const std::string& path, const std::string& file, int pipe) {
  try {
    Ledger ledger(path, Access::kAdd);
    Input input({file});
    AddOptions options;
    options.batch = 4;
    options.committed = [&](const AddTotals& t) {
      if (::write(pipe, &t.reports, sizeof t.reports) < 0) ::_exit(3);
    };
    ledger.add(input, ledger_resources(), options);
  } catch (const std::exception&) {
    ::_exit(2);
  }
  ::_exit(0);
}

TEST_F(LedgerTest, KilledAtAnyMomentItHoldsAllThatWasAcknowledged) {
  const std::string file = write("many.jsonl", lines());
  ledger_resources();
  std::mt19937 random(20150803);
  int killed = 0;
  for (int round = 0; round < 15; ++round) {
    const uint64_t before = reports_in(path_);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) add_and_tell(path_, file, ends[1]);
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(0, 60'000)(random)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
    uint64_t told = 0, acknowledged = 0;
    while (::read(ends[0], &told, sizeof told) == sizeof told) acknowledged = told;
    ::close(ends[0]);
    EXPECT_GE(reports_in(path_), before + acknowledged) << "round " << round;
  }
  EXPECT_GT(killed, 3);
  Ledger ledger(path_, Access::kAdd);
  Input input({file});
  ledger.add(input, ledger_resources(), {});
  EXPECT_EQ(reports_in(path_), static_cast<uint64_t>(kReports));
}

TEST_F(LedgerTest, AFullDiskLosesTheBatchUnderWayOnly) {
  const std::string file = write("many.jsonl", lines());
  uint64_t acknowledged = 0;
  {
    Ledger ledger(path_, Access::kAdd);
    const int64_t pages = ledger.store().db().integer("PRAGMA page_count");
    ledger.store().db().run(("PRAGMA max_page_count = " + std::to_string(pages + 12)).c_str());
    Input input({file});
    AddOptions options;
    options.batch = 20;
    options.committed = [&](const AddTotals& t) { acknowledged = t.reports; };
    try {
      ledger.add(input, ledger_resources(), options);
      FAIL() << "the disk was not full";
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find("the disk is full"), std::string::npos) << e.what();
    }
  }
  EXPECT_GT(acknowledged, 0u);
  EXPECT_EQ(reports_in(path_), acknowledged);
  Ledger ledger(path_, Access::kAdd);
  Input input({file});
  ledger.add(input, ledger_resources(), {});
  EXPECT_EQ(reports_in(path_), static_cast<uint64_t>(kReports));
}

TEST_F(LedgerTest, ADamagedFileIsRefusedOrVerifySaysSo) {
  const std::string file = write("many.jsonl", lines());
  {
    Ledger ledger(path_, Access::kAdd);
    Input input({file});
    ledger.add(input, ledger_resources(), {});
    ledger.store().db().run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  std::mt19937 random(7);
  const auto size = std::filesystem::file_size(path_);
  std::string junk(8192, '\xA5');
  std::fstream out(path_, std::ios::in | std::ios::out | std::ios::binary);
  for (int i = 0; i < 6; ++i) {
    out.seekp(static_cast<std::streamoff>(8192 * std::uniform_int_distribution<uint64_t>(1, size / 8192 - 1)(random)));
    out.write(junk.data(), static_cast<std::streamsize>(junk.size()));
  }
  out.close();
  try {
    EXPECT_FALSE(Ledger(path_, Access::kRead).verify().faults.empty());
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("damaged"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace rawi
