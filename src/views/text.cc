#include <cmath>
#include <cstdio>

#include "rawi/input.h"
#include "rawi/views.h"
#include "views/text_of.h"

namespace rawi {
namespace {

constexpr const char* kIsolate = "\xE2\x81\xA8";     // U+2068 first strong isolate
constexpr const char* kEndIsolate = "\xE2\x81\xA9";  // U+2069
constexpr const char* kFrom = " \xE2\x86\x90 ";      // U+2190: heard from
constexpr const char* kTo = " \xE2\x86\x92 ";        // U+2192: acts on
constexpr const char* kDash = "\xE2\x80\x93";        // U+2013

constexpr const char* kBold = "\x1B[1m";
constexpr const char* kDim = "\x1B[2m";
constexpr const char* kBlue = "\x1B[34m";
constexpr const char* kPlain = "\x1B[0m";

class Page {
 public:
  Page(const Report& report, const Reading& reading, const Resources& resources, bool colour, std::string& out)
      : report_(report), reading_(reading), resources_(resources), colour_(colour), out_(out) {}

  void head();
  void claim(const Claim& c, size_t number);

 private:
  void style(const char* code) {
    if (colour_) out_ += code;
  }
  void words(Span s) { isolated(report_.words(s)); }
  void isolated(std::string_view s) {
    out_ += kIsolate;
    append_printable(s, out_);
    out_ += kEndIsolate;
  }
  // "    where   ", then the caller's value.
  void label(const char* name) {
    char line[16];
    std::snprintf(line, sizeof line, "    %-8s", name);
    style(kDim);
    out_ += line;
    style(kPlain);
  }

  void sentence(const Claim& c);
  void chain(const Claim& c);
  void participants(const Claim& c);
  std::string_view name_of(const EntityFacts& e) const { return e.name_en.empty() ? e.name_ar : e.name_en; }
  void carried(const Claim& c, Span s);
  void place(const Claim& c);
  void time(const Claim& c);
  void quantities(const Claim& c);

