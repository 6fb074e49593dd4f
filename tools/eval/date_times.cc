// Date-times of Recognizers-Text: dates, clock times, periods and lengths, each value as its source resolves it.
#include <algorithm>
#include <cstdio>

#include "date_value.h"
#include "mentions/published.h"
#include "phrase_reader.h"

namespace rawi::evaluation {
namespace {

constexpr const char* kModels[] = {"DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "TimeParser",
                                   "TimePeriodParser", "DurationParser", "HolidayParser", "MergedParser", "DateTimeModel"};
constexpr const char* kAnchor = "2016-11-07T00:00";  // what the source counts from where it does not say

// What a result of the source accepts: its past and its future reading; none where it says "not resolved".
struct Wanted {
  std::string type;
  std::vector<std::string> values;
};

void keep(Wanted& w, const std::string& value) {
  if (!value.empty()) w.values.push_back(value);
}

// {"date": ..}, {"startDate": .., "endDate": ..} and their like: the values in order.
std::string joined(Item resolution) {
  std::string out;
  for (const auto field : simdjson::dom::object(resolution)) {
    std::string_view value;
    if (field.value.get(value)) continue;
    if (!out.empty()) out += ',';
    out += value;
  }
  return out;
}

// A part of a day by its name, "2016-11-08TMO": which hours it has is the source's own.
std::string named_part(const std::string& timex, const std::string& start) {
  const size_t t = timex.find('T');
  if (t == std::string::npos || timex.size() != t + 3 || timex.find_first_of("0123456789", t) != std::string::npos) return {};
  return (start.size() > 9 && start[4] == '-' ? start.substr(0, 10) : "") + timex.substr(t);
}

void of_parser(Item value, Wanted& w) {
  for (const char* key : {"FutureResolution", "PastResolution"}) {
    Item resolution;
    if (value[key].get(resolution)) continue;
    const std::string whole = joined(resolution);
    keep(w, named_part(text_of(value, "Timex"), whole));
    keep(w, whole);
  }
}

void of_model(Item value, Wanted& w) {
  const std::string start = text_of(value, "start"), end = text_of(value, "end"), plain = text_of(value, "value");
  if (plain == "not resolved") return;
  keep(w, named_part(text_of(value, "timex"), start));
  if (plain.empty()) keep(w, start + "," + end);
  else keep(w, plain);
}

Wanted wanted_of(Item result) {
  Wanted w{text_of(result, "Type"), {}};
  if (w.type.empty()) w.type = text_of(result, "TypeName");
  if (const size_t dot = w.type.find('.'); dot != std::string::npos) w.type.erase(0, dot + 1);
  Item value, values;
  if (result["Value"].get(value) && result["Resolution"].get(value)) return w;
  if (!value.is_object()) return w;
  if (value["values"].get(values)) return of_parser(value, w), w;
  for (const Item one : values.get_array()) of_model(one, w);
  return w;
}

std::string shown(const Wanted& w) {
  std::string out = w.type + " ";
  for (const std::string& v : w.values) out += v + " | ";
  return out;
}

// Is one of the ways to write the time what the source wants?
bool meets(const DateValues& got, const Wanted& w) {
  for (const DateValue& g : got)
    if (g.type == w.type && std::find(w.values.begin(), w.values.end(), g.value) != w.values.end()) return true;
  return false;
}

// Each result has its mention, in order; no other mention is of the type of a result.
bool right(const std::vector<Wanted>& wanted, const std::vector<DateValues>& got) {
  size_t next = 0;
  for (const DateValues& g : got) {
    if (g.empty()) continue;
    if (next < wanted.size() && meets(g, wanted[next])) {
      ++next;
      continue;
    }
    for (const Wanted& w : wanted)
      if (w.type == g[0].type) return false;
  }
  return next == wanted.size();
}

void item(Item e, PhraseReader& r, Counter& model) {
  std::vector<Wanted> wanted;
  for (const Item result : e["Results"]) {
    wanted.push_back(wanted_of(result));
    if (wanted.back().values.empty()) return;  // the source has no value of its own
  }
  if (wanted.empty()) return;
  const std::string text = text_of(e, "Input");
  Item context;
  std::string reference = e["Context"].get(context) ? std::string(kAnchor) : text_of(context, "ReferenceDateTime").substr(0, 16);
  if (reference.empty()) reference = kAnchor;
  r.read(text, model.result, Register::kTalk);
  std::vector<DateValues> got;
  std::string note = text + ": got";
  for (const TimeMention& t : r.times) {
    got.push_back(date_values(t, anchor_of(reference)));
    for (const DateValue& g : got.back()) note += " " + g.type + " " + g.value + ";";
    note += " /";
  }
  note += " expected ";
  for (const Wanted& w : wanted) note += shown(w);
  model.add(right(wanted, got), note);
}

}  // namespace

std::vector<Result> measure_date_times(const Setting& setting) {
  std::vector<Result> out;
  PhraseReader r(setting.lexicon);
  Result all{"times", "Recognizers date-times, all"};
  for (const char* model : kModels) {
    const size_t before = out.size();
    each_recognized(setting, model, "times", out, [&](Item e, Counter& c) { item(e, r, c); });
    if (out.size() == before) continue;
    const Result& one = out.back();
    all.items += one.items, all.right += one.right, all.weeded += one.weeded;
    all.words += one.words, all.seconds += one.seconds;
  }
  if (all.items) all.score = 100.0 * static_cast<double>(all.right) / static_cast<double>(all.items), out.push_back(all);
  return out;
}

}  // namespace rawi::evaluation
