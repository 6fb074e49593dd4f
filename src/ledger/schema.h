// The ledger's tables: what they are, how a file is made, known again and brought up to date.
//
// A ledger is an SQLite file whose application_id is "RAWI" and whose user_version is the schema's. Opening
// refuses what is no ledger, what a newer rawi wrote, and what is not whole; each refusal says what to do.
// docs/ledger.md explains every table.
#ifndef RAWI_LEDGER_SCHEMA_H
#define RAWI_LEDGER_SCHEMA_H

#include "ledger/sqlite.h"

namespace rawi {

inline constexpr int64_t kApplicationId = 0x52415749;  // "RAWI"
inline constexpr int64_t kSchemaVersion = 4;

// Makes the tables in an empty file; brings an older schema up to date, in one transaction.
void prepare_to_write(Sqlite& db);

// Checks that this program can read the file. An older schema is read only after a migration: Error says how.
void prepare_to_read(Sqlite& db);

}  // namespace rawi

#endif  // RAWI_LEDGER_SCHEMA_H
