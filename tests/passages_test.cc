// What one report tells of several events: strands and echoes.
#include <gtest/gtest.h>

#include "events/cluster.h"
#include "events/strands.h"
#include "told.h"

namespace rawi {
namespace {

TEST(Strands, APlaceCarriedFromElsewhereIsNoBar) {
  ToldReport said("a"), carried("b");
  for (ToldReport* t : {&said, &carried}) {
    t->sentence(kMosul);
    t->claim(kTown);
    t->sentence("Nurses of Hamdaniya hospital counted the victims");
    t->claim(kOtherTown).lemma = word("count");
  }
  EventReport report = carried;
  report.claims.back().place_said = false;
  EXPECT_EQ(find_strands(said, 0).size(), 2u);
  EXPECT_EQ(find_strands(report, 0).size(), 1u);
}

TEST(Strands, ADayThatIsCarriedYieldsToOneThatIsSaid) {
  ToldReport t("a");
  t.sentence(kMosul);
  t.claim(kTown, kDay - 9).days_said = false;
  t.sentence("Gunmen attacked the checkpoint at Gayyara on Monday");
  t.claim(kTown, kDay - 1);
  const EventReport report = t;
  const std::vector<Strand> strands = find_strands(report, 0);
  ASSERT_FALSE(strands.empty());
  EXPECT_TRUE(std::any_of(strands.begin(), strands.end(), [](const Strand& s) { return s.days_said && s.days.first == kDay - 1; }));
}

TEST(Names, WhatIsWrittenByFormulaSharesItsWordsAndNotItsNames) {
  const std::string formula = "the court found that he killed a man with a weapon and the verdict was carried out today in the city of Najran ";
  const std::string again = "today in Najran city the verdict was carried out of a court that found he had killed with weapon the man ";
  const auto verdict = [&](const std::string& id, const std::string& names) {
    ToldReport t(id);
    t.sentence((id == "a" ? formula : again) + names);
    t.claim(kTown, kDay);
    return t;
  };
  const std::string one = "Salim Harbi Nasser Ghamdi Khalaf", other = "Rashid Qahtani Mubarak Zahrani Fahd";
  const auto score = [&](const std::string& names) {
    const EventReport a = verdict("a", one), b = verdict("b", names);
    return compare(find_strands(a, 0).at(0), find_strands(b, 1).at(0), a, b, 0).score;
  };
  EXPECT_GE(score(one), score(other) + 2.5f);
  EXPECT_GE(score(one + " Mutlaq"), score(other) + 2.5f);
}

TEST(Echoes, TheSameWordJoinsItsEventAnotherDoesNot) {
  ToldReport t = attack("a");
  t.sentence("The mayor said the attack shocked Gayyara").echo("attack").echo("meet");
  const Events events = find_events({t});
  ASSERT_EQ(events.events.size(), 1u);
  EXPECT_EQ(events.events[0].claims.size(), 1u);
  ASSERT_EQ(events.events[0].echoes.size(), 1u);
  EXPECT_EQ(events.events[0].echoes[0].second, 0u);
}

TEST(Echoes, AWordThatWasSurelyNoEventIsNone) {
  ToldReport t = attack("a");
  t.sentence("A heart attack is what doctors of Erbil feared").echo("attack", 5);
  EXPECT_TRUE(find_events({t}).events[0].echoes.empty());
}

TEST(Echoes, BesideAClaimTheWordOfAnotherReportIsEnough) {
  ToldReport a = attack("a"), b("b");
  a.claim(kTown).lemma = word("kill");
  b.sentence(kMosul + " b");
  b.claim(kTown);
  b.echo("kill");
  const Events events = find_events({a, b});
  ASSERT_TRUE(together(events, "a", "b"));
  EXPECT_EQ(event_of(events, "b")->echoes.size(), 1u);
}

}  // namespace
}  // namespace rawi
