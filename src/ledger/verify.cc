#include "ledger/verify.h"

#include <cstring>

#include "ledger/edtf.h"
#include "ledger/pack.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr size_t kMostFaults = 100;

class Verifier {
 public:
  explicit Verifier(Store& store) : store_(store), db_(store.db()) {}

  Verification run() {
    // Each part by itself: a damaged page stops one of them, and the others still say what they find.
    guarded([&] { pages(); });
    guarded([&] { batches(); });
    guarded([&] { reports(); });
    guarded([&] { readings(); });
    guarded([&] { references(); });
    return std::move(out_);
  }

 private:
  template <typename Part>
  void guarded(Part part) {
    try {
      part();
    } catch (const Error& e) {
      fault(e.what());
    }
  }
  void fault(std::string what) {
    if (out_.faults.size() < kMostFaults) out_.faults.push_back(std::move(what));
  }

  void pages() {
    Statement s(db_, "PRAGMA integrity_check(20)");
    while (s.step())
      if (s.text_at(0) != "ok") fault("file: " + std::string(s.text_at(0)));
  }

  void batches() {
    Statement s(db_, "SELECT id, recorded_at FROM batch ORDER BY id");
    int64_t before = INT64_MIN;
    while (s.step()) {
      if (s.integer_at(1) < before) fault("batch " + std::to_string(s.integer_at(0)) + ": recorded before the one before it");
      before = s.integer_at(1);
    }
    const AsOf now = store_.now();
    const auto beyond = [&](const char* table, int64_t last) {
      if (db_.integer(std::string("SELECT max(id) FROM ") + table) != last) fault(std::string(table) + ": rows of no batch");
    };
    beyond("report", now.report);
    beyond("reading", now.reading);
    beyond("claim", now.claim);
  }

  void reports() {
    Statement s(db_, "SELECT id, digest, raw, text_digest, text, bytes, text_bytes FROM report ORDER BY id");
    while (s.step()) {
      ++out_.reports;
      const std::string where = "report " + std::to_string(s.integer_at(0)) + ": ";
      guarded([&] {
        std::string raw, text;
        try {
          raw = unpack(s.blob_at(2), kLargestStored);
          text = s.null_at(4) ? raw : unpack(s.blob_at(4), kLargestStored);
        } catch (const Error& e) {
          throw Error(where + e.what());
        }
        if (sha256(raw) != s.blob_at(1) || raw.size() != static_cast<size_t>(s.integer_at(5))) fault(where + "its bytes are not those that came (SHA-256)");
        if (sha256(text) != s.blob_at(3) || text.size() != static_cast<size_t>(s.integer_at(6))) fault(where + "its text is not the one that was read (SHA-256)");
      });
    }
  }

  void readings() {
    Statement s(db_, "SELECT id, report, first_claim, claims FROM reading ORDER BY id");
    Statement ties(db_, "SELECT id, tie FROM claim WHERE id BETWEEN ? AND ? ORDER BY id");
    AsOf everything = store_.now();
    Report report;
    while (s.step()) {
      ++out_.readings;
      const int64_t id = s.integer_at(0), first = s.integer_at(2), last = first + s.integer_at(3) - 1;
      try {
        report.text = store_.text(s.integer_at(1));
      } catch (const Error&) {
        continue;  // said above
      }
      int64_t count = 0;
      ties.integer(1, first).integer(2, last);
      store_.each_claim(first, last, everything, true, [&](LedgerClaim& c) {
        ++count;
        ++out_.claims;
        if (c.reading != id) fault("claim " + std::to_string(c.id) + ": belongs to another reading");
        check(report, c, ties.step() ? ties.integer_at(1) : 0);
      });
      ties.reset();
      if (count != s.integer_at(3)) fault("reading " + std::to_string(id) + ": " + std::to_string(s.integer_at(3)) + " claims were read, " + std::to_string(count) + " are there");
    }
  }

  static bool on_characters(const std::string& text, Span s) {
    const auto inside = [&](uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    return s.begin <= s.end && s.end <= text.size() && !inside(s.begin) && !inside(s.end);
  }

  void check(const Report& report, const LedgerClaim& c, int64_t tie) {
    const std::string where = "claim " + std::to_string(c.id) + ": ";
    if (c.trigger.empty() || !on_characters(report.text, c.trigger)) return fault(where + "its trigger is not in the report");
    scratch_ = {};
    Claim claim;
    claim.trigger = c.trigger, claim.sentence = c.sentence, claim.type = c.type, claim.status = c.status, claim.weapon = c.weapon;
    claim.weapon_words = c.weapon_words, claim.actor.words = c.actor.words, claim.target.words = c.target.words;
    claim.place.words = c.place_words, claim.time.words = c.time_words;
    if (!c.edtf.empty()) {
      claim.time.time = 0;
      scratch_.times.push_back({c.time_words, c.edtf});
    }
    for (const LedgerLink& l : c.links) scratch_.links.push_back({l.name, l.cited, l.kind, kNoEntity});
    claim.links = static_cast<uint32_t>(c.links.size());
    scratch_.quantities = c.quantities;
    claim.quantities = static_cast<uint32_t>(c.quantities.size());
    int64_t now;
    const uint64_t value = tie_of(report, scratch_, claim);
    std::memcpy(&now, &value, sizeof now);
    if (now != tie) fault(where + "its words are not those that it was read from");
  }

  void references() {
    const auto none = [&](const char* what, const char* sql) {
      if (const int64_t count = db_.integer(sql)) fault(std::string(what) + ": " + std::to_string(count) + " that lead nowhere");
    };
    none("links", "SELECT count(*) FROM link l LEFT JOIN source s ON s.id = l.source WHERE s.id IS NULL");
    none("denials", "SELECT count(*) FROM claim c LEFT JOIN claim d ON d.id = c.denies WHERE c.denies IS NOT NULL AND (d.id IS NULL OR d.reading <> c.reading)");
    none("places", "SELECT count(*) FROM claim c LEFT JOIN entity e ON e.id = c.place WHERE c.place IS NOT NULL AND e.id IS NULL");
    none("readings", "SELECT count(*) FROM reading r LEFT JOIN report p ON p.id = r.report LEFT JOIN engine e ON e.id = r.engine WHERE p.id IS NULL OR e.id IS NULL");
    none("names", "SELECT count(*) FROM sighting s LEFT JOIN report p ON p.id = s.report WHERE p.id IS NULL");
    if (db_.integer("SELECT count(*) FROM report_words_docsize") != db_.integer("SELECT count(*) FROM report")) fault("full text: not every report is in it");
    if (db_.integer("SELECT count(*) FROM sentence_words_docsize") != db_.integer("SELECT count(*) FROM sentence")) fault("full text: not every sentence is in it");
  }

  Store& store_;
  Sqlite& db_;
  Verification out_;
  Reading scratch_;
};

}  // namespace

Verification verify_ledger(Store& store) { return Verifier(store).run(); }

}  // namespace rawi
