// An event as one line of JSON, or as text for a person.
#include <rapidjson/writer.h>

#include "events/event_sheet.h"
#include "events/strands.h"
#include "ledger/sheet.h"
#include "rawi/events.h"
#include "rawi/policies.h"
#include "rawi/views.h"
#include "views/string_out.h"
#include "views/text_of.h"

namespace rawi {
namespace {

std::string edtf_of(DayRange d) {
  if (!d.known()) return {};
  if (d.first == d.last) return iso_date(d.first);
  return (d.first == INT32_MIN ? ".." : iso_date(d.first)) + "/" + (d.last == INT32_MAX ? ".." : iso_date(d.last));
}

std::string_view words(const EventReport& r, Span s) { return std::string_view(r.text).substr(s.begin, s.size()); }

const char* kind_name(DifferenceKind kind) {
  constexpr const char* names[] = {"contradictions", "revisions", "not_contradictions"};
  return names[static_cast<int>(kind)];
}

class Json {
 public:
  Json(const Events& events, const Resources& resources, const EventNotes& notes, std::string& out)
      : all_(events), resources_(resources), notes_(notes), stream_{out}, w_(stream_) {}

  void event(const Event& e) {
    w_.StartObject();
    field("event", e.id);
    field_or_null("type", plover_name(e.type));
    place(e.place);
    field_or_null("time", edtf_of(e.days));
    key("claims"), w_.StartArray();
    for (const EventMember& m : e.claims) member(m);
    for (const auto& [report, n] : e.echoes) echo(all_.reports[report], all_.reports[report].echoes[n]);
    w_.EndArray();
    members("possible", e.possible);
    reprints(e);
    independence(e.independence);
    for (const DifferenceKind kind : {DifferenceKind::kContradiction, DifferenceKind::kRevision, DifferenceKind::kCompatible}) differences(e, kind);
    drifts(e);
    if (all_.policies) grades(e);
    if (!notes_.claims.empty()) decisions();
    w_.EndObject();
    stream_.out += '\n';
  }

