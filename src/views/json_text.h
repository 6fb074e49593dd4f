// JSON appended to a string that the caller owns: what RapidJSON's Writer gives, byte for byte (tests/json_text_test.cc runs both),
// without its walk from byte to byte: claims are thirty fields of a few bytes each, under keys that need no escaping.
//
// Keys hold nothing that JSON escapes, and strings are good UTF-8. Containers are closed by whoever opened them.
#ifndef RAWI_VIEWS_JSON_TEXT_H
#define RAWI_VIEWS_JSON_TEXT_H

#include <cstdint>
#include <string>
#include <string_view>

namespace rawi {

class JsonText {
 public:
  explicit JsonText(std::string& out) : out_(out) {}

  void open() { begin('{'); }
  void open_list() { begin('['); }
  void close() { end('}'); }
  void close_list() { end(']'); }
  void end_line() {
    out_ += '\n';
    comma_ = false;
  }
  void key(std::string_view plain) {
    if (comma_) out_ += ',';
    out_.append("\"", 1).append(plain).append("\":", 2);
    comma_ = false;
  }
  void null() { value("null"); }
  void string(std::string_view s);
  void number(int64_t n);
  // Coordinates are floats: five decimals are a metre, and more than any gazetteer knows.
  void coordinate(double d);

 private:
  void separate() {
    if (comma_) out_ += ',';
    comma_ = true;
  }
  void value(std::string_view s) {
    separate();
    out_ += s;
  }
  void begin(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
  }
  void end(char bracket) {
    out_ += bracket;
    comma_ = true;
  }

  std::string& out_;
  bool comma_ = false;
};

}  // namespace rawi

#endif  // RAWI_VIEWS_JSON_TEXT_H
