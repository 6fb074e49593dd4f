// Reports for tests of events, made of words alone: no lexicon, no model.
#ifndef RAWI_TESTS_TOLD_H
#define RAWI_TESTS_TOLD_H

#include <algorithm>
#include <functional>
#include <sstream>
#include <string>

#include "rawi/events.h"

namespace rawi {

inline constexpr uint32_t kCountry = 1, kProvince = 2, kTown = 3, kOtherTown = 4;
inline constexpr int32_t kDay = 16650;

inline EventPlace place(uint32_t town) {
  EventPlace p;
  p.country[0] = 'I', p.country[1] = 'Q';
  if (town == kCountry) return p.chain = {kCountry}, p.fine = 1, p;
  if (town == kProvince) return p.chain = {kProvince, kCountry}, p.fine = 2, p;
  p.chain = {town, kProvince, kCountry}, p.fine = 3, p.located = true;
  p.lat = town == kTown ? 36.f : 33.f, p.lon = 43.f;
  return p;
}

inline uint64_t word(const std::string& w) { return std::hash<std::string>()(w) | 1; }

// A report whose sentences are given by words; names begin with a capital letter and weigh more.
class ToldReport {
 public:
  explicit ToldReport(const std::string& id, int32_t published = kDay) {
    r_.id = id;
    r_.published = {published, published};
  }
  ToldReport& sentence(const std::string& words) {
    SentencePrint s;
    s.span.begin = static_cast<uint32_t>(r_.text.size());
    r_.text += words + ". ";
    s.span.end = static_cast<uint32_t>(r_.text.size()) - 1;
    std::istringstream in(words);
    for (std::string w; in >> w;) {
      s.words.push_back(word(w));
      s.content.push_back({word(w), w[0] >= 'A' && w[0] <= 'Z' ? 2.5f : 1.f});
    }
    std::sort(s.content.begin(), s.content.end(), [](EventWord a, EventWord b) { return a.word < b.word; });
    r_.sentences.push_back(std::move(s));
    return *this;
  }
  EventClaim& claim(uint32_t town, int32_t day = INT32_MIN, Plover type = Plover::kAssault) {
    EventClaim c;
    c.sentence_number = static_cast<uint32_t>(r_.sentences.size()) - 1;
    c.sentence = r_.sentences.back().span;
    c.trigger = {c.sentence.begin + static_cast<uint32_t>(r_.claims.size()), c.sentence.begin + static_cast<uint32_t>(r_.claims.size()) + 1};
    c.type = type;
    c.lemma = word("attack");
    if (town) c.place = place(town), c.place_said = true;
    if (day != INT32_MIN) c.days = {day, day}, c.days_said = true;
    r_.claims.push_back(std::move(c));
    return r_.claims.back();
  }
  ToldReport& said_by(const std::string& name, const std::string& key, const std::string& party = {}, bool agency = false) {
    EventSource s;
    s.name = name, s.key = key, s.party = party, s.agency = agency;
    s.kind = key.empty() ? SourceKind::kUnnamed : SourceKind::kBody;
    s.words = {word(name)};
    r_.claims.back().chain = {static_cast<int32_t>(r_.sources.size())};
    r_.sources.push_back(std::move(s));
    return *this;
  }
  ToldReport& counted(CountOf of, int64_t min, int64_t max) {
    r_.claims.back().numbers.push_back({of, min, max, 0, {}});
    return *this;
  }
  // A word of the last sentence that was nearly a claim.
  ToldReport& echo(const std::string& lemma, float doubt = 0.5f) {
    const Span sentence = r_.sentences.back().span;
    r_.echoes.push_back({{sentence.begin, sentence.begin + 1}, sentence, static_cast<uint32_t>(r_.sentences.size()) - 1, Plover::kAssault, word(lemma), doubt});
    return *this;
  }
  EventSource& source() { return r_.sources.back(); }
  operator EventReport() const { return r_; }

 private:
  EventReport r_;
};

inline const std::string kMosul = "Gunmen attacked the checkpoint at Gayyara near Mosul killing soldiers of the Nineveh brigade";

inline ToldReport attack(const std::string& id, uint32_t town = kTown, int32_t published = kDay, int32_t day = INT32_MIN) {
  ToldReport t(id, published);
  t.sentence(kMosul + " " + id);
  t.claim(town, day);
  return t;
}

inline const Event* event_of(const Events& events, const std::string& report) {
  for (const Event& e : events.events)
    for (const EventMember& m : e.claims)
      if (events.reports[m.report].id == report) return &e;
  return nullptr;
}
inline bool together(const Events& events, const std::string& a, const std::string& b) { return event_of(events, a) == event_of(events, b); }

inline const Difference* difference(const Event& e, const std::string& attribute, DifferenceKind kind) {
  for (const Difference& d : e.differences)
    if (d.attribute == attribute && d.kind == kind) return &d;
  return nullptr;
}

}  // namespace rawi

#endif  // RAWI_TESTS_TOLD_H
