// The statements behind Store's row functions.
#ifndef RAWI_LEDGER_ROW_STATEMENTS_H
#define RAWI_LEDGER_ROW_STATEMENTS_H

#include <string>

#include "ledger/sqlite.h"
#include "ledger/store.h"

namespace rawi {

inline constexpr const char* kClaimColumns =
    "SELECT c.id, c.reading, r.report, r.first_claim, c.trigger_begin, c.trigger_end, s.begin, s.end, c.type, c.mode, c.cameo,"
    " c.status, c.weapon, c.weapon_begin, c.weapon_end, c.actor_begin, c.actor_end, c.actor, c.target_begin, c.target_end, c.target,"
    " c.place_begin, c.place_end, c.place, c.place_other, c.relation, c.time_begin, c.time_end, c.edtf, c.time_from, c.time_to,"
    " c.denies, u.name, c.rules, c.score"
    " FROM claim c JOIN reading r ON r.id = c.reading JOIN sentence s ON s.id = c.sentence JOIN rule u ON u.id = c.rule";

struct Store::Rows {
  explicit Rows(Sqlite& db)
      : claims(db, std::string(kClaimColumns) + " WHERE c.id BETWEEN ?1 AND ?2 AND (?4 OR NOT EXISTS"
                                                " (SELECT 1 FROM superseded x WHERE x.reading = c.reading AND x.batch <= ?3)) ORDER BY c.id"),
        links(db, "SELECT claim, source, kind, name_begin, name_end, cited_begin, cited_end FROM link WHERE claim BETWEEN ? AND ? ORDER BY claim, n"),
        quantities(db, "SELECT claim, counts, min, max, begin, end FROM quantity WHERE claim BETWEEN ? AND ? ORDER BY claim, n"),
        entity(db, "SELECT id, key, name_ar, name_en, kind, country, admin1, parent, lat, lon FROM entity WHERE id = ?"),
        source(db, "SELECT id, kind, key, name, entity, report, nationality, body, role, anonymity, number FROM source WHERE id = ?"),
        report(db, "SELECT p.id, p.name, p.came_from, p.digest, p.version, p.outlet, p.url, p.title, p.encoding, p.broken, p.bytes,"
                   " p.text_bytes, b.recorded_at, EXISTS(SELECT 1 FROM report_superseded x WHERE x.report = p.id),"
                   " r.id, r.published, r.basis, r.published_begin, r.published_end, r.claims, i.type, i.standing, i.language, i.author, i.modified, i.found"
                   " FROM report p LEFT JOIN batch b ON b.id = p.batch LEFT JOIN reading r ON r.id = (SELECT max(id) FROM reading WHERE report = p.id)"
                   " LEFT JOIN intake i ON i.report = p.id"
                   " WHERE p.id = ?"),
        bytes(db, "SELECT raw, text, published FROM report WHERE id = ?") {}
  Statement claims, links, quantities, entity, source, report, bytes;
};

}  // namespace rawi

#endif  // RAWI_LEDGER_ROW_STATEMENTS_H
