#include <cstdio>
#include <string>

#include "lexicon/lexicon.h"
#include "rawi/views.h"
#include "tokens/tokens.h"
#include "views/text_of.h"

namespace rawi {
namespace {

constexpr const char* kIsolate = "\xE2\x81\xA8";
constexpr const char* kEndIsolate = "\xE2\x81\xA9";

void append_words(std::string_view words, std::string& out) {
  out += kIsolate;
  append_printable(words, out);
  out += kEndIsolate;
}

std::string bytes_of(Span s) { return "[" + std::to_string(s.begin) + ", " + std::to_string(s.end) + ")"; }

bool holds(Span s, uint32_t at) { return s.begin <= at && at < s.end; }

// One way to read a word: "wa + al + <lemma> lexicon/nouns.tsv:12".
void append_reading(const Reading1& reading, const Lexicon& lexicon, std::string& out) {
  constexpr const char* names[] = {"wa", "fa", "ba", "ka", "li", "al", "sa", "a"};
  const Lexeme& lexeme = lexicon.lexeme(reading.lexeme);
  out += "    ";
  for (int bit = 0; bit < 8; ++bit)
    if (reading.proclitics >> bit & 1) out += std::string(names[bit]) + " + ";
  append_words(lexicon.string(lexeme.lemma), out);
  if (reading.suffix > 0) out += " + pronoun";
  out += "  " + lexicon.row_name(lexeme.row);
  if (lexeme.type() != Plover::kNone) out += "  " + std::string(plover_name(lexeme.type()));
  for (int c = 0; c < kClassCount; ++c)
    if (lexeme.is(static_cast<Class>(c))) out += " " + std::string(class_name(static_cast<Class>(c)));
  out += '\n';
}

void explain_word(const Report& report, const Lexicon& lexicon, uint32_t at, std::string& out) {
  Tokens tokens;
  tokenize(report.text, lexicon, tokens);
  for (const Token& token : tokens.all) {
    if (!holds(token.span, at)) continue;
    out += "word ";
    append_words(report.words(token.span), out);
    out += " " + bytes_of(token.span) + "\n";
    for (const Reading1& reading : tokens.read(token)) append_reading(reading, lexicon, out);
    if (token.readings == 0 && token.kind == TokenKind::kWord) out += "    in no word list\n";
    return;
  }
  out += "no word at byte " + std::to_string(at) + "\n";
}

void explain_claim(const Report& report, const Reading& reading, const Resources& resources, const Claim& c, std::string& out) {
  out += "claim " + std::string(plover_name(c.type)) + " " + std::string(status_name(c.status)) + " ";
  append_words(report.words(c.trigger), out);
  char score[32];
  std::snprintf(score, sizeof score, "  margin %.2f", static_cast<double>(c.score));
  out += " " + bytes_of(c.trigger) + "  " + resources.rule_name(c.lexeme) + score + "\n";
  for (uint32_t i = 0; i < c.rules; ++i) out += std::string("    ") + reading.rules[c.first_rule + i] + "\n";
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading.links[c.first_link + i];
    out += "    source ";
    append_words(report.words(link.name), out);
    out += " " + bytes_of(link.name) + ", tied by ";
    append_words(report.words(link.cited), out);
    out += " " + bytes_of(link.cited) + "\n";
  }
}

}  // namespace

void write_explanation(const Report& report, const Reading& reading, const Reader&, const Resources& resources,
                       uint32_t at, std::string& out) {
  explain_word(report, resources.lexicon(), at, out);
  for (const Junk& junk : reading.junk)
    if (holds(junk.words, at)) out += "page junk (" + std::string(junk_name(junk.kind)) + ") " + bytes_of(junk.words) + ": no claims are read here\n";
  for (const Mention& mention : reading.mentions) {
    if (!holds(mention.words, at)) continue;
    out += "mention " + std::string(mention_name(mention.kind)) + " ";
    append_words(report.words(mention.words), out);
    if (mention.entity != kNoEntity) out += " = " + std::string(resources.entity(mention.entity).id) + " " + std::string(resources.entity(mention.entity).name_en);
    if (mention.time >= 0) out += " = " + reading.times[static_cast<size_t>(mention.time)].edtf;
    out += '\n';
  }
  size_t found = 0;
  for (const Claim& c : reading.claims)
    if (holds(c.trigger, at) || holds(c.sentence, at)) {
      explain_claim(report, reading, resources, c, out);
      ++found;
    }
  if (found == 0) out += "no claim in this sentence\n";
}

}  // namespace rawi
