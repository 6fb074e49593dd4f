// Figures, other values and denials against each other; who is one origin.
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

const Independence& counted(const std::vector<EventReport>& reports) {
  static Events events;
  events = find_events(reports);
  return events.events.front().independence;
}

TEST(Origins, WhoSpeaksForABodyIsTheBody) {
  ToldReport a = attack("a").said_by("observatory", "e:observatory", "e:observatory"), b = attack("b").said_by("its director", "p:director", "e:observatory");
  EXPECT_EQ(counted({a, b}).max, 1);
}

TEST(Origins, TheMinistryAndItsUndersecretaryOfOneReport) {
  ToldReport t = attack("a").said_by("ministry of oil", "n:oil ministry", "c:IQ");
  t.source().bodies = {word("ministry")};
  t.claim(kTown);
  t.said_by("undersecretary of the ministry", "p:undersecretary@a", "");
  t.source().bodies = {word("ministry")}, t.source().kind = SourceKind::kPerson;
  EXPECT_EQ(counted({t}).max, 1);
}

TEST(Origins, TheSourceGoesOnWithTheSourceBefore) {
  ToldReport t = attack("a").said_by("a security source", "");
  t.claim(kTown);
  t.said_by("the source", "");
  t.source().bare = true;
  t.source().words.clear();
  EXPECT_EQ(counted({t}).max, 1);
}

TEST(Origins, WordsThatHardlyNameASourceCountNowhere) {
  ToldReport a = attack("a").said_by("seven of its staff", ""), b = attack("b").said_by("army", "n:army", "c:IQ");
  a.source().doubtful = true;
  const Independence& i = counted({a, b});
  EXPECT_EQ(i.min, 1);
  EXPECT_EQ(i.max, 2);  // the army, and the report that then speaks in its own voice
}

}  // namespace
}  // namespace rawi
