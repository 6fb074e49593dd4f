// Scores on the public phrase suites of ../shared/suites, when they are there. The thresholds are the figures
// reached, rounded down; a change that loses items must say so by lowering them.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <regex>

#include "mentions_reader.h"

namespace rawi {
namespace {

using Item = simdjson::dom::element;

std::string suite(const std::string& path) { return RAWI_SOURCE_DIR "/../shared/suites/phrases/" + path; }

struct Score {
  int right = 0, all = 0;
  double percent() const { return all ? 100.0 * right / all : 0; }
};

void count(Score& s, bool right, const std::string& note) {
  ++s.all;
  s.right += right;
  if (!right && std::getenv("RAWI_SHOW_MISSES")) printf("  miss: %s\n", note.c_str());
}

void each(const std::string& path, const std::function<void(Item)>& use) {
  std::ifstream in(path);
  std::string line;
  simdjson::dom::parser parser;
  while (std::getline(in, line)) use(parser.parse(line));
}

std::string text_of(Item e, const char* key) { return std::string(std::string_view(e[key])); }

// --- numbers -----------------------------------------------------------------------------------------------

// The one number of a text, or NaN when there is none or are several.
double number_in(const std::string& text, bool ordinal) {
  MentionsReader& r = mentions_reader();
  r.read(text);
  double value = NAN;
  int found = 0;
  for (const NumberMention& n : r.numbers) {
    if (n.ordinal != ordinal && !(ordinal && n.definite)) continue;
    if (!ordinal && n.definite && !n.fraction && n.last == n.first + 1) continue;  // "the ten" names, it does not count
    value = static_cast<double>(n.num) / static_cast<double>(n.den);
    if (n.percent) value /= 100;
    ++found;
  }
  return found == 1 ? value : NAN;
}

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

TEST(PhraseSuites, TafqitNumbers) {
  if (!std::ifstream(suite("tafqit/tafqit.jsonl"))) GTEST_SKIP() << "no ../shared here";
  Score s;
  each(suite("tafqit/tafqit.jsonl"), [&](Item e) {
    const std::string text = text_of(e, "text");
    const double value = number_in(text, false);
    count(s, same(value, static_cast<double>(int64_t(e["value"]))), text + " = " + std::to_string(value));
  });
  printf("tafqit numbers: %d of %d, %.1f %%\n", s.right, s.all, s.percent());
  EXPECT_GE(s.percent(), 99.9);
}

TEST(PhraseSuites, DucklingNumbers) {
  if (!std::ifstream(suite("duckling/duckling.jsonl"))) GTEST_SKIP() << "no ../shared here";
  Score numbers, ranks, egyptian;
  each(suite("duckling/duckling.jsonl"), [&](Item e) {
    const std::string dim = text_of(e, "dim"), text = text_of(e, "text");
    if (dim.find("Numeral_AR") != 0 && dim != "Ordinal_AR") return;
    if (e["expected"].is_null()) return;
    std::string expected = text_of(e, "expected");
    expected = expected.substr(expected.find(' ') + 1);
    if (expected[0] == '(') expected = expected.substr(1);
    const double value = number_in(text, dim == "Ordinal_AR");
    count(dim == "Ordinal_AR" ? ranks : dim == "Numeral_AR" ? numbers : egyptian, same(value, std::stod(expected)),
          dim + " " + text + " = " + std::to_string(value) + ", expected " + expected);
  });
  printf("Duckling numbers: %d of %d, ordinals %d of %d, Egyptian numbers %d of %d\n", numbers.right, numbers.all, ranks.right,
         ranks.all, egyptian.right, egyptian.all);
  EXPECT_EQ(numbers.right, numbers.all);
  EXPECT_EQ(ranks.right, ranks.all);
}

TEST(PhraseSuites, MahaNumbers) {
  if (!std::ifstream(suite("maha/maha.jsonl"))) GTEST_SKIP() << "no ../shared here";
  Score numbers, ranks;
  each(suite("maha/maha.jsonl"), [&](Item e) {
    const std::string dim = text_of(e, "file"), text = text_of(e, "input");
    if (dim != "test_numeral" && dim != "test_ordinal") return;
    const bool ordinal = dim == "test_ordinal";
    if (e["expected"].is_null()) return;
    double expected;
    Item value = e["expected"]["expected"];
    if (value.is_array() || value.get(expected)) return;
    const double got = number_in(text, ordinal);
    count(ordinal ? ranks : numbers, same(got, expected), text + " = " + std::to_string(got) + ", expected " + std::to_string(expected));
  });
  printf("Maha numbers: %d of %d, %.1f %%; ordinals %d of %d, %.1f %%\n", numbers.right, numbers.all, numbers.percent(),
         ranks.right, ranks.all, ranks.percent());
  EXPECT_GE(numbers.percent(), 99);
  EXPECT_GE(ranks.percent(), 95);
}

TEST(PhraseSuites, NemoCardinals) {
  std::ifstream in(suite("nemo/inverse_text_normalization.test_cases_cardinal.txt"));
  if (!in) GTEST_SKIP() << "no ../shared here";
  Score s;
  std::string line;
  while (std::getline(in, line)) {
    const size_t cut = line.find('~');
    if (cut == std::string::npos) continue;
    const double value = number_in(line.substr(0, cut), false);
    count(s, same(value, std::stod(line.substr(cut + 1))), line + " got " + std::to_string(value));
  }
  printf("NeMo cardinals: %d of %d\n", s.right, s.all);
  EXPECT_EQ(s.right, s.all);
}

TEST(PhraseSuites, RecognizersNumbers) {
  // Partly machine-translated: a third of the sentences no reader would write; so low floors.
  const std::pair<const char*, double> models[] = {{"NumberModel", 41}, {"OrdinalModel", 28}, {"PercentModel", 73}};
  for (const auto& [model, floor] : models) {
    const std::string path = suite(std::string("recognizers/") + model + ".json");
    if (!std::ifstream(path)) GTEST_SKIP() << "no ../shared here";
    simdjson::dom::parser parser;
    Score s;
    for (Item e : parser.load(path).get_array()) {
      const std::string text = text_of(e, "Input");
      std::vector<double> expected;
      for (Item r : e["Results"]) {
        std::string_view value;
        if (r["Resolution"]["value"].get(value)) continue;
        expected.push_back(std::strtod(std::string(value).c_str(), nullptr));
      }
      MentionsReader& r = mentions_reader();
      r.read(text);
      std::vector<double> got;
      for (const NumberMention& n : r.numbers) {
        if (model[0] == 'O' ? !n.ordinal : n.ordinal) continue;
        if (model[0] == 'P' && !n.percent) continue;
        got.push_back(static_cast<double>(n.num) / static_cast<double>(n.den));
      }
      bool right = got.size() == expected.size();
      for (size_t i = 0; right && i < got.size(); ++i) right = same(got[i], expected[i]);
      std::string shown = text + ": got";
      for (const double g : got) shown += " " + std::to_string(g);
      shown += ", expected";
      for (const double x : expected) shown += " " + std::to_string(x);
      count(s, right, shown);
    }
    printf("Recognizers %s: %d of %d, %.1f %%\n", model, s.right, s.all, s.percent());
    EXPECT_GE(s.percent(), floor) << model;
  }
}

// --- times -------------------------------------------------------------------------------------------------

std::string day_text(Date d) {
  char out[32];
  snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, d.month, d.day);
  return out;
}

// What Duckling expects, as EDTF.
std::string duckling_edtf(const std::string& expected) {
  static const std::regex six(R"(\((\d+), (\d+), (\d+), (\d+), (\d+), \d+\))");
  std::vector<std::array<int, 5>> points;
  for (std::sregex_iterator it(expected.begin(), expected.end(), six), end; it != end; ++it)
    points.push_back({stoi((*it)[1]), stoi((*it)[2]), stoi((*it)[3]), stoi((*it)[4]), stoi((*it)[5])});
  const auto has = [&](const char* word) { return expected.find(word) != std::string::npos; };
  const Date d{points[0][0], points[0][1], points[0][2]};
  const auto clock = [](const std::array<int, 5>& p) {
    char out[40];
    snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d", p[0], p[1], p[2], p[3], p[4]);
    return std::string(out);
  };
  if (points.size() == 2) {
    if (has("Hour")) {
      points[1][3] -= 1;  // the last hour
      if (points[1][3] < 0) points[1][3] += 24, points[1][2] -= 1;
      return clock(points[0]) + "/" + clock(points[1]);
    }
    return day_text(d) + "/" + day_text(date_from_days(days_from_date({points[1][0], points[1][1], points[1][2]}) - 1));
  }
  if (has("Week")) return day_text(d) + "/" + day_text(date_from_days(days_from_date(d) + 6));
  if (has("Month")) return day_text(d).substr(0, 7);
  if (has("Year")) return day_text(d).substr(0, 4);
  if (has("Day")) return day_text(d);
  return clock(points[0]);
}

TEST(PhraseSuites, DucklingTimes) {
  if (!std::ifstream(suite("duckling/duckling.jsonl"))) GTEST_SKIP() << "no ../shared here";
  Score times;
  const Convention how{Prefer::kFuture, Prefer::kFuture, 1, true};
  each(suite("duckling/duckling.jsonl"), [&](Item e) {
    if (text_of(e, "dim") != "Time_AR") return;
    const std::string text = text_of(e, "text");
    MentionsReader& r = mentions_reader();
    r.read(text);
    std::vector<std::string> got = r.edtf("2013-02-12T04:30", how);
    if (got.size() == 1 && r.times.back().from.part == DayPart::kNight && got[0].find('T') == std::string::npos)
      got[0] = got[0] + "T18:00/" + got[0] + "T23:00";  // a day and its part, as Duckling writes it
    std::string shown;
    for (const std::string& g : got) shown += g + " ";
    if (e["expected"].is_null()) return count(times, got.empty(), text + ": " + shown);
    const std::string expected = duckling_edtf(text_of(e, "expected"));
    count(times, got.size() == 1 && got[0] == expected, text + ": " + shown + "expected " + expected);
  });
  printf("Duckling times: %d of %d, %.1f %%\n", times.right, times.all, times.percent());
  EXPECT_GE(times.percent(), 96);
}

// Words that are of the spoken language, not of the written one.
bool dialect(const std::string& text) {
  for (const char* word : {"هاي", "هذي", "هاد", "الجاي", "اللي", "مبارح", "بكر", "هسة", "نص", "اطنعش", "حدعشر", "الفايت", "دقايق", "الماض ", "ربعا"})
    if (text.find(word) != std::string::npos) return true;
  return text.size() > 8 && text.substr(text.size() - 8) == "الماض";
}

// Maha fills what is not said from the reference time: compared at the precision of what was read.
bool same_as_maha(const Moment& m, int year, int month, int day, int hour, int minute, bool clock) {
  if (m.precision == Precision::kNone || m.date.year != year) return false;
  if (m.precision == Precision::kYear) return true;
  if (m.precision == Precision::kMonth) return m.date.month == month;
  const int64_t off = days_from_date({year, month, day}) - days_from_date({m.date.year, m.date.month, m.date.day});
  if (m.precision == Precision::kWeek) return off >= 0 && off < 7;
  if (off != 0) return false;
  return !clock || m.precision < Precision::kHour || (m.hour == hour && m.minute == minute);
}

TEST(PhraseSuites, MahaTimes) {
  if (!std::ifstream(suite("maha/maha.jsonl"))) GTEST_SKIP() << "no ../shared here";
  Score standard, spoken;
  const Convention how{Prefer::kFuture, Prefer::kSame, 7, true};
  const Anchor anchor = anchor_of("2021-09-01T10:38");
  each(suite("maha/maha.jsonl"), [&](Item e) {
    if (text_of(e, "file") != "test_time" || text_of(e, "check").find("assert_expression") != 0) return;
    const std::string text = text_of(e, "input"), expected = text_of(e["expected"], "expected");
    int y, mo, d, h, mi;
    if (sscanf(expected.c_str(), "%d-%d-%dT%d:%d", &y, &mo, &d, &h, &mi) != 5) return;
    MentionsReader& r = mentions_reader();
    r.read(text);
    const bool clock = !(h == 10 && mi == 38) && text_of(e, "check") == "assert_expression_output";
    bool right = false;
    std::string shown;
    int found = 0;
    for (const TimeMention& t : r.times) {
      if (t.relation == TimeRelation::kFor) continue;
      const Moment m = resolve(t.from, anchor, how);
      shown += std::string(resolve(t, anchor, how).view()) + " ";
      Moment shown_as = m;
      if (t.from.counted && t.from.unit == Unit::kWeek && !t.from.weekday) {  // counts calendar weeks from Sunday
        const int64_t n = days_from_date(m.date);
        shown_as.date = date_from_days(n - weekday_of(n) % 7);
        shown_as.precision = Precision::kWeek;
      }
      right |= same_as_maha(shown_as, y, mo, d, h, mi, clock);
      ++found;
    }
    count(dialect(text) ? spoken : standard, right && found == 1, text + ": " + shown + "expected " + expected);
  });
  printf("Maha times: standard %d of %d, %.1f %%; spoken %d of %d\n", standard.right, standard.all, standard.percent(),
         spoken.right, spoken.all);
  EXPECT_GE(standard.percent(), 91);
}

}  // namespace
}  // namespace rawi
