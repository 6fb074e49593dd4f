// Time phrases: Duckling, Maha.
#include <array>
#include <cstdio>
#include <fstream>
#include <regex>

#include "mentions/calendar.h"
#include "mentions/published.h"
#include "phrase_reader.h"

namespace rawi::evaluation {
namespace {

std::string day_text(Date d) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, d.month, d.day);
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
    std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d", p[0], p[1], p[2], p[3], p[4]);
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

void duckling(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  const std::string path = s.suites + "/phrases/duckling/duckling.jsonl";
  if (!there(path)) return;
  Counter c(s, "times", "Duckling times");
  const Convention how{Prefer::kFuture, Prefer::kFuture, 1, Edges::kPoints};
  each_line(path, [&](Item e) {
    if (text_of(e, "dim") != "Time_AR") return;
    const std::string text = text_of(e, "text");
    r.read(text, c.result);
    std::vector<std::string> got = r.edtf("2013-02-12T04:30", how);
    if (got.size() == 1 && r.times.back().from.part == DayPart::kNight && got[0].find('T') == std::string::npos)
      got[0] = got[0] + "T18:00/" + got[0] + "T23:00";  // a day and its part, as Duckling writes it
    std::string shown;
    for (const std::string& g : got) shown += g + " ";
    if (e["expected"].is_null()) return c.add(got.empty(), text + ": " + shown);
    const std::string expected = duckling_edtf(text_of(e, "expected"));
    c.add(got.size() == 1 && got[0] == expected, text + ": " + shown + "expected " + expected);
  });
  out.push_back(c.done());
}

// Is the phrase of the spoken language? By words of dialect.tsv, which lies beside weeded.tsv.
bool spoken(const std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.ends_with('$') ? text.ends_with(word.substr(0, word.size() - 1)) : text.find(word) != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> spoken_words(const Setting& s) {
  std::vector<std::string> words;
  std::ifstream in(s.data + "/dialect.tsv");
  std::getline(in, words.emplace_back());  // the comment
  std::getline(in, words.back());          // the header
  words.clear();
  for (std::string line; std::getline(in, line);) words.push_back(line);
  return words;
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

// What Maha calls a week is a calendar week from Sunday.
Moment as_maha_counts(const TimeMention& t, Moment m) {
  if (!t.from.counted || t.from.unit != Unit::kWeek || t.from.weekday) return m;
  const int64_t n = days_from_date(m.date);
  m.date = date_from_days(n - weekday_of(n) % 7);
  m.precision = Precision::kWeek;
  return m;
}

void maha(const Setting& s, PhraseReader& r, std::vector<Result>& out) {
  const std::string path = s.suites + "/phrases/maha/maha.jsonl";
  if (!there(path)) return;
  Counter standard(s, "times", "Maha times"), apart(s, "times", "Maha, spoken");
  const Convention how{Prefer::kFuture, Prefer::kSame, 7, Edges::kPoints};
  const Anchor anchor = anchor_of("2021-09-01T10:38");
  const std::vector<std::string> words = spoken_words(s);
  each_line(path, [&](Item e) {
    if (text_of(e, "file") != "test_time" || text_of(e, "check").find("assert_expression") != 0) return;
    const std::string text = text_of(e, "input"), expected = text_of(e["expected"], "expected");
    int y, mo, d, h, mi;
    if (std::sscanf(expected.c_str(), "%d-%d-%dT%d:%d", &y, &mo, &d, &h, &mi) != 5) return;
    Counter& c = spoken(text, words) ? apart : standard;
    r.read(text, c.result);
    const bool clock = !(h == 10 && mi == 38) && text_of(e, "check") == "assert_expression_output";
    bool right = false;
    std::string shown;
    int found = 0;
    for (const TimeMention& t : r.times) {
      if (t.relation == TimeRelation::kFor) continue;
      shown += std::string(resolve(t, anchor, how).view()) + " ";
      right |= same_as_maha(as_maha_counts(t, resolve(t.from, anchor, how)), y, mo, d, h, mi, clock);
      ++found;
    }
    c.add(right && found == 1, text + ": " + shown + "expected " + expected);
  });
  out.push_back(standard.done());
  out.push_back(apart.done());
}

}  // namespace

std::vector<Result> measure_times(const Setting& setting) {
  std::vector<Result> out;
  PhraseReader r(setting.lexicon);
  duckling(setting, r, out);
  maha(setting, r, out);
  return out;
}

}  // namespace rawi::evaluation
