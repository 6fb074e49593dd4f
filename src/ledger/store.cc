#include "ledger/store.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "ledger/edtf.h"
#include "ledger/row_statements.h"
#include "ledger/schema.h"
#include "lexicon/lexicon.h"
#include "rawi/error.h"
#include "rawi/input.h"
#include "rawi/views.h"

namespace rawi {
namespace {

// Binds a span, or nulls for an empty one.
void bind(Statement& s, int at, Span span) {
  if (span.empty()) {
    s.null(at).null(at + 1);
  } else {
    s.integer(at, span.begin).integer(at + 1, span.end);
  }
}

void bind_id(Statement& s, int at, int64_t id) { id ? s.integer(at, id) : s.null(at); }

void bind_limit(Statement& s, int at, int64_t value) { value == kUnbounded ? s.null(at) : s.integer(at, value); }

}  // namespace

Clock system_clock() {
  return [] {
    using namespace std::chrono;
    return duration_cast<microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  };
}

// Statements and what is remembered between rows. Made at the first batch.
struct Store::Writing {
  Writing(Sqlite& db, const Resources& r)
      : resources(r),
        find_digest(db, "SELECT id, name FROM report WHERE digest = ?"),
        find_name(db, "SELECT r.id, r.digest, r.version, r.name FROM sighting s JOIN report r ON r.id = s.report WHERE s.name = ? ORDER BY s.id DESC LIMIT 1"),
        report(db, "INSERT INTO report VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        intake(db, "INSERT INTO intake VALUES(?,?,?,?,?,?,?)"),
        sighting(db, "INSERT INTO sighting(name, report, came_from, batch) VALUES(?,?,?,?)"),
        report_superseded(db, "INSERT INTO report_superseded VALUES(?,?,?)"),
        reading(db, "INSERT INTO reading VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        last_reading(db, "SELECT max(id) FROM reading WHERE report = ?"),
        superseded(db, "INSERT INTO superseded VALUES(?,?,?)"),
        junk(db, "INSERT INTO junk VALUES(?,?,?,?,?)"),
        find_entity(db, "SELECT id, name_ar, name_en, kind, country, admin1, parent, lat, lon FROM entity WHERE key = ? ORDER BY id DESC LIMIT 1"),
        entity(db, "INSERT INTO entity VALUES(?,?,?,?,?,?,?,?,?,?,?)"),
        find_source(db, "SELECT id FROM source WHERE key = ?"),
        source(db, "INSERT INTO source VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"),
        source_name(db, "INSERT OR IGNORE INTO source_name VALUES(?,?,?,?)"),
        find_rule(db, "SELECT id FROM rule WHERE name = ?"),
        rule(db, "INSERT INTO rule(name) VALUES(?)"),
        sentence(db, "INSERT INTO sentence VALUES(?,?,?,?,?,?)"),
        claim(db, "INSERT INTO claim VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        link(db, "INSERT INTO link VALUES(?,?,?,?,?,?,?,?)"),
        quantity(db, "INSERT INTO quantity VALUES(?,?,?,?,?,?,?)"),
        report_words(db, "INSERT INTO report_words(rowid, title, words) VALUES(?,?,?)"),
        sentence_words(db, "INSERT INTO sentence_words(rowid, words) VALUES(?,?)"),
        batch(db, "INSERT INTO batch VALUES(?,?,?,?,?,?)") {}

  const Resources& resources;
  Statement find_digest, find_name, report, intake, sighting, report_superseded, reading, last_reading, superseded, junk, find_entity,
      entity, find_source, source, source_name, find_rule, rule, sentence, claim, link, quantity, report_words, sentence_words, batch;
  std::string kind;
  int64_t report_id = 0, reading_id = 0, claim_id = 0, sentence_id = 0, entity_id = 0, source_id = 0, engine_id = 0;
  Changes changes;
  std::unordered_map<uint32_t, int64_t> entities, rules;
  std::unordered_map<std::string, int64_t> sources;
  std::unordered_map<std::string, int64_t> names;  // source and name, so that most names cost no statement
  std::vector<int64_t> link_sources;               // of the report under way; 0: not yet
  int64_t report_now = 0;
  std::string rules_text;

  void forget() {
    entities.clear();
    rules.clear();
    sources.clear();
    names.clear();
    engine_id = 0;
  }
};

Store::Store(const std::string& path, Ledger::Access access, Clock clock)
    : db_(path, access == Ledger::Access::kAdd ? Sqlite::Mode::kCreate : Sqlite::Mode::kRead),
      clock_(clock ? std::move(clock) : system_clock()) {
  if (access == Ledger::Access::kAdd) {
    prepare_to_write(db_);
  } else {
    prepare_to_read(db_);
  }
}

Store::~Store() = default;

AsOf Store::now() {
  Statement s(db_, "SELECT id, last_report, last_reading, last_claim, recorded_at FROM batch ORDER BY id DESC LIMIT 1");
  if (!s.step()) return {};
  return {s.integer_at(0), s.integer_at(1), s.integer_at(2), s.integer_at(3), s.integer_at(4)};
}

AsOf Store::at(const std::string& as_of) {
  if (as_of.empty()) return now();
  const auto range = edtf_range(as_of);
  if (!range || range->to == kNoEnd) throw Error("as of '" + as_of + "': no date: write it as 2015-08-03 or 2015-08-03T14:30");
  Statement s(db_, "SELECT id, last_report, last_reading, last_claim, recorded_at FROM batch WHERE recorded_at < ? ORDER BY id DESC LIMIT 1");
  s.integer(1, range->to * 1'000'000);
  if (!s.step()) return {};
  return {s.integer_at(0), s.integer_at(1), s.integer_at(2), s.integer_at(3), s.integer_at(4)};
}

void Store::write_with(const Resources& resources) {
  if (!w_ || &w_->resources != &resources) w_ = std::make_unique<Writing>(db_, resources);
}

void Store::begin(const char* kind) {
  db_.run("BEGIN IMMEDIATE");
  const auto highest = [&](const char* table) { return db_.integer(std::string("SELECT max(id) FROM ") + table); };
  // Another program may have written since the last batch.
  const int64_t batch = highest("batch") + 1;
  if (batch != batch_ + 1) w_->forget();
  batch_ = batch;
  w_->kind = kind;
  w_->report_id = highest("report");
  w_->reading_id = highest("reading");
  w_->claim_id = highest("claim");
  w_->sentence_id = highest("sentence");
  w_->entity_id = highest("entity");
  w_->source_id = highest("source");
  w_->changes = {};
  w_->changes.batch = batch_;
}

int64_t Store::batch_time() { return std::max(clock_(), db_.integer("SELECT recorded_at FROM batch ORDER BY id DESC LIMIT 1")); }

void Store::commit() {
  if (step_) step_(*this, w_->changes);
  w_->batch.integer(1, batch_).integer(2, batch_time()).text(3, w_->kind);
  w_->batch.integer(4, w_->report_id).integer(5, w_->reading_id).integer(6, w_->claim_id).run();
  db_.run("COMMIT");
}

void Store::roll_back() {
  if (db_.in_transaction()) db_.run("ROLLBACK");
  if (w_) w_->forget();
}

bool Store::knows(std::string_view digest, const std::string& name, bool line) {
  Statement& find = w_->find_digest;
  find.reset();
  find.blob(1, digest);
  bool found = false;
  while (!found && find.step()) {
    // A line's bytes hold its name; a file's name is its path.
    const std::string known = line ? std::string(find.text_at(1)) : name;
    Statement& last = w_->find_name;
    last.reset();
    last.text(1, known);
    found = last.step() && last.blob_at(1) == digest;
    last.reset();
  }
  find.reset();
  return found;
}

Stored Store::append(const Prepared& p) {
  Statement& last = w_->find_name;
  last.reset();
  last.text(1, p.report.id);
  if (last.step()) {
    const int64_t before = last.integer_at(0);
    const bool same = last.blob_at(1) == p.digest;
    // Under another's name until now: the name gets an article of its own, the other's stays current.
    const bool own = last.text_at(3) == p.report.id;
    const int64_t version = own ? last.integer_at(2) + 1 : 1;
    last.reset();
    if (same) return Stored::kKnown;
    const int64_t report = insert_report(p, version);
    if (own) {
      w_->report_superseded.integer(1, before).integer(2, report).integer(3, batch_).run();
      append_reading(report, p);
      w_->last_reading.integer(1, before);
      const int64_t reading = w_->last_reading.step() ? w_->last_reading.integer_at(0) : 0;
      w_->last_reading.reset();
      w_->superseded.integer(1, reading).integer(2, w_->reading_id).integer(3, batch_).run();
      w_->changes.superseded.push_back(reading);
      return Stored::kVersion;
    }
    append_reading(report, p);
    return Stored::kNew;
  }
  last.reset();
  Statement& find = w_->find_digest;
  find.reset();
  find.blob(1, p.digest);
  const int64_t copy = find.step() ? find.integer_at(0) : 0;
  find.reset();
  if (copy) {
    insert_sighting(p.report.id, copy, p.came_from);
    return Stored::kKnown;
  }
  append_reading(insert_report(p, 1), p);
  return Stored::kNew;
}

int64_t Store::insert_report(const Prepared& p, int64_t version) {
  const int64_t id = ++w_->report_id;
  const Report& r = p.report;
  Statement& s = w_->report;
  s.integer(1, id).integer(2, batch_).text(3, r.id).integer(4, version).text(5, p.came_from).blob(6, p.digest);
  s.integer(7, static_cast<int64_t>(p.bytes)).blob(8, p.raw).blob(9, p.text_digest).integer(10, static_cast<int64_t>(r.text.size()));
  if (p.text.empty()) {
    s.null(11);
  } else {
    s.blob(11, p.text);
  }
  s.text(12, r.encoding).integer(13, r.broken).text_or_null(14, r.published).text_or_null(15, r.outlet);
  s.text_or_null(16, r.url).text_or_null(17, r.title);
  s.run();
  w_->intake.integer(1, id).text(2, type_name(r.type)).text(3, standing_name(r.standing)).text_or_null(4, r.language).text_or_null(5, r.author);
  w_->intake.text_or_null(6, r.modified).text(7, found_fields(r)).run();
  insert_sighting(r.id, id, p.came_from);
  w_->report_words.integer(1, id).text(2, p.title_words).text(3, p.words).run();
  return id;
}

void Store::insert_sighting(const std::string& name, int64_t report, const std::string& from) {
  w_->sighting.text(1, name).integer(2, report).text(3, from).integer(4, batch_).run();
}

int64_t Store::engine() {
  if (w_->engine_id) return w_->engine_id;
  Statement find(db_, "SELECT id FROM engine WHERE program = ? AND lexicon = ? AND model = ?");
  find.text(1, RAWI_VERSION).text(2, w_->resources.lexicon_version()).text(3, w_->resources.model_version());
  if (find.step()) return w_->engine_id = find.integer_at(0);
  Statement insert(db_, "INSERT INTO engine(program, lexicon, model, batch) VALUES(?,?,?,?)");
  insert.text(1, RAWI_VERSION).text(2, w_->resources.lexicon_version()).text(3, w_->resources.model_version()).integer(4, batch_).run();
  return w_->engine_id = db_.last_row();
}

void Store::append_reading(int64_t report, const Prepared& p) {
  w_->last_reading.integer(1, report);
  const int64_t before = w_->last_reading.step() && !w_->last_reading.null_at(0) ? w_->last_reading.integer_at(0) : 0;
  w_->last_reading.reset();
  insert_reading(report, p);
  w_->changes.readings.push_back(w_->reading_id);
  w_->changes.extras.push_back(p.extra);
  if (before == 0) return;
  w_->superseded.integer(1, before).integer(2, w_->reading_id).integer(3, batch_).run();
  w_->changes.superseded.push_back(before);
}

void Store::insert_reading(int64_t report, const Prepared& p) {
  const int64_t id = ++w_->reading_id;
  const Published& published = p.reading.published;
  Statement& s = w_->reading;
  s.integer(1, id).integer(2, batch_).integer(3, report).integer(4, engine());
  s.text_or_null(5, published.edtf).integer(6, static_cast<int64_t>(published.basis));
  s.integer(7, published.words.begin).integer(8, published.words.end);
  if (const auto range = edtf_range(published.edtf)) {
    s.integer(9, range->from).integer(10, range->to);
  } else {
    s.null(9).null(10);
  }
  s.integer(11, w_->claim_id + 1).integer(12, static_cast<int64_t>(p.reading.claims.size()));
  s.integer(13, w_->sentence_id + 1).integer(14, static_cast<int64_t>(p.sentences.size()));
  s.run();
  for (size_t i = 0; i < p.reading.junk.size(); ++i) {
    const Junk& j = p.reading.junk[i];
    w_->junk.integer(1, id).integer(2, static_cast<int64_t>(i)).integer(3, static_cast<int64_t>(j.kind));
    w_->junk.integer(4, j.words.begin).integer(5, j.words.end).run();
  }
  w_->report_now = report;
  insert_claims(p, id);
}

void Store::insert_claims(const Prepared& p, int64_t reading) {
  const int64_t first = w_->claim_id + 1;
  w_->link_sources.assign(p.reading.links.size(), 0);
  for (const SentenceRun& run : p.sentences) {
    const int64_t sentence = ++w_->sentence_id;
    w_->sentence.integer(1, sentence).integer(2, reading).integer(3, run.span.begin).integer(4, run.span.end);
    w_->sentence.integer(5, first + run.first_claim).integer(6, run.claims).run();
    w_->sentence_words.integer(1, sentence).text(2, std::string_view(p.sentence_words).substr(run.words_begin, run.words_end - run.words_begin)).run();
    for (uint32_t i = run.first_claim; i < run.first_claim + run.claims; ++i) {
      const Claim& c = p.reading.claims[i];
      insert_claim(p, c, first + i, reading, sentence, first);
      insert_chain(p, c, first + i);
    }
  }
  w_->claim_id += static_cast<int64_t>(p.reading.claims.size());
}

void Store::insert_claim(const Prepared& p, const Claim& c, int64_t id, int64_t reading, int64_t sentence, int64_t first_claim) {
  Statement& s = w_->claim;
  const auto entity = [&](int at, uint32_t e) { bind_id(s, at, e == kNoEntity ? 0 : entity_row(e)); };
  s.integer(1, id).integer(2, reading).integer(3, sentence).integer(4, c.trigger.begin).integer(5, c.trigger.end);
  s.integer(6, static_cast<int64_t>(c.type)).text_or_null(7, w_->resources.mode_name(c.mode));
  s.text_or_null(8, cameo_root(c, w_->resources)).integer(9, static_cast<int64_t>(c.status));
  s.integer(10, static_cast<int64_t>(c.weapon));
  bind(s, 11, c.weapon_words);
  bind(s, 13, c.actor.words);
  entity(15, c.actor.entity);
  bind(s, 16, c.target.words);
  entity(18, c.target.entity);
  bind(s, 19, c.place.words);
  entity(21, c.place.entity);
  entity(22, c.place.other);
  s.integer(23, static_cast<int64_t>(c.place.relation));
  bind(s, 24, c.time.words);
  const std::string_view edtf = c.time.time < 0 ? std::string_view() : std::string_view(p.reading.times[static_cast<size_t>(c.time.time)].edtf);
  s.text_or_null(26, edtf);
  s.null(27).null(28);
  if (const auto range = edtf_range(edtf)) s.integer(27, range->from).integer(28, range->to);
  bind_id(s, 29, c.denies < 0 ? 0 : first_claim + c.denies);
  s.integer(30, rule_row(c.lexeme));
  w_->rules_text.clear();
  for (uint32_t i = 0; i < c.rules; ++i) w_->rules_text.append(i ? "\n" : "").append(p.reading.rules[c.first_rule + i]);
  s.text_or_null(31, w_->rules_text);
  s.real(32, static_cast<double>(c.score));
  int64_t tie;
  std::memcpy(&tie, &p.ties[static_cast<size_t>(id - first_claim)], sizeof tie);
  s.integer(33, tie).run();
}

void Store::insert_chain(const Prepared& p, const Claim& c, int64_t id) {
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = p.reading.links[c.first_link + i];
    Statement& s = w_->link;
    s.integer(1, id).integer(2, i).integer(3, source_row(p, c.first_link + i)).integer(4, static_cast<int64_t>(link.kind));
    s.integer(5, link.name.begin).integer(6, link.name.end).integer(7, link.cited.begin).integer(8, link.cited.end).run();
  }
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity& q = p.reading.quantities[c.first_quantity + i];
    Statement& s = w_->quantity;
    s.integer(1, id).integer(2, i).integer(3, static_cast<int64_t>(q.of));
    bind_limit(s, 4, q.min);
    bind_limit(s, 5, q.max);
    s.integer(6, q.words.begin).integer(7, q.words.end).run();
  }
}

// The row that holds what the lexicon knows now of an entity; a new one when it knows something else than before.
int64_t Store::entity_row(uint32_t id) {
  int64_t& row = w_->entities[id];
  if (row) return row;
  const EntityFacts facts = w_->resources.entity(id);
  const Lexicon& lexicon = w_->resources.lexicon();
  const Entity& e = lexicon.entity(id);
  const std::string_view admin1 = e.admin1 ? lexicon.string(e.admin1) : "";
  const std::string_view parent = e.parent == kNoEntity ? std::string_view() : lexicon.string(lexicon.entity(e.parent).id);
  Statement& find = w_->find_entity;
  find.text(1, facts.id);
  if (find.step() && find.text_at(1) == facts.name_ar && find.text_at(2) == facts.name_en && find.text_at(3) == facts.kind &&
      find.text_at(4) == facts.country && find.text_at(5) == admin1 && find.text_at(6) == parent &&
      find.null_at(7) != facts.located && (!facts.located || (find.real_at(7) == facts.lat && find.real_at(8) == facts.lon)))
    row = find.integer_at(0);
  find.reset();
  if (row) return row;
  row = ++w_->entity_id;
  Statement& s = w_->entity;
  s.integer(1, row).integer(2, batch_).text(3, facts.id).text(4, facts.name_ar).text(5, facts.name_en).text(6, facts.kind);
  s.text_or_null(7, facts.country).text_or_null(8, admin1).text_or_null(9, parent);
  facts.located ? s.real(10, facts.lat).real(11, facts.lon) : s.null(10).null(11);
  s.run();
  return row;
}

int64_t Store::source_row(const Prepared& p, uint32_t index) {
  int64_t& row = w_->link_sources[index];
  if (row) return row;
  const SourceIdentity& who = p.sources[index];
  const Link& link = p.reading.links[index];
  const std::string_view name = who.alone.empty() ? p.report.words(link.name) : std::string_view(who.alone);
  const std::string key = who.in_report ? who.key + "@" + std::to_string(w_->report_now) : who.key;
  if (key.empty()) {
    // The same words at the same place are the same unnamed source; other words are not known to be.
    for (size_t i = 0; i < w_->link_sources.size(); ++i)
      if (w_->link_sources[i] && p.reading.links[i].name == link.name && p.sources[i].key.empty()) return row = w_->link_sources[i];
  } else {
    if (const auto known = w_->sources.find(key); known != w_->sources.end()) row = known->second;
    if (!row) {
      w_->find_source.text(1, key);
      if (w_->find_source.step()) row = w_->find_source.integer_at(0);
      w_->find_source.reset();
    }
  }
  if (!row) {
    row = ++w_->source_id;
    Statement& s = w_->source;
    s.integer(1, row).integer(2, batch_).text_or_null(3, key).integer(4, static_cast<int64_t>(link.kind));
    s.text(5, who.entity == kNoEntity ? name : w_->resources.entity(who.entity).name_ar);
    bind_id(s, 6, who.entity == kNoEntity ? 0 : entity_row(who.entity));
    bind_id(s, 7, key.empty() || who.in_report ? w_->report_now : 0);
    s.text_or_null(8, who.nationality).text_or_null(9, who.body).text_or_null(10, who.role);
    bind_id(s, 11, who.number);
    s.text_or_null(12, who.anonymity).run();
  }
  if (key.empty()) return row;
  if (!who.in_report) w_->sources.emplace(key, row);
  if (w_->names.try_emplace(std::to_string(row) + ' ' + std::string(name), row).second) {
    const std::string folded = spaced_fold(name);
    w_->source_name.integer(1, row).text(2, name).integer(3, batch_).blob(4, folded).run();
  }
  return row;
}

int64_t Store::rule_row(uint32_t lexeme) {
  int64_t& row = w_->rules[lexeme];
  if (row) return row;
  const std::string name = w_->resources.rule_name(lexeme);
  w_->find_rule.text(1, name);
  if (w_->find_rule.step()) row = w_->find_rule.integer_at(0);
  w_->find_rule.reset();
  if (row) return row;
  w_->rule.text(1, name).run();
  return row = db_.last_row();
}

Changes Store::changes(int64_t after, int64_t upto) {
  Changes out;
  out.batch = upto;
  Statement added(db_, "SELECT id FROM reading WHERE id > (SELECT coalesce(max(last_reading), 0) FROM batch WHERE id <= ?) AND batch <= ? ORDER BY id");
  added.integer(1, after).integer(2, upto);
  while (added.step()) out.readings.push_back(added.integer_at(0));
  Statement gone(db_, "SELECT reading FROM superseded WHERE batch > ? AND batch <= ? ORDER BY reading");
  gone.integer(1, after).integer(2, upto);
  while (gone.step()) out.superseded.push_back(gone.integer_at(0));
  return out;
}

}  // namespace rawi
