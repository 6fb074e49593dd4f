// Events over plain structs: no lexicon, no model; and whatever the order of reports.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "events/cluster.h"
#include "events/differences.h"
#include "events/origins.h"
#include "events/reprints.h"
#include "events/strands.h"
#include "rawi/events.h"

namespace rawi {
namespace {

constexpr uint32_t kCountry = 1, kProvince = 2, kTown = 3, kOtherTown = 4;
constexpr int32_t kDay = 16650;

EventPlace place(uint32_t town) {
  EventPlace p;
  p.country[0] = 'I', p.country[1] = 'Q';
  if (town == kCountry) return p.chain = {kCountry}, p.fine = 1, p;
  if (town == kProvince) return p.chain = {kProvince, kCountry}, p.fine = 2, p;
  p.chain = {town, kProvince, kCountry}, p.fine = 3, p.located = true;
  p.lat = town == kTown ? 36.f : 33.f, p.lon = 43.f;
  return p;
}

uint64_t word(const std::string& w) { return std::hash<std::string>()(w) | 1; }

// A report whose sentences are given by words; names begin with a capital letter and weigh more.
class Told {
 public:
  explicit Told(const std::string& id, int32_t published = kDay) {
    r_.id = id;
    r_.published = {published, published};
  }
  Told& sentence(const std::string& words) {
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
    if (town) c.place = place(town);
    if (day != INT32_MIN) c.days = {day, day};
    r_.claims.push_back(std::move(c));
    return r_.claims.back();
  }
  Told& said_by(const std::string& name, const std::string& key, const std::string& party = {}, bool agency = false) {
    EventSource s;
    s.name = name, s.key = key, s.party = party, s.agency = agency;
    s.kind = key.empty() ? SourceKind::kUnnamed : SourceKind::kBody;
    s.words = {word(name)};
    r_.claims.back().chain = {static_cast<int32_t>(r_.sources.size())};
    r_.sources.push_back(std::move(s));
    return *this;
  }
  Told& counted(CountOf of, int64_t min, int64_t max) {
    r_.claims.back().numbers.push_back({of, min, max, 0, {}});
    return *this;
  }
  operator EventReport() const { return r_; }

