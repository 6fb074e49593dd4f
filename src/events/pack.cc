#include "events/pack.h"

#include <bit>
#include <cstring>
#include <mutex>
#include <set>
#include <type_traits>

#include "ledger/pack.h"
#include "rawi/error.h"

namespace rawi {
namespace {

constexpr size_t kLargestPacked = size_t{256} << 20;

class Packer {
 public:
  std::string out;

  void operator()(bool v) { out.push_back(v ? '\1' : '\0'); }
  void operator()(float v) { bytes(&v, sizeof v); }
  void operator()(uint64_t word) {  // narrow
    const auto v = static_cast<uint32_t>(word);
    bytes(&v, sizeof v);
  }
  void operator()(const std::string& s) { string(s); }
  void operator()(const char* s) { string(s); }
  void operator()(const char (&country)[2]) { bytes(country, 2); }
  void operator()(Span s) { number(s.begin), number(s.end); }
  template <typename T>
    requires(std::is_enum_v<T> || (std::is_integral_v<T> && !std::is_same_v<T, uint64_t>))
  void operator()(T v) { number(static_cast<int64_t>(v)); }
  template <typename A, typename B>
  void operator()(const std::pair<A, B>& p) { (*this)(p.first), (*this)(p.second); }
  template <typename T>
  void operator()(const std::vector<T>& list) {
    number(static_cast<int64_t>(list.size()));
    for (const T& v : list) (*this)(v);
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(const T& v) { visit(*this, const_cast<T&>(v)); }

 private:
  void bytes(const void* at, size_t size) { out.append(static_cast<const char*>(at), size); }
  void string(std::string_view s) { number(static_cast<int64_t>(s.size())), out.append(s); }
  // Seven bits a byte, the sign in the lowest.
  void number(int64_t n) {
    uint64_t v = static_cast<uint64_t>(n) << 1 ^ static_cast<uint64_t>(n >> 63);
    for (; v >= 128; v >>= 7) out.push_back(static_cast<char>(v | 128));
    out.push_back(static_cast<char>(v));
  }
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view in) : in_(in) {}

  void operator()(bool& v) { v = *take(1) != '\0'; }
  void operator()(float& v) { std::memcpy(&v, take(sizeof v), sizeof v); }
  void operator()(uint64_t& word) {
    uint32_t v;
    std::memcpy(&v, take(sizeof v), sizeof v);
    word = v;
  }
  void operator()(std::string& s) {
    const size_t size = count();
    s.assign(take(size), size);
  }
  void operator()(const char*& s) {
    std::string words;
    (*this)(words);
    s = lasting(words);
  }
  void operator()(char (&country)[2]) { std::memcpy(country, take(2), 2); }
  void operator()(Span& s) { (*this)(s.begin), (*this)(s.end); }
  template <typename T>
    requires(std::is_enum_v<T> || (std::is_integral_v<T> && !std::is_same_v<T, uint64_t>))
  void operator()(T& v) { v = static_cast<T>(number()); }
  template <typename A, typename B>
  void operator()(std::pair<A, B>& p) { (*this)(p.first), (*this)(p.second); }
  template <typename T>
  void operator()(std::vector<T>& list) {
    list.resize(count());
    for (T& v : list) (*this)(v);
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(T& v) { visit(*this, v); }

 private:
  const char* take(size_t size) {
    if (size > in_.size() - at_) throw Error("an event kept in the ledger is damaged: `rawi verify` says more");
    const char* begin = in_.data() + at_;
    at_ += size;
    return begin;
  }
  size_t count() {
    const int64_t n = number();
    if (n < 0 || static_cast<uint64_t>(n) > in_.size() - at_) take(in_.size() + 1);  // everything takes a byte
    return static_cast<size_t>(n);
  }
  int64_t number() {
    uint64_t v = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*take(1));
      v |= static_cast<uint64_t>(byte & 127) << (shift & 63);
      if (byte < 128) return static_cast<int64_t>(v >> 1) ^ -static_cast<int64_t>(v & 1);
      if (shift > 63) take(in_.size() + 1);
    }
  }

