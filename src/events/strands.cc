#include "events/strands.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

#include "events/sets.h"

namespace rawi {
namespace {

constexpr double kNearKm = 20;          // two entries so near are one place for an event
constexpr double kWideKm = 200;         // ... or one of them a region that may reach as far as the other
constexpr double kDoubtKm = 150;        // reports name one event's place by the town or the next one: up to here a weak conflict
constexpr double kReportKm = 200;       // ... and within one report none
constexpr int32_t kDaysBack = 21, kDaysAhead = 7;  // an undated event is weakly bound by the day of publication
constexpr int64_t kCoarseDays = 4;
const std::vector<EventWord> kNoWords;
constexpr uint32_t kLeadSentences = 3;
constexpr uint32_t kGoesOn = 2;         // sentences over which a story goes on without being named again
constexpr size_t kGuestWords = 2;       // of whom one side of a meeting is called
constexpr float kToldAgain = 6;         // weight of words in common that makes a sentence tell the same
constexpr float kEchoes = 1.0f;         // from which an echo belongs to a strand
constexpr float kBesideDoubt = 1.0f;    // how sure to be no claim a word beside claims may be
constexpr float kUnsure = 0.5f;         // this much less than the best is as good

double km_between(const EventPlace& a, const EventPlace& b) {
  constexpr double kRadian = 3.14159265358979 / 180, kEarthKm = 6371;
  const double x = (a.lon - b.lon) * kRadian * std::cos((a.lat + b.lat) / 2 * kRadian), y = (a.lat - b.lat) * kRadian;
  return kEarthKm * std::sqrt(x * x + y * y);
}

// A region across borders (a frontier, a desert): a wide strip, of which the gazetteer has one point.
bool wide(const EventPlace& p) { return p.fine == 2 && p.located && p.country[0] == 0; }

bool contains(const EventPlace& place, uint32_t entity) {
  return std::find(place.chain.begin(), place.chain.end(), entity) != place.chain.end();
}

// A date that says little: a year, a month, a week.
bool coarse(DayRange d) { return int64_t{d.last} - d.first >= kCoarseDays; }

bool same_lemma(const Strand& s, const EventClaim& c) { return std::find(s.lemmas.begin(), s.lemmas.end(), c.lemma) != s.lemmas.end(); }

// The first sentences tell again what the headline told: of the same type, with the same figure.
bool of_headline(const Strand& s, const EventClaim& c, const EventClaim& last) {
  if (!s.lead || c.sentence_number >= kLeadSentences || !last.headline || last.type != c.type) return false;
  return std::any_of(s.numbers.begin(), s.numbers.end(), [&](const EventNumber& x) {
    return std::any_of(c.numbers.begin(), c.numbers.end(), [&](const EventNumber& y) { return x.of == y.of && x.min == y.min && x.max == y.max && x.min > 1; });
  });
}

// Whether a claim tells that who met somebody in the strand's first claim met somebody else: an agency tells a day's audiences in one
// report. The same guest is called otherwise in the next sentences.
bool other_guest(const EventClaim& first, const EventClaim& c) {
  if (family_of(c.type) != Family::kTalk || c.sentence_number <= first.sentence_number + kGoesOn) return false;
  const size_t hosts = common(first.participants, c.participants);
  return hosts > 0 && first.participants.size() >= hosts + kGuestWords && c.participants.size() >= hosts + kGuestWords;
}

// How well a claim fits a strand, whose first and last claims these are; below 0: not at all.
float fit(const Strand& s, const EventClaim& c, const EventClaim& first, const EventClaim& last, const std::vector<EventWord>& sentence) {
  if (s.family != family_of(c.type) || other_guest(first, c)) return -1;
  Fit place = fit_places(s.place, s.place_said, c.place, c.place_said);
  if (place <= Fit::kWeakConflict && s.place.located && c.place.located && km_between(s.place, c.place) <= kReportKm) place = Fit::kLoose;
  const bool again = same_lemma(s, c);
  const float told = in_common(s.content, sentence).second;
  const bool same_people = share(s.participants, c.participants);
  // The same word for it, made definite or told of the same people, outweighs a place that may be a dateline's.
  if (place == Fit::kConflict && !(again && (c.definite || same_people || told >= kToldAgain))) return -1;
  const bool other_day = c.days.known() && !(s.days.known() ? s.days : s.window).overlaps(c.days);
  const bool headline = of_headline(s, c, last);
  if (other_day && c.days_said && !headline) return -1;
  float score = place == Fit::kSame ? 2.f : place == Fit::kLoose ? 1.f : place == Fit::kUnknown ? 0.75f : place == Fit::kWeakConflict ? 0.25f : 0.f;
  if (other_day) score -= 0.5f;
  else if (c.days.known() && s.days.known() && !coarse(c.days)) score += c.days_said ? 2.f : 1.f;
  if (same_people) score += 1.5f;
  score += std::min(1.5f, told / kToldAgain);
  if (again) score += 1.f;
  const uint32_t gap = c.sentence_number - last.sentence_number;
  score += gap == 0 ? 1.5f : gap <= kGoesOn ? 0.75f : 0.f;
  if (s.lead) score += 0.75f;
  return score;
}

void add_content(Strand& s, const std::vector<EventWord>& sentence) {
  std::vector<EventWord> both;
  std::set_union(s.content.begin(), s.content.end(), sentence.begin(), sentence.end(), std::back_inserter(both),
                 [](EventWord a, EventWord b) { return a.word < b.word; });
  s.content = std::move(both);
}

void take_place(Strand& s, const EventClaim& c) {
  if (c.place.chain.empty() || (s.place_said && !c.place_said)) return;
  const bool firmer = c.place_said && !s.place_said;
  if (firmer ? c.place.fine >= 2 || s.place.fine <= 1 : c.place.fine > s.place.fine && fit_places(s.place, c.place) != Fit::kConflict) {
    s.place = c.place;
    s.place_said = c.place_said;
  }
}

void take_days(Strand& s, const EventClaim& c) {
  if (!c.days.known() || coarse(c.days)) return;
  s.days_firm = s.days_firm || (c.days_said && c.chain.empty());
  const bool firmer = c.days_said && !s.days_said;
  if (!s.days.known() || (firmer && !s.days.overlaps(c.days))) s.days = c.days;
  else if (s.days.overlaps(c.days)) s.days = {std::max(s.days.first, c.days.first), std::min(s.days.last, c.days.last)};
  s.days_said = s.days_said || c.days_said;
}

void add_words(std::vector<uint64_t>& all, const std::vector<uint64_t>& more) {
  all.insert(all.end(), more.begin(), more.end());
  sort_once(all);
}

void take(Strand& s, const EventClaim& c, uint32_t number) {
  if (s.claims.empty() && c.days.known()) s.window = c.days;
  s.claims.push_back(number);
  s.lemmas.push_back(c.lemma);
  take_place(s, c);
  take_days(s, c);
  s.lead = s.lead || c.sentence_number < kLeadSentences;
  s.numbers.insert(s.numbers.end(), c.numbers.begin(), c.numbers.end());
  add_words(s.participants, c.participants);
  add_words(s.doers, c.doers);
  add_words(s.tellers, c.tellers);
}

// What the publication date leaves for an event that is not dated.
DayRange weak_window(const EventReport& report) {
  DayRange w = report.published;
  if (w.first != INT32_MIN) w.first -= kDaysBack;
  if (w.last != INT32_MAX) w.last += kDaysAhead;
  return w;
}

void add_marks(std::vector<Mark>& all, const std::vector<Mark>& more) {
  for (const Mark& m : more)
    if (std::find(all.begin(), all.end(), m) == all.end()) all.push_back(m);
}

void finish(Strand& s, const EventReport& report) {
  if (s.days.known()) s.window = s.days;
  s.days_firm = s.days_said && (s.days_firm || !report.published.known() || !s.days.overlaps(report.published));
  s.ordinals = report.ordinals;
  for (const EventWord w : s.content) s.weight += w.weight;
}

// How surely an echo tells what the strand tells: only ever by the same word as one of its claims.
float echoes(const Strand& s, const EventEcho& e, const EventReport& report) {
  if (s.family != family_of(e.type) || std::find(s.lemmas.begin(), s.lemmas.end(), e.lemma) == s.lemmas.end()) return 0;
  float score = 2 - e.doubt + (s.lead ? 0.25f : 0.f);
  if (std::any_of(s.claims.begin(), s.claims.end(), [&](uint32_t c) { return report.claims[c].sentence_number == e.sentence_number; })) score += 1;
  if (e.sentence_number < report.sentences.size()) score += std::min(1.5f, in_common(s.content, report.sentences[e.sentence_number].content).second / kToldAgain);
  return score;
}

bool beside(const Strand& s, const EventEcho& e, const EventReport& report) {
  return s.family == family_of(e.type) && e.doubt <= kBesideDoubt &&
         std::any_of(s.claims.begin(), s.claims.end(), [&](uint32_t c) { return report.claims[c].sentence_number == e.sentence_number; });
}

void add_echoes(std::vector<Strand>& strands, const EventReport& report) {
  for (uint32_t i = 0; i < report.echoes.size(); ++i) {
    const EventEcho& e = report.echoes[i];
    Strand* best = nullptr;
    float most = kEchoes;
    for (Strand& s : strands)
      if (const float score = echoes(s, e, report); score > most) most = score, best = &s;
    if (best) {
      best->echoes.push_back(i);
      continue;
    }
    const auto found = std::find_if(strands.begin(), strands.end(), [&](const Strand& s) { return beside(s, e, report); });
    if (found != strands.end()) found->beside.push_back(i);
  }
}

}  // namespace

Family family_of(Plover type) {
  switch (type) {
    case Plover::kAssault: case Plover::kCoerce: case Plover::kMobilize: case Plover::kThreaten: return Family::kForce;
    case Plover::kProtest: case Plover::kRequest: return Family::kProtest;
    case Plover::kConsult: case Plover::kAgree: case Plover::kCooperate: return Family::kTalk;
    case Plover::kConcede: case Plover::kRetreat: return Family::kConcede;
    case Plover::kSupport: case Plover::kAid: return Family::kSupport;
    default: return Family::kSpeak;
  }
}

Fit fit_places(const EventPlace& a, const EventPlace& b) {
  if (a.chain.empty() || b.chain.empty()) return Fit::kUnknown;
  if (a.chain[0] == b.chain[0]) return a.fine >= 2 ? Fit::kSame : Fit::kLoose;
  if (contains(a, b.chain[0]) || contains(b, a.chain[0])) return Fit::kLoose;
  if (a.located && b.located && km_between(a, b) <= kNearKm) return a.fine == 3 && b.fine == 3 ? Fit::kSame : Fit::kLoose;
  if ((wide(a) || wide(b)) && a.located && b.located && km_between(a, b) <= kWideKm) return Fit::kLoose;
  const bool doubt = a.fine == 1 || b.fine == 1 || (a.located && b.located && km_between(a, b) <= kDoubtKm);
  return doubt ? Fit::kWeakConflict : Fit::kConflict;
}

Fit fit_places(const EventPlace& a, bool a_said, const EventPlace& b, bool b_said) {
  const Fit fit = fit_places(a, b);
  return fit == Fit::kConflict && !(a_said && b_said) ? Fit::kWeakConflict : fit;
}

// Days since 1970 as year, month, day (Hinnant, chrono-compatible low-level date algorithms).
std::string iso_date(int32_t days) {
  const int64_t z = int64_t{days} + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  const int64_t month = mp < 10 ? mp + 3 : mp - 9;
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", static_cast<int>(yoe + era * 400 + (month <= 2)), static_cast<int>(month),
                static_cast<int>(doy - (153 * mp + 2) / 5 + 1));
  return out;
}

