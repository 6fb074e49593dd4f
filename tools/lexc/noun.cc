// Nouns and adjectives. The last letter of a stem decides what happens before an ending:
//
//   ta marbuta    madina   -> madinat-u-ha, madinatan
//   alif maqsura  qatla    -> qatlahum, mustashfayat
//   hamza         wuzara'  -> wuzara'uhu / wuzara'ihi on waw and ya seats
//   dropped ya    qadin    -> al-qadi, qadiyan, qaduna
#include "inflect.h"

namespace rawi::lexc {
namespace {

using std::string;

enum class Ending { kPlain, kTa, kMaksura, kHamza, kHamzaAfterAlif, kHamzaOnAlif, kHamzaOnWaw, kHamzaOnYa, kAlif, kDropped };

bool joins_left(char c) {  // does the letter join to what follows it?
  return bw("A|><d*rzw&'pY").find(c) == string::npos;
}

Ending ending_of(const Spelling& s) {
  if (s.tanwin) return Ending::kDropped;
  const string& w = s.letters;
  if (w.empty()) return Ending::kPlain;
  const string last(1, w.back());
  if (last == bw("p")) return Ending::kTa;
  if (last == bw("Y")) return Ending::kMaksura;
  if (last == bw("A")) return Ending::kAlif;
  if (last == bw(">")) return Ending::kHamzaOnAlif;
  if (last == bw("&")) return Ending::kHamzaOnWaw;
  if (last == bw("}")) return Ending::kHamzaOnYa;
  if (last != bw("'")) return Ending::kPlain;
  return w.size() > 1 && w[w.size() - 2] == bw("A")[0] ? Ending::kHamzaAfterAlif : Ending::kHamza;
}

// One stem (a singular, a broken plural) and what it needs to give its forms.
class Stem {
 public:
  Stem(const Spelling& s, Shape shape, Paradigm& out)
      : w_(s.letters), cut_(w_.empty() ? w_ : w_.substr(0, w_.size() - 1)), end_(ending_of(s)), shape_(shape), out_(out) {}

  void put(const string& letters, int gender, int number, uint16_t flags = 0) const {
    Feats f = feats(shape_, 0, gender, number);
    f.bits |= flags;
    out_.push_back({fold_letters(letters), f});
  }

  // The stem itself, with tanwin alif, and as it stands before a pronoun.
  void alone(int gender, int number) const {
    put(w_, gender, number);
    const auto before_pronoun = [&](const string& s) { put(s, gender, number, kFeatNeedsSuffix); };
    const auto tanwin = [&](const string& s) { put(s, gender, number, kFeatAccusative); };
    switch (end_) {
      case Ending::kTa: before_pronoun(cut_ + bw("t")); break;
      case Ending::kMaksura: before_pronoun(cut_ + bw("A")); break;
      case Ending::kAlif: break;
      case Ending::kDropped: put(w_ + bw("y"), gender, number), tanwin(w_ + bw("yA")); break;
      case Ending::kHamzaOnAlif: before_pronoun(cut_ + bw("&")), before_pronoun(cut_ + bw("}")); break;
      case Ending::kHamzaOnWaw: before_pronoun(cut_ + bw("}")), tanwin(w_ + bw("A")); break;
      case Ending::kHamzaAfterAlif: before_pronoun(cut_ + bw("&")), before_pronoun(cut_ + bw("}")); break;
      case Ending::kHamza:
        before_pronoun(cut_ + bw("&")), before_pronoun(cut_ + bw("}")), tanwin(seated() + bw("A"));
        break;
      case Ending::kHamzaOnYa:
      case Ending::kPlain:
        if (!(number == 3 && ends(w_, bw("At")))) tanwin(w_ + bw("A"));
        break;
    }
  }

  void dual(int gender) const {
    const string s = dual_stem();
    const bool on_alif = end_ == Ending::kHamzaOnAlif;
    put(on_alif ? cut_ + bw("|n") : s + bw("An"), gender, 2);
    put(s + bw("yn"), gender, 2);
    put(on_alif ? cut_ + bw("|") : s + bw("A"), gender, 2, kFeatConstruct);
    put(s + bw("y"), gender, 2, kFeatConstruct);
  }

