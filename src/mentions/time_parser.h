// The grammar of one point in time: a date, a weekday, a clock time, "the third of last month".
// Used by times.cc, which puts points together into mentions.
//
// Every reader takes the token it begins at and returns the token after what it read; it returns its
// argument, and changes nothing, when nothing of its kind is there.
#ifndef RAWI_MENTIONS_TIME_PARSER_H
#define RAWI_MENTIONS_TIME_PARSER_H

#include <vector>

#include "mentions/time_words.h"
#include "mentions/times.h"

namespace rawi {

inline constexpr uint64_t kMonthBits = Cue::bit(Class::kMonth) | Cue::bit(Class::kMonthPair) | Cue::bit(Class::kHijriMonth) |
                                Cue::bit(Class::kHijriPair) | Cue::bit(Class::kDhuMonth);

inline bool month_unit(const Cue& c) { return c.unit == 6 && c.unit_count == 1; }

// last: one back; the one after next: two on.
constexpr int shift_of(Which w) {
  switch (w) {
    case Which::kPast: return -1;
    case Which::kBeforeLast: return -2;
    case Which::kNext: return 1;
    case Which::kAfterNext: return 2;
    default: return 0;
  }
}

class TimeParser {
 public:
  TimeParser(const Tokens& tokens, const Lexicon& lexicon, const Cues& cues, const std::vector<NumberMention>& numbers, Register speech)
      : tokens_(tokens), all_(tokens.all), lexicon_(lexicon), cues_(cues), numbers_(numbers), talk_(speech == Register::kTalk) {}

  // A whole point: components in any order that fit together.
  uint32_t read_point(uint32_t i, TimePoint& p) const;

  // "five weeks", "two months", "a year", "about ten days": a length.
  uint32_t read_length(uint32_t i, Unit& unit, int64_t& num, int64_t& den, bool& about) const;

  // The second day of "13 to 15 July", when the day just read was the first of a pair; 0: none.
  int paired_day() const { return paired_day_; }

  const Cue& cue(uint32_t i) const { return cues_.at(i); }
  TokenKind kind(uint32_t i) const { return i < all_.size() ? all_[i].kind : TokenKind::kBreak; }
  bool mark(uint32_t i, char c) const { return kind(i) == TokenKind::kMark && all_[i].mark == c; }
  bool token_is(uint32_t i, Class c) const;
  bool fold_is(uint32_t i, std::string_view folded) const;
  bool is_this(uint32_t i) const;  // this, these; not that, not here
  bool is_that(uint32_t i) const { return fold_is(i, word::kDhalika) || fold_is(i, word::kTilka); }
  bool is_min(uint32_t i) const;
  bool is_fi(uint32_t i) const;
  const NumberMention* number_at(uint32_t i) const;
  uint32_t read_which(uint32_t i, Which& which) const;
  uint32_t size() const { return static_cast<uint32_t>(all_.size()); }
  const Tokens& tokens() const { return tokens_; }

  bool holiday_at(uint32_t i) const {
    TimePoint ignored;
    return read_holiday(i, ignored) != i;
  }
  uint32_t read_clock(uint32_t i, TimePoint& p) const;      // time_clock.cc
  uint32_t read_part(uint32_t i, TimePoint& p) const;
  uint32_t read_rest(uint32_t i, TimePoint& p) const;       // time_dates.cc
  bool talk() const { return talk_; }

 private:
  uint32_t component(uint32_t i, TimePoint& p) const;
  uint32_t link(uint32_t i, const TimePoint& p) const;

  uint32_t read_holiday(uint32_t i, TimePoint& p) const;
  uint32_t read_digits(uint32_t i, TimePoint& p) const;
  uint32_t read_dotted(uint32_t i, TimePoint& p) const;
  bool feminine(uint32_t i) const;  // ends in ta marbuta
  uint32_t read_day(uint32_t i, int& day) const;
  uint32_t read_day_month(uint32_t i, TimePoint& p) const;
  uint32_t read_month_name(uint32_t i, TimePoint& p) const;
  uint32_t read_month(uint32_t i, TimePoint& p) const;
  uint32_t read_year(uint32_t i, TimePoint& p) const;
  uint32_t read_weekday(uint32_t i, TimePoint& p) const;
  uint32_t read_deictic(uint32_t i, TimePoint& p) const;
  uint32_t read_nth(uint32_t i, TimePoint& p) const;
  uint32_t read_nth_after(uint32_t i, TimePoint& p) const;
  uint32_t read_whole(uint32_t i, TimePoint& p) const;
  bool adjective(uint32_t i) const;
  uint32_t read_frame(uint32_t i, TimePoint& p) const;
  uint32_t read_edge(uint32_t i, TimePoint& p) const;
  uint32_t one_month_name(uint32_t i, int& month, bool& hijri, bool& weak) const;
  bool year_like(uint32_t i, bool hijri) const;

  struct Clock {
    int hour = -1, minute = 0, second = -1;
  };
  uint32_t read_day_alone(uint32_t i, TimePoint& p) const;
  uint32_t read_rank_alone(uint32_t i, TimePoint& p) const;
  uint32_t read_week_of(uint32_t i, TimePoint& p) const;
  uint32_t read_decade(uint32_t i, TimePoint& p) const;
  bool bare_hour(uint32_t i) const;
  bool definite(uint32_t i) const;
  uint32_t read_minutes(uint32_t i, Clock& clock) const;
  uint32_t read_zone(uint32_t i, TimePoint& p) const;
  uint32_t read_hour(uint32_t i, bool named, Clock& clock) const;

  const Tokens& tokens_;
  const std::vector<Token>& all_;
  const Lexicon& lexicon_;
  const Cues& cues_;
  const std::vector<NumberMention>& numbers_;
  const bool talk_;
  mutable int paired_day_ = 0;
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_TIME_PARSER_H
