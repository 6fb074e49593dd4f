// Speakers: which phrase is the subject of a word of speech, and which medium it was told to.
//
// A subject stands after its verb ("qala al-wazir inna ..."), over what lies between ("qala fi bayan al-wazir ..."), or
// before it at the beginning of a clause ("al-wazir qala inna ..."). People, bodies, groups, media, names and words nobody
// knows can speak; so can documents and findings, where they stand right after a verb whose words follow.
// Every search is bounded by kReach tokens.
#ifndef RAWI_CLAIMS_SPEAKERS_H
#define RAWI_CLAIMS_SPEAKERS_H

#include <string_view>

#include "claims/document.h"

namespace rawi {

inline constexpr uint32_t kReach = 24;

class Speakers {
 public:
  explicit Speakers(const Document& document) : d_(document) {}

  // The sentence [first, last) that the searches stay in.
  void within(uint32_t first, uint32_t last) { begin_ = first, end_ = last; }

  // A word of saying, or of relaying, whatever its row in the tag is: a verb by its own reading.
  bool says(uint32_t i) const;
  bool relays(uint32_t i) const;

  // The subject of the verb at `cue`, or -1: an index into Document::phrases. `content`: words said follow, so that a
  // document, too, may be the subject.
  // Right after it, else before it, else further after it.
  int32_t subject(uint32_t cue, uint32_t limit, bool content) const;
  int32_t between_verbs(uint32_t cue) const;
  int32_t after(uint32_t cue, uint32_t limit, bool content) const;
  int32_t before(uint32_t cue, bool content) const;

  // A medium in [first, last) that something is told to: "li-X", "fi muqabala ma`a X", "naqalat-ha X"; -1: none.
  int32_t told_to(uint32_t first, uint32_t last) const;

  bool plausible(const Phrase& p) const;
  bool authored(const Phrase& p) const;  // a document with the name of its author
  bool verb_between(uint32_t a, uint32_t b) const;  // strictly between
  bool preposition_is(const Phrase& p, std::string_view folded) const;  // stands apart and is spelled so

  // The phrase that begins right after token i, or -1; the first that begins at or after token i.
  int32_t following(uint32_t i) const;
  size_t first_from(uint32_t token) const;

 private:
  const Tag& tag(uint32_t i) const { return d_.tags[i]; }
  const Token& token(uint32_t i) const { return d_.tokens.all[i]; }
  bool mark(uint32_t i, char m) const { return token(i).kind == TokenKind::kMark && token(i).mark == m; }
  bool opens_clause(const Phrase& p) const;
  bool disagrees(uint32_t cue, const Phrase& p) const;
  bool told(uint32_t cue, size_t k) const;
  bool stands_beside(size_t k) const;
  bool reaches(const Phrase& p, uint32_t cue) const;
  bool document(const Phrase& p) const;
  bool medium(const Phrase& p) const;

  const Document& d_;
  uint32_t begin_ = 0, end_ = 0;
};

// Folded spellings of the function words that sources are tied by (ISO-8859-6, tokens/fold.h).
namespace word {
inline constexpr std::string_view kFrom = "\xD9\xE6";      // `an
inline constexpr std::string_view kOf = "\xE5\xE6";        // min
inline constexpr std::string_view kTo = "\xC7\xE4\xEA";    // ila
inline constexpr std::string_view kWith = "\xE5\xD9";      // ma`a
inline constexpr std::string_view kIn = "\xE1\xEA";        // fi
inline constexpr std::string_view kLi = "\xE4";            // li, written apart
inline constexpr std::string_view kQuoting = "\xE6\xE2\xE4\xC7";    // naqlan (`an)
}  // namespace word

}  // namespace rawi

#endif  // RAWI_CLAIMS_SPEAKERS_H
