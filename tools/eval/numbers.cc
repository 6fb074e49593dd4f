// Number phrases: Duckling, Maha, tafqit, NeMo, Recognizers-Text.
#include <cmath>
#include <cstdio>
#include <fstream>

#include "phrase_reader.h"

namespace rawi::evaluation {
namespace {

double value_of(const NumberMention& n) { return static_cast<double>(n.num) / static_cast<double>(n.den); }

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

// The one number of a text, or NaN when there is none or are several.
double number_in(PhraseReader& r, const std::string& text, bool ordinal, Result& to) {
  r.read(text, to);
  double value = NAN;
  int found = 0;
  for (const NumberMention& n : r.numbers) {
    if (n.ordinal != ordinal && !(ordinal && n.definite)) continue;
    if (!ordinal && n.definite && !n.fraction && n.last == n.first + 1) continue;  // "the ten" names, it does not count
    value = value_of(n);
    if (n.percent) value /= 100;
    ++found;
  }
  return found == 1 ? value : NAN;
}

std::string note(const std::string& text, double got, double expected) {
  return text + " = " + std::to_string(got) + ", expected " + std::to_string(expected);
}

void tafqit(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  const std::string path = s.suites + "/phrases/tafqit/tafqit.jsonl";
  if (!there(path)) return;
  Counter c(s, "numbers", "tafqit");
  each_line(path, [&](Item e) {
    const std::string text = text_of(e, "text");
    const auto expected = static_cast<double>(int64_t(e["value"]));
    const double value = number_in(r, text, false, c.result);
    c.add(same(value, expected), note(text, value, expected));
  });
  out.push_back(c.done());
}

void duckling(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  const std::string path = s.suites + "/phrases/duckling/duckling.jsonl";
  if (!there(path)) return;
  Counter numbers(s, "numbers", "Duckling numbers"), ranks(s, "numbers", "Duckling ordinals"), egyptian(s, "numbers", "Duckling, Egyptian");
  each_line(path, [&](Item e) {
    const std::string dim = text_of(e, "dim"), text = text_of(e, "text");
    if (dim.find("Numeral_AR") != 0 && dim != "Ordinal_AR") return;
    if (e["expected"].is_null()) return;
    std::string expected = text_of(e, "expected");
    expected = expected.substr(expected.find(' ') + 1);
    if (expected[0] == '(') expected = expected.substr(1);
    Counter& c = dim == "Ordinal_AR" ? ranks : dim == "Numeral_AR" ? numbers : egyptian;
    const double value = number_in(r, text, dim == "Ordinal_AR", c.result);
    c.add(same(value, std::stod(expected)), note(text, value, std::stod(expected)));
  });
  for (Counter* c : {&numbers, &ranks, &egyptian}) out.push_back(c->done());
}

void maha(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  const std::string path = s.suites + "/phrases/maha/maha.jsonl";
  if (!there(path)) return;
  Counter numbers(s, "numbers", "Maha numbers"), ranks(s, "numbers", "Maha ordinals");
  each_line(path, [&](Item e) {
    const std::string dim = text_of(e, "file"), text = text_of(e, "input");
    if ((dim != "test_numeral" && dim != "test_ordinal") || e["expected"].is_null()) return;
    const bool ordinal = dim == "test_ordinal";
    double expected;
    const Item value = e["expected"]["expected"];
    if (value.is_array() || value.get(expected)) return;
    Counter& c = ordinal ? ranks : numbers;
    const double got = number_in(r, text, ordinal, c.result);
    c.add(same(got, expected), note(text, got, expected));
  });
  out.push_back(numbers.done());
  out.push_back(ranks.done());
}

void nemo(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  std::ifstream in(s.suites + "/phrases/nemo/inverse_text_normalization.test_cases_cardinal.txt");
  if (!in) return;
  Counter c(s, "numbers", "NeMo cardinals");
  for (std::string line; std::getline(in, line);) {
    const size_t cut = line.find('~');
    if (cut == std::string::npos) continue;
    const double expected = std::stod(line.substr(cut + 1)), value = number_in(r, line.substr(0, cut), false, c.result);
    c.add(same(value, expected), note(line, value, expected));
  }
  out.push_back(c.done());
}

// "5", "end-1", "current+1".
std::string rank_text(const Rank& r) {
  if (r.from == RankFrom::kStart) return std::to_string(r.offset);
  return std::string(r.from == RankFrom::kEnd ? "end" : "current") + (r.offset < 0 ? "" : "+") + std::to_string(r.offset);
}

// All that `found` holds after a sentence is read, in order, written as the source writes it.
template <typename Found>
void recognizers_texts(const Setting& s, PhraseReader& r, const char* model, const char* part, const std::vector<Found>& found,
                       std::string (*shown)(const Found&), std::vector<Result>& out) {
  each_recognized(s, model, part, out, [&](Item e, Counter& c) {
    const std::string text = text_of(e, "Input");
    std::string expected, got;
    for (const Item result : e["Results"]) expected += text_of(result["Resolution"], "value") + " ";
    r.read(text, c.result);
    for (const Found& one : found) got += shown(one) + " ";
    c.add(got == expected, text + ": got " + got + ", expected " + expected);
  });
}

// All numbers of a sentence, in order.
void recognizers(const Setting& s, PhraseReader& r, const char* model, bool percent, std::vector<Result>& out) {
  each_recognized(s, model, "numbers", out, [&](Item e, Counter& c) {
    const std::string text = text_of(e, "Input");
    std::vector<double> expected, got;
    for (const Item found : e["Results"]) {
      std::string_view value;
      if (!found["Resolution"]["value"].get(value)) expected.push_back(std::strtod(std::string(value).c_str(), nullptr));
    }
    r.read(text, c.result);
    for (const Amount& a : r.amounts)
      if (a.percent || !percent) got.push_back(a.value);
    bool right = got.size() == expected.size();
    for (size_t i = 0; right && i < got.size(); ++i) right = same(got[i], expected[i]);
    std::string shown = text + ": got";
    for (const double g : got) shown += " " + std::to_string(g);
    shown += ", expected";
    for (const double x : expected) shown += " " + std::to_string(x);
    c.add(right, shown);
  });
}

// "[100,300)", "(,30]"
std::string interval(const NumberRange& r) {
  const auto end = [](double v) {
    if (std::isinf(v)) return std::string();
    char out[40];
    std::snprintf(out, sizeof out, "%.12g", v);
    return std::string(out);
  };
  return (r.low_in ? "[" : "(") + end(r.low) + "," + end(r.high) + (r.high_in ? "]" : ")");
}

}  // namespace

std::vector<Result> measure_numbers(const Setting& setting) {
  std::vector<Result> out;
  PhraseReader r(setting.lexicon);
  duckling(setting, r, out);
  maha(setting, r, out);
  tafqit(setting, r, out);
  nemo(setting, r, out);
  recognizers(setting, r, "NumberModel", false, out);
  recognizers_texts(setting, r, "OrdinalModel", "numbers", r.ranks, rank_text, out);
  recognizers(setting, r, "PercentModel", true, out);
  recognizers_texts(setting, r, "NumberRangeModel", "bounds", r.ranges, interval, out);
  return out;
}

}  // namespace rawi::evaluation
