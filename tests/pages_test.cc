// Saved pages, written for this project after real layouts (tests/data/pages): the article's text and what the page says of itself.
//
// In the files the article stands between <!--[--> and <!--]-->; the marks are taken out before a page is read.
#include <gtest/gtest.h>
#include <iconv.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "rawi/input.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;
const std::string kFolder = RAWI_SOURCE_DIR "/tests/data/pages/";

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string without(std::string s, const std::string& mark) {
  for (size_t at; (at = s.find(mark)) != s.npos;) s.erase(at, mark.size());
  return s;
}

Report read_page(const std::string& bytes, const std::string& name = "page.html") {
  const auto input = Input::of_bytes({name, bytes});
  Item item;
  Report report;
  std::string trouble;
  EXPECT_TRUE(input->next(item));
  EXPECT_EQ(item.type, InputType::kHtml) << name;
  EXPECT_TRUE(make_report(item, report, trouble)) << trouble;
  return report;
}

std::string to_utf8(const std::string& bytes, const char* encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  std::string out(bytes.size() * 3, '\0');
  char *in = const_cast<char*>(bytes.data()), *to = out.data();
  size_t in_left = bytes.size(), out_left = out.size();
  iconv(converter, &in, &in_left, &to, &out_left);
  iconv_close(converter);
  out.resize(out.size() - out_left);
  return out;
}

// Words of text: runs of letters and digits. Tags are taken out, entities are not letters of these pages' gold.
std::map<std::string, int> words_of(const std::string& text) {
  std::map<std::string, int> words;
  std::string word;
  bool tag = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    const auto c = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
    if (c == '<') tag = true;
    const bool mark = c == 0xD8 && i + 1 < text.size() && (text[i + 1] == '\x8C' || text[i + 1] == '\x9B' || text[i + 1] == '\x9F');
    const bool quote = c == 0xC2 || c == 0xE2;
    if (!tag && !mark && !quote && (c >= 0x80 || std::isalnum(c))) {
      word += static_cast<char>(c);
    } else {
      if (!word.empty()) ++words[word];
      word.clear();
      i += mark ? 1 : quote ? (c == 0xC2 ? 1 : 2) : 0;
    }
    if (c == '>') tag = false;
  }
  return words;
}

std::string marked(const std::string& page) {
  std::string gold;
  for (size_t at = 0; (at = page.find("<!--[-->", at)) != page.npos;) {
    const size_t end = page.find("<!--]-->", at);
    gold += page.substr(at, end - at) + " ";
    at = end;
  }
  // A drop cap stands apart from its word in the markup only; &#8220; and its kin are no words.
  gold = without(without(gold, "<span class=\"cap\">"), "</span>");
  for (size_t at; (at = gold.find("&#")) != gold.npos;) gold.replace(at, gold.find(';', at) + 1 - at, " ");
  return gold;
}

double f1(const std::map<std::string, int>& gold, const std::map<std::string, int>& found) {
  int same = 0, in_gold = 0, in_found = 0;
  for (const auto& [word, n] : gold) {
    in_gold += n;
    if (const auto it = found.find(word); it != found.end()) same += std::min(n, it->second);
  }
  for (const auto& [word, n] : found) in_found += n;
  return in_gold + in_found == 0 ? 1 : 2.0 * same / (in_gold + in_found);
}

TEST(Pages, TextOfEachLayout) {
  double sum = 0;
  int pages = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".html") continue;
    const std::string name = entry.path().filename().string(), bytes = slurp(entry.path().string());
    const bool windows = name.find("1256") != name.npos || name.find("vbulletin") != name.npos, iso = name.find("8859") != name.npos;
    const std::string gold = marked(windows ? to_utf8(bytes, "CP1256") : iso ? to_utf8(bytes, "ISO-8859-6") : bytes);
    if (gold.empty()) continue;
    const Report report = read_page(without(without(bytes, "<!--[-->"), "<!--]-->"), name);
    const double score = f1(words_of(gold), words_of(report.text));
    EXPECT_GE(score, 0.85) << name << ":\n" << report.text;
    sum += score;
    ++pages;
  }
  ASSERT_GE(pages, 30);
  std::printf("text of %d page layouts: token F1 %.3f\n", pages, sum / pages);
  EXPECT_GE(sum / pages, 0.92);
}

TEST(Pages, WhatEachSaysOfItself) {
  std::ifstream in(kFolder + "expected.tsv");
  int rows = 0;
  for (std::string row; std::getline(in, row);) {
    if (row.empty() || row[0] == '#') continue;
    std::vector<std::string> want;
    std::stringstream fields(row);
    for (std::string field; std::getline(fields, field, '\t');) want.push_back(field);
    ASSERT_EQ(want.size(), 7u) << row;
    const Report r = read_page(without(without(slurp(kFolder + want[0]), "<!--[-->"), "<!--]-->"), want[0]);
    if (want[1] == "unread") {
      EXPECT_FALSE(r.readable()) << want[0] << ":\n" << r.text;
    } else {
      EXPECT_EQ(standing_name(r.standing), want[1]) << want[0] << ":\n" << r.text;
    }
    const std::string* found[] = {&r.title, &r.outlet, &r.author, &r.published, &r.modified};
    for (int i = 0; i < 5; ++i) {
      if (want[i + 2] == "*") continue;
      EXPECT_EQ(*found[i], want[i + 2] == "-" ? "" : want[i + 2]) << want[0] << ", field " << i + 2;
    }
    ++rows;
  }
  EXPECT_EQ(rows, 56);
}

