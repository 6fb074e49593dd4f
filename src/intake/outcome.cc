// What became of an input, as a line of JSON: docs/intake.md, "Outcomes".
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>

#include "bytes/utf8.h"
#include "rawi/input.h"

namespace rawi {
namespace {

constexpr std::array<std::string_view, 9> kTypes = {"unknown", "text", "html", "feed", "opml", "warc", "jsonl", "json", "archive"};
constexpr std::array<std::string_view, 6> kStandings = {"article", "paywall", "foreign", "thin", "consent", "links"};
constexpr std::array<std::string_view, 11> kBases = {"", "given", "json-ld", "opengraph", "meta", "microdata", "time", "markup", "feed", "http", "detected"};

class Line {
 public:
  Line() : writer_(buffer_) { writer_.StartObject(); }

  void text(const char* key, std::string_view value) {
    writer_.Key(key);
    std::string whole;
    for (size_t at = 0; at < value.size();) {
      const uint32_t length = utf8_length(value, at);
      whole += length ? value.substr(at, length) : "\xEF\xBF\xBD";
      at += length ? length : 1;
    }
    writer_.String(whole.data(), static_cast<rapidjson::SizeType>(whole.size()));
  }
  void text_or_null(const char* key, std::string_view value) {
    if (!value.empty()) return text(key, value);
    writer_.Key(key);
    writer_.Null();
  }
  void number(const char* key, uint64_t value) {
    writer_.Key(key);
    writer_.Uint64(value);
  }
  rapidjson::Writer<rapidjson::StringBuffer>& json() { return writer_; }
  void end(std::string& out) {
    writer_.EndObject();
    out.append(buffer_.GetString(), buffer_.GetSize()).push_back('\n');
  }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

struct Field {
  const char* name;
  const std::string& value;
  FieldBasis basis;
};

std::array<Field, 7> fields_of(const Report& r) {
  return {{{"title", r.title, r.basis.title}, {"outlet", r.outlet, r.basis.outlet}, {"author", r.author, r.basis.author},
                                        {"published", r.published, r.basis.published}, {"modified", r.modified, r.basis.modified}, {"url", r.url, r.basis.url},
                                        {"language", r.language, r.basis.language}}};
}

std::string_view basis_of(const Field& f) { return field_basis_name(f.basis == FieldBasis::kNone ? FieldBasis::kGiven : f.basis); }

void write_fields(const Report& r, Line& line) {
  const auto fields = fields_of(r);
  line.json().Key("found");
  line.json().StartObject();
  for (const Field& f : fields)
    if (!f.value.empty()) line.text(f.name, basis_of(f));
  line.json().EndObject();
  line.json().Key("missing");
  line.json().StartArray();
  for (const Field& f : fields)
    if (f.value.empty()) line.json().String(f.name);
  if (r.text.empty()) line.json().String("text");
  line.json().EndArray();
}

}  // namespace

std::string_view type_name(InputType type) { return kTypes[static_cast<size_t>(type)]; }
std::string_view standing_name(ReportStanding standing) { return kStandings[static_cast<size_t>(standing)]; }
std::string_view field_basis_name(FieldBasis basis) { return kBases[static_cast<size_t>(basis)]; }

std::string found_fields(const Report& report) {
  std::string out;
  for (const Field& f : fields_of(report))
    if (!f.value.empty()) out.append(out.empty() ? "" : " ").append(f.name).append("=").append(basis_of(f));
  return out;
}

void write_outcome(const Item& item, const Report& report, bool read, std::string_view trouble, std::string& out) {
  Line line;
  line.text("input", item.where());
  line.text("type", type_name(item.type));
  line.text("outcome", !read ? "refused" : report.readable() ? "read" : "kept");
  line.text_or_null("why", !trouble.empty() ? trouble : read && report.standing != ReportStanding::kArticle ? standing_name(report.standing) : std::string_view());
  if (read) {
    line.text("report", report.id);
    line.text("standing", standing_name(report.standing));
    line.text("encoding", report.encoding);
    line.number("bytes", report.text.size());
    line.number("broken", report.broken);
    write_fields(report, line);
  }
  line.end(out);
}

void write_known(const Item& item, std::string& out) {
  Line line;
  line.text("input", item.where());
  line.text("type", type_name(item.type));
  line.text("outcome", "known");
  line.text("why", "the ledger has these bytes under this name");
  line.end(out);
}

void write_outcome(const Carrier& carrier, std::string& out) {
  Line line;
  line.text("input", carrier.name);
  line.text("type", type_name(carrier.type));
  line.text("outcome", carrier.trouble.empty() ? "carrier" : "refused");
  line.text_or_null("why", carrier.trouble);
  line.number("reports", carrier.reports);
  line.json().Key("passed_over");
  line.json().StartObject();
  for (const auto& [why, count] : carrier.passed_over) line.number(why.c_str(), count);
  line.json().EndObject();
  line.end(out);
}

}  // namespace rawi