  void sound_masculine() const {
    const auto pair = [&](const string& u, const string& i) {
      put(u + bw("wn"), 1, 3), put(u + bw("w"), 1, 3, kFeatConstruct);
      put(i + bw("yn"), 1, 3), put(i + bw("y"), 1, 3, kFeatConstruct);
    };
    if (end_ == Ending::kMaksura || end_ == Ending::kTa) return pair(cut_, cut_);
    pair(w_, w_);
    if (end_ >= Ending::kHamza && end_ <= Ending::kHamzaOnWaw) pair(cut_ + bw("&"), cut_ + bw("}"));
  }

  void sound_feminine() const {
    put(end_ == Ending::kHamzaOnAlif ? cut_ + bw("|t") : plural_stem() + bw("At"), 2, 3);
  }

  Spelling feminine() const {
    switch (end_) {
      case Ending::kDropped: return {w_ + bw("yp")};
      case Ending::kMaksura: return {cut_ + bw("Ap")};
      default: return {w_ + bw("p")};
    }
  }

 private:
  static bool ends(const string& w, const string& tail) {
    return w.size() >= tail.size() && w.compare(w.size() - tail.size(), tail.size(), tail) == 0;
  }
  // A final bare hamza takes a ya seat before an alif when the letter before joins to it.
  string seated() const {
    return cut_.empty() || !joins_left(cut_.back()) ? w_ : cut_ + bw("}");
  }
  string dual_stem() const {
    switch (end_) {
      case Ending::kTa: return cut_ + bw("t");
      case Ending::kMaksura: return cut_ + bw("y");
      case Ending::kDropped: return w_ + bw("y");
      case Ending::kHamza: return seated();
      default: return w_;
    }
  }
  string plural_stem() const {
    switch (end_) {
      case Ending::kTa: return ends(w_, bw("Ap")) ? w_.substr(0, w_.size() - 2) + bw("y") : cut_;
      case Ending::kMaksura: return cut_ + bw("y");
      case Ending::kDropped: return w_ + bw("y");
      case Ending::kHamza: return seated();
      case Ending::kAlif: return cut_ + bw("w");
      default: return w_;
    }
  }

  string w_, cut_;
  Ending end_;
  Shape shape_;
  Paradigm& out_;
};

int gender_of(const Noun& n) {
  if (n.gender) return n.gender;
  return ending_of(n.lemma) == Ending::kTa ? 2 : 1;
}

void broken_plurals(const Noun& n, Paradigm& out) {
  for (const Spelling& s : n.broken) Stem(s, n.shape, out).alone(0, 3);
}

// A feminine with its dual and its plural in -at.
void feminine_of(const Spelling& s, Shape shape, Paradigm& out) {
  const Stem stem(s, shape, out);
  stem.alone(2, 1);
  stem.dual(2);
  stem.sound_feminine();
}

}  // namespace

void inflect_noun(const Noun& n, Paradigm& out) {
  const Stem stem(n.lemma, n.shape, out);
  const int gender = gender_of(n);
  const bool verbal = n.shape == Shape::kMasdar;
  stem.alone(gender, 1);
  stem.dual(gender);
  if (n.sound_masculine) stem.sound_masculine();
  const bool ta = ending_of(n.lemma) == Ending::kTa;
  if (n.sound_feminine || (n.broken.empty() && (ta || verbal))) stem.sound_feminine();
  for (const Spelling& f : n.feminine) feminine_of(f, n.shape, out);
  broken_plurals(n, out);
}

void inflect_adjective(const Noun& a, Paradigm& out) {
  const Stem stem(a.lemma, a.shape, out);
  stem.alone(1, 1);
  stem.dual(1);
  if (a.broken.empty() || a.sound_masculine) stem.sound_masculine();
  if (!a.feminine.empty()) {
    for (const Spelling& f : a.feminine) feminine_of(f, a.shape, out);
  } else if (!a.no_feminine) {
    feminine_of(stem.feminine(), a.shape, out);
  }
  broken_plurals(a, out);
}

}  // namespace rawi::lexc
