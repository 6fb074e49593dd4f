#include <algorithm>
#include <cstdio>
#include <string>

#include "claims/document.h"
#include "claims/find_claims.h"
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

std::string margin(float value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.2f", static_cast<double>(value));
  return digits;
}

// One way to read a word: "wa + al + <lemma> lexicon/nouns.tsv:12".
void append_reading(const Reading1& reading, const Lexicon& lexicon, bool chosen, std::string& out) {
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
  out += chosen ? "  <- taken here\n" : "\n";
}

// The layers of the document at one byte, and what was made of them.
class Explanation {
 public:
  Explanation(const Report& report, const Reading& reading, const Document& d, const Resources& resources, uint32_t at, std::string& out)
      : report_(report), reading_(reading), d_(d), resources_(resources), lexicon_(resources.lexicon()), at_(at), out_(out) {}

  void write() {
    const bool found = find_token();
    if (found) word();
    else out_ += "no word at byte " + std::to_string(at_) + "\n";
    junk();
    mentions();
    if (found) {
      phrase();
      frames();
      candidate();
    }
    claims();
    if (found) dropped();
  }

 private:
  bool find_token() {
    for (token_ = 0; token_ < d_.tokens.all.size(); ++token_)
      if (holds(d_.tokens.all[token_].span, at_)) return true;
    return false;
  }

  void quote(Span s) {
    append_words(report_.words(s), out_);
    out_ += " " + bytes_of(s);
  }
  Span words_of(uint32_t token) const { return d_.tokens.all[token].span; }

  void word() {
    const Token& token = d_.tokens.all[token_];
    const Tag& tag = d_.tags[token_];
    out_ += "word ";
    quote(token.span);
    out_ += '\n';
    bool taken = false;
    for (const Reading1& reading : d_.tokens.read(token)) {
      const bool chosen = !taken && reading.lexeme == tag.lexeme_id && reading.proclitics == tag.proclitics && reading.suffix == tag.suffix;
      taken |= chosen;
      append_reading(reading, lexicon_, chosen, out_);
    }
    if (token.readings == 0 && token.kind == TokenKind::kWord) out_ += "    in no word list\n";
  }

  void junk() {
    for (const Junk& junk : reading_.junk)
      if (holds(junk.words, at_))
        out_ += "page junk (" + std::string(junk_name(junk.kind)) + ") " + bytes_of(junk.words) + ": no claims are read here\n";
  }

  void mentions() {
    for (const Mention& mention : reading_.mentions) {
      if (!holds(mention.words, at_)) continue;
      out_ += "mention " + std::string(mention_name(mention.kind)) + " ";
      append_words(report_.words(mention.words), out_);
      if (mention.entity != kNoEntity) entity(mention.entity);
      if (mention.time >= 0) out_ += " = " + reading_.times[static_cast<size_t>(mention.time)].edtf;
      out_ += '\n';
    }
  }
  void entity(uint32_t id) {
    const EntityFacts facts = resources_.entity(id);
    out_ += " = " + std::string(facts.id) + " " + std::string(facts.name_en);
  }

  void phrase() {
    const int32_t index = d_.phrase_of[token_];
    if (index < 0) return;
    const Phrase& p = d_.phrases[static_cast<size_t>(index)];
    out_ += "phrase ";
    quote(p.span);
    out_ += ", head ";
    append_words(report_.words(words_of(p.head)), out_);
    if (p.preposition >= 0) {
      out_ += ", governed by ";
      append_words(report_.words(words_of(static_cast<uint32_t>(p.preposition))), out_);
    }
    if (p.event) out_ += ", evokes an event";
    if (p.coordinated) out_ += ", goes on from the phrase before";
    if (p.construct) out_ += ", first participant of the event before it";
    if (p.adjective) out_ += ", a relational adjective standing for a participant";
    out_ += '\n';
  }

  // The frames that this word stands in, outermost first, and the one that it opens.
  void frames() {
    for (const Frame& f : d_.frames) {
      const bool inside = f.scope_first <= token_ && token_ < f.scope_last && d_.structure.sentence_of[token_] == f.sentence;
      if (!inside && f.cue != token_) continue;
      out_ += std::string(f.cue == token_ ? "opens " : "in ") + frame_rule(f.kind) + " at ";
      quote(words_of(f.cue));
      if (f.source < 0) {
        out_ += ": nobody is named, dropped\n";
        continue;
      }
      out_ += f.carried ? ": the speaker goes on, " : ": source ";
      source(f.source);
      for (int32_t k = f.parent, guard = 0; k >= 0 && guard < 6; k = d_.frames[static_cast<size_t>(k)].parent, ++guard) {
        out_ += ", through ";
        if (const int32_t through = d_.frames[static_cast<size_t>(k)].source; through >= 0) source(through);
      }
      out_ += '\n';
    }
  }
  void source(int32_t index) {
    const Source* s = &d_.sources[static_cast<size_t>(index)];
    quote(s->cited);
    if (s->same_as < 0) return;
    while (s->same_as >= 0) s = &d_.sources[static_cast<size_t>(s->same_as)];
    out_ += " = ";
    quote(s->name);
  }

