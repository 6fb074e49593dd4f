// The accounts of an event by origin, and the graph of chains from origins to the reports that were read.
#include <algorithm>
#include <map>
#include <numeric>

#include "events/origins.h"
#include "ledger/identity.h"
#include "rawi/views.h"
#include "server/event_whole.h"

namespace rawi::server {
namespace {

void numbers(const char* key, const std::vector<int64_t>& list, JsonOut& json) {
  json.key(key).open_list();
  for (const int64_t n : list) json.number(n);
  json.close_list();
}

template <typename T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

struct Account {
  Teller teller;
  int64_t source = 0;
  bool party = false;
  std::vector<int64_t> claims, reports;
  std::vector<std::string> outlets;
};

struct Node {
  std::string id, kind, name;
  int64_t source = 0, report = 0;
  bool party = false, read = false;
  std::vector<int64_t> copies, claims;
};

// Copies are folded into the report that they are likeliest copied from: along directions first, else into the earliest.
std::vector<uint32_t> originals(const WholeEvent& whole) {
  std::vector<uint32_t> root(whole.reports.size());
  std::iota(root.begin(), root.end(), 0u);
  const auto find = [&](uint32_t r) {
    while (root[r] != r) r = root[r];
    return r;
  };
  const auto day = [&](uint32_t r) {
    const DayRange d = whole.events.reports[r].published;
    return std::pair(d.known() ? d.first : INT32_MAX, r);
  };
  for (const bool directed : {true, false})
    for (const uint32_t i : whole.event().reprints) {
      const Reprint& p = whole.events.reprints[i];
      if (p.directed != directed) continue;
      uint32_t first = find(p.first), second = find(p.second);
      if (first == second) continue;
      if (!directed && day(second) < day(first)) std::swap(first, second);
      root[second] = first;
    }
  for (uint32_t r = 0; r < root.size(); ++r) root[r] = find(r);
  return root;
}

class Graph {
 public:
  Graph(const WholeEvent& whole, const Parties& parties, const Lease& lease, Scribe& scribe)
      : whole_(whole), parties_(parties), lease_(lease), scribe_(scribe), root_(originals(whole)) {
    for (const EventReport& r : whole.events.reports)
      if (!r.outlet.empty()) outlets_.insert(spaced_fold(r.outlet));
    for (const EventMember& m : whole.event().claims) add(m);
  }

  void write(JsonOut& json) {
    json.open().key("nodes").open_list();
    for (const std::string& id : order_) node(nodes_.at(id), json);
    json.close_list().key("edges").open_list();
    for (const auto& [ends, claims] : edges_) {
      json.open().field("from", ends.first).field("to", ends.second);
      numbers("claims", claims, json);
      json.close();
    }
    json.close_list().close();
  }

