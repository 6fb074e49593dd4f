// Bytes that no one wrote: pages, feeds, WARC, JSON and archives changed at random, the same each time.
//
// RAWI_FUZZ_ROUNDS=100000 goes on for longer; a round is one input. What is held of each: it ends, every report is a whole one (text no larger
// than a report may be, dates that are EDTF, an outcome that is JSON), and what is refused has its reason.
#include <gtest/gtest.h>
#include <simdjson.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "archive_writer.h"
#include "rawi/input.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

// What parsers of these formats stumble over: marks, ends, lengths, escapes.
constexpr std::string_view kBits[] = {
    "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY a '&a;&a;'>]>", "&a;", "&#x110000;", "&#0;", "&amp", "<table>", "<tr>", "<template>", "<svg>", "<math>", "<p>", "</p>", "<br>", "<a href=x>",
    "<script type='application/ld+json'>", "<script type='application/json'>", "</script>", "<noscript>", "<style>", "<title>", "<h1>", "<time datetime='2020-13-45T99:99:99+99:99'>", "class='article body'", "itemprop='articleBody'",
    "<item>", "</item>", "<description>", "<content:encoded>", "xmlns:x='y'", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "WARC/1.1\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n", "Content-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br, gzip, zstd\r\n", "\r\n\r\n", "\n\n", "ffffffffffffffff\r\n", "{\"", "\":", "[[[[[[[[", "]]]]", "{\"@graph\":[", "\"@id\":\"x\"", "\\u0000", "\\ud800", "\"articleBody\":", "1e999", "null",
    "PK\x03\x04", "PK\x05\x06", "\x1F\x8B\x08", "\x28\xB5\x2F\xFD", "\xFF\xFE", "\xEF\xBB\xBF", "\xFF", "\xD8", "\xE2\x80", "22/11/2020", "99/99/9999", "1441/13/31", "\xD9\x85", "99:99:99"};

class Damage : public testing::Test {
 protected:
  std::mt19937 random_{20241122};

  std::string mutated(const std::vector<std::string>& seeds) {
    std::string bytes = seeds[random_() % seeds.size()];
    for (unsigned edits = 1 + random_() % 8; edits > 0; --edits) {
      const size_t at = bytes.empty() ? 0 : random_() % bytes.size();
      switch (random_() % 7) {
        case 0: bytes.insert(at, kBits[random_() % std::size(kBits)]); break;
        case 1: bytes.erase(at, 1 + random_() % 50); break;
        case 2: bytes.insert(at, bytes.substr(bytes.empty() ? 0 : random_() % bytes.size(), random_() % 200)); break;
        case 3: bytes.resize(at); break;
        case 4: {
          const std::string& other = seeds[random_() % seeds.size()];
          bytes.replace(at, random_() % 100, other.substr(random_() % other.size(), random_() % 400));
          break;
        }
        case 5: {
          std::string many;
          for (unsigned n = random_() % 300; n > 0; --n) many += kBits[random_() % std::size(kBits)];
          bytes.insert(at, many);
          break;
        }
        default:
          if (!bytes.empty()) bytes[at] = static_cast<char>(random_());
      }
    }
    return bytes;
  }

  void survive(const std::vector<std::string>& seeds, int rounds, InputType as = InputType::kAuto) {
    if (const char* more = std::getenv("RAWI_FUZZ_ROUNDS")) rounds = std::atoi(more);
    IntakeOptions options;
    options.as = as;
    options.limits.ratio_from = 1 << 20;
    size_t outcomes = 0;
    for (int round = 0; round < rounds; ++round) outcomes += take(mutated(seeds), options);
    EXPECT_GE(outcomes, static_cast<size_t>(rounds) / 2);
  }

 private:
  static void whole(const Item& item, const Report& r, std::string_view trouble) {
    EXPECT_LE(r.text.size(), kLargestReport);
    EXPECT_TRUE(r.modified.empty() || is_edtf_date(r.modified)) << r.modified;
    EXPECT_TRUE(r.published.empty() || is_edtf_date(r.published) || r.published.find('/') != std::string::npos) << r.published;
    std::string line;
    write_outcome(item, r, true, trouble, line);
    static simdjson::dom::parser parser;
    EXPECT_FALSE(parser.parse(line).error()) << line;
  }

