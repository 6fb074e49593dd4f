#include "ledger/notes.h"

#include <algorithm>
#include <charconv>

#include "ledger/edtf.h"
#include "ledger/sql.h"
#include "ledger/store.h"
#include "lexicon/lexicon.h"
#include "rawi/error.h"
#include "rawi/views.h"

namespace rawi {
namespace {

constexpr uint32_t kAround = 40;  // bytes on either side by which words are found again in a changed text

template <typename Enum>
int code_of(const std::string& field, const std::string& value, int first, int count, std::string_view (*name)(Enum)) {
  for (int i = first; i < count; ++i)
    if (name(static_cast<Enum>(i)) == value) return i;
  throw Error(field + " cannot be " + value);
}

uint32_t entity_called(const std::string& key, const Resources& resources) {
  const Lexicon& lexicon = resources.lexicon();
  for (uint32_t i = 0; i < lexicon.entity_count(); ++i)
    if (lexicon.string(lexicon.entity(i).id) == key) return i;
  return kNoEntity;
}

int64_t limit_of(std::string_view text) {
  int64_t value = kUnbounded;
  if (text.empty()) return value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) throw Error(std::string(text) + ": a count is a whole number");
  return value;
}

Quantity quantity_of(const std::string& field, const std::string& value) {
  const size_t dots = value.find("..");
  if (dots == std::string::npos) throw Error(value + ": give a least and a greatest number");
  Quantity q;
  q.of = static_cast<CountOf>(code_of<CountOf>("what is counted", field, 0, 15, count_name));
  q.min = limit_of(std::string_view(value).substr(0, dots));
  q.max = limit_of(std::string_view(value).substr(dots + 2));
  if (q.min == kUnbounded && q.max == kUnbounded) throw Error(field + ": give a least or a greatest number");
  if (q.min != kUnbounded && q.max != kUnbounded && q.min > q.max) throw Error(value + ": the least is above the greatest");
  return q;
}

// The claim's numbers move to the end of the list, where there is room to change them.
void amend_count(const std::string& field, const std::string& value, Claim& c, Reading& reading) {
  const CountOf of = static_cast<CountOf>(code_of<CountOf>("what is counted", field, 0, 15, count_name));
  const auto first = static_cast<uint32_t>(reading.quantities.size());
  Span words;
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity q = reading.quantities[c.first_quantity + i];
    if (q.of != of) reading.quantities.push_back(q);
    else if (words.empty()) words = q.words;
  }
  if (!value.empty()) {
    reading.quantities.push_back(quantity_of(field, value));
    reading.quantities.back().words = words;
  }
  c.first_quantity = first;
  c.quantities = static_cast<uint32_t>(reading.quantities.size()) - first;
}

void amend_time(const std::string& value, Claim& c, Reading& reading) {
  c.time.time = -1;
  if (value.empty()) return;
  c.time.time = static_cast<int32_t>(reading.times.size());
  reading.times.push_back({c.time.words, value});
}

void amend(const std::string& field, const std::string& value, const Resources& resources, Claim& c, Reading& reading) {
  const uint32_t entity = value.empty() ? kNoEntity : field == "place" || field == "actor" || field == "target" ? entity_called(value, resources) : kNoEntity;
  if (field == "type") {
    c.type = static_cast<Plover>(code_of<Plover>(field, value, 1, kPloverCount, plover_name));
    c.mode = 0;
  } else if (field == "status") {
    c.status = static_cast<Status>(code_of<Status>(field, value, 0, 4, status_name));
  } else if (field == "weapon") {
    c.weapon = value.empty() ? Weapon::kNone : static_cast<Weapon>(code_of<Weapon>(field, value, 1, 9, weapon_name));
    if (value.empty()) c.weapon_words = {};
  } else if (field == "place") {
    c.place.entity = entity, c.place.other = kNoEntity, c.place.relation = PlaceRelation::kAt;
    if (value.empty()) c.place.words = {};
  } else if (field == "time") {
    amend_time(value, c, reading);
  } else if (field == "actor" || field == "target") {
    Participant& who = field == "actor" ? c.actor : c.target;
    who.entity = entity;
    if (value.empty()) who.words = {};
  } else {
    amend_count(field, value, c, reading);
  }
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

Note note_of(const Statement& s) {
  Note n;
  n.id = s.integer_at(0), n.recorded_at = s.integer_at(1), n.kind = s.text_at(2), n.undoes = s.integer_at(3);
  n.who = s.text_at(4), n.reason = s.text_at(5), n.event = s.text_at(6), n.report = s.integer_at(7);
  n.trigger = {static_cast<uint32_t>(s.integer_at(8)), static_cast<uint32_t>(s.integer_at(9))};
  n.field = s.text_at(10), n.value = s.text_at(11), n.was = s.text_at(12);
  return n;
}

// What later ones that hold have taken back.
std::vector<int64_t> undone(Store& store) {
  std::vector<int64_t> out;
  Statement s(store.db(), "SELECT id, undoes FROM note WHERE undoes IS NOT NULL ORDER BY id DESC");
  while (s.step())
    if (std::find(out.begin(), out.end(), s.integer_at(0)) == out.end()) out.push_back(s.integer_at(1));
  return out;
}

}  // namespace