 private:
  void key(std::string_view k) { w_.Key(k.data(), static_cast<rapidjson::SizeType>(k.size())); }
  void string(std::string_view s) {
    scratch_.clear();
    append_utf8(s, scratch_);
    w_.String(scratch_.data(), static_cast<rapidjson::SizeType>(scratch_.size()));
  }
  void field(std::string_view k, std::string_view s) { key(k), string(s); }
  void field_or_null(std::string_view k, std::string_view s) {
    key(k);
    if (s.empty()) w_.Null();
    else string(s);
  }
  void limit(std::string_view k, int64_t n) {
    key(k);
    if (n == kUnbounded) w_.Null();
    else w_.Int64(n);
  }
  void span(std::string_view k, Span s) {
    key(k);
    w_.StartArray(), w_.Uint(s.begin), w_.Uint(s.end), w_.EndArray();
  }
  void place(const EventPlace& p) {
    key("place");
    const std::optional<EntityFacts> known = p.chain.empty() ? std::nullopt : place_called(resources_, p.chain[0]);
    if (!known) {
      w_.Null();
      return;
    }
    const EntityFacts& facts = *known;
    w_.StartObject();
    field("name", facts.name_en.empty() ? facts.name_ar : facts.name_en);
    field_or_null("country", std::string_view(p.country, p.country[0] ? 2 : 0));
    field("entity", facts.id);
    field("kind", facts.kind);
    w_.EndObject();
  }
  void member(const EventMember& m) {
    const EventReport& r = all_.reports[m.report];
    const EventClaim& c = r.claims[m.claim];
    w_.StartObject();
    field("report", r.id);
    key("claim"), w_.Uint(m.claim);
    if (const auto id = notes_.claims.find({m.report, m.claim}); id != notes_.claims.end()) key("id"), w_.Int64(id->second);
    field("trigger", words(r, c.trigger));
    span("trigger_span", c.trigger);
    field("status", status_name(c.status));
    key("chain"), w_.StartArray();
    for (const int32_t s : c.chain) string(r.sources[static_cast<size_t>(s)].name);
    w_.EndArray();
    field("why", m.reason);
    w_.EndObject();
  }
  void echo(const EventReport& r, const EventEcho& e) {
    w_.StartObject();
    field("report", r.id);
    key("claim"), w_.Null();
    field("trigger", words(r, e.word));
    span("trigger_span", e.word);
    field("why", "echo: tells again what a claim of its report tells");
    w_.EndObject();
  }
  void members(std::string_view k, const std::vector<EventMember>& list) {
    key(k), w_.StartArray();
    for (const EventMember& m : list) member(m);
    w_.EndArray();
  }
  void reprints(const Event& e) {
    key("reprints"), w_.StartArray();
    for (const uint32_t i : e.reprints) {
      w_.StartArray();
      string(all_.reports[all_.reprints[i].first].id), string(all_.reports[all_.reprints[i].second].id);
      w_.EndArray();
    }
    w_.EndArray();
    key("passages"), w_.StartArray();
    for (const uint32_t i : e.reprints) {
      const Reprint& r = all_.reprints[i];
      for (const auto& [a, b] : r.passages) {
        w_.StartObject();
        field("from", all_.reports[r.first].id), span("from_span", a);
        field("to", all_.reports[r.second].id), span("to_span", b);
        key("directed"), w_.Bool(r.directed);
        w_.EndObject();
      }
    }
    w_.EndArray();
  }
  void node(const OriginNode& n) {
    w_.StartObject();
    field_or_null("name", n.name);
    field("reason", n.reason);
    key("min"), w_.Bool(n.counts_min);
    key("max"), w_.Bool(n.counts_max);
    key("party"), w_.Bool(n.party);
    key("claims"), w_.StartArray();
    for (const auto& [r, c] : n.claims) {
      w_.StartArray(), string(all_.reports[r].id), w_.Uint(c), w_.EndArray();
    }
    w_.EndArray();
    key("under"), w_.StartArray();
    for (const OriginNode& under : n.under) node(under);
    w_.EndArray();
    w_.EndObject();
  }
  void independence(const Independence& i) {
    key("independent_origins"), w_.StartObject();
    key("min"), w_.Int(i.min);
    key("max"), w_.Int(i.max);
    key("tree"), w_.StartArray();
    for (const OriginNode& n : i.tree) node(n);
    w_.EndArray(), w_.EndObject();
  }
  void differences(const Event& e, DifferenceKind kind) {
    key(kind_name(kind)), w_.StartArray();
    for (const Difference& d : e.differences) {
      if (d.kind != kind) continue;
      w_.StartObject();
      field("attribute", d.attribute);
      field("reason", d.reason);
      key("values"), w_.StartArray();
      for (const Side& s : d.sides) {
        w_.StartObject();
        field("value", side_words(all_, d, s, resources_));
        limit("min", s.min), limit("max", s.max);
        key("origins"), w_.StartArray();
        for (const std::string& o : s.origins) string(o);
        w_.EndArray();
        members("claims", s.claims);
        w_.EndObject();
      }
      w_.EndArray(), w_.EndObject();
    }
    w_.EndArray();
  }
  void drifts(const Event& e) {
    key("drifts"), w_.StartArray();
    for (const Drift& d : e.drifts) {
      w_.StartObject();
      field("kind", d.kind);
      key("from"), member(d.from);
      key("to"), member(d.to);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void decisions() {
    key("decisions"), w_.StartArray();
    for (const DecisionRow& d : notes_.decisions) {
      w_.StartObject();
      key("decision"), w_.Int64(d.id);
      field("kind", d.kind), field("who", d.who), field("why", d.reason);
      field("recorded_at", iso_time(d.recorded_at));
      w_.EndObject();
    }
    w_.EndArray();
  }

  void grades(const Event& e) {
    key("grades"), w_.StartArray();
    for (const Grade& g : grade_event(all_.reports, e, *all_.policies)) {
      w_.StartObject();
      field("policy", g.policy), field("grade", g.grade), field("reason", g.reason);
      key("facts"), w_.StartObject();
      for (const auto& [fact, n] : g.facts) key(fact_name(fact)), w_.Int(n);
      w_.EndObject(), w_.EndObject();
    }
    w_.EndArray();
  }

  const Events& all_;
  const Resources& resources_;
  const EventNotes& notes_;
  StringOut stream_;
  rapidjson::Writer<StringOut> w_;
  std::string scratch_;
};

// Arabic in isolates, so that lines that mix it with English read right.
void isolate(std::string_view s, std::string& out) {
  out += "\u2068";
  append_printable(s, out);
  out += "\u2069";
}

void tree_text(const OriginNode& n, int depth, std::string& out) {
  out.append(2 + 2 * static_cast<size_t>(depth), ' ');
  if (!n.name.empty()) isolate(n.name, out), out += ": ";
  out += n.reason;
  if (n.party) out += " (party to the event)";
  out += '\n';
  for (const OriginNode& under : n.under) tree_text(under, depth + 1, out);
}

// Each sentence once, after the numbers of its claims.
void sentences_text(const Events& events, const Event& e, const EventNotes& notes, std::string& out) {
  for (size_t i = 0; i < e.claims.size();) {
    const EventReport& r = events.reports[e.claims[i].report];
    const Span sentence = r.claims[e.claims[i].claim].sentence;
    out += "  ";
    for (const uint32_t report = e.claims[i].report; i < e.claims.size() && e.claims[i].report == report && r.claims[e.claims[i].claim].sentence == sentence; ++i)
      if (const auto id = notes.claims.find({report, e.claims[i].claim}); id != notes.claims.end()) out += std::to_string(id->second) + " ";
    isolate(r.id, out), out += ": ", isolate(words(r, sentence), out), out += "\n";
  }
}

}  // namespace

std::string side_words(const Events& events, const Difference& d, const Side& s, const Resources& resources) {
  if (s.claims.empty()) return s.value;
  const EventReport& r = events.reports[s.claims.front().report];
  const EventClaim& c = r.claims[s.claims.front().claim];
  if (d.attribute == "actor" && !c.actor_words.empty()) return std::string(words(r, c.actor_words));
  if (d.attribute != "place" || c.place.chain.empty()) return s.value;
  const std::optional<EntityFacts> known = place_called(resources, c.place.chain[0]);
  return known ? std::string(known->name_en) : s.value;
}

void write_event_json(const Events& events, const Event& event, const Resources& resources, std::string& out, const EventNotes& notes) {
  Json(events, resources, notes, out).event(event);
}

void write_event_text(const Events& events, const Event& e, const Resources& resources, bool whole, std::string& out, const EventNotes& notes) {
  size_t reports = 0;
  for (size_t i = 0; i < e.claims.size(); ++i) reports += i == 0 || e.claims[i].report != e.claims[i - 1].report;
  out += e.id + "  " + std::string(plover_name(e.type)) + "  ";
  const std::optional<EntityFacts> place = e.place.chain.empty() ? std::nullopt : place_called(resources, e.place.chain[0]);
  if (place) append_printable(place->name_en, out);
  else out += "place unknown";
  out += "  " + (e.days.known() ? edtf_of(e.days) : "time unknown") + "  " + std::to_string(reports) + " reports, " +
         std::to_string(e.claims.size()) + " claims, independent origins " + std::to_string(e.independence.min) + " to " +
         std::to_string(e.independence.max) + "\n";
  for (const Difference& d : e.differences) {
    if (d.kind == DifferenceKind::kCompatible && !whole) continue;
    out += "  " + std::string(d.kind == DifferenceKind::kContradiction ? "contradiction: " : d.kind == DifferenceKind::kRevision ? "revision: " : "no contradiction: ") + d.attribute + ": ";
    for (const Side& s : d.sides) {
      out += &s == &d.sides.front() ? "" : " / ";
      append_printable(side_words(events, d, s, resources), out);
      for (const std::string& o : s.origins) out += " ", isolate(o, out);
    }
    out += "; " + d.reason + "\n";
  }
  if (!whole) return;
  out += "  origins:\n";
  for (const OriginNode& n : e.independence.tree) tree_text(n, 1, out);
  for (const uint32_t i : e.reprints) {
    const Reprint& r = events.reprints[i];
    out += "  " + std::string(r.directed ? "copied from " : "shares text with ");
    isolate(events.reports[r.first].id, out), out += ": ", isolate(events.reports[r.second].id, out);
    out += ", " + std::to_string(r.passages.size()) + " sentences\n";
  }
  if (events.policies)
    for (const Grade& g : grade_event(events.reports, e, *events.policies)) out += "  " + g.policy + ": " + g.grade + " (" + g.reason + ")\n";
  for (const Drift& d : e.drifts) {
    out += "  drift: " + d.kind + ": ";
    isolate(words(events.reports[d.to.report], events.reports[d.to.report].claims[d.to.claim].sentence), out), out += "\n";
  }
  for (const DecisionRow& d : notes.decisions) {
    out += "  decision " + std::to_string(d.id) + ": " + d.kind + " by ", isolate(d.who, out);
    out += " on " + iso_time(d.recorded_at).substr(0, 10) + ": ", isolate(d.reason, out), out += "\n";
  }
  sentences_text(events, e, notes, out);
}

}  // namespace rawi
