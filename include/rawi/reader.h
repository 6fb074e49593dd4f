// Reading: a report in, its claims out.
//
//   const rawi::Resources resources = rawi::Resources::open();   once; throws Error when the image is missing
//   rawi::Reader reader(resources);                              one a thread
//   rawi::Reading reading;                                       reused: nothing is allocated when warm
//   reader.read(report, reading);                                never fails, whatever the bytes
//
// Resources hold the word image (rawi.lex) and, where they are installed, the learned weights (rawi.model with context.model,
// names.model), all mapped and read-only: any number of threads share them. They outlive every Reader made from them.
#ifndef RAWI_READER_H
#define RAWI_READER_H

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "rawi/claim.h"
#include "rawi/report.h"

namespace rawi {

class Lexicon;
class Model;
struct Document;

// What the word image knows of an entity. Views into the image.
struct EntityFacts {
  std::string_view id;       // GeoNames number, Wikidata Q..., or r:... of rawi's own
  std::string_view name_ar, name_en;
  std::string_view kind;     // "city", "armed-group", ...
  std::string_view country;  // ISO 3166-1 alpha-2, or empty
  double lat = 0, lon = 0;   // degrees WGS 84, where `located`
  bool located = false;
};

class Resources {
 public:
  // Opens the image at `path`; without one, the first of: $RAWI_LEXICON, rawi.lex beside the running program,
  // ../share/rawi/rawi.lex from there, the place of installation. The weights are looked for beside the image.
  static Resources open(const std::string& path = {});
  Resources(Resources&&) noexcept;
  ~Resources();

  EntityFacts entity(uint32_t id) const;                    // id: as in claims, not kNoEntity
  std::string_view mode_name(uint8_t mode) const;           // of Claim::mode; empty for 0
  std::string rule_name(uint32_t lexeme) const;             // of Claim::lexeme: "lexicon/events.tsv:12"
  std::string_view lexicon_version() const;
  std::string_view model_version() const;                   // digests of the weights; empty: no model

  const Lexicon& lexicon() const;
  const Model* model() const;

 private:
  struct Files;
  explicit Resources(std::unique_ptr<Files> files);
  std::unique_ptr<Files> files_;
};

// Which names Reading::mentions holds: those of the word image alone, or those that the name tagger finds besides
// (names.model beside the image), which takes time. Claims are the same either way.
enum class Names : uint8_t { kListed, kTagged };

class Reader {
 public:
  explicit Reader(const Resources& resources, Names names = Names::kTagged);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Reads a report. `out` is cleared first. A report above 4 GiB is cut; see kLargestReport in input.h.
  void read(const Report& report, Reading& out);

  // All layers of the report last read, for `rawi explain` and for tests; valid until the next read.
  const Document& document() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace rawi

#endif  // RAWI_READER_H
