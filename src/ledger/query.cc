#include "ledger/query.h"

#include <algorithm>
#include <unordered_map>

#include "ledger/edtf.h"
#include "ledger/fts.h"
#include "ledger/sql.h"
#include "rawi/error.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr int64_t kMany = 5000;   // finds from which on they are not gathered before they are sorted

bool many_found(Store& store, const std::string& table, const std::string& match) {
  Sql sql("SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE " + table + " MATCH ");
  sql.add(sql.parameter(match) + " LIMIT " + std::to_string(kMany) + ")");
  Statement s = sql.prepare(store.db());
  return s.step() && s.integer_at(0) == kMany;
}

std::string not_superseded(const AsOf& m) {
  return "NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading AND x.batch <= " + sql_number(m.batch) + ")";
}

std::string like_outlet(Sql& sql, const std::string& name) { return "p.outlet = " + sql.parameter(name) + " COLLATE NOCASE"; }

// The conditions of a claim filter. `narrow` says whether an index finds few claims, so that sorting them is
// cheaper than walking all claims in order.
struct Conditions {
  Sql& sql;
  Store& store;
  const ClaimFilter& f;
  const Resources& resources;
  bool narrow = false;
  bool report = false;  // needs the report's row

  void add() {
    codes();
    times();
    participants();
    sources();
    rest();
  }

  void codes() {
    if (!f.type.empty()) sql.where("c.type = " + sql_code<Plover>("type", f.type, 1, kPloverCount, plover_name));
    if (!f.status.empty()) sql.where("c.status = " + sql_code<Status>("status", f.status, 0, 4, status_name));
    if (!f.weapon.empty()) sql.where("c.weapon = " + sql_code<Weapon>("weapon", f.weapon, 1, 9, weapon_name));
    if (!f.mode.empty()) sql.where("c.mode = " + sql.parameter(f.mode));
  }
  void times() {
    if (f.from.empty() && f.to.empty()) return;
    sql.where("c.time_from IS NOT NULL");
    if (!f.from.empty()) sql.where("c.time_to > " + sql_number(range_of("from", f.from).from));
    if (!f.to.empty()) sql.where("c.time_from < " + sql_number(range_of("to", f.to).to));
  }
  void entity(const char* column, const std::string& name, bool within) {
    if (name.empty()) return;
    sql.where(std::string(column) + " IN " + sql_list(entities_named(store, name, within, resources)));
    narrow = true;
  }
  void participants() {
    entity("c.place", f.place, false);
    entity("c.place", f.within, true);
    entity("c.actor", f.actor, false);
    entity("c.target", f.target, false);
  }
  void sources() {
    if (!f.source.empty())
      sql.where("c.id IN (SELECT claim FROM link WHERE source IN " + sql_list(sources_named(store, f.source, resources)) + ")");
    if (!f.origin.empty())
      sql.where("c.id IN (SELECT l.claim FROM link l WHERE l.source IN " + sql_list(sources_named(store, f.origin, resources)) +
                " AND NOT EXISTS (SELECT 1 FROM link m WHERE m.claim = l.claim AND m.n > l.n))");
    narrow |= !f.source.empty() || !f.origin.empty();
  }
  void rest() {
    if (!f.text.empty()) {
      const std::string match = word_query(f.text, resources.lexicon()).match;
      if (many_found(store, "sentence_words", match)) {
        // Most sentences have them: asked of each claim, in the order of the page, they are found at once.
        sql.where("EXISTS (SELECT 1 FROM sentence_words w WHERE w.rowid = c.sentence AND w.sentence_words MATCH " + sql.parameter(match) + ")");
        return others();
      }
      sql.where("c.id IN (SELECT k.id FROM sentence_words w JOIN sentence s ON s.id = w.rowid JOIN claim k ON k.id BETWEEN s.first_claim"
                " AND s.first_claim + s.claims - 1 WHERE w.sentence_words MATCH " + sql.parameter(match) + ")");
      narrow = true;
    }
    others();
  }
  void others() {
    if (!f.report.empty()) {
      const std::string name = sql.parameter(f.report);
      sql.where("c.reading IN (SELECT id FROM reading WHERE report IN (SELECT report FROM sighting WHERE name = " + name + "))");
    }
    if (!f.outlet.empty())
      sql.where("c.reading IN (SELECT r.id FROM reading r JOIN report p ON p.id = r.report WHERE " + like_outlet(sql, f.outlet) + ")");
  }
};

std::string order_of(ClaimOrder order, bool narrow) {
  const std::string plus = narrow ? "+" : "";
  switch (order) {
    case ClaimOrder::kNewest: return " ORDER BY " + plus + "c.time_from DESC, c.id DESC";
    case ClaimOrder::kOldest: return " ORDER BY " + plus + "c.time_from, c.id";
    default: return " ORDER BY " + plus + "c.id";
  }
}

