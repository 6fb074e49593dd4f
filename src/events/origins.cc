#include "events/origins.h"

#include <algorithm>
#include <map>
#include <set>

#include "events/sets.h"
#include "events/strands.h"

namespace rawi {
namespace {

constexpr size_t kCommonWord = 2;  // a word told by one in so many of the reports that tell the commonest one tells the event
constexpr size_t kOwnName = 2;    // words of a name that stands for itself
const std::string kMedia = "media"; // agencies and papers that tell it themselves: one, whatever they rest on
constexpr int32_t kSlip = 1;      // days by which a report's day may be off
constexpr size_t kCoreShare = 4;  // types that make up a quarter of the claims are what the event is

struct Voice {
  const EventSource* source = nullptr;  // null: a report's own voice
  std::vector<std::pair<uint32_t, uint32_t>> claims;
  std::set<uint32_t> reports;
  std::vector<std::string> also;        // other names of it
  bool own = false;
};

class Counting {
 public:
  Counting(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints, const EventPlace& place, DayRange days)
      : reports_(reports), place_(place), days_(days) {
    for (const Reprint& r : reprints) copies_.insert(std::minmax(r.first, r.second));
  }

  Independence count(const std::vector<EventMember>& members) {
    const std::set<uint64_t> told_often = shared_lemmas(members);
    std::map<Plover, size_t> types;
    for (const EventMember& m : members) ++types[reports_[m.report].claims[m.claim].type];
    for (const EventMember& m : members) {
      const EventReport& report = reports_[m.report];
      const EventClaim& claim = report.claims[m.claim];
      const bool beside = types[claim.type] * kCoreShare < members.size() || (!told_often.empty() && !told_often.contains(claim.lemma));
      if (claim.denies < 0 && !claim.denier && (beside || elsewhere(claim))) continue;
      if (!claim.actor.empty()) actors_.insert(claim.actor);
      parties_.insert(claim.parties.begin(), claim.parties.end());
      told_.insert(m.report);
      members_.push_back(m);
      const int32_t origin = origin_of(report, claim);
      if (origin >= 0 && !report.sources[static_cast<size_t>(origin)].doubtful) add(report.sources[static_cast<size_t>(origin)], m);
    }
    drop_carriers(members);
    add_credits();
    fold_states();
    for (const uint32_t report : told_) own_voice(report, members);
    return result();
  }

 private:
  // Of another place or day than the event: told beside it.
  bool elsewhere(const EventClaim& c) const {
    if (c.place_said && fit_places(c.place, place_) == Fit::kConflict) return true;
    return c.days_said && c.days.known() && days_.known() && !c.days.overlaps(days_, kSlip);
  }

  // "The ministry condemned the bombing that struck the mosque": who condemns or condoles speaks of what others have told; a state or
  // group that is no party to the event (`speaker`) does so in all that it says in the report afterwards.
  bool presupposed(const EventReport& report, uint32_t number, const std::string& speaker) const {
    const EventClaim& claim = report.claims[number];
    const auto reacts = [](const EventClaim& c) { return c.type == Plover::kSupport || (c.type == Plover::kAccuse && c.mode == "disapprove"); };
    if (claim.denies >= 0 || claim.denier || reacts(claim)) return false;
    const bool outside = !speaker.empty() && !parties_.contains(speaker);
    for (uint32_t i = number; i-- > 0;) {
      const EventClaim& before = report.claims[i];
      if (!reacts(before) || before.trigger.begin >= claim.trigger.begin) continue;
      if (before.sentence_number == claim.sentence_number) return true;
      if (outside && std::find(before.parties.begin(), before.parties.end(), speaker) != before.parties.end()) return true;
    }
    return false;
  }

