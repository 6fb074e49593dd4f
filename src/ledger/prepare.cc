#include "ledger/prepare.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "claims/document.h"
#include "ledger/fts.h"
#include "ledger/notes.h"
#include "ledger/pack.h"

namespace rawi {
namespace {

// Feeds spans with their words, and numbers, into one hash.
class Tie {
 public:
  explicit Tie(const Report& report) : report_(report) { XXH3_64bits_reset(&state_); }

  void add(Span s) {
    add(static_cast<int64_t>(s.begin));
    add(static_cast<int64_t>(s.end));
    if (s.begin < s.end && s.end <= report_.text.size()) XXH3_64bits_update(&state_, report_.text.data() + s.begin, s.size());
  }
  void add(int64_t n) { XXH3_64bits_update(&state_, &n, sizeof n); }
  void add(std::string_view s) {
    add(static_cast<int64_t>(s.size()));
    XXH3_64bits_update(&state_, s.data(), s.size());
  }
  uint64_t value() const { return XXH3_64bits_digest(&state_); }

 private:
  const Report& report_;
  XXH3_state_t state_;
};

}  // namespace

uint64_t tie_of(const Report& report, const Reading& reading, const Claim& c) {
  Tie tie(report);
  for (const Span s : {c.trigger, c.sentence, c.weapon_words, c.actor.words, c.target.words, c.place.words, c.time.words}) tie.add(s);
  for (const int64_t n : {static_cast<int64_t>(c.type), static_cast<int64_t>(c.status), static_cast<int64_t>(c.weapon)}) tie.add(n);
  tie.add(c.time.time < 0 ? std::string_view() : std::string_view(reading.times[static_cast<size_t>(c.time.time)].edtf));
  for (uint32_t i = 0; i < c.links; ++i) {
    const Link& link = reading.links[c.first_link + i];
    tie.add(link.name);
    tie.add(link.cited);
    tie.add(static_cast<int64_t>(link.kind));
  }
  for (uint32_t i = 0; i < c.quantities; ++i) {
    const Quantity& q = reading.quantities[c.first_quantity + i];
    tie.add(q.words);
    for (const int64_t n : {static_cast<int64_t>(q.of), q.min, q.max}) tie.add(n);
  }
  return tie.value();
}

// Tagged: events are compared by what the tagger reads as names.
Preparer::Preparer(const Resources& resources, Companion companion, const Amendments* amendments)
    : resources_(resources), reader_(resources, Names::kTagged), identifier_(resources), companion_(std::move(companion)), amendments_(amendments) {}

void Preparer::prepare(Item& item, const std::string& published, Prepared& out) {
  out.good = false;
  out.came_from = item.name + (item.line ? ":" + std::to_string(item.line) : "");
  out.bytes = item.bytes.size();
  if (item.trouble.empty()) {
    out.digest = sha256(item.bytes);
    out.raw = pack(item.bytes);
  }
  out.good = make_report(item, out.report, out.trouble);
  if (!out.good) return;
  if (out.report.published.empty()) out.report.published = published;
  out.text_digest = sha256(out.report.text);
  out.text.clear();
  if (out.text_digest != out.digest) out.text = pack(out.report.text);
  read_again(out);
}

void Preparer::read_again(Prepared& out) {
  out.good = true;
  reader_.read(out.report, out.reading);
  if (amendments_) amendments_->apply(out.report, resources_, out.reading);
  complete(reader_.document().tokens, out);
  if (companion_) out.extra = companion_(reader_, out.report, out.reading);
}

void Preparer::complete(const Tokens& tokens, Prepared& out) {
  index(tokens, out);
  identify(tokens, out);
  out.ties.clear();
  for (const Claim& c : out.reading.claims) out.ties.push_back(tie_of(out.report, out.reading, c));
}

void Preparer::index(const Tokens& tokens, Prepared& out) {
  const Lexicon& lexicon = resources_.lexicon();
  out.words.clear();
  pack_words(tokens, lexicon, {0, static_cast<uint32_t>(out.report.text.size())}, out.words);
  out.title_words.clear();
  if (!out.report.title.empty()) {
    tokenize(out.report.title, lexicon, title_);
    pack_words(title_, lexicon, {0, static_cast<uint32_t>(out.report.title.size())}, out.title_words);
  }
  out.sentences.clear();
  out.sentence_words.clear();
  std::string packed;
  for (uint32_t i = 0; i < out.reading.claims.size(); ++i) {
    const Span sentence = out.reading.claims[i].sentence;
    if (!out.sentences.empty() && out.sentences.back().span == sentence) {
      ++out.sentences.back().claims;
      continue;
    }
    packed.clear();
    pack_words(tokens, lexicon, sentence, packed);
    const auto begin = static_cast<uint32_t>(out.sentence_words.size());
    out.sentence_words += packed;
    out.sentences.push_back({sentence, i, 1, begin, static_cast<uint32_t>(out.sentence_words.size())});
  }
}

void Preparer::identify(const Tokens& tokens, Prepared& out) {
  out.sources.resize(out.reading.links.size());
  std::vector<bool> done(out.reading.links.size());
  for (const Claim& c : out.reading.claims)
    for (uint32_t i = c.first_link; i < c.first_link + c.links; ++i) {
      if (done[i]) continue;
      done[i] = true;
      identifier_.identify(out.report.text, tokens, out.reading.links[i], c.sentence, out.sources[i]);
    }
}

}  // namespace rawi
