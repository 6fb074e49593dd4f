// Reads a report with the installed words and model, for tests of the claim stage.
#ifndef RAWI_TESTS_CLAIMS_READER_H
#define RAWI_TESTS_CLAIMS_READER_H

#include <string>
#include <string_view>
#include <vector>

#include "claims/document.h"
#include "claims/sources.h"
#include "rawi/reader.h"

namespace rawi {

struct ClaimsReader {
  Resources resources = Resources::open(RAWI_TEST_IMAGE);
  Reader reader{resources};
  Report report;
  Reading reading;

  void read(std::string_view text) {
    report = Report();
    report.id = "r";
    report.text = text;
    reader.read(report, reading);
  }

  const Document& document() const { return reader.document(); }
  std::string words(Span s) const { return std::string(report.words(s)); }

  // The n-th frame whose cue is written `cue`, or null.
  const Frame* frame(std::string_view cue, size_t n = 0) const {
    for (const Frame& f : document().frames)
      if (report.words(document().tokens.all[f.cue].span) == cue && n-- == 0) return &f;
    return nullptr;
  }
  // The source of a frame as it is cited there, and by its fullest name; "" for none.
  std::string cited(const Frame* f) const { return !f || f->source < 0 ? "" : words(source(f).cited); }
  std::string named(const Frame* f) const {
    if (!f || f->source < 0) return "";
    return words(document().sources[static_cast<size_t>(root_of(document(), f->source))].name);
  }
  const Source& source(const Frame* f) const { return document().sources[static_cast<size_t>(f->source)]; }
  const Frame* parent(const Frame* f) const {
    return !f || f->parent < 0 ? nullptr : &document().frames[static_cast<size_t>(f->parent)];
  }
  // Is the first occurrence of `words` among the words said in the frame?
  bool covers(const Frame* f, std::string_view words) const {
    const size_t at = report.text.find(words);
    if (!f || at == std::string::npos) return false;
    for (uint32_t i = f->scope_first; i < f->scope_last; ++i)
      if (document().tokens.all[i].span.begin == at) return true;
    return false;
  }
  const Claim* claim(std::string_view trigger) const {
    for (const Claim& c : reading.claims)
      if (report.words(c.trigger) == trigger) return &c;
    return nullptr;
  }
};

// One for all tests: opening the word image is quick, but not free.
inline ClaimsReader& claims_reader() {
  static ClaimsReader reader;
  return reader;
}

}  // namespace rawi

#endif  // RAWI_TESTS_CLAIMS_READER_H
