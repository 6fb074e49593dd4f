// What carries reports: feeds, WARC, JSON of others, archives; and the limits against carriers made to do harm.
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

#include "archive_writer.h"
#include "intake/feed.h"
#include "intake/http_body.h"
#include "rawi/input.h"

namespace rawi {
namespace {

struct Taken {
  std::vector<Report> reports;
  std::vector<std::string> troubles;
  std::vector<Carrier> carriers;
};

Taken take(std::string bytes, IntakeOptions options = {}, const std::string& name = "in") {
  Taken out;
  const auto input = Input::of_bytes({name, std::move(bytes)}, options);
  Item item;
  for (Report report; input->next(item);) {
    std::string trouble;
    if (make_report(item, report, trouble)) out.reports.push_back(report);
    if (!trouble.empty()) out.troubles.push_back(trouble);
  }
  out.carriers = input->take_carriers();
  return out;
}

const std::string kSentence = "أعلنت بلدية المدينة إغلاق الجسر القديم أمام الشاحنات، وقالت إن أعمال الترميم تبدأ الأحد.";

std::string gz(const std::string& bytes) {
  std::string out(compressBound(bytes.size()) + 64, '\0');
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
         " xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>إذاعة السهل</title><language>ar</language>" + items + "</channel></rss>";
}

TEST(Feeds, Rss2WithFullTextSourceAndDublinCore) {
  const Taken t = take(rss("<item><title><![CDATA[إغلاق الجسر & فتح الممر]]></title><link>https://sahl.example/1</link><guid isPermaLink=\"false\">77</guid>"
                           "<pubDate>Tue, 05 Nov 2024 10:20:30 +0300</pubDate><dc:creator>سمير</dc:creator><media:title>صورة</media:title><source url=\"x\">وكالة الهضبة</source>"
                           "<description>" + kSentence + "</description>"
                           "<content:encoded><![CDATA[<p>" + kSentence + "</p><figure><img src=x><figcaption>الجسر</figcaption></figure><p>ورحب التجار بالقرار، لكنهم طالبوا بتعويض.</p>]]></content:encoded></item>"
                           "<item><title>خبر بلا نص</title><link>https://sahl.example/2</link></item>"));
  ASSERT_EQ(t.reports.size(), 2u);
  const Report& r = t.reports[0];
  EXPECT_EQ(r.title, "إغلاق الجسر & فتح الممر");
  EXPECT_EQ(r.id, "https://sahl.example/1");
  EXPECT_EQ(r.url, r.id);
  EXPECT_EQ(r.published, "2024-11-05T10:20:30+03:00");
  EXPECT_EQ(r.author, "سمير");
  EXPECT_EQ(r.outlet, "وكالة الهضبة");
  EXPECT_EQ(r.basis.outlet, FieldBasis::kFeed);
  EXPECT_EQ(r.text, kSentence + "\n\nورحب التجار بالقرار، لكنهم طالبوا بتعويض.");
  EXPECT_EQ(t.reports[1].outlet, "إذاعة السهل");
  EXPECT_EQ(t.reports[1].standing, ReportStanding::kThin);
  ASSERT_EQ(t.carriers.size(), 1u);
  EXPECT_EQ(t.carriers[0].reports, 2u);
}

TEST(Feeds, HtmlThatWasEscapedTwice) {
  const Taken t = take(rss("<item><title>ع</title><description><![CDATA[أعلنت &lt;a href=&quot;https://sahl.example/%D8%A7&quot;&gt;بلدية المدينة&lt;/a&gt; إغلاق الجسر القديم أمام الشاحنات.]]></description></item>"));
  ASSERT_EQ(t.reports.size(), 1u);
  EXPECT_EQ(t.reports[0].text, "أعلنت بلدية المدينة إغلاق الجسر القديم أمام الشاحنات.");
}

TEST(Feeds, AtomWithXhtmlAndRdf) {
  const Taken atom = take("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"html\">مدونة &lt;b&gt;الحي&lt;/b&gt;</title><entry><id>tag:a,1</id><title>عنوان</title>"
                          "<link rel=\"self\" href=\"https://a.example/self\"/><link href=\"https://a.example/1\"/><updated>2024-01-02T03:04:05Z</updated><author><name>هند</name></author><author><name>زيد</name></author>"
                          "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + kSentence + "</p></div></content></entry></feed>");
  ASSERT_EQ(atom.reports.size(), 1u);
  EXPECT_EQ(atom.reports[0].text, kSentence);
  EXPECT_EQ(atom.reports[0].url, "https://a.example/1");
  EXPECT_EQ(atom.reports[0].author, "هند, زيد");
  EXPECT_EQ(atom.reports[0].outlet, "مدونة الحي");
  EXPECT_EQ(atom.reports[0].published, "2024-01-02T03:04:05Z");
  const Taken rdf = take("<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                         "<channel rdf:about=\"x\"><title>نشرة</title></channel><item rdf:about=\"https://r.example/9\"><title>خبر</title><link>https://r.example/9</link><dc:date>2023-04-05</dc:date><description>" + kSentence + "</description></item></rdf:RDF>");
  ASSERT_EQ(rdf.reports.size(), 1u);
  EXPECT_EQ(rdf.reports[0].published, "2023-04-05");
  EXPECT_EQ(rdf.reports[0].outlet, "نشرة");
}

TEST(Feeds, NearlyXmlIsReadAndEntitiesDoNotGrow) {
  const Taken broken = take("<rss version=\"2.0\"><channel><title>ا & ب</title><item><title>خبر&nbsp;أول</title><description>" + kSentence + "</description></item><item><title>ثان");
  ASSERT_GE(broken.reports.size(), 1u);
  EXPECT_EQ(broken.reports[0].text, kSentence);
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "<!ENTITY file SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><item><title>&k;</title><description>x &file; " + kSentence + "</description></item></channel></rss>";
  const Taken t = take(bomb);
  for (const Report& r : t.reports) {
    EXPECT_LT(r.title.size(), 1000u);
    EXPECT_LT(r.text.size(), kSentence.size() + 50);
  }
}

TEST(Feeds, OpmlIsAListForWatch) {
  std::vector<FeedLink> feeds;
  std::string trouble;
  const std::string opml = "<opml version=\"2.0\"><body><outline text=\"أخبار\"><outline title=\"أ\" xmlUrl=\"https://a.example/rss\"/></outline><outline text=\"ب\" xmlUrl=\"https://b.example/feed\"/></body></opml>";
  ASSERT_TRUE(read_opml(opml, feeds, trouble));
  ASSERT_EQ(feeds.size(), 2u);
  EXPECT_EQ(feeds[1].title, "ب");
  const Taken t = take(opml);
  ASSERT_EQ(t.troubles.size(), 1u);
  EXPECT_NE(t.troubles[0].find("rawi watch"), std::string::npos);
}

std::string record(const std::string& type, const std::string& url, const std::string& block, const std::string& content = "application/http; msgtype=response") {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url + "\r\nContent-Type: " + content + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}
const std::string kPage = "<!doctype html><html lang=ar><body><article><h1>الجسر</h1><p>" + kSentence + "</p></article></body></html>";
std::string http(const std::string& head, const std::string& body, const std::string& status = "200 OK") { return "HTTP/1.1 " + status + "\r\n" + head + "\r\n" + body; }

TEST(Warc, ResponsesResourcesChunksAndCompression) {
  const std::string half = kPage.substr(0, 40), rest = kPage.substr(40);
  char chunks[200];
  std::snprintf(chunks, sizeof chunks, "%zx\r\n", half.size());
  std::string chunked = chunks + half + "\r\n";
  std::snprintf(chunks, sizeof chunks, "%zx;x=y\r\n", rest.size());
  chunked += chunks + rest + "\r\n0\r\n\r\n";
  const std::string warc = record("warcinfo", "", "software: x\r\n", "application/warc-fields") + record("request", "http://a.example/", "GET / HTTP/1.1\r\n\r\n") +
                           record("response", "http://a.example/1", http("Content-Type: text/html\r\n", kPage)) +
                           record("response", "http://a.example/2", http("Content-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n", chunked)) +
                           record("response", "http://a.example/3", http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gz(kPage))) +
                           record("response", "http://a.example/4", http("Content-Type: image/png\r\n", "\x89PNG\r\n\x1A\n")) +
                           record("response", "http://a.example/5", http("Content-Type: text/html\r\n", kPage, "404 Not Found")) + "damage\r\n" +
                           record("resource", "<http://a.example/6>", kPage, "text/html") + record("conversion", "http://a.example/7", kSentence, "text/plain");
  for (const std::string& bytes : {warc, gz(warc), gz(warc.substr(0, 500)) + gz(warc.substr(500))}) {
    const Taken t = take(bytes);
    ASSERT_EQ(t.reports.size(), 5u);
    EXPECT_TRUE(t.troubles.empty()) << t.troubles[0];
    for (const Report& r : t.reports) EXPECT_EQ(r.text, kSentence) << r.id;
    EXPECT_EQ(t.reports[3].url, "http://a.example/6");
    EXPECT_EQ(t.reports[4].type, InputType::kText);
    std::map<std::string, uint64_t> passed(t.carriers[0].passed_over.begin(), t.carriers[0].passed_over.end());
    EXPECT_EQ(passed["no page: image/png"], 1u);
    EXPECT_EQ(passed["status 404"], 1u);
    EXPECT_EQ(passed["damaged"], 1u);
    EXPECT_EQ(passed["request"], 1u);
  }
  const Taken cut = take(warc.substr(0, warc.size() - kSentence.size()));
  EXPECT_EQ(cut.reports.size(), 4u);
  ASSERT_EQ(cut.troubles.size(), 1u);
  EXPECT_NE(cut.troubles[0].find("cut short"), std::string::npos);
}

TEST(Json, TheShapesOfOthers) {
  const Taken trafilatura = take("{\"title\":\"ع\",\"author\":\"هند\",\"hostname\":\"a.example\",\"date\":\"2024-03-01\",\"fingerprint\":\"9f\",\"id\":null,\"raw_text\":\"" + kSentence + "\",\"text\":\"" + kSentence + "\",\"sitename\":\"أ\",\"source\":\"https://a.example/1\",\"language\":\"ar\"}\n");
  ASSERT_EQ(trafilatura.reports.size(), 1u) << trafilatura.troubles[0];
  EXPECT_EQ(trafilatura.reports[0].outlet, "أ");
  EXPECT_EQ(trafilatura.reports[0].url, "https://a.example/1");
  EXPECT_EQ(trafilatura.reports[0].published, "2024-03-01");
  EXPECT_EQ(trafilatura.reports[0].author, "هند");
  const Taken newspaper = take("{\"url\":\"https://b.example/2\",\"title\":\"ع\",\"authors\":[\"زيد\",\"عمر\"],\"publish_date\":\"2024-03-01 10:00:00+00:00\",\"text\":\"" + kSentence + "\",\"meta_lang\":\"ar\"}\n");
  ASSERT_EQ(newspaper.reports.size(), 1u);
  EXPECT_EQ(newspaper.reports[0].id, "https://b.example/2");
  EXPECT_EQ(newspaper.reports[0].author, "زيد, عمر");
  EXPECT_EQ(newspaper.reports[0].published, "2024-03-01T10:00:00Z");
  const std::string article = "{\"source\":{\"id\":null,\"name\":\"قناة\"},\"author\":null,\"title\":\"ع\",\"url\":\"https://c.example/3\",\"publishedAt\":\"2024-03-01T09:00:00Z\",\"content\":\"<p>" + kSentence + "</p>\"}";
  for (const std::string& shape : {"{\"status\":\"ok\",\"totalResults\":2,\"articles\":[" + article + "," + article + ",7]}", "[" + article + "," + article + ",7]",
                                   "{\n \"response\": {\"docs\": [" + article + "," + article + ",7]}}"}) {
    const Taken t = take(shape);
    ASSERT_EQ(t.reports.size(), 2u) << shape;
    EXPECT_EQ(t.reports[0].outlet, "قناة");
    EXPECT_EQ(t.reports[0].text, kSentence);
    EXPECT_EQ(t.reports[0].published, "2024-03-01T09:00:00Z");
    EXPECT_EQ(t.carriers[0].passed_over[0].second, 1u);
  }
}

TEST(Archives, OfAnyKindAndInsideEachOther) {
  const Files files = {{"pages/1.html", kPage}, {"2.txt", kSentence}, {"picture.png", "\x89PNG\r\n\x1A\n"}, {".hidden.txt", "x"}, {"feed.xml", rss("<item><title>ع</title><description>" + kSentence + "</description></item>")}};
  const std::string zip = pack(files, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
  for (const std::string& bytes : {zip, pack(files, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE), pack(files, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP),
                                   pack(files, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD), pack(files, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ)}) {
    const Taken t = take(bytes);
    ASSERT_EQ(t.reports.size(), 3u);
    for (const Report& r : t.reports) EXPECT_EQ(r.text, kSentence);
    EXPECT_EQ(t.reports[0].id, "in!pages/1.html");
    EXPECT_EQ(t.carriers.back().passed_over[0].second, 2u);
  }
  EXPECT_EQ(take(gz(kSentence)).reports.at(0).id, "in");
  EXPECT_EQ(take(pack({{"inner.zip", zip}}, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP)).reports.size(), 3u);
  std::string nested = kSentence;
  for (int i = 0; i < 5; ++i) nested = pack({{"a.zip", nested}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
  const Taken deep = take(nested);
  EXPECT_TRUE(deep.reports.empty());
  ASSERT_EQ(deep.troubles.size(), 1u);
  EXPECT_NE(deep.troubles[0].find("more than 3 deep"), std::string::npos);
  const Taken damaged = take(zip.substr(0, zip.size() / 2));
  EXPECT_FALSE(damaged.troubles.empty());
}

TEST(Archives, BombsEndWhereTheyPassTheLimit) {
  IntakeOptions options;
  options.limits.ratio_from = 1 << 20;
  const std::string zeros(8 << 20, ' ');
  for (const std::string& bytes : {gz(zeros), pack({{"a.txt", zeros}, {"b.txt", kSentence}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE), pack({{"a.bin", zeros}, {"b.txt", kSentence}}, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP)}) {
    const Taken t = take(bytes, options);
    EXPECT_TRUE(t.reports.empty());
    ASSERT_FALSE(t.troubles.empty());
    EXPECT_NE(t.troubles[0].find("200 times"), std::string::npos) << t.troubles[0];
  }
}

TEST(Intake, AsOverridesWhatTheBytesLookLike) {
  IntakeOptions options;
  options.as = InputType::kText;
  const Taken t = take(kPage, options);
  ASSERT_EQ(t.reports.size(), 1u);
  EXPECT_EQ(t.reports[0].text, kPage);
  options.as = InputType::kHtml;
  EXPECT_EQ(take("قال <b>الوزير</b>", options).reports.at(0).type, InputType::kHtml);
}

TEST(Intake, OutcomesSayTypeFoundAndMissing) {
  const auto input = Input::of_bytes({"p.html", kPage});
  Item item;
  Report report;
  std::string trouble, out;
  ASSERT_TRUE(input->next(item) && make_report(item, report, trouble));
  write_outcome(item, report, true, trouble, out);
  EXPECT_EQ(out.find("{\"input\":\"p.html\",\"type\":\"html\",\"outcome\":\"read\",\"why\":null,\"report\":\"p.html\""), 0u) << out;
  EXPECT_NE(out.find("\"missing\":[\"outlet\",\"author\",\"published\",\"modified\",\"url\"]"), std::string::npos) << out;
}

TEST(Feeds, BrokenBytesDoNotTakeTheirEntryAway) {
  const Taken t = take(rss("<item><title>خبر \xD8</title><link>http://a.example/1</link><description>" + kSentence + "\xFF</description></item>"));
  ASSERT_EQ(t.reports.size(), 1u);
  EXPECT_EQ(t.reports[0].id, "http://a.example/1");
  EXPECT_EQ(t.reports[0].text.find(kSentence), 0u);
}

// Any bytes give reports or troubles, and no crash: mutations of good carriers, the same each time.
TEST(Intake, DamageOfAnyKindIsSurvived) {
  const std::string seeds[] = {kPage, rss("<item><title>a</title><description>&lt;p&gt;x&lt;/p&gt;</description></item>"), record("response", "http://a.example/1", http("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gz(kPage))),
                               pack({{"1.html", kPage}, {"2.xml", rss("<item/>")}}, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE), pack({{"1.html", kPage}}, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD),
                               "{\"articles\":[{\"content\":\"<p>x</p>\",\"authors\":[{\"name\":\"a\"}]}]}", "<html><head><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"x\"}}]}</script></head><table><tr><td><p>" + kSentence};
  std::mt19937 random(20241105);
  size_t outcomes = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = seeds[round % std::size(seeds)];
    for (unsigned edits = 1 + random() % 6; edits > 0 && !bytes.empty(); --edits) {
      const size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes.erase(at, 1 + random() % 20); break;
        case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40)); break;
        default: bytes.resize(at); break;
      }
    }
    const Taken t = take(bytes);
    outcomes += t.reports.size() + t.troubles.size() + t.carriers.size();
    for (const Report& r : t.reports) EXPECT_EQ(r.text.find('\0'), r.type == InputType::kHtml ? r.text.npos : r.text.find('\0'));
  }
  EXPECT_GT(outcomes, 1000u);
}

}  // namespace
}  // namespace rawi