  // Words that more than one report tells the event by, and half as many as tell the commonest (copies are one there). Empty where
  // it is told by one.
  std::set<uint64_t> shared_lemmas(const std::vector<EventMember>& members) const {
    struct Tellers {
      std::vector<uint32_t> reports, originals;
    };
    std::map<uint64_t, Tellers> tell;
    size_t most = 0;
    for (const EventMember& m : members) {
      Tellers& t = tell[reports_[m.report].claims[m.claim].lemma];
      if (std::find(t.reports.begin(), t.reports.end(), m.report) != t.reports.end()) continue;
      t.reports.push_back(m.report);
      if (std::none_of(t.originals.begin(), t.originals.end(), [&](uint32_t r) { return copies(r, m.report); })) t.originals.push_back(m.report);
      most = std::max(most, t.originals.size());
    }
    std::set<uint64_t> out;
    for (const auto& [lemma, t] : tell)
      if (t.reports.size() > 1 && kCommonWord * t.reports.size() >= most) out.insert(lemma);
    return out;
  }
  bool copies(uint32_t a, uint32_t b) const { return copies_.contains(std::minmax(a, b)); }

  // Of two unnamed sources of one report: "the (local) source" goes on with one that its words fit; "an official" is another
  // than "a Yemeni official".
  static bool goes_on(const EventSource& a, const EventSource& b) {
    if (!a.party.empty() && !b.party.empty() && a.party != b.party) return false;
    if (!a.words.empty() && a.words == b.words) return true;
    return (a.bare || b.bare) && common(a.words, b.words) == std::min(a.words.size(), b.words.size());
  }

  // Whether the reports show that two sources are one.
  bool one(const Voice& v, const EventSource& s, uint32_t report) const {
    if (!v.source) return false;
    const EventSource& o = *v.source;
    if (v.reports.contains(report) && o.name == s.name) return true;
    if (!s.key.empty() && o.key == s.key && (!s.in_report || v.reports.contains(report))) return true;
    if (s.kind == SourceKind::kPerson && o.kind == s.kind && common(o.words, s.words) >= 2) return true;
    if (!s.entity.empty() && s.entity == o.entity) return true;
    const bool unnamed = s.key.empty() || o.key.empty();
    if (!unnamed && !s.party.empty() && s.party == o.party && (s.party.starts_with("e:") || s.party.starts_with("g:") || (s.state && o.state))) return true;
    const bool here = std::any_of(v.reports.begin(), v.reports.end(), [&](uint32_t r) { return r == report || copies(r, report); });
    if (s.key.empty() && o.key.empty()) return here && goes_on(s, o);
    if (here && s.kind != o.kind && share(s.bodies, o.bodies)) return true;         // who speaks for a body, and the body
    if (s.words.empty() || o.words.empty()) return false;
    const size_t same = common(o.words, s.words), fewer = std::min(o.words.size(), s.words.size());
    if (here) return same == fewer;  // a copy names its source as the original does, if shorter
    return !unnamed && s.kind == o.kind && fewer >= 2 && same == fewer;
  }

  void add(const EventSource& s, const EventMember& m) {
    auto found = std::find_if(voices_.begin(), voices_.end(), [&](const Voice& v) { return one(v, s, m.report); });
    if (found == voices_.end()) {
      voices_.push_back({});
      found = voices_.end() - 1;
      found->source = &s;
    } else if (!found->source->key.empty() < !s.key.empty() || (found->source->party.empty() && !s.party.empty())) {
      found->source = &s;
    }
    if (found->source->name != s.name && std::find(found->also.begin(), found->also.end(), s.name) == found->also.end())
      found->also.push_back(s.name);
    found->claims.emplace_back(m.report, m.claim);
    found->reports.insert(m.report);
  }

  // Who is credited for a whole report has told what it tells, whoever is named in it.
  void add_credits() {
    for (const uint32_t report : told_)
      for (const int32_t credit : reports_[report].credits) {
        const EventSource& source = reports_[report].sources[static_cast<size_t>(credit)];
        const auto first = std::find_if(members_.begin(), members_.end(), [&](const EventMember& m) { return m.report == report; });
        if (!source.doubtful) add(source, *first);
      }
  }

