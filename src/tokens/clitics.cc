// Clitics are a closed set with a fixed order:
//
//   [a-] [wa|fa] [sa | bi ka li] [al] STEM [pronoun]
//
// so every split is one of few. For each split the rest is looked up as it stands; a table says which
// splits go with which shapes (sa only before a present verb, al never with a pronoun, ...).
#include "tokens/clitics.h"

#include <algorithm>

#include "tokens/fold.h"

namespace rawi {
namespace {

using namespace letter;

bool starts(std::string_view s, unsigned char a) { return !s.empty() && static_cast<unsigned char>(s[0]) == a; }
bool starts(std::string_view s, unsigned char a, unsigned char b) {
  return s.size() > 1 && starts(s, a) && static_cast<unsigned char>(s[1]) == b;
}

struct Split {
  uint8_t bytes;
  uint8_t proclitics;
};

// All proclitic splits of a word, the bare word first. At most 10.
int splits(std::string_view w, Split out[10]) {
  int n = 0;
  out[n++] = {0, 0};
  const auto add_inner = [&](uint8_t at, uint8_t bits) {
    const std::string_view rest = w.substr(at);
    if (starts(rest, kAlef, kLam) && rest.size() > 3) out[n++] = {static_cast<uint8_t>(at + 2), static_cast<uint8_t>(bits | kAl)};
    if (starts(rest, kLam, kLam) && rest.size() > 3) out[n++] = {static_cast<uint8_t>(at + 2), static_cast<uint8_t>(bits | kLi | kAl)};
    if (rest.size() < 3) return;
    if (starts(rest, kLam)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kLi)};
    if (starts(rest, kSeen)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kSa)};
    if (starts(rest, kBeh) || starts(rest, kKaf)) {
      const uint8_t bit = starts(rest, kBeh) ? kBa : kKa;
      out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | bit)};
      const std::string_view inner = rest.substr(1);
      if (starts(inner, kAlef, kLam) && inner.size() > 3) out[n++] = {static_cast<uint8_t>(at + 3), static_cast<uint8_t>(bits | bit | kAl)};
    }
  };
  add_inner(0, 0);
  if (w.size() >= 3 && (starts(w, kWaw) || starts(w, kFeh))) {
    const uint8_t bit = starts(w, kWaw) ? kWa : kFa;
    out[n++] = {1, bit};
    add_inner(1, bit);
  }
  return n;
}

struct Pronoun {
  unsigned char letters[3];
  uint8_t size, person, gender, number;
};
constexpr Pronoun kPronouns[] = {
    {{kHeh}, 1, 3, 1, 1},          {{kHeh, kAlef}, 2, 3, 2, 1},      {{kHeh, kMeem}, 2, 3, 1, 3},
    {{kHeh, kNoon}, 2, 3, 2, 3},   {{kHeh, kMeem, kAlef}, 3, 3, 0, 2}, {{kNoon, kAlef}, 2, 1, 0, 3},
    {{kNoon, kYeh}, 2, 1, 0, 1},   {{kYeh}, 1, 1, 0, 1},             {{kKaf, kMeem}, 2, 2, 1, 3},
    {{kKaf}, 1, 2, 0, 1},
};

bool ends_with(std::string_view w, const Pronoun& p) {
  if (w.size() < p.size + 2u) return false;
  return std::equal(p.letters, p.letters + p.size, reinterpret_cast<const unsigned char*>(w.data()) + w.size() - p.size);
}

