#include "claims/pipeline.h"

#include <algorithm>

#include "claims/decider.h"
#include "claims/find_claims.h"
#include "claims/frames.h"
#include "claims/list_mentions.h"
#include "claims/triggers.h"
#include "mentions/published.h"
#include "report/junk.h"

namespace rawi {
namespace {

// Which mention each token belongs to, -1: none. `ends_after`: 1 where Mention::last is the last token, 0 where it is past it.
template <typename Mention>
void index_tokens(const std::vector<Mention>& mentions, size_t tokens, uint32_t ends_after, std::vector<int32_t>& out) {
  out.assign(tokens, -1);
  for (size_t k = 0; k < mentions.size(); ++k)
    for (uint32_t i = mentions[k].first; i < mentions[k].last + ends_after; ++i)
      if (out[i] < 0) out[i] = static_cast<int32_t>(k);
}

// A sentence is junk when junk covers most of it.
void mark_junk(Document& d, const std::vector<Junk>& junk) {
  d.junk.assign(d.structure.sentences.size(), 0);
  size_t k = 0;
  for (size_t s = 0; s < d.junk.size(); ++s) {
    const Span span = d.structure.sentences[s].span;
    while (k < junk.size() && junk[k].words.end <= span.begin) ++k;
    uint32_t covered = 0;
    for (size_t j = k; j < junk.size() && junk[j].words.begin < span.end; ++j)
      covered += std::min(junk[j].words.end, span.end) - std::max(junk[j].words.begin, span.begin);
    d.junk[s] = 2 * covered > span.size();
  }
}

// A bare weekday is the last one in news, a bare date the last one unless the next is near.
constexpr Convention kNews{.dates = Prefer::kNear};

void resolve_times(Document& d, Reading& out) {
  const Anchor anchor = anchor_of(out.published.edtf);
  d.time_values.resize(d.times.size());
  out.times.resize(d.times.size());
  for (size_t k = 0; k < d.times.size(); ++k) {
    d.time_values[k] = resolve(d.times[k], anchor, kNews);
    out.times[k].words = d.times[k].span;
    out.times[k].edtf.assign(d.time_values[k].view());
  }
}

// A relational adjective is no place, but may be all that a clause says of where: "the Iraqi forces". It joins
// the places as its country; what it is worth is for the decision to learn.
void add_demonyms(Document& d) {
  const size_t places = d.places.size();
  for (const NameMention& name : d.names) {
    if (name.kinds != kNamesNisba || name.entity == kNoEntity) continue;
    const uint32_t country = d.lexicon->country_place({d.lexicon->entity(name.entity).country, 2});
    if (country != kNoEntity) d.places.push_back({{name.span, country, kNoEntity, PlaceRelation::kAt}, name.first, name.last, 0});
  }
  std::inplace_merge(d.places.begin(), d.places.begin() + static_cast<std::ptrdiff_t>(places), d.places.end(),
                     [](const PlaceMention& a, const PlaceMention& b) { return a.first < b.first; });
}

// A name's own clitics overrule those of a common word that is spelled alike: in "lndn" (London) the l is no "to".
void heed_names(Document& d) {
  constexpr uint8_t kTaken = kWa | kFa | kBa | kLi | kKa;
  for (const NameMention& name : d.names) {
    Tag& tag = d.tags[name.first];
    if (name.kinds == kNamesNisba || (tag.proclitics & kTaken) == (name.proclitics & kTaken)) continue;
    tag = Tag{};
    tag.pos = Pos::kProper;
    tag.proclitics = name.proclitics;
  }
}

}  // namespace

Pipeline::Pipeline(const Lexicon& lexicon, const Model* model, const TaggerModel* tagger, Names names)
    : lexicon_(lexicon), looks_(lexicon), choice_(model), context_(model ? model->context() : nullptr), tagger_model_(tagger), names_(names) {}

// The tagger takes as long as all other stages: it reads only reports that may name a place which the gazetteer does not have,
// unless its names are wanted for themselves.
void Pipeline::find_places(const Report& report) {
  Document& d = document_;
  link_places(d.tokens, lexicon_, d.names, d.place_scratch, d.places);
  d.tagged.clear();
  d.local_places.clear();
  const bool local = tagger_model_ && may_name_local_places(d.tokens, lexicon_, d.places);
  if (!local && !(tagger_model_ && names_ == Names::kTagged)) return;
  if (!tagger_) tagger_.emplace(*tagger_model_, lexicon_);
  tagger_->find(report.text, d.tokens, d.structure, d.tags, d.names, Scheme::kOwn, d.tagged);
  if (local) find_local_places(report.text, d.tokens, d.structure, lexicon_, *tagger_model_, d.tagged, d.places, d.local_places);
  if (names_ == Names::kListed) d.tagged.clear();
}

void Pipeline::prepare(const Report& report, Reading& out) {
  Document& d = document_;
  d.report = &report;
  d.lexicon = &lexicon_;
  tokenize(report.text, lexicon_, d.tokens);
  find_sentences(d.tokens, d.structure);
  tag(d.tokens, d.structure, lexicon_, d.tags);
  find_junk(report.text, d.tokens, lexicon_, d.segments, out.junk);
  mark_junk(d, out.junk);

  const size_t n = d.tokens.all.size();
  d.cues.find(d.tokens, lexicon_);
  find_numbers(d.tokens, lexicon_, d.cues, d.numbers);
  find_times(d.tokens, lexicon_, d.cues, d.numbers, d.times);
  find_quantities(d.tokens, lexicon_, d.cues, d.numbers, d.times, d.quantities);
  infer_published(d.tokens, d.times, report.published, out.published);
  d.published = out.published;
  resolve_times(d, out);
  index_tokens(d.times, n, 0, d.time_of);
  find_names(report.text, d.tokens, lexicon_, d.names);
  index_tokens(d.names, n, 1, d.name_of);
  find_places(report);
  heed_names(d);  // after the tagger, which knows words as they are
  list_mentions(lexicon_, d.names, d.tagged, d.places, d.local_places, d.numbers, d.times, out);
  add_demonyms(d);
  describe_words(d, looks_);
  find_phrases(report.text, lexicon_, d.tokens, d.structure, d.tags, d.names, d.name_of, d.time_of, d.phrases);
  index_phrases(d);
  context_.begin(d);
}

void Pipeline::claims(Reading& out, Oracle* oracle) { find_claims(document_, choice_, context_, oracle, scratch_, out); }

void Pipeline::frames() { find_frames(document_); }

void Pipeline::triggers() {
  Decider decider(document_, choice_, context_, nullptr, scratch_);
  find_frames(document_);
  find_triggers(decider);
}

void Pipeline::read(const Report& report, Reading& out) {
  prepare(report, out);
  claims(out, nullptr);
}

}  // namespace rawi
