#include "intake/sniff.h"

#include <gtest/gtest.h>

#include "intake/dates.h"
#include "intake/html_names.h"
#include "intake/language.h"

namespace rawi {
namespace {

TEST(Sniff, TypesByContent) {
  const std::pair<const char*, InputType> rows[] = {
      {"قال الوزير", InputType::kText},
      {"", InputType::kText},
      {"<b>قال</b> الوزير", InputType::kHtml},
      {"  <!-- x -->\n<!DOCTYPE html><html>", InputType::kHtml},
      {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\" \"x\"><html>", InputType::kHtml},
      {"<?xml version='1.0'?>\n<rss version='2.0'>", InputType::kFeed},
      {"<feed xmlns='http://www.w3.org/2005/Atom'>", InputType::kFeed},
      {"<?xml version='1.0'?><!DOCTYPE rdf [ <!ENTITY x 'y>'> ]><rdf:RDF xmlns:rdf='r'>", InputType::kFeed},
      {"<opml version='2.0'>", InputType::kOpml},
      {"{\"id\":\"1\",\"text\":\"a\"}", InputType::kJsonLines},
      {"{\n  \"status\": \"ok\"}", InputType::kJson},
      {"{\"status\":\"ok\",\"totalResults\":2,\"articles\":[{}]}", InputType::kJson},
      {"[ {\"title\":\"a\"}]", InputType::kJson},
      {"[تحديث] قال الوزير", InputType::kText},
      {"WARC/1.0\r\n", InputType::kWarc},
      {"\x1F\x8B\x08", InputType::kArchive},
      {"PK\x03\x04", InputType::kArchive},
      {"<3 قلب", InputType::kText}};
  for (const auto& [bytes, type] : rows) {
    EXPECT_EQ(sniff(bytes).type, type) << bytes;
    EXPECT_EQ(sniff(bytes).refused, "") << bytes;
  }
  EXPECT_NE(sniff("%PDF-1.4").refused, "");
  EXPECT_EQ(sniff("From desk@paper.example Tue Nov  5 10:20:30 2024\nReturn-Path: <desk@paper.example>\nSubject: =?utf-8?B?2K7YqNix?=\n\nx").refused.find("a mailbox (mbox)"), 0u);
  EXPECT_EQ(sniff("From Baghdad\n\nقال الوزير: نعم").type, InputType::kText) << "a dateline";
  EXPECT_EQ(sniff("From Baghdad\n\nقال الوزير: نعم").refused, "");
  EXPECT_NE(sniff("<?xml version='1.0'?><svg>").refused, "");
  EXPECT_NE(sniff(std::string("\x01\x02\x03\x04\x05\x06\x07\x08", 8)).refused, "");
}

TEST(Dates, AsTheWebWritesThem) {
  const std::pair<const char*, const char*> rows[] = {
      {"2024-11-05T10:20:30.123+0300", "2024-11-05T10:20:30+03:00"},
      {"2024-11-05T10:20:30Z", "2024-11-05T10:20:30Z"},
      {"2024-11-05 10:20", "2024-11-05T10:20"},
      {"2016-09-21T17:05+01:00", "2016-09-21T17:05+01:00"},
      {"Tue, 05 Nov 2024 10:20:30 GMT", "2024-11-05T10:20:30Z"},
      {"Tue, 5 Nov 2024 9:20:30 -0500", "2024-11-05T09:20:30-05:00"},
      {"Tue Nov 05 2024 10:20:30 GMT+0300 (AST)", "2024-11-05T10:20:30+03:00"},
      {"20241105102030", "2024-11-05T10:20:30"},
      {"2024/11/05", "2024-11-05"},
      {"November 5, 2024", "2024-11-05"},
      {"25/12/2024 08:05", "2024-12-25T08:05"},
      {"٢٠٢٤-١١-٠٥", "2024-11-05"},
      {"05/11/2024", ""},
      {"2024-02-30", ""},
      {"yesterday", ""},
      {"", ""},
      {"99999999999999999999", ""}};
  for (const auto& [written, edtf] : rows) EXPECT_EQ(date_to_edtf(written), edtf) << written;
  EXPECT_EQ(seconds_to_edtf(1730802030), "2024-11-05T10:20:30Z");
  EXPECT_EQ(seconds_to_edtf(-5), "");
}

TEST(Names, WordsOfAClass) {
  EXPECT_EQ(names_in("ArticleBody"), kNameBody);
  EXPECT_EQ(names_in("field field-name-body"), kNameBody);
  EXPECT_EQ(names_in("jp-relatedposts"), kNameAside | kNameOthers);
  EXPECT_EQ(names_in("wp-caption-text"), kNameCaption);
  EXPECT_EQ(names_in("shadow download"), 0) << "parts of words are no words";
}

TEST(Language, ArabicAndNot) {
  EXPECT_EQ(detect_language("قال الوزير إن العمل في الجسر الجديد يستمر عاما كاملا ثم يفتح أمام السيارات"), "ar");
  EXPECT_EQ(detect_language("شهرداری این شهر بندری امروز آغاز ساخت پل تازه‌ای را اعلام کرد که دو بخش شهر را به یکدیگر پیوند می‌دهد و گفت کار تا پایان سال تمام می‌شود"), "fa");
  EXPECT_EQ(detect_language("The ferry between the mainland and the islands resumed on Monday after a week of wind."), "en");
  EXPECT_EQ(detect_language("قال"), "");
  // Typed on a Persian keyboard: its letters, Arabic words.
  EXPECT_EQ(detect_language("قال الوزیر فی مؤتمر صحفی إن العمل فی الجسر الجدید سیستمر عاما كاملا، وإن الحكومة ستدفع تعویضات لأصحاب المحال التی أغلقت أبوابها منذ بدایة المشروع"), "ar");
}

}  // namespace
}  // namespace rawi
