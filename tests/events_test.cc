// Events over plain structs: no lexicon, no model; and whatever the order of reports.
#include <gtest/gtest.h>

#include <random>

#include "events/cluster.h"
#include "events/differences.h"
#include "events/make.h"
#include "events/meet.h"
#include "events/origins.h"
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

TEST(Origins, ThePartiesAreTheLeastAndTheVoicesTheMost) {
  ToldReport a = attack("a").said_by("ministry", "n:ministry", "c:IQ"), b = attack("b").said_by("army", "n:army", "c:IQ");
  ToldReport c = attack("c").said_by("movement", "e:movement", "e:movement"), d = attack("d").said_by("an official", "");
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

// Of one state: an official of each kind, each heard twice.
TEST(Origins, NamedOfOneStateAreApart) {
  const auto heard = [](bool twice, bool person) {
    std::vector<EventReport> reports;
    for (const std::string name : {"a", "b"}) {
      ToldReport r = attack(name).said_by(name + " of the council", "p:" + name + " full", "c:IQ");
      r.source().kind = person ? SourceKind::kPerson : SourceKind::kUnnamed;
      r.source().words = {word(name), word(name + "name")};
      std::sort(r.source().words.begin(), r.source().words.end());
      if (!person) r.source().key.clear();
      EventReport report = r;
      if (twice) report.claims.push_back(report.claims[0]), ++report.claims[1].trigger.end;
      reports.push_back(report);
    }
    return event_of(find_events(reports), "a")->independence.min;
  };
  EXPECT_EQ(heard(true, true), 2);
  EXPECT_EQ(heard(false, true), 1);
  EXPECT_EQ(heard(true, false), 1);
}

TEST(Origins, AgenciesThatTellItThemselvesAreOneAtLeast) {
  EventReport a = attack("a").said_by("ministry", "n:ministry", "c:IQ");
  std::vector<EventReport> reports{a};
  for (const std::string name : {"Reuters", "AFP"}) {
    ToldReport r = attack(name).said_by(name, "e:" + name, "e:" + name, true);
    r.source().entity = name;
    reports.push_back(r);
  }
  EXPECT_EQ(event_of(find_events(reports), "a")->independence.min, 2);
  EXPECT_EQ(event_of(find_events(reports), "a")->independence.max, 3);
}

TEST(Origins, WhoTellsOfAnotherPlaceOrDayIsNoOriginOfThis) {
  const auto most = [](uint32_t town, int32_t day) {
    ToldReport b = attack("b", kTown, kDay, kDay);
    b.said_by("army", "n:army", "c:IQ");
    b.sentence(kMosul + " again");
    b.claim(town, day).definite = true;
    b.said_by("governor", "n:governor", "c:IQ");
    return event_of(find_events({attack("a", kTown, kDay, kDay).said_by("army", "n:army", "c:IQ"), b}), "a")->independence.max;
  };
  EXPECT_EQ(most(kTown, kDay), 2);
  EXPECT_EQ(most(kOtherTown, kDay), 1);
}

TEST(Origins, OwnVoiceCountsOnlyWhereNobodyIsNamed) {
  ToldReport named = attack("a").said_by("army", "n:army", "c:IQ");
  named.sentence("The attack was the third");
  named.claim(kTown);
  const Events alone = find_events({named});
  EXPECT_EQ(event_of(alone, "a")->independence.max, 1);
}

TEST(Origins, AnUnnamedOneOfAnotherStateIsNobodyOfThis) {
  ToldReport a = attack("a").said_by("ministry", "n:ministry", "c:IQ");
  const auto least = [&](const std::string& party) {
    return event_of(find_events({a, attack("b").said_by("an official", "", party)}), "a")->independence.min;
  };
  EXPECT_EQ(least("c:IR"), 2);
  EXPECT_EQ(least("c:IQ"), 1);
  EXPECT_EQ(least(""), 1);
}

TEST(Origins, WhoSaysWhatWillBeHasNotToldIt) {
  ToldReport a = attack("a").said_by("ministry", "n:ministry", "c:IQ"), b = attack("b");
  b.sentence("The attack may go on");
  b.claim(kTown).status = Status::kPlanned;
  b.said_by("embassy", "n:embassy", "c:IR");
  const Independence i = event_of(find_events({a, b}), "a")->independence;
  EXPECT_EQ(i.min, 1);
  EXPECT_EQ(i.max, 2);
}

TEST(Origins, WhoCondemnsItHasNotToldIt) {
  const auto counted = [](Plover type, const std::string& mode) {
    ToldReport b("b");
    b.sentence(kMosul + " b");
    EventClaim& reaction = b.claim(0, INT32_MIN, type);
    reaction.mode = mode, reaction.lemma = word("condemned");
    b.claim(kTown);
    b.said_by("embassy", "n:embassy", "c:IR");
    return event_of(find_events({attack("a").said_by("army", "n:army", "c:IQ"), b}), "a")->independence;
  };
  EXPECT_EQ(counted(Plover::kAccuse, "disapprove").min, 1);
  EXPECT_EQ(counted(Plover::kSupport, "").min, 1);
  EXPECT_EQ(counted(Plover::kSupport, "").max, 2);
  EXPECT_EQ(counted(Plover::kAccuse, "allege").min, 2);
}

TEST(Origins, AnAgencyThatPassesOnWhatAnotherTellsIsNotCountedBesideIt) {
  const auto voices = [](bool passes_on) {
    ToldReport a = attack("a").said_by("an official", "", "c:IQ");
    EventReport r = a.said_by("Reuters", "e:reuters", "e:reuters", true);
    r.claims[0].chain = passes_on ? std::vector<int32_t>{1, 0} : std::vector<int32_t>{0};
    r.claims.push_back(r.claims[0]);
    r.claims[1].trigger = {r.claims[0].trigger.end, r.claims[0].trigger.end + 1};
    r.claims[1].chain = {1};
    return event_of(find_events({r}), "a")->independence.max;
  };
  EXPECT_EQ(voices(true), 1);
  EXPECT_EQ(voices(false), 2);
}

TEST(Origins, TheSourceGoesOnAndASourceIsAnother) {
  const auto voices = [](bool definite) {
    ToldReport a = attack("a").said_by("local sources", "");
    a.source().words = {word("local"), word("security")};
    std::sort(a.source().words.begin(), a.source().words.end());
    a.sentence("The attack was the third");
    a.claim(kTown);
    a.said_by("sources", "");
    a.source().words = {word("local")};
    a.source().bare = definite;
    return event_of(find_events({a}), "a")->independence.max;
  };
  EXPECT_EQ(voices(true), 1);
  EXPECT_EQ(voices(false), 2);
}

TEST(Differences, AMishapAndADeedContradict) {
  const auto causes = [](Cause one, Cause other, Status status) {
    ToldReport a = attack("a").said_by("army", "n:army", "c:IQ"), b("b");
    EventReport first = a;
    first.claims[0].cause = one;
    b.sentence(kMosul + " b");
    EventClaim& c = b.claim(kTown);
    c.cause = other, c.status = status;
    b.said_by("movement", "e:movement", "e:movement");
    const Events events = find_events({first, b});
    return difference(*event_of(events, "a"), "cause", DifferenceKind::kContradiction) != nullptr;
  };
  EXPECT_TRUE(causes(Cause::kMishap, Cause::kDeed, Status::kHappened));
  EXPECT_FALSE(causes(Cause::kMishap, Cause::kMishap, Status::kHappened));
  EXPECT_FALSE(causes(Cause::kMishap, Cause::kMixed, Status::kHappened));
  EXPECT_FALSE(causes(Cause::kMishap, Cause::kDeed, Status::kDenied));
}

TEST(Differences, AFigureFarDownIsOfWhatWasBefore) {
  const auto contradicts = [](int sentences) {
    ToldReport a = attack("a").said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7), b = attack("b");
    for (int i = 0; i < sentences; ++i) b.sentence("The attack was the third " + std::to_string(i));
    b.claim(kTown);
    b.said_by("movement", "e:movement", "e:movement").counted(CountOf::kKilled, 30, 30);
    const Events events = find_events({a, b});
    return difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction) != nullptr;
  };
  EXPECT_TRUE(contradicts(2));
  EXPECT_FALSE(contradicts(12));
}