 private:
  EventReport r_;
};

const std::string kMosul = "Gunmen attacked the checkpoint at Gayyara near Mosul killing soldiers of the Nineveh brigade";

Told attack(const std::string& id, uint32_t town = kTown, int32_t published = kDay, int32_t day = INT32_MIN) {
  Told t(id, published);
  t.sentence(kMosul + " " + id);
  t.claim(town, day);
  return t;
}

const Event* event_of(const Events& events, const std::string& report) {
  for (const Event& e : events.events)
    for (const EventMember& m : e.claims)
      if (events.reports[m.report].id == report) return &e;
  return nullptr;
}
bool together(const Events& events, const std::string& a, const std::string& b) { return event_of(events, a) == event_of(events, b); }

const Difference* difference(const Event& e, const std::string& attribute, DifferenceKind kind) {
  for (const Difference& d : e.differences)
    if (d.attribute == attribute && d.kind == kind) return &d;
  return nullptr;
}

TEST(Events, OneAttackToldTwiceIsOneEvent) {
  const Events events = find_events({attack("a"), attack("b")});
  EXPECT_TRUE(together(events, "a", "b"));
}

TEST(Events, AnotherDayAtTheSamePlaceIsAnotherEvent) {
  const Events events = find_events({attack("a", kTown, kDay, kDay - 1), attack("b", kTown, kDay + 7, kDay + 6)});
  EXPECT_FALSE(together(events, "a", "b"));
}

TEST(Events, ProvinceHoldsTheTown) {
  EXPECT_TRUE(together(find_events({attack("a", kTown), attack("b", kProvince)}), "a", "b"));
  EXPECT_EQ(fit_places(place(kTown), place(kProvince)), Fit::kLoose);
  EXPECT_EQ(fit_places(place(kTown), place(kOtherTown)), Fit::kConflict);
  EXPECT_EQ(fit_places(place(kTown), EventPlace{}), Fit::kUnknown);
}

TEST(Events, OtherTownOtherWordsIsAnotherEvent) {
  Told other("b");
  other.sentence("Police chased the thieves of a Bank in the market of Basra yesterday");
  other.claim(kOtherTown);
  EXPECT_FALSE(together(find_events({attack("a"), other}), "a", "b"));
}

TEST(Events, AMeetingIsNotItsTownsAttack) {
  Told talk("b");
  talk.sentence(kMosul + " b");
  talk.claim(kTown, INT32_MIN, Plover::kConsult);
  EXPECT_FALSE(together(find_events({attack("a"), talk}), "a", "b"));
}

TEST(Events, TheOrderOfReportsDoesNotMatter) {
  std::vector<EventReport> reports;
  for (int i = 0; i < 24; ++i)
    reports.push_back(attack("r" + std::to_string(i), i % 3 ? kTown : kProvince, kDay + i % 7, i % 2 ? kDay + i % 5 : INT32_MIN)
                          .said_by("source " + std::to_string(i % 4), i % 4 ? "n:" + std::to_string(i % 4) : "", i % 4 ? "c:I" + std::to_string(i % 4) : "")
                          .counted(CountOf::kKilled, 3 + i % 3, 3 + i % 3));
  const auto shape = [](const Events& events) {
    std::string out;
    for (const Event& e : events.events) {
      out += e.id + ":";
      for (const EventMember& m : e.claims) out += events.reports[m.report].id + "/" + std::to_string(m.claim) + " ";
      for (const EventMember& m : e.possible) out += "?" + events.reports[m.report].id + "/" + std::to_string(m.claim) + " ";
      out += std::to_string(e.independence.min) + ".." + std::to_string(e.independence.max) + " " + std::to_string(e.differences.size()) + "\n";
    }
    return out;
  };
  const std::string first = shape(find_events(reports));
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(reports.begin(), reports.end(), random);
    EXPECT_EQ(shape(find_events(reports)), first);
  }
}

TEST(Reprints, CopiedSentencesAreAlignedAndDirected) {
  const std::string more = "the governor of the province promised to hunt the gunmen down within days";
  Told original = attack("z", kTown, kDay), copy = attack("a", kTown, kDay + 1), other("c");
  original.sentence(more).sentence("He added that roads stay closed until further notice");
  copy.sentence(more + " indeed");
  other.sentence("Gunmen and soldiers met at a wedding of a brigade");
  const Events events = find_events({original, copy, other});
  ASSERT_EQ(events.reprints.size(), 1u);
  EXPECT_EQ(events.reports[events.reprints[0].first].id, "z");
  EXPECT_TRUE(events.reprints[0].directed);
  EXPECT_EQ(events.reprints[0].passages.size(), 2u);
}

TEST(Reprints, ASharedQuotationIsNoReprint) {
  Told a("a"), b("b");
  const std::string quote = "We shall never leave this land to those who burnt it said the old man";
  for (Told* t : {&a, &b}) t->sentence(quote);
  for (int i = 0; i < 4; ++i) {
    a.sentence("alpha" + std::to_string(i) + " beta gamma" + std::to_string(i) + " delta epsilon");
    b.sentence("one" + std::to_string(i) + " two three" + std::to_string(i) + " four five");
  }
  EXPECT_TRUE(find_reprints({a, b}).empty());
}

TEST(Origins, ThePartiesAreTheLeastAndTheVoicesTheMost) {
  Told a = attack("a").said_by("ministry", "n:ministry", "c:IQ"), b = attack("b").said_by("army", "n:army", "c:IQ");
  Told c = attack("c").said_by("movement", "e:movement", "e:movement"), d = attack("d").said_by("an official", "");
  const Events events = find_events({a, b, c, d});
  ASSERT_TRUE(together(events, "a", "d"));
  const Independence& i = event_of(events, "a")->independence;
  EXPECT_EQ(i.min, 2);
  EXPECT_EQ(i.max, 4);
}

TEST(Origins, OneAgencyBehindManyReportsIsOne) {
  std::vector<EventReport> reports;
  for (const char* id : {"a", "b", "c"}) reports.push_back(attack(id).said_by("Reuters", "e:reuters", "e:reuters", true));
  const Independence i = event_of(find_events(reports), "a")->independence;
  EXPECT_EQ(i.min, 1);
  EXPECT_EQ(i.max, 1);
}

TEST(Origins, OwnVoiceCountsOnlyWhereNobodyIsNamed) {
  Told named = attack("a").said_by("army", "n:army", "c:IQ");
  named.sentence("The attack was the third");
  named.claim(kTown);
  const Events alone = find_events({named});
  EXPECT_EQ(event_of(alone, "a")->independence.max, 1);
}

TEST(Differences, DisjointTollsContradictAndBoundsDoNot) {
  const auto told = [](int64_t min, int64_t max) {
    Told a = attack("a").said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7);
    Told b = attack("b").said_by("doctors", "n:doctors", "").counted(CountOf::kKilled, min, max);
    return find_events({a, b});
  };
  const Events apart = told(12, 12), bound = told(5, kUnbounded);
  const Difference* d = difference(*event_of(apart, "a"), "killed", DifferenceKind::kContradiction);
  ASSERT_NE(d, nullptr);
  EXPECT_EQ(d->sides.size(), 2u);
  EXPECT_EQ(d->sides[0].value, "7");
  EXPECT_EQ(difference(*event_of(bound, "a"), "killed", DifferenceKind::kContradiction), nullptr);
  EXPECT_NE(difference(*event_of(bound, "a"), "killed", DifferenceKind::kCompatible), nullptr);
}

TEST(Differences, ALaterFigureOfTheSameOriginRevises) {
  Told a = attack("a", kTown, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7);
  Told b = attack("b", kTown, kDay + 1).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 9, 9);
  const Events events = find_events({a, b});
  EXPECT_NE(difference(*event_of(events, "a"), "killed", DifferenceKind::kRevision), nullptr);
  EXPECT_EQ(difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Differences, ADenialContradictsWhatItDenies) {
  Told a = attack("a").said_by("army", "n:army", "c:IQ");
  Told b("b");
  b.sentence(kMosul + " b");
  b.claim(kTown).status = Status::kDenied;
  b.said_by("movement", "e:movement", "e:movement");
  const Events events = find_events({a, b});
  ASSERT_TRUE(together(events, "a", "b"));
  EXPECT_NE(difference(*event_of(events, "a"), "happened", DifferenceKind::kContradiction), nullptr);
}

TEST(Drift, ACopyThatLosesItsSourceOrItsBound) {
  const std::string more = "the governor of the province promised to hunt the gunmen down within days";
  Told a = attack("a", kTown, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 5, kUnbounded);
  Told b = attack("b", kTown, kDay + 1).counted(CountOf::kKilled, 5, 5);
  a.sentence(more), b.sentence(more);
  const Events events = find_events({a, b});
  std::vector<std::string> kinds;
  for (const Drift& d : event_of(events, "a")->drifts) kinds.push_back(d.kind);
  EXPECT_EQ(kinds, (std::vector<std::string>{"attribution lost", "bound lost"}));
}

}  // namespace
}  // namespace rawi
