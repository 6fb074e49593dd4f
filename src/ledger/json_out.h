// A small JSON writer over RapidJSON: strings become good UTF-8, an empty one may be null.
#ifndef RAWI_LEDGER_JSON_OUT_H
#define RAWI_LEDGER_JSON_OUT_H

#include <rapidjson/writer.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "rawi/span.h"
#include "views/text_of.h"

namespace rawi {

class JsonOut {
 public:
  explicit JsonOut(std::string& out) : stream_{out}, writer_(stream_) { writer_.SetMaxDecimalPlaces(5); }

  JsonOut& open() { return writer_.StartObject(), *this; }
  JsonOut& close() { return writer_.EndObject(), *this; }
  JsonOut& open_list() { return writer_.StartArray(), *this; }
  JsonOut& close_list() { return writer_.EndArray(), *this; }
  JsonOut& key(std::string_view k) { return writer_.Key(k.data(), static_cast<rapidjson::SizeType>(k.size())), *this; }
  JsonOut& string(std::string_view s) {
    good_.clear();
    append_utf8(s, good_);
    return writer_.String(good_.data(), static_cast<rapidjson::SizeType>(good_.size())), *this;
  }
  JsonOut& string_or_null(std::string_view s) { return s.empty() ? null() : string(s); }
  JsonOut& number(int64_t n) { return writer_.Int64(n), *this; }
  // The writer cuts off at five decimals: rounded first, 36.0576 does not become 36.05759.
  JsonOut& real(double d) { return writer_.Double(std::round(d * 1e5) / 1e5), *this; }
  JsonOut& boolean(bool b) { return writer_.Bool(b), *this; }
  JsonOut& null() { return writer_.Null(), *this; }
  // A whole object, as some other writer made it.
  JsonOut& raw(std::string_view json) { return writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType), *this; }
  JsonOut& span(Span s) {
    if (s.empty()) return null();
    return open_list().number(s.begin).number(s.end).close_list();
  }
  JsonOut& field(std::string_view k, std::string_view s) { return key(k).string(s); }
  JsonOut& field_or_null(std::string_view k, std::string_view s) { return key(k).string_or_null(s); }
  JsonOut& field(std::string_view k, int64_t n) { return key(k).number(n); }

 private:
  struct Stream {
    using Ch = char;
    std::string& out;
    void Put(char c) { out.push_back(c); }
    void Flush() {}
  };
  Stream stream_;
  rapidjson::Writer<Stream> writer_;
  std::string good_;
};

}  // namespace rawi

#endif  // RAWI_LEDGER_JSON_OUT_H