  // Could this word be an event, and what was decided?
  void candidate() {
    const auto t = std::find_if(d_.triggers.begin(), d_.triggers.end(), [&](const Trigger& x) { return x.token == token_; });
    if (t == d_.triggers.end()) {
      out_ += "no event: nothing that this word can mean is one\n";
      return;
    }
    out_ += "candidate for an event:";
    const size_t before = out_.size();
    for (const Reading1& reading : d_.tokens.read(d_.tokens.all[token_]))
      for (const Plover type : lexicon_.lexeme(reading.lexeme).types) {
        const std::string name = " " + std::string(plover_name(type));
        if (type != Plover::kNone && out_.find(name, before) == std::string::npos) out_ += name;
      }
    if (out_.size() == before) out_ += " of a type told beside it";
    if (t->type == Plover::kNone) out_ += "; dropped by a margin of " + margin(t->margin) + "\n";
    else out_ += "; taken as " + std::string(plover_name(t->type)) + " by a margin of " + margin(t->margin) + "\n";
  }

  void claims() {
    size_t found = 0;
    for (const Claim& c : reading_.claims)
      if (holds(c.trigger, at_) || holds(c.sentence, at_)) {
        claim(c);
        ++found;
      }
    if (found == 0) out_ += "no claim in this sentence\n";
  }

  void claim(const Claim& c) {
    out_ += "claim " + std::string(plover_name(c.type)) + " " + std::string(status_name(c.status)) + " ";
    quote(c.trigger);
    out_ += "  " + resources_.rule_name(c.lexeme) + "  margin " + margin(c.score) + "\n";
    for (uint32_t i = 0; i < c.rules; ++i) out_ += std::string("    rule ") + reading_.rules[c.first_rule + i] + "\n";
    for (uint32_t i = 0; i < c.links; ++i) {
      const Link& link = reading_.links[c.first_link + i];
      out_ += "    source ";
      quote(link.name);
      out_ += ", tied by ";
      quote(link.cited);
      out_ += '\n';
    }
    fields(c);
  }
  void fields(const Claim& c) {
    field("actor", c.actor.words, c.actor.entity);
    field("target", c.target.words, c.target.entity);
    field("place", c.place.words, c.place.entity);
    if (!c.time.words.empty()) {
      out_ += "    time ";
      quote(c.time.words);
      if (c.time.time >= 0) out_ += " = " + reading_.times[static_cast<size_t>(c.time.time)].edtf;
      out_ += '\n';
    }
    for (uint32_t i = 0; i < c.quantities; ++i) {
      const Quantity& q = reading_.quantities[c.first_quantity + i];
      field(count_name(q.of), q.words, kNoEntity);
    }
    if (c.weapon != Weapon::kNone) field(weapon_name(c.weapon), c.weapon_words, kNoEntity);
    if (c.denies >= 0) field("denies", reading_.claims[static_cast<size_t>(c.denies)].trigger, kNoEntity);
  }
  void field(std::string_view name, Span words, uint32_t id) {
    if (words.empty()) return;
    out_ += "    " + std::string(name) + " ";
    quote(words);
    if (id != kNoEntity) entity(id);
    out_ += '\n';
  }

  // What else in the sentence was considered and dropped.
  void dropped() {
    const uint32_t sentence = d_.structure.sentence_of[token_];
    for (const Trigger& t : d_.triggers) {
      if (t.type != Plover::kNone || t.token == token_ || d_.structure.sentence_of[t.token] != sentence) continue;
      out_ += "dropped ";
      quote(words_of(t.token));
      out_ += "  margin " + margin(t.margin) + "\n";
    }
  }

  const Report& report_;
  const Reading& reading_;
  const Document& d_;
  const Resources& resources_;
  const Lexicon& lexicon_;
  uint32_t at_;
  std::string& out_;
  uint32_t token_ = 0;
};

}  // namespace

void write_explanation(const Report& report, const Reading& reading, const Reader& reader, const Resources& resources,
                       uint32_t at, std::string& out) {
  Explanation(report, reading, reader.document(), resources, at, out).write();
}

}  // namespace rawi
