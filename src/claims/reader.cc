#include "rawi/reader.h"

#include "claims/list_mentions.h"
#include "mentions/cues.h"
#include "mentions/published.h"
#include "report/junk.h"
#include "tokens/tokens.h"

namespace rawi {

struct Reader::Work {
  explicit Work(const Resources& r) : resources(r) {}
  const Resources& resources;
  Tokens tokens;
  std::vector<Segment> segments;
  Cues cues;
  std::vector<NumberMention> numbers;
  std::vector<TimeMention> times;
  std::vector<NameMention> names;
  PlaceScratch place_scratch;
  std::vector<PlaceMention> places;
};

Reader::Reader(const Resources& resources) : work_(std::make_unique<Work>(resources)) {}
Reader::~Reader() = default;

void Reader::read(const Report& report, Reading& out) {
  out.clear();
  Work& w = *work_;
  const Lexicon& lexicon = w.resources.lexicon();
  tokenize(report.text, lexicon, w.tokens);
  find_junk(report.text, w.tokens, lexicon, w.segments, out.junk);
  w.cues.find(w.tokens, lexicon);
  find_numbers(w.tokens, lexicon, w.cues, w.numbers);
  find_times(w.tokens, lexicon, w.cues, w.numbers, w.times);
  infer_published(w.tokens, w.times, report.published, out.published);
  const Anchor anchor = anchor_of(out.published.edtf);
  for (const TimeMention& time : w.times) out.times.push_back({time.span, std::string(resolve(time, anchor, Convention{}).view())});
  find_names(report.text, w.tokens, lexicon, w.names);
  link_places(w.tokens, lexicon, w.names, w.place_scratch, w.places);
  list_mentions(lexicon, w.names, w.places, w.numbers, w.times, out);
}

}  // namespace rawi