  const Report& report_;
  const Reading& reading_;
  const Resources& resources_;
  const bool colour_;
  std::string& out_;
};

void Page::head() {
  style(kBold);
  isolated(report_.id);
  style(kPlain);
  for (const std::string& part : {report_.outlet, report_.title})
    if (!part.empty()) {
      out_ += ", ";
      isolated(part);
    }
  if (!report_.readable()) out_ += "\n  not read for claims: " + std::string(standing_name(report_.standing)) + (report_.language.empty() ? "" : ", " + report_.language);
  out_ += "\n  published ";
  out_ += reading_.published.edtf.empty() ? "unknown" : reading_.published.edtf;
  if (reading_.published.basis != DateBasis::kUnknown) out_ += std::string(" (") + std::string(basis_name(reading_.published.basis)) + ")";
  if (report_.encoding != "UTF-8") out_ += ", came in " + report_.encoding;
  if (report_.broken > 0) out_ += ", " + std::to_string(report_.broken) + " broken bytes";
  out_ += ", " + std::to_string(reading_.claims.size()) + (reading_.claims.size() == 1 ? " claim\n" : " claims\n");
}

void Page::sentence(const Claim& c) {
  const Span s = c.sentence.contains(c.trigger) ? c.sentence : c.trigger;
  label("words");
  out_ += kIsolate;
  append_printable(report_.words({s.begin, c.trigger.begin}), out_);
  const auto space_at = [&](uint32_t at) { return at > s.begin && at < s.end && report_.text[at] == ' '; };
  if (c.trigger.begin > s.begin && space_at(c.trigger.begin - 1)) out_ += ' ';
  style(kBold);
  out_ += colour_ ? "" : "[";
  append_printable(report_.words(c.trigger), out_);
  out_ += colour_ ? "" : "]";
  style(kPlain);
  if (space_at(c.trigger.end)) out_ += ' ';
  append_printable(report_.words({c.trigger.end, s.end}), out_);
  out_ += kEndIsolate;
  out_ += '\n';
}

void Page::chain(const Claim& c) {
  label("says");
  if (c.links == 0) out_ += "the report itself";
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading_.links[c.first_link + i];
    if (i > 0) out_ += kFrom;
    words(link.name);
    out_ += " (";
    out_ += source_kind_name(link.kind);
    out_ += ')';
  }
  out_ += '\n';
}

void Page::participants(const Claim& c) {
  if (c.actor.words.empty() && c.target.words.empty()) return;
  label("who");
  if (c.actor.words.empty())
    out_ += '?';
  else
    words(c.actor.words);
  if (!c.target.words.empty()) {
    out_ += kTo;
    words(c.target.words);
  }
  out_ += '\n';
}

// A place or time may rest on words of another sentence; a reader who looks for them in this one should know.
void Page::carried(const Claim& c, Span s) {
  if (c.sentence.contains(s) || c.sentence.empty()) return;
  style(kDim);
  out_ += s.begin < c.sentence.begin ? " (said before)" : " (said later)";
  style(kPlain);
}

void Page::place(const Claim& c) {
  constexpr const char* kRelations[] = {"", "near ", "north of ", "south of ", "east of ", "west of ", "border of ", "in "};
  const PlaceRef& p = c.place;
  if (p.words.empty()) return;
  label("where");
  if (p.entity != kNoEntity) {
    const EntityFacts e = resources_.entity(p.entity);
    out_ += kRelations[static_cast<size_t>(p.relation)];
    isolated(name_of(e));
    if (p.other != kNoEntity) {
      out_ += " and ";
      isolated(name_of(resources_.entity(p.other)));
    }
    out_ += std::string(", ") + std::string(e.kind);
    if (!e.country.empty() && p.other == kNoEntity) out_ += std::string(", ") + std::string(e.country);
    if (e.located) {
      char where[48];
      std::snprintf(where, sizeof where, ", %.2f %c %.2f %c", std::abs(e.lat), e.lat < 0 ? 'S' : 'N', std::abs(e.lon), e.lon < 0 ? 'W' : 'E');
      out_ += where;
    }
    out_ += "  ";
  }
  words(p.words);
  carried(c, p.words);
  out_ += '\n';
}

void Page::time(const Claim& c) {
  if (c.time.words.empty()) return;
  label("when");
  const std::string_view edtf = c.time.time < 0 ? std::string_view() : std::string_view(reading_.times[static_cast<size_t>(c.time.time)].edtf);
  out_ += edtf.empty() ? "relative" : edtf;
  out_ += "  ";
  words(c.time.words);
  carried(c, c.time.words);
  out_ += '\n';
}

void Page::quantities(const Claim& c) {
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity& q = reading_.quantities[c.first_quantity + i];
    label(i == 0 ? "count" : "");
    if (q.min == q.max)
      out_ += std::to_string(q.min);
    else if (q.max == kUnbounded)
      out_ += "at least " + std::to_string(q.min);
    else if (q.min == kUnbounded)
      out_ += "at most " + std::to_string(q.max);
    else
      out_ += std::to_string(q.min) + kDash + std::to_string(q.max);
    out_ += ' ';
    out_ += count_name(q.of);
    out_ += "  ";
    words(q.words);
    out_ += '\n';
  }
}

void Page::claim(const Claim& c, size_t number) {
  out_ += '\n';
  style(kBold);
  out_ += "  " + std::to_string(number) + ". ";
  style(kBlue);
  out_ += plover_name(c.type);
  style(kPlain);
  if (const std::string_view mode = resources_.mode_name(c.mode); !mode.empty()) out_ += std::string(" (") + std::string(mode) + ")";
  out_ += ' ';
  out_ += status_name(c.status);
  if (c.denies >= 0) out_ += " (against claim " + std::to_string(c.denies + 1) + ")";
  out_ += '\n';
  chain(c);
  sentence(c);
  participants(c);
  place(c);
  time(c);
  quantities(c);
  if (c.weapon != Weapon::kNone) {
    label("weapon");
    out_ += weapon_name(c.weapon);
    if (!c.weapon_words.empty()) {
      out_ += "  ";
      words(c.weapon_words);
      carried(c, c.weapon_words);
    }
    out_ += '\n';
  }
}

}  // namespace

void write_text(const Report& report, const Reading& reading, const Resources& resources, bool colour, std::string& out) {
  Page page(report, reading, resources, colour, out);
  page.head();
  for (size_t i = 0; i < reading.claims.size(); ++i) page.claim(reading.claims[i], i + 1);
  out += '\n';
}

}  // namespace rawi
