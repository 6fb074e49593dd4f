// What the ledger holds, row by row, as the structs of rawi/ledger.h.
#include <algorithm>

#include "intake/page.h"
#include "ledger/edtf.h"
#include "ledger/pack.h"
#include "ledger/row_statements.h"
#include "ledger/store.h"
#include "rawi/error.h"

namespace rawi {
namespace {

Span span_at(const Statement& s, int column) {
  return {static_cast<uint32_t>(s.integer_at(column)), static_cast<uint32_t>(s.integer_at(column + 1))};
}

void fill(const Statement& s, LedgerClaim& c) {
  c.id = s.integer_at(0);
  c.reading = s.integer_at(1);
  c.report = s.integer_at(2);
  c.number = static_cast<int>(c.id - s.integer_at(3));
  c.trigger = span_at(s, 4);
  c.sentence = span_at(s, 6);
  c.type = static_cast<Plover>(s.integer_at(8));
  c.mode = s.text_at(9);
  c.cameo = s.text_at(10);
  c.status = static_cast<Status>(s.integer_at(11));
  c.weapon = static_cast<Weapon>(s.integer_at(12));
  c.weapon_words = span_at(s, 13);
  c.actor = {span_at(s, 15), s.integer_at(17)};
  c.target = {span_at(s, 18), s.integer_at(20)};
  c.place_words = span_at(s, 21);
  c.place = s.integer_at(23);
  c.place_other = s.integer_at(24);
  c.relation = static_cast<PlaceRelation>(s.integer_at(25));
  c.time_words = span_at(s, 26);
  c.edtf = s.text_at(28);
  c.time_from = s.null_at(29) ? kNoBegin : s.integer_at(29);
  c.time_to = s.null_at(30) ? kNoEnd : s.integer_at(30);
  c.denies = s.integer_at(31);
  c.rules = s.text_at(32);
  if (!s.null_at(33)) c.rules.append("\n").append(s.text_at(33));
  c.score = static_cast<float>(s.real_at(34));
  c.links.clear();
  c.quantities.clear();
}

LedgerLink link_at(const Statement& s) {
  return {span_at(s, 3), span_at(s, 5), static_cast<SourceKind>(s.integer_at(2)), s.integer_at(1)};
}

Quantity quantity_at(const Statement& s) {
  Quantity q;
  q.of = static_cast<CountOf>(s.integer_at(1));
  if (!s.null_at(2)) q.min = s.integer_at(2);
  if (!s.null_at(3)) q.max = s.integer_at(3);
  q.words = span_at(s, 4);
  return q;
}

// A statement whose rows, in order of claim, are handed to claims asked for in the same order.
class Follower {
 public:
  Follower(Statement& s, int64_t first, int64_t last) : s_(s) {
    s_.reset();
    s_.integer(1, first).integer(2, last);
    more_ = s_.step();
  }
  ~Follower() { s_.reset(); }

  template <typename Take>
  void take(int64_t claim, Take take) {
    for (; more_ && s_.integer_at(0) <= claim; more_ = s_.step())
      if (s_.integer_at(0) == claim) take(s_);
  }