TEST(Differences, DisjointTollsContradictAndBoundsDoNot) {
  const auto told = [](int64_t min, int64_t max) {
    ToldReport a = attack("a").said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7);
    ToldReport b = attack("b").said_by("doctors", "n:doctors", "").counted(CountOf::kKilled, min, max);
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
  ToldReport a = attack("a", kTown, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7);
  ToldReport b = attack("b", kTown, kDay + 1).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 9, 9);
  const Events events = find_events({a, b});
  EXPECT_NE(difference(*event_of(events, "a"), "killed", DifferenceKind::kRevision), nullptr);
  EXPECT_EQ(difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction), nullptr);
}

// Of a report dated by its year alone nobody knows whether it is the later one.
TEST(Differences, AFigureOfSomeDayOfTheYearRevisesNothing) {
  EventReport a = attack("a", kTown, kDay, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 7, 7);
  EventReport b = attack("b", kTown, kDay + 1, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 9, 9);
  a.published = {kDay - 200, kDay + 165};
  const Events events = find_events({a, b});
  ASSERT_TRUE(together(events, "a", "b"));
  EXPECT_EQ(difference(*event_of(events, "a"), "killed", DifferenceKind::kRevision), nullptr);
  EXPECT_NE(difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Differences, AFigureThatItsOriginReplacedStandsAgainstNobodys) {
  const auto told = [](const std::string& id, int32_t published, const std::string& who, int64_t n) {
    return attack(id, kTown, published).said_by(who, "n:" + who, "c:" + who).counted(CountOf::kKilled, n, n);
  };
  const Events events = find_events({told("a", kDay, "army", 7), told("b", kDay + 1, "army", 9), told("c", kDay, "doctors", 9)});
  EXPECT_EQ(difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction), nullptr);
  const Events open = find_events({told("a", kDay, "army", 7), told("b", kDay + 1, "army", 8), told("c", kDay, "doctors", 9)});
  const Difference* d = difference(*event_of(open, "a"), "killed", DifferenceKind::kContradiction);
  ASSERT_NE(d, nullptr);
  EXPECT_EQ(d->sides.front().value, "8");
}

