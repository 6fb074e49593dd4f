// The claim stage as a whole: what holds for every reading, and the rules behind a claim.
#include "rawi/claim.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "claims_reader.h"
#include "rawi/input.h"
#include "rawi/views.h"

namespace rawi {
namespace {

bool on_boundary(const std::string& text, uint32_t at) {
  return at <= text.size() && (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

// What must hold of every claim, whatever was read. `whole`: the text is UTF-8.
void check(const Report& report, const Reading& reading, bool whole = true) {
  const auto span = [&](Span s) {
    EXPECT_LE(s.begin, s.end);
    EXPECT_LE(s.end, report.text.size());
    EXPECT_TRUE(!whole || (on_boundary(report.text, s.begin) && on_boundary(report.text, s.end))) << s.begin << ' ' << s.end;
  };
  for (const Claim& c : reading.claims) {
    EXPECT_NE(c.type, Plover::kNone);
    EXPECT_FALSE(c.trigger.empty());
    EXPECT_TRUE(c.sentence.contains(c.trigger));
    for (const Span s : {c.trigger, c.sentence, c.actor.words, c.target.words, c.place.words, c.time.words, c.weapon_words}) span(s);
    ASSERT_LE(c.first_link + c.links, reading.links.size());
    ASSERT_LE(c.first_quantity + c.quantities, reading.quantities.size());
    ASSERT_LE(c.first_rule + c.rules, reading.rules.size());
    ASSERT_LT(c.time.time, static_cast<int32_t>(reading.times.size()));
    EXPECT_EQ(c.links > 0, c.rules > 0 && std::string_view(reading.rules[c.first_rule]).starts_with("frame:"));
    if (c.denies < 0) continue;
    ASSERT_LT(static_cast<size_t>(c.denies), reading.claims.size());
    const Claim& denied = reading.claims[static_cast<size_t>(c.denies)];
    EXPECT_EQ(c.status, Status::kDenied);
    EXPECT_NE(denied.status, Status::kDenied);
    EXPECT_EQ(denied.type, c.type);
  }
  for (const Link& link : reading.links) {
    span(link.name);
    span(link.cited);
    EXPECT_FALSE(link.name.empty());
  }
  for (const Quantity& q : reading.quantities) span(q.words);
}

void each_example(const std::function<void(const Report&)>& use) {
  Input input({RAWI_SOURCE_DIR "/examples"});
  Item item;
  while (input.next(item)) {
    Report report;
    std::string trouble;
    ASSERT_TRUE(make_report(item, report, trouble)) << trouble;
    use(report);
  }
}

TEST(Claims, EveryExampleGivesClaims) {
  size_t reports = 0, with_source = 0;
  each_example([&](const Report& report) {
    ClaimsReader& r = claims_reader();
    r.reader.read(report, r.reading);
    EXPECT_FALSE(r.reading.claims.empty()) << report.id;
    check(report, r.reading);
    for (const Claim& c : r.reading.claims) with_source += c.links > 0;
    ++reports;
  });
  EXPECT_GE(reports, 12u);
  EXPECT_GT(with_source, reports);
}

TEST(Claims, TheSameInputGivesTheSameOutput) {
  ClaimsReader& r = claims_reader();
  std::string first, second;
  each_example([&](const Report& report) {
    r.reader.read(report, r.reading);
    write_claims_json(report, r.reading, r.resources, first);
  });
  each_example([&](const Report& report) {
    Reader fresh(r.resources);
    Reading reading;
    fresh.read(report, reading);
    write_claims_json(report, reading, r.resources, second);
  });
  EXPECT_GT(first.size(), 1000u);
  EXPECT_TRUE(first == second);
}

TEST(Claims, AnyBytesAreRead) {
  ClaimsReader& r = claims_reader();
  std::string noise, line, broken;
  uint32_t state = 11;
  for (int i = 0; i < 40000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise.push_back(static_cast<char>(state >> 24));
  }
  for (int i = 0; i < 3000; ++i) line += "قال مصدر أمني إن مسلحين هاجموا القرية وقتلوا ثلاثة جنود ";
  const std::string sentence = "قالت الشرطة إن مسلحين هاجموا «نقطة تفتيش» في الموصل. ";
  for (size_t cut = 1; cut < sentence.size(); cut += 3) broken += sentence.substr(0, cut) + '\xFF' + sentence.substr(cut);
  for (const std::string& text : {std::string(), noise, broken, std::string(5000, '"'), std::string("\xD8")}) {
    r.read(text);
    check(r.report, r.reading, false);
  }
  r.read("");
  EXPECT_TRUE(r.reading.claims.empty());
  r.read(line);
  EXPECT_FALSE(r.reading.claims.empty());
  check(r.report, r.reading);
}

TEST(Claims, ASentenceWithEverything) {
  ClaimsReader& r = claims_reader();
  r.read("قالت الشرطة العراقية إن مسلحين هاجموا نقطة تفتيش في الموصل أمس الأحد، ما أدى إلى مقتل ثلاثة جنود.");
  const Claim* c = r.claim("هاجموا");
  ASSERT_TRUE(c);
  EXPECT_EQ(c->type, Plover::kAssault);
  EXPECT_EQ(c->status, Status::kHappened);
  ASSERT_EQ(c->links, 1u);
  EXPECT_EQ(r.words(r.reading.links[c->first_link].name), "الشرطة العراقية");
  ASSERT_EQ(c->rules, 1u);
  EXPECT_STREQ(r.reading.rules[c->first_rule], "frame:verb");
  EXPECT_EQ(r.words(c->actor.words), "مسلحين");
  EXPECT_EQ(r.words(c->place.words), "الموصل");
}

TEST(Claims, ACarriedSpeakerIsNamedAmongTheRules) {
  ClaimsReader& r = claims_reader();
  r.read("قال وزير الداخلية إن مسلحين هاجموا قرية قرب الموصل. وأضاف أن الشرطة اعتقلت خمسة أشخاص.");
  const Claim* c = r.claim("اعتقلت");
  ASSERT_TRUE(c);
  EXPECT_EQ(c->type, Plover::kCoerce);
  ASSERT_GE(c->rules, 2u);
  EXPECT_STREQ(r.reading.rules[c->first_rule], "frame:verb");
  EXPECT_STREQ(r.reading.rules[c->first_rule + 1], "chain:carried");
}

TEST(Claims, ADenialIsTiedToWhatItDenies) {
  ClaimsReader& r = claims_reader();
  r.read("قال ناشطون إن الجيش قصف قرية قرب إدلب وقتل ثلاثة مدنيين. ونفى الجيش قصف القرية.");
  const Claim* denial = nullptr;
  for (const Claim& c : r.reading.claims)
    if (c.status == Status::kDenied && c.denies >= 0) denial = &c;
  ASSERT_TRUE(denial);
  const Claim& denied = r.reading.claims[static_cast<size_t>(denial->denies)];
  EXPECT_LT(denied.trigger.begin, denial->trigger.begin);
  EXPECT_EQ(denied.type, denial->type);
  const char* const* rules = r.reading.rules.data() + denial->first_rule;
  EXPECT_TRUE(std::any_of(rules, rules + denial->rules, [](const char* rule) { return std::string_view(rule) == "denial"; }));
}

TEST(Claims, PageJunkGivesNone) {
  ClaimsReader& r = claims_reader();
  r.read("اقرأ أيضا: مسلحون هاجموا نقطة تفتيش في الموصل\n");
  EXPECT_FALSE(r.reading.junk.empty());
  EXPECT_TRUE(r.reading.claims.empty());
}

std::string explain(std::string_view text, std::string_view words) {
  ClaimsReader& r = claims_reader();
  r.read(text);
  std::string out;
  write_explanation(r.report, r.reading, r.reader, r.resources, static_cast<uint32_t>(text.find(words)), out);
  return out;
}

TEST(Explain, TellsTheFrameTheCandidateAndTheClaim) {
  const std::string out = explain("قال مصدر أمني إن مسلحين هاجموا نقطة تفتيش في الموصل.", "هاجموا");
  for (const char* part : {"<- taken here", "in frame:verb at", "candidate for an event: ", "; taken as ASSAULT by a margin of",
                           "claim ASSAULT happened", "rule frame:verb", "    source ", "    actor ", "    place "})
    EXPECT_NE(out.find(part), std::string::npos) << part << "\n" << out;
}

TEST(Explain, TellsWhatWasConsideredAndDropped) {
  ClaimsReader& r = claims_reader();
  size_t dropped = 0;
  each_example([&](const Report& report) {
    r.reader.read(report, r.reading);
    for (const Trigger& t : r.document().triggers) {
      if (t.type != Plover::kNone) continue;
      std::string out;
      write_explanation(report, r.reading, r.reader, r.resources, r.document().tokens.all[t.token].span.begin, out);
      EXPECT_NE(out.find("; dropped by a margin of "), std::string::npos) << out;
      ++dropped;
    }
  });
  EXPECT_GT(dropped, 0u);
}

TEST(Explain, EveryByteHasAnExplanation) {
  ClaimsReader& r = claims_reader();
  r.read("قال مصدر \xFF «أمني» إن مسلحين، هاجموا &amp; الموصل.\n\n83\n");
  for (uint32_t at = 0; at < r.report.text.size(); ++at) {
    std::string out;
    write_explanation(r.report, r.reading, r.reader, r.resources, at, out);
    EXPECT_TRUE(out.starts_with("word ") || out.starts_with("no word at byte " + std::to_string(at))) << out;
    EXPECT_EQ(out.back(), '\n');
  }
}

// Who claims responsibility ends the chain, of the claiming word and of the event that is its object.
TEST(Claims, ResponsibilityStandsInTheWordsOfTheClaimant) {
  ClaimsReader& r = claims_reader();
  r.read("تبنت كتائب الفجر هجوماً بطائرة مسيرة على قاعدة قرب المطار أمس.");
  for (const std::string_view trigger : {"تبنت", "هجوماً"}) {
    const Claim* c = r.claim(trigger);
    ASSERT_TRUE(c) << trigger;
    ASSERT_EQ(c->links, 1u) << trigger;
    EXPECT_EQ(r.words(r.reading.links[c->first_link].name), "كتائب الفجر");
  }
  r.read("اتهمت الحكومة كتائب الفجر بهجوم على قاعدة قرب المطار أمس.");
  const Claim* accused = r.claim("بهجوم");
  ASSERT_TRUE(accused);
  for (uint32_t k = 0; k < accused->links; ++k) EXPECT_NE(r.words(r.reading.links[accused->first_link + k].name), "كتائب الفجر");
}

TEST(Claims, ASinglePersonOfAnotherEventIsNotCounted) {
  ClaimsReader& r = claims_reader();
  r.read("قالت الشرطة إن شخصا قُتل وأصيب خمسة عشر في إطلاق نار في بغداد أمس.");
  const Claim* wounded = r.claim("وأصيب") ? r.claim("وأصيب") : r.claim("أصيب");
  ASSERT_TRUE(wounded);
  ASSERT_EQ(wounded->quantities, 1u);
  EXPECT_EQ(r.reading.quantities[wounded->first_quantity].min, 15);
}

TEST(Claims, AnActToldInTwoWordsIsOneClaim) {
  ClaimsReader& r = claims_reader();
  for (const std::string_view text : {"ألقت الشرطة القبض على ثلاثة مسلحين في الموصل أمس.", "شنت الطائرات الحربية غارات على مدينة حلب أمس.",
                                      "لقي خمسة جنود حتفهم في بعقوبة أمس."}) {
    r.read(text);
    EXPECT_EQ(r.reading.claims.size(), 1u) << text;
  }
  r.read("قتلت الغارة خمسة جنود وأصابت ستة في مدينة حلب أمس.");
  EXPECT_GE(r.reading.claims.size(), 2u);
}

TEST(Claims, WordsStandWhereTheyAreSaidNotWhereTheySpeakOf) {
  ClaimsReader& r = claims_reader();
  r.read("طالبت الأمم المتحدة إسرائيل بوقف بناء المستوطنات في الضفة الغربية.");
  const Claim* asked = r.claim("طالبت");
  ASSERT_TRUE(asked);
  EXPECT_TRUE(asked->place.words.empty());
  r.read("دانت فرنسا القصف الذي تعرضت له مدينة إدلب.");
  const Claim* blamed = r.claim("دانت");
  const Claim* deed = r.claim("القصف");
  ASSERT_TRUE(blamed && deed);
  EXPECT_TRUE(blamed->place.words.empty());
  EXPECT_EQ(r.words(deed->place.words), "إدلب");
}

TEST(Claims, GrammarThatSaysTheStatusOutright) {
  ClaimsReader& r = claims_reader();
  const auto status = [&](std::string_view text, std::string_view trigger) {
    r.read(text);
    const Claim* c = r.claim(trigger);
    EXPECT_TRUE(c) << text;
    return c ? c->status : Status::kHappened;
  };
  EXPECT_EQ(status("حذر الوزير من هجوم محتمل على الميناء.", "هجوم"), Status::kPossible);
  EXPECT_EQ(status("نفذ المسلحون خشية من هجوم انسحابا من القرية.", "هجوم"), Status::kPossible);
  EXPECT_EQ(status("وقال الوزير إن الاجتماع المقبل في بيروت مهم.", "الاجتماع"), Status::kPlanned);
  EXPECT_EQ(status("وقال الوزير إن الاجتماع الماضي في بيروت مهم.", "الاجتماع"), Status::kHappened);
  EXPECT_EQ(status("لم تقصف الطائرات القرية أمس.", "تقصف"), Status::kDenied);
  EXPECT_EQ(status("لن تقصف الطائرات القرية غدا.", "تقصف"), Status::kDenied);
  EXPECT_EQ(status("قصفت الطائرات القرية أمس.", "قصفت"), Status::kHappened);
}

}  // namespace
}  // namespace rawi