// A cursor is the last claim's number: what comes after it in the order is the next page.
std::string after(ClaimOrder order, const std::string& cursor) {
  const std::string id = sql_number(integer_of(cursor));
  const std::string last = "(SELECT time_from, id FROM claim WHERE id = " + id + ")";
  switch (order) {
    case ClaimOrder::kNewest: return "(c.time_from, c.id) < " + last;
    case ClaimOrder::kOldest: return "(c.time_from, c.id) > " + last;
    default: return "c.id > " + id;
  }
}

// Cuts a page that was asked for with one row more than its limit.
template <typename Row>
void close_page(LedgerPage<Row>& page, size_t limit, const std::string& cursor) {
  if (page.rows.size() <= limit) return;
  page.rows.resize(limit);
  page.next = cursor;
}

// The stretch of a text, at most `most` bytes, that holds the most of the words found.
Span best_passage(std::string_view text, const std::vector<Span>& found, uint32_t most) {
  if (found.empty()) return {0, static_cast<uint32_t>(std::min<size_t>(text.size(), most))};
  size_t best = 0, count = 0;
  for (size_t i = 0, j = 0; i < found.size(); ++i) {
    while (j < found.size() && found[j].end - found[i].begin <= most) ++j;
    if (j - i > count) best = i, count = j - i;
  }
  uint32_t begin = found[best].begin > most / 4 ? found[best].begin - most / 4 : 0;
  uint32_t end = static_cast<uint32_t>(std::min<size_t>(text.size(), begin + most));
  const auto blank = [&](uint32_t at) { return text[at] == ' ' || text[at] == '\n' || text[at] == '\t'; };
  while (begin > 0 && begin < found[best].begin && !blank(begin)) ++begin;
  while (end < text.size() && end > found[best].end && !blank(end)) --end;
  return {begin, end};
}

constexpr uint32_t kPassage = 320;

void mark_hit(Store& store, const WordQuery& query, const Resources& resources, Hit& hit) {
  const std::string text = store.text(hit.report);
  if (hit.sentence == 0) {
    hit.words = find_words(text, query, resources.lexicon());
    hit.part = best_passage(text, hit.words, kPassage);
    std::erase_if(hit.words, [&](Span s) { return !hit.part.contains(s); });
    return;
  }
  for (Span s : find_words(std::string_view(text).substr(hit.part.begin, hit.part.size()), query, resources.lexicon()))
    hit.words.push_back({s.begin + hit.part.begin, s.end + hit.part.begin});
}

}  // namespace

void claim_conditions(Sql& sql, Store& store, const ClaimFilter& filter, const Resources& resources) {
  Conditions{sql, store, filter, resources}.add();
}

bool many_sentences(Store& store, const std::string& words, const Resources& resources) {
  return many_found(store, "sentence_words", word_query(words, resources.lexicon()).match);
}

LedgerPage<LedgerClaim> find_claims(Store& store, const ClaimFilter& filter, const Resources& resources, const PageOptions& page, ClaimOrder order) {
  const AsOf moment = store.at(filter.as_of);
  Sql sql("SELECT c.id FROM claim c WHERE c.id <= " + sql_number(moment.claim));
  Conditions conditions{sql, store, filter, resources};
  conditions.add();
  sql.where(not_superseded(moment));
  if (order != ClaimOrder::kAdded) sql.where("c.time_from IS NOT NULL");
  if (!page.cursor.empty()) sql.where(after(order, page.cursor));
  sql.add(order_of(order, conditions.narrow) + " LIMIT " + std::to_string(page.limit + 1));
  Statement s = sql.prepare(store.db());
  LedgerPage<LedgerClaim> out;
  while (s.step()) out.rows.push_back(store.claim(s.integer_at(0)));
  if (out.rows.size() > page.limit) close_page(out, page.limit, page.limit ? std::to_string(out.rows[page.limit - 1].id) : "0");
  return out;
}

LedgerPage<LedgerSource> find_sources(Store& store, const SourceFilter& filter, const Resources& resources, const PageOptions& page) {
  const AsOf moment = store.at(filter.as_of);
  const bool unnamed = filter.kind == "unnamed";
  // Counted over the index of links first: joining each link to its source takes three times as long.
  Sql sql("SELECT c.source, c.n FROM (SELECT l.source, count(*) n FROM link l WHERE l.claim <= " + sql_number(moment.claim));
  if (!filter.name.empty()) sql.where("l.source IN " + sql_list(sources_named(store, filter.name, resources)));
  if (store.db().integer("SELECT EXISTS(SELECT 1 FROM superseded)"))
    sql.where("NOT EXISTS (SELECT 1 FROM claim c JOIN superseded x ON x.reading = c.reading WHERE c.id = l.claim AND x.batch <= " + sql_number(moment.batch) + ")");
  sql.add(" GROUP BY l.source) c JOIN source s ON s.id = c.source WHERE 1");
  if (!filter.kind.empty()) sql.where("s.kind = " + sql_code<SourceKind>("kind", filter.kind, 0, 5, source_kind_name));
  if (!unnamed && filter.name.empty()) sql.where("s.key IS NOT NULL");
  const int64_t skip = page.cursor.empty() ? 0 : integer_of(page.cursor);
  sql.add(" ORDER BY c.n DESC, c.source LIMIT " + std::to_string(page.limit + 1) + " OFFSET " + sql_number(skip));
  Statement s = sql.prepare(store.db());
  Statement reports(store.db(), "SELECT count(DISTINCT c.reading) FROM link l JOIN claim c ON c.id = l.claim WHERE l.source = ? AND l.claim <= ?"
                                " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = c.reading AND x.batch <= ?)");
  LedgerPage<LedgerSource> out;
  while (s.step()) {
    LedgerSource row = store.source(s.integer_at(0));
    row.claims = static_cast<uint64_t>(s.integer_at(1));
    reports.integer(1, row.id).integer(2, moment.claim).integer(3, moment.batch);
    if (reports.step()) row.reports = static_cast<uint64_t>(reports.integer_at(0));
    reports.reset();
    out.rows.push_back(std::move(row));
  }
  close_page(out, page.limit, sql_number(skip + static_cast<int64_t>(page.limit)));
  return out;
}