  // An agency that passes on what another origin told, in every report that has the agency: who told it is counted.
  void drop_carriers(const std::vector<EventMember>& members) {
    std::set<std::pair<uint32_t, std::string>> carried;  // report, key of who stands in a chain before its end
    for (const EventMember& m : members) {
      const EventReport& r = reports_[m.report];
      const std::vector<int32_t>& chain = r.claims[m.claim].chain;
      for (size_t i = 0; i + 1 < chain.size(); ++i) carried.emplace(m.report, r.sources[static_cast<size_t>(chain[i])].key);
    }
    std::erase_if(voices_, [&](const Voice& v) {
      return v.source->agency && std::all_of(v.reports.begin(), v.reports.end(), [&](uint32_t r) { return carried.contains({r, v.source->key}); });
    });
  }

  // A state as such ("the authorities") speaks through those of it who are named: it is none beside them.
  void fold_states() {
    for (size_t i = voices_.size(); i-- > 0;) {
      const EventSource& s = *voices_[i].source;
      if (!s.state || s.key.empty()) continue;
      const auto other = std::find_if(voices_.begin(), voices_.end(), [&](const Voice& v) {
        return !v.source->state && !v.source->key.empty() && !v.source->agency && v.source->party == s.party;
      });
      if (other == voices_.end()) continue;
      other->also.push_back(s.name);
      other->claims.insert(other->claims.end(), voices_[i].claims.begin(), voices_[i].claims.end());
      other->reports.insert(voices_[i].reports.begin(), voices_[i].reports.end());
      voices_.erase(voices_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  // A report that names nobody for the event is a possible origin, unless it copies another that is counted.
  void own_voice(uint32_t report, const std::vector<EventMember>& members) {
    for (const Voice& v : voices_)
      if (v.reports.contains(report)) return;
    for (const uint32_t other : told_)
      if (other != report && copies(report, other) && (other < report || speaks(other))) return;
    Voice v;
    v.own = true;
    v.reports.insert(report);
    for (const EventMember& m : members)
      if (m.report == report) v.claims.emplace_back(m.report, m.claim);
    voices_.push_back(std::move(v));
  }
  bool speaks(uint32_t report) const {
    return std::any_of(voices_.begin(), voices_.end(), [&](const Voice& v) { return !v.own && v.reports.contains(report); });
  }

  // What min counts a voice by, where it can be told apart; empty: it may be any of the others. Named or not, who speaks for one
  // state or group does not speak for another. A body with a name of its own stands for itself where it is not known whom it
  // belongs to; a person of whom that is not known may belong anywhere. Who says what will or may be, or condemns what others
  // told, has not told it.
  std::string stands_by(const Voice& v) const {
    if (!v.source || v.source->doubtful) return {};
    const bool tells = std::any_of(v.claims.begin(), v.claims.end(), [&](const auto& at) {
      return told_as_fact(at) && !presupposed(reports_[at.first], at.second, v.source->party);
    });
    if (!tells) return {};
    const EventSource& s = *v.source;
    if (s.agency) return s.party.starts_with("c:") ? s.party : s.entity.empty() ? std::string() : kMedia;
    if (!s.party.empty()) return s.party;
    return s.kind != SourceKind::kPerson && surely(v) ? s.name : std::string();
  }
  bool told_as_fact(const std::pair<uint32_t, uint32_t>& at) const {
    const Status status = reports_[at.first].claims[at.second].status;
    return status == Status::kHappened || status == Status::kDenied;
  }

  // A person named in full, or a body by a name of its own: nobody else of its state.
  static bool by_name(const EventSource& s) {
    if (s.key.empty() || s.state || s.agency || s.doubtful) return false;
    const bool own = s.words.size() >= kOwnName;
    return s.kind == SourceKind::kPerson ? own || !s.in_report : own && !s.in_report;
  }

  // One claim may be misread.
  static bool surely(const Voice& v) { return by_name(*v.source) && v.claims.size() > 1; }

  // How many of one side are different for certain. A person may speak for any of the bodies, so whichever are more of the two;
  // those are marked.
  static int least_of(OriginNode& side, const std::vector<const Voice*>& sources) {
    int persons = 0, bodies = 0;
    for (const Voice* v : sources) (v->source->kind == SourceKind::kPerson ? persons : bodies) += surely(*v);
    if (persons + bodies == 0) {
      side.counts_min = true;
      return 1;
    }
    for (size_t i = 0; i < sources.size(); ++i)
      side.under[i].counts_min = surely(*sources[i]) && (sources[i]->source->kind == SourceKind::kPerson) == (persons >= bodies);
    return std::max(persons, bodies);
  }

  Independence result() {
    Independence out;
    std::map<std::string, std::pair<OriginNode, std::vector<const Voice*>>> sides;
    OriginNode unnamed, own, loose;
    unnamed.reason = "unnamed: may be any of the named, or one another", own.reason = "own voice of reports that name no source";
    loose.reason = "named, but a medium or of unknown belonging: may rest on one of the others";
    for (const Voice& v : voices_) {
      OriginNode leaf = node(v);
      ++out.max;
      if (const std::string name = stands_by(v); !name.empty()) {
        auto& [side, sources] = sides[name];
        side.reason = name == kMedia ? "agencies and papers that rest on nobody named: one at least" : "of one state, group or body";
        side.name = name;
        side.party = side.party || leaf.party;
        side.under.push_back(std::move(leaf));
        sources.push_back(&v);
      } else {
        (v.own ? own : v.source->key.empty() ? unnamed : loose).under.push_back(std::move(leaf));
      }
    }
    for (auto& [name, side] : sides) {
      out.min += least_of(side.first, side.second);
      out.tree.push_back(std::move(side.first));
    }
    for (OriginNode* n : {&loose, &unnamed, &own})
      if (!n->under.empty()) out.tree.push_back(std::move(*n));
    if (out.min == 0 && !out.tree.empty()) out.min = 1, out.tree.front().counts_min = true;
    return out;
  }

  OriginNode node(const Voice& v) const {
    OriginNode n;
    n.counts_max = true;
    n.claims = v.claims;
    if (v.own) {
      n.name = reports_[*v.reports.begin()].id;
      n.reason = "own voice";
      return n;
    }
    n.name = v.source->name;
    n.reason = v.source->key.empty() ? "unnamed" : v.source->agency ? "agency or paper" : "named";
    n.party = v.source->party.starts_with("e:") && actors_.contains(v.source->party.substr(2));
    n.party = n.party || (!v.source->entity.empty() && actors_.contains(v.source->entity)) || parties_.contains(v.source->party);
    for (const std::string& name : v.also) n.under.push_back({name, "the same source", false, false, false, {}, {}});
    return n;
  }

  const std::vector<EventReport>& reports_;
  const EventPlace& place_;
  const DayRange days_;
  std::set<std::pair<uint32_t, uint32_t>> copies_;
  std::set<uint32_t> told_;
  std::vector<EventMember> members_;  // that tell it
  std::set<std::string> actors_, parties_;  // who did it; whom actors and targets belong to
  std::vector<Voice> voices_;
};

}  // namespace

int32_t origin_of(const EventReport& report, const EventClaim& claim) {
  if (!claim.chain.empty()) return claim.chain.back();
  return report.credits.empty() ? -1 : report.credits.front();
}

Teller teller_of(const std::vector<EventReport>& reports, const EventMember& member) {
  const EventReport& r = reports[member.report];
  const int32_t origin = origin_of(r, r.claims[member.claim]);
  if (origin < 0) return {{}, "own@" + r.id, {}, false, false};
  const EventSource& s = r.sources[static_cast<size_t>(origin)];
  return {s.name, s.key.empty() || s.in_report ? s.key + "@" + s.name + "@" + r.id : s.key, s.party, !s.key.empty() && !s.doubtful, s.agency};
}

Independence count_origins(const std::vector<EventReport>& reports, const std::vector<Reprint>& reprints,
                           const std::vector<EventMember>& members, const EventPlace& place, DayRange days) {
  return Counting(reports, reprints, place, days).count(members);
}

}  // namespace rawi