// Does a form go with these clitics?
bool fits(const Lexeme& lexeme, Feats f, uint8_t proclitics, const Pronoun* pronoun) {
  const Shape shape = f.shape();
  const bool finite = shape == Shape::kPast || shape == Shape::kPresent || shape == Shape::kImperative;
  if (proclitics & kSa) return shape == Shape::kPresent;
  if ((proclitics & kAl) && (finite || lexeme.pos == Pos::kParticle || pronoun || f.accusative())) return false;
  if ((proclitics & (kBa | kKa)) && finite) return false;
  if ((proclitics & kLi) && finite && shape != Shape::kPresent) return false;
  if ((proclitics & (kBa | kKa | kLi)) && f.accusative()) return false;
  if (f.needs_suffix()) return pronoun != nullptr;
  if (!pronoun) return true;
  if (f.accusative()) return false;
  if (pronoun->size == 2 && pronoun->letters[0] == kNoon && pronoun->letters[1] == kYeh) return finite;
  if (pronoun->size == 1 && pronoun->letters[0] == kYeh) return !finite && lexeme.pos != Pos::kAdjective;
  return true;
}

void add_forms(std::span<const Form> forms, const Lexicon& lexicon, const Split& split, const Pronoun* pronoun,
               size_t first, std::vector<Reading1>& out) {
  for (const Form& form : forms) {
    if (out.size() - first >= kMaxReadings) return;
    if (!fits(lexicon.lexeme(form.lexeme), form.feats, split.proclitics, pronoun)) continue;
    Reading1 r{form.lexeme, form.feats, split.proclitics, 0, split.bytes, 0, 0, 0};
    if (pronoun) {
      r.suffix = pronoun->size;
      r.suffix_person = pronoun->person;
      r.suffix_gender = pronoun->gender;
      r.suffix_number = pronoun->number;
    }
    out.push_back(r);
  }
}

}  // namespace

uint8_t analyze(std::string_view folded, uint64_t hash, const Lexicon& lexicon, std::vector<Reading1>& out) {
  const size_t first = out.size();
  Split split[10];
  uint64_t hashes[10];
  const int n = splits(folded, split);
  for (int i = 0; i < n; ++i) {
    hashes[i] = i == 0 ? hash : form_hash(folded.substr(split[i].bytes));
    lexicon.fetch_forms(hashes[i]);
  }
  for (int i = 0; i < n; ++i) add_forms(lexicon.forms(folded.substr(split[i].bytes), hashes[i]), lexicon, split[i], nullptr, first, out);
  for (const Pronoun& p : kPronouns) {
    if (!ends_with(folded, p)) continue;
    for (int i = 0; i < n; ++i) {
      if ((split[i].proclitics & kAl) || folded.size() < split[i].bytes + p.size + 1u) continue;
      const std::string_view stem = folded.substr(split[i].bytes, folded.size() - split[i].bytes - p.size);
      add_forms(lexicon.forms(stem), lexicon, split[i], &p, first, out);
    }
  }
  return static_cast<uint8_t>(out.size() - first);
}

int possible_strips(std::string_view w, Strip out[4]) {
  int n = 0;
  const auto inner = [&](uint8_t at, uint8_t bits) {
    const std::string_view rest = w.substr(at);
    if (rest.size() < 4) return;
    if (starts(rest, kLam, kLam)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kLi | kAl), true};
    else if (starts(rest, kBeh)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kBa), false};
    else if (starts(rest, kLam)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kLi), false};
    else if (starts(rest, kKaf)) out[n++] = {static_cast<uint8_t>(at + 1), static_cast<uint8_t>(bits | kKa), false};
  };
  inner(0, 0);
  if (w.size() > 3 && (starts(w, kWaw) || starts(w, kFeh))) {
    const uint8_t bit = starts(w, kWaw) ? kWa : kFa;
    out[n++] = {1, bit, false};
    inner(1, bit);
  }
  return n;
}

uint64_t stripped_key(std::string_view folded, const Strip& s) {
  const std::string_view rest = folded.substr(s.bytes);
  if (!s.restore_al) return name_key(rest);
  char buffer[64];
  if (rest.size() >= sizeof buffer) return 0;
  buffer[0] = static_cast<char>(kAlef);
  std::copy(rest.begin(), rest.end(), buffer + 1);
  return name_key({buffer, rest.size() + 1});
}

}  // namespace rawi
