#include "phrase_reader.h"

#include <filesystem>
#include <fstream>

#include "mentions/published.h"

namespace rawi::evaluation {

void PhraseReader::read(const std::string& phrase, Result& to, Register speech) {
  text = phrase;
  const double begin = work_seconds();
  tokenize(text, lexicon_, tokens);
  cues.find(tokens, lexicon_);
  find_numbers(tokens, lexicon_, cues, numbers);
  find_times(tokens, lexicon_, cues, numbers, times, speech);
  find_amounts(tokens, numbers, amounts);
  find_number_ranges(tokens, lexicon_, amounts, ranges);
  find_ranks(tokens, cues, numbers, ranks);
  to.seconds += work_seconds() - begin;
  to.words += count_words(text);
}

std::vector<std::string> PhraseReader::edtf(std::string_view published, const Convention& how) const {
  std::vector<std::string> out;
  const Anchor anchor = anchor_of(published);
  for (const TimeMention& t : times)
    if (const Edtf e = resolve(t, anchor, how); !e.empty()) out.emplace_back(e.view());
  return out;
}

void each_line(const std::string& path, const std::function<void(Item)>& use) {
  std::ifstream in(path);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) use(parser.parse(line));
}

std::string text_of(Item e, const char* key) {
  std::string_view text;
  return e[key].get(text) ? std::string() : std::string(text);
}

bool there(const std::string& path) { return std::filesystem::exists(path); }

std::set<std::string> weeded_inputs(const Setting& setting, const std::string& model) {
  std::set<std::string> out;
  std::ifstream in(setting.data + "/weeded.tsv");
  for (std::string line; std::getline(in, line);) {
    const size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string::npos || line.substr(0, first) != model) continue;
    out.insert(line.substr(first + 1, second - first - 1));
  }
  return out;
}

void each_recognized(const Setting& setting, const std::string& model, const char* part, std::vector<Result>& out,
                     const std::function<void(Item, Counter&)>& use) {
  const std::string path = setting.suites + "/phrases/recognizers/" + model + ".json";
  if (!there(path)) return;
  const std::set<std::string> weeded = weeded_inputs(setting, model);
  Counter c(setting, part, "Recognizers " + model);
  simdjson::dom::parser parser;
  for (const Item e : parser.load(path).get_array()) {
    if (weeded.contains(text_of(e, "Input"))) c.weed();
    else use(e, c);
  }
  out.push_back(c.done());
}

}  // namespace rawi::evaluation
