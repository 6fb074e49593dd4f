// Reads the numbers, times and quantities of a text with the compiled lexicon, for tests.
#ifndef RAWI_TESTS_MENTIONS_READER_H
#define RAWI_TESTS_MENTIONS_READER_H

#include <string>
#include <vector>

#include "mentions/published.h"
#include "mentions/quantities.h"

namespace rawi {

struct MentionsReader {
  Lexicon lexicon{RAWI_TEST_IMAGE};
  std::string text;
  Tokens tokens;
  Cues cues;
  std::vector<NumberMention> numbers;
  std::vector<TimeMention> times;
  std::vector<QuantityMention> quantities;

  void read(std::string_view words) {
    text = words;
    tokenize(text, lexicon, tokens);
    cues.find(tokens, lexicon);
    find_numbers(tokens, lexicon, cues, numbers);
    find_times(tokens, lexicon, cues, numbers, times);
    find_quantities(tokens, lexicon, cues, numbers, times, quantities);
  }

  std::string words(Span s) const { return text.substr(s.begin, s.end - s.begin); }

  // The values of all times, as EDTF, those without a value left out.
  std::vector<std::string> edtf(std::string_view published, const Convention& how = {}) const {
    std::vector<std::string> out;
    const Anchor anchor = anchor_of(published);
    for (const TimeMention& t : times)
      if (const Edtf e = resolve(t, anchor, how); !e.empty()) out.emplace_back(e.view());
    return out;
  }
};

// One for all tests: opening a lexicon is quick, but not free.
inline MentionsReader& mentions_reader() {
  static MentionsReader reader;
  return reader;
}

}  // namespace rawi

#endif  // RAWI_TESTS_MENTIONS_READER_H
