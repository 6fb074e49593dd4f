#include "ledger/identity.h"

#include <algorithm>
#include <cctype>

#include "tokens/fold.h"

namespace rawi {
namespace {

std::string small(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_word(const Token& t) { return t.kind == TokenKind::kWord || t.kind == TokenKind::kLatin || t.kind == TokenKind::kNumber; }

template <typename... Classes>
bool has(const Tokens& tokens, const Token& token, const Lexicon& lexicon, Classes... classes) {
  for (const Reading1& r : tokens.read(token)) {
    const Lexeme& lexeme = lexicon.lexeme(r.lexeme);
    if ((lexeme.is(classes) || ...)) return true;
  }
  return false;
}

bool name_word(const Tokens& tokens, const Token& token, const Lexicon& lexicon) {
  return token.readings == 0 || has(tokens, token, lexicon, Class::kGivenName, Class::kFamilyName, Class::kNameParticle);
}

// A folded word spelled loosely, and without its article: names are written with and without it.
void append_name(std::string_view folded, bool keep_article, std::string& out) {
  size_t at = 0;
  if (!keep_article && folded.size() > 3 && static_cast<unsigned char>(folded[0]) == letter::kAlef &&
      static_cast<unsigned char>(folded[1]) == letter::kLam)
    at = 2;
  for (; at < folded.size(); ++at) {
    switch (const auto c = static_cast<unsigned char>(folded[at])) {
      case letter::kHamza: break;
      case letter::kWawHamza: out += static_cast<char>(letter::kWaw); break;
      case letter::kYehHamza: out += static_cast<char>(letter::kYeh); break;
      case letter::kTehMarbuta: out += static_cast<char>(letter::kHeh); break;
      default: out += static_cast<char>(c);
    }
  }
}

// Folded letters as UTF-8, for keys that a person may read in the file.
std::string readable(std::string_view folded) {
  std::string out;
  for (const char b : folded) {
    const auto c = static_cast<unsigned char>(b);
    if (c >= letter::kHamza && c <= letter::kYeh) {
      const unsigned code = c - 0xA0 + 0x600;
      out += static_cast<char>(0xC0 | code >> 6);
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (c != letter::kOther) {
      out += b;
    }
  }
  return out;
}

// The reading of a word of which every one has prepositions or conjunctions joined to it, and maybe an article behind them.
const Reading1* joined_reading(const Tokens& tokens, const Token& token) {
  const auto readings = tokens.read(token);
  const bool all = std::all_of(readings.begin(), readings.end(), [](const Reading1& r) { return (r.proclitics & ~kAl) != 0; });
  return all && !readings.empty() ? &readings[0] : nullptr;
}

std::string joined(const Tokens& tokens, size_t first, size_t last, bool keep_article) {
  std::string folded;
  for (size_t i = first; i < last; ++i) {
    const Token& t = tokens.all[i];
    if (!is_word(t)) continue;
    const Reading1* const behind = folded.empty() ? joined_reading(tokens, t) : nullptr;
    const size_t skip = behind ? behind->stem : 0;
    if (!folded.empty()) folded += ' ';
    if (behind && keep_article && (behind->proclitics & kAl)) folded += {static_cast<char>(letter::kAlef), static_cast<char>(letter::kLam)};
    if (t.kind == TokenKind::kNumber)
      folded += std::to_string(t.number);
    else
      append_name(tokens.fold(t).substr(skip), keep_article, folded);
  }
  return readable(folded);
}

std::pair<size_t, size_t> tokens_in(const Tokens& tokens, Span part) {
  const auto first = std::lower_bound(tokens.all.begin(), tokens.all.end(), part.begin,
                                      [](const Token& t, uint32_t begin) { return t.span.end <= begin; });
  auto last = first;
  while (last != tokens.all.end() && last->span.begin < part.end) ++last;
  return {static_cast<size_t>(first - tokens.all.begin()), static_cast<size_t>(last - tokens.all.begin())};
}

}  // namespace

Identifier::Identifier(const Resources& resources) : resources_(resources) {
  const Lexicon& lexicon = resources.lexicon();
  for (uint32_t i = 0; i < lexicon.entity_count(); ++i) {
    const Entity& e = lexicon.entity(i);
    if (!is_actor(e.kind) || e.kind == EntityKind::kState) continue;
    if (const std::string_view name = lexicon.string(e.name_en); !name.empty()) {
      const auto [at, fresh] = english_.try_emplace(small(name), i);
      if (!fresh) at->second = kNoEntity;  // two of one name: neither
    }
  }
}

std::string spaced_fold(std::string_view name) {
  std::string out = " ", word;
  for (size_t at = 0; at <= name.size(); ++at) {
    const char c = at < name.size() ? name[at] : ' ';
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
    } else if (!word.empty()) {
      out += fold(word) + ' ';
      word.clear();
    }
  }
  return out;
}

// The one actor that all these words name, by the lexicon's names.
uint32_t Identifier::entity_of(const Tokens& tokens, size_t first, size_t last) const {
  const Lexicon& lexicon = resources_.lexicon();
  std::string latin;
  uint32_t node = Lexicon::kRoot;
  for (size_t i = first; i < last && node != Lexicon::kNowhere; ++i) {
    const Token& t = tokens.all[i];
    if (!is_word(t)) continue;
    if (t.kind == TokenKind::kLatin) latin += (latin.empty() ? "" : " ") + std::string(tokens.fold(t));
    node = lexicon.step(node, t.key);
  }
  if (!latin.empty())
    if (const auto found = english_.find(latin); found != english_.end()) return found->second;
  if (node == Lexicon::kNowhere || node == Lexicon::kRoot) return kNoEntity;
  uint32_t entity = kNoEntity;
  for (const NameEntry& name : lexicon.names(node)) {
    if (!is_actor(lexicon.entity(name.entity).kind) || lexicon.entity(name.entity).kind == EntityKind::kState) continue;
    if (entity != kNoEntity && entity != name.entity) return kNoEntity;
    entity = name.entity;
  }
  return entity;
}

std::string_view Identifier::anonymity(std::string_view text, const Tokens& tokens, Span sentence) const {
  const Lexicon& lexicon = resources_.lexicon();
  const auto [first, last] = tokens_in(tokens, sentence);
  for (size_t i = first; i < last; ++i) {
    uint32_t node = Lexicon::kRoot;
    for (size_t j = i; j < last && node != Lexicon::kNowhere; ++j) {
      node = lexicon.phrase_step(node, tokens.all[j].hash);
      if (node == Lexicon::kNowhere) break;
      for (const uint32_t lexeme : lexicon.phrases(node)) {
        if (!lexicon.lexeme(lexeme).is(Class::kAnonymity)) continue;
        // The reason follows: up to the next mark.
        size_t end = j + 1;
        while (end < last && tokens.all[end].kind != TokenKind::kMark && tokens.all[end].kind != TokenKind::kBreak) ++end;
        const uint32_t begin = tokens.all[i].span.begin;
        return text.substr(begin, tokens.all[end - 1].span.end - begin);
      }
    }
  }
  return {};
}

// What is said of a source that has no name.
void Identifier::describe(std::string_view text, const Tokens& tokens, size_t first, size_t last, SourceIdentity& out) const {
  const Lexicon& lexicon = resources_.lexicon();
  size_t body = last;
  for (size_t i = first; i < last; ++i) {
    const Token& t = tokens.all[i];
    for (const Reading1& r : tokens.read(t)) {
      const Lexeme& lexeme = lexicon.lexeme(r.lexeme);
      if (out.nationality.empty() && lexeme.is(Class::kNisba) && lexeme.entity != kNoEntity) {
        const Entity& e = lexicon.entity(lexeme.entity);
        if (e.country[0]) out.nationality.assign(e.country, 2);
      }
      if (out.role.empty() && lexeme.pos == Pos::kNoun) {
        out.role = lexicon.string(lexeme.lemma);
        if (out.number == 0) out.number = r.feats.number();
      }
      if (body == last && (lexeme.is(Class::kBody) || lexeme.is(Class::kMilitary) || lexeme.is(Class::kGroup))) body = i;
    }
  }
  if (body < last && body > first) {
    const uint32_t begin = tokens.all[body].span.begin;
    out.body = text.substr(begin, tokens.all[last - 1].span.end - begin);
  }
}

// A medium of the lexicon at the end of what names one: "the agency", "news", a quotation mark go before.
uint32_t Identifier::medium_in(const Tokens& tokens) const {
  const Lexicon& lexicon = resources_.lexicon();
  for (size_t first = 0; first < tokens.all.size(); ++first) {
    const uint32_t entity = entity_of(tokens, first, tokens.all.size());
    if (entity == kNoEntity) continue;
    const EntityKind kind = lexicon.entity(entity).kind;
    if (kind == EntityKind::kMediaOutlet || kind == EntityKind::kNewsAgency) return entity;
  }
  return kNoEntity;
}

// Titles stand before a name, seldom after it: the name begins at the first word that no list has, or that is
// listed as a name, and ends before a mark or an office. A full name has two words.
void Identifier::person(const Tokens& tokens, SourceIdentity& out) const {
  const Lexicon& lexicon = resources_.lexicon();
  const size_t last = tokens.all.size();
  size_t begin = 0;
  while (begin < last && (!is_word(tokens.all[begin]) || !name_word(tokens, tokens.all[begin], lexicon))) ++begin;
  size_t end = begin;
  for (; end < last; ++end) {
    const Token& t = tokens.all[end];
    if (!is_word(t) || (!name_word(tokens, t, lexicon) && has(tokens, t, lexicon, Class::kOfficial, Class::kSpokesman))) break;
  }
  out.in_report = end - begin < 2;
  if (!out.in_report) out.entity = entity_of(tokens, begin, end);
  out.key = "p:" + (out.in_report ? joined(tokens, 0, last, false) : joined(tokens, begin, end, false));
}

// A body is known everywhere when something sets it apart: a name, or whose it is.
void Identifier::named(const Tokens& tokens, SourceIdentity& out) const {
  const Lexicon& lexicon = resources_.lexicon();
  out.key = "n:" + joined(tokens, 0, tokens.all.size(), true);
  out.in_report = std::none_of(tokens.all.begin(), tokens.all.end(), [&](const Token& t) {
    return is_word(t) && (t.readings == 0 || t.kind == TokenKind::kLatin || has(tokens, t, lexicon, Class::kNisba));
  });
}

void Identifier::identify(std::string_view text, const Tokens& tokens, const Link& link, Span sentence, SourceIdentity& out) {
  out = {};
  const Lexicon& lexicon = resources_.lexicon();
  const std::string_view name = text.substr(link.name.begin, link.name.size());
  tokenize(name, lexicon, name_);
  const size_t last = name_.all.size();
  if (link.kind == SourceKind::kUnnamed || last == 0) {
    describe(name, name_, 0, last, out);
    out.anonymity = anonymity(text, tokens, sentence);
    return;
  }
  if (const Reading1* const r = joined_reading(name_, name_.all[0]); r && (r->proclitics & kLi) && (r->proclitics & kAl))
    out.alone = "\u0627" + std::string(name.substr(name.find("\u0644") + 2));  // one lam is li's
  out.entity = link.entity;
  if (out.entity == kNoEntity) out.entity = entity_of(name_, 0, last);
  if (out.entity == kNoEntity && link.kind == SourceKind::kMedia) out.entity = medium_in(name_);
  if (out.entity != kNoEntity && is_place(lexicon.entity(out.entity).kind)) out.entity = kNoEntity;  // a town does not speak
  if (out.entity == kNoEntity) link.kind == SourceKind::kPerson ? person(name_, out) : named(name_, out);
  if (out.entity == kNoEntity) return;
  out.key = "e:" + std::string(resources_.entity(out.entity).id);
  out.in_report = false;
}

}  // namespace rawi
