#include "score.h"

#include <time.h>

#include <algorithm>

namespace rawi::names {

namespace {

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

CommonLabel labels_but(Scheme scheme, std::string_view left_out) {
  return [=](std::string_view label) { return label == left_out ? std::string_view() : label_in(scheme, label); };
}

NameScore score_names(const std::vector<ConllText>& texts, Scheme scheme, const CommonLabel& common, TextReader& reader, Tagger& tagger) {
  NameScore score;
  std::vector<TaggedName> tagged;
  for (const ConllText& text : texts) {
    reader.read(text.text);
    const double begin = thread_seconds();
    tagger.find(text.text, reader.tokens, reader.structure, reader.tags, reader.names, scheme, tagged);
    score.seconds += thread_seconds() - begin;
    const std::vector<Span> words_of_token = words_of_tokens(text, reader.tokens);
    std::vector<WordName> gold;
    for (WordName name : text.gold) {
      name.label = common(name.label);
      if (!name.label.empty()) gold.push_back(name), ++score.by_label[name.label].wanted;
    }
    score.all.wanted += gold.size();
    score.words += text.words.size();
    for (const TaggedName& t : tagged) {
      WordName name = on_words(text, words_of_token, t, scheme);
      name.label = common(name.label);
      if (name.label.empty()) continue;
      const bool right = std::find(gold.begin(), gold.end(), name) != gold.end();
      auto& label = score.by_label[name.label];
      ++score.all.found, ++label.found;
      score.all.right += right, label.right += right;
    }
  }
  return score;
}

}  // namespace rawi::names