 private:
  Statement& s_;
  bool more_;
};

}  // namespace

Store::Rows& Store::rows() {
  if (!rows_) rows_ = std::make_unique<Rows>(db_);
  return *rows_;
}

void Store::each_claim(int64_t first, int64_t last, const AsOf& moment, bool all, const std::function<void(LedgerClaim&)>& take) {
  last = std::min(last, moment.claim);
  Rows& r = rows();
  Follower links(r.links, first, last), quantities(r.quantities, first, last);
  r.claims.reset();
  r.claims.integer(1, first).integer(2, last).integer(3, moment.batch).integer(4, all);
  LedgerClaim c;
  while (r.claims.step()) {
    fill(r.claims, c);
    links.take(c.id, [&](const Statement& s) { c.links.push_back(link_at(s)); });
    quantities.take(c.id, [&](const Statement& s) { c.quantities.push_back(quantity_at(s)); });
    take(c);
  }
  r.claims.reset();
}

LedgerClaim Store::claim(int64_t id) {
  LedgerClaim out;
  AsOf everything;
  everything.claim = id;
  each_claim(id, id, everything, true, [&](LedgerClaim& c) { out = c; });
  if (out.id == 0) throw Error("ledger '" + db_.path() + "': there is no claim " + std::to_string(id));
  return out;
}

LedgerEntity Store::entity(int64_t id) {
  Statement& s = rows().entity;
  s.reset();
  s.integer(1, id);
  LedgerEntity e;
  if (s.step()) {
    e.id = id;
    e.key = s.text_at(1), e.name_ar = s.text_at(2), e.name_en = s.text_at(3), e.kind = s.text_at(4);
    e.country = s.text_at(5), e.admin1 = s.text_at(6), e.parent = s.text_at(7);
    e.located = !s.null_at(8);
    e.lat = s.real_at(8), e.lon = s.real_at(9);
  }
  s.reset();
  return e;
}

LedgerSource Store::source(int64_t id) {
  Statement& s = rows().source;
  s.reset();
  s.integer(1, id);
  if (!s.step()) throw Error("ledger '" + db_.path() + "': there is no source " + std::to_string(id));
  LedgerSource out;
  out.id = id;
  out.kind = static_cast<SourceKind>(s.integer_at(1));
  out.key = s.text_at(2), out.name = s.text_at(3);
  out.entity = s.integer_at(4), out.report = s.integer_at(5);
  out.nationality = s.text_at(6), out.body = s.text_at(7), out.role = s.text_at(8), out.anonymity = s.text_at(9);
  out.number = static_cast<int>(s.integer_at(10));
  s.reset();
  return out;
}

LedgerReport Store::report(int64_t id) {
  Statement& s = rows().report;
  s.reset();
  s.integer(1, id);
  if (!s.step()) throw Error("ledger '" + db_.path() + "': there is no report " + std::to_string(id));
  LedgerReport out;
  out.id = id;
  out.name = s.text_at(1), out.came_from = s.text_at(2), out.digest = hex(s.blob_at(3));
  out.version = static_cast<int>(s.integer_at(4));
  out.outlet = s.text_at(5), out.url = s.text_at(6), out.title = s.text_at(7), out.encoding = s.text_at(8);
  out.broken = static_cast<uint32_t>(s.integer_at(9));
  out.bytes = static_cast<uint64_t>(s.integer_at(10));
  out.text_bytes = static_cast<uint64_t>(s.integer_at(11));
  out.recorded_at = s.integer_at(12);
  out.superseded = s.integer_at(13) != 0;
  out.reading = s.integer_at(14);
  out.published = {std::string(s.text_at(15)), static_cast<DateBasis>(s.integer_at(16)), span_at(s, 17)};
  out.claims = static_cast<uint64_t>(s.integer_at(19));
  out.type = s.text_at(20), out.standing = s.text_at(21), out.language = s.text_at(22), out.author = s.text_at(23), out.modified = s.text_at(24), out.found = s.text_at(25);
  s.reset();
  return out;
}

std::string Store::packed_text(int64_t report) {
  Statement& s = rows().bytes;
  s.reset();
  s.integer(1, report);
  if (!s.step()) throw Error("ledger '" + db_.path() + "': there is no report " + std::to_string(report));
  std::string packed(s.blob_at(s.null_at(1) ? 0 : 1));
  s.reset();
  return packed;
}

std::string Store::text(int64_t report) { return unpack(packed_text(report), kLargestStored); }

std::string Store::raw(int64_t report) {
  Statement& s = rows().bytes;
  s.reset();
  s.integer(1, report);
  if (!s.step()) throw Error("ledger '" + db_.path() + "': there is no report " + std::to_string(report));
  std::string bytes = unpack(s.blob_at(0), kLargestStored);
  s.reset();
  return bytes;
}

Report Store::original(int64_t id) {
  const LedgerReport row = report(id);
  Report out;
  out.id = row.name, out.outlet = row.outlet, out.url = row.url, out.title = row.title, out.encoding = row.encoding;
  out.broken = row.broken;
  out.text = text(id);
  Statement& s = rows().bytes;
  s.integer(1, id);
  if (s.step()) out.published = s.text_at(2);
  s.reset();
  judge_again(raw(id), out);
  return out;
}

}  // namespace rawi
