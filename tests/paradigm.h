// Paradigms in tests: which forms a word has, written as a reader would write them.
#ifndef RAWI_TESTS_PARADIGM_H
#define RAWI_TESTS_PARADIGM_H

#include <string>
#include <string_view>

#include "inflect.h"
#include "tokens/fold.h"

namespace rawi::test {

inline bool has(const lexc::Paradigm& p, std::string_view word, Feats f) {
  const std::string folded = fold(word);
  for (const auto& i : p)
    if (i.form == folded && i.feats.bits == f.bits) return true;
  return false;
}

inline bool has_form(const lexc::Paradigm& p, std::string_view word) {
  const std::string folded = fold(word);
  for (const auto& i : p)
    if (i.form == folded) return true;
  return false;
}

// Feats with flags.
inline Feats with(Feats f, uint16_t flags) { return Feats{static_cast<uint16_t>(f.bits | flags)}; }

inline lexc::Noun noun(const char* lemma) {
  lexc::Noun n;
  n.lemma = lexc::spell(lemma);
  return n;
}

inline lexc::Paradigm verb(const char* past, const char* present, std::initializer_list<const char*> masdars = {}) {
  lexc::Verb v;
  v.past = lexc::spell(past);
  v.present = lexc::spell(present);
  for (const char* m : masdars) v.masdars.push_back(noun(m));
  lexc::Paradigm out;
  inflect_verb(v, out);
  return out;
}

}  // namespace rawi::test

#endif  // RAWI_TESTS_PARADIGM_H
