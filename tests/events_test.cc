// Which reports tell one event, over plain structs: no lexicon, no model; and whatever the order of reports.
#include <gtest/gtest.h>

#include <random>

#include "events/cluster.h"
#include "events/make.h"
#include "events/meet.h"
#include "events/reprints.h"
#include "events/strands.h"
#include "rawi/events.h"
#include "told.h"

namespace rawi {
namespace {

std::vector<uint64_t> sorted_words(const std::vector<std::string>& words) {
  std::vector<uint64_t> out;
  std::ranges::transform(words, std::back_inserter(out), word);
  std::ranges::sort(out);
  return out;
}

TEST(Events, OneAttackToldTwiceIsOneEvent) {
  const Events events = find_events({attack("a"), attack("b")});
  EXPECT_TRUE(together(events, "a", "b"));
}

TEST(Events, AnotherDayAtTheSamePlaceIsAnotherEvent) {
  const Events events = find_events({attack("a", kTown, kDay, kDay - 1), attack("b", kTown, kDay + 7, kDay + 6)});
  EXPECT_FALSE(together(events, "a", "b"));
}

// "The observatory said on Friday that they abducted ...": Friday may be when it was said.
TEST(Events, TheDayOfPublicationMayBeWhenItWasSaid) {
  const ToldReport today = attack("a", kTown, kDay, kDay), before = attack("b", kTown, kDay + 1, kDay - 2);
  EXPECT_TRUE(together(find_events({attack("a", kTown, kDay, kDay).said_by("observatory", "n:observatory"), before}), "a", "b"));
  EXPECT_FALSE(together(find_events({today, before}), "a", "b"));
  EXPECT_FALSE(together(find_events({attack("a", kTown, kDay, kDay - 1), attack("b", kTown, kDay + 1, kDay - 3)}), "a", "b"));
}

// "Five freed", says the headline; "freed the five whom it seized in August 2007", the sentence under it.
TEST(Events, AFigureTiesTheHeadlineToASentenceOfAnotherDay) {
  const auto strands = [](int64_t five) {
    ToldReport r("a");
    r.sentence("Army frees diplomats");
    r.claim(kTown).headline = true;
    r.counted(CountOf::kPeople, 5, 5);
    r.sentence("The army let go of the envoys whom it had seized in Erbil");
    r.claim(kTown, kDay - 700);
    r.counted(CountOf::kPeople, five, five);
    return find_strands(r, 0).size();
  };
  EXPECT_EQ(strands(5), 1u);
  EXPECT_EQ(strands(9), 2u);
}

TEST(Events, TownsADaysWalkApartAreDoubtfulNotDifferent) {
  EventPlace near = place(kOtherTown), far = near;
  near.lat = 35.f, far.lat = 33.f;  // 111 and 333 km from kTown
  EXPECT_EQ(fit_places(place(kTown), near), Fit::kWeakConflict);
  EXPECT_EQ(fit_places(place(kTown), far), Fit::kConflict);
}

TEST(Events, ProvinceHoldsTheTown) {
  EXPECT_TRUE(together(find_events({attack("a", kTown), attack("b", kProvince)}), "a", "b"));
  EXPECT_EQ(fit_places(place(kTown), place(kProvince)), Fit::kLoose);
  EXPECT_EQ(fit_places(place(kTown), place(kOtherTown)), Fit::kConflict);
  EXPECT_EQ(fit_places(place(kTown), EventPlace{}), Fit::kUnknown);
}

TEST(Events, OtherTownOtherWordsIsAnotherEvent) {
  ToldReport other("b");
  other.sentence("Police chased the thieves of a Bank in the market of Basra yesterday");
  other.claim(kOtherTown);
  EXPECT_FALSE(together(find_events({attack("a"), other}), "a", "b"));
}

TEST(Events, AMeetingIsNotItsTownsAttack) {
  ToldReport talk("b");
  talk.sentence(kMosul + " b");
  talk.claim(kTown, INT32_MIN, Plover::kConsult);
  EXPECT_FALSE(together(find_events({attack("a"), talk}), "a", "b"));
}

// A report that tells it in `words` and goes on with what no other has.
ToldReport formula(const std::string& id, const std::string& words, Plover type, const std::string& who) {
  ToldReport r(id);
  r.sentence(words);
  EventClaim& c = r.claim(kTown, INT32_MIN, type);
  c.place_said = false, c.participants = {word(who)};
  for (const char* more : {"one", "two"}) {
    std::string own;
    for (const char* w : {"a", "b", "c", "d", "e", "f"}) own += id + more + w + " ";
    r.sentence(own);
  }
  return r;
}

// Verdicts, audiences, condolences: the same words of other people.
TEST(Events, AFormulaWithoutANameOrADayIsNoEvent) {
  const auto one = [](const std::string& name) {
    const std::string words = name + " inquiry ended with a charge and the verdict was carried out on the said culprit";
    return together(find_events({formula("a", words, Plover::kAccuse, "a"), formula("b", words, Plover::kAccuse, "b")}), "a", "b");
  };
  EXPECT_FALSE(one("the"));
  EXPECT_TRUE(one("Samir"));
}

// "To speak with the writer, send a message ..." at the end of every column of a paper.
TEST(Events, WhatAnOutletRepeatsUnderItsPagesIsNoEvent) {
  const auto column = [](const std::string& id, int32_t published, const std::string& outlet) {
    EventReport r = formula(id, "Speak with the writer by a Message to the number Sabaa of the subscribers of Stc and Mobily", Plover::kConsult, "writer");
    r.published = {published, published}, r.outlet = outlet;
    return r;
  };
  EXPECT_FALSE(together(find_events({column("a", kDay, "x"), column("b", kDay + 1, "x")}), "a", "b"));
  EXPECT_TRUE(together(find_events({column("a", kDay, "x"), column("b", kDay + 1, "y")}), "a", "b"));
}

TEST(Events, MeetingsOfOtherPeopleAreOthers) {
  const auto told = [](const std::string& id, const std::string& guest) {
    return formula(id, "the prince received in his office this evening his guest " + guest + " and spoke of affairs", Plover::kConsult, guest);
  };
  EXPECT_TRUE(together(find_events({told("a", "Salim"), told("b", "Salim")}), "a", "b"));
  EXPECT_FALSE(together(find_events({told("a", "Salim"), told("b", "Yusuf")}), "a", "b"));
}

// A day's audiences in one report; and one audience, whose guest is called otherwise in the next sentence.
TEST(Events, AnotherGuestOfTheHostIsAnotherMeeting) {
  const auto strands = [](int sentences_between) {
    ToldReport r("a");
    r.sentence("The prince received Samir of the party");
    r.claim(kTown, kDay, Plover::kConsult).participants = sorted_words({"prince", "salman", "Samir", "party"});
    for (int i = 0; i < sentences_between; ++i) r.sentence("those who stood by were many");
    r.sentence("The prince met Ramadan of the mountains");
    r.claim(kTown, kDay, Plover::kConsult).participants = sorted_words({"prince", "salman", "Ramadan", "mountains"});
    return find_strands(r, 0).size();
  };
  EXPECT_EQ(strands(3), 2u);
  EXPECT_EQ(strands(0), 1u);
}

// In a week that speaks of nothing else no name is a ground to meet by: places are.
TEST(Events, ATownMeetsItsProvince) {
  const auto grounds = [](uint32_t where) {
    ToldReport r("a");
    r.sentence("a bomb in the mosque of the guards");
    r.claim(where, kDay);
    std::vector<uint64_t> keys;
    for (const Ground& g : grounds_of(find_strands(r, 0).front())) keys.push_back(g.key);
    std::sort(keys.begin(), keys.end());
    return keys;
  };
  const auto meet = [&](uint32_t a, uint32_t b) {
    std::vector<uint64_t> both;
    std::ranges::set_intersection(grounds(a), grounds(b), std::back_inserter(both));
    return !both.empty();
  };
  EXPECT_TRUE(meet(kTown, kProvince));
  EXPECT_FALSE(meet(kTown, kCountry));
}

// Ten reports in two groups, of whose pairs three in ten look alike: a series, unless it is one day's fight.
TEST(Events, ManyReportsOfOneDaysFightAreNoSeries) {
  const auto groups = [](int32_t days) {
    std::vector<Strand> strands;
    std::vector<ScoredPair> pairs;
    for (uint32_t i = 0; i < 10; ++i) {
      ToldReport r("r" + std::to_string(i));
      r.sentence(kMosul);
      r.claim(kTown, kDay);
      strands.push_back(find_strands(r, i).front());
      strands.back().days = {kDay, kDay + days};
      strands.back().days_firm = true;
      for (uint32_t j = 0; j < i; ++j)
        if ((i < 5) == (j < 5) || (i + j) % 10 < 3) pairs.push_back({j, i, {(i < 5) == (j < 5) ? 9.f : 7.f, "test"}});
    }
    return join_strands(strands, pairs).size();
  };
  EXPECT_EQ(groups(0), 1u);
  EXPECT_EQ(groups(1), 2u);
}

TEST(Events, ThePlaceIsTheCommonestOfTheFinest) {
  std::vector<EventReport> reports;
  std::vector<Strand> strands;
  for (const uint32_t where : {kProvince, kOtherTown, kTown, kTown, kProvince, kProvince}) {
    reports.push_back(attack("r" + std::to_string(reports.size()), where));
    strands.push_back(find_strands(reports.back(), static_cast<uint32_t>(strands.size())).front());
  }
  const Event e = make_event(reports, {}, strands, {{0, 1, 2, 3, 4, 5}, {}});
  EXPECT_EQ(e.place.chain, place(kTown).chain);
}

// All that is known of either is its year.
TEST(Events, ReportsOfOneYearAreNotOfOneDay) {
  const auto one = [](int32_t unsure) {
    ToldReport a("a"), b("b");
    a.sentence("Gunmen attacked the checkpoint at Gayyara near Mosul killing soldiers"), a.claim(kTown);
    b.sentence("Thieves fled over hills beyond Gayyara when patrols of cavalry pursued them yesterday evening with police"), b.claim(kTown);
    std::vector<EventReport> reports = {a, b};
    for (EventReport& r : reports) r.published = {kDay - unsure, kDay + unsure};
    return together(find_events(reports), "a", "b");
  };
  EXPECT_TRUE(one(0));
  EXPECT_FALSE(one(180));
}

// The third plane of an air bridge and the fourth one, in the words of every plane.
TEST(Events, AnotherOneOfASeriesIsAnotherEvent) {
  const auto plane = [](const std::string& id, int64_t third) {
    EventReport r = formula(id, "the Relief plane landed at the field of Aden with medicines for the people of Lahij", Plover::kAid, "relief");
    r.ordinals = {{word("deputy"), 2}, {word("plane"), third}};
    return r;
  };
  EXPECT_TRUE(together(find_events({plane("a", 3), plane("b", 3)}), "a", "b"));
  EXPECT_FALSE(together(find_events({plane("a", 3), plane("b", 4)}), "a", "b"));
}

// Condemnations of one attack, each by a state of its own; and the one of both.
TEST(Events, WhatIsDoneInWordsIsOfItsSpeaker) {
  const auto condemned = [](const std::string& id, const std::string& state, const std::vector<std::string>& doers, Plover type = Plover::kAccuse) {
    EventReport r = formula(id, state + " condemned in the strongest words the attack on the Mosque of the forces at Abha", type, "forces");
    for (const std::string& who : doers) r.claims[0].doers.push_back(word(who));
    std::sort(r.claims[0].doers.begin(), r.claims[0].doers.end());
    return r;
  };
  const EventReport kuwait = condemned("a", "kuwait", {"kuwait"});
  EXPECT_TRUE(together(find_events({kuwait, condemned("b", "kuwait", {"kuwait"})}), "a", "b"));
  EXPECT_FALSE(together(find_events({kuwait, condemned("b", "qatar", {"qatar"})}), "a", "b"));
  EXPECT_TRUE(together(find_events({kuwait, condemned("b", "kuwait and qatar", {"kuwait", "qatar"})}), "a", "b"));
  EXPECT_TRUE(together(find_events({kuwait, condemned("b", "they", {})}), "a", "b"));
  EXPECT_TRUE(together(find_events({condemned("a", "gunmen", {"gunmen"}, Plover::kAssault), condemned("b", "army", {"army"}, Plover::kAssault)}), "a", "b"));
}

// One fight, told by the one officer and by the other; who is hurt in it is another thing.
TEST(Events, WhoTellsOfAFightIsNoGuestOfIt) {
  const auto told = [](const std::string& id, const std::string& words, const std::vector<std::string>& tellers) {
    ToldReport r(id);
    r.sentence(words);
    EventClaim& c = r.claim(kTown);
    for (const std::string& name : tellers) c.tellers.push_back(word(name));
    std::sort(c.tellers.begin(), c.tellers.end());
    return r;
  };
  const std::string one = "Jabbar Bordeli Haidar of police gunmen opened fire on guests of wedding", other = "Basharat Jawad Qasim police fire at hall killed guests";
  EXPECT_TRUE(together(find_events({told("a", one, {"Jabbar", "Bordeli", "Haidar"}), told("b", other, {"Basharat", "Jawad", "Qasim"})}), "a", "b"));
  EXPECT_FALSE(together(find_events({told("a", one, {}), told("b", other, {})}), "a", "b"));
}

TEST(Events, TheOrderOfReportsDoesNotMatter) {
  std::vector<EventReport> reports;
  reports.reserve(24);
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
  ToldReport original = attack("z", kTown, kDay), copy = attack("a", kTown, kDay + 1), other("c");
  original.sentence(more).sentence("He added that roads stay closed until further notice");
  copy.sentence(more + " indeed");
  other.sentence("Gunmen and soldiers met at a wedding of a brigade");
  const Events events = find_events({original, copy, other});
  ASSERT_EQ(events.reprints.size(), 1u);
  EXPECT_EQ(events.reports[events.reprints[0].first].id, "z");
  EXPECT_TRUE(events.reprints[0].directed);
  EXPECT_EQ(events.reprints[0].passages.size(), 2u);
}

TEST(Reprints, CopiesAreLookedForWhileItIsNews) {
  const auto copied_after = [](int32_t days) {
    ToldReport a = attack("a", kTown, kDay), b = attack("b", kTown, kDay + days);
    for (ToldReport* t : {&a, &b}) t->sentence("the governor of the province promised to hunt the gunmen down within days and to keep the roads closed until then");
    return find_events({a, b}).reprints.size();
  };
  EXPECT_EQ(copied_after(0), 1u);
  EXPECT_EQ(copied_after(29), 1u);
  EXPECT_EQ(copied_after(365), 0u);
}

TEST(Reprints, ASharedQuotationIsNoReprint) {
  ToldReport a("a"), b("b");
  const std::string quote = "We shall never leave this land to those who burnt it said the old man";
  for (ToldReport* t : {&a, &b}) t->sentence(quote);
  for (int i = 0; i < 4; ++i) {
    a.sentence("alpha" + std::to_string(i) + " beta gamma" + std::to_string(i) + " delta epsilon");
    b.sentence("one" + std::to_string(i) + " two three" + std::to_string(i) + " four five");
  }
  EXPECT_TRUE(find_reprints({a, b}).empty());
}

}  // namespace
}  // namespace rawi
