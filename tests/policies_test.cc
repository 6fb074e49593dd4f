// Grades by policies: the files of the project, and what cannot be read.
#include <gtest/gtest.h>

#include "rawi/error.h"
#include "rawi/policies.h"
#include "told.h"

namespace rawi {
namespace {

const std::string kHead = "policy\ttest\tA test\town\n";

std::string refusal(const std::string& text) {
  try {
    read_policy(text, "test.tsv");
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

TEST(Policies, WhatCannotBeUsedIsRefusedWithItsLine) {
  EXPECT_NE(refusal("grade\t1\t-\tall\n").find("test.tsv:1: "), std::string::npos);
  EXPECT_NE(refusal(kHead + "# note\ngrade\tgood\tluck>=1\tlucky\n").find("test.tsv:3: no fact is called \"luck\""), std::string::npos);
  EXPECT_NE(refusal(kHead + "grade\tgood\tleast>2\tmany\n").find("test.tsv:2: write >= or <="), std::string::npos);
  EXPECT_NE(refusal(kHead + "grade\tgood\tleast>=two\tmany\n").find("no number"), std::string::npos);
  EXPECT_NE(refusal(kHead + "types\tASSAULT,WAR\n").find("\"WAR\""), std::string::npos);
  EXPECT_NE(refusal(kHead + "grade\tgood\tleast>=2\tmany\n").find("the last grade"), std::string::npos);
  EXPECT_NE(refusal(kHead + "grade\tall\t-\tany\ngrade\tgood\tleast>=2\tmany\n").find("test.tsv:3: "), std::string::npos);
  EXPECT_NE(refusal(kHead + "grade\tall\t-\n").find("test.tsv:2: write: "), std::string::npos);
  EXPECT_EQ(refusal(kHead + "grade\tgood\tleast>=2;denied=0\tmany\ngrade\tall\t-\tany\n"), "");
}

std::string grade(const std::vector<EventReport>& reports, const std::string& policy) {
  static const std::vector<Policy> policies = open_policies(RAWI_SOURCE_DIR "/policies");
  const Events events = find_events(reports);
  for (const Grade& g : grade_event(events.reports, events.events.front(), policies))
    if (g.policy == policy) return g.grade;
  return {};
}

ToldReport told(const std::string& id, const std::string& name, const std::string& party) { return attack(id).said_by(name, party.empty() ? "" : "n:" + name, party); }

EventReport denied(const std::string& id, const std::string& name, const std::string& party) {
  EventReport r = told(id, name, party);
  r.claims[0].status = Status::kDenied, r.claims[0].denier = true;
  return r;
}

TEST(Policies, TheAdmiraltyScale) {
  const ToldReport army = told("a", "army", "c:IQ"), movement = told("b", "movement", "e:movement"), nobody = told("c", "a source", "");
  EXPECT_EQ(grade({army, movement}, "admiralty"), "1");
  EXPECT_EQ(grade({army, nobody}, "admiralty"), "2");
  EXPECT_EQ(grade({army}, "admiralty"), "3");
  EXPECT_EQ(grade({nobody}, "admiralty"), "6");
  EXPECT_EQ(grade({nobody, denied("d", "army", "c:IQ")}, "admiralty"), "4");
  EXPECT_EQ(grade({denied("d", "army", "c:IQ")}, "admiralty"), "5");
}

TEST(Policies, Airwars) {
  const ToldReport nobody = told("c", "a source", "");
  EXPECT_EQ(grade({nobody}, "airwars"), "weak");
  EXPECT_EQ(grade({nobody, told("b", "doctors", "n:doctors")}, "airwars"), "fair");
  EXPECT_EQ(grade({denied("d", "army", "c:IQ")}, "airwars"), "discounted");
  EventReport own = told("a", "army", "c:IQ");
  own.claims[0].actor = "a:iq-army", own.claims[0].parties = {"c:IQ"};
  EXPECT_EQ(grade({nobody, own}, "airwars"), "confirmed");
  EXPECT_EQ(grade({nobody, own, denied("d", "ministry", "c:IQ")}, "airwars"), "contested");
}

TEST(Policies, AirwarsSaysNothingOfMeetings) {
  ToldReport talk("a");
  talk.sentence(kMosul);
  talk.claim(kTown, INT32_MIN, Plover::kConsult);
  EXPECT_EQ(grade({talk}, "airwars"), "");
  EXPECT_EQ(grade({talk}, "admiralty"), "6");
}

TEST(Policies, AGradeSaysWhatItAskedAbout) {
  const Policy policy = read_policy(kHead + "grade\tmany\tmost>=2;denied=0\tseveral tell it\ngrade\tfew\t-\tone\n", "test.tsv");
  const Events events = find_events({told("a", "army", "c:IQ"), told("b", "movement", "e:movement")});
  const std::vector<Grade> grades = grade_event(events.reports, events.events.front(), {policy});
  ASSERT_EQ(grades.size(), 1u);
  EXPECT_EQ(grades[0].grade, "many");
  EXPECT_EQ(grades[0].facts, (std::vector<std::pair<Fact, int>>{{Fact::kMost, 2}, {Fact::kDenied, 0}}));
}

}  // namespace
}  // namespace rawi
