#include "ledger/fts.h"

#include <sqlite3.h>

#include <algorithm>

#include "rawi/error.h"
#include "tokens/clitics.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

constexpr char kNextWord = ' ', kSameWord = '\x1F';
constexpr size_t kShortestStem = 2;

// --- the tokenizer of FTS5: splits packed words ---------------------------------------------------------------

int create(void*, const char**, int, Fts5Tokenizer** out) {
  static char nothing;
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

int split(Fts5Tokenizer*, void* context, int, const char* text, int size,
          int (*token)(void*, int, const char*, int, int, int)) {
  bool same = false;
  for (int at = 0; at < size;) {
    int end = at;
    while (end < size && text[end] != kNextWord && text[end] != kSameWord) ++end;
    if (end > at)
      if (const int code = token(context, same ? FTS5_TOKEN_COLOCATED : 0, text + at, end - at, at, end); code != SQLITE_OK) return code;
    same = end < size && text[end] == kSameWord;
    at = end + 1;
  }
  return SQLITE_OK;
}

fts5_api* fts5_of(Sqlite& db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

// --- what is indexed of a word --------------------------------------------------------------------------------

// The folded forms of one word: as written first, then its stems; each once.
class Forms {
 public:
  void add(std::string_view form) {
    if (form.size() < kShortestStem && count_ > 0) return;
    for (size_t i = 0; i < count_; ++i)
      if (forms_[i] == form) return;
    if (count_ < kMost) forms_[count_++].assign(form);
  }
  void clear() { count_ = 0; }
  size_t size() const { return count_; }
  const std::string& operator[](size_t i) const { return forms_[i]; }

 private:
  static constexpr size_t kMost = 6;
  std::string forms_[kMost];
  size_t count_ = 0;
};

bool has_article(std::string_view form) {
  return form.size() > 3 && static_cast<unsigned char>(form[0]) == letter::kAlef && static_cast<unsigned char>(form[1]) == letter::kLam;
}

// A word of no word list is a name: its clitics are taken off by spelling. When asking, only the article is:
// who types a name does not write wa or bi before it.
void add_unknown(std::string_view form, bool asking, Forms& forms) {
  if (has_article(form)) forms.add(form.substr(2));
  if (asking) return;
  Strip strips[4];
  const int count = possible_strips(form, strips);
  std::string rest;
  for (int i = 0; i < count; ++i) {
    rest.clear();
    if (strips[i].restore_al) rest += static_cast<char>(letter::kAlef);
    rest += form.substr(strips[i].bytes);
    forms.add(rest);
    if (has_article(rest)) forms.add(std::string_view(rest).substr(2));
  }
}

void forms_of(const Tokens& tokens, const Token& token, bool asking, Forms& forms) {
  forms.clear();
  if (token.kind == TokenKind::kNumber) {
    if (token.decimals == 0) return forms.add(std::to_string(token.number));
    int64_t unit = 1;
    for (int i = 0; i < token.decimals; ++i) unit *= 10;
    const std::string part = std::to_string(token.number % unit);
    return forms.add(std::to_string(token.number / unit) + "." + std::string(token.decimals - std::min<size_t>(part.size(), token.decimals), '0') + part);
  }
  const std::string_view form = tokens.fold(token);
  forms.add(form);
  if (token.kind != TokenKind::kWord) return;
  for (const Reading1& reading : tokens.read(token))
    if (reading.stem + reading.suffix < form.size()) forms.add(form.substr(reading.stem, form.size() - reading.stem - reading.suffix));
  if (token.readings == 0) add_unknown(form, asking, forms);
}

bool is_word(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber || token.kind == TokenKind::kLatin;
}

void append_forms(const Forms& forms, std::string& out) {
  for (size_t i = 0; i < forms.size(); ++i) {
    if (i > 0) out += kSameWord;
    out += forms[i];
  }
}

// --- queries ----------------------------------------------------------------------------------------------------

// One part of what was typed: a word or a quoted phrase.
struct Part {
  std::string_view text;
  bool without = false, begin = false;
};

std::vector<Part> parts_of(std::string_view typed) {
  std::vector<Part> parts;
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  for (size_t at = 0; at < typed.size();) {
    if (blank(typed[at])) {
      ++at;
      continue;
    }
    Part part;
    if (typed[at] == '-' && at + 1 < typed.size() && !blank(typed[at + 1])) part.without = true, ++at;
    size_t end;
    if (typed[at] == '"') {
      end = std::min(typed.find('"', at + 1), typed.size());
      part.text = typed.substr(at + 1, end - at - 1);
      at = std::min(end + 1, typed.size());
    } else {
      for (end = at; end < typed.size() && !blank(typed[end]);) ++end;
      part.text = typed.substr(at, end - at);
      at = end;
      part.begin = part.text.size() > 1 && part.text.back() == '*';
      if (part.begin) part.text.remove_suffix(1);
    }
    parts.push_back(part);
  }
  return parts;
}

// A phrase of FTS5 for one part; empty when it holds no word.
std::string phrase(const Part& part, const Lexicon& lexicon, WordQuery& query) {
  Tokens tokens;
  tokenize(part.text, lexicon, tokens);
  std::string packed;
  Forms forms;
  for (const Token& token : tokens.all) {
    if (!is_word(token)) continue;
    forms_of(tokens, token, true, forms);
    if (!packed.empty()) packed += kNextWord;
    if (part.begin) {
      packed += forms[0];
      query.begins.push_back(forms[0]);
      continue;
    }
    append_forms(forms, packed);
    if (!part.without)
      for (size_t i = 0; i < forms.size(); ++i) query.wanted.push_back(forms[i]);
  }
  return packed.empty() ? packed : "\"" + packed + "\"" + (part.begin ? "*" : "");
}

}  // namespace

void register_words_tokenizer(Sqlite& db) {
  fts5_api* api = fts5_of(db);
  if (!api) throw Error("this SQLite has no FTS5: install Debian's libsqlite3-0");
  fts5_tokenizer tokenizer = {create, destroy, split};
  const int code = api->xCreateTokenizer(api, "rawi", nullptr, &tokenizer, nullptr);
  if (code != SQLITE_OK) db.fail(code, "registering the tokenizer");
}

void pack_words(const Tokens& tokens, const Lexicon&, Span part, std::string& out) {
  thread_local Forms forms;
  auto token = std::lower_bound(tokens.all.begin(), tokens.all.end(), part.begin,
                                [](const Token& t, uint32_t begin) { return t.span.begin < begin; });
  for (; token != tokens.all.end() && token->span.end <= part.end; ++token) {
    if (!is_word(*token)) continue;
    forms_of(tokens, *token, false, forms);
    if (!out.empty()) out += kNextWord;
    append_forms(forms, out);
  }
}

WordQuery word_query(std::string_view typed, const Lexicon& lexicon) {
  WordQuery query;
  std::string without;
  for (const Part& part : parts_of(typed)) {
    const std::string p = phrase(part, lexicon, query);
    if (p.empty()) continue;
    std::string& side = part.without ? without : query.match;
    if (!side.empty()) side += part.without ? " OR " : " AND ";
    side += p;
  }
  if (query.match.empty()) throw Error("nothing to search for in '" + std::string(typed) + "': give at least one word");
  if (!without.empty()) query.match = "(" + query.match + ") NOT (" + without + ")";
  return query;
}

std::vector<Span> find_words(std::string_view text, const WordQuery& query, const Lexicon& lexicon) {
  std::vector<Span> found;
  Tokens tokens;
  tokenize(text, lexicon, tokens);
  Forms forms;
  for (const Token& token : tokens.all) {
    if (!is_word(token)) continue;
    forms_of(tokens, token, false, forms);
    bool hit = false;
    for (size_t i = 0; i < forms.size() && !hit; ++i) {
      hit = std::find(query.wanted.begin(), query.wanted.end(), forms[i]) != query.wanted.end();
      for (const std::string& begin : query.begins) hit = hit || forms[i].starts_with(begin);
    }
    if (hit) found.push_back(token.span);
  }
  return found;
}

}  // namespace rawi
