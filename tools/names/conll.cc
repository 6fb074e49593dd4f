#include "conll.h"

#include <algorithm>
#include <fstream>

#include "rawi/error.h"
#include "tokens/fold.h"

namespace rawi::names {
namespace {

constexpr size_t kSentencesOfText = 24;

// One-letter words that are written together with the next; pronouns written together with the word before.
bool leads(std::string_view folded) {
  using namespace letter;
  if (folded.size() != 1) return false;
  const auto l = static_cast<unsigned char>(folded[0]);
  return l == kWaw || l == kFeh || l == kBeh || l == kLam || l == kKaf || l == kSeen;
}

bool trails(std::string_view folded) {
  static const std::vector<std::string> all = {fold("\xD9\x87"), fold("\xD9\x87\xD8\xA7"), fold("\xD9\x87\xD9\x85"), fold("\xD9\x87\xD9\x86"),
                                               fold("\xD9\x87\xD9\x85\xD8\xA7"), fold("\xD9\x86\xD8\xA7"), fold("\xD9\x83\xD9\x85")};
  return std::find(all.begin(), all.end(), folded) != all.end();
}

bool arabic_word(std::string_view folded) {
  return folded.size() > 1 && std::all_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) >= letter::kHamza; });
}

// 1: joined to the next; 2: to the one before.
std::vector<uint8_t> clitics_of(const ConllSentence& s) {
  std::vector<uint8_t> out(s.size(), 0);
  std::vector<std::string> folded;
  for (const ConllWord& w : s) folded.push_back(fold(w.word));
  for (size_t i = s.size(); i-- > 0;) {
    const bool goes_on = i + 1 < s.size() && (arabic_word(folded[i + 1]) || out[i + 1] == 1);
    if (leads(folded[i]) && goes_on) out[i] = 1;
  }
  for (size_t i = 1; i < s.size(); ++i)
    if (out[i] == 0 && trails(folded[i]) && (arabic_word(folded[i - 1]) || out[i - 1] == 1) && s[i].tag == "O") {
      out[i] = 2;
      if (out[i - 1] == 1) out[i - 1] = 0;  // "l ha" is a word of its own: the pronoun joins it
    }
  return out;
}

constexpr std::string_view kLam = "\xD9\x84", kArticle = "\xD8\xA7\xD9\x84";

class Builder {
 public:
  ConllText text;

  void sentence(const ConllSentence& s, uint32_t index, Clitics clitics) {
    const std::vector<uint8_t> joined = clitics == Clitics::kSplit ? clitics_of(s) : std::vector<uint8_t>(s.size(), 0);
    const auto base = static_cast<uint32_t>(text.words.size());
    for (size_t i = 0; i < s.size(); ++i) {
      std::string_view word = s[i].word;
      const bool attached = i > 0 && (joined[i - 1] == 1 || joined[i] == 2);
      if (i > 0 && !attached) text.text += ' ';
      // li- and the article: its alif is not written.
      if (attached && joined[i] != 2 && s[i - 1].word == kLam && word.starts_with(kArticle)) word.remove_prefix(2);
      const auto begin = static_cast<uint32_t>(text.text.size());
      text.text += word;
      text.words.push_back({begin, static_cast<uint32_t>(text.text.size())});
      text.clitic.push_back(joined[i]);
      text.sentence.push_back(index);
    }
    text.text += '\n';
    names(s, base);
  }

 private:
  void names(const ConllSentence& s, uint32_t base) {
    std::string open;
    for (uint32_t i = 0; i < s.size(); ++i) {
      const std::string& tag = s[i].tag;
      const bool in = tag.size() > 2 && tag[1] == '-';
      const std::string label = in ? tag.substr(2) : std::string();
      if (in && (tag[0] == 'B' || label != open)) text.gold.push_back({base + i, base + i, label});
      else if (in) text.gold.back().last = base + i;
      open = label;
    }
  }
};

}  // namespace

std::vector<ConllSentence> read_conll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("'" + path + "' cannot be read");
  std::vector<ConllSentence> out;
  ConllSentence sentence;
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    const size_t gap = line.find_last_of(" \t");
    if (gap != std::string::npos && gap > 0) {
      sentence.push_back({line.substr(0, gap), line.substr(gap + 1)});
    } else if (!sentence.empty()) {
      out.push_back(std::move(sentence));
      sentence.clear();
    }
  }
  if (!sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

std::string letters_of(const ConllSentence& sentence) {
  std::string out;
  for (const ConllWord& w : sentence)
    for (const char c : fold(w.word)) {
      auto l = static_cast<unsigned char>(c);
      if (l < letter::kHamza || l == letter::kHamza || l == letter::kAlef) continue;  // alif comes and goes with li-
      if (l == letter::kTehMarbuta) l = letter::kHeh;
      out += static_cast<char>(l);
    }
  return out;
}

std::vector<ConllText> texts_of(const std::vector<ConllSentence>& sentences, Clitics clitics) {
  std::vector<ConllText> out;
  for (size_t first = 0; first < sentences.size(); first += kSentencesOfText) {
    Builder builder;
    for (size_t s = first; s < std::min(sentences.size(), first + kSentencesOfText); ++s)
      builder.sentence(sentences[s], static_cast<uint32_t>(s), clitics);
    out.push_back(std::move(builder.text));
  }
  return out;
}

std::vector<Span> words_of_tokens(const ConllText& text, const Tokens& tokens) {
  std::vector<Span> out;
  uint32_t w = 0;
  const auto count = static_cast<uint32_t>(text.words.size());
  for (const Token& t : tokens.all) {
    while (w < count && text.words[w].end <= t.span.begin) ++w;
    uint32_t last = w;
    while (last < count && text.words[last].begin < t.span.end) ++last;
    out.push_back({w, last});
  }
  return out;
}

WordName on_words(const ConllText& text, const std::vector<Span>& words_of_token, const TaggedName& name, Scheme scheme) {
  uint32_t first = words_of_token[name.first].begin, last = words_of_token[name.last].end;
  if (first >= last) return {first, first, std::string()};
  --last;
  while (first < last && text.clitic[first] == 1) ++first;
  while (last > first && text.clitic[last] == 2) --last;
  return {first, last, std::string(labels(scheme)[name.label])};
}

std::string_view label_in(Scheme scheme, std::string_view label) {
  for (const std::string_view l : labels(scheme))
    if (l == label) return l;
  if (label == "PER" || label == "PERS" || label == "PERSON") return scheme == Scheme::kOwn ? "PERSON" : "PERS";
  if (label == "LOC" || label == "PLACE") return scheme == Scheme::kOwn ? "PLACE" : "LOC";
  return {};
}

std::string_view aqmar_label(std::string_view label) {
  if (label == "PER" || label == "PERS" || label == "PERSON" || label == "NORP") return "PER";
  if (label == "LOC" || label == "PLACE" || label == "FACILITY") return "LOC";
  return label == "ORG" ? "ORG" : std::string_view();
}

}  // namespace rawi::names