  static size_t take(std::string bytes, const IntakeOptions& options) {
    constexpr size_t kEndless = 100'000;
    const auto input = Input::of_bytes({"in", std::move(bytes)}, options);
    Item item;
    Report report;
    std::string trouble;
    size_t items = 0;
    for (; items < kEndless && input->next(item); ++items) {
      if (make_report(item, report, trouble)) {
        whole(item, report, trouble);
      } else {
        EXPECT_FALSE(trouble.empty());
      }
    }
    EXPECT_LT(items, kEndless);
    return items + input->take_carriers().size();
  }
};

const std::string kSentence = "أعلنت بلدية المدينة إغلاق الجسر القديم أمام الشاحنات، وقالت إن أعمال الترميم تبدأ الأحد 22 نوفمبر 2020.";
const std::string kPage = "<!doctype html><html lang=ar><head><title>خبر - صحيفة</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"خبر\",\"author\":[{\"name\":\"سامي\"}]}</script></head><body><article><h1>خبر</h1><p>" +
                          kSentence + "</p><p>" + kSentence + "</p></article></body></html>";

std::string record(const std::string& type, const std::string& body) {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

std::string zip(const std::string& name, const std::string& bytes, int format, int filter) { return pack({{name, bytes}}, format, filter); }

TEST_F(Damage, Pages) {
  std::vector<std::string> seeds = {kPage};
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(RAWI_SOURCE_DIR "/tests/data/pages"))
    if (entry.path().extension() == ".html") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    seeds.push_back(bytes.str());
  }
  survive(seeds, 300, InputType::kHtml);
}

TEST_F(Damage, Feeds) {
  survive({"<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>إذاعة</title><item><title>خبر</title><link>http://a.example/1</link>"
           "<pubDate>Tue, 05 Nov 2024 10:20:30 GMT</pubDate><dc:creator>سامي</dc:creator><description>&lt;p&gt;" + kSentence + "&lt;/p&gt;</description></item><item><content:encoded><![CDATA[<p>" + kSentence + "</p>]]></content:encoded></item></channel></rss>",
           "<feed xmlns='http://www.w3.org/2005/Atom'><title>a</title><entry><id>urn:1</id><updated>2024-11-05T10:20:30Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>" + kSentence + "</p></div></content></entry></feed>",
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item rdf:about='http://a.example/2'><title>a</title><description>" + kSentence + "</description></item></rdf:RDF>"}, 400);
}

TEST_F(Damage, Warc) {
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string("10\r\n0123456789abcdef\r\n0\r\n\r\n");
  const std::string plain = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage;
  survive({record("warcinfo", "software: x\r\n") + record("request", "GET / HTTP/1.1\r\n\r\n") + record("response", plain) + record("response", http), record("resource", kPage) + record("conversion", kSentence),
           zip("raw", record("response", plain) + record("response", http), ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP)}, 400);
}

TEST_F(Damage, Json) {
  survive({"{\"id\":\"1\",\"text\":\"" + kSentence + "\",\"published\":\"2020-11-22\"}\n{\"title\":\"a\",\"content\":\"<p>x</p>\",\"authors\":[{\"name\":\"b\"}],\"date\":1604571630}\n",
           "{\"status\":\"ok\",\"articles\":[{\"source\":{\"name\":\"a\"},\"title\":\"b\",\"content\":\"" + kSentence + "\",\"publishedAt\":\"2020-11-22T10:00:00Z\"}]}", "[{\"headline\":\"a\",\"body\":\"" + kSentence + "\"}]"}, 400);
}

TEST_F(Damage, Archives) {
  survive({zip("1.html", kPage, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE), zip("2.txt", kSentence, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP), zip("3.jsonl", "{\"id\":\"1\",\"text\":\"a\"}\n", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_ZSTD),
           zip("in.zip", zip("4.html", kPage, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE), ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE)}, 300);
}

}  // namespace
}  // namespace rawi
