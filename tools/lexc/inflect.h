// Inflection: from the citation forms of a row to every folded full form of the word, clitics apart.
//
// Words are handled as strings of ISO-8859-6 letters, hamza seats kept and vowel marks left out
// (struct Spelling); only what comes out is folded. Code writes letters in Buckwalter's ASCII
// transliteration through bw(): ' | > & < } A b p t v j H x d * r z s $ S D T Z E g f q k l m n h w Y y.
// Tables of endings stand in verb.cc and noun.cc. Pure functions; they own nothing and do not fail:
// a row that cannot be a verb is caught by verb_problem() before.
#ifndef RAWI_LEXC_INFLECT_H
#define RAWI_LEXC_INFLECT_H

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace rawi::lexc {

// A word as its row spells it.
struct Spelling {
  std::string letters;
  int shadda = -1;     // index of the letter that is doubled, -1: none marked
  bool tanwin = false; // kasratan: a defective noun without its ya (qadin)
};

Spelling spell(std::string_view utf8);
std::string bw(std::string_view ascii);
std::string fold_letters(std::string_view letters);

struct Inflected {
  std::string form;  // folded
  Feats feats;
  friend bool operator==(const Inflected& a, const Inflected& b) {
    return a.form == b.form && a.feats.bits == b.feats.bits;
  }
};
using Paradigm = std::vector<Inflected>;

// A noun with what its row says of it. `shape` goes into every form (masdar, participle, base).
struct Noun {
  Spelling lemma;
  std::vector<Spelling> broken;     // plurals as listed
  std::vector<Spelling> feminine;   // as listed
  bool sound_masculine = false, sound_feminine = false;
  bool no_feminine = false;         // of an adjective
  int gender = 0;                   // 0: by its ending
  Shape shape = Shape::kBase;
};
void inflect_noun(const Noun& noun, Paradigm& out);
void inflect_adjective(const Noun& adjective, Paradigm& out);

struct Verb {
  Spelling past, present;
  std::vector<Noun> masdars;         // listed; empty: by rule where there is one
  std::vector<Spelling> active, passive;  // participles as listed; empty: by rule
  bool no_active = false, no_passive = false;  // "-": the participle is another word (qa'id, mas'ul)
  std::vector<Spelling> passive_past;     // listed passive of a hollow verb (qila)
};
// Empty when the verb's citation forms fit together, else what is wrong.
std::string verb_problem(const Verb& verb);
void inflect_verb(const Verb& verb, Paradigm& out);

// Sorts and leaves out what is there twice.
void tidy(Paradigm& forms);

}  // namespace rawi::lexc

#endif  // RAWI_LEXC_INFLECT_H
