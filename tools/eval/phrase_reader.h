// Reads the numbers and times of a phrase, and keeps the time it took.
#ifndef RAWI_TOOLS_EVAL_PHRASE_READER_H
#define RAWI_TOOLS_EVAL_PHRASE_READER_H

#include <simdjson.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "evaluation.h"
#include "mentions/amounts.h"
#include "mentions/ranks.h"
#include "mentions/times.h"

namespace rawi::evaluation {

class PhraseReader {
 public:
  explicit PhraseReader(const Lexicon& lexicon) : lexicon_(lexicon) {}
  // Words and time are added to `to`.
  void read(const std::string& phrase, Result& to, Register speech = Register::kReport);
  // The values of all times, as EDTF, those without a value left out.
  std::vector<std::string> edtf(std::string_view published, const Convention& how) const;
  std::string words(Span s) const { return text.substr(s.begin, s.size()); }

  std::string text;
  Tokens tokens;
  Cues cues;
  std::vector<NumberMention> numbers;
  std::vector<TimeMention> times;
  std::vector<Amount> amounts;
  std::vector<NumberRange> ranges;
  std::vector<Rank> ranks;

 private:
  const Lexicon& lexicon_;
};

using Item = simdjson::dom::element;
void each_line(const std::string& path, const std::function<void(Item)>& use);
std::string text_of(Item e, const char* key);  // empty: no such text
bool there(const std::string& path);

// The items of a model that weeded.tsv lists: columns model, input, reason.
std::set<std::string> weeded_inputs(const Setting& setting, const std::string& model);

// Every item of a model of Recognizers-Text that weeded.tsv does not list, counted under `part`.
void each_recognized(const Setting& setting, const std::string& model, const char* part, std::vector<Result>& out,
                     const std::function<void(Item, Counter&)>& use);

}  // namespace rawi::evaluation

#endif  // RAWI_TOOLS_EVAL_PHRASE_READER_H
