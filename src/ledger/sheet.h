// Rows of the ledger, written out: text for a person, JSON Lines, CSV; and the exports.
//
// docs/ledger.md describes every field and column. All functions append to `out`. A Sheet keeps the reports,
// entities and sources that it has looked up, so that a page of claims of one report opens it once.
#ifndef RAWI_LEDGER_SHEET_H
#define RAWI_LEDGER_SHEET_H

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rawi/ledger.h"

namespace rawi {

enum class SheetFormat { kText, kJsonLines, kCsv };
enum class Export { kAcled, kGdelt, kGeoJson, kJsonLd };

class JsonOut;

// What a report was taken for, as fields of the object that is open: type, standing, language, author, modified, found.
void intake_fields(const LedgerReport& r, JsonOut& json);

class Sheet {
 public:
  Sheet(Ledger& ledger, SheetFormat format) : ledger_(ledger), format_(format) {}

  void claims_head(std::string& out) const;  // CSV's first line; nothing for the others
  void claim(const LedgerClaim& c, std::string& out);
  void sources_head(std::string& out) const;
  void source(const LedgerSource& s, std::string& out);
  void reports_head(std::string& out) const;
  void report(const LedgerReport& r, std::string& out);
  void hits_head(std::string& out) const;
  void hit(const Hit& h, std::string& out);

  // An export is head, claims, tail.
  void export_head(Export what, std::string& out);
  void export_claim(Export what, const LedgerClaim& c, std::string& out);
  void export_tail(Export what, std::string& out);

  // What lies behind the ids; good until the next call for another report.
  struct Page {
    LedgerReport row;
    Report text;
  };
  const Page& page(int64_t report);
  const LedgerEntity& entity(int64_t id);
  const LedgerSource& source_of(int64_t id);

 private:
  void claim_json(const LedgerClaim& c, std::string& out);
  void claim_csv(const LedgerClaim& c, std::string& out);
  void claim_text(const LedgerClaim& c, std::string& out);
  void acled(const LedgerClaim& c, std::string& out);
  void gdelt(const LedgerClaim& c, std::string& out);
  void feature(const LedgerClaim& c, std::string& out);
  void linked_data(const LedgerClaim& c, std::string& out);

  Ledger& ledger_;
  SheetFormat format_;
  std::map<int64_t, Page> pages_;
  std::map<int64_t, LedgerEntity> entities_;
  std::map<int64_t, LedgerSource> sources_;
  bool first_ = true;
};

// One CSV line (RFC 4180).
void append_csv(const std::vector<std::string>& cells, std::string& out);

// How exactly a claim's place says where: site, town, district, province, country, border, area.
std::string_view precision_of(PlaceRelation relation, std::string_view kind);

std::string iso_time(int64_t microseconds);  // "2015-08-03T14:30:05Z"
std::string quantities_text(const LedgerClaim& c);  // "killed 12; wounded 3.."

}  // namespace rawi

#endif  // RAWI_LEDGER_SHEET_H
