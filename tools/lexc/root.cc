#include "root.h"

namespace rawi::lexc {

using std::string;

char at(const string& w, int i) {
  const int n = static_cast<int>(w.size());
  if (i < 0) i += n;
  return i >= 0 && i < n ? w[static_cast<size_t>(i)] : '\0';
}

bool is_one(const string& w, int i, std::string_view buckwalter) {
  const char c = at(w, i);
  return c != '\0' && bw(buckwalter).find(c) != string::npos;
}

string drop(string w, int i) {
  if (at(w, i) != '\0') w.erase(i < 0 ? w.size() + static_cast<size_t>(i) : static_cast<size_t>(i), 1);
  return w;
}

string put_at(string w, int i, std::string_view buckwalter) {
  if (at(w, i) != '\0') w[i < 0 ? w.size() + static_cast<size_t>(i) : static_cast<size_t>(i)] = bw(buckwalter)[0];
  return w;
}

string but_last(const string& w) { return w.empty() ? w : w.substr(0, w.size() - 1); }

namespace {

bool begins(const string& w, std::string_view buckwalter) { return w.rfind(bw(buckwalter), 0) == 0; }

// A listed verbal noun of measure II (taf`il, taf`ila) tells II from I where no shadda is written.
bool has_masdar_two(const Verb& v, const string& past) {
  for (const Noun& m : v.masdars) {
    const string& w = m.lemma.letters;
    if (w.size() == 5 && is_one(w, 0, "t") && (is_one(w, 3, "y") || is_one(w, 4, "p")) && is_one(w, 2, "AywtbvjHxd*rzs$SDTZEgfqklmnh>}&'") &&
        (at(w, 1) == at(past, 0) || is_one(past, 0, ">")))
      return true;
  }
  return false;
}

// istamarra (X of a doubled root) or istama`a (VIII)? The masdar repeats the doubled letter: istimrar.
bool ten_doubled(const Verb& v, const string& past) {
  if (v.past.shadda >= 0) return v.past.shadda == static_cast<int>(past.size()) - 1;
  for (const Noun& m : v.masdars) return at(m.lemma.letters, -1) == at(m.lemma.letters, -3);
  return true;
}

Measure measure_of(const Verb& v, const string& past, const string& present) {
  switch (past.size()) {
    case 0:
    case 1:
    case 2: return Measure::kOne;
    case 3:
      if (v.past.shadda == 1 || has_masdar_two(v, past)) return Measure::kTwo;
      if (is_one(past, 0, ">|") && is_one(present, 0, "&")) return is_one(past, 0, "|") ? Measure::kFour : Measure::kTwo;
      return is_one(past, 0, ">") && present.size() == 2 ? Measure::kFour : Measure::kOne;
    case 4:
      if (is_one(past, 1, "A")) return Measure::kThree;
      if (is_one(past, 0, ">") && present.size() == 3) return Measure::kFour;
      if (is_one(past, 0, "t") && present.size() == 4) return Measure::kFive;
      return is_one(past, 0, "A") ? Measure::kSeven : Measure::kQuad;
    case 5:
      if (is_one(past, 0, "t")) return is_one(past, 2, "A") ? Measure::kSix : Measure::kQuadT;
      if (begins(past, "Ast") && !is_one(past, -1, "YA") && !is_one(past, -2, "A") && ten_doubled(v, past)) return Measure::kTen;
      return Measure::kSeven;
    default: return begins(past, "Ast") ? Measure::kTen : Measure::kSeven;
  }
}

bool is_doubled(const Verb& v, const Root& r) {
  const int n = static_cast<int>(r.past.size());
  if (v.past.shadda >= 0 && v.past.shadda == n - 1) return true;
  if (n == 2) return true;
  if (n == 3) return r.measure == Measure::kFour && is_one(r.past, 0, ">");
  // VIII that has swallowed its first letter (ittahama) is not doubled at the end; VII and IX of four letters are.
  if (n == 4) return r.measure == Measure::kSeven && !is_one(r.past, 1, "tTd*");
  if (n != 5) return false;
  if (r.measure == Measure::kTen) return true;
  return r.measure == Measure::kSeven && !is_one(r.past, 1, "nt") && !is_one(r.past, 2, "tdT");
}

bool is_hollow(const Root& r) {
  if (!is_one(r.past, -2, "A") || !is_one(r.present, -2, "wyA")) return false;
  switch (r.measure) {
    case Measure::kOne:
    case Measure::kFour:
    case Measure::kSeven:
    case Measure::kTen: return true;
    default: return false;
  }
}

}  // namespace

Root analyse(const Verb& v) {
  Root r;
  r.past = v.past.letters;
  r.present = v.present.letters.substr(v.present.letters.empty() ? 0 : 1);
  // akhadha, yu'akhidhu (III): the madda is a hamza and the alif of the measure.
  if (is_one(r.past, 0, "|") && is_one(r.present, 1, "A")) r.past = bw(">A") + r.past.substr(1);
  r.measure = measure_of(v, r.past, r.present);
  const bool defective = r.past.size() >= 3 && is_one(r.past, -1, "YAy");
  if (defective) r.weak = Weak::kDefective;
  else if (is_hollow(r)) r.weak = Weak::kHollow;
  else if (is_doubled(v, r)) r.weak = Weak::kDoubled;
  r.assimilated = r.measure == Measure::kOne && is_one(r.past, 0, "w") && r.present.size() + 1 == r.past.size();
  return r;
}

std::string verb_problem(const Verb& v) {
  const string& past = v.past.letters;
  const string& present = v.present.letters;
  if (past.size() < 2 || past.size() > 7) return "the past of a verb has two to seven letters";
  if (present.size() < 2 || !is_one(present, 0, "y")) return "the present of a verb begins with ya";
  const size_t letters = past.size() + (is_one(past, 0, "|") ? 1 : 0);
  if (present.size() > letters + 1) return "the present has more letters than its past allows";
  if (present.size() + 1 < past.size()) return "the present has fewer letters than its past allows";
  return "";
}

}  // namespace rawi::lexc
