// The ledger: reports and their claims kept in one file, for good.
//
//   const rawi::Resources resources = rawi::Resources::open();
//   rawi::Ledger ledger("news.rawi", rawi::Ledger::Access::kAdd);
//   rawi::Input input({"news.jsonl"});
//   const rawi::AddTotals totals = ledger.add(input, resources, {.threads = 2});
//
//   rawi::Ledger reading("news.rawi", rawi::Ledger::Access::kRead);
//   reading.claims({.type = "ASSAULT", .from = "2015-08"}, {.limit = 20});
//   rawi::Ledger("photo.jpg", rawi::Ledger::Access::kRead);   throws Error: it is no ledger, and what to do
//
// Nothing in it is overwritten: a changed article is a new version of it, a new reading supersedes the old
// one, and every row says when it was recorded. `as_of` shows what was known then. What add() has reported as
// committed is in the file whatever happens afterwards; killed or out of disk, it loses at most the batch under
// way. One program writes at a time, and readers never wait for it. A Ledger is used by one thread at a time.
#ifndef RAWI_LEDGER_H
#define RAWI_LEDGER_H

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "rawi/claim.h"
#include "rawi/input.h"
#include "rawi/reader.h"

namespace rawi {

class Store;

// Microseconds since 1970-01-01T00:00Z.
using Clock = std::function<int64_t()>;

struct AddTotals {
  uint64_t reports = 0;   // new in the ledger, versions included
  uint64_t versions = 0;  // of them, new versions of reports that it had
  uint64_t known = 0;     // came with the same bytes as before: nothing added
  uint64_t failed = 0;    // could not be read: complain() was told
  uint64_t claims = 0;
  uint64_t bytes = 0;     // of all that was taken from the input
  bool stopped = false;   // by `stop`
};

// What a stage above makes of a report that was just read, in the reading thread; it is handed to Store's step.
using Companion = std::function<std::string(const Reader&, const Report&, const Reading&)>;

struct AddOptions {
  unsigned threads = 1;      // that read; writing is done by the calling one
  size_t batch = 256;        // reports a transaction
  std::string published = {};  // for reports that bring no date of their own
  const std::atomic<bool>* stop = nullptr;                 // looked at between reports
  std::function<void(const AddTotals&)> committed = {};    // all this is in the file now
  std::function<void(const std::string&)> complain = {};   // what could not be read, in input order
  std::function<Companion()> companion = {};               // one a reading thread
  int comparable = 0;                                      // rereading: also what has nothing to be compared by in this format
  std::function<void(const std::string&)> outcome = {};    // lines of JSON on every input, in input order: write_outcome in input.h
};

// Which claims. Empty fields ask for nothing. Names are matched folded, and as words.
struct ClaimFilter {
  std::string type = {}, mode = {}, status = {}, weapon = {};   // as in the output: "ASSAULT", "denied"
  std::string from = {}, to = {};                               // EDTF: the claim's time overlaps [from, to]
  std::string place = {};                                       // a name or an entity id: at this very place
  std::string within = {};                                      // ... or at any place in it; a country also by its ISO code
  std::string actor = {}, target = {};                          // a name or an entity id
  std::string source = {};                                      // a name, an entity id or a source's number: anywhere in the chain
  std::string origin = {};                                      // ... at its end
  std::string outlet = {}, report = {};                         // of the report
  std::string text = {};                                        // words of the sentence: see WordQuery in docs/ledger.md
  std::string as_of = {};                                       // EDTF; empty: now
};

enum class ClaimOrder : uint8_t { kAdded, kNewest, kOldest };  // by number; by time of the claim

struct PageOptions {
  size_t limit = 20;
  std::string cursor = {};  // LedgerPage::next of the page before
};

struct LedgerEntity {
  int64_t id = 0;  // 0: none
  std::string key, name_ar, name_en, kind, country, admin1, parent;
  double lat = 0, lon = 0;
  bool located = false;
};

// Who says so. An unnamed source is known within one report only.
struct LedgerSource {
  int64_t id = 0;
  SourceKind kind = SourceKind::kUnnamed;
  std::string key, name;
  int64_t entity = 0, report = 0;
  std::string nationality, body, role, anonymity;
  int number = 0;                // 1, 2, 3 for more; 0: not said
  uint64_t claims = 0, reports = 0;  // by sources(): that it stands in the chain of
  std::vector<std::string> names;    // by source(): as written
};

struct LedgerLink {
  Span name, cited;
  SourceKind kind = SourceKind::kUnnamed;
  int64_t source = 0;
};

struct LedgerParticipant {
  Span words;
  int64_t entity = 0;
};

struct LedgerClaim {
  int64_t id = 0, reading = 0, report = 0;
  int number = 0;  // in its report, from 0
  Span trigger, sentence;
  Plover type = Plover::kNone;
  Status status = Status::kHappened;
  Weapon weapon = Weapon::kNone;
  std::string mode, cameo;
  Span weapon_words;
  LedgerParticipant actor, target;
  Span place_words;
  int64_t place = 0, place_other = 0;
  PlaceRelation relation = PlaceRelation::kAt;
  Span time_words;
  std::string edtf;
  int64_t time_from = INT64_MIN, time_to = INT64_MAX;  // seconds, half open; unknown: everything
  int64_t denies = 0;
  std::string rules;  // one a line, the lexicon row first
  float score = 0;
  std::vector<LedgerLink> links;
  std::vector<Quantity> quantities;
};

struct LedgerReport {
  int64_t id = 0, reading = 0;
  int64_t recorded_at = 0;
  std::string name, came_from, digest;  // SHA-256, hexadecimal
  int version = 1;
  bool superseded = false;              // by a newer version
  std::string outlet, url, title, encoding;
  uint32_t broken = 0;
  uint64_t bytes = 0, text_bytes = 0;
  Published published;
  uint64_t claims = 0;
  std::string type, standing;           // what it was taken for (rawi/input.h); empty: added by a rawi that did not keep it
  std::string language, author, modified;
  std::string found;                    // what each field rests on: "title=json-ld published=meta"
};

struct ReportFilter {
  std::string name = {}, outlet = {}, from = {}, to = {}, text = {}, as_of = {};
  bool versions = false;  // superseded ones too
};

struct SourceFilter {
  std::string kind = {}, name = {}, as_of = {};
};

template <typename Row>
struct LedgerPage {
  std::vector<Row> rows;
  std::string next;  // empty: that was all
};

// Where searched words were found.
struct Hit {
  int64_t report = 0;
  int64_t sentence = 0;       // 0: the report as a whole
  Span part;                  // of the report's text: the sentence, or the best passage
  std::vector<Span> words;    // the words found, inside `part`
  std::vector<int64_t> claims;
};

struct Verification {
  uint64_t reports = 0, readings = 0, claims = 0;
  std::vector<std::string> faults;  // each with where; empty: the ledger is whole
};

class Ledger {
 public:
  enum class Access { kRead, kAdd };  // kAdd makes the file when it is missing

