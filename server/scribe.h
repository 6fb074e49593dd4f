// Rows of the ledger as the API's JSON: one function a schema of schema/openapi.yaml.
//
// A Scribe looks things up once and keeps them as long as it lives: one a request. Functions append one value to `json`.
#ifndef RAWI_SERVER_SCRIBE_H
#define RAWI_SERVER_SCRIBE_H

#include <map>
#include <memory>
#include <string>

#include "ledger/json_out.h"
#include "server/board.h"
#include "server/utf16.h"

namespace rawi::server {

class Scribe {
 public:
  explicit Scribe(const Lease& lease) : lease_(lease) {}

  struct Page {
    LedgerReport row;
    Report text;
    std::unique_ptr<Utf16> units;
  };
  const Page& page(int64_t report);
  const LedgerEntity& entity(int64_t row);
  const LedgerSource& source(int64_t id);

  void words(int64_t report, Span s, JsonOut& json);            // null where the span is empty
  void range(uint32_t begin, uint32_t end, JsonOut& json) const { json.open_list().number(begin).number(end).close_list(); }
  void span(int64_t report, Span s, JsonOut& json);
  void entity_json(const LedgerEntity& e, JsonOut& json) const;  // null where there is none
  void place_json(const LedgerEntity& e, JsonOut& json) const;   // null where there is none
  void quote(int64_t claim, JsonOut& json);
  void claim(const LedgerClaim& c, JsonOut& json);
  void report_row(const LedgerReport& r, JsonOut& json) const;
  void source_row(const LedgerSource& s, JsonOut& json);
  void event_row(const Board& board, const BoardEvent& e, JsonOut& json);

 private:
  void entity_fields(const LedgerEntity& e, JsonOut& json) const;
  void participant(int64_t report, const LedgerParticipant& p, JsonOut& json);
  void circumstances(const LedgerClaim& c, JsonOut& json);
  void chain(const LedgerClaim& c, JsonOut& json);
  void numbers(const LedgerClaim& c, JsonOut& json);
  void standing(const LedgerClaim& c, JsonOut& json);

  const Lease& lease_;
  std::map<int64_t, Page> pages_;
  std::map<int64_t, LedgerEntity> entities_;
  std::map<int64_t, LedgerSource> sources_;
};

void time_json(const BoardEvent& e, JsonOut& json);
std::string edtf_of(DayRange days);  // empty where not known
void day_or_null(JsonOut& json, const char* key, int32_t day, bool open);

}  // namespace rawi::server

#endif  // RAWI_SERVER_SCRIBE_H
