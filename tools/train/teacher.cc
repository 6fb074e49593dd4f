#include "teacher.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "claims/sources.h"
#include "tokens/fold.h"

namespace rawi::train {
namespace {

using Words = std::set<uint64_t>;

bool is_separator(unsigned char c) { return c < 0x80 && !std::isalnum(c); }

// The words of a name under name keys, without the article: what the scorer compares.
Words words_of(std::string_view text) {
  Words out;
  std::string word;
  const auto flush = [&] {
    std::string f = fold(word);
    const auto starts = [&](std::string_view p) { return f.size() > p.size() + 1 && f.compare(0, p.size(), p) == 0; };
    for (const std::string_view p : {std::string_view("\xE8\xC7\xE4"), std::string_view("\xC8\xC7\xE4"), std::string_view("\xE3\xC7\xE4"),
                                     std::string_view("\xE4\xE4"), std::string_view("\xC7\xE4")})
      if (starts(p)) {
        f.erase(0, p.size());
        break;
      }
    if (!f.empty()) out.insert(name_key(f));
    word.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool guillemet = c == 0xC2 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) == 0xAB || static_cast<unsigned char>(text[i + 1]) == 0xBB);
    if (is_separator(c) || guillemet) {
      if (!word.empty()) flush();
      if (guillemet) ++i;
    } else {
      word.push_back(text[i]);
    }
  }
  if (!word.empty()) flush();
  return out;
}

double likeness(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = 0;
  for (const uint64_t w : a) shared += b.count(w);
  const double small = static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
  const double large = static_cast<double>(shared) / static_cast<double>(std::max(a.size(), b.size()));
  return small < 0.6 ? 0 : small + large / 4;
}

std::set<std::string> latin_words(std::string_view text) {
  static const std::set<std::string> drop = {"al", "el", "an", "ad", "ar", "as", "ash", "at", "the", "of", "governorate", "province", "city",
                                             "base", "air", "airbase", "district", "field", "camp", "region", "border"};
  std::set<std::string> out;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? static_cast<char>(std::tolower(static_cast<unsigned char>(text[i]))) : ' ';
    if (c >= 'a' && c <= 'z') word.push_back(c);
    else {
      if (!word.empty() && !drop.count(word)) out.insert(word);
      word.clear();
    }
  }
  return out;
}

bool same_place(const GoldClaim& g, const Entity& e, const Lexicon& lexicon) {
  if (!g.country.empty() && e.country[0] && g.country != std::string_view(e.country, 2)) return false;
  const auto a = latin_words(g.place), b = latin_words(lexicon.string(e.name_en));
  size_t shared = 0;
  for (const auto& w : a) shared += b.count(w);
  return !a.empty() && !b.empty() && 2 * shared >= std::min(a.size(), b.size());
}

std::string plain(std::string_view edtf) {
  std::string out;
  for (const char c : edtf)
    if (c != '~' && c != '?' && c != '%') out.push_back(c);
  return out;
}

int find_phrase(const Document& d, const std::string& name, uint32_t token, std::span<const uint32_t> candidates) {
  if (name.empty()) return 0;
  const Words want = words_of(name);
  int best = -1;
  double best_score = 0;
  for (size_t k = 0; k < candidates.size(); ++k) {
    if (candidates[k] == kNobody) continue;
    const Phrase& p = d.phrases[candidates[k]];
    double score = likeness(want, words_of(d.report->words(p.span)));
    if (score == 0) continue;
    const double gap = p.first > token ? p.first - token : token - p.first;
    score -= gap / 1000;
    if (p.event) score -= 0.5;
    if (score > best_score) best_score = score, best = static_cast<int>(k);
  }
  return best;
}

// The frame whose chain is the annotated one; a right origin with a wrong way to it is the second choice.
int find_frame(const Document& d, const GoldClaim& g, uint32_t token, std::span<const uint32_t> candidates) {
  if (g.chain.empty()) return 0;
  int best = -1;
  double best_score = 0;
  for (size_t k = 1; k < candidates.size(); ++k) {
    size_t names = 0;
    double origin = 0;
    for (auto f = static_cast<int32_t>(candidates[k]); f >= 0; f = d.frames[static_cast<size_t>(f)].parent) {
      const int32_t source = d.frames[static_cast<size_t>(f)].source;
      if (source < 0) continue;
      if (names++ > 0) continue;
      for (const Span name : {d.sources[static_cast<size_t>(source)].cited, d.sources[static_cast<size_t>(root_of(d, source))].name})
        origin = std::max(origin, likeness(words_of(g.chain.back()), words_of(d.report->words(name))));
    }
    if (origin == 0) continue;
    double score = 1 + (names == g.chain.size() ? 0.5 : 0);
    const Frame& f = d.frames[candidates[k]];
    if (f.sentence == d.structure.sentence_of[token]) score += 0.3;
    if (f.scope_first <= token && token < f.scope_last && f.cue != token) score += 0.3;
    score -= (f.cue > token ? f.cue - token : token - f.cue) / 1000.0;
    if (score > best_score) best_score = score, best = static_cast<int>(k);
  }
  return best;
}

