// What a report was taken for is kept beside it.
#include "ledger/sheet.h"
#include "ledger_fixture.h"

namespace rawi {
namespace {

using test::ledger_resources;
using test::LedgerTest;
using Access = Ledger::Access;

TEST_F(LedgerTest, WhatAReportWasTakenForIsKept) {
  const std::string sentence = "أعلنت البلدية اليوم إغلاق الطريق الساحلي، وقالت إن العمل فيه يستمر شهرين.";
  const auto page = Input::of_bytes({.name = "page.html",
                                     .bytes = "<!doctype html><html lang=ar><head><meta name=author content='هدى قاسم'><meta property='article:modified_time' content='2020-11-23'>"
                                              "</head><body><div class=paywall>اشترك</div><article><h1>إغلاق الطريق</h1><p>" + sentence + "</p><p>" + sentence + "</p></article></body>"});
  Ledger ledger(path_, Access::kAdd, clock());
  ASSERT_EQ(ledger.add(*page, ledger_resources(), {}).reports, 1u);
  const LedgerReport r = ledger.reports({}, ledger_resources()).rows.at(0);
  EXPECT_EQ(r.type, "html");
  EXPECT_EQ(r.standing, "paywall");
  EXPECT_EQ(r.author, "هدى قاسم");
  EXPECT_EQ(r.modified, "2020-11-23");
  EXPECT_EQ(r.language, "ar");
  EXPECT_EQ(r.found, "title=markup author=meta modified=opengraph language=detected");
  std::string text, json;
  Sheet(ledger, SheetFormat::kText).report(r, text);
  EXPECT_NE(text.find("paywall (ar) by"), std::string::npos) << text;
  Sheet(ledger, SheetFormat::kJsonLines).report(r, json);
  EXPECT_NE(json.find("\"found\":{\"title\":\"markup\",\"author\":\"meta\""), std::string::npos) << json;
}

}  // namespace
}  // namespace rawi
