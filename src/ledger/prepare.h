// What a reading thread makes of one item of the input, ready for the writer to store.
//
// All that costs time and needs no ledger happens here: decoding, reading, digests, compression, folding for the
// full-text index, the identity of sources. A Preparer belongs to one thread; a Prepared may be reused and
// then keeps its memory.
#ifndef RAWI_LEDGER_PREPARE_H
#define RAWI_LEDGER_PREPARE_H

#include <string>
#include <vector>

#include "ledger/identity.h"
#include "rawi/input.h"
#include "rawi/ledger.h"
#include "rawi/reader.h"
#include "rawi/report.h"

namespace rawi {

class Amendments;

// One run of claims of the same sentence.
struct SentenceRun {
  Span span;
  uint32_t first_claim = 0, claims = 0;
  uint32_t words_begin = 0, words_end = 0;  // in Prepared::sentence_words
};

struct Prepared {
  bool good = false;
  std::string trouble;         // why not, or a note
  Report report;
  Reading reading;
  std::string came_from;
  std::string digest, raw;     // of the bytes as they came: SHA-256; packed
  uint64_t bytes = 0;
  std::string text_digest, text;  // text: packed, empty when the same as raw
  std::string title_words, words, sentence_words;  // see fts.h
  std::vector<SentenceRun> sentences;
  std::vector<SourceIdentity> sources;  // one a link of the reading
  std::vector<uint64_t> ties;           // one a claim
  std::string extra;                    // the companion's
};

class Preparer {
 public:
  // `amendments` outlive it; null: none.
  explicit Preparer(const Resources& resources, Companion companion = {}, const Amendments* amendments = nullptr);

  // Takes an item of the input.
  void prepare(Item& item, const std::string& published, Prepared& out);
  // Reads a stored report again; fills all but the bytes.
  void read_again(Prepared& out);
  // Fills what follows from the report and its reading. `tokens` are the report's.
  void complete(const Tokens& tokens, Prepared& out);

 private:
  void index(const Tokens& tokens, Prepared& out);
  void identify(const Tokens& tokens, Prepared& out);

  const Resources& resources_;
  Reader reader_;
  Identifier identifier_;
  Tokens title_;
  Companion companion_;
  const Amendments* amendments_;
};

// XXH3 of all the words that a claim rests on, where they stand, and what was made of them.
uint64_t tie_of(const Report& report, const Reading& reading, const Claim& claim);

}  // namespace rawi

#endif  // RAWI_LEDGER_PREPARE_H
