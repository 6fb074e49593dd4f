#include "ledger/schema.h"

#include <string>

#include "ledger/fts.h"
#include "rawi/error.h"
#include "rawi/views.h"

namespace rawi {
namespace {

// Version 1. Rows are only ever inserted. `batch` says when a row was recorded; what replaces a row says so in
// a row of its own (superseded, report_superseded, membership_end, a decision of kind undo).
constexpr const char* kVersion1 = R"sql(
CREATE TABLE batch(
  id INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,        -- microseconds since 1970-01-01T00:00Z; never falls
  kind TEXT NOT NULL,                  -- add, reread, events, decision
  last_report INTEGER NOT NULL,        -- the highest ids when it was written: with them --as-of costs nothing
  last_reading INTEGER NOT NULL,
  last_claim INTEGER NOT NULL
) STRICT;
CREATE TABLE engine(                   -- what read a report
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL, lexicon TEXT NOT NULL, model TEXT NOT NULL,
  batch INTEGER NOT NULL,
  UNIQUE(program, lexicon, model)
) STRICT;
CREATE TABLE report(                   -- one version of one article
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  name TEXT NOT NULL,                  -- the id it came under
  version INTEGER NOT NULL,            -- 1, 2 ... of that name
  came_from TEXT NOT NULL,             -- file, and line of a JSON Lines file
  digest BLOB NOT NULL,                -- SHA-256 of the bytes as they came
  bytes INTEGER NOT NULL,
  raw BLOB NOT NULL,                   -- those bytes, one Zstandard frame
  text_digest BLOB NOT NULL,
  text_bytes INTEGER NOT NULL,
  text BLOB,                           -- the text as UTF-8, one Zstandard frame; null: the same as raw
  encoding TEXT NOT NULL, broken INTEGER NOT NULL,
  published TEXT, outlet TEXT, url TEXT, title TEXT  -- as the carrier gave them
) STRICT;
CREATE INDEX report_digest ON report(digest);
CREATE TABLE report_superseded(report INTEGER PRIMARY KEY, by INTEGER NOT NULL, batch INTEGER NOT NULL) STRICT;
CREATE TABLE sighting(                 -- under this name came that report
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, report INTEGER NOT NULL, came_from TEXT NOT NULL, batch INTEGER NOT NULL
) STRICT;
CREATE INDEX sighting_name ON sighting(name, id);

CREATE TABLE reading(                  -- what one engine read in one report
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  report INTEGER NOT NULL, engine INTEGER NOT NULL,
  published TEXT, basis INTEGER NOT NULL, published_begin INTEGER NOT NULL, published_end INTEGER NOT NULL,
  published_from INTEGER, published_to INTEGER,      -- seconds since 1970, half open
  first_claim INTEGER NOT NULL, claims INTEGER NOT NULL,
  first_sentence INTEGER NOT NULL, sentences INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_report ON reading(report);
CREATE INDEX reading_published ON reading(published_from);
CREATE TABLE superseded(reading INTEGER PRIMARY KEY, by INTEGER NOT NULL, batch INTEGER NOT NULL) STRICT;
CREATE TABLE junk(
  reading INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY(reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity(                   -- what the lexicon knew of a place or an actor; a change of it is a new row
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  key TEXT NOT NULL,
  name_ar TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
  country TEXT, admin1 TEXT, parent TEXT, lat REAL, lon REAL
) STRICT;
CREATE INDEX entity_key ON entity(key);
CREATE TABLE source(                   -- who says so: docs/ledger.md, "Sources"
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  key TEXT,                            -- null: unnamed, one row a reading
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,                  -- as first met
  entity INTEGER,
  report INTEGER,                      -- of an unnamed source: it is known within this report only
  nationality TEXT, body TEXT, role TEXT,
  number INTEGER,                      -- 1, 2, 3 for more; null: not said
  anonymity TEXT                       -- the reason given for not naming it
) STRICT;
CREATE UNIQUE INDEX source_key ON source(key) WHERE key IS NOT NULL;
CREATE TABLE source_name(
  source INTEGER NOT NULL, name TEXT NOT NULL, batch INTEGER NOT NULL,
  folded BLOB NOT NULL,                -- " word word ": what a name asked for is looked for in
  PRIMARY KEY(source, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE rule(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE sentence(
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL,
  first_claim INTEGER NOT NULL, claims INTEGER NOT NULL
) STRICT;
CREATE TABLE claim(                    -- spans are bytes of the report's text, half open
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL, sentence INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  type INTEGER NOT NULL, mode TEXT, cameo TEXT, status INTEGER NOT NULL,
  weapon INTEGER NOT NULL, weapon_begin INTEGER, weapon_end INTEGER,
  actor_begin INTEGER, actor_end INTEGER, actor INTEGER,
  target_begin INTEGER, target_end INTEGER, target INTEGER,
  place_begin INTEGER, place_end INTEGER, place INTEGER, place_other INTEGER, relation INTEGER NOT NULL,
  time_begin INTEGER, time_end INTEGER, edtf TEXT, time_from INTEGER, time_to INTEGER,
  denies INTEGER,                      -- claim
  rule INTEGER NOT NULL, rules TEXT, score REAL NOT NULL,
  tie INTEGER NOT NULL                 -- XXH3 of all the words that it rests on: what `rawi verify` checks
) STRICT;
CREATE INDEX claim_time ON claim(time_from) WHERE time_from IS NOT NULL;
CREATE INDEX claim_place ON claim(place) WHERE place IS NOT NULL;
CREATE INDEX claim_actor ON claim(actor) WHERE actor IS NOT NULL;
CREATE INDEX claim_target ON claim(target) WHERE target IS NOT NULL;
CREATE TABLE link(                     -- the chain, nearest to the reader first
  claim INTEGER NOT NULL, n INTEGER NOT NULL,
  source INTEGER NOT NULL, kind INTEGER NOT NULL,
  name_begin INTEGER NOT NULL, name_end INTEGER NOT NULL, cited_begin INTEGER NOT NULL, cited_end INTEGER NOT NULL,
  PRIMARY KEY(claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_source ON link(source, claim);
CREATE TABLE quantity(
  claim INTEGER NOT NULL, n INTEGER NOT NULL,
  counts INTEGER NOT NULL, min INTEGER, max INTEGER,  -- null: open
  begin INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY(claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event(id INTEGER PRIMARY KEY, batch INTEGER NOT NULL) STRICT;
CREATE TABLE membership(
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL, claim INTEGER NOT NULL, certainty INTEGER NOT NULL,  -- 2 certain, 1 possible
  batch INTEGER NOT NULL
) STRICT;
CREATE INDEX membership_event ON membership(event);
CREATE INDEX membership_claim ON membership(claim);
CREATE TABLE membership_end(membership INTEGER PRIMARY KEY, batch INTEGER NOT NULL) STRICT;
CREATE TABLE event_state(              -- what was made of an event's members; the last row counts
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL, batch INTEGER NOT NULL, data TEXT NOT NULL  -- JSON
) STRICT;
CREATE INDEX event_state_event ON event_state(event);
CREATE TABLE decision(                 -- a person's word: merge, split, exclude; undo takes one back
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  kind TEXT NOT NULL, undoes INTEGER, who TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE decision_claim(           -- of which claims: by their words, so that it outlasts every re-reading
  decision INTEGER NOT NULL, n INTEGER NOT NULL, side INTEGER NOT NULL,
  report INTEGER NOT NULL, trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  PRIMARY KEY(decision, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_claim_report ON decision_claim(report);
CREATE TABLE done(consumer TEXT NOT NULL, version TEXT NOT NULL, upto INTEGER NOT NULL, batch INTEGER NOT NULL) STRICT;

CREATE TABLE code(kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;

-- Words folded and without clitics, one token a word with its stems beside it; no text is kept in them.
CREATE VIRTUAL TABLE report_words USING fts5(title, words, content='', tokenize='rawi');
CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', tokenize='rawi');
)sql";

// Version 2: events kept as they grow. Version 1 had tables for them, which nothing wrote to.
constexpr const char* kVersion2 = R"sql(
DROP TABLE event_state;
DROP TABLE membership_end;
DROP TABLE membership;
DROP TABLE event;
CREATE TABLE comparable(               -- what a reading is compared by (src/events/pack.h)
  reading INTEGER PRIMARY KEY, format INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE TABLE event_state(              -- what an event was from one batch until another one ended it
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL,                 -- a hash of its first claim
  batch INTEGER NOT NULL,
  type INTEGER NOT NULL,
  place INTEGER,                       -- entity
  time_from INTEGER NOT NULL, time_to INTEGER NOT NULL,  -- seconds since 1970, half open; the least and greatest: not known
  dated INTEGER NOT NULL,              -- 0: that is when its first report was published
  claims INTEGER NOT NULL, reports INTEGER NOT NULL,
  origins_min INTEGER NOT NULL, origins_max INTEGER NOT NULL,
  contested INTEGER NOT NULL,          -- contradictions
  statuses INTEGER NOT NULL,           -- a bit for each status that one of its claims has
  signature INTEGER NOT NULL,          -- of all that it was made from
  data BLOB NOT NULL                   -- src/events/pack.h
) STRICT;
CREATE INDEX event_state_event ON event_state(event);
CREATE INDEX event_state_time ON event_state(time_from, event);
CREATE INDEX event_state_reports ON event_state(reports, time_from, event);
CREATE INDEX event_state_origins ON event_state(origins_min, time_from, event);
CREATE TABLE event_state_end(state INTEGER PRIMARY KEY, batch INTEGER NOT NULL) STRICT;
CREATE TABLE membership(
  state INTEGER NOT NULL, claim INTEGER NOT NULL, certainty INTEGER NOT NULL,  -- 2 certain, 1 possible
  PRIMARY KEY(state, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_claim ON membership(claim);

-- What events are made with: of the reports that count now, and written over. It can be made anew from `comparable`.
CREATE TABLE kept(reading INTEGER PRIMARY KEY, week INTEGER NOT NULL, decisions TEXT) STRICT;
CREATE INDEX kept_week ON kept(week);
CREATE TABLE week_word(week INTEGER NOT NULL, word INTEGER NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY(week, word)) STRICT, WITHOUT ROWID;
CREATE INDEX week_word_common ON week_word(week, word, reports) WHERE reports >= 16;
CREATE TABLE print(print INTEGER NOT NULL, reading INTEGER NOT NULL, PRIMARY KEY(print, reading)) STRICT, WITHOUT ROWID;
CREATE TABLE ground(
  ground INTEGER NOT NULL, bucket INTEGER NOT NULL, strand INTEGER NOT NULL, PRIMARY KEY(ground, bucket, strand)
) STRICT, WITHOUT ROWID;
CREATE TABLE reprint(                  -- readings
  first INTEGER NOT NULL, second INTEGER NOT NULL, directed INTEGER NOT NULL, shared REAL NOT NULL, passages BLOB NOT NULL,
  PRIMARY KEY(first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX reprint_second ON reprint(second);
CREATE TABLE pair(                     -- strands that look alike, both ways round
  a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, copy INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE TABLE grouped(strand INTEGER PRIMARY KEY, state INTEGER NOT NULL) STRICT;
)sql";

// Version 3: what people say of claims, reports and events.
constexpr const char* kVersion3 = R"sql(
CREATE TABLE note(                     -- src/ledger/notes.h; a claim by its words, so that it outlasts every re-reading
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  kind TEXT NOT NULL,                  -- accept, field, comment, undo
  undoes INTEGER,                      -- note
  who TEXT NOT NULL, reason TEXT NOT NULL,
  event TEXT, report INTEGER,
  trigger_begin INTEGER, trigger_end INTEGER, around BLOB,  -- the words of the text about the trigger
  field TEXT, value TEXT, was TEXT     -- null: none
) STRICT;
CREATE INDEX note_report ON note(report);
)sql";

// Version 4: what a report was taken for. Those of older ledgers have no row.
constexpr const char* kVersion4 = R"sql(
CREATE TABLE intake(
  report INTEGER PRIMARY KEY,
  type TEXT NOT NULL,                  -- text, html, feed, json
  standing TEXT NOT NULL,              -- article, paywall, foreign, thin, consent, links
  language TEXT, author TEXT, modified TEXT,
  found TEXT NOT NULL                  -- what each field rests on: "title=json-ld published=meta"
) STRICT;
)sql";

template <typename Enum>
void fill_codes(Sqlite& db, std::string_view kind, int count, std::string_view (*name)(Enum)) {
  Statement insert(db, "INSERT INTO code(kind, id, name) VALUES(?, ?, ?)");
  for (int i = 0; i < count; ++i) {
    const std::string_view n = name(static_cast<Enum>(i));
    insert.text(1, kind).integer(2, i).text(3, n).run();
  }
}

void make_version_1(Sqlite& db) {
  db.run(kVersion1);
  fill_codes<Plover>(db, "type", kPloverCount, plover_name);
  fill_codes<Status>(db, "status", 4, status_name);
  fill_codes<SourceKind>(db, "source", 5, source_kind_name);
  fill_codes<CountOf>(db, "counts", 15, count_name);
  fill_codes<Weapon>(db, "weapon", 9, weapon_name);
  fill_codes<JunkKind>(db, "junk", 6, junk_name);
  fill_codes<DateBasis>(db, "basis", 5, basis_name);
}

std::string where(const Sqlite& db) { return "ledger '" + db.path() + "'"; }

// 0: an empty file. Throws when it is no ledger, or a newer one.
int64_t version_of(Sqlite& db) {
  const int64_t application = db.integer("PRAGMA application_id");
  const int64_t version = db.integer("PRAGMA user_version");
  if (application == 0 && version == 0 && db.integer("SELECT count(*) FROM sqlite_master") == 0) return 0;
  if (application != kApplicationId)
    throw Error(where(db) + ": this is a database, but no ledger of rawi: name another file with --ledger");
  if (version > kSchemaVersion)
    throw Error(where(db) + ": it has schema " + std::to_string(version) + ", this rawi knows up to " +
                std::to_string(kSchemaVersion) + ": use the newer rawi that wrote it");
  return version;
}

// One step a version: from `version` to the next.
void migrate_from(Sqlite& db, int64_t version) {
  switch (version) {
    case 0: return make_version_1(db);
    case 1: return db.run(kVersion2);
    case 2: return db.run(kVersion3);
    case 3: return db.run(kVersion4);
    default: throw Error(where(db) + ": schema " + std::to_string(version) + " was never released: restore the file from a copy");
  }
}

}  // namespace

void prepare_to_write(Sqlite& db) {
  register_words_tokenizer(db);
  if (version_of(db) == 0) {
    db.run("PRAGMA page_size = 8192");
    db.run("PRAGMA journal_mode = WAL");
  }
  // FULL: what was acknowledged outlasts a loss of power. One sync a batch costs nothing.
  db.run("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
  if (version_of(db) == kSchemaVersion) return;
  db.run("BEGIN IMMEDIATE");
  // Asked again: another program may have made the tables while this one waited.
  for (int64_t version = version_of(db); version < kSchemaVersion; ++version) migrate_from(db, version);
  db.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  db.run(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  db.run("COMMIT");
}

void prepare_to_read(Sqlite& db) {
  register_words_tokenizer(db);
  const int64_t version = version_of(db);
  if (version == 0) throw Error(where(db) + ": it is empty: `rawi add` puts reports into it");
  if (version < kSchemaVersion)
    throw Error(where(db) + ": it has the older schema " + std::to_string(version) + ": `rawi add --ledger " + db.path() +
                "` brings it up to date (keep a copy)");
  db.run("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824");
}

}  // namespace rawi
