// Who stands behind an event and what brought it about, from the words of reports: what is read for the comparison of events.
#include <gtest/gtest.h>

#include <algorithm>

#include "events/strands.h"
#include "ledger_fixture.h"
#include "rawi/events.h"

namespace rawi {
namespace {

Event event_in(const std::string& text) {
  EventReader reader(test::ledger_resources());
  Report report;
  report.id = "r", report.text = text, report.published = "2024-11-06";
  Events events = find_events({reader.read(report)});
  return events.events.empty() ? Event() : events.events[0];
}

std::vector<std::string> contradicted(const Event& e) {
  std::vector<std::string> out;
  for (const Difference& d : e.differences)
    if (d.kind == DifferenceKind::kContradiction) out.push_back(d.attribute);
  return out;
}

const std::string kObservatory = "أعلن المرصد السوري لحقوق الإنسان مقتل خمسة مدنيين في قصف على مدينة حلب أمس الثلاثاء 5 تشرين الثاني 2024.\n\n";

TEST(EventSources, TheDirectorOfTheObservatoryIsOfTheOneThatTheReportNames) {
  const Event e = event_in(kObservatory + "وقال مدير المرصد سامي الحداد إن القصف أصاب سوقا وقتل خمسة مدنيين.");
  EXPECT_EQ(e.independence.max, 1);
  ASSERT_EQ(e.independence.tree.size(), 1u);
  EXPECT_EQ(e.independence.tree[0].name, "e:a:org-syrian-observatory-for-human-rights");
}

TEST(EventSources, AnotherDirectorIsNot) {
  const Event e = event_in(kObservatory + "وقال مدير المستشفى سامي الحداد إن القصف أصاب سوقا وقتل خمسة مدنيين.");
  EXPECT_EQ(e.independence.max, 2);
}

// Agencies credited as such, alone or beside a name, may stand behind what the report tells.
TEST(EventSources, AgenciesInTheBylineArePossibleOrigins) {
  const std::string told = "قتل خمسة مدنيين في قصف على مدينة حلب أمس. وقال وزير الدفاع سامي الحداد إن القصف قتل خمسة مدنيين في حلب.";
  EXPECT_EQ(event_in(told).independence.max, 1);
  EXPECT_EQ(event_in("دمشق - وكالات: " + told).independence.max, 2);
  const Event e = event_in("دمشق - رامي الحداد ووكالات\n\n" + told);
  EXPECT_EQ(e.independence.max, 2);
  ASSERT_FALSE(e.independence.tree.empty());
  ASSERT_FALSE(e.independence.tree.back().under.empty());
  EXPECT_EQ(e.independence.tree.back().under[0].name, "وكالات");
}

Event told_by(const std::string& outlet, const std::string& text) {
  EventReader reader(test::ledger_resources());
  Report report;
  report.id = "r", report.text = text, report.published = "2024-11-06", report.outlet = outlet;
  Events events = find_events({reader.read(report)});
  return events.events.empty() ? Event() : events.events[0];
}

// "Said a security source to Reuters" makes no medium of the source.
TEST(EventSources, WhomItWasToldToIsNobodysSide) {
  const Event e = event_in("قال ضابط في الشرطة لوكالة رويترز إن خمسة مدنيين قتلوا في هجوم على سوق في بغداد أمس الثلاثاء 5 تشرين الثاني 2024.");
  for (const OriginNode& n : e.independence.tree) EXPECT_FALSE(n.name.starts_with("e:a:agy-"));
}

TEST(EventSources, AnAgencyCreditedForTheReportHasToldIt) {
  const std::string told = "قالت وزارة الدفاع العراقية إن خمسة مدنيين قتلوا في هجوم على سوق في بغداد أمس الثلاثاء 5 تشرين الثاني 2024.";
  EXPECT_EQ(event_in("بغداد - (رويترز) - " + told).independence.max, event_in(told).independence.max + 1);
  EXPECT_EQ(told_by("reuters", "بغداد - (رويترز) - " + told).independence.max, event_in(told).independence.max);
}

const std::string kFire = "شب حريق في مستودع للذخيرة في البصرة وقتل ثلاثة جنود أمس الثلاثاء 5 تشرين الثاني 2024.\n\n";

TEST(EventSources, AShortCircuitOrARocket) {
  EXPECT_EQ(contradicted(event_in(kFire + "وقالت وزارة الدفاع العراقية إن الانفجار الذي قتل الجنود نجم عن تماس كهربائي. "
                                          "وقال شهود إن صاروخا أصاب المستودع وقتل الجنود.")),
            std::vector<std::string>{"cause"});
}

TEST(EventSources, ACauseThatIsRuledOutIsNone) {
  EXPECT_TRUE(contradicted(event_in(kFire + "وقالت وزارة الدفاع العراقية إن الانفجار الذي قتل الجنود لم ينجم عن تماس كهربائي. "
                                            "وقال شهود إن صاروخا أصاب المستودع وقتل الجنود.")).empty());
}

std::vector<int64_t> ordinals_in(const std::string& text) {
  EventReader reader(test::ledger_resources());
  Report report;
  report.id = "r", report.text = text, report.published = "2024-11-06";
  std::vector<int64_t> out;
  for (const EventOrdinal& o : reader.read(report).ordinals) out.push_back(o.number);
  return out;
}

// What counts a series stands in the first sentences; a day that is counted is none.
TEST(EventOrdinals, WhichOfASeriesAReportTells) {
  EXPECT_EQ(ordinals_in("هبطت في مطار عدن الطائرة الإغاثية الثالثة وعلى متنها أدوية."), std::vector<int64_t>{3});
  EXPECT_EQ(ordinals_in("هبطت في مطار عدن رابع طائرة وعلى متنها أدوية."), std::vector<int64_t>{4});
  EXPECT_TRUE(ordinals_in("هبطت في مطار عدن في الثالث من أيار طائرة وعلى متنها أدوية.").empty());
}

TEST(EventNames, WhoDidItIsNamedWithoutHisOffice) {
  EventReader reader(test::ledger_resources());
  Report report;
  report.id = "r", report.text = "أدانت وزارة الخارجية الكويتية الهجوم على السوق في بغداد.", report.published = "2024-11-06";
  const EventReport r = reader.read(report);
  ASSERT_FALSE(r.claims.empty());
  EXPECT_FALSE(r.claims[0].doers.empty());
  EXPECT_TRUE(std::is_sorted(r.claims[0].doers.begin(), r.claims[0].doers.end()));
}

// One happening, by its district and by the town that the district is called after.
TEST(EventPlaces, ATownLiesInTheDistrictOfItsName) {
  EventReader reader(test::ledger_resources());
  const auto place_of = [&](const std::string& text) {
    Report report;
    report.id = "r", report.text = text, report.published = "2024-11-06";
    const EventReport r = reader.read(report);
    return r.claims.empty() ? EventPlace() : r.claims[0].place;
  };
  const EventPlace district = place_of("قتل ثلاثة مدنيين في قصف على قضاء الرطبة."), town = place_of("قتل ثلاثة مدنيين في قصف على مدينة الرطبة.");
  EXPECT_EQ(district.fine, 2);
  EXPECT_EQ(town.fine, 3);
  EXPECT_EQ(fit_places(district, town), Fit::kLoose);
}

}  // namespace
}  // namespace rawi