TEST(Pages, FirmerGroundsComeFirstAndEachSaysItsBasis) {
  const std::string body = "<article><h1>عنوان</h1><p>أعلنت البلدية اليوم إغلاق الطريق الساحلي، وقالت إن العمل فيه يستمر شهرين.</p></article>";
  const Report all = read_page("<!doctype html><html lang=ar><head><meta name=date content='2020-01-01'><meta property='article:published_time' content='2020-01-02T10:00:00+0300'>"
                               "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-01-03\"}</script></head><body><time datetime='2020-01-04'></time>" + body);
  EXPECT_EQ(all.published, "2020-01-03");
  EXPECT_EQ(all.basis.published, FieldBasis::kJsonLd);
  EXPECT_EQ(all.basis.title, FieldBasis::kMarkup);
  const Report meta = read_page("<!doctype html><head><meta name=date content='2020-01-01'></head><body><time datetime='2020-01-04'></time>" + body);
  EXPECT_EQ(meta.published, "2020-01-01");
  EXPECT_EQ(meta.basis.published, FieldBasis::kMeta);
  const Report time = read_page("<!doctype html><body><div class=related><time datetime='2019-01-04'></time></div><time datetime='2020-01-04'>أمس</time>" + body);
  EXPECT_EQ(time.published, "2020-01-04");
  EXPECT_EQ(time.basis.published, FieldBasis::kTime);
}

// Every input of the messy suite, where it is there: read, or refused with its reason.
TEST(Pages, MessyInputsAreReadOrRefusedWithTheirReason) {
  const std::string suite = RAWI_SOURCE_DIR "/../shared/suites/messy";
  if (!fs::exists(suite)) GTEST_SKIP() << "no ../shared";
  size_t reports = 0, refused = 0;
  std::map<std::string, size_t> standings;
  Input input({suite});
  Item item;
  for (Report report; input.next(item);) {
    std::string trouble;
    if (!make_report(item, report, trouble)) {
      EXPECT_FALSE(trouble.empty()) << item.where();
      ++refused;
      continue;
    }
    ++reports;
    ++standings[std::string(standing_name(report.standing))];
  }
  for (const Carrier& c : input.take_carriers()) EXPECT_EQ(c.trouble, "") << c.name;
  std::printf("messy suite: %zu reports, %zu refused;", reports, refused);
  for (const auto& [standing, n] : standings) std::printf(" %s %zu", standing.c_str(), n);
  std::printf("\n");
  EXPECT_GT(reports, 100u);
}

TEST(Pages, ParagraphsStayApart) {
  const Report r = read_page("<!doctype html><body><p>قال الوزير إن العمل بدأ في الجسر الجديد، وإنه يستمر عاما كاملا.</p><p>ورحب السكان بالقرار، وطالبوا بتعويضات عن المحال التي أغلقت.</p></body>");
  EXPECT_NE(r.text.find("كاملا.\n\nورحب"), std::string::npos) << r.text;
}

TEST(Pages, HostilePagesAreRefusedWithTheirReason) {
  const auto refused = [](const std::string& page) {
    const auto input = Input::of_bytes({"hostile.html", page});
    Item item;
    Report report;
    std::string trouble;
    return input->next(item) && !make_report(item, report, trouble) ? trouble : std::string("read");
  };
  std::string deep = "<!doctype html>", wide = "<!doctype html><p ", fonts = "<!doctype html><p>", masked = "<!doctype html><svg><title>";
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  for (int i = 0; i < 200000; ++i) masked += "<div>";
  for (int i = 0; i < 200000; ++i) wide += "a" + std::to_string(i) + " ";
  for (int i = 0; i < 400; ++i) fonts += "<font size=" + std::to_string(i) + ">";
  for (int i = 0; i < 100000; ++i) fonts += "<p>x";
  EXPECT_NE(refused(deep).find("nested deeper"), std::string::npos);
  EXPECT_NE(refused(masked).find("nested deeper"), std::string::npos);
  EXPECT_NE(refused(wide).find("attributes"), std::string::npos);
  EXPECT_NE(refused(fonts).find("MiB"), std::string::npos);
}

TEST(Pages, CharsetFromHeaderMetaAndBytes) {
  const std::string arabic = "\xDA\xE1\xEE\xC7\xE4 \xC7\xE1\xE6\xD2\xED\xD1 \xC7\xE1\xED\xE6\xE3 \xCE\xD8\xC9 \xCC\xCF\xED\xCF\xC9.";  // windows-1256
  const auto page = [&](const std::string& head) { return "<!doctype html><html><head>" + head + "</head><body><p>" + arabic + "</p></body>"; };
  EXPECT_EQ(read_page(page("<meta charset=windows-1256>")).encoding, "windows-1256");
  EXPECT_EQ(read_page(page("<meta http-equiv=Content-Type content='text/html; charset=cp1256'>")).encoding, "windows-1256");
  EXPECT_EQ(read_page(page("<meta charset=utf-8>")).encoding, "windows-1256") << "a label that the bytes contradict";
  const auto input = Input::of_bytes({"p", page(""), "text/html; charset=Windows-1256", "http://a.example/"});
  Item item;
  Report report;
  std::string trouble;
  ASSERT_TRUE(input->next(item) && make_report(item, report, trouble));
  EXPECT_EQ(report.encoding, "windows-1256");
  EXPECT_EQ(report.id, "http://a.example/");
  EXPECT_EQ(read_page("<!doctype html><meta charset=windows-1256><p>قالت الوزارة إن الطريق مغلق.</p>").encoding, "UTF-8");
}

}  // namespace
}  // namespace rawi