int find_quantity(const Document& d, const GoldClaim& g, uint32_t item, std::span<const uint32_t> candidates) {
  const auto index_of = [&](uint32_t value) {
    const auto at = std::find(candidates.begin(), candidates.end(), value);
    return at == candidates.end() ? -1 : static_cast<int>(at - candidates.begin());
  };
  const int64_t min = item == kImplied ? 1 : d.quantities[item].min, max = item == kImplied ? 1 : d.quantities[item].max;
  for (const Quantity& want : g.quantities)
    if (want.min == min && want.max == max) return index_of(static_cast<uint32_t>(want.of));
  return index_of(kNobody);
}

// Is the candidate, a place or a time, the annotated one?
bool means(Section section, const Document& d, const GoldClaim& g, uint32_t candidate) {
  if (section == Section::kPlace || section == Section::kPlaceAgain) {
    if (candidate == kNobody || g.place.empty()) return candidate == kNobody && g.place.empty();
    return same_place(g, d.lexicon->entity(d.places[candidate].ref.entity), *d.lexicon);
  }
  if (section != Section::kTime && section != Section::kTimeAgain) return false;
  if (candidate == kNobody || g.time.empty()) return candidate == kNobody && g.time.empty();
  const std::string want = plain(g.time), have = plain(d.time_values[candidate].view());
  return have == want || have.substr(0, have.find('T')) == want.substr(0, want.find('T'));
}

constexpr size_t kDay = std::string_view("2022-05-30").size();

bool borrows_type(const Tag& t) {
  return t.is(Class::kSayDeny) || t.is(Class::kLight) || t.is(Class::kOccur) || t.is(Class::kCause);
}

bool evokes(const Document& d, uint32_t token, Plover type) {
  for (const Reading1& r : d.tokens.read(d.tokens.all[token]))
    if (d.lexicon->lexeme(r.lexeme).evokes(type)) return true;
  return false;
}

bool evokes_any(const Document& d, uint32_t token) {
  for (const Reading1& r : d.tokens.read(d.tokens.all[token]))
    if (d.lexicon->lexeme(r.lexeme).type() != Plover::kNone) return true;
  return borrows_type(d.tags[token]);
}

}  // namespace

void Teacher::begin(const GoldReport& gold, const Document& d) {
  gold_ = &gold;
  claim_of_.clear();
  doubtful_.clear();
  for (uint32_t c = 0; c < gold.claims.size(); ++c) {
    const GoldClaim& g = gold.claims[c];
    int64_t chosen = -1, candidate = -1;
    std::vector<uint32_t> words;
    for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
      if (!d.tokens.all[i].span.overlaps(g.trigger) || d.tokens.all[i].kind != TokenKind::kWord) continue;
      words.push_back(i);
      if (claim_of_.count(i)) continue;
      if (chosen < 0 && evokes(d, i, g.type)) chosen = i;
      if (candidate < 0 && evokes_any(d, i)) candidate = i;
    }
    if (chosen < 0) chosen = candidate;
    if (chosen >= 0) {  // the other words of a trigger of several are no events of their own
      claim_of_[static_cast<uint32_t>(chosen)] = c;
      continue;
    }
    doubtful_.insert(words.begin(), words.end());
    ++missing_words[std::string(gold.report.words(g.trigger)) + " " + std::to_string(static_cast<int>(g.type))];
  }
}

int Teacher::answer(Section section, const Document& d, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) {
  const auto found = claim_of_.find(token);
  if (found == claim_of_.end()) return section != Section::kEvent || doubtful_.count(token) ? -1 : 0;
  const GoldClaim& g = gold_->claims[found->second];
  // Without the day of the report its words of time say no date, so that what an annotator knew teaches nothing.
  const bool dated = gold_->report.published.size() >= kDay;
  const int k = !dated && (section == Section::kTime || section == Section::kTimeAgain) ? -1 : known(section, d, g, token, candidates, item);
  ++asked[static_cast<int>(section)];
  if (k < 0) ++unanswerable[static_cast<int>(section)];
  return k;
}

int Teacher::known(Section section, const Document& d, const GoldClaim& g, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) const {
  const auto index_of = [&](uint32_t value) {
    const auto at = std::find(candidates.begin(), candidates.end(), value);
    return at == candidates.end() ? -1 : static_cast<int>(at - candidates.begin());
  };
  switch (section) {
    case Section::kEvent: return index_of(static_cast<uint32_t>(g.type));
    case Section::kStatus: return index_of(static_cast<uint32_t>(g.status));
    case Section::kActor: return find_phrase(d, g.actor, token, candidates);
    case Section::kTarget: return find_phrase(d, g.target, token, candidates);
    case Section::kChain: return find_frame(d, g, token, candidates);
    case Section::kQuantity: return find_quantity(d, g, item, candidates);
    case Section::kWeapon: return index_of(g.weapon == Weapon::kNone ? kNobody : static_cast<uint32_t>(g.weapon));
    case Section::kPlace:
    case Section::kPlaceAgain:
    case Section::kTime:
    case Section::kTimeAgain:
      for (size_t k = 0; k < candidates.size(); ++k)
        if (means(section, d, g, candidates[k])) return static_cast<int>(k);
      return -1;
  }
  return -1;
}

bool Teacher::also(Section section, const Document& d, uint32_t token, uint32_t candidate) {
  const auto found = claim_of_.find(token);
  return found != claim_of_.end() && means(section, d, gold_->claims[found->second], candidate);
}

}  // namespace rawi::train