LedgerPage<LedgerReport> find_reports(Store& store, const ReportFilter& filter, const Resources& resources, const PageOptions& page) {
  const AsOf moment = store.at(filter.as_of);
  Sql sql("SELECT p.id FROM report p WHERE p.id <= " + sql_number(moment.report));
  if (!filter.versions) sql.where("NOT EXISTS (SELECT 1 FROM report_superseded x WHERE x.report = p.id AND x.batch <= " + sql_number(moment.batch) + ")");
  if (!filter.name.empty()) sql.where("p.id IN (SELECT report FROM sighting WHERE name = " + sql.parameter(filter.name) + ")");
  if (!filter.outlet.empty()) sql.where(like_outlet(sql, filter.outlet));
  if (!filter.from.empty()) sql.where("p.id IN (SELECT report FROM reading WHERE published_to > " + sql_number(range_of("from", filter.from).from) + ")");
  if (!filter.to.empty()) sql.where("p.id IN (SELECT report FROM reading WHERE published_from < " + sql_number(range_of("to", filter.to).to) + ")");
  if (!filter.text.empty())
    sql.where("p.id IN (SELECT rowid FROM report_words WHERE report_words MATCH " + sql.parameter(word_query(filter.text, resources.lexicon()).match) + ")");
  if (!page.cursor.empty()) sql.where("p.id > " + sql_number(integer_of(page.cursor)));
  sql.add(" ORDER BY p.id LIMIT " + std::to_string(page.limit + 1));
  Statement s = sql.prepare(store.db());
  LedgerPage<LedgerReport> out;
  while (s.step()) out.rows.push_back(store.report(s.integer_at(0)));
  if (out.rows.size() > page.limit) close_page(out, page.limit, page.limit ? sql_number(out.rows[page.limit - 1].id) : "0");
  return out;
}

LedgerPage<Hit> search_words(Store& store, const std::string& words, bool in_claims, const Resources& resources, const PageOptions& page,
                             const std::string& as_of) {
  const AsOf moment = store.at(as_of);
  const WordQuery query = word_query(words, resources.lexicon());
  const int64_t skip = page.cursor.empty() ? 0 : integer_of(page.cursor);
  const std::string batch = sql_number(moment.batch);
  Sql sql(in_claims ? "SELECT r.report, s.id, s.begin, s.end, s.first_claim, s.claims FROM sentence_words w"
                      " JOIN sentence s ON s.id = w.rowid JOIN reading r ON r.id = s.reading"
                      " WHERE r.id <= " + sql_number(moment.reading) +
                      " AND NOT EXISTS (SELECT 1 FROM superseded x WHERE x.reading = r.id AND x.batch <= " + batch + ")"
                    : "SELECT w.rowid FROM report_words w WHERE w.rowid <= " + sql_number(moment.report) +
                      " AND NOT EXISTS (SELECT 1 FROM report_superseded x WHERE x.report = w.rowid AND x.batch <= " + batch + ")");
  const std::string table = in_claims ? "sentence_words" : "report_words";
  sql.where(table + " MATCH " + sql.parameter(query.match));
  // What most texts have says nothing of relevance: the last added come first, and nothing has to be ranked.
  sql.add(std::string(" ORDER BY ") + (many_found(store, table, query.match) ? "w.rowid DESC" : "w.rank") + " LIMIT " + std::to_string(page.limit + 1) + " OFFSET " + sql_number(skip));
  Statement s = sql.prepare(store.db());
  LedgerPage<Hit> out;
  while (s.step()) {
    Hit hit;
    hit.report = s.integer_at(0);
    if (in_claims) {
      hit.sentence = s.integer_at(1);
      hit.part = {static_cast<uint32_t>(s.integer_at(2)), static_cast<uint32_t>(s.integer_at(3))};
      for (int64_t i = 0; i < s.integer_at(5); ++i) hit.claims.push_back(s.integer_at(4) + i);
    }
    out.rows.push_back(std::move(hit));
  }
  close_page(out, page.limit, sql_number(skip + static_cast<int64_t>(page.limit)));
  for (Hit& hit : out.rows) mark_hit(store, query, resources, hit);
  return out;
}

}  // namespace rawi