  std::string_view in_;
  size_t at_ = 0;
};

// A struct that has grown has a field that visit() does not know.
template <typename T, size_t kSize>
constexpr void has_size() {
  static_assert(sizeof(T) == kSize, "a new field: add it to visit(), raise kPacked, and write the new size here");
}

template <typename A>
void visit(A& a, DayRange& d) { has_size<DayRange, 8>(), a(d.first), a(d.last); }

template <typename A>
void visit(A& a, EventPlace& p) {
  has_size<EventPlace, 40>();
  a(p.chain), a(p.fine), a(p.country), a(p.lat), a(p.lon), a(p.located);
}

template <typename A>
void visit(A& a, EventSource& s) {
  has_size<EventSource, 192>();
  a(s.key), a(s.name), a(s.kind), a(s.in_report), a(s.party), a(s.entity), a(s.words), a(s.agency), a(s.state), a(s.bare), a(s.doubtful), a(s.bodies);
}

template <typename A>
void visit(A& a, EventNumber& n) { has_size<EventNumber, 40>(), a(n.of), a(n.min), a(n.max), a(n.scope), a(n.words); }

template <typename A>
void visit(A& a, EventWord& w) { has_size<EventWord, 16>(), a(w.word), a(w.weight); }

template <typename A>
void visit(A& a, EventClaim& c) {
  has_size<EventClaim, 360>();
  a(c.trigger), a(c.sentence), a(c.sentence_number), a(c.headline), a(c.type), a(c.status), a(c.weapon), a(c.place), a(c.days);
  a(c.participants), a(c.doers), a(c.tellers), a(c.actor), a(c.numbers), a(c.chain), a(c.denies), a(c.lemma), a(c.definite), a(c.place_said), a(c.days_said);
  a(c.parties), a(c.denier), a(c.responds), a(c.voiced), a(c.cause);
  a(c.actor_words), a(c.target_words), a(c.mode), a(c.cameo);
}

template <typename A>
void visit(A& a, EventEcho& e) {
  has_size<EventEcho, 40>();
  a(e.word), a(e.sentence), a(e.sentence_number), a(e.type), a(e.lemma), a(e.doubt);
}

template <typename A>
void visit(A& a, SentencePrint& s) { has_size<SentencePrint, 56>(), a(s.span), a(s.words), a(s.content); }

template <typename A>
void visit(A& a, EventOrdinal& o) { has_size<EventOrdinal, 16>(), a(o.of), a(o.number); }

template <typename A>
void visit(A& a, EventReport& r) {
  has_size<EventReport, 280>();
  a(r.id), a(r.outlet), a(r.published_edtf), a(r.published), a(r.sources), a(r.credits), a(r.sentences), a(r.claims), a(r.ordinals), a(r.echoes);
}

template <typename A>
void visit(A& a, Reprint& r) { has_size<Reprint, 40>(), a(r.first), a(r.second), a(r.directed), a(r.shared), a(r.passages); }

template <typename A>
void visit(A& a, EventMember& m) { has_size<EventMember, 24>(), a(m.report), a(m.claim), a(m.score), a(m.reason); }

template <typename A>
void visit(A& a, OriginNode& n) {
  has_size<OriginNode, 120>();
  a(n.name), a(n.reason), a(n.counts_min), a(n.counts_max), a(n.party), a(n.claims), a(n.under);
}

template <typename A>
void visit(A& a, Independence& i) { has_size<Independence, 32>(), a(i.min), a(i.max), a(i.tree); }

template <typename A>
void visit(A& a, Side& s) { has_size<Side, 96>(), a(s.value), a(s.min), a(s.max), a(s.claims), a(s.origins); }

template <typename A>
void visit(A& a, Difference& d) { has_size<Difference, 96>(), a(d.kind), a(d.attribute), a(d.reason), a(d.sides); }

template <typename A>
void visit(A& a, Drift& d) { has_size<Drift, 80>(), a(d.kind), a(d.from), a(d.to); }

template <typename A>
void visit(A& a, Event& e) {
  has_size<Event, 264>();
  a(e.id), a(e.type), a(e.place), a(e.days), a(e.claims), a(e.possible), a(e.echoes), a(e.reprints), a(e.independence), a(e.differences), a(e.drifts);
}

template <typename A>
void visit(A& a, PackedEvent& e) { a(e.readings), a(e.reprints), a(e.event); }

template <typename T>
std::string packed(const T& value) {
  Packer packer;
  packer(value);
  return pack(packer.out);
}

template <typename T>
T unpacked(std::string_view bytes) {
  const std::string plain = unpack(bytes, kLargestPacked);
  T out;
  Unpacker unpacker(plain);
  unpacker(out);
  return out;
}

void halve(std::vector<uint64_t>& words) {
  for (uint64_t& w : words) w >>= 32;
}

}  // namespace

void narrow(EventReport& report) {
  for (EventSource& s : report.sources) halve(s.words), halve(s.bodies);
  for (SentencePrint& s : report.sentences) {
    halve(s.words);
    for (EventWord& w : s.content) w.word >>= 32;
  }
  for (EventClaim& c : report.claims) {
    halve(c.participants), halve(c.doers), halve(c.tellers);
    c.lemma >>= 32;
    for (EventNumber& n : c.numbers) n.scope >>= 32;
  }
  for (EventOrdinal& o : report.ordinals) o.of >>= 32;
  for (EventEcho& e : report.echoes) e.lemma >>= 32;
}

std::string pack_report(const EventReport& report) { return packed(report); }
EventReport unpack_report(std::string_view bytes) { return unpacked<EventReport>(bytes); }
std::string pack_event(const PackedEvent& event) { return packed(event); }
PackedEvent unpack_event(std::string_view bytes) { return unpacked<PackedEvent>(bytes); }

std::string pack_passages(const Reprint& reprint) {
  Packer packer;
  packer(reprint.passages);
  return packer.out;
}

void unpack_passages(std::string_view bytes, Reprint& reprint) {
  Unpacker unpacker(bytes);
  unpacker(reprint.passages);
}

const char* lasting(std::string_view words) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> kept;  // nodes stay where they are
  const std::lock_guard lock(mutex);
  const auto at = kept.find(words);
  return (at != kept.end() ? at : kept.emplace(words).first)->c_str();
}

}  // namespace rawi
