// How many origins stand behind an event, over plain structs.
#include <gtest/gtest.h>

#include "events/origins.h"
#include "rawi/events.h"
#include "told.h"

namespace rawi {
namespace {

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

TEST(Origins, AnOutsiderWhoCondemnsItTellsNothingLaterEither) {
  const auto least = [](const std::string& condemner) {
    ToldReport b("b");
    b.sentence("The state condemned what was done");
    EventClaim& reaction = b.claim(0, INT32_MIN, Plover::kAccuse);
    reaction.mode = "disapprove", reaction.lemma = word("condemned"), reaction.parties = {condemner};
    b.sentence(kMosul + " b");
    b.claim(kTown);
    b.said_by("embassy", "n:embassy", "c:IR");
    return event_of(find_events({attack("a").said_by("army", "n:army", "c:IQ"), b}), "a")->independence.min;
  };
  EXPECT_EQ(least("c:IR"), 1);
  EXPECT_EQ(least("c:TR"), 2);
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
