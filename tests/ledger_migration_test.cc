// Ledgers of every released schema are opened, brought up to date, and hold what they held.
//
// tests/data/ledger/vN.db.zst was written by the rawi that released schema N, from two example reports:
//   rawi add examples/01-agency.txt examples/02-lebanese-daily.txt --ledger v1.db && zstd -19 v1.db
// A released file is never made anew: a change of the tables is a new version with a migration.
#include <gtest/gtest.h>

#include <sstream>

#include "ledger/pack.h"
#include "ledger/schema.h"
#include "ledger/sqlite.h"
#include "ledger_fixture.h"
#include "rawi/error.h"

namespace rawi {
namespace {

using test::ledger_resources;
using test::LedgerTest;
using Access = Ledger::Access;

std::string tables_of(Sqlite& db) {
  std::string out;
  Statement s(db, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name");
  while (s.step()) out.append(s.text_at(0)).append(" ").append(s.text_at(1)).append(" ").append(s.text_at(2)).append("\n");
  return out;
}

TEST_F(LedgerTest, EveryReleasedSchemaIsBroughtUpToDate) {
  for (int64_t version = 1; version <= kSchemaVersion; ++version) {
    std::ifstream in(RAWI_SOURCE_DIR "/tests/data/ledger/v" + std::to_string(version) + ".db.zst", std::ios::binary);
    ASSERT_TRUE(in) << "no ledger of schema " << version << ": add one when the schema is released";
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string old = write("v" + std::to_string(version) + ".db", unpack(bytes.str(), size_t{64} << 20));
    if (version < kSchemaVersion) {
      EXPECT_THROW(Ledger(old, Access::kRead), Error);
    }
    Ledger ledger(old, Access::kAdd);
    EXPECT_EQ(ledger.store().db().integer("PRAGMA user_version"), kSchemaVersion);
    Ledger fresh((folder_ / "fresh.db").string(), Access::kAdd);
    EXPECT_EQ(tables_of(ledger.store().db()), tables_of(fresh.store().db())) << "schema " << version;
    const Verification v = ledger.verify();
    EXPECT_TRUE(v.faults.empty()) << v.faults[0];
    EXPECT_EQ(v.reports, 2u);
    EXPECT_EQ(v.claims, version < 3 ? 30u : 32u);  // as read by the rawi of that time
    EXPECT_EQ(ledger.reports({.name = "examples/01-agency.txt"}, ledger_resources()).rows.size(), 1u);
    EXPECT_EQ(ledger.search("الشدادي", false, ledger_resources()).rows.size(), 2u);
    EXPECT_GT(ledger.claims({.type = "ASSAULT"}, ledger_resources()).rows.size(), 2u);
    Input input({write("new.txt", "التقى الوزير نظيره في بغداد.")});
    EXPECT_EQ(ledger.add(input, ledger_resources(), {}).reports, 1u);
  }
}

}  // namespace
}  // namespace rawi
