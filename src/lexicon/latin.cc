#include "lexicon/latin.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "lexicon/lexicon.h"
#include "tokens/fold.h"

namespace rawi {
namespace {

bool article(std::string_view folded) {
  return folded.size() > 3 && static_cast<unsigned char>(folded[0]) == letter::kAlef && static_cast<unsigned char>(folded[1]) == letter::kLam;
}

std::string spelled(const Lexicon& lexicon, std::string_view folded) {
  std::string out;
  for (size_t at = 0; at < folded.size(); ++at)
    for (int level = 0; level < kLatinContexts; ++level)
      if (const char* latin = lexicon.latin(latin_context(level, folded, at, out))) {
        out += latin;
        break;
      }
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

// The English name of the gazetteer's place that bears these words, in `country` if there is one, a town before a
// province; empty: none.
std::string_view namesake(const Lexicon& lexicon, const std::vector<std::string>& words, std::string_view country) {
  uint32_t node = Lexicon::kRoot;
  for (const std::string& w : words)
    if (node = lexicon.step(node, name_key(w)); node == Lexicon::kNowhere) return {};
  const Entity* found = nullptr;
  const auto settled = [](EntityKind k) { return k >= EntityKind::kCity && k <= EntityKind::kNeighbourhood; };
  const auto weight = [&](const Entity& e) { return std::tuple(std::string_view(e.country, 2) == country, settled(e.kind), e.population); };
  for (const NameEntry& n : lexicon.names(node)) {
    const Entity& e = lexicon.entity(n.entity);
    if (is_place(e.kind) && n.alias == 0 && (!found || weight(e) > weight(*found))) found = &e;
  }
  return found ? lexicon.string(found->name_en) : std::string_view();
}

}  // namespace

uint64_t latin_context(int level, std::string_view folded, size_t at, std::string_view written) {
  constexpr uint64_t kPrime = 0x9E3779B97F4A7C15ull;
  constexpr std::string_view kVowels = "aeiou";
  const auto letter = [&](size_t i) { return i < folded.size() ? static_cast<uint64_t>(static_cast<unsigned char>(folded[i])) : 0; };
  const uint64_t state = written.empty() ? 0 : kVowels.find(written.back()) != std::string_view::npos ? 1 : 2;
  const uint64_t here = letter(at), before = letter(at - 1), second_before = letter(at - 2), after = letter(at + 1), second_after = letter(at + 2);
  const uint64_t last = at + 1 == folded.size();
  const uint64_t parts[kLatinContexts][5] = {{second_before, before, after, second_after, state}, {before, after, second_after, state, 0},
                                             {before, after, state, last, 0},                      {after, state, 0, 0, 0},
                                             {state, 0, 0, 0, 0},                                  {0, 0, 0, 0, 0}};
  uint64_t key = (here << 8 | static_cast<uint64_t>(level)) * kPrime;
  for (const uint64_t part : parts[level]) key = (key ^ part) * kPrime, key ^= key >> 29;
  return key;
}

std::string latin_name(const Lexicon& lexicon, std::string_view words, std::string_view country) {
  std::vector<std::string> folded;
  for (size_t begin = 0; begin < words.size();) {
    const size_t end = std::min(words.find(' ', begin), words.size());
    if (std::string word = fold(words.substr(begin, end - begin)); !word.empty()) folded.push_back(std::move(word));
    begin = end + 1;
  }
  if (const std::string_view known = namesake(lexicon, folded, country); !known.empty()) return std::string(known);
  std::string out;
  for (const std::string& word : folded) {
    const bool al = article(word);
    const std::string latin = spelled(lexicon, std::string_view(word).substr(al ? 2 : 0));
    if (latin.empty()) continue;
    out.append(out.empty() ? "" : " ").append(al ? "Al-" : "").append(latin);
  }
  return out;
}

}  // namespace rawi
