// What accounts of an event contradict, revise and lose: figures, other values and denials against each other.
#include <gtest/gtest.h>

#include "events/differences.h"
#include "told.h"

namespace rawi {
namespace {

const Difference* found(const std::vector<EventReport>& reports, const std::string& attribute, DifferenceKind kind, std::string* reason = nullptr) {
  static Events events;
  events = find_events(reports);
  const Difference* d = difference(events.events.front(), attribute, kind);
  if (d && reason) *reason = d->reason;
  return d;
}

ToldReport killed(const std::string& id, int64_t min, int64_t max, int32_t published = kDay) {
  return attack(id, kTown, published).said_by("army", "n:army" + id, "c:A" + id).counted(CountOf::kKilled, min, max);
}

TEST(Figures, APartOfThemIsNoContradiction) {
  EventReport some = killed("b", 3, 3);
  some.claims[0].numbers[0].scope = word("soldier");
  std::string reason;
  EXPECT_EQ(found({killed("a", 12, 12), some}, "killed", DifferenceKind::kContradiction), nullptr);
  ASSERT_NE(found({killed("a", 12, 12), some}, "killed", DifferenceKind::kCompatible, &reason), nullptr);
  EXPECT_TRUE(reason.starts_with("subset"));
}

TEST(Figures, CiviliansAndPeopleAreCountedAlike) {
  EventReport civilians = killed("b", 30, 30);
  civilians.claims[0].numbers[0].scope = kCivilians;
  EXPECT_NE(found({killed("a", 12, 12), civilians}, "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Figures, ALaterGreaterTollGrewASoonerOneContradicts) {
  std::string reason;
  ASSERT_NE(found({killed("a", 7, 7), killed("b", 12, 12, kDay + 3)}, "killed", DifferenceKind::kRevision, &reason), nullptr);
  EXPECT_NE(reason.find("grew"), std::string::npos);
  EXPECT_NE(found({killed("a", 7, 7), killed("b", 12, 12)}, "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Figures, AReportsOwnVoiceSumsUpItsSources) {
  ToldReport t = attack("a").counted(CountOf::kKilled, 9, 9);
  t.claim(kTown);
  EXPECT_EQ(found({t.said_by("police", "n:police").counted(CountOf::kKilled, 8, 8)}, "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Figures, SourcesOfOneReportAreAtOddsOnlyOverOneThing) {
  const auto told = [](int64_t doctors, const std::string& party) {
    ToldReport t = attack("a").said_by("doctors", "n:doctors", party).counted(CountOf::kKilled, doctors, doctors);
    t.claim(kTown);
    return t.said_by("police", "n:police", "c:IQ").counted(CountOf::kKilled, 5, 5);
  };
  const auto contradict = [&](int64_t doctors, const std::string& party) {
    return found({told(doctors, party)}, "killed", DifferenceKind::kContradiction) != nullptr;
  };
  EXPECT_TRUE(contradict(90, "c:US"));  // two sides
  EXPECT_FALSE(contradict(90, ""));     // of another attack, as likely as not
  EXPECT_TRUE(contradict(7, ""));
  EXPECT_FALSE(contradict(8, ""));
  EXPECT_FALSE(contradict(7, "c:IQ"));
}

TEST(Figures, ANumberOfIsNoFigure) {
  EXPECT_EQ(found({killed("a", 12, 12), killed("b", 3, 9)}, "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Figures, WhatMoreReportsCountOtherwiseWasCountedWrongly) {
  ToldReport a = attack("a").counted(CountOf::kAbducted, 230, 230), b = attack("b").counted(CountOf::kAbducted, 230, 230);
  ToldReport c = attack("c").counted(CountOf::kKilled, 230, 230), d = attack("d").counted(CountOf::kKilled, 40, 40);
  EXPECT_EQ(found({a, b, c, d}, "killed", DifferenceKind::kContradiction), nullptr);
}

TEST(Denials, ThePointerSaysWhatIsDenied) {
  ToldReport a = attack("a").said_by("army", "n:army", "c:IQ");
  ToldReport b("b");
  b.sentence(kMosul + " b");
  b.claim(kTown).lemma = word("attack");
  EventClaim& denial = b.claim(kTown);
  denial.lemma = word("deny"), denial.status = Status::kDenied, denial.denier = true, denial.denies = 0;
  b.said_by("movement", "e:movement", "e:movement");
  const Difference* d = found({a, b}, "happened", DifferenceKind::kContradiction);
  ASSERT_NE(d, nullptr);
  EXPECT_EQ(d->sides[0].origins, std::vector<std::string>{"army"});
  EXPECT_EQ(d->sides[1].origins, std::vector<std::string>{"movement"});
}

TEST(Denials, OneSideDoesNotContradictItself) {
  ToldReport a = attack("a").said_by("army", "n:army", "c:IQ"), b = attack("b").said_by("ministry", "n:ministry", "c:IQ");
  EventReport denying = b;
  denying.claims[0].status = Status::kDenied, denying.claims[0].denier = true;
  EXPECT_EQ(found({a, denying}, "happened", DifferenceKind::kContradiction), nullptr);
}

TEST(Denials, AMediumThatNegatesDeniesNothing) {
  ToldReport a = attack("a").said_by("army", "n:army", "c:IQ"), b = attack("b").said_by("Gazette", "e:gazette", "e:gazette", true);
  EventReport negating = b;
  negating.claims[0].status = Status::kDenied;
  EXPECT_EQ(found({a, negating}, "happened", DifferenceKind::kContradiction), nullptr);
}

TEST(Values, ADayCountsWhereTwoReportsGiveIt) {
  const auto told = [](const std::string& id, int32_t day) { return attack(id, kTown, kDay, day); };
  EXPECT_EQ(found({told("a", kDay - 1), told("b", kDay - 1), told("c", kDay - 2)}, "time", DifferenceKind::kContradiction), nullptr);
  const Difference* d = found({told("a", kDay - 1), told("b", kDay - 1), told("c", kDay - 2), told("d", kDay - 2)}, "time", DifferenceKind::kContradiction);
  ASSERT_NE(d, nullptr);
  EXPECT_EQ(d->sides.size(), 2u);
  EXPECT_EQ(d->sides[1].value, "2015-08-02");
}

TEST(Values, WeaponsThatNobodyTakesForOneAnother) {
  const auto told = [](const std::string& id, Weapon w) {
    EventReport r = attack(id);
    r.claims[0].weapon = w;
    return r;
  };
  EXPECT_EQ(found({told("a", Weapon::kRocket), told("b", Weapon::kRocket), told("c", Weapon::kArtillery), told("d", Weapon::kArtillery)}, "weapon", DifferenceKind::kContradiction), nullptr);
  EXPECT_NE(found({told("a", Weapon::kRocket), told("b", Weapon::kRocket), told("c", Weapon::kAirstrike), told("d", Weapon::kAirstrike)}, "weapon", DifferenceKind::kContradiction), nullptr);
}

TEST(Values, TwoGroupsThatTakeResponsibility) {
  const auto takes = [](const std::string& id, const std::string& group) {
    EventReport r = attack(id).said_by(group, "e:" + group, "e:" + group);
    r.claims[0].responds = true;
    return r;
  };
  EXPECT_NE(found({takes("a", "a:grp-one"), takes("b", "a:grp-two")}, "responsibility", DifferenceKind::kContradiction), nullptr);
  EXPECT_EQ(found({takes("a", "a:grp-one"), takes("b", "a:grp-one")}, "responsibility", DifferenceKind::kContradiction), nullptr);
}

TEST(Drift, AVerbThatHardensInTheCopy) {
  const std::string more = "the governor of the province promised to hunt the gunmen down within days";
  ToldReport a = attack("a", kTown, kDay).said_by("army", "n:army", "c:IQ"), b = attack("b", kTown, kDay + 1).said_by("army", "n:army", "c:IQ");
  EventReport first = a.sentence(more), copy = b.sentence(more);
  first.claims[0].voiced = Voiced::kClaimed, copy.claims[0].voiced = Voiced::kConfirmed;
  const Events hardened = find_events({first, copy});
  ASSERT_EQ(hardened.events.front().drifts.size(), 1u);
  EXPECT_EQ(hardened.events.front().drifts[0].kind, "verb hardened");
  copy.claims[0].voiced = Voiced::kClaimed;
  EXPECT_TRUE(find_events({first, copy}).events.front().drifts.empty());
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
