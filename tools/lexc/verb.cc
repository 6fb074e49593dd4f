// Verbs. A tense is a few stems (before a consonant, a long vowel, a pronoun ...) and a table of endings
// that says which stem each ending takes. The passive is inflected likewise from its own stems; forms
// that are spelled as the active's are left out, the rest marked as passive only.
#include <algorithm>

#include "inflect.h"
#include "root.h"

namespace rawi::lexc {
namespace {

using std::string;

enum Slot { kBare, kBeforeTa, kDual, kPlural, kFeminineY, kConsonant, kJussive, kPronoun, kSlots };

// Each slot may have several spellings (qara'u is written three ways).
struct Stems {
  std::vector<string> slot[kSlots];
};

struct Ending {
  const char* prefix;  // of the present
  Slot slot;
  const char* ending;
  uint8_t person, gender, number;
  uint16_t flags;
};

constexpr Ending kPast[] = {
    {"", kBare, "", 3, 1, 1, 0},        {"", kBeforeTa, "t", 3, 2, 1, 0},
    {"", kDual, "A", 3, 1, 2, 0},       {"", kBeforeTa, "tA", 3, 2, 2, 0},
    {"", kPlural, "wA", 3, 1, 3, 0},    {"", kPlural, "w", 3, 1, 3, kFeatNeedsSuffix},
    {"", kConsonant, "n", 3, 2, 3, 0},  {"", kConsonant, "t", 1, 0, 1, 0},
    {"", kConsonant, "nA", 1, 0, 3, 0}, {"", kConsonant, "t", 2, 0, 1, 0},
    {"", kConsonant, "tmA", 2, 0, 2, 0}, {"", kConsonant, "tm", 2, 1, 3, 0},
    {"", kConsonant, "tmw", 2, 1, 3, kFeatNeedsSuffix}, {"", kConsonant, "tn", 2, 2, 3, 0},
    {"", kPronoun, "", 3, 1, 1, kFeatNeedsSuffix},
};

constexpr Ending kPresent[] = {
    {"y", kBare, "", 3, 1, 1, 0},          {"t", kBare, "", 3, 2, 1, 0},
    {"t", kBare, "", 2, 1, 1, 0},          {">", kBare, "", 1, 0, 1, 0},
    {"n", kBare, "", 1, 0, 3, 0},          {"y", kDual, "An", 3, 1, 2, 0},
    {"y", kDual, "A", 3, 1, 2, kFeatConstruct}, {"t", kDual, "An", 3, 2, 2, 0},
    {"t", kDual, "A", 3, 2, 2, kFeatConstruct}, {"y", kPlural, "wn", 3, 1, 3, 0},
    {"y", kPlural, "wA", 3, 1, 3, kFeatConstruct},
    {"y", kPlural, "w", 3, 1, 3, kFeatConstruct | kFeatNeedsSuffix},
    {"t", kPlural, "wn", 2, 1, 3, 0},      {"t", kPlural, "wA", 2, 1, 3, kFeatConstruct},
    {"t", kFeminineY, "yn", 2, 2, 1, 0},   {"t", kFeminineY, "y", 2, 2, 1, kFeatConstruct},
    {"y", kConsonant, "n", 3, 2, 3, 0},    {"t", kConsonant, "n", 2, 2, 3, 0},
    {"y", kJussive, "", 3, 1, 1, kFeatConstruct}, {"t", kJussive, "", 3, 2, 1, kFeatConstruct},
    {">", kJussive, "", 1, 0, 1, kFeatConstruct}, {"n", kJussive, "", 1, 0, 3, kFeatConstruct},
    {"y", kPronoun, "", 3, 1, 1, kFeatNeedsSuffix}, {"t", kPronoun, "", 3, 2, 1, kFeatNeedsSuffix},
    {">", kPronoun, "", 1, 0, 1, kFeatNeedsSuffix}, {"n", kPronoun, "", 1, 0, 3, kFeatNeedsSuffix},
};

constexpr Ending kImperative[] = {
    {"", kJussive, "", 2, 1, 1, 0}, {"", kPlural, "wA", 2, 1, 3, 0}, {"", kFeminineY, "y", 2, 2, 1, 0}};

void all_slots(Stems& s, const string& stem) {
  for (auto& slot : s.slot) slot = {stem};
  s.slot[kPronoun].clear();
}

// The spellings of a stem in hamza before the waw of the plural: on alif, on waw, bare.
std::vector<string> hamza_plural(const string& w) {
  const string cut = but_last(w);
  if (is_one(w, -1, ">")) return {cut + bw("&"), w, cut + bw("'")};
  if (is_one(w, -1, "}")) return {w, cut + bw("&")};
  return {w, cut + bw(is_one(w, -2, "y") ? "}" : "&")};
}

// A past in hamza; `joined` is the hamza before a consonant of a hollow verb (ji'tu).
void past_hamza(Stems& s, const string& w) {
  s.slot[kPlural] = hamza_plural(w);
  if (is_one(w, -1, ">")) s.slot[kDual] = {but_last(w)};
}

Stems past_stems(const Root& r, const string& w) {
  Stems s;
  all_slots(s, w);
  const string cut = but_last(w);
  switch (r.weak) {
    case Weak::kSound: break;
    case Weak::kDoubled: s.slot[kConsonant] = {w + w.back()}; break;
    case Weak::kHollow: s.slot[kConsonant] = {drop(w, -2)}; break;
    case Weak::kDefective:
      s.slot[kPlural] = {cut};
      if (is_one(w, -1, "y")) break;
      s.slot[kBeforeTa] = {cut};
      s.slot[kDual] = s.slot[kConsonant] = {cut + bw(is_one(w, -1, "A") && w.size() == 3 ? "w" : "y")};
      s.slot[kPronoun] = {cut + bw("A")};
      break;
  }
  if (!is_one(w, -1, ">'}")) return s;
  past_hamza(s, w);
  if (r.weak == Weak::kHollow) {
    const bool i_before = is_one(w, -2, "y") || r.measure == Measure::kOne;
    s.slot[kConsonant] = {but_last(drop(w, -2)) + bw(i_before ? "}" : ">")};
  }
  return s;
}

void present_hamza(Stems& s, const string& w, bool hollow) {
  const string cut = but_last(w);
  s.slot[kPlural] = hamza_plural(w);
  if (is_one(w, -1, ">")) {
    s.slot[kDual] = {cut};
    s.slot[kFeminineY] = {cut + bw("}"), w};
    s.slot[kPronoun] = {cut + bw("&")};
  } else if (is_one(w, -1, "'")) {
    const bool after_y = is_one(w, -2, "y");
    s.slot[kDual] = {after_y ? cut + bw("}") : w};
    s.slot[kFeminineY] = {cut + bw("}")};
    s.slot[kPronoun] = {cut + bw("}"), cut + bw("&")};
    if (hollow) s.slot[kConsonant] = s.slot[kJussive] = {drop(cut, -1) + bw(after_y ? "}" : ">")};
  }
}

Stems present_stems(const Root& r, const string& w) {
  Stems s;
  all_slots(s, w);
  s.slot[kJussive].clear();
  const string cut = but_last(w);
  if (r.weak == Weak::kDoubled) s.slot[kConsonant] = s.slot[kJussive] = {w + w.back()};
  if (r.weak == Weak::kHollow) s.slot[kConsonant] = s.slot[kJussive] = {drop(w, -2)};
  if (r.weak == Weak::kDefective) {
    s.slot[kPlural] = s.slot[kFeminineY] = s.slot[kJussive] = {cut};
    if (is_one(w, -1, "YA")) {
      s.slot[kDual] = s.slot[kConsonant] = {cut + bw("y")};
      s.slot[kPronoun] = {cut + bw("A")};
    }
  }
  if (is_one(w, -1, ">'}&")) present_hamza(s, w, r.weak == Weak::kHollow);
  return s;
}

// The first person's hamza before another one: a + akhudhu -> akhudhu with madda.
string prefixed(const string& prefix, const string& stem) {
  if (prefix == bw(">") && is_one(stem, 0, ">")) return bw("|") + stem.substr(1);
  return prefix + stem;
}

template <size_t N>
void emit(const Ending (&table)[N], const Stems& stems, Shape shape, uint16_t flags, Paradigm& out) {
  for (const Ending& e : table) {
    for (const string& stem : stems.slot[e.slot]) {
      Feats f = feats(shape, e.person, e.gender, e.number);
      f.bits |= e.flags | flags;
      out.push_back({fold_letters(prefixed(bw(e.prefix), stem) + bw(e.ending)), f});
    }
  }
}

// Adds to `out` what the passive spells otherwise than the active, which stands in out[from..).
void add_passive(const Paradigm& passive, size_t from, Paradigm& out) {
  const size_t to = out.size();
  for (const Inflected& p : passive) {
    const Inflected active{p.form, Feats{static_cast<uint16_t>(p.feats.bits & ~kFeatPassive)}};
    if (std::find(out.begin() + static_cast<long>(from), out.begin() + static_cast<long>(to), active) ==
        out.begin() + static_cast<long>(to))
      out.push_back(p);
  }
}

// The 3rd person singular of the passive past, from the active's.
string passive_past(const Root& r) {
  string w = r.past;
  if (r.measure == Measure::kThree) w = put_at(w, 1, "w");
  if (r.measure == Measure::kSix) w = put_at(w, 2, "w");
  if (r.measure == Measure::kTen && is_one(w, 3, ">")) w = put_at(w, 3, "&");
  if (is_one(w, 0, "|")) w = bw(">w") + w.substr(1);
  if (r.measure == Measure::kOne && is_one(w, 1, ">")) w = put_at(w, 1, "}");
  if (r.weak == Weak::kDefective) w = put_at(w, -1, "y");
  if (r.weak == Weak::kHollow) w = put_at(w, -2, "y");
  if (is_one(w, -1, ">")) w = put_at(w, -1, "}");
  return w;
}

string passive_present(const Root& r) {
  string w = r.present;
  if (r.measure == Measure::kOne && is_one(w, 0, ">")) w = put_at(w, 0, "&");
  if (r.assimilated) w = bw("w") + w;
  if (r.weak == Weak::kDefective) w = put_at(w, -1, "Y");
  if (r.weak == Weak::kHollow) w = put_at(w, -2, "A");
  if (is_one(w, -1, "}")) w = put_at(w, -1, ">");
  return w;
}

void tenses(const Verb& v, const Root& r, Paradigm& out) {
  const bool hollow_one = r.measure == Measure::kOne && r.weak == Weak::kHollow;
  size_t from = out.size();
  Paradigm passive;
  emit(kPast, past_stems(r, r.past), Shape::kPast, 0, out);
  // qila, bi`a: few hollow verbs have it, and made by rule it would meet nouns (`id, sayr), so it is listed.
  if (!hollow_one) emit(kPast, past_stems(r, passive_past(r)), Shape::kPast, kFeatPassive, passive);
  for (const Spelling& s : v.passive_past) emit(kPast, past_stems(r, s.letters), Shape::kPast, kFeatPassive, passive);
  add_passive(passive, from, out);

  from = out.size();
  passive.clear();
  emit(kPresent, present_stems(r, r.present), Shape::kPresent, 0, out);
  if (!hollow_one || !v.passive_past.empty())
    emit(kPresent, present_stems(r, passive_present(r)), Shape::kPresent, kFeatPassive, passive);
  add_passive(passive, from, out);
}

void imperative(const Root& r, Paradigm& out) {
  Stems s = present_stems(r, r.present);
  if (s.slot[kJussive].empty()) s.slot[kJussive] = s.slot[kBare];
  string prefix;
  if (r.measure == Measure::kOne && (r.weak == Weak::kSound || r.weak == Weak::kDefective) && !r.assimilated) prefix = bw("A");
  if (r.measure == Measure::kFour || r.measure == Measure::kSeven || r.measure == Measure::kTen) prefix = bw("A");
  const bool loses_hamza = r.measure == Measure::kOne && is_one(r.present, 0, ">");  // khudh, kul
  for (Slot slot : {kJussive, kPlural, kFeminineY})
    for (string& stem : s.slot[slot]) stem = loses_hamza ? stem.substr(1) : prefix + stem;
  emit(kImperative, s, Shape::kImperative, 0, out);
}

Spelling word(const string& letters, bool tanwin = false) { return {letters, -1, tanwin}; }

// fa`il and maf`ul.
Spelling active_one(const Root& r) {
  const string& p = r.past;
  const string first = is_one(p, 0, ">") ? bw("|") : p.substr(0, 1) + bw("A");
  if (r.weak == Weak::kDoubled) return word(first + p.substr(1, 1));
  if (r.weak == Weak::kDefective) return word(first + (is_one(p, 1, ">") ? bw("}") : p.substr(1, 1)), true);
  if (r.weak == Weak::kHollow) return is_one(p, -1, "'") ? word(first + bw("}"), true) : word(first + bw("}") + p.substr(2));
  string rest = p.substr(1);
  for (size_t i = 0; i < rest.size(); ++i)
    if (is_one(rest, static_cast<int>(i), ">")) rest = put_at(rest, static_cast<int>(i), "}");
  return word(first + rest);
}

Spelling passive_one(const Root& r) {
  const string& p = r.past;
  const string m = bw("m");
  if (r.weak == Weak::kDoubled) return word(m + p.substr(0, 2) + bw("w") + p.substr(1, 1));
  if (r.weak == Weak::kDefective) return word(m + p.substr(0, 2) + bw(is_one(r.present, -1, "w") ? "w" : "y"));
  if (r.weak == Weak::kHollow) return word(m + p.substr(0, 1) + bw(is_one(r.present, 1, "y") ? "y" : "w") + p.substr(2));
  string w = m + p.substr(0, 2) + bw("w") + p.substr(2);
  if (is_one(w, 2, ">")) w = put_at(w, 2, "&");
  if (is_one(w, -1, ">")) w = put_at(w, -1, "'");
  return word(w);
}

void participle(const std::vector<Spelling>& listed, const Spelling& ruled, Shape shape, Paradigm& out) {
  std::vector<Spelling> all = listed;
  if (all.empty()) all.push_back(ruled);
  for (const Spelling& s : all) {
    Noun n;
    n.lemma = s;
    n.shape = shape;
    n.sound_masculine = true;
    inflect_adjective(n, out);
  }
}

void participles(const Verb& v, const Root& r, Paradigm& out) {
  const bool one = r.measure == Measure::kOne;
  const bool defective = r.weak == Weak::kDefective;
  string stem = defective ? but_last(r.present) : r.present;
  // mutasa'il: the hamza of V and VI sits on ya before the kasra that the participle has there.
  if (r.measure == Measure::kFive || r.measure == Measure::kSix) {
    if (is_one(stem, -2, "'>")) stem = put_at(stem, -2, "}");
  }
  const Spelling active = one ? active_one(r) : word(bw("m") + stem, defective);
  const Spelling passive = one ? passive_one(r) : word(bw("m") + passive_present(r));
  if (!v.no_active) participle(v.active, active, Shape::kActive, out);
  if (!v.no_passive) participle(v.passive, passive, Shape::kPassiveParticiple, out);
}

// The verbal noun by rule; empty where there is none (measure I and what is irregular).
Spelling masdar_by_rule(const Root& r) {
  const string& p = r.past;
  const string cut = but_last(p);
  const bool hamza = is_one(p, -1, ">"), defective = r.weak == Weak::kDefective, hollow = r.weak == Weak::kHollow;
  const auto with_alif = [&](const string& w) {  // infi`al, ifti`al, istif`al
    if (defective) return w + bw("A'");
    return r.weak == Weak::kDoubled ? w + bw("A") + w.back() : but_last(w) + bw("A") + w.back();
  };
  switch (r.measure) {
    case Measure::kTwo:
      if (defective || hamza) return word(bw("t") + cut + bw(hamza ? "}p" : "yp"));
      return word(bw("t") + cut + bw("y") + p.back());
    case Measure::kThree: return word(bw("m") + (defective ? cut + bw("Ap") : p + bw("p")));
    case Measure::kFour: {
      const string rest = is_one(p, 0, "|") ? bw("y") + p.substr(1) : is_one(p, 1, "w") ? bw("y") + p.substr(2) : p.substr(1);
      if (hollow) return word(bw("<") + rest + bw("p"));
      if (defective || hamza) return word(bw("<") + but_last(rest) + bw("A'"));
      return word(bw("<") + with_alif(rest));
    }
    case Measure::kFive:
    case Measure::kSix:
    case Measure::kQuadT:
      if (defective) return word(cut, true);
      return word(hamza ? cut + bw("&") : is_one(p, 3, "'") ? put_at(p, 3, "&") : p);
    case Measure::kSeven:
    case Measure::kTen: {
      if (hollow && r.measure == Measure::kTen) return word(p + bw("p"));
      string w = defective || hamza ? cut : hollow ? put_at(p, -2, "y") : p;
      if (hollow) return word(but_last(w) + bw("A") + w.back());
      if (r.measure == Measure::kTen && is_one(w, 3, "w")) w = put_at(w, 3, "y");
      if (r.measure == Measure::kTen && is_one(w, 3, ">")) w = put_at(w, 3, "}");
      return word(hamza ? w + bw("A'") : with_alif(w));
    }
    default: return word(p + bw("p"));
  }
}

void masdars(const Verb& v, const Root& r, Paradigm& out) {
  for (Noun n : v.masdars) {
    n.shape = Shape::kMasdar;
    inflect_noun(n, out);
  }
  if (!v.masdars.empty() || r.measure == Measure::kOne) return;
  Noun n;
  n.lemma = masdar_by_rule(r);
  n.shape = Shape::kMasdar;
  inflect_noun(n, out);
}

}  // namespace

void inflect_verb(const Verb& v, Paradigm& out) {
  const Root r = analyse(v);
  tenses(v, r, out);
  imperative(r, out);
  participles(v, r, out);
  masdars(v, r, out);
  tidy(out);
}

}  // namespace rawi::lexc
