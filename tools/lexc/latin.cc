// Learns how the gazetteer writes Arabic names in Latin letters: see src/lexicon/latin.h.
//
// Names are cut into words, Arabic and English beside each other, and each Arabic letter is given the Latin letters that it most
// likely stands for (alignment by expectation maximisation, Viterbi counts; as in Brill and Moore, ACL 2000, with one letter on the Arabic
// side). Then, for every context of a letter that enough words have, what is written there most; a context that says what the
// next narrower one says anyhow is left out.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "lexicon/latin.h"
#include "sources.h"
#include "tokens/fold.h"

namespace rawi::lexc {
namespace {

constexpr size_t kMostLatin = 4;      // letters that one letter can stand for
constexpr int kRounds = 4;            // of alignment
constexpr int kFewest = 5;            // words that have a context
constexpr double kUnmet = 1e-6, kStart = 0.1;

struct Pair {
  std::string arabic, latin;  // folded, without article; lower case
  bool operator<(const Pair& o) const { return std::tie(arabic, latin) < std::tie(o.arabic, o.latin); }
};
using Chunks = std::vector<std::string>;
// How likely a letter stands for a chunk; by both, packed.
using Likely = std::unordered_map<uint64_t, double>;

uint64_t packed(char letter, std::string_view chunk) {
  uint64_t key = static_cast<unsigned char>(letter);
  for (const char c : chunk) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

// What letters usually stand for, to begin with: the consonants; each with no vowel or one after it.
Likely first_guess() {
  const std::string letters = bw("btvjHxd*rzs$SDTZEgfqklmnhwyApA'}");
  const char* const latin[] = {"b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "", "gh",
                               "f", "q", "k", "l", "m", "n", "h", "w", "y", "a", "ah", "i", "", "i"};
  Likely likely;
  for (size_t i = 0; i < letters.size(); ++i)
    for (const char* vowel : {"", "a", "i", "u"}) likely[packed(letters[i], std::string(latin[i]) + vowel)] = kStart;
  return likely;
}

// Lower-case words of a name in English, without articles; empty where it has letters that are not ASCII.
std::vector<std::string> latin_words(std::string_view name) {
  static const std::set<std::string> articles = {"al", "el", "an", "ad", "ar", "as", "ash", "at", "az", "ath", "adh", "the"};
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i <= name.size(); ++i) {
    const char c = i < name.size() ? name[i] : ' ';
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if (c == '\'' || c == '`') continue;
    if (std::isalpha(static_cast<unsigned char>(c))) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!word.empty()) {
      if (!articles.count(word)) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

std::set<Pair> pairs_of(const Content& content) {
  std::set<Pair> pairs;
  for (const Entity& e : content.entities) {
    if (!is_place(e.kind) || !arabic_spoken(std::string_view(e.country, e.country[0] ? 2 : 0))) continue;
    const std::vector<std::string> arabic = folded_words(content.strings.at(e.name_ar)), latin = latin_words(content.strings.at(e.name_en));
    if (arabic.size() != latin.size()) continue;
    const std::string al = bw("Al");
    for (size_t i = 0; i < arabic.size(); ++i)
      pairs.insert({arabic[i].size() > 3 && arabic[i].starts_with(al) ? arabic[i].substr(2) : arabic[i], latin[i]});
  }
  return pairs;
}

// The best way to cut `p.latin` into a chunk a letter; empty: none.
Chunks align(const Pair& p, const Likely& likely) {
  const size_t n = p.arabic.size(), m = p.latin.size();
  constexpr double kNever = -1e30;
  std::vector<double> best((n + 1) * (m + 1), kNever);
  std::vector<size_t> length((n + 1) * (m + 1));
  best[0] = 0;
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j <= m; ++j) {
      if (best[i * (m + 1) + j] == kNever) continue;
      for (size_t k = 0; k <= kMostLatin && j + k <= m; ++k) {
        const auto found = likely.find(packed(p.arabic[i], std::string_view(p.latin).substr(j, k)));
        const double score = best[i * (m + 1) + j] + std::log(found == likely.end() ? kUnmet : found->second);
        double& to = best[(i + 1) * (m + 1) + j + k];
        if (score > to) to = score, length[(i + 1) * (m + 1) + j + k] = k;
      }
    }
  if (best[n * (m + 1) + m] == kNever) return {};
  Chunks chunks(n);
  for (size_t i = n, j = m; i > 0; --i) {
    const size_t k = length[i * (m + 1) + j];
    chunks[i - 1] = p.latin.substr(j - k, k);
    j -= k;
  }
  return chunks;
}

Likely count(const std::vector<std::pair<std::string, Chunks>>& aligned) {
  std::array<double, 256> all{};
  for (const auto& [arabic, chunks] : aligned)
    for (const char letter : arabic) all[static_cast<unsigned char>(letter)] += 1;
  Likely likely;
  for (const auto& [arabic, chunks] : aligned)
    for (size_t i = 0; i < chunks.size(); ++i) likely[packed(arabic[i], chunks[i])] += 1 / all[static_cast<unsigned char>(arabic[i])];
  return likely;
}

// A context, how often it was met, and with what written.
struct Met {
  int words = 0;
  std::map<std::string, int> written;

  const std::string& most() const {
    return std::max_element(written.begin(), written.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  }
};

}  // namespace

void learn_latin(Content& content) {
  const std::set<Pair> pairs = pairs_of(content);
  std::vector<std::pair<std::string, Chunks>> aligned;
  Likely likely = first_guess();
  for (int round = 0; round < kRounds; ++round) {
    aligned.clear();
    for (const Pair& p : pairs)
      if (Chunks chunks = align(p, likely); !chunks.empty()) aligned.emplace_back(p.arabic, std::move(chunks));
    likely = count(aligned);
  }
  std::array<std::map<uint64_t, Met>, kLatinContexts> met;
  std::map<uint64_t, uint64_t> narrower;  // context -> the next narrower one
  for (const auto& [arabic, chunks] : aligned) {
    std::string written;
    for (size_t i = 0; i < chunks.size(); ++i) {
      for (int level = 0; level < kLatinContexts; ++level) {
        const uint64_t context = latin_context(level, arabic, i, written);
        Met& m = met[static_cast<size_t>(level)][context];
        ++m.words, ++m.written[chunks[i]];
        if (level + 1 < kLatinContexts) narrower[context] = latin_context(level + 1, arabic, i, written);
      }
      written += chunks[i];
    }
  }
  std::map<uint64_t, std::string> said;  // by contexts kept or not
  for (size_t level = kLatinContexts; level-- > 0;)
    for (const auto& [context, m] : met[level]) {
      const auto next = narrower.find(context);
      const std::string* otherwise = next == narrower.end() ? nullptr : &said[next->second];
      if (m.words < kFewest && otherwise) {
        said[context] = *otherwise;
        continue;
      }
      said[context] = m.most();
      if (!otherwise || said[context] != *otherwise) content.latin.push_back({context, content.strings.put(m.most()), 0});
    }
  std::sort(content.latin.begin(), content.latin.end(), [](const auto& a, const auto& b) { return a.context < b.context; });
}

}  // namespace rawi::lexc
