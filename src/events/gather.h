// How a report is made comparable: what gather.cc and gather_sources.cc share.
//
// One reader works on one report at a time; `document` and `reading` are the caller's and live until it is done. One thread.
#ifndef RAWI_EVENTS_GATHER_H
#define RAWI_EVENTS_GATHER_H

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/document.h"
#include "events/speakers.h"
#include "ledger/identity.h"
#include "rawi/events.h"

namespace rawi {

inline constexpr float kHeavyName = 2.5f;  // what a name weighs as evidence, where a word weighs 1

// Words that say nothing of what happened.
bool empty_word(Category c);
bool may_be_name(const Document& d, uint32_t token);
float weight_of(const Document& d, uint32_t token);

struct EventReader::Work {
  explicit Work(const Resources& r);

  void sentences(EventReport& out) const;
  void ordinals(EventReport& out) const;
  void claim(const Report& report, const Claim& c, EventReport& out);
  int32_t source(const Report& report, const Link& link, Span sentence, EventReport& out);
  EventSource source_of(const Report& report, const Link& link, Span sentence);
  void take_body(uint32_t entity, const Link& link, EventSource& s) const;
  void take_state(TokenRange name, EventSource& s) const;
  bool is_outlet(uint32_t entity, std::string_view outlet) const;
  std::string party_at(uint32_t token) const;
  std::string group_in(TokenRange words) const;
  std::string party_after(Span name, Span sentence) const;
  void describe(const Link& link, EventSource& s) const;
  EventPlace place(const PlaceRef& ref) const;
  uint32_t district_of(uint32_t town) const;
  void words_in(Span span, std::vector<uint64_t>& out) const;
  void names_in(Span span, std::vector<uint64_t>& out) const;
  EventNumber number(const Quantity& q) const;
  bool credited(const Report& report, TokenRange words) const;
  void credits(const Report& report, EventReport& out);
  void echoes(EventReport& out) const;
  bool said(Span words, Span sentence) const;
  Voiced voiced(const Link& origin, Span trigger) const;
  Cause cause(Span sentence) const;
  std::string party_of(uint32_t entity) const;
  std::pair<uint32_t, uint32_t> tokens_in(Span span) const;
  const Document& doc() const { return *document; }

  const Resources& resources;
  std::unique_ptr<Reader> reader;      // where reports are not read already
  Identifier identifier;
  Reading own_reading;
  const Document* document = nullptr;  // of the report under way
  const Reading* reading = nullptr;
  SourceIdentity identity;
  std::map<std::pair<uint32_t, std::string_view>, uint32_t> districts;  // by province and name, with and without its first word
};

}  // namespace rawi

#endif  // RAWI_EVENTS_GATHER_H