TEST(Differences, TheFirstSentencesSayTheToll) {
  ToldReport a = attack("a").counted(CountOf::kKilled, 2, 2), b = attack("b").said_by("police", "n:police", "c:US").counted(CountOf::kKilled, 2, 2);
  for (int i = 0; i < 3; ++i) a.sentence("Nobody else was hurt at the checkpoint " + std::to_string(i));
  a.sentence("It was the worst attack since gunmen killed twelve there");
  a.claim(kTown);
  a.counted(CountOf::kKilled, 12, 12);
  const Events events = find_events({a, b});
  EXPECT_EQ(difference(*event_of(events, "a"), "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Differences, ADenialOfAnotherThingInTheSameWordContradictsNothing) {
  const auto contradicts = [](const std::string& denied) {
    ToldReport b = attack("b");
    b.sentence(denied);
    EventClaim& c = b.claim(kTown);
    c.status = Status::kDenied, c.denier = true, c.lemma = word("deny");
    b.said_by("movement", "e:movement", "e:movement");
    EventClaim& what = b.claim(kTown);
    what.status = Status::kDenied;
    const Events events = find_events({attack("a").said_by("army", "n:army", "c:IQ"), b});
    return difference(*event_of(events, "a"), "happened", DifferenceKind::kContradiction) != nullptr;
  };
  EXPECT_TRUE(contradicts("The movement denied that it attacked the checkpoint at Gayyara"));
  EXPECT_FALSE(contradicts("The movement denied having attacked anybody's honour"));
}

TEST(Differences, ADenialContradictsWhatItDenies) {
  ToldReport a = attack("a").said_by("army", "n:army", "c:IQ");
  ToldReport b("b");
  b.sentence(kMosul + " b");
  b.claim(kTown).status = Status::kDenied;
  b.said_by("movement", "e:movement", "e:movement");
  const Events events = find_events({a, b});
  ASSERT_TRUE(together(events, "a", "b"));
  EXPECT_NE(difference(*event_of(events, "a"), "happened", DifferenceKind::kContradiction), nullptr);
}

TEST(Drift, ACopyThatLosesItsSourceOrItsBound) {
  const std::string more = "the governor of the province promised to hunt the gunmen down within days";
  ToldReport a = attack("a", kTown, kDay).said_by("army", "n:army", "c:IQ").counted(CountOf::kKilled, 5, kUnbounded);
  ToldReport b = attack("b", kTown, kDay + 1).counted(CountOf::kKilled, 5, 5);
  a.sentence(more), b.sentence(more);
  const Events events = find_events({a, b});
  std::vector<std::string> kinds;
  for (const Drift& d : event_of(events, "a")->drifts) kinds.push_back(d.kind);
  EXPECT_EQ(kinds, (std::vector<std::string>{"attribution lost", "bound lost"}));
}

}  // namespace
}  // namespace rawi
