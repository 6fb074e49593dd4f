// Who a source is, from the words that name it.
//
//   Reuters, wikalat Reuters                     e:a:agy-reuters     an entity of the lexicon
//   the minister Muhammad al-Sudani              p:muhammad sudani   full name without titles: the same everywhere
//   al-Sudani; the minister of defence           ...@report          no full name: known within its report only
//   the Iraqi ministry of defence                n:...               a body with something that sets it apart
//   an American official who asked ...           (no key)            unnamed: only described; never the same as
//                                                                    another, never known to be another
// Only words decide, so the identity does not depend on what else the ledger holds. The reader has already
// joined the mentions of one report: Link::name is the fullest.
#ifndef RAWI_LEDGER_IDENTITY_H
#define RAWI_LEDGER_IDENTITY_H

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rawi/claim.h"
#include "rawi/reader.h"
#include "tokens/tokens.h"

namespace rawi {

struct SourceIdentity {
  std::string key;               // empty: unnamed
  std::string alone;             // the name as it stands by itself, where its words have li- and the article in one: lil-
  bool in_report = false;        // the key holds within the report only
  uint32_t entity = kNoEntity;
  std::string nationality;       // ISO 3166-1 alpha-2
  std::string body, role;        // words of the report; the role as its lemma
  int number = 0;                // 1, 2, 3 for more; 0: not said
  std::string anonymity;         // the words that ask not to be named, and why
};

// The folded words of a name, each between spaces: " aa bb " holds " bb " as a word.
std::string spaced_fold(std::string_view name);

class Identifier {
 public:
  explicit Identifier(const Resources& resources);

  // `tokens` are those of `text`; `sentence` is where the claim stands. Not for two threads at a time.
  void identify(std::string_view text, const Tokens& tokens, const Link& link, Span sentence, SourceIdentity& out);

 private:
  uint32_t entity_of(const Tokens& tokens, size_t first, size_t last) const;
  uint32_t medium_in(const Tokens& tokens) const;
  void describe(std::string_view text, const Tokens& tokens, size_t first, size_t last, SourceIdentity& out) const;
  void person(const Tokens& tokens, SourceIdentity& out) const;
  void named(const Tokens& tokens, SourceIdentity& out) const;
  std::string_view anonymity(std::string_view text, const Tokens& tokens, Span sentence) const;

  const Resources& resources_;
  Tokens name_;  // of the name alone: its span may begin inside a word, after a clitic
  std::unordered_map<std::string, uint32_t> english_;  // name in small letters -> entity
};

}  // namespace rawi

#endif  // RAWI_LEDGER_IDENTITY_H
