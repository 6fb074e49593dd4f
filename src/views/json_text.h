// JSON appended to a string that the caller owns: what RapidJSON's Writer gives, byte for byte (tests/json_text_test.cc runs both),
// without its walk from byte to byte: claims are thirty fields of a few bytes each, under keys that need no escaping.
//
// Keys hold nothing that JSON escapes, and strings are good UTF-8. Containers are closed by whoever opened them. What is written is in
// the string at the end of a line, and when the writer goes.
#ifndef RAWI_VIEWS_JSON_TEXT_H
#define RAWI_VIEWS_JSON_TEXT_H

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rawi {

class JsonText {
 public:
  explicit JsonText(std::string& out) : out_(out) {}
  ~JsonText() { flush(); }
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  void open() { begin('{'); }
  void open_list() { begin('['); }
  void close() { end('}'); }
  void close_list() { end(']'); }
  void end_line() {
    room(1);
    *at_++ = '\n';
    comma_ = false;
    flush();
  }
  void key(std::string_view plain) {  // shorter than kRoom
    room(plain.size() + 4);
    if (comma_) *at_++ = ',';
    *at_++ = '"';
    put(plain);
    *at_++ = '"';
    *at_++ = ':';
    comma_ = false;
  }
  void null() {
    room(5);
    separate();
    put("null");
  }
  void string(std::string_view s);
  void number(int64_t n);
  // Coordinates are floats: five decimals are a metre, and more than any gazetteer knows.
  void coordinate(double d);

 private:
  static constexpr size_t kRoom = 4096;

  // Makes room for so many bytes in the stage.
  void room(size_t bytes) {
    if (static_cast<size_t>(stage_ + kRoom - at_) < bytes) flush();
  }
  void flush() {
    out_.append(stage_, at_);
    at_ = stage_;
  }
  void put(std::string_view s) {
    std::memcpy(at_, s.data(), s.size());
    at_ += s.size();
  }
  void put_long(std::string_view s) {
    room(s.size());
    s.size() <= kRoom ? put(s) : void(out_ += s);  // room() has emptied the stage for it
  }
  void separate() {
    if (comma_) *at_++ = ',';
    comma_ = true;
  }
  void begin(char bracket) {
    room(2);
    separate();
    *at_++ = bracket;
    comma_ = false;
  }
  void end(char bracket) {
    room(1);
    *at_++ = bracket;
    comma_ = true;
  }

  std::string& out_;
  char stage_[kRoom];  // a string grows by one field after the other more slowly than by lines
  char* at_ = stage_;
  bool comma_ = false;
};

}  // namespace rawi

#endif  // RAWI_VIEWS_JSON_TEXT_H
