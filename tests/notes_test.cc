// A person's word on a field outlasts re-reading, follows its words into a changed article, and can be taken back.
#include <gtest/gtest.h>

#include "ledger/notes.h"
#include "ledger_fixture.h"
#include "rawi/error.h"

namespace rawi {
namespace {

using test::ledger_resources;
using test::LedgerTest;
using Access = Ledger::Access;

constexpr const char* kStory = "قتل ثلاثة جنود في هجوم على نقطة تفتيش في الموصل أمس.";
constexpr const char* kBaghdad = "98182";

class NotesTest : public LedgerTest {
 protected:
  void add(Ledger& ledger, const std::string& text) {
    Input input({write("story.txt", text)});
    ledger.add(input, ledger_resources(), {.published = "2024-03-08"});
  }
  // The claim that counts now at the word for "killed".
  LedgerClaim killing(Ledger& ledger) {
    for (const LedgerClaim& c : ledger.claims({}, ledger_resources()).rows)
      if (ledger.original(c.report).words(c.trigger) == "قتل") return c;
    ADD_FAILURE() << "no claim";
    return {};
  }
  int64_t say(Ledger& ledger, const Note& note) {
    ledger.store().write_with(ledger_resources());
    ledger.store().begin("note");
    const int64_t id = keep_note(ledger.store(), note);
    ledger.store().commit();
    return id;
  }
  Note about(const LedgerClaim& c, const std::string& field, const std::string& value) {
    Note n;
    n.kind = "field", n.who = "layla", n.reason = "a test", n.report = c.report, n.trigger = c.trigger, n.field = field, n.value = value;
    return n;
  }
};

TEST_F(NotesTest, HoldsInAChangedArticleAndIsTakenBack) {
  Ledger ledger(path_, Access::kAdd);
  add(ledger, kStory);
  const LedgerClaim before = killing(ledger);
  ASSERT_EQ(ledger.entity(before.place).name_en, "Mosul");
  const int64_t place = say(ledger, about(before, "place", kBaghdad));
  say(ledger, about(before, "killed", "4..6"));
  say(ledger, about(before, "type", "PROTEST"));

  add(ledger, std::string("تحديث. ") + kStory);
  const LedgerClaim after = killing(ledger);
  EXPECT_NE(after.report, before.report);
  EXPECT_EQ(ledger.entity(after.place).key, kBaghdad);
  EXPECT_EQ(after.type, Plover::kProtest);
  ASSERT_EQ(after.quantities.size(), 1u);
  EXPECT_EQ(after.quantities[0].min, 4);
  EXPECT_EQ(after.quantities[0].max, 6);
  EXPECT_TRUE(ledger.verify().faults.empty());

  Note undo;
  undo.kind = "undo", undo.who = "omar", undo.undoes = place;
  const int64_t undone = say(ledger, undo);
  add(ledger, std::string("تحديث ثان. ") + kStory);
  EXPECT_EQ(ledger.entity(killing(ledger).place).name_en, "Mosul");
  EXPECT_EQ(killing(ledger).type, Plover::kProtest);
  EXPECT_FALSE(notes_of(ledger.store()).front().holds);

  undo.undoes = undone;
  say(ledger, undo);
  EXPECT_TRUE(notes_of(ledger.store()).front().holds);
  add(ledger, std::string("تحديث ثالث. ") + kStory);
  EXPECT_EQ(ledger.entity(killing(ledger).place).key, kBaghdad);
}

TEST_F(NotesTest, LeavesOtherWordsAlone) {
  Ledger ledger(path_, Access::kAdd);
  add(ledger, kStory);
  say(ledger, about(killing(ledger), "status", "denied"));
  // The words around the claim are gone, or stand twice: nobody knows which of them was meant.
  add(ledger, "قتل خمسة جنود في تفجير في البصرة أمس.");
  EXPECT_EQ(killing(ledger).status, Status::kHappened);
  add(ledger, std::string("تحديث. ") + kStory + "\n\n" + "تحديث. " + kStory);
  EXPECT_EQ(killing(ledger).status, Status::kHappened);
}

TEST_F(NotesTest, RefusesWhatAFieldCannotBe) {
  const auto check = [](const char* field, const char* value) { Amendments::check(field, value, ledger_resources()); };
  EXPECT_NO_THROW(check("time", "2024-03"));
  EXPECT_NO_THROW(check("place", kBaghdad));
  EXPECT_NO_THROW(check("weapon", ""));
  EXPECT_NO_THROW(check("killed", "5.."));
  EXPECT_THROW(check("time", "yesterday"), Error);
  EXPECT_THROW(check("place", "nowhere"), Error);
  EXPECT_THROW(check("actor", kBaghdad), Error);
  EXPECT_THROW(check("type", "PARTY"), Error);
  EXPECT_THROW(check("type", ""), Error);
  EXPECT_THROW(check("killed", "6..5"), Error);
  EXPECT_THROW(check("killed", ".."), Error);
  EXPECT_THROW(check("colour", "red"), Error);
}

}  // namespace
}  // namespace rawi