 private:
  Node& called(const std::string& id) {
    const auto [at, fresh] = nodes_.try_emplace(id);
    if (fresh) order_.push_back(id), at->second.id = id;
    return at->second;
  }
  Node& report(uint32_t r) {
    const int64_t number = whole_.reports[root_[r]];
    Node& n = called("r" + std::to_string(number));
    if (n.kind.empty()) {
      const Scribe::Page& p = scribe_.page(number);
      n.kind = "report", n.report = number, n.read = true, n.name = p.row.outlet.empty() ? p.row.name : p.row.outlet;
    }
    if (root_[r] != r) add_once(n.copies, whole_.reports[r]);
    return n;
  }
  bool read(const LedgerSource& s) {
    const LedgerEntity& e = scribe_.entity(s.entity);
    for (const std::string& name : {s.name, e.name_ar, e.name_en})
      if (!name.empty() && outlets_.contains(spaced_fold(name))) return true;
    return false;
  }
  void add(const EventMember& m) {
    const int64_t claim = whole_.claim(m);
    const LedgerClaim c = lease_.store().claim(claim);
    Node& end = report(m.report);
    add_once(end.claims, claim);
    std::string to = end.id;
    for (size_t i = 0; i < c.links.size(); ++i) {
      const LedgerSource& s = scribe_.source(c.links[i].source);
      Node& n = called("s" + std::to_string(s.id));
      if (n.source == 0) n.source = s.id, n.name = s.name, n.read = read(s), n.kind = "relay";
      if (i + 1 == c.links.size()) {
        n.kind = "origin";
        n.party |= parties_.claims.contains({m.report, m.claim});
      }
      add_once(n.claims, claim);
      if (n.id != to) add_once(edges_[{n.id, to}], claim);
      to = n.id;
    }
  }
  void node(const Node& n, JsonOut& json) {
    json.open().field("node", n.id).field("kind", n.kind).field("name", n.name);
    const LedgerSource* s = n.source ? &scribe_.source(n.source) : nullptr;
    json.field_or_null("source_kind", s ? source_kind_name(s->kind) : std::string_view()).key("source");
    s ? json.number(s->id) : json.null();
    json.key("entity");
    scribe_.entity_json(s ? scribe_.entity(s->entity) : LedgerEntity{}, json);
    json.key("report");
    n.report ? json.number(n.report) : json.null();
    json.key("party").boolean(n.party).key("read").boolean(n.read);
    numbers("copies", n.copies, json);
    numbers("claims", n.claims, json);
    json.close();
  }

  const WholeEvent& whole_;
  const Parties& parties_;
  const Lease& lease_;
  Scribe& scribe_;
  std::vector<uint32_t> root_;
  std::set<std::string> outlets_;
  std::map<std::string, Node> nodes_;
  std::vector<std::string> order_;
  std::map<std::pair<std::string, std::string>, std::vector<int64_t>> edges_;
};

void account_json(const Account& a, Scribe& scribe, JsonOut& json) {
  const LedgerSource* s = a.source ? &scribe.source(a.source) : nullptr;
  const bool own = a.teller.name.empty();
  json.open().field("name", !own ? a.teller.name : a.outlets.empty() ? scribe.page(a.reports[0]).row.name : a.outlets[0]);
  json.field_or_null("kind", s ? source_kind_name(s->kind) : std::string_view()).key("source");
  s ? json.number(s->id) : json.null();
  json.key("entity");
  scribe.entity_json(s ? scribe.entity(s->entity) : LedgerEntity{}, json);
  json.key("party").boolean(a.party).key("own_voice").boolean(own);
  numbers("claims", a.claims, json);
  numbers("reports", a.reports, json);
  json.key("outlets").open_list();
  for (const std::string& o : a.outlets) json.string(o);
  json.close_list().close();
}

}  // namespace

void accounts_json(const WholeEvent& whole, const Parties& parties, const Lease& lease, Scribe& scribe, JsonOut& json) {
  std::vector<Account> accounts;
  for (const EventMember& m : whole.event().claims) {
    const Teller teller = teller_of(whole.events.reports, m);
    auto at = std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) { return a.teller.key == teller.key; });
    if (at == accounts.end()) at = accounts.insert(at, {teller, 0, false, {}, {}, {}});
    const LedgerClaim c = lease.store().claim(whole.claim(m));
    if (at->source == 0 && !c.links.empty()) at->source = c.links.back().source;
    at->party |= parties.claims.contains({m.report, m.claim});
    at->claims.push_back(c.id);
    add_once(at->reports, whole.reports[m.report]);
    if (const std::string& o = whole.events.reports[m.report].outlet; !o.empty()) add_once(at->outlets, o);
  }
  json.open_list();
  for (const Account& a : accounts) account_json(a, scribe, json);
  json.close_list();
}

void chain_json(const WholeEvent& whole, const Parties& parties, const Lease& lease, Scribe& scribe, JsonOut& json) {
  Graph(whole, parties, lease, scribe).write(json);
}

}  // namespace rawi::server