  // Throws Error when the file is missing (kRead), no ledger, newer than this program, or damaged.
  Ledger(const std::string& path, Access access, Clock clock = {});
  ~Ledger();
  Ledger(Ledger&&) noexcept;

  // Takes all reports of `input`. Throws Error when the ledger cannot be written; what was committed stays.
  AddTotals add(Input& input, const Resources& resources, const AddOptions& options);
  // Reads all current reports again where another engine read them last; the new readings supersede.
  AddTotals reread(const Resources& resources, const AddOptions& options);

  // `resources` fold the words of a filter; they need not be those that read the reports.
  LedgerPage<LedgerClaim> claims(const ClaimFilter& filter, const Resources& resources, const PageOptions& page = {},
                                 ClaimOrder order = ClaimOrder::kAdded);
  LedgerPage<LedgerSource> sources(const SourceFilter& filter, const Resources& resources, const PageOptions& page = {});
  LedgerPage<LedgerReport> reports(const ReportFilter& filter, const Resources& resources, const PageOptions& page = {});
  LedgerPage<Hit> search(const std::string& words, bool in_claims, const Resources& resources, const PageOptions& page = {},
                         const std::string& as_of = {});

  LedgerEntity entity(int64_t id);
  LedgerSource source(int64_t id);      // throws Error when there is none
  LedgerReport report(int64_t id);
  Report original(int64_t report);      // as it was read: text, and what its carrier said
  std::string raw(int64_t report);      // the bytes as they came

  Verification verify();

  Store& store() { return *store_; }    // for the stages above

 private:
  std::unique_ptr<Store> store_;
};

}  // namespace rawi

#endif  // RAWI_LEDGER_H