std::vector<Strand> find_strands(const EventReport& report, uint32_t number, const ClaimMarks& marks) {
  std::vector<Strand> strands;
  std::vector<int32_t> strand_of(report.claims.size(), -1);
  for (uint32_t i = 0; i < report.claims.size(); ++i) {
    const EventClaim& c = report.claims[i];
    const std::vector<EventWord>& sentence = c.sentence_number < report.sentences.size() ? report.sentences[c.sentence_number].content : kNoWords;
    const uint64_t side = marks.empty() ? 0 : apart(marks[i]);
    // Who denies speaks of what is denied.
    int32_t best = c.denies >= 0 && static_cast<uint32_t>(c.denies) < i ? strand_of[static_cast<size_t>(c.denies)] : -1;
    if (best >= 0 && strands[static_cast<size_t>(best)].apart != side) best = -1;
    float most = best >= 0 ? 10.f : 0.f;
    std::vector<float> scores(strands.size());
    for (size_t s = 0; s < strands.size(); ++s) {
      if (strands[s].apart != side) continue;
      scores[s] = fit(strands[s], c, report.claims[strands[s].claims.front()], report.claims[strands[s].claims.back()], sentence);
      if (scores[s] > most) most = scores[s], best = static_cast<int32_t>(s);
    }
    if (best < 0) {
      best = static_cast<int32_t>(strands.size());
      strands.push_back({});
      strands.back().report = number;
      strands.back().family = family_of(c.type);
      strands.back().window = weak_window(report);
      strands.back().apart = side;
    } else {
      for (size_t s = 0; s < scores.size(); ++s)
        if (static_cast<int32_t>(s) != best && scores[s] > 0 && scores[s] + kUnsure >= most)
          strands[s].unsure.push_back({number, i, scores[s], "fits two events of the report alike"});
    }
    strand_of[i] = best;
    if (!marks.empty()) add_marks(strands[static_cast<size_t>(best)].marks, marks[i]);
    take(strands[static_cast<size_t>(best)], c, i);
    if (i == 0 || report.claims[i - 1].sentence_number != c.sentence_number || strand_of[i - 1] != best) add_content(strands[static_cast<size_t>(best)], sentence);
  }
  // A denial before what it denies.
  for (Strand& s : strands) finish(s, report);
  add_echoes(strands, report);
  return strands;
}

}  // namespace rawi
