#include "ledger/identity.h"

#include <gtest/gtest.h>

#include "ledger_fixture.h"

namespace rawi {
namespace {

using test::ledger_resources;

SourceIdentity identity(const std::string& text, const std::string& name, SourceKind kind) {
  static Identifier identifier(ledger_resources());
  Tokens tokens;
  tokenize(text, ledger_resources().lexicon(), tokens);
  const auto at = static_cast<uint32_t>(text.find(name));
  const Span span{at, at + static_cast<uint32_t>(name.size())};
  SourceIdentity out;
  identifier.identify(text, tokens, {span, span, kind, kNoEntity}, {0, static_cast<uint32_t>(text.size())}, out);
  return out;
}
SourceIdentity identity(const std::string& name, SourceKind kind) { return identity(name, name, kind); }

TEST(SourceIdentity, OneAgencyInEverySpelling) {
  for (const char* name : {"رويترز", "وكالة رويترز", "وكالة \"رويترز\"", "وكالة أنباء «رويترز»", "Reuters", "REUTERS"})
    EXPECT_EQ(identity(name, SourceKind::kMedia).key, "e:a:agy-reuters") << name;
}

TEST(SourceIdentity, APersonByFullNameIsTheSameWithAndWithoutTitle) {
  const std::string key = identity("سلمان بدران الحمزاوي", SourceKind::kPerson).key;
  EXPECT_FALSE(identity("سلمان بدران الحمزاوي", SourceKind::kPerson).in_report);
  EXPECT_EQ(identity("وزير الداخلية سلمان بدران الحمزاوي", SourceKind::kPerson).key, key);
  EXPECT_EQ(identity("سلمان بدران حمزاوي", SourceKind::kPerson).key, key);
  EXPECT_NE(identity("سلمان طاهر الحمزاوي", SourceKind::kPerson).key, key);
}

TEST(SourceIdentity, ASurnameOrATitleAloneIsKnownInItsReportOnly) {
  EXPECT_TRUE(identity("الحمزاوي", SourceKind::kPerson).in_report);
  EXPECT_TRUE(identity("وزير الداخلية", SourceKind::kPerson).in_report);
}

TEST(SourceIdentity, ABodyIsKnownEverywhereWhenItIsSaidWhose) {
  EXPECT_TRUE(identity("وزارة الزراعة", SourceKind::kBody).in_report);
  const SourceIdentity whose = identity("وزارة الزراعة العراقية", SourceKind::kBody);
  EXPECT_FALSE(whose.in_report);
  EXPECT_EQ(identity("قال لوزارة الزراعة العراقية", "لوزارة الزراعة العراقية", SourceKind::kBody).key, whose.key);
}

TEST(SourceIdentity, AnArticleBehindLiIsStillThere) {
  const SourceIdentity agency = identity("وجاء في بيان للوكالة أن", "للوكالة", SourceKind::kMedia);
  EXPECT_EQ(agency.key, identity("الوكالة", SourceKind::kMedia).key);
  EXPECT_EQ(agency.alone, "الوكالة");
  EXPECT_EQ(identity("الوكالة", SourceKind::kMedia).alone, "");
  EXPECT_EQ(identity("قال لوزارة الزراعة", "لوزارة الزراعة", SourceKind::kBody).alone, "");
}

TEST(SourceIdentity, AnUnnamedSourceIsDescribedAndNeverIdentified) {
  const SourceIdentity who = identity("قال مسؤول أمني عراقي طلب عدم ذكر اسمه لأنه غير مخول بالتصريح، إن المدينة هادئة.", "مسؤول أمني عراقي", SourceKind::kUnnamed);
  EXPECT_TRUE(who.key.empty());
  EXPECT_EQ(who.nationality, "IQ");
  EXPECT_EQ(who.role, "مسؤول");
  EXPECT_EQ(who.number, 1);
  EXPECT_EQ(who.anonymity, "طلب عدم ذكر اسمه لأنه غير مخول بالتصريح");
  EXPECT_EQ(identity("مصادر أميركية", SourceKind::kUnnamed).number, 3);
}

}  // namespace
}  // namespace rawi
