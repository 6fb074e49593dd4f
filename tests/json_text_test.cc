// JsonText against RapidJSON's Writer: the same bytes.
#include "views/json_text.h"

#include <gtest/gtest.h>
#include <rapidjson/writer.h>

#include <cstdint>

#include "views/string_out.h"

namespace rawi {
namespace {

template <typename Put>
std::string by_rapidjson(Put put) {
  std::string out;
  StringOut stream{out};
  rapidjson::Writer<StringOut> writer(stream);
  put(writer);
  return out;
}

std::string string_of(std::string_view s) {
  std::string out;
  JsonText(out).string(s);
  return out;
}

TEST(JsonText, EscapesAsRapidJsonDoes) {
  // Every byte that UTF-8 can begin with, at every place of a word of eight and after it.
  for (int c = 0; c < 0x80; ++c) {
    for (size_t before = 0; before < 18; ++before) {
      const std::string s = std::string(before, 'a') + static_cast<char>(c) + "ع\"" + std::string(before, 'b');
      ASSERT_EQ(string_of(s), by_rapidjson([&](auto& w) { w.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); })) << c << ' ' << before;
    }
  }
  EXPECT_EQ(string_of(""), "\"\"");
  for (const size_t size : {4000, 4090, 4094, 4095, 4096, 4097, 9000}) {  // about as long as the stage
    const std::string s = std::string(size, 'a') + "\n";
    EXPECT_EQ(string_of(s), '"' + std::string(size, 'a') + "\\n\"") << size;
  }
  EXPECT_EQ(string_of("قال: \"نعم\"\n"), "\"قال: \\\"نعم\\\"\\n\"");
  EXPECT_EQ(string_of("\x7F\x1F"), "\"\x7F\\u001F\"");
}

TEST(JsonText, WritesCoordinates) {
  const auto text_of = [](double d) {
    std::string out;
    JsonText(out).coordinate(d);
    return out;
  };
  EXPECT_EQ(text_of(33.5), "33.5");
  EXPECT_EQ(text_of(44.361488), "44.36149");
  EXPECT_EQ(text_of(-7), "-7.0");
  EXPECT_EQ(text_of(0.00001), "0.00001");
}

TEST(JsonText, PutsCommasBetween) {
  std::string out;
  JsonText json(out);
  for (int line = 0; line < 2; ++line) {
    json.open();
    json.key("a");
    json.open_list();
    json.number(INT64_MIN);
    json.number(7);
    json.open();
    json.close();
    json.close_list();
    json.key("b");
    json.null();
    json.close();
    json.end_line();
  }
  EXPECT_EQ(out, "{\"a\":[-9223372036854775808,7,{}],\"b\":null}\n{\"a\":[-9223372036854775808,7,{}],\"b\":null}\n");
}

}  // namespace
}  // namespace rawi