std::vector<Note> notes_of(Store& store, int64_t report) {
  const std::vector<int64_t> gone = undone(store);
  Statement s(store.db(), "SELECT n.id, b.recorded_at, n.kind, n.undoes, n.who, n.reason, n.event, n.report, n.trigger_begin, n.trigger_end, n.field, n.value, n.was"
                          " FROM note n JOIN batch b ON b.id = n.batch WHERE ?1 = 0 OR n.report = ?1 ORDER BY n.id");
  s.integer(1, report);
  std::vector<Note> out;
  while (s.step()) {
    out.push_back(note_of(s));
    out.back().holds = std::find(gone.begin(), gone.end(), out.back().id) == gone.end();
  }
  return out;
}

int64_t keep_note(Store& store, const Note& n) {
  Statement s(store.db(), "INSERT INTO note VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  s.integer(1, store.batch()).text(2, n.kind);
  n.undoes ? s.integer(3, n.undoes) : s.null(3);
  s.text(4, n.who).text(5, n.reason).text_or_null(6, n.event);
  n.report ? s.integer(7, n.report) : s.null(7);
  std::string around;
  if (n.trigger.empty()) {
    s.null(8).null(9).null(10);
  } else {
    const std::string text = store.text(n.report);
    const uint32_t begin = n.trigger.begin > kAround ? n.trigger.begin - kAround : 0;
    around = text.substr(begin, n.trigger.end + kAround - begin);
    s.integer(8, n.trigger.begin).integer(9, n.trigger.end).blob(10, around);
  }
  s.text_or_null(11, n.field).text_or_null(12, n.value).text_or_null(13, n.was).run();
  return store.db().last_row();
}

Amendments::Amendments(Store& store) {
  const std::vector<int64_t> gone = undone(store);
  Statement s(store.db(), "SELECT n.id, p.name, n.trigger_begin, n.trigger_end, n.around, n.field, n.value FROM note n JOIN report p ON p.id = n.report"
                          " WHERE n.kind = 'field' ORDER BY n.id");
  while (s.step()) {
    if (std::find(gone.begin(), gone.end(), s.integer_at(0)) != gone.end()) continue;
    One one;
    const auto begin = static_cast<uint32_t>(s.integer_at(2));
    one.inside = std::min(begin, kAround);
    one.begin = begin - one.inside;
    one.length = static_cast<uint32_t>(s.integer_at(3)) - begin;
    one.around = s.blob_at(4), one.field = s.text_at(5), one.value = s.text_at(6);
    by_report_[std::string(s.text_at(1))].push_back(std::move(one));
  }
}

void Amendments::apply(const Report& report, const Resources& resources, Reading& reading) const {
  const auto found = by_report_.find(report.id);
  if (found == by_report_.end()) return;
  const std::string_view text = report.text;
  for (const One& one : found->second) {
    size_t at = one.begin;
    if (text.size() < at || text.substr(at, one.around.size()) != one.around) {
      at = text.find(one.around);
      if (at == std::string_view::npos || text.find(one.around, at + 1) != std::string_view::npos) continue;
    }
    const auto begin = static_cast<uint32_t>(at + one.inside);
    for (Claim& c : reading.claims)
      if (overlap(c.trigger, {begin, begin + one.length})) amend(one.field, one.value, resources, c, reading);
  }
}

void Amendments::check(const std::string& field, const std::string& value, const Resources& resources) {
  Claim claim;
  Reading reading;
  amend(field, value, resources, claim, reading);
  if (value.empty()) {
    if (field == "type" || field == "status") throw Error(field + ": a claim has one");
    return;
  }
  if (field == "time" && !edtf_range(value)) throw Error(value + ": no date: write it as 2015, 2015-08 or 2015-08-03");
  const bool place = field == "place";
  if (!place && field != "actor" && field != "target") return;
  const uint32_t entity = entity_called(value, resources);
  if (entity == kNoEntity) throw Error(value + ": the lexicon has no such entity; /entities finds them by name");
  if (place != is_place(resources.lexicon().entity(entity).kind)) throw Error(value + ": that is " + (place ? "no place" : "a place"));
}

}  // namespace rawi
