// Words for full-text search: what is indexed, how a query is put, and where it is found in a text.
//
// A word is indexed as its folded form (tokens/fold.h) and, at the same position, as its stems: the form
// without clitics. So "wal-wazir" is found by "wazir", and a quoted phrase by any spelling of its words.
//
//   text     w a l - w a z i r   q a l a             reading threads fold and stem, once a report
//   packed   walwazir 1F alwazir 1F wazir 20 qal     what the tokenizer "rawi" of FTS5 splits: 20 next word,
//                                                    1F another token of the same word
// The tables keep no text, only the index: snippets are cut from the report itself.
#ifndef RAWI_LEDGER_FTS_H
#define RAWI_LEDGER_FTS_H

#include <string>
#include <string_view>
#include <vector>

#include "ledger/sqlite.h"
#include "rawi/span.h"
#include "tokens/tokens.h"

namespace rawi {

// Makes the tokenizer known to a connection. Every connection that touches the tables needs it.
void register_words_tokenizer(Sqlite& db);

// Appends the packed words of tokens that lie inside `part`.
void pack_words(const Tokens& tokens, const Lexicon& lexicon, Span part, std::string& out);

// What a person types: words (all of them), "a phrase", -without, begin*. Throws Error when nothing is left of it.
struct WordQuery {
  std::string match;                 // for MATCH
  std::vector<std::string> wanted;   // packed tokens that count as found, for marking
  std::vector<std::string> begins;   // of begin*
};
WordQuery word_query(std::string_view typed, const Lexicon& lexicon);

// Where the query's words stand in a text, in order.
std::vector<Span> find_words(std::string_view text, const WordQuery& query, const Lexicon& lexicon);

}  // namespace rawi

#endif  // RAWI_LEDGER_FTS_H
